"""`icstd verify`: is this report what these inputs give?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from ...errors import Exit
from ...text import visible
from .. import streams
from ..inputs import add_file_arguments, edition, load_park, read_bytes, rulebook

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
}
"""Parts of a report whose difference is named by itself; findings are told apart by id."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd verify` takes."""
    parser.epilog = "退出码 0 表示报告就是由这份填报得出的，1 表示不是。"
    parser.add_argument("report", metavar="报告.json", help="icstd assess 写出的 JSON 报告")
    parser.add_argument("park", metavar="填报文件", help="当时的填报文件")
    add_file_arguments(parser)


def run(args: Namespace) -> int:
    """Recompute with the report's own profile, date and selection; compare digests."""
    from ...report.document import report_document, result_digest
    from ...report.read import read_report

    data, name = read_bytes(args.report)
    given = read_report(data, name)
    if result_digest(given) != given["result_digest"]:
        streams.out("不一致：报告写出以后内容被改动过（与它自带的结果摘要不符）。\n")
        return int(Exit.NOT_MET)
    again = report_document(_recompute(args, given))
    if again["result_digest"] == given["result_digest"]:
        streams.out(f"一致：报告就是由这份填报得出的（结果摘要 {given['result_digest'][:12]}）。\n")
        return int(Exit.MET)
    found = list(_differences(given, again))
    streams.out("不一致：用这份填报重新计算，结果与报告不同。\n")
    for line in found[:_SHOWN]:
        streams.out(f"  {line}\n")
    if len(found) > _SHOWN:
        streams.out(f"  还有 {len(found) - _SHOWN} 处\n")
    return int(Exit.NOT_MET)


def _recompute(args: Namespace, given: dict[str, Any]) -> Any:
    from ...evaluation import evaluate

    day = date.fromisoformat(given["as_of"])
    standard = edition(args)
    assessment = load_park(args, standard)
    select, ignore = _chosen(given["selection"])
    return evaluate(
        assessment,
        standard,
        given["profile"]["id"],
        as_of=day,
        select=select,
        ignore=ignore,
        rulebook=rulebook(args),
    )


def _chosen(selection: str) -> tuple[list[str], list[str]]:
    """`只评 W6、W7；不评 W6.8` back into the ids it was made from."""
    chosen: dict[str, list[str]] = {}
    for part in filter(None, selection.split("；")):
        word, _, ids = part.partition(" ")
        chosen[word] = ids.split("、")
    return chosen.get("只评", []), chosen.get("不评", [])


def _differences(given: dict[str, Any], again: dict[str, Any]) -> Iterator[str]:
    """Where two reports differ, in words; the cause before its effects."""
    for part, label in _PARTS.items():
        if _content(given, part) != _content(again, part):
            yield f"{label}不同{_how(given, again, part)}"
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
