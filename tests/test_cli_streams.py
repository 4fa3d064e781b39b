"""Closed, full and broken streams; signals."""

from __future__ import annotations

import array
import fcntl
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from running import BROKEN, MINIMAL, PARK, icstd, tidy


@pytest.mark.parametrize("command", [["assess"], ["assess", "--format", "json"], ["check"]])
@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
def test_a_result_that_cannot_leave_ends_with_4(
    minimal: Path, command: list[str], redirect: str
) -> None:
    run = icstd(*command, minimal, redirect=redirect)
    assert run.code == 4, run
    assert "E-STDOUT" in run.err
    assert "Traceback" not in run.err
    assert len(run.err.strip().splitlines()) == (1 if "json" in command else 2)


def test_a_closed_standard_output_does_not_matter_to_a_refused_input(tmp_path: Path) -> None:
    (tmp_path / "park.yaml").write_text(BROKEN, encoding="utf-8")
    assert icstd("assess", tmp_path / "park.yaml", redirect=">&-").code == 3


def test_a_reader_that_leaves_early_is_met_with_silence() -> None:
    code = "icstd assess --format json"
    script = f'{{ "{sys.executable}" -m {code} "{PARK}"; echo $? >&2; }} | true'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert done.stderr.split()[0] in (b"141", b"1"), done.stderr
    assert len(done.stderr.split()) == 1


def test_the_first_line_of_a_piped_report_can_be_taken() -> None:
    script = f'"{sys.executable}" -m icstd assess "{PARK}" | head -n 1; echo ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    title, code = done.stdout.decode().splitlines()
    assert "符合性报告" in title
    assert code in ("1", "141")
    assert done.stderr == b""


def test_a_closed_standard_error_changes_no_exit_code(tmp_path: Path) -> None:
    (tmp_path / "park.yaml").write_text(BROKEN, encoding="utf-8")
    run = icstd("check", tmp_path / "park.yaml", redirect="2>&-")
    assert run.code == 3


def read_from_pipe_then(interrupt: signal.Signals) -> subprocess.Popen[bytes]:
    """`icstd check -` that has begun to read a pipe nobody closes, then a signal."""
    run = subprocess.Popen(
        [sys.executable, "-m", "icstd", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdin is not None
    run.stdin.write(MINIMAL.encode())
    run.stdin.flush()
    waiting = array.array("i", [1])
    while waiting[0]:  # until icstd has taken what was written
        time.sleep(0.01)
        fcntl.ioctl(run.stdin.fileno(), termios.FIONREAD, waiting)
    run.send_signal(interrupt)
    return run


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [(signal.SIGINT, 130, "已中断\n"), (signal.SIGTERM, 143, "")],
)
def test_an_interrupted_run_says_so_in_one_line(sent: signal.Signals, code: int, said: str) -> None:
    run = read_from_pipe_then(sent)
    assert run.stdout is not None
    assert run.stderr is not None
    out, err = run.stdout.read(), run.stderr.read()
    assert (run.wait(20), out, err.decode()) == (code, b"", said)
    assert run.stdin is not None
    run.stdin.close()
    run.stdout.close()
    run.stderr.close()


def test_a_terminated_run_leaves_no_temporary_file(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from icstd import output\n"
        "def stop(*_): os.kill(os.getpid(), signal.SIGTERM)\n"
        "output.os.fsync = stop\n"
        "from icstd.cli.main import entry\nentry()"
    )
    (tmp_path / "park.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "r.json").write_text("old")
    command = [sys.executable, "-c", script, "assess", tmp_path / "park.yaml", "--force"]
    done = subprocess.run([*command, "-o", tmp_path / "r.json"], capture_output=True, check=False)
    assert done.returncode == 143, done.stderr
    assert (tmp_path / "r.json").read_text() == "old"
    assert tidy(tmp_path)
