"""What a pass rests on, and that no sentence makes it look like more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from icstd.assessment.intake import load_assessment
from icstd.clauses.load import load_standard
from icstd.conformance import ConformanceReport
from icstd.evaluation import evaluate
from icstd.report.words import conclusion, rests_on
from icstd.support import Fact, Support, support_of
from icstd.terms import AtLeast, Basis, CheckKind, Paper, Special, Value, Verdict

STANDARD = load_standard()
HERE = Path(__file__).parent
PARK = HERE.parent / "examples" / "complete-park.yaml"


def judged(file: Path) -> ConformanceReport:
    return evaluate(load_assessment(file, STANDARD), STANDARD)


def of_kind(kind: CheckKind) -> str:
    return next(p.id for p in STANDARD.provisions.values() if p.check.kind is kind)


@pytest.mark.parametrize(
    ("value", "support"),
    [
        (True, Support.STATEMENT),
        ("党委", Support.STATEMENT),
        (Special.NONE, Support.STATEMENT),
        (Paper("关于成立中心的批复"), Support.STATEMENT),
        (Paper("关于成立中心的批复", "甬仑〔2025〕3 号"), Support.FIGURE),
        (Paper("关于成立中心的批复", dated=date(2025, 3, 1)), Support.FIGURE),
        (date(2025, 3, 1), Support.FIGURE),
        (12, Support.ONE),
        (AtLeast(20), Support.ONE),
        (Decimal("2.5"), Support.ONE),
    ],
)
def test_being_there_rests_on_what_the_answer_says(value: Value, support: Support) -> None:
    provision = STANDARD.provisions[of_kind(CheckKind.PRESENT)]
    facts = (Fact(provision.check.item or "", "数据项", value),)
    assert support_of(provision, Verdict.MET, facts, by_person=False) is support
    assert support_of(provision, Verdict.MET, facts, by_person=True) is Support.PERSON


@pytest.mark.parametrize("verdict", [v for v in Verdict if not v.judged])
def test_what_was_not_judged_rests_on_nothing(verdict: Verdict) -> None:
    provision = STANDARD.provisions["W4.1"]
    assert support_of(provision, verdict, (), by_person=False) is None


def test_a_ratio_rests_on_its_part_and_on_the_ledger_only_where_that_was_counted() -> None:
    provision = STANDARD.provisions[of_kind(CheckKind.RATIO)]
    part, whole = provision.check.part or "", provision.check.whole or ""
    typed, total = Fact(part, "部分", 3), Fact(whole, "整体", 4)
    counted = typed._replace(from_table="issues")
    assert support_of(provision, Verdict.MET, (typed, total), by_person=False) is Support.FIGURE
    assert support_of(provision, Verdict.MET, (counted, total), by_person=False) is Support.LEDGER


def test_a_bare_yes_is_the_parks_own_word_and_never_a_calculation() -> None:
    for finding in judged(PARK).findings:
        if finding.support is Support.STATEMENT:
            assert finding.basis is Basis.PARK
        if finding.basis is Basis.RULE and finding.verdict.judged:
            assert finding.support in (Support.LEDGER, Support.FIGURE, Support.ONE)


@pytest.mark.parametrize("file", [PARK, HERE / "faults" / "paper-park.yaml"])
def test_no_conclusion_says_all_without_saying_what_it_rests_on(file: Path) -> None:
    report = judged(file)
    said = conclusion(report)
    assert "全部符合" not in said
    met = [f for f in report.deciding if f.verdict is Verdict.MET]
    stated = sum(f.support is Support.STATEMENT for f in met)
    bare = sum(bool(f.evidence_missing) or not f.evidence for f in met)
    assert f"{stated} 条只凭自报有无" in said
    assert f"{bare} 条没有列出应有的佐证" in said
    assert rests_on(report).removesuffix("。") in said
