"""A rulebook from outside: the Python rules of a standard that icstd does not ship."""

from __future__ import annotations

import os
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from ..errors import UsageProblem
from . import load_rulebook
from .rulebook import Rulebook

BESIDE = "rules.py"
"""In a folder of sources: the standard's own Python rules."""


def rulebook_of(folder: Path, standard: str) -> Rulebook:
    """The rulebook a folder of sources brings along, else the shipped one.

    Raises UsageProblem as `read_rulebook`.
    """
    own = folder / BESIDE
    return read_rulebook(own) if own.is_file() else load_rulebook(standard)


def read_rulebook(path: str | os.PathLike[str]) -> Rulebook:
    """The rulebook that a Python file defines as `RULEBOOK`.

    The file is run, as any program of one's own: only name files you trust.

    Raises UsageProblem where the file is not there, does not run, or defines
    no `RULEBOOK`.  `icstd.read_rulebook("rules.py")`.
    """
    file = Path(path)
    if not file.is_file():
        raise UsageProblem(f"没有规则文件 {file}", "写 Python 文件的路径，其中定义 RULEBOOK")
    spec = spec_from_file_location(f"icstd_rules_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise UsageProblem(f"{file} 不是 Python 文件", "规则文件以 .py 结尾")
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as fault:  # whatever a program of somebody else's may raise
        advice = "先用 Python 直接运行这个文件，改好再用"
        raise UsageProblem(f"规则文件 {file} 运行出错：{fault!r}", advice) from fault
    book = getattr(module, "RULEBOOK", None)
    if not isinstance(book, Rulebook):
        advice = "写 RULEBOOK = icstd.Rulebook(标准的 id)，规则登记在它名下"
        raise UsageProblem(f"规则文件 {file} 里没有 RULEBOOK", advice)
    return book
