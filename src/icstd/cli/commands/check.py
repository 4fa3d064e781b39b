"""`icstd check`: are these files written right?  Nothing is judged."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any, NamedTuple

from ...assessment.model import SelfAssessment
from ...clauses.model import Standard
from ...errors import Exit, InputProblems, Problem
from ...limits import PROBLEMS_KEPT, PROBLEMS_SHOWN
from ...rules.rulebook import Rulebook
from ...text import visible
from .. import streams
from ..failures import problem_record, tell_problems
from ..inputs import add_file_arguments, edition, load_park, rulebook

SCHEMA = "icstd-check/1"


class _Checked(NamedTuple):
    """One file: what it says (None where refused) and what is wrong with it."""

    path: str
    assessment: SelfAssessment | None
    problems: tuple[Problem, ...]


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd check` takes."""
    parser.epilog = "有问题的文件不影响其余文件；有一个没通过，退出码就是 3。"
    parser.add_argument(
        "parks", metavar="填报文件", nargs="+", help="一个或几个填报文件；- 表示标准输入"
    )
    parser.add_argument("--all", action="store_true", help="问题和提示全部列出，不只前 20 处")
    parser.add_argument(
        "--fix",
        metavar="新表",
        help="另写一份修正后的副本：只有一个意思的写法改成规定的，逐处列出；原表不动",
    )
    parser.add_argument("--force", action="store_true", help="允许覆盖已有的副本")
    parser.add_argument(
        "--format",
        choices=["text", "json", "sarif", "github"],
        default="text",
        help="输出的形式；sarif、github 供代码托管平台显示",
    )
    add_file_arguments(parser)


def run(args: Namespace) -> int:
    """Check each file by itself; 0 when all can be used, else 3."""

    standard, book = edition(args), rulebook(args)
    paths = list(dict.fromkeys(args.parks))
    if len(paths) < len(args.parks):
        streams.err("同一个文件给了几次，只检查一次")
    if args.fix:
        from ..mending import fix

        return fix(args, paths, standard)
    refused = 0
    records = []
    told: list[tuple[str, Problem]] = []
    for path in paths:
        checked = _check(path, standard, args)
        refused += checked.assessment is None
        if args.format in ("sarif", "github"):
            told += [(path, problem) for problem in checked.problems]
        elif args.format == "json":
            records.append(_record(checked, standard, book))
        else:
            _tell(checked, standard, book, most=PROBLEMS_KEPT if args.all else PROBLEMS_SHOWN)
    if args.format == "sarif":
        from ...report.sarif import problems_log

        streams.out_json(problems_log(told))
    elif args.format == "github":
        streams.out("".join(_annotation(path, problem) for path, problem in told))
    elif args.format == "json":
        from ...jsontext import listing

        streams.out_json(listing({"schema": SCHEMA, "files": records}))
    elif len(paths) > 1:
        streams.out(f"共 {len(paths)} 个文件：{len(paths) - refused} 个可用，{refused} 个有问题\n")
    return int(Exit.INPUT if refused else Exit.MET)


def _annotation(path: str, problem: Problem) -> str:
    """A problem as a workflow command: it is shown at its line."""
    from ...report.sarif import told

    level = "error" if problem.refused else "warning"
    place = {"file": path, "line": problem.place.line, "col": problem.place.col}
    where = ",".join(f"{k}={_escaped(str(v), ':,')}" for k, v in place.items() if v)
    title = _escaped(problem.code, ":,")
    return f"::{level} {where},title={title}::{_escaped(visible(told(problem)))}\n"


def _escaped(text: str, also: str = "") -> str:
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _check(path: str, standard: Standard, args: Namespace) -> _Checked:
    try:
        assessment = load_park(args, standard, path)
    except InputProblems as refused:
        return _Checked(path, None, refused.problems)
    return _Checked(path, assessment, assessment.warnings)


def _record(checked: _Checked, standard: Standard, book: Rulebook | None) -> dict[str, Any]:
    filled, ledgers = None, []
    clashes: list[str] = []
    carried: list[str] = []
    if checked.assessment is not None:
        from ...forms.progress import progress_of
        from ...report.codec import encoded
        from ...report.document import ledger_record

        progress = progress_of(checked.assessment, standard, book)
        filled = {"answered": progress.filled, "asked": progress.total}
        clashes = [clash.message for clash in progress.clashes]
        carried = list(progress.carried)
        ledgers = [encoded(ledger_record(a)) for a in progress.ledgers]
    return {
        "file": checked.path,
        "accepted": checked.assessment is not None,
        "filled": filled,
        "ledgers": ledgers,
        "contradictions": clashes,
        "unreviewed": carried,
        "problems": [problem_record(p) for p in checked.problems],
    }


def _cut_short(assessment: SelfAssessment, standard: Standard) -> list[str]:
    """Sections whose questions are not even there, in a text that holds blank ones elsewhere."""
    given = assessment.answers
    absent = [s.title for s in standard.sections if given.keys().isdisjoint(i.id for i in s.items)]
    blanks = any(answer.value is None for answer in given.values())
    if not absent or not blanks or len(absent) == len(standard.sections):
        return []
    names = "、".join(absent)
    return [f"表里没有这几节，按没有填处理；文件可能没有存完，或删去了内容：{names}"]


def _tell(checked: _Checked, standard: Standard, book: Rulebook | None, *, most: int) -> None:
    tell_problems(checked.problems, most=most)
    name = visible(checked.path) if checked.path != "-" else "标准输入"
    if checked.assessment is None:
        streams.out(f"{name}：有 {len(checked.problems)} 处问题，改好再用\n")
        return
    hints = f"，有 {len(checked.problems)} 处提示" if checked.problems else ""
    streams.out(f"{name}：可以使用{hints}\n")
    from ...forms.progress import progress_lines, progress_of

    progress = progress_of(checked.assessment, standard, book)
    for line in (*_cut_short(checked.assessment, standard), *progress_lines(progress, standard)):
        streams.out(f"  {line}\n")
    for line in (text for a in progress.ledgers for text in a.lines(checked.path)):
        streams.out(f"  {visible(line)}\n")
