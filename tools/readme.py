"""Renew the generated parts of README.md from the program itself."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from icstd.clauses.figures import encoding_figures, figure_rows
from icstd.clauses.load import load_standard
from icstd.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"

SLIP = """标准: DB33/T 2320—2021
编码版本: "1.1"
园区: {名称: 示例工业社区}
评价: {评价日: 2026-03-01, 评价期起: 2025-01-01, 评价期止: 2025-12-31}
填报:
  诉求办理:
    回应问题数: 128
"""


def run(*args: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `icstd` on a terminal of 100 columns."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "icstd", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={
            "COLUMNS": "100",
            "PATH": "",
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
        },
        check=False,
    )


def output() -> str:
    """The report's first page, a gap and the last line."""
    lines = run("assess", "examples/complete-park.yaml").stdout.splitlines()
    titles = [n - 1 for n, line in enumerate(lines) if line.startswith("───")]
    chapters = next(n for n in titles if lines[n].startswith("各章要求"))
    after = next(n for n in titles if n > chapters)
    gap = next(n for n, line in enumerate(lines) if line.startswith("2. "))
    end = next(n for n in range(gap, len(lines)) if not lines[n])
    cover = lines[: titles[0]]
    shown = [*cover, *lines[chapters:after], "……", "", *lines[gap:end], "", "……", lines[-1]]
    return "```text\n" + "\n".join(shown) + "\n```\n"


def problem() -> str:
    """What a slip in a form is answered with."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "我的园区.yaml").write_text(SLIP, encoding="utf-8")
        told = run("check", "我的园区.yaml", folder=Path(folder)).stderr
    return f"```text\n{told}```\n"


def commands() -> str:
    """The table of commands."""
    rows = "".join(f"| `icstd {name}` | {summary} |\n" for name, (_, summary) in COMMANDS.items())
    return f"| 命令 | 作用 |\n|---|---|\n{rows}"


def figures() -> str:
    """What the encoding rests on."""
    rows = "".join(
        f"| {group} | {label} | {number} |\n"
        for group, entries in figure_rows(encoding_figures(load_standard()))
        for label, number in entries
    )
    return f"| | | 数量 |\n|---|---|---:|\n{rows}"


PARTS = {"output": output, "problem": problem, "commands": commands, "figures": figures}


def renewed(text: str) -> str:
    """README with every generated part made anew."""
    for name, make in PARTS.items():
        start = f"<!-- 下面的输出由 tools/readme.py 生成：{name} -->\n"
        end = f"<!-- 生成的内容到此为止：{name} -->"
        part = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
        made = start + make() + end
        text = part.sub(lambda _, made=made: made, text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
