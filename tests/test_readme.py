"""What README says is what the program does."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from running import EXAMPLES, ROOT, icstd

README = (ROOT / "README.md").read_text(encoding="utf-8")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands(program: str) -> list[list[str]]:
    lines = "".join(blocks("sh")).splitlines()
    return [shlex.split(line, comments=True) for line in lines if line.startswith(program)]


def test_the_generated_parts_are_current() -> None:
    assert tool("readme").renewed(README) == README, "python tools/readme.py"


def test_the_page_of_the_public_interface_is_current() -> None:
    written = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert tool("api").page() == written, "python tools/api.py"


def test_the_first_screen_says_what_it_is_how_to_run_it_and_what_comes_out() -> None:
    first = README[: README.index("## ")]
    assert "DB33/T 2320—2021" in first
    assert "make demo" in first
    assert "make test" in first
    assert "符合性报告" in first
    assert "尚未与官方文本核对" in first


def test_every_command_shown_runs_in_the_order_shown(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    shown = commands("icstd ")
    assert len(shown) >= 3
    for command in shown:
        run = icstd(*command[1:], cwd=tmp_path)
        blank = command[1] in ("check", "assess") and "我的园区.xlsx" in command
        assert run.code in ((3,) if blank else (0, 1)), (command, run)
        if blank:  # an untouched form lacks the park's name and dates, and says so
            assert "E-MISSING" in run.err
        assert "Traceback" not in run.err


def test_every_make_target_shown_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [command[1] for command in commands("make ")]
    assert targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_file_linked_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_python_shown_runs(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    for script in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert b"W6.8" in done.stdout
    assert (tmp_path / "report.html").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("script", "out", "said"),
    [("self_assess.py", ["报告.html"], "报告在 报告.html"), ("audit.py", [], "证据不足的要求")],
)
def test_the_example_scripts_run(tmp_path: Path, script: str, out: list[str], said: str) -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLES / script, EXAMPLES / "complete-park.yaml", *out],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout.decode()
    assert {p.name for p in tmp_path.iterdir()} == set(out)
