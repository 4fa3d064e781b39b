"""`icstd audit`: a blank audit file, an on-site sheet, a sample from a ledger."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from ...conformance import ConformanceReport
from ..inputs import add_judging_arguments, edition, judge, load_park
from ..papers import add_output_arguments, deliver


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd audit` takes: one of init, sheet, sample."""
    parser.epilog = "填好核查文件后：icstd assess 我的园区.yaml --audit 核查.yaml -o 审核报告.docx"
    steps = parser.add_subparsers(dest="step", metavar="步骤", required=True)
    for name, summary in (
        ("init", "生成核查文件（YAML），逐条列出自评结论，供审核员填写"),
        ("sheet", "生成现场核查表（Word、Excel 或网页），按方法和地点分组"),
        ("sample", "从台账中抽样，记下总数、方法和种子"),
    ):
        step = steps.add_parser(name, help=summary, description=summary)
        step.add_argument("park", metavar="填报文件", help="YAML、JSON 或 Excel 填报表")
        if name == "sample":
            step.add_argument("--table", required=True, metavar="台账", help="如 诉求台账")
            step.add_argument("--size", type=int, required=True, metavar="行数")
            step.add_argument("--seed", type=int, required=True, metavar="种子")
        add_output_arguments(step)
        add_judging_arguments(step)


def run(args: Namespace) -> int:
    """Do the step asked for; always 0."""

    standard = edition(args)
    assessment = load_park(args, standard, assumed=args.set)
    if args.step == "sample":
        from ...audit.sampling import draw
        from ...audit.views import sample_papers

        sample = draw(assessment, standard, args.table, args.size, args.seed)
        inputs = [] if args.park == "-" else [args.park]
        deliver(sample_papers(assessment, sample), args, assessment.period.as_of, inputs)
        return 0
    report = judge(args, assessment, standard)
    if args.step == "init":
        _init(report, args)
    else:
        from ...audit.views import onsite_papers

        inputs = [] if args.park == "-" else [args.park]
        deliver(onsite_papers(report), args, report.as_of, inputs)
    return 0


def _init(report: ConformanceReport, args: Namespace) -> None:
    from ...audit.template import audit_template
    from ...output import write_bytes
    from .. import streams

    text = audit_template(report)
    if not args.output:
        streams.out(text)
    inputs = [] if args.park == "-" else [args.park]
    for target in args.output:
        write_bytes(text.encode("utf-8"), target, force=args.force, inputs=inputs)
        streams.out(f"已写出 {target}\n")
