"""`icstd explain`, `clauses` and `standard`, as people call them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from small_standard import HOME

from icstd.clauses.load import load_standard
from icstd.cli.main import main

STANDARD = load_standard()
Captured = pytest.CaptureFixture[str]


def test_explain_shows_one_provision_whole(capsys: Captured) -> None:
    assert main(["explain", "W6.8"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("W6.8  ")
    for label in ("条款类型", "出处", "读法", "判定", "看什么证据", "没做到怎么办", "示例"):
        assert label in said
    assert "尚未与官方文本核对" in said


def test_explain_takes_several_names(capsys: Captured) -> None:
    assert main(["explain", "6.1", "受理问题数", "诉求台账", "W8"]) == 0
    said = capsys.readouterr().out
    for title in ("W6.1  ", "受理问题数  （issues_accepted）", "诉求台账  （issues）", "第 8 章"):
        assert title in said


def test_explain_of_an_unknown_name_is_a_usage_error_with_a_guess(capsys: Captured) -> None:
    assert main(["explain", "W6.88"]) == 2
    assert "是否想看 W6.8" in capsys.readouterr().err


def test_clauses_lists_every_provision_once(capsys: Captured) -> None:
    assert main(["clauses"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in STANDARD.provisions:
        assert sum(line.startswith(f"{name} ") for line in lines) == 1


def test_clauses_of_a_chapter_are_that_chapter_s(capsys: Captured) -> None:
    assert main(["clauses", "W5", "W6.8"]) == 0
    said = capsys.readouterr().out
    assert "W5.1 " in said
    assert "W6.8 " in said
    assert "W6.1 " not in said
    assert main(["clauses", "没有"]) == 2


def test_the_summary_and_its_json_agree(capsys: Captured) -> None:
    assert main(["clauses", "--summary"]) == 0
    said = capsys.readouterr().out
    assert main(["clauses", "--summary", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert figures["provisions"] == len(STANDARD.provisions)
    row = next(line for line in said.splitlines() if line.startswith("条款总数"))
    assert row.split()[-1] == str(figures["provisions"])


def test_clauses_as_json_carry_fingerprint_and_plain_words(capsys: Captured) -> None:
    assert main(["clauses", "W6.8", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    (provision,) = document["provisions"]
    assert provision["fingerprint"] == STANDARD.provisions["W6.8"].fingerprint
    assert provision["check"].endswith("。")
    assert document["digest"] == STANDARD.digest


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """The small standard without what needs Python rules."""
    home = tmp_path / "small-1"
    shutil.copytree(HOME, home)
    items = home / "items" / "01-basics.yaml"
    text = items.read_text(encoding="utf-8")
    text = text.replace(", table: issues", "").split("tables:")[0]
    kept = [line for line in text.splitlines() if not line.startswith("  - {id: waiting")]
    kept = [
        line for line in kept if not line.startswith(("  - {id: accepted", "  - {id: answered"))
    ]
    items.write_text("\n".join(kept) + "\n", encoding="utf-8")
    edition = home / "edition.yaml"
    text = edition.read_text(encoding="utf-8")
    start, end = text.index("balances:"), text.index("withdrawn:")
    text = text[:start] + text[end:].replace("{W4.8", "{W4.3: 没有依据, W4.8")
    edition.write_text(text, encoding="utf-8")
    chapter = home / "ch04.yaml"
    text = chapter.read_text(encoding="utf-8")
    start, end = text.index("  - id: W4.3"), text.index("  - id: W4.4")
    chapter.write_text(text[:start] + text[end:], encoding="utf-8")
    return home


def test_build_writes_edition_and_examples_and_a_second_build_the_same(
    plain: Path, capsys: Captured
) -> None:
    assert main(["standard", "build", str(plain)]) == 0
    edition, examples = plain.with_suffix(".json"), plain.with_name("small-1.examples.json")
    first = edition.read_bytes(), examples.read_bytes()
    assert main(["standard", "build", str(plain)]) == 0
    assert (edition.read_bytes(), examples.read_bytes()) == first
    assert load_standard(edition).id == "small-1"
    assert main(["explain", "W4.1", "--standard", str(edition)]) == 0
    assert "应有中心。" in capsys.readouterr().out


def test_lint_says_every_fault_and_build_then_writes_nothing(plain: Path, capsys: Captured) -> None:
    assert main(["standard", "lint", str(plain)]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    chapter = plain / "ch04.yaml"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("gist: 应有中心。", "gist: 有中心"), encoding="utf-8")
    for command in ("lint", "build"):
        assert main(["standard", command, str(plain)]) == 3
        said = capsys.readouterr().err
        assert "small-1/ch04.yaml:11:9  [E-CLAUSES]" in said
        assert said.count("[E-CLAUSES]") == 2
    assert not plain.with_suffix(".json").exists()


def test_lint_reports_a_syntax_error_where_it_is(plain: Path, capsys: Captured) -> None:
    (plain / "ch04.yaml").write_text('id: "4"\ntitle: [未完\n', encoding="utf-8")
    assert main(["standard", "lint", str(plain)]) == 3
    assert "small-1/ch04.yaml" in capsys.readouterr().err


def test_docs_are_written_where_asked(plain: Path) -> None:
    target = plain.with_name("核对表.md")
    assert main(["standard", "docs", str(plain), "-o", str(target)]) == 0
    assert "# T/SMALL 1—2024《小标准》条款核对表" in target.read_text(encoding="utf-8")


def test_an_unknown_subcommand_is_answered_with_those_there_are(capsys: Captured) -> None:
    assert main(["standard", "bild"]) == 2
    said = capsys.readouterr().err
    assert "没有子命令“bild”" in said
    assert "lint、build、sources、docs、diff" in said


@pytest.mark.parametrize("command", ["lint", "build", "docs", "diff"])
def test_each_subcommand_explains_itself(command: str, capsys: Captured) -> None:
    assert main(["standard", command, "--help"]) == 0
    assert f"用法：icstd standard {command}" in capsys.readouterr().out
