"""`icstd assess`: judge one park's self-assessment and report."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ...conformance import ConformanceReport
from ...errors import Exit, UsageProblem
from .. import streams
from ..inputs import (
    add_judging_arguments,
    add_proof_arguments,
    edition,
    evidence_files,
    judge,
    load_park,
)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd assess` takes."""
    parser.epilog = (
        "例：icstd assess 我的园区.yaml -o 报告.html -o 报告.docx；"
        "看补办三件后的结果：icstd assess 我的园区.yaml --set 已回应问题数=128"
    )
    parser.add_argument(
        "park", metavar="填报文件", help="YAML、JSON 或 Excel 填报表；- 表示标准输入"
    )
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="文件",
        help="写出报告，可以多次；扩展名决定格式：json csv html docx xlsx pdf，"
        "供别的软件读：sarif junit.xml oscal.json ciso.csv",
    )
    parser.add_argument(
        "--to", metavar="文件夹", help="写出网页、Word、Excel 三种报告，名为“填报文件名-报告”"
    )
    parser.add_argument("--force", action="store_true", help="允许覆盖已有的输出文件")
    parser.add_argument(
        "--format", choices=["text", "json"], help="标准输出的形式；不写时为文字，有 -o 时只写摘要"
    )
    parser.add_argument("--exit-zero", action="store_true", help="有差距时退出码也为 0")
    add_proof_arguments(parser)
    parser.add_argument("--no-waivers", action="store_true", help="核查文件中的偏离一律不采用")
    add_judging_arguments(parser)


def run(args: Namespace) -> int:
    """Load, evaluate, deliver; 0 or 1 as the report says (0 with --exit-zero)."""
    from ...output import check_targets

    targets = _targets(args)
    inputs = [p for p in (args.park, args.standard, args.audit) if p and p != "-"]
    if targets:
        check_targets(targets, force=args.force, inputs=inputs, folder=args.to)
    standard = edition(args)
    assessment = load_park(args, standard, assumed=args.set)
    kept = [*inputs, *evidence_files(args, assessment)]
    if targets:
        check_targets(targets, force=args.force, inputs=kept, folder=args.to)
    report = judge(
        args, assessment, standard, base=args.base, audit=args.audit, waivers=not args.no_waivers
    )
    _deliver(report, args, targets, kept)
    return int(Exit.MET if args.exit_zero else report.exit_code)


def _targets(args: Namespace) -> list[str]:
    """The files to write, `--to` included."""
    targets = list(args.output)
    if args.to is not None:
        from ...output import USUAL

        if args.park == "-":
            raise UsageProblem("从标准输入读填报内容时不能用 --to", "用 -o 写出每个文件名")
        stem = Path(args.park).stem
        targets += [str(Path(args.to) / f"{stem}-报告{suffix}") for suffix in USUAL]
    return targets


def _deliver(
    report: ConformanceReport, args: Namespace, targets: list[str], kept: list[str | Path]
) -> None:
    from ...output import make_folder, write_report

    if args.to is not None:
        make_folder(args.to)
    for target in targets:
        write_report(report, target, force=args.force, inputs=kept)
        if target.lower().endswith(".pdf"):
            from ...report.pdf import warnings_for
            from ...text import visible

            for warning in warnings_for(report):
                streams.err(visible(warning))
    if args.format == "json":
        from ...jsontext import listing
        from ...report.document import report_document

        streams.out_json(listing(report_document(report)))
        return
    from ...report.terminal import render_brief, render_text
    from ..terminal import look

    full = not targets or args.format == "text"
    text = (render_text if full else render_brief)(report, look())
    streams.out(text)
    for target in targets:
        from ...text import visible

        streams.out(f"已写出 {visible(target)}\n")
