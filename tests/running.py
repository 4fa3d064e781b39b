"""Running `icstd` as people run it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
PARK = EXAMPLES / "complete-park.yaml"
"""The fictional park: every question answered, gaps of every kind."""


class Run(NamedTuple):
    """How a command ended: exit code, standard output and error as UTF-8 text."""

    code: int
    out: str
    err: str


def icstd(
    *args: str | bytes | Path,
    stdin: bytes | None = None,
    env: Mapping[str, str | None] | None = None,
    cwd: Path | None = None,
    redirect: str = "",
    python: tuple[str, ...] = (),
) -> Run:
    """Run `icstd` in a fresh process.

    env: changes to the environment (None removes).  redirect: what follows
    the command in a shell, e.g. `>&-`.  python: options of the interpreter.
    """
    command = [sys.executable, *python, "-m", "icstd", *args]
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    for name, value in (env or {}).items():
        around.pop(name, None)
        if value is not None:
            around[name] = value
    if redirect:
        command = ["sh", "-c", f'exec "$@" {redirect}', "sh", *command]
    done = subprocess.run(
        command,
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        env=around,
        cwd=cwd,
        timeout=60,
        check=False,
    )
    return Run(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )


MINIMAL = """标准: DB33/T 2320—2021
编码版本: "1.1"
园区: {名称: 试验园区}
评价: {评价日: 2026-03-01, 评价期起: 2025-01-01, 评价期止: 2025-12-31}
"""
"""The least that can be evaluated: everything unanswered."""

BROKEN = MINIMAL + "填报: {没有这一节: {}}\n"
"""One unknown key."""


def tidy(folder: Path) -> bool:
    """Nothing of ours is left lying about."""
    return not list(folder.glob(".icstd-*"))
