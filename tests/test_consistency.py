"""Answers that cannot all be true: what is found, and what it does to verdicts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from bricks import AS_OF
from tiny_standard import NUMBER, TINY, VERSION

from icstd.assessment.model import Answer, Evidence, Judgement, Park, Period, SelfAssessment
from icstd.clauses.load import load_standard
from icstd.clauses.model import Provision
from icstd.errors import Place
from icstd.observations import Contradiction
from icstd.rules.consistency import MANY_PROVISIONS, cited, examine, overused_evidence
from icstd.rules.facts import Doubt
from icstd.terms import Special, Value, Verdict

PERIOD = Period(AS_OF, date(2025, 1, 1), date(2025, 12, 31))


def park(**given: Value | None) -> SelfAssessment:
    answers = {
        item: Answer(item, value, place=Place(line, 3))
        for line, (item, value) in enumerate(given.items(), 5)
    }
    return SelfAssessment(NUMBER, VERSION, Park("示例"), PERIOD, answers)


def look(
    assessment: SelfAssessment, counted: dict[str, int] | None = None, as_of: date = AS_OF
) -> tuple[tuple[Contradiction, ...], dict[str, Doubt]]:
    values = {a.item: a.value for a in assessment.answers.values() if a.value is not None}
    return examine(TINY, assessment, values | (counted or {}), as_of)


def kinds(found: tuple[Contradiction, ...]) -> list[str]:
    return [c.kind for c in found]


def test_a_balance_that_comes_out_raises_nothing() -> None:
    assert look(park(accepted=12, answered=10, waiting=2)) == ((), {})


@pytest.mark.parametrize(("waiting", "off"), [(1, 1), (3, 1)])
def test_a_balance_that_does_not_come_out_taints_what_rests_on_it(waiting: int, off: int) -> None:
    (clash,), doubts = look(park(accepted=12, answered=10, waiting=waiting))
    assert (clash.kind, clash.effect) == ("受理问题的去向", "tainted")
    assert clash.message == (
        f"受理问题数 12（合计 12）不等于 已回应问题数 10 + 未到期数 {waiting}"
        f"（合计 {10 + waiting}），相差 {off} 件"
    )
    assert clash.items == ("accepted", "answered", "waiting")
    assert clash.provisions == ("W6.8",)
    assert [p.line for p in clash.places] == [5, 6, 7]
    assert doubts == dict.fromkeys(clash.items, Doubt("受理问题的去向", True))


@pytest.mark.parametrize("gap", [None, Special.UNCLEAR])
def test_a_balance_with_a_gap_is_uncheckable_and_says_what_is_missing(gap: Value | None) -> None:
    found, doubts = look(park(accepted=12, answered=10, waiting=gap))
    assert found == ()
    expected = Doubt("受理问题的去向", False, ("waiting",))
    assert doubts == dict.fromkeys(("accepted", "answered", "waiting"), expected)


def test_a_balance_with_a_gap_does_not_hide_another_that_fails() -> None:
    values: dict[str, Value] = {
        "issues_accepted": 12,
        "fund_opening": 10, "fund_income": 5, "fund_spent": 4, "fund_closing": 10,
    }  # fmt: skip
    found, doubts = examine(load_standard(), park(), values, AS_OF)
    assert [c.kind for c in found] == ["帮困基金收支"]
    assert not doubts["issues_accepted"].contradictory
    assert doubts["fund_closing"].contradictory


def test_a_balance_that_comes_out_does_not_hide_another_that_fails() -> None:
    standard = load_standard()
    *sound, last = standard.balances
    values: dict[str, Value] = {i: 0 for b in sound for i in b.left + b.right}
    values |= dict.fromkeys(last.right, 0) | dict.fromkeys(last.left, 1)
    found, _ = examine(standard, park(), values, AS_OF)
    assert kinds(found) == [last.label]


def test_a_zero_is_a_number_in_a_balance() -> None:
    assert look(park(accepted=0, answered=0, waiting=0)) == ((), {})


@pytest.mark.parametrize(("part", "clashes"), [(11, False), (12, False), (13, True)])
def test_a_counted_part_over_its_whole_taints_both(part: int, clashes: bool) -> None:
    found, doubts = look(park(accepted=12, answered=part))
    assert kinds(found) == (["部分大于整体"] if clashes else [])
    assert any(d.contradictory for d in doubts.values()) is clashes
    if clashes:
        (clash,) = found
        assert clash.message == "已回应问题数 13 件，多于受理问题数 12 件"
        assert (clash.effect, clash.items) == ("tainted", ("answered", "accepted"))
        assert clash.provisions == ("W6.8",)
        assert doubts["answered"] == doubts["accepted"] == Doubt("部分大于整体", True)


def test_one_part_within_its_whole_does_not_hide_another_beyond_it() -> None:
    found, _ = look(park(accepted=12, answered=5, waiting=13))
    assert [c.message for c in found if c.kind == "部分大于整体"] == [
        "未到期数 13 件，多于受理问题数 12 件"
    ]


@pytest.mark.parametrize(
    ("share", "total", "possible"),
    [
        ("50", 2, True),
        ("51", 2, False),
        ("33", 3, True),
        ("33.3", 3, True),
        ("33.4", 3, False),
        ("67", 3, True),
        ("66", 3, False),
        ("12.5", 8, True),
        ("13", 8, True),  # 12.5 rounded half up
        ("12", 8, False),
        ("100", 7, True),
        ("0", 7, True),
        ("99", 7, False),
        ("51", 0, True),  # nothing can be said without a total
        ("50", 1, False),
        ("1E+1", 7, False),  # ten, however it is written
        ("50.0", 1000, True),
        ("49.9", 1000, True),
        ("0.1", 1000, True),
        ("0.05", 1000, False),
    ],
)
def test_a_percentage_must_come_from_whole_numbers(share: str, total: int, possible: bool) -> None:
    found, doubts = look(park(coverage=Decimal(share), enterprises=total))
    assert kinds(found) == ([] if possible else ["百分比算不出来"])
    if not possible:
        assert (found[0].effect, found[0].provisions) == ("noted", ("W6.1",))
        assert found[0].items == ("coverage", "enterprises")
        assert f"企业总数为 {total}" in found[0].message
    assert all(not d.contradictory for d in doubts.values())


def test_a_percentage_left_alone_does_not_hide_one_that_cannot_be() -> None:
    alone, possible, wrong = (
        replace(TINY.items["coverage"], id=name, label=name, whole=f"of_{name}")
        for name in ("alone", "possible", "wrong")
    )
    wholes = [replace(TINY.items["enterprises"], id=str(i.whole)) for i in (alone, possible, wrong)]
    items = {i.id: i for i in (alone, possible, wrong, *wholes)}
    values: dict[str, Value] = {"possible": 50, "of_possible": 2, "wrong": 51, "of_wrong": 2}
    found, _ = examine(replace(TINY, items=items), park(), {"alone": 51} | values, AS_OF)
    assert [c.items for c in found] == [("wrong", "of_wrong")]


def test_a_percentage_without_its_total_is_left_alone() -> None:
    assert look(park(coverage=Decimal(51)))[0] == ()


@pytest.mark.parametrize(("after", "noted"), [(-1, True), (0, False), (1, False)])
def test_judging_before_the_period_ends_is_noted(after: int, noted: bool) -> None:
    found, _ = look(park(), as_of=PERIOD.end + timedelta(days=after))
    assert kinds(found) == (["日期先后"] if noted else [])


@pytest.mark.parametrize(
    ("dated", "until", "count"),
    [
        (AS_OF, AS_OF, 0),
        (AS_OF - timedelta(days=1), AS_OF, 0),
        (AS_OF, AS_OF - timedelta(days=1), 1),
        (AS_OF + timedelta(days=1), None, 1),
        (AS_OF + timedelta(days=1), AS_OF, 2),
        (None, AS_OF - timedelta(days=9), 0),
    ],
)
def test_dates_of_evidence_out_of_order_are_noted(
    dated: date | None, until: date | None, count: int
) -> None:
    proof = Evidence("E1", "甲", dated=dated, valid_until=until, place=Place(9, 1))
    found, doubts = look(replace(park(), evidence={"E1": proof}))
    assert kinds(found) == ["日期先后"] * count
    assert all(c.places == (Place(9, 1),) and c.effect == "noted" for c in found)
    assert not any(d.contradictory for d in doubts.values())


def overused(
    provisions: dict[str, Provision], assessment: SelfAssessment
) -> tuple[Contradiction, ...]:
    citations = {i: cited(p, assessment, TINY.items) for i, p in provisions.items()}
    return tuple(overused_evidence(citations, assessment, {}))


@pytest.mark.parametrize(
    ("uses", "noted"), [(1, False), (10, False), (11, True), (MANY_PROVISIONS + 2, True)]
)
def test_one_proof_for_very_many_provisions_is_noted(uses: int, noted: bool) -> None:
    one = TINY.provisions["W4.12"]
    many = {f"W4.{n}": replace(one, id=f"W4.{n}") for n in range(50, 50 + uses)}
    judged = {i: Judgement(i, "符合", evidence=("E1", "E1")) for i in many}  # type: ignore[arg-type]
    assessment = replace(park(), judgements=judged, evidence={"E1": Evidence("E1", "甲")})
    found = overused(many, assessment)
    assert kinds(found) == (["一证多用"] if noted else [])
    assert not noted or f"《甲》用于 {uses} 个条款" in found[0].message


def test_overused_proofs_are_noted_in_the_order_they_are_first_used() -> None:
    """Which is the order of the file, not that of a set: the same bytes every time."""
    names = tuple(f"E{n}" for n in range(1, 13))
    one = TINY.provisions["W4.12"]
    many = {f"W4.{n}": replace(one, id=f"W4.{n}") for n in range(50, 61)}
    judged = {i: Judgement(i, "符合", evidence=names) for i in many}  # type: ignore[arg-type]
    evidence = {name: Evidence(name, f"材料{name}") for name in names}
    assessment = replace(park(), judgements=judged, evidence=evidence)
    found = overused(many, assessment)
    assert [c.message.split("《")[0] for c in found] == [f"证据 {name}" for name in names]


def test_evidence_is_cited_by_answers_and_judgement_once_in_order() -> None:
    answers = {
        "answered": Answer("answered", 1, ("E2", "E1")),
        "accepted": Answer("accepted", 1, ("E1", "E3")),
        "hotline": Answer("hotline", True, ("E9",)),
    }
    judgement = Judgement("W6.8", Verdict.MET, evidence=("E4", "E2"))
    assessment = replace(park(), answers=answers, judgements={"W6.8": judgement})
    found = cited(TINY.provisions["W6.8"], assessment, TINY.items)
    assert found == ("E2", "E1", "E4"), "what proves the number accepted proves no answer"
