"""`icstd standard`: maintaining the standard as data."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

SUBCOMMANDS = {
    "lint": ("standard_edit", "检查条款源文件，一次列出全部问题"),
    "build": ("standard_edit", "由条款源文件生成发布版"),
    "sources": ("standard_edit", "把自带标准的条款源文件取出来，放进一个新文件夹"),
    "docs": ("standard_edit", "生成条款核对表"),
    "diff": ("standard_edit", "比较两个发布版：新增、修改、撤销了哪些条款"),
    "import": ("standard_reconcile", "读标准文本，生成逐句核对的表"),
    "reconcile": ("standard_reconcile", "检查核对表：还缺什么、有没有矛盾、覆盖多少"),
    "adopt": ("standard_reconcile", "把核对过的写入条款源文件，生成新的编码版本"),
    "affected": ("standard_reconcile", "以前的自评有哪些填报和判定受新编码影响"),
}
"""Subcommand → module under `commands`, and what it does.

The module has `add_NAME_arguments(parser)` and `run_NAME(args) -> int`.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommand; what follows it is read by the subcommand's own parser."""
    known = "；".join(f"{name} {summary}" for name, (_, summary) in SUBCOMMANDS.items())
    parser.add_argument("subcommand", metavar="子命令", help=known)
    rest = parser.add_argument("rest", metavar="…", nargs="...", help="见 子命令 --help")
    rest.required = False


def run(args: argparse.Namespace) -> int:
    """Parse the rest with the chosen subcommand's parser and run it."""
    from ...errors import UsageProblem
    from ...text import clip, visible
    from ..parser import Parser

    name = args.subcommand
    if name not in SUBCOMMANDS:
        known = "、".join(SUBCOMMANDS)
        raise UsageProblem(f"没有子命令“{clip(visible(name), 60)}”", f"可用的有：{known}")
    module, summary = SUBCOMMANDS[name]
    home = import_module(f".{module}", __package__)
    parser = Parser(prog=f"icstd standard {name}", description=summary)
    getattr(home, f"add_{name}_arguments")(parser)
    rest = parser.parse_args(args.rest)
    code: int = getattr(home, f"run_{name}")(rest)
    return code
