"""What the clause book of 1.1 promises: a pass is earned, and says where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import EXAMPLES

from icstd.assessment.intake import load_assessment
from icstd.clauses.figures import LEAST, LEGAL, least_counts, least_support
from icstd.clauses.load import load_standard
from icstd.conformance import ConformanceReport
from icstd.evaluation import evaluate
from icstd.terms import LimitOrigin, Modality
from icstd.terms import Verdict as V

STANDARD = load_standard()
FAULTS = Path(__file__).with_name("faults")


def report_on(path: Path) -> ConformanceReport:
    data = load_assessment(path.read_bytes(), STANDARD, name=path.name)
    return evaluate(data, STANDARD)


def test_at_most_eight_requirements_rest_on_a_bare_statement() -> None:
    demands = [p for p in STANDARD.provisions.values() if p.modality.decides]
    assert sum(least_support(p, STANDARD) == "只凭有无" for p in demands) <= 8


def test_every_provision_rests_on_one_thing() -> None:
    counts = least_counts(STANDARD)
    assert sum(sum(c.values()) for c in counts.values()) == len(STANDARD.provisions)
    assert all(set(c) == set(LEAST) for c in counts.values())
    assert least_support(STANDARD.provisions["W6.8"], STANDARD) == "可由台账统计"
    assert least_support(STANDARD.provisions["W6.2"], STANDARD) == "至少一项"
    assert least_support(STANDARD.provisions["W4.12"], STANDARD) == "人工"


def test_a_park_with_ledgers_types_no_more_than_before() -> None:
    typed = [i for i in STANDARD.items.values() if i.table is None and not i.optional]
    assert len(typed) <= 142


def test_what_stems_from_one_event_is_marked_and_never_demanded() -> None:
    marked = [p for p in STANDARD.provisions.values() if p.era]
    assert {p.era for p in marked} == {"2020 疫情防控"}
    assert {p.modality for p in marked} == {Modality.RECOMMENDATION}


def test_a_legal_number_names_its_article_and_that_nobody_has_read_it() -> None:
    limits = [lim for p in STANDARD.provisions.values() for lim in p.check.limits.values()]
    limits += [i.threshold for i in STANDARD.items.values() if i.threshold]
    legal = [lim for lim in limits if lim.origin is LimitOrigin.LAW]
    assert {int(lim.value or 0) for lim in legal} == {3, 100}
    for limit in legal:
        assert STANDARD.sources[limit.source or ""].kind in LEGAL
        assert "待核" in limit.article


def test_every_source_on_the_web_has_an_address_or_says_that_it_has_none() -> None:
    for source in STANDARD.sources.values():
        if source.kind in ("北仑实践", "外地做法", "标准公开片段"):
            assert source.address or "没有地址" in source.seen, source.id
            assert source.seen


def test_a_problem_may_go_straight_to_the_alliance() -> None:
    report = report_on(FAULTS / "direct-to-alliance.yaml")
    said = {i: report.finding(i).verdict for i in ("W6.8", "W6.11b", "W6.11c", "W6.13", "W6.14b")}
    assert said == {
        "W6.8": V.MET, "W6.11b": V.UNMET, "W6.11c": V.MET, "W6.13": V.MET, "W6.14b": V.MET,
    }  # fmt: skip


def test_a_roster_of_years_ago_shows_nothing() -> None:
    assert report_on(FAULTS / "stale-roster.yaml").finding("W7.1").verdict is V.INSUFFICIENT


def test_a_park_that_only_ticks_does_not_conform() -> None:
    report = report_on(FAULTS / "paper-park.yaml")
    assert not report.conforms
    assert report.assessment.warnings[0].code == "W-VERSION"


@pytest.mark.parametrize("park", ["dagang-2020", "lingfeng-2021"])
def test_a_period_before_the_standard_applied_is_told(park: str) -> None:
    assert any("实施日期 2021-04-08" in note for note in report_on(EXAMPLES / f"{park}.yaml").notes)


def test_a_period_after_it_is_not() -> None:
    assert report_on(EXAMPLES / "complete-park.yaml").notes == ()


def test_every_report_says_that_the_standard_may_have_been_withdrawn() -> None:
    assert "现行状态未核实" in STANDARD.notice
    assert "2026-04-08" in STANDARD.notice


def test_the_last_place_a_problem_got_to_is_told_without_a_way_there() -> None:
    (now_at,) = (b for b in STANDARD.balances if b.id == "issues_now_at")
    (first_to,) = (b for b in STANDARD.balances if b.id == "issues_first_to")
    assert (now_at.voluntary, first_to.voluntary) == (False, True)
