"""argparse speaking Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from ..errors import UsageProblem
from ..text import clip, visible, wrap
from .streams import columns, flush, out

_ERRORS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"one of the arguments (.+) is required", r"下列参数要给一个：\1"),
    (r"argument (.+): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.+): expected at least one argument", r"\1 后面至少要跟一个值"),
    (r"argument (.+): expected (\d+) arguments?", r"\1 后面要跟 \2 个值"),
    (r"argument (.+): ignored explicit argument (.+)", r"\1 不带值，却给了 \2"),
    (
        r"argument (.+): invalid choice: (.+) \(choose from (.+)\)",
        r"\1 不能是 \2，可用的有：\3",
    ),
    (r"argument (.+): invalid (?:\w+) value: (.+)", r"\1 的值 \2 不对"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"argument (.+): (.+)", r"\1：\2"),
)
"""argparse's messages (as of Python 3.11 to 3.14) and ours."""


class Formatter(argparse.HelpFormatter):
    """Help laid out by display width: each explanation on a line of its own."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=6, width=columns())

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """As argparse, with the Chinese word."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def format_help(self) -> str:
        """As argparse, with the Chinese colon after a section's title."""
        return re.sub(r"^(参数|选项):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrap(text, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are Chinese; an error raises UsageProblem."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=Formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")
        self.add_argument("--debug", action="store_true", help="程序出错时显示详细信息")

    def format_help(self) -> str:
        """Help under a usage line that names only what must be given."""
        must = [a for a in self._actions if a.required or not a.option_strings]
        self.usage = " ".join([self.prog, "[选项]", *map(_shown, must)])
        return super().format_help()

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - argparse's signature
        """Help goes the way of every result: a closed standard output is an error."""
        out(self.format_help())
        flush()

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a UsageProblem in Chinese."""
        for pattern, chinese in _ERRORS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = found.expand(chinese)
                break
        raise UsageProblem(clip(visible(message), 200), f"{self.prog} --help 列出用法")


def _shown(action: argparse.Action) -> str:
    """What has to be given, as a usage line names it."""
    name = str(action.metavar or action.dest)
    if action.option_strings:
        return f"{action.option_strings[0]} {name}"
    if action.nargs in ("?", "*"):
        return f"[{name}]" if action.nargs == "?" else f"[{name} …]"
    return f"{name} …" if action.nargs in ("+", "...") else name
