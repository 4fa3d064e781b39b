"""A small made-up province for the tests of the review, generated once a process."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

from running import ROOT


@cache
def generator() -> ModuleType:
    """examples/province/generate.py as a module."""
    place = ROOT / "examples" / "province" / "generate.py"
    spec = importlib.util.spec_from_file_location("province", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _made(parks: int, audits: float) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="icstd-province-"))
    generator().generate(folder, parks, audits=audits)
    return folder


def province(folder: Path, parks: int = 24, audits: float = 0.2) -> Path:
    """A copy of the province's files in `folder`."""
    target = folder / "全省"
    shutil.copytree(_made(parks, audits), target)
    return target
