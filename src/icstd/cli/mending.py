"""`icstd check --fix`: a corrected copy, and what was changed in it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..clauses.model import Standard
from ..errors import Exit, UsageProblem
from ..text import visible
from . import streams
from .failures import tell_problems
from .inputs import read_bytes

_BOOK = ".xlsx"
_TEXTS = (".yaml", ".yml", ".json")


def fix(args: Namespace, paths: list[str], standard: Standard) -> int:
    """Write the copy and list each change; 3 where something is left to mend by hand."""
    from ..assessment.intake import load_document
    from ..forms.mend import mend_text, mend_workbook
    from ..output import check_targets, write_bytes

    if len(paths) != 1:
        raise UsageProblem("--fix 一次只改一份表", "一份一份地改，各写一个新的文件名")
    (path,) = paths
    inputs = [p for p in (path, args.standard) if p and p != "-"]
    data, name = read_bytes(path)
    suffix = Path(args.fix).suffix.lower()
    allowed = (_BOOK,) if name.lower().endswith(_BOOK) else _TEXTS
    check_targets([args.fix], force=args.force, inputs=inputs, suffixes=(*_TEXTS, _BOOK))
    if suffix not in allowed:
        advice = f"新表的扩展名用 {' '.join(allowed)}；换格式用 icstd convert"
        raise UsageProblem("修正后的副本和原表是同一种格式", advice)
    document = load_document(data, standard, name=name, encoding=args.encoding)
    mend = mend_workbook if suffix == _BOOK else mend_text
    mended = mend(document, standard)
    write_bytes(mended.data, args.fix, force=args.force, inputs=inputs)
    for change in mended.changes:
        where = change.place.cell or f"第 {change.place.line} 行"
        after = f"改成 {change.after}" if change.after else "改成空白"
        streams.out(visible(f"{where}：{change.before} {after}") + "\n")
    streams.out(f"改了 {len(mended.changes)} 处，已写出 {visible(args.fix)}；原表没有动\n")
    if suffix == _BOOK:
        for left in _left_out(data, mended.data, name):
            streams.out(f"{left}\n")
    if not mended.problems:
        return int(Exit.MET)
    tell_problems(mended.problems)
    streams.out(f"还有 {len(mended.problems)} 处要自己改\n")
    return int(Exit.INPUT)


def _left_out(before: bytes, after: bytes, name: str) -> list[str]:
    """What of a person's own workbook is not in the fresh form."""
    from ..workbook.grid import read_grids

    ours = {grid.title for grid in read_grids(after, name)}
    theirs = [grid.title for grid in read_grids(before, name) if grid.title not in ours]
    told = ["没有带过来：批注、颜色、自己加的列和行、没有填报内容的单元格"]
    if theirs:
        told.append(f"没有带过来的工作表：{'、'.join(visible(title) for title in theirs)}")
    return told
