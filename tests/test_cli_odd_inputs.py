"""Inputs that are no files, or have odd names."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import MINIMAL, icstd


def missing(folder: Path) -> str:
    return str(folder / "没有.yaml")


def directory(folder: Path) -> str:
    return str(folder)


def fifo(folder: Path) -> str:
    os.mkfifo(folder / "fifo.yaml")
    return str(folder / "fifo.yaml")


def endless(_folder: Path) -> str:
    return "/dev/zero"


def unix_socket(folder: Path) -> str:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "s.yaml"))
    return str(folder / "s.yaml")


@pytest.mark.parametrize("place", [missing, directory, fifo, endless, unix_socket])
@pytest.mark.parametrize("command", ["check", "assess"])
def test_an_input_that_is_no_file_is_named(
    tmp_path: Path, place: Callable[[Path], str], command: str
) -> None:
    path = place(tmp_path)
    run = icstd(command, path)
    assert run.code == 3, run
    assert "E-IO" in run.err
    assert Path(path).name in run.err
    assert "Traceback" not in run.err


def test_standard_input_is_read_where_a_dash_stands(minimal: Path) -> None:
    data = minimal.read_bytes()
    assert icstd("check", "-", stdin=data).code == 0
    by_name = json.loads(icstd("assess", "--format", "json", minimal).out)
    by_pipe = json.loads(icstd("assess", "--format", "json", "-", stdin=data).out)
    assert by_name["result_digest"] == by_pipe["result_digest"]


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        (MINIMAL.encode("gb18030"), "E-ENCODING"),
        (b"", "E-EMPTY"),
        (b"a: 1\n" * 2_000_000, "E-SIZE"),
    ],
    ids=["GBK", "empty", "6 MB and more"],
)
def test_bad_standard_input_is_refused(stdin: bytes, code: str) -> None:
    run = icstd("check", "-", stdin=stdin)
    assert run.code == 3, run
    assert code in run.err


def test_endless_standard_input_stops_at_the_limit() -> None:
    script = f'yes | "{sys.executable}" -m icstd check -'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=60)
    assert done.returncode == 3
    assert b"E-SIZE" in done.stderr


def test_a_closed_standard_input_is_named() -> None:
    run = icstd("check", "-", redirect="<&-")
    assert run.code == 3, run
    assert "E-IO" in run.err


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xb2\xe2.yaml", r"\udcb2\udce2.yaml"),
        (b"a\x1b[2J\nb.yaml", r"a\x1b[2J b.yaml"),
        ("乱\u202e码.yaml".encode(), r"乱\u202e码.yaml"),
    ],
)
def test_odd_file_names_work_and_are_shown_escaped(tmp_path: Path, name: bytes, shown: str) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(MINIMAL.encode())
    assert icstd("assess", "--exit-zero", path).code == 0
    run = icstd("check", path)
    assert run.code == 0, run
    assert shown in run.out
    assert "\x1b" not in run.out + run.err


def test_a_file_name_that_begins_with_a_dash_works_after_two(tmp_path: Path) -> None:
    (tmp_path / "-park.yaml").write_text(MINIMAL, encoding="utf-8")
    assert icstd("check", "--", "-park.yaml", cwd=tmp_path).code == 0
