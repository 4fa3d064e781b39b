"""What `icstd --help` says, and what a mistyped command is answered with."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import chain

from ..errors import Exit, UsageProblem
from ..text import clip, pad, visible, wrap
from .streams import columns

EXITS = {
    Exit.MET: "完成；assess 为适用的要求和指示全部符合",
    Exit.NOT_MET: "已评价，有要求没有达到或尚不能判定（不是程序错误）；核对类命令为有出入",
    Exit.USAGE: "命令用法不对：编号不存在、没有选中条款、输出就是输入……",
    Exit.INPUT: "填报文件有问题，没有采用（批量时其余文件照常处理）",
    Exit.OUTPUT: "结果送不出去：文件写不了，或标准输出已关闭、已满",
    Exit.DEFECT: "程序自身的缺陷，与填报内容无关",
    Exit.INTERRUPTED: "被 Ctrl-C 中断",
    Exit.PIPE: "读取输出的程序提前退出",
    Exit.TERMINATED: "被系统终止",
}
"""What each exit code means."""

Table = Mapping[str, tuple[str, str]]


def overview(commands: Table) -> str:
    """The text of `icstd --help`."""
    widest = max(map(len, commands)) + 2
    rows = chain.from_iterable(_row(n, text, widest) for n, (_, text) in commands.items())
    exits = chain.from_iterable(_row(str(int(code)), text, 5) for code, text in EXITS.items())
    return "\n".join(
        [
            "用法：icstd 命令 [选项]",
            "",
            *wrap(
                "DB33/T 2320—2021《工业集聚区社区化管理和服务规范》的机器可读条款与符合性判定。"
                "依据的是工作编码，结果不是官方认定。",
                columns(),
            ),
            "",
            "命令：",
            *rows,
            "",
            "选项：",
            *_row("--help", "显示本说明；icstd 命令 --help 显示该命令的用法", widest),
            *_row("--version", "显示版本", widest),
            *_row("--debug", "程序出错时显示详细信息，供报告缺陷用", widest),
            "",
            "退出码：",
            *exits,
            "",
        ]
    )


def _row(name: str, text: str, widest: int) -> list[str]:
    first, *more = wrap(text, columns() - widest - 2)
    return ["  " + pad(name, widest) + first, *(" " * (widest + 2) + line for line in more)]


def unknown_command(name: str, commands: Table) -> UsageProblem:
    """No such command; the nearest one as advice."""
    near = get_close_matches(name, commands, n=1, cutoff=0.5)
    shown = clip(visible(name), 60)
    if near:
        return UsageProblem(f"没有命令“{shown}”", f"是否想用 icstd {near[0]}？")
    if name.endswith((".yaml", ".yml", ".json", ".xlsx")):
        return UsageProblem(f"没有命令“{shown}”", f"判定这个文件：icstd assess {shown}")
    return UsageProblem(f"没有命令“{shown}”", "icstd --help 列出全部命令")
