"""Inputs as files and streams: what is read, what is refused, what they are called."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from loading import HEAD
from tiny_standard import NUMBER, TINY

from icstd.assessment.intake import load_assessment
from icstd.errors import InputProblems
from icstd.limits import INPUT_BYTES
from icstd.yamlio.files import display_name, read_input


def code_of(path: Path | str) -> tuple[str, str]:
    with pytest.raises(InputProblems) as caught:
        read_input(path)
    (problem,) = caught.value.problems
    return problem.code, problem.message


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    file = tmp_path / "园区.yaml"
    file.write_text(HEAD, encoding="utf-8")
    assert read_input(file) == (HEAD.encode(), "园区.yaml")
    assert load_assessment(file, TINY).file == "园区.yaml"


def test_what_is_no_readable_file_is_named_with_its_path(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        for name, words in {
            "没有.yaml": "没有这个文件",
            "": "文件夹",
            "fifo": "管道",
            "s": "设备或套接字",
            "loop": "绕成了圈",
            "fifo/x": "不是文件夹",
            "长" * 200: "文件名太长",
        }.items():
            path = tmp_path / name
            code, message = code_of(path)
            assert code == "E-IO"
            assert words in message
            assert str(path)[:100] in message
    assert code_of("/dev/zero") == ("E-IO", "读不到“/dev/zero”：这是设备或套接字，不是普通文件")
    assert code_of("a\0b")[0] == "E-IO"


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    code, message = code_of(tmp_path / "a.yaml")
    assert code == "E-IO"
    assert "没有读取权限" in message


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    assert code_of(file) == ("E-SIZE", "文件有 1048576.0 MB，超过 5 MB")
    with file.open("wb") as full:
        full.truncate(INPUT_BYTES)
    assert len(read_input(file)[0]) == INPUT_BYTES


SCRIPT = """
import sys
from icstd.errors import InputProblems
from icstd.yamlio.files import read_input
try:
    data, name = read_input("-")
    print(len(data), name.encode())
except InputProblems as refused:
    print(refused.problems[0].code)
"""


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("printf 'a: 1' |", "4 "),
        ("yes |", "E-SIZE"),
        ("<&-", "E-IO"),
        ("</dev/null", "E-IO"),
    ],
)
def test_standard_input_is_read_within_the_limit(shell: str, said: str) -> None:
    command = f'{shell} "$0" -c "$1"' if shell.endswith("|") else f'"$0" -c "$1" {shell}'
    run = subprocess.run(
        ["sh", "-c", command, sys.executable, SCRIPT], capture_output=True, check=False, timeout=60
    )
    assert run.stdout.decode().startswith(said), run


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xb2\xe2.yaml", "\\udcb2\\udce2.yaml"),
        (b"a\x1b[2J\nb.yaml", "a\\x1b[2J\\nb.yaml"),
        ("乱\u202e码.yaml".encode(), "乱\\u202e码.yaml"),
        (b"-park.yaml", "-park.yaml"),
    ],
)
def test_odd_names_work_and_are_shown_escaped(tmp_path: Path, name: bytes, shown: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text(HEAD, encoding="utf-8")
    loaded = load_assessment(path, TINY)
    assert loaded.file == shown == display_name(str(path))
    assert loaded.file.isprintable()


def test_the_input_is_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(HEAD, encoding="utf-8")
    file.chmod(stat.S_IRUSR)
    before = file.stat()
    load_assessment(file, TINY)
    after = file.stat()
    assert (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    assert file.read_text(encoding="utf-8") == HEAD


def test_bytes_are_told_apart_by_the_name_they_come_with() -> None:
    assert load_assessment(HEAD.encode(), TINY, name="a.yaml").file == "a.yaml"
    with pytest.raises(InputProblems) as caught:
        load_assessment(HEAD.encode(), TINY, name="a.XLSX")
    assert caught.value.problems[0].code == "E-XLSX-NOTXLSX"
    with pytest.raises(InputProblems) as caught:
        load_assessment(b"PK\x03\x04rest", TINY)
    assert caught.value.problems[0].code == "E-FILETYPE"


def test_an_empty_input_is_named() -> None:
    for data in (b"", b"\n", b"# x\n", b"---\n...\n", b"~\n", b"\xef\xbb\xbf"):
        with pytest.raises(InputProblems) as caught:
            load_assessment(data, TINY, name="a.yaml")
        assert caught.value.problems[0].code == "E-EMPTY"


@pytest.mark.parametrize(
    "head", [b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"<html>", b"\x89PNG"]
)
def test_other_formats_are_called_by_their_name(head: bytes) -> None:
    with pytest.raises(InputProblems) as caught:
        load_assessment(head + b" rest", TINY, name="a.yaml")
    assert caught.value.problems[0].code == "E-FILETYPE"


PLAIN = {
    "标准": NUMBER,
    "编码版本": "1.0",
    "园区": {"名称": "甲"},
    "评价": {"评价日": date(2026, 3, 1), "评价期起": "2025-01-01", "评价期止": "2025-12-31"},
    "填报": {"基本情况": {"企业总数": "64家", "占地面积": 125.5, "参与部门": ("甲", "乙")}},
}


def test_a_plain_mapping_is_read_as_a_file_would_be() -> None:
    loaded = load_assessment(PLAIN, TINY)
    assert loaded.period.as_of == date(2026, 3, 1)
    assert [a.value for a in loaded.answers.values()] == [64, Decimal("125.5"), ("甲", "乙")]
    assert [w.path for w in loaded.warnings] == ["填报 › 基本情况 › 企业总数"]
    assert loaded.digest == load_assessment(dict(PLAIN), TINY).digest


def test_problems_of_a_mapping_are_located_by_their_path() -> None:
    with pytest.raises(InputProblems) as refused:
        load_assessment({**PLAIN, "填报": {"基本情况": {"企业总数": "约60"}}}, TINY)
    assert [p.path for p in refused.value.problems] == ["填报 › 基本情况 › 企业总数"]
    for hostile in ("甲\x00", "\u202e甲"):
        with pytest.raises(InputProblems, match="E-CHAR"):
            load_assessment({**PLAIN, "园区": {"名称": hostile}}, TINY)
    endless: dict[str, object] = {}
    endless["甲"] = endless
    with pytest.raises(InputProblems):
        load_assessment(endless, TINY)


@pytest.mark.parametrize("source", [None, 3, ["甲"], {"甲": object()}, {1: 2}])
def test_what_cannot_be_read_is_a_type_error_that_names_the_argument(source: object) -> None:
    with pytest.raises(TypeError, match="source"):
        load_assessment(source, TINY)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="standard"):
        load_assessment(PLAIN, "标准")  # type: ignore[arg-type]


def test_bytes_of_any_kind_are_bytes() -> None:
    data = HEAD.encode()
    for given in (data, bytearray(data), memoryview(data)):
        assert load_assessment(given, TINY).park.name == "示例工业社区"
