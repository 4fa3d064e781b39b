"""Terminals, locales and interpreters change the looks and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import PARK, ROOT, icstd

from icstd.report.records import SCHEMA


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk:strict"},
        {"COLUMNS": "0"},
        {"COLUMNS": "1"},
        {"COLUMNS": "999999999"},
        {"COLUMNS": "-5"},
        {"COLUMNS": "８０"},
        {"NO_COLOR": "1"},
        {"TERM": "dumb"},
        {"HOME": None, "USER": None, "LOGNAME": None},
        {"TMPDIR": "/nowhere", "TMP": None, "TEMP": None, "HOME": "/nowhere"},
        {"PYTHONWARNINGS": "error"},
        {"TZ": "Nonsense/Garbage"},
        {"LANGUAGE": "ar:zh", "LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=lambda env: " ".join(f"{k}={v}" for k, v in env.items()),
)
def test_the_surroundings_change_nothing_but_the_looks(env: dict[str, str | None]) -> None:
    run = icstd("assess", PARK, env=env)
    assert run.code == 1, run
    assert run.err == ""
    assert "\x1b" not in run.out
    bare = icstd("assess", "--format", "json", PARK, env=env)
    assert json.loads(bare.out)["park"]["name"] == "示例工业社区"


def test_narrow_and_wide_terminals_are_believed_from_40_to_400_columns() -> None:
    from icstd.text import width

    for columns, least, most in (("0", 80, 100), ("1", 20, 40), ("999999999", 80, 400)):
        run = icstd("assess", PARK, env={"COLUMNS": columns})
        widest = max(map(width, run.out.splitlines()))
        assert least <= widest <= most


def test_a_gbk_console_shows_every_mark_the_report_uses() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "icstd", "assess", PARK],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk:strict"},
        check=False,
    )
    text = done.stdout.decode("gbk")
    assert "■" in text
    assert "\\u" not in text


def test_an_ascii_terminal_gets_ascii_marks_and_escaped_text() -> None:
    run = icstd("assess", PARK, env={"PYTHONIOENCODING": "ascii", "COLUMNS": "100"})
    assert run.out.isascii()
    assert "####" in run.out


@pytest.mark.parametrize(
    "options", [("-O",), ("-OO",), ("-E", "-s"), ("-X", "dev"), ("-W", "error")]
)
def test_options_of_the_interpreter_change_nothing(options: tuple[str, ...]) -> None:
    plain = icstd("assess", "--format", "json", PARK)
    assert icstd("assess", "--format", "json", PARK, python=options) == plain


def test_a_deleted_working_directory_does_not_matter(minimal: Path) -> None:
    gone = minimal.parent / "gone"
    gone.mkdir()
    out = minimal.parent / "r.json"
    run = f'"{sys.executable}" -m icstd assess "{minimal}" -o "{out}"'
    script = f'cd "{gone}" && rmdir "{gone}" && {run}'
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=env, check=False)
    assert done.returncode == 1, done.stderr
    assert json.loads(out.read_bytes())["schema"] == SCHEMA
