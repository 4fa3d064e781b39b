"""Reading a filled-in workbook into the same document that YAML gives.

What is said here is only what a spreadsheet can get wrong; everything else is
left to the loader, which reads both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ..clauses.load import load_standard, shipped_editions
from ..clauses.model import Standard
from ..errors import InputProblems, Place, Problem
from ..text import clip, visible
from ..workbook.grid import Fault, Formula, Grid, read_grids
from ..workbook.records import Faults, Sheet, tell_hidden
from ..yamlio import Document, Map
from . import workbook_layout as layout
from .fields import COMMENT, EVIDENCE, EVIDENCE_ID, IDENTITY, column_field
from .workbook_answers import Reader
from .workbook_found import found_sheets

_NEW_FORM = "用 icstd init 我的园区.xlsx 生成一张新表，把答复填过去"
_SHOWN = 20


def read_form(data: bytes, name: str, standard: Standard) -> Document:
    """Read a workbook made by `forms.workbook_form` and filled in by hand.

    Raises InputProblems where it is no such workbook, and with everything a
    spreadsheet got wrong in it.  What is only odd is in the warnings.
    """
    grids = read_grids(data, name)
    faults = Faults(name)
    meta = _meta(grids)
    standard = _as_made(standard, meta)
    sheets = found_sheets(grids, meta, standard, faults)
    _refuse_strangers(grids, meta, sheets, name)
    assert meta is not None  # noqa: S101 - settled by the line before
    root = Map()
    stated = _identity(root, meta)
    reader = Reader(standard, root, faults)
    for sheet in sheets:
        _read(reader, sheet, standard)
    if stated != (standard.number, standard.encoding_version):
        faults.found.clear()  # the loader refuses it, and why is all that matters
    else:
        _remark_missing(reader, meta, standard, faults)
    refused = tuple(p for p in faults.found if p.refused)
    if refused:
        raise InputProblems(refused)
    digest = hashlib.sha256(data).hexdigest()
    return Document(root, name, digest, warnings=tuple(faults.found))


def _as_made(standard: Standard, meta: Grid | None) -> Standard:
    """The encoding that a workbook was made for, where it is one that is carried over."""
    version = _identity(Map(), meta)[1] if meta else ""
    if version not in {e.version for e in standard.earlier}:
        return standard
    shipped = shipped_editions()
    return load_standard(shipped[version]) if version in shipped else standard


def _meta(grids: Iterable[Grid]) -> Grid | None:
    return next((g for g in grids if g.cells.get((1, 1)) == layout.MARK), None)


def _refuse_strangers(grids: list[Grid], meta: Grid | None, sheets: list[Sheet], name: str) -> None:
    """Refuse a workbook that is not ours, or no longer recognisable as ours."""
    if meta is not None and sheets:
        if meta.cells.get((1, 2)) == layout.LAYOUT:
            return
        problem = Problem(
            "E-XLSX-LAYOUT",
            name,
            Place(),
            "",
            "这张表的版式由另一版本的 icstd 生成，读不了",
            _NEW_FORM,
        )
        raise InputProblems((problem,))
    if meta is not None:
        what = "隐藏的编号列（A 列）被删去了，分不清哪一格是哪一项的答复"
        raise InputProblems((Problem("E-XLSX-LAYOUT", name, Place(), "", what, _NEW_FORM),))
    if sheets:
        what = "缺少隐藏的工作表 _icstd，不知道这张表是按哪一版标准填的"
        raise InputProblems((Problem("E-XLSX-FORM", name, Place(), "", what, _NEW_FORM),))
    what = "这不是 icstd 生成的填报表"
    faults = Faults(name)
    for grid in grids:
        for (row, column), cell in grid.cells.items():
            if isinstance(cell, Formula | Fault) and len(faults.found) < _SHOWN:
                faults.odd_cell(grid, row, column, visible(grid.title))
    raise InputProblems((*faults.found, Problem("E-XLSX-FORM", name, Place(), "", what, _NEW_FORM)))


def _identity(root: Map, meta: Grid) -> tuple[str, str]:
    """标准 and 编码版本, as the form was made for; kept off what people see."""
    stated = {}
    for row in (2, 3):
        key, value = meta.cells.get((row, 1)), meta.cells.get((row, 2))
        if isinstance(key, str) and isinstance(value, str):
            place = meta.place(row, 2)
            root.put(key, value, place, place)
            stated[key] = value
    return stated.get("标准", ""), stated.get("编码版本", "")


def _read(reader: Reader, sheet: Sheet, standard: Standard) -> None:
    tell_hidden(sheet, reader.faults, expected=(layout.FINGERPRINT,))
    if sheet.mark == layout.COVER:
        reader.cover(sheet, IDENTITY)
    elif sheet.mark == layout.SECTION:
        reader.section(sheet)
    elif sheet.mark == layout.JUDGEMENTS:
        reader.judgements(sheet)
    elif sheet.mark == layout.EVIDENCE:
        reader.evidence(sheet, EVIDENCE_ID, EVIDENCE)
    elif sheet.mark == layout.COMMENTS:
        reader.comments(sheet, COMMENT)
    elif sheet.mark.startswith(layout.TABLE):
        table = standard.tables[sheet.mark.removeprefix(layout.TABLE)]
        reader.table(sheet, table.label, [column_field(c) for c in table.columns])


def _remark_missing(reader: Reader, meta: Grid, standard: Standard, faults: Faults) -> None:
    """Say which questions are no longer on any sheet: their answers count as blank."""
    asked = {cell for (row, column), cell in meta.cells.items() if row > 3 and column == 1}
    lost = [i.label for i in standard.items.values() if i.id in asked - reader.seen.keys()]
    if lost:
        names = clip(visible("、".join(lost)), 100)
        faults.add(
            "W-XLSX-MISSING",
            Place(),
            "填报",
            f"有 {len(lost)} 项在表里找不到了，按没有填处理：{names}",
            "可能删去了行或工作表；要填的，从新生成的表里把这几行复制过来",
        )
