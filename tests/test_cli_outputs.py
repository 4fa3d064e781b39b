"""Outputs on the command line: refused before work, whole, tidy, alike."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from running import BROKEN, MINIMAL, PARK, icstd, tidy


@pytest.mark.parametrize("way", ["the input", "a hard link to it", "an evidence file"])
def test_an_output_that_is_an_input_is_refused_and_the_input_unchanged(
    tmp_path: Path, way: str
) -> None:
    proof = tmp_path / "附件.json"
    proof.write_text("{}", encoding="utf-8")
    text = MINIMAL + "证据: {E1: {名称: 台账, 类型: 记录, 文件: 附件.json}}\n"
    file = tmp_path / "park.json.yaml"
    file.write_text(text, encoding="utf-8")
    out = {"the input": file, "an evidence file": proof}.get(way, tmp_path / "link.json")
    if way == "a hard link to it":
        out.hardlink_to(file)
    run = icstd("assess", file, "-o", out, "--force")
    assert run.code == 2, run
    assert "E-OUT-IS-INPUT" in run.err
    assert file.read_text(encoding="utf-8") == text
    assert proof.read_text(encoding="utf-8") == "{}"
    assert tidy(tmp_path)


@pytest.mark.parametrize(
    ("out", "code"),
    [
        ("missing/r.json", "E-OUT-DIR"),
        ("folder.json", "E-OUT-DIR"),
        ("/sys/r.json", "E-OUT-PERM"),
        ("old.json", "E-OUT-EXISTS"),
        ("/dev/full", "E-OUT]"),
    ],
)
def test_an_output_that_cannot_be_written_ends_with_4(minimal: Path, out: str, code: str) -> None:
    folder = minimal.parent
    (folder / "folder.json").mkdir()
    (folder / "old.json").write_text("old")
    run = icstd("assess", minimal, "-o", folder / out)
    assert run.code == 4, run
    assert code in run.err
    assert "Traceback" not in run.err
    assert (folder / "old.json").read_text() == "old"
    assert not (folder / "missing").exists()
    assert tidy(folder)


def test_an_output_folder_is_missing_before_any_work_is_done(tmp_path: Path) -> None:
    """The input is not even looked at."""
    run = icstd("assess", tmp_path / "no-such.yaml", "-o", tmp_path / "missing" / "r.json")
    assert (run.code, "E-OUT-DIR" in run.err, "E-IO" in run.err) == (4, True, False)


def test_a_full_disk_ends_with_4_and_keeps_the_old_report(minimal: Path) -> None:
    out = minimal.parent / "r.json"
    out.write_text("old")
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "from icstd.cli.main import entry\nentry()"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, "assess", minimal, "-o", out, "--force"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 4
    assert b"E-OUT-ENOSPC" in done.stderr
    assert out.read_text() == "old"
    assert tidy(minimal.parent)


def test_eight_runs_at_once_leave_one_whole_report(minimal: Path) -> None:
    out = minimal.parent / "r.json"
    command = [
        sys.executable,
        "-m",
        "icstd",
        "assess",
        minimal,
        "--exit-zero",
        "--force",
        "-o",
        out,
    ]
    runs = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(8)
    ]
    for run in runs:
        _, err = run.communicate(timeout=60)
        assert (run.returncode, err) == (0, b"")
    assert json.loads(out.read_bytes())["park"]["name"] == "试验园区"
    assert tidy(minimal.parent)


def test_one_bad_file_of_three_stops_none(tmp_path: Path) -> None:
    for name, text in (("a", MINIMAL), ("b", BROKEN), ("c", MINIMAL)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    run = icstd("check", *(tmp_path / f"{n}.yaml" for n in "abca"))
    assert run.code == 3
    assert run.out.count("可以使用") == 2
    assert "2 个可用，1 个有问题" in run.out
    assert "只检查一次" in run.err


def test_reports_are_named_after_the_input_never_after_its_content(tmp_path: Path) -> None:
    text = MINIMAL.replace("试验园区", "'../../x'")
    (tmp_path / "我的园区.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "out").mkdir()
    run = icstd("assess", tmp_path / "我的园区.yaml", "--to", tmp_path / "out")
    assert run.code == 1, run
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {f"我的园区-报告.{form}" for form in ("html", "docx", "xlsx")}
    assert {p.name for p in tmp_path.iterdir()} == {"我的园区.yaml", "out"}


def test_outputs_that_collide_are_refused_before_work(minimal: Path) -> None:
    folder = minimal.parent
    run = icstd("assess", minimal, "-o", folder / "R.json", "-o", folder / "r.json")
    assert run.code == 2, run
    assert "E-OUT-COLLIDE" in run.err
    assert list(folder.glob("*.json")) == []


@pytest.mark.parametrize(
    ("what", "limit"), [(resource.RLIMIT_AS, 400 << 20), (resource.RLIMIT_NOFILE, 12)]
)
def test_a_small_machine_is_enough(minimal: Path, what: int, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "icstd", "assess", PARK, "-o", minimal.parent / "r.json"],
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(what, (limit, limit)),
        check=False,
    )
    assert done.returncode == 1, done.stderr


WATCHED = """
import sys
seen = []
def watch(event, args):
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn",
                         "os.system", "ctypes.", "urllib", "http", "ftplib", "smtplib")):
        seen.append(event)
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        seen.append(f"open {args[0]} {args[1]}")
sys.addaudithook(watch)
from icstd.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write(repr(seen))
sys.exit(code)
"""


@pytest.mark.parametrize("command", [["check"], ["assess"], ["assess", "--format", "json"]])
def test_a_run_opens_no_connection_no_process_and_no_file_for_writing(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *command, PARK], capture_output=True, check=False
    )
    assert done.returncode in (0, 1)
    assert done.stderr.decode().endswith("[]")


def test_two_runs_give_the_same_bytes_whatever_the_surroundings() -> None:
    seen = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Shanghai", "C.UTF-8")):
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        seen.add(icstd("assess", "--format", "json", PARK, env=env))
        seen.add(icstd("assess", "--format", "json", PARK, env=env, cwd=Path("/")))
    assert len(seen) == 1


def test_inputs_are_left_as_they_were(minimal: Path) -> None:
    before = (minimal.read_bytes(), minimal.stat().st_mtime_ns)
    icstd("assess", minimal, "-o", minimal.parent / "r.json")
    assert (minimal.read_bytes(), minimal.stat().st_mtime_ns) == before
    assert {p.name for p in minimal.parent.iterdir()} == {"park.yaml", "r.json"}
