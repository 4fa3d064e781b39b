"""`icstd evidence`: is every piece of evidence there, unchanged, in date, in use."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from ...assessment.model import SelfAssessment
from ...audit.evidence import Checked
from ...clauses.model import Standard
from ...text import visible
from .. import streams
from ..inputs import add_judging_arguments, edition, evidence_folder, judge, load_park
from ..papers import add_output_arguments, deliver


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd evidence` takes."""
    parser.epilog = "例：icstd evidence 我的园区.yaml -o 证据核对表.xlsx"
    parser.add_argument("park", metavar="填报文件", help="YAML、JSON 或 Excel 填报表")
    parser.add_argument(
        "--write", metavar="文件", help="把算出的 sha256 填进一份副本（YAML），原文件不动"
    )
    parser.add_argument(
        "--base", metavar="文件夹", help="证据文件所在的文件夹，不写时是填报文件所在处"
    )
    add_output_arguments(parser)
    add_judging_arguments(parser)


def run(args: Namespace) -> int:
    """0 where all evidence is in order, 1 where not."""
    from ...audit.evidence import check_evidence
    from ...audit.views import evidence_papers

    standard = edition(args)
    assessment = load_park(args, standard, assumed=args.set)
    report = judge(args, assessment, standard)
    checked = check_evidence(report, evidence_folder(args, args.base))
    faults = sum(not c.in_order for c in checked)
    lead = f"共 {len(checked)} 份证据，{faults} 份有问题。"
    inputs = [] if args.park == "-" else [args.park]
    if args.write:
        _write(args, assessment, standard, checked)
    deliver(evidence_papers(report, checked), args, report.as_of, inputs, lead)
    return 1 if faults else 0


def _write(
    args: Namespace, assessment: SelfAssessment, standard: Standard, checked: tuple[Checked, ...]
) -> None:
    from ...assessment.dump import to_yaml
    from ...output import write_bytes

    found = {c.evidence.id: c.sha256 for c in checked if c.sha256}
    evidence = {
        i: e._replace(sha256=found.get(i, e.sha256)) for i, e in assessment.evidence.items()
    }
    copy = to_yaml(replace(assessment, evidence=evidence), standard)
    inputs = [] if args.park == "-" else [args.park]
    write_bytes(copy.encode("utf-8"), args.write, force=args.force, inputs=inputs)
    streams.out(f"已写出 {visible(args.write)}\n")
