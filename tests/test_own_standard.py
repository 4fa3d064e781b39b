"""A standard of one's own, with a Python rule and a ledger, and no line of icstd naming it."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import ROOT
from running import icstd as run
from second_standard import HOME, ID

import icstd
from icstd.clauses.load import load_standard
from icstd.rules.fit import misfits
from icstd.rules.outside import read_rulebook

STANDARD = load_standard(HOME / f"{ID}.json")
RULES = HOME / ID / "rules.py"
PARK = HOME / "park.yaml"
OPTIONS = ("--standard", HOME / f"{ID}.json", "--rules", RULES)


def judged(park: str) -> icstd.ConformanceReport:
    assessment = icstd.load_assessment(park.encode(), STANDARD)
    return icstd.evaluate(assessment, STANDARD, rulebook=icstd.read_rulebook(RULES))


def test_no_line_of_the_package_names_it() -> None:
    named = [f for f in (ROOT / "src").rglob("*.py") if ID in f.read_text("utf-8")]
    assert named == []


def test_its_rule_decides_and_its_needs_close_the_gap() -> None:
    park = PARK.read_text("utf-8").replace("已整改隐患数: 4", "已整改隐患数: 3")
    found = judged(park).finding("W7.3")
    assert found.verdict is icstd.Verdict.UNMET
    assert [(n.item, n.amount) for n in found.needs] == [("hazards_fixed", 1)]
    assert judged(PARK.read_text("utf-8")).finding("W7.3").verdict is icstd.Verdict.MET


def test_its_ledger_is_counted_and_every_row_accounted_for() -> None:
    text = PARK.read_text("utf-8").replace("收取押金次数: 无", "收取押金次数:")
    text = text.replace("2025-09-18, 收取押金: 否", "2025-09-18, 收取押金: 是")
    text = text.replace("2025-03-05", "2023-03-05")
    report = judged(text)
    assert report.finding("W6.7").verdict is icstd.Verdict.UNMET
    assert report.tables_used == {"deposits": "预约台账"}
    assert [len(a.left) for a in report.ledgers] == [1]


def test_it_runs_through_check_assess_and_every_report(tmp_path: Path) -> None:
    assert run("check", PARK, *OPTIONS).code == 0
    outputs = [tmp_path / f"r{s}" for s in (".json", ".csv", ".html", ".docx", ".xlsx", ".pdf")]
    done = run("assess", PARK, *OPTIONS, *(a for o in outputs for a in ("-o", o)))
    assert done.code == 1, done.err
    assert all(o.stat().st_size for o in outputs)
    assert run("verify", outputs[0], PARK, *OPTIONS).code == 0


def test_without_its_rules_nothing_is_judged_and_the_cure_is_named() -> None:
    done = run("assess", PARK, *OPTIONS[:2])
    assert done.code == 2
    assert "--rules" in done.err
    assert "W7.3" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RULEBOOK = 3", "没有 RULEBOOK"),
        ("raise ValueError('x')", "运行出错"),
        ("def broken(:", "运行出错"),
        ("import icstd\nRULEBOOK = icstd.Rulebook('other-1')", "规则集是 other-1 的"),
    ],
)
def test_a_rules_file_that_cannot_be_used_is_a_usage_error(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "r.py").write_text(text, "utf-8")
    done = run("assess", PARK, *OPTIONS[:2], "--rules", tmp_path / "r.py")
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_rule_for_a_declarative_provision_is_refused_not_ignored() -> None:
    book = read_rulebook(RULES)

    @book.rule("W7.1")
    def never_asked(has_plan: bool) -> icstd.Outcome:
        return icstd.Outcome(icstd.Verdict.MET, f"{has_plan}")

    assert [m.provision for m in misfits(book, STANDARD)] == ["W7.1"]
    with pytest.raises(icstd.UsageProblem, match="不是 rule"):
        icstd.evaluate(icstd.load_assessment(PARK, STANDARD), STANDARD, rulebook=book)


def test_its_sources_build_to_what_is_published() -> None:
    assert run("standard", "lint", HOME / ID).code == 0
