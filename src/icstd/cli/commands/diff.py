"""`icstd diff`: what changed between two assessments or reports of a park."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import InputProblems
from .. import streams
from ..inputs import add_file_arguments, edition, profile_of, read_bytes, rulebook
from ..papers import add_output_arguments, deliver

if TYPE_CHECKING:
    from ...report.records import ReportDocument


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd diff` takes."""
    parser.epilog = "例：icstd diff 2024.yaml 2025.yaml -o 变化.html"
    parser.add_argument("old", metavar="原文件", help="填报文件，或 icstd 写出的 JSON 报告")
    parser.add_argument("new", metavar="新文件", help="填报文件，或 icstd 写出的 JSON 报告")
    parser.add_argument("--mapping", metavar="文件", help="编码版本不同时的条款对照表")
    parser.add_argument(
        "--profile", default="default", metavar="口径", help="评价口径，或口径文件（.yaml）"
    )
    add_output_arguments(parser)
    add_file_arguments(parser)


def run(args: Namespace) -> int:
    """Print or write the differences; 0 whatever they are."""
    from ...audit.diff import compare
    from ...audit.views import diff_papers

    mapping = _mapping(args.mapping)
    difference = compare(_document(args.old, args), _document(args.new, args), mapping)
    day = difference.new.as_of
    inputs = [p for p in (args.old, args.new) if p != "-"]
    for target in args.output:
        if target.endswith(".json"):
            _write_json(difference, target, args, inputs)
    lead = f"{len(difference.changed)} 条结果有变化。" if difference.changed else "结果没有变化。"
    deliver(diff_papers(difference), args, day, inputs, lead)
    return 0


def _document(path: str, args: Namespace) -> ReportDocument:
    """A report document: read back, or made by evaluating a park file."""
    from ...assessment.intake import load_assessment
    from ...evaluation import evaluate
    from ...report.read import as_read, is_report, read_report

    data, name = read_bytes(path)
    if is_report(data):
        found = read_report(data, name)
        if found.note:
            streams.err(f"{found.note}\n")
        return found.document
    standard = edition(args)
    assessment = load_assessment(data, standard, name=name, encoding=args.encoding)
    profile = profile_of(args.profile, standard)
    return as_read(evaluate(assessment, standard, profile, rulebook=rulebook(args)))


def _mapping(path: str | None) -> dict[str, str] | None:
    if path is None:
        return None
    from ...yamlio import read_document

    data, name = read_bytes(path)
    document = read_document(data, name)
    wrong = [k for k, v in document.root.items() if not isinstance(v, str)]
    if wrong:
        place = document.root.places[wrong[0]][1]
        message = f"{wrong[0]} 对应的不是一个条款编号"
        raise InputProblems((document.problem("E-TYPE", place, "", message, "写成 W6.8: W6.9"),))
    return {str(k): str(v) for k, v in document.root.items()}


def _write_json(difference: Any, target: str, args: Namespace, inputs: list[str]) -> None:
    from ...output import write_bytes
    from ...report.codec import encoded

    content = {
        "schema": "icstd-diff/1",
        "old": difference.old.result_digest,
        "new": difference.new.result_digest,
        "changed": [encoded(c) for c in difference.changed],
        **{name: encoded(getattr(difference, name)) for name in ("closed", "still_open", "opened")},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    write_bytes(text.encode("utf-8"), Path(target), force=args.force, inputs=inputs)
