"""`icstd limits`: every limit on what is read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from ...limits import TABLE
from ...text import pad, width
from .. import streams


def add_arguments(parser: ArgumentParser) -> None:
    """`icstd limits` takes nothing."""
    parser.epilog = "超出上限的文件一律不读，退出码 3。"


def run(_args: Namespace) -> int:
    """Print the table of limits."""
    widest = max(width(limit.what) for limit in TABLE) + 2
    for limit in TABLE:
        remark = f"（{limit.remark}）" if limit.remark else ""
        streams.out(f"{pad(limit.what, widest)}{limit.most}{remark}\n")
    return 0
