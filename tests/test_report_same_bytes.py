"""The same report is the same bytes: in another process, zone, locale, hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import hashlib
from report_sample import sample
from icstd.output import render
for suffix in ("json", "csv", "html", "docx", "xlsx", "pdf"):
    digests = {hashlib.sha256(render(sample(audited=True), "r." + suffix)).hexdigest()
               for _ in range(2)}
    print(suffix, *digests)
"""


def _digests(folder: Path, **environment: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parent),
            **environment,
        },
    )
    return run.stdout.splitlines()


def test_forms_are_the_same_bytes_whatever_surrounds_them(tmp_path: Path) -> None:
    """Twice in a process, in two processes; were the clock read, seconds would differ."""
    here = tmp_path / "here"
    there = tmp_path / "另一个 文件夹"
    here.mkdir()
    there.mkdir()
    first = _digests(here, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", LANG="C")
    second = _digests(
        there,
        PYTHONHASHSEED="2",
        TZ="America/New_York",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="1",
        HOME="/",
    )
    assert [line.split()[0] for line in first] == ["json", "csv", "html", "docx", "xlsx", "pdf"]
    assert all(len(line.split()) == 2 for line in first), "twice in one process"
    assert first == second
