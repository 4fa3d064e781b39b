"""`icstd convert`: the same answers in another form."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from ...text import visible
from .. import streams
from ..inputs import add_file_arguments, edition


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd convert` takes."""
    parser.epilog = (
        "例：icstd convert 我的园区.xlsx -o 我的园区.yaml；"
        "icstd convert 我的园区.yaml -o 我的园区.html"
    )
    parser.add_argument(
        "park", metavar="填报文件", help="YAML、JSON 或 Excel 填报表；- 表示标准输入"
    )
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        required=True,
        metavar="文件",
        help="写到哪里，可以多次；扩展名决定形式：.yaml .xlsx .html .json",
    )
    parser.add_argument("--force", action="store_true", help="允许覆盖已有的文件")
    add_file_arguments(parser)


def run(args: Namespace) -> int:
    """Read, check, write; the file read is never changed."""
    from ...assessment.dump import to_plain
    from ...assessment.intake import load_assessment
    from ...forms.render import FILLED, render_form
    from ...output import check_targets, write_bytes
    from ..failures import tell_problems
    from ..inputs import read_bytes

    inputs = [p for p in (args.park, args.standard) if p and p != "-"]
    check_targets(args.output, force=args.force, inputs=inputs, suffixes=FILLED)
    standard = edition(args)
    data, name = read_bytes(args.park)
    assessment = load_assessment(data, standard, name=name, encoding=args.encoding)
    tell_problems(assessment.warnings)
    document = to_plain(assessment, standard)
    for target in args.output:
        form = render_form(target, standard, document)
        write_bytes(form, target, force=args.force, inputs=inputs)
        streams.out(f"已写出 {visible(target)}\n")
    return 0
