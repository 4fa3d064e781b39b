"""The `icstd` command: finds the command asked for and keeps its promises about exits.

Only the module of the chosen command is imported, and inside it only what the
run needs: start-up is most of the time of a run.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = {
    "assess": ("assess", "判定一个园区的自评，给出符合性报告"),
    "check": ("check", "只检查填报文件写得对不对，不作判定"),
    "init": ("init", "生成空白填报表（YAML、Excel 或网页）"),
    "convert": ("convert", "在 Excel 表、网页表和 YAML 之间转换填报内容"),
    "explain": ("explain", "讲清一个条款、数据项或错误代码"),
    "clauses": ("clauses", "列出全部条款"),
    "limits": ("limits", "列出文件大小等各项上限"),
    "evidence": ("evidence", "核对佐证材料：在不在、变没变、过没过期"),
    "audit": ("audit", "审核：生成核查表、抽样"),
    "plan": ("plan", "由差距生成整改清单，跟踪进度"),
    "diff": ("diff", "比较前后两次自评或报告"),
    "verify": ("verify", "重新计算，看报告是否由这份填报得出"),
    "review": ("review", "汇总许多园区，供标准复审使用"),
    "standard": ("standard", "维护标准数据：检查、发布、与官方文本核对"),
}
"""Command → module under `commands`, and what it does."""


def entry() -> NoReturn:
    """Run the command line of this process and exit."""
    # A run makes much and few circles, and ends soon: looking for circles every
    # 700 objects is a twentieth of it.
    gc.set_threshold(100_000, 20, 100)
    code = main(sys.argv[1:])
    if "threading" not in sys.modules:
        # All is flushed and nothing waits: taking the interpreter apart object by
        # object would be a tenth of a short run.
        os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str]) -> int:
    """Run one command line; returns the exit code and never raises."""
    try:
        from . import streams

        streams.prepare()
        _listen()
        code = _dispatch(list(argv))
        streams.flush()
    except BaseException as problem:
        from .failures import settle

        code = settle(problem, argv)
    return code


def _listen() -> None:
    """Let SIGTERM unwind the stack, so that temporary files are removed."""
    import signal

    from .streams import Terminated

    def stop(*_: object) -> NoReturn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Terminated

    try:
        signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread: the host program decides
        return


def _dispatch(argv: list[str]) -> int:
    position = next((i for i, arg in enumerate(argv) if not arg.startswith("-")), len(argv))
    options, rest = argv[:position], argv[position:]
    if rest[:1] == ["help"]:
        rest = [*rest[1:2], "--help"] if rest[1:] else []
        options = [*options, "--help"] if not rest else options
    if "--version" in options or "-V" in options:
        from .._version import __version__
        from .streams import out

        out(f"icstd {__version__}\n")
        return 0
    unknown = [o for o in options if o not in ("--debug", "--help", "-h")]
    if unknown:
        from ..errors import UsageProblem
        from ..text import clip, visible

        raise UsageProblem(f"不认识的选项 {clip(visible(unknown[0]), 60)}", "icstd --help 列出用法")
    if not rest or len(options) > options.count("--debug"):
        from .guide import overview
        from .streams import out

        out(overview(COMMANDS))
        return 0 if options else 2
    return _run(rest[0], rest[1:])


def _run(name: str, argv: list[str]) -> int:
    from importlib import import_module

    from .parser import Parser

    if name not in COMMANDS:
        from .guide import unknown_command

        raise unknown_command(name, COMMANDS)
    module, summary = COMMANDS[name]
    command = import_module(f".commands.{module}", __package__)
    parser = Parser(prog=f"icstd {name}", description=summary)
    command.add_arguments(parser)
    code: int = command.run(parser.parse_args(argv))
    return code
