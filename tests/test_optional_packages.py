"""What is not installed is named with the command that installs it; the rest goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from running import BROKEN, MINIMAL, PARK, ROOT, Run

from icstd.cli.optional import missing

RUN = """
import os, sys
kept = set(os.environ["ICSTD_TEST_KEPT"].split())
class Absent:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in FOREIGN and top not in kept:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
FOREIGN = {"jinja2", "markupsafe", "jsonschema_rs", "openpyxl", "pydantic", "pydantic_core",
    "docx", "lxml", "rapidfuzz", "rich", "typst", "xlsxwriter", "duckdb", "pyarrow", "yaml"}
sys.meta_path.insert(0, Absent())
from icstd.cli.main import main
code = main(sys.argv[1:])
sys.stdout.flush()
os._exit(code)
"""
ALL = "jinja2 markupsafe jsonschema_rs openpyxl pydantic docx lxml rapidfuzz typst xlsxwriter yaml"


def only(kept: str, *args: str | Path) -> Run:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *args],
        env={**os.environ, "ICSTD_TEST_KEPT": kept},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_with_pyyaml_alone_the_everyday_commands_work(tmp_path: Path) -> None:
    assert only("yaml", "assess", PARK).code == 1
    assert json.loads(only("yaml", "assess", "--format", "json", PARK).out)["schema"]
    done = only("yaml", "assess", PARK, "-o", tmp_path / "a.json", "-o", tmp_path / "a.csv")
    assert (done.code, len(list(tmp_path.iterdir()))) == (1, 2)
    assert only("yaml", "check", PARK).code == 0
    assert only("yaml", "init", tmp_path / "新.yaml").code == 0
    assert only("yaml", "convert", PARK, "-o", tmp_path / "b.yaml").code == 0
    assert only("yaml", "explain", "W5.5").code == 0
    assert only("yaml", "clauses").code == 0


def test_without_the_package_for_suggestions_there_is_none(tmp_path: Path) -> None:
    park = tmp_path / "p.yaml"
    park.write_text(MINIMAL.replace("园区:", "圆区:"), "utf-8")
    with_, without = only(ALL, "check", park), only("yaml", "check", park)
    assert "园区" in with_.err
    assert (without.code, "E-UNKNOWN-KEY" in without.err) == (3, True)
    park.write_text(BROKEN, "utf-8")
    assert only("yaml", "check", park).code == 3


@pytest.mark.parametrize(
    ("absent", "package", "args"),
    [
        ("typst", "typst", ["assess", PARK, "-o", "{}/a.pdf"]),
        ("jinja2", "jinja2", ["assess", PARK, "-o", "{}/a.html"]),
        ("docx", "python-docx", ["assess", PARK, "-o", "{}/a.docx"]),
        ("xlsxwriter", "xlsxwriter", ["assess", PARK, "-o", "{}/a.xlsx"]),
        ("xlsxwriter", "xlsxwriter", ["init", "{}/a.xlsx"]),
        ("pydantic", "pydantic", ["standard", "lint"]),
        ("jsonschema_rs", "jsonschema-rs", ["diff", "{}/a.json", "{}/a.json"]),
        ("openpyxl", "openpyxl", ["check", "{}/a.xlsx"]),
    ],
)
def test_a_missing_package_is_named_with_the_command_to_install_it(
    absent: str, package: str, args: list[str], tmp_path: Path
) -> None:
    if args[0] in ("diff", "check"):
        kept = tmp_path / Path(args[1]).name
        made = ["init"] if kept.suffix == ".xlsx" else ["assess", PARK, "-o"]
        only(ALL, *made, kept)
    left = " ".join(p for p in ALL.split() if p != absent)
    done = only(left, *[str(a).format(tmp_path) for a in args])
    assert done.code == 2, done.err
    assert f"要用 {package}" in done.err
    assert f"python -m pip install {package}" in done.err
    assert "E-DEFECT" not in done.err


def test_word_without_typst_comes_without_pictures_and_says_so(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    done = only(ALL.replace("typst ", ""), "assess", PARK, "-o", target)
    assert done.code == 1, done.err
    with zipfile.ZipFile(target) as archive:
        assert "生成图要用 typst" in archive.read("word/document.xml").decode()
        assert not [n for n in archive.namelist() if n.endswith(".png")]


def test_every_package_the_program_depends_on_is_known_to_the_guard() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["pdf"], *extras["review"]]
    modules = {"python-docx": "docx", "pyyaml": "yaml"}
    for requirement in wanted:
        name = requirement.partition(">")[0]
        module = modules.get(name, name.replace("-", "_"))
        told = missing(ModuleNotFoundError("x", name=f"{module}.part"))
        assert told is not None, name
        assert name.lower() in told.advice.lower()


def test_a_fault_of_our_own_is_no_missing_package() -> None:
    assert missing(ModuleNotFoundError("x", name="icstd.nothing")) is None
    assert missing(ValueError("x")) is None
