"""The auditor's guide does what it says: every command, in order, with the output shown."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from icstd.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "audit.zh.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"# 退出码 (\d+)$")


def fill(text: str, lines: str) -> str:
    """`text` with the first line of each key replaced, its indentation kept."""
    rows = text.split("\n")
    for line in lines.strip().split("\n"):
        key = line.strip().split(":")[0] + ":"
        at = next(n for n, row in enumerate(rows) if re.sub("^[ -]*", "", row).startswith(key))
        indent = rows[at][: len(rows[at]) - len(rows[at].lstrip(" "))]
        rows[at] = indent + line.strip()
    return "\n".join(rows)


def run(command: str) -> int:
    asked = CODE.search(command)
    name, *args = shlex.split(command, comments=True)
    assert name == "icstd"
    code = main(args)
    assert code == (int(asked[1]) if asked else 0), command
    return code


def test_the_guide_can_be_followed_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    park = tmp_path / "complete-park.yaml"
    shutil.copyfile(ROOT / "examples" / park.name, park)
    shutil.copytree(ROOT / "examples" / "附件", tmp_path / "附件")
    before = park.read_bytes()
    monkeypatch.chdir(tmp_path)
    said, commands = "", set()
    for kind, names, content in BLOCK.findall(GUIDE):
        if kind == "sh":
            for command in content.strip().split("\n"):
                run(command)
                commands.add(" ".join(command.split()[1:3]).removesuffix(" complete-park.yaml"))
            said = capsys.readouterr().out
        elif kind == "yaml":
            target, *origin = names.split()
            text = Path(origin[0] if origin else target).read_text("utf-8")
            Path(target).write_text(fill(text, content), "utf-8")
        else:
            heard = [line.strip() for line in said.split("\n")]
            assert [x for x in content.strip().split("\n") if x not in heard] == []
    assert commands >= {"evidence", "audit init", "audit sheet", "audit sample", "assess"}
    assert commands >= {"diff", "plan", "plan status"}
    assert park.read_bytes() == before
    assert "责任人: 社区副书记" in (tmp_path / "整改2.yaml").read_text("utf-8")
    assert "差距已消除: 是" in (tmp_path / "整改2.yaml").read_text("utf-8")
