"""One file runs without an installation and gives what the installed program gives."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from running import PARK, ROOT, Run, icstd

sys.path.insert(0, str(ROOT / "tools"))

FORMS = ("json", "csv", "html", "xlsx")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from zipapp_build import build

    target = tmp_path_factory.mktemp("zip") / "icstd.pyz"
    build(target)
    return target


def run(program: Path, *args: str | Path) -> Run:
    """-I: neither the checkout nor the environment; the environment's packages stay out."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", program, *args], capture_output=True, check=False, timeout=120
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_every_form_it_can_write_is_byte_for_byte_that_of_the_package(
    program: Path, tmp_path: Path
) -> None:
    for name in ("zip", "installed"):
        (tmp_path / name).mkdir()
        targets = [a for f in FORMS for a in ("-o", tmp_path / name / f"a.{f}")]
        done = (run(program, "assess", PARK, *targets) if name == "zip" else
                icstd("assess", PARK, *targets))  # fmt: skip
        assert done.code == 1, done.err
    for form in FORMS:
        made = [(tmp_path / n / f"a.{form}").read_bytes() for n in ("zip", "installed")]
        assert made[0] == made[1], form


def test_the_terminal_report_check_forms_and_codes_work(program: Path, tmp_path: Path) -> None:
    assert run(program, "assess", PARK).out == icstd("assess", PARK).out
    assert run(program, "check", PARK).code == 0
    assert run(program, "init", tmp_path / "表.xlsx").code == 0
    assert run(program, "init", tmp_path / "表.html").code == 0
    assert run(program, "check", tmp_path / "表.xlsx").code in (0, 3)
    assert "E-UNKNOWN-KEY" in run(program, "explain", "E-UNKNOWN-KEY").out
    assert run(program, "review", tmp_path, "-o", tmp_path / "r.json").code != 70
    assert json.loads(run(program, "assess", "--format", "json", PARK).out)["schema"]


def test_what_needs_an_installation_says_so(program: Path, tmp_path: Path) -> None:
    done = run(program, "assess", PARK, "-o", tmp_path / "a.pdf")
    assert (done.code, "要用 typst" in done.err) == (2, True)
    done = run(program, "standard", "sources", tmp_path / "源")
    assert done.code == 0, done.err
    assert (tmp_path / "源" / "db33t2320-2021" / "edition.yaml").is_file()
