"""`icstd init`: a form to fill in, blank or begun with last year's answers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ...clauses.model import Standard
from ...errors import UsageProblem
from ...text import clip, visible
from .. import streams
from ..inputs import add_edition_arguments, edition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...forms.carry import Carried


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd init` takes."""
    parser.epilog = (
        "例：icstd init 我的园区.xlsx（Excel 或 WPS 填）；icstd init 我的园区.html（浏览器填）；"
        "icstd init 我的园区.yaml（编辑器填）；"
        "icstd init 今年.xlsx --from 去年.xlsx（沿用去年的长期事实）；"
        "icstd init 县口径.yaml --profile（另定限值和必备条款）"
    )
    parser.add_argument(
        "forms", metavar="文件名", nargs="+", help="扩展名决定形式：.xlsx .html .yaml"
    )
    parser.add_argument(
        "--profile",
        action="store_true",
        help="不生成填报表，生成一份评价口径文件（.yaml），写好后给 assess --profile 用",
    )
    parser.add_argument("--force", action="store_true", help="允许覆盖已有的文件")
    parser.add_argument(
        "--from",
        dest="old",
        metavar="旧表",
        help="从以前的填报表开始：长期事实保留并标“待复核”，日期、次数等重新填",
    )
    add_edition_arguments(parser)
    parser.add_argument("--encoding", metavar="编码", help="旧表的文字编码，例如 gb18030")


def run(args: Namespace) -> int:
    """Write the forms, each whole or not at all."""
    from ...forms.render import BLANK, render_form
    from ...output import check_targets, write_bytes

    if args.profile:
        return _write_profile(args)
    inputs = [p for p in (args.old, args.standard) if p and p != "-"]
    check_targets(args.forms, force=args.force, inputs=inputs, suffixes=BLANK)
    schemas = {form: schema_beside(form) for form in args.forms if _is_yaml(form)}
    check_targets([*args.forms, *schemas.values()], force=args.force, inputs=inputs, suffixes=None)
    standard = edition(args)
    begun = _begun(args, standard) if args.old else None
    for form in args.forms:
        name = schemas[form].name if form in schemas else ""
        data = render_form(form, standard, begun.document if begun else None, name)
        write_bytes(data, form, force=args.force, inputs=inputs)
        if form in schemas:
            write_bytes(_schema(standard), schemas[form], force=args.force, inputs=inputs)
        streams.out(f"已生成 {visible(form)}\n")
    if begun is not None:
        _tell_carried(begun)
    streams.out(_next_step(args.forms[0]))
    return 0


def _write_profile(args: Namespace) -> int:
    """Write a commented profile file under each name."""
    from ...output import check_targets, write_bytes
    from ...tailoring.template import profile_template

    if args.old:
        raise UsageProblem("--profile 不能与 --from 同用", "口径文件没有旧表可以沿用")
    check_targets(args.forms, force=args.force, suffixes=(".yaml", ".yml"))
    data = profile_template(edition(args))
    for name in args.forms:
        write_bytes(data, name, force=args.force)
        streams.out(f"已生成 {visible(name)}\n")
    streams.out(f"改好后运行：icstd assess 填报文件 --profile {visible(args.forms[0])}\n")
    return 0


def schema_beside(form: str) -> Path:
    """Where the JSON Schema of a YAML form lies: `我的园区.schema.json`."""
    return Path(form).with_suffix(".schema.json")


def _is_yaml(form: str) -> bool:
    return Path(form).suffix.lower() in (".yaml", ".yml")


def _schema(standard: Standard) -> bytes:
    from ...assessment.schema import assessment_schema
    from ...jsontext import plain

    return plain(assessment_schema(standard), indent=None)


def _begun(args: Namespace, standard: Standard) -> Carried:
    from ...assessment.intake import load_document
    from ...forms.carry import carried_over
    from ..inputs import read_bytes

    data, name = read_bytes(args.old)
    old = load_document(data, standard, name=name, encoding=args.encoding)
    return carried_over(old, standard)


def _tell_carried(begun: Carried) -> None:
    kept = sum(len(answers) for answers in begun.document.get("填报", {}).values())
    streams.out(
        f"沿用了 {kept} 项长期事实，都标了“待复核”：核对无误后去掉标记。"
        "日期、次数、件数和人工判定请按今年的情况填。\n"
    )
    if begun.dropped:
        names = clip(visible("、".join(begun.dropped)), 200)
        streams.out(f"旧表的 {len(begun.dropped)} 项，现行版本已改变问法，没有带过来：{names}\n")


def _next_step(form: str) -> str:
    name = visible(form)
    if Path(form).suffix.lower() == ".html":
        return (
            f"用浏览器打开 {name} 填写，点“存为文件”得到 JSON，"
            "再运行：icstd assess 存成的文件.json --to .\n"
        )
    return f"填好后运行：icstd assess {name} --to .\n"
