"""Outputs are whole or absent, never over an input, never replaced unasked."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from icstd import output
from icstd.errors import OutputProblem, UsageProblem
from icstd.output import check_targets, write_bytes

FLIP_FLOP = """
import sys
from icstd.output import write_bytes
sizes = {b"A": 3_000_000, b"B": 1_000_000}
print("ready", flush=True)
while True:
    for letter, size in sizes.items():
        write_bytes(letter * size, sys.argv[1], force=True)
"""
KILLS = int(os.environ.get("ICSTD_KILLS", "10"))


def leftovers(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".icstd-")]


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_bytes(b"abc" * 100_000, tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == b"abc" * 100_000
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_an_existing_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"old")
    with pytest.raises(OutputProblem) as refused:
        write_bytes(b"new", out)
    assert refused.value.code == "E-OUT-EXISTS"
    assert out.read_bytes() == b"old"
    write_bytes(b"new", out, force=True)
    assert out.read_bytes() == b"new"
    assert leftovers(tmp_path) == []


def test_a_file_that_appears_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.json"

    def meanwhile(_handle: int) -> None:
        out.write_bytes(b"other")

    monkeypatch.setattr(output.os, "fsync", meanwhile)
    with pytest.raises(OutputProblem) as refused:
        write_bytes(b"mine", out)
    assert refused.value.code == "E-OUT-EXISTS"
    assert out.read_bytes() == b"other"
    assert leftovers(tmp_path) == []


def test_a_file_system_without_hard_links_is_served_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_source: str, _target: str) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(output.os, "link", no_links)
    write_bytes(b"new", tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == b"new"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("way", ["same name", "hard link", "symbolic link", "other spelling"])
def test_an_output_is_never_an_input(tmp_path: Path, way: str) -> None:
    source = tmp_path / "park.yaml"
    source.write_bytes(b"input")
    out = tmp_path / "out.json"
    if way == "hard link":
        out.hardlink_to(source)
    elif way == "symbolic link":
        out.symlink_to(source)
    else:
        out = source if way == "same name" else tmp_path / "sub" / ".." / "park.yaml"
        (tmp_path / "sub").mkdir()
    with pytest.raises(UsageProblem) as refused:
        write_bytes(b"output", out, force=True, inputs=[source])
    assert refused.value.code == "E-OUT-IS-INPUT"
    assert source.read_bytes() == b"input"
    assert leftovers(tmp_path) == []


def test_a_symbolic_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write_bytes(b"new", link, force=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("out", "code"),
    [
        ("missing/out.json", "E-OUT-DIR"),
        ("file/out.json", "E-OUT-DIR"),
        ("folder.json", "E-OUT-DIR"),
        ("n" * 300 + ".json", "E-OUT"),
        ("fifo.json", "E-OUT"),
        ("/dev/full", "E-OUT"),
        ("loop.json", "E-OUT"),
        ("nul\0.json", "E-OUT"),
    ],
)
def test_a_place_that_cannot_be_written_is_named_before_any_work(
    tmp_path: Path, out: str, code: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "fifo.json")
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    with pytest.raises(OutputProblem) as refused:
        check_targets([tmp_path / out], force=True)
    assert refused.value.code == code
    with pytest.raises(OutputProblem) as refused:
        write_bytes(b"x", tmp_path / out, force=True)
    assert refused.value.code == code
    assert leftovers(tmp_path) == []


def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem) as refused:
        write_bytes(b"x", "/sys/out.json")
    assert refused.value.code == "E-OUT-PERM"


def test_two_outputs_that_are_one_file_are_refused(tmp_path: Path) -> None:
    for pair in (["a.json", "a.json"], ["A.json", "a.json"], ["a.json", "./a.json"]):
        with pytest.raises(UsageProblem) as refused:
            check_targets([tmp_path / p for p in pair])
        assert refused.value.code == "E-OUT-COLLIDE"
    check_targets([tmp_path / "a.json", tmp_path / "a.html"])


def test_an_unknown_suffix_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UsageProblem) as refused:
        check_targets(["report.txt"])
    assert ".html" in refused.value.advice


@pytest.mark.parametrize("room", range(0, 40_000, 4096))
def test_a_full_disk_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"old")
    really = os.write
    left = room

    def short_of_room(handle: int, data: memoryview) -> int:
        nonlocal left
        if left == 0:
            raise OSError(errno.ENOSPC, "full")
        written = really(handle, data[: min(left, 1000)])
        left -= written
        return written

    monkeypatch.setattr(output.os, "write", short_of_room)
    with pytest.raises(OutputProblem) as refused:
        write_bytes(b"n" * 40_000, out, force=True)
    assert refused.value.code == "E-OUT-ENOSPC"
    assert out.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_file_size_limit_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_bytes(b"old")
    script = (
        "import sys\nfrom icstd.output import write_bytes\n"
        "write_bytes(b'n' * 100_000, sys.argv[1], force=True)"
    )

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(out)],
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    assert b"E-OUT-ENOSPC" in done.stderr or "超过允许的文件大小".encode() in done.stderr
    assert out.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_the_rights_of_a_new_file_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_bytes(b"x", tmp_path / "out.json")
    finally:
        os.umask(before)
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640


def test_a_kill_at_any_moment_leaves_no_torn_file(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    whole = {(ord("A"), 3_000_000), (ord("B"), 1_000_000)}
    for number in range(KILLS):
        run = subprocess.Popen([sys.executable, "-c", FLIP_FLOP, str(out)], stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(0.005 + 0.0037 * (number % 20))
        run.kill()
        run.communicate()
        if out.exists():
            data = out.read_bytes()
            assert (data[0], len(data)) in whole
            assert data.count(data[:1]) == len(data)
    assert out.exists()
