"""`icstd verify`: is this report what these inputs give?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...errors import Exit
from ...text import visible
from .. import streams
from ..inputs import (
    add_file_arguments,
    add_proof_arguments,
    edition,
    judge,
    load_park,
    read_bytes,
)

if TYPE_CHECKING:
    from ...conformance import ConformanceReport
    from ...report.records import ReportDocument

_SHOWN = 20

_PARTS = {
    "standard": "标准数据",
    "profile": "评价口径",
    "park": "园区",
    "assessment": "填报文件",
    "as_of": "评价日",
    "selection": "评价范围",
    "notes": "说明",
    "conclusion": "结论",
    "counts": "条数",
    "filled": "填报项数",
    "score": "得分",
    "contradictions": "数据矛盾",
    "comments": "意见",
    "evidence": "证据目录",
    "warnings": "提示",
    "chapters": "各章条数",
    "clauses": "各条的结论",
    "tables_used": "按台账统计的数据项",
    "cited_by": "证据所用于的条款",
    "assumed": "假设",
    "encoding": "编码的构成",
}
"""Parts of a report, the cause before its effects."""

_TOLD_OTHERWISE = {"schema", "result_digest", "findings"}
"""Findings are told apart by id; the others follow from the rest."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd verify` takes."""
    parser.epilog = "退出码 0 表示报告就是由这份填报得出的，1 表示不是。"
    parser.add_argument("report", metavar="报告.json", help="icstd assess 写出的 JSON 报告")
    parser.add_argument("park", metavar="填报文件", help="当时的填报文件")
    parser.add_argument(
        "--profile",
        metavar="口径",
        help="报告按口径文件（.yaml）评的，写那个文件；不写时照报告里的",
    )
    add_proof_arguments(parser)
    add_file_arguments(parser)


def run(args: Namespace) -> int:
    """Recompute with the report's own profile, date and selection; compare the contents."""
    from ...report.document import report_document
    from ...report.read import read_report

    given = read_report(*read_bytes(args.report))
    if given.note:
        streams.err(f"{given.note}\n")
    if not given.intact:
        streams.out("不一致：报告写出以后内容被改动过（与它自带的结果摘要不符）。\n")
        return int(Exit.NOT_MET)
    again = report_document(_recompute(args, given.document))
    digest = given.document.result_digest
    if again["result_digest"] == digest:
        streams.out(f"一致：报告就是由这份填报得出的（结果摘要 {digest[:12]}）。\n")
        return int(Exit.MET)
    found = list(_differences(given.data, _written_by_both(given.data, again)))
    if not found:
        streams.out(
            f"一致：报告就是由这份填报得出的（结果摘要 {digest[:12]}）。"
            "报告由较早的版本写出，比对的是它写有的内容。\n"
        )
        return int(Exit.MET)
    streams.out("不一致：用这份填报重新计算，结果与报告不同。\n")
    for line in found[:_SHOWN]:
        streams.out(f"  {line}\n")
    if len(found) > _SHOWN:
        streams.out(f"  还有 {len(found) - _SHOWN} 处\n")
    return int(Exit.NOT_MET)


def _recompute(args: Namespace, given: ReportDocument) -> ConformanceReport:
    """The report made again, on the day and by the profile and selection it names."""
    args.as_of, args.set = given.as_of, []
    args.profile = args.profile or given.profile.id
    chosen = given.selection
    args.select = list(chosen.select) if chosen else []
    args.ignore = list(chosen.ignore) if chosen else []
    standard = edition(args)
    return judge(args, load_park(args, standard), standard, base=args.base, audit=args.audit)


def _written_by_both(given: Any, again: Any) -> Any:
    """`again` without what an earlier version did not write yet."""
    if isinstance(given, dict) and isinstance(again, dict):
        return {k: _written_by_both(given[k], v) for k, v in again.items() if k in given}
    if isinstance(given, list) and isinstance(again, list) and len(given) == len(again):
        return [_written_by_both(g, a) for g, a in zip(given, again, strict=True)]
    return again


def _differences(given: dict[str, Any], again: dict[str, Any]) -> Iterator[str]:
    """Where two reports differ, in words; the cause before its effects."""
    for part in sorted(given.keys() - _TOLD_OTHERWISE, key=_rank):
        if _content(given, part) != _content(again, part):
            yield f"{_PARTS.get(part, part)}不同{_how(given, again, part)}"
    old = {f["id"]: f for f in given["findings"]}
    new = {f["id"]: f for f in again["findings"]}
    for number in dict.fromkeys((*old, *new)):
        if number not in new or number not in old:
            where = "现在" if number not in new else "报告里"
            yield f"{visible(number)}：{where}没有这一条"
        elif old[number] != new[number]:
            before, now = old[number]["result"], new[number]["result"]
            yield f"{number}：" + (
                f"报告为{before}，重新计算为{now}" if before != now else "结论相同，依据不同"
            )


def _rank(part: str) -> tuple[int, str]:
    known = list(_PARTS)
    return known.index(part) if part in known else len(known), part


def _content(document: dict[str, Any], part: str) -> Any:
    found = document[part]
    return {k: v for k, v in found.items() if k != "file"} if part == "assessment" else found


def _how(given: dict[str, Any], again: dict[str, Any], part: str) -> str:
    """The two digests where a part has one; the remarks only the report has."""
    if part == "notes":
        return "".join(f"：报告写有“{visible(n)}”" for n in given[part] if n not in again[part])
    if part not in ("standard", "assessment"):
        return ""
    return f"：报告摘要 {given[part]['digest'][:12]}，现在 {again[part]['digest'][:12]}"
