"""Which sources of the standard a command works on when none are named."""

from __future__ import annotations

from pathlib import Path

from ..shipped import PACKAGE, STANDARD, in_checkout, standard_folder


def shipped_sources() -> Path:
    """The folder of the shipped standard's sources: to be read, and in a checkout written."""
    return standard_folder() / STANDARD


def own_folder(folder: Path) -> Path:
    """The folder, if it may be written; raises UsageProblem for the installed package's own."""
    from ..errors import UsageProblem

    if folder == shipped_sources() and not in_checkout():
        raise UsageProblem(
            "程序自带的条款源文件只供读，不在原处修改",
            f"先运行 icstd standard sources 文件夹，再指明 文件夹/{STANDARD}",
        )
    return folder


def readable(folder: Path) -> Path:
    """The folder, if it lies on disk; raises UsageProblem for one inside a zip application."""
    from ..errors import UsageProblem

    if folder.is_relative_to(PACKAGE) and not PACKAGE.is_dir():
        raise UsageProblem(
            "从单文件程序运行，读不到它里面的条款源文件夹",
            f"先运行 icstd standard sources 文件夹，再指明 文件夹/{STANDARD}",
        )
    return folder
