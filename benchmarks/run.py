"""What a run costs, as ratios taken in one go on one machine (`make bench`).

Absolute times say more about the machine than about the program; ratios to a
committed floor do not.  Each row is the least of several fresh processes,
the rows taken in turn so that a busy moment hits all of them alike.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PARK = ROOT / "examples" / "complete-park.yaml"
ICSTD = [str(Path(sys.executable).with_name("icstd"))]
ROUNDS = int(os.environ.get("ROUNDS", "15"))

BATCH = """
import sys, time
from pathlib import Path
import icstd
data = [Path(sys.argv[1]).read_bytes()] * 100
standard = icstd.load_standard()
start = time.perf_counter()
parks = [icstd.load_assessment(d, standard) for d in data]
read = time.perf_counter() - start
start = time.perf_counter()
for park in (icstd.load_assessment(d, standard) for d in data):
    icstd.evaluate(park, standard)
print(read, time.perf_counter() - start)
"""


class Row(NamedTuple):
    """One thing measured: against which floor, and the ratio aimed at."""

    name: str
    command: list[str]
    floor: str
    goal: float | None


def rows(folder: Path) -> list[Row]:
    """Everything `make bench` measures in fresh processes."""
    floor = "读入同一文件并比较 100 次（CSafeLoader）"
    empty = "python -c pass"
    measured = [
        Row(empty, [sys.executable, "-c", "pass"], "", None),
        Row("icstd --version", [*ICSTD, "--version"], empty, 2.5),
        Row(floor, [sys.executable, str(ROOT / "benchmarks" / "floor.py"), str(PARK)], "", None),
        Row("icstd check", [*ICSTD, "check", str(PARK)], floor, None),
        Row(
            "icstd assess --format json",
            [*ICSTD, "assess", "--format", "json", str(PARK)],
            floor,
            2.2,
        ),
        Row("icstd assess（终端）", [*ICSTD, "assess", str(PARK)], floor, 4.0),
    ]
    base = "icstd assess --format json"
    goals = {"json": 1.5, "csv": 1.5, "html": 3.0, "docx": None, "xlsx": None, "pdf": None}
    for form, goal in goals.items():
        out = str(folder / f"report.{form}")
        command = [*ICSTD, "assess", str(PARK), "--force", "-o", out]
        measured.append(Row(f"icstd assess -o report.{form}", command, base, goal))
    return measured


def once(command: list[str]) -> float:
    """Seconds one fresh process takes; exit codes 0 and 1 are both an evaluation."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command}\n{done.stderr.decode('utf-8', 'replace')}")
    return taken


def measure(measured: list[Row]) -> dict[str, float]:
    """Name → least seconds over all rounds."""
    best = {row.name: float("inf") for row in measured}
    for _ in range(ROUNDS):
        for row in measured:
            best[row.name] = min(best[row.name], once(row.command))
    return best


def batch() -> tuple[float, float]:
    """Least seconds to read 100 parks, and to read and judge them, in one process."""
    taken = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", BATCH, str(PARK)], capture_output=True, check=True
        )
        read, whole = map(float, done.stdout.split())
        taken.append((read, whole))
    return min(t[0] for t in taken), min(t[1] for t in taken)


def main() -> None:
    """Print the table."""
    # Installed programs are compiled; a checkout whose environment forbids it is not.
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        measured = rows(Path(folder))
        best = measure(measured)
    print(f"Python {sys.version.split()[0]}，{os.cpu_count()} 核，每行取 {ROUNDS} 次中最短的一次\n")
    print("| 项目 | 毫秒 | 相对于 | 倍数 | 目标 |")
    print("|---|---:|---|---:|---:|")
    for row in measured:
        ratio = f"{best[row.name] / best[row.floor]:.2f}" if row.floor else ""
        goal = f"≤ {row.goal}" if row.goal else ""
        print(f"| {row.name} | {best[row.name] * 1000:.0f} | {row.floor} | {ratio} | {goal} |")
    read, whole = batch()
    print(f"| 一个进程读入 100 个园区 | {read * 1000:.0f} |  |  |  |")
    ratio = f"{whole / read:.2f}"
    print(f"| 一个进程读入并判定 100 个园区 | {whole * 1000:.0f} | 只读入 | {ratio} | ≤ 3 |")


if __name__ == "__main__":
    main()
