"""What the Python rules of chapter 7 answer, to the last figure.

Verdicts at large are held against the oracle; here are the reasons people
read, what is still needed, and which answers would settle an unknown.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from icstd.conformance import Outcome
from icstd.rules.db33t2320.emergency import (
    everybody_is_screened_within_the_published_time as screened,
)
from icstd.rules.db33t2320.party import (
    enterprises_with_three_members_have_an_organization as covered,
)
from icstd.rules.db33t2320.safety import (
    hazards_are_put_right_in_time,
    hazards_are_put_right_when_due,
)
from icstd.rules.rulebook import at_least, at_most, not_applicable
from icstd.terms import Special, Verdict

DAY, AS_OF, DAYS = date(2025, 12, 31), date(2026, 3, 1), Decimal(365)
ALL = Decimal(100)
MET, UNMET = Verdict.MET, Verdict.UNMET
WEAK, OPEN = Verdict.INSUFFICIENT, Verdict.UNEVALUATED
NONE_DUE = "评价期内没有应开展的全员排查或排查演练"


def put_right(
    found: int, fixed: int | None, waiting: int | None, *, backed: bool = True
) -> Outcome:
    counted = frozenset({"hazards_not_due"} if backed else ())
    return hazards_are_put_right_when_due(found, fixed, waiting, counted=counted)


def party(due: int, built: int | None, by: Any = "社区党委", on: Any = DAY) -> Outcome:
    return covered(due, built, by, on, percent=ALL, days=DAYS, as_of=AS_OF)


COUNTED = "（社区党委按 2025-12-31 名册核算）"


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (party(12, 12), Outcome(MET, f"应建 12 家{COUNTED}、已建 12 家")),
        (
            party(12, 11),
            Outcome(
                UNMET,
                f"应建 12 家{COUNTED}、已建 11 家，还差 1 家",
                (at_least("party_built", 12, 11, "家"),),
            ),
        ),
        (party(0, 0), not_applicable(f"没有正式党员三人以上的企业{COUNTED}", "party_due")),
        (party(0, None), not_applicable(f"没有正式党员三人以上的企业{COUNTED}", "party_due")),
        (
            party(12, None),
            Outcome(OPEN, f"应建 12 家{COUNTED}，“已建党组织企业数”未知", missing=("party_built",)),
        ),
        (
            party(12, 12, by=Special.NONE),
            Outcome(
                WEAK,
                "应建 12 家没有写明由谁、以哪一天的名册核算，不足以据此判定",
                missing=("party_due_by",),
            ),
        ),
        (
            party(0, 0, on=Special.NONE),
            Outcome(
                WEAK,
                "应建 0 家没有写明由谁、以哪一天的名册核算，不足以据此判定",
                missing=("party_due_on",),
            ),
        ),
    ],
)
def test_party_coverage_names_who_counted_and_how_many_are_short(
    outcome: Outcome, expected: Outcome
) -> None:
    assert outcome == expected


@pytest.mark.parametrize(("due", "target"), [(1, 1), (3, 2), (7, 4), (29, 15)])
def test_a_share_of_enterprises_is_rounded_up(due: int, target: int) -> None:
    half = Decimal(50)
    assert covered(due, target, "街道", DAY, percent=half, days=DAYS, as_of=AS_OF).verdict is MET
    assert covered(due, due, "街道", DAY, percent=half, days=DAYS, as_of=AS_OF).verdict is MET
    short = covered(due, target - 1, "街道", DAY, percent=half, days=DAYS, as_of=AS_OF)
    assert short.needs == (at_least("party_built", target, target - 1, "家"),)


def test_a_share_is_per_cent_of_a_large_total_too() -> None:
    assert party(101, 100).verdict is UNMET


PROMISE = ("screening_hours_promised",)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (
            screened(1, Decimal("3.9"), hours=4),
            Outcome(MET, "全员排查最长用时 3.9 小时，园区公布的时限 4 小时"),
        ),
        (screened(1, 4, hours=4), Outcome(MET, "全员排查最长用时 4 小时，园区公布的时限 4 小时")),
        (
            screened(1, Decimal("4.1"), hours=4),
            Outcome(
                UNMET,
                "全员排查最长用时 4.1 小时，园区公布的时限 4 小时，超出 0.1 小时",
                (at_most("screening_hours", 4, Decimal("4.1"), "小时"),),
            ),
        ),
        (screened(0, None, hours=None), not_applicable(NONE_DUE, "screenings_due")),
        (
            screened(2, 3, hours=Special.UNPUBLISHED),
            Outcome(WEAK, "全员排查时限没有公布，快慢无从判断", missing=PROMISE),
        ),
        (
            screened(2, 3, hours=0),
            Outcome(WEAK, "全员排查时限没有公布，快慢无从判断", missing=PROMISE),
        ),
        (
            screened(2, 3, hours=Special.UNCLEAR),
            Outcome(WEAK, "全员排查时限填的是“不清楚”，快慢无从判断", missing=PROMISE),
        ),
        (
            screened(2, 3, hours=None),
            Outcome(OPEN, "“公布的全员排查时限”未填", missing=PROMISE),
        ),
        (
            screened(2, 0, hours=4),
            Outcome(
                WEAK,
                "评价期内应开展全员排查 2 次，没有实测用时",
                missing=("screening_hours",),
            ),
        ),
        (
            screened(2, None, hours=4),
            Outcome(
                OPEN, "评价期内应开展全员排查 2 次，最长用时未知", missing=("screening_hours",)
            ),
        ),
    ],
)
def test_screening_is_held_against_the_parks_own_time(outcome: Outcome, expected: Outcome) -> None:
    assert outcome == expected


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (put_right(35, 33, 2), Outcome(MET, "发现隐患 35 处，已整改 33 处，期限未到 2 处")),
        (
            put_right(35, 30, 2),
            Outcome(
                UNMET,
                "发现隐患 35 处，已整改 30 处，期限未到 2 处，还有 3 处到期未改",
                (at_least("hazards_fixed", 33, 30, "处"),),
            ),
        ),
        (
            put_right(35, 34, 2),
            Outcome(
                WEAK,
                "发现隐患 35 处，已整改 34 处，期限未到 2 处，后两数相加多出 1 处，先核对台账",
                missing=("hazards_fixed", "hazards_not_due"),
            ),
        ),
        (put_right(0, None, None), not_applicable("评价期内没有发现安全隐患", "hazards_found")),
        (
            put_right(35, None, 2),
            Outcome(
                OPEN,
                "发现隐患 35 处，整改完和期限未到的各有多少没有填全",
                missing=("hazards_fixed",),
            ),
        ),
        (
            put_right(35, 35, None),
            Outcome(
                OPEN,
                "发现隐患 35 处，整改完和期限未到的各有多少没有填全",
                missing=("hazards_not_due",),
            ),
        ),
    ],
)
def test_hazards_past_their_time_are_counted_not_asked(outcome: Outcome, expected: Outcome) -> None:
    assert outcome == expected


@pytest.mark.parametrize(
    ("fixed", "waiting", "verdict"),
    [(35, 0, MET), (33, 2, WEAK), (0, 35, WEAK), (30, 2, UNMET)],
)
def test_what_is_not_yet_due_carries_no_pass_by_word_alone(
    fixed: int, waiting: int, verdict: Verdict
) -> None:
    assert put_right(35, fixed, waiting, backed=False).verdict is verdict


@pytest.mark.parametrize(
    ("late", "fixed", "waiting", "verdict"),
    [
        (0, 35, 0, MET),
        (0, 33, 2, WEAK),
        (0, 32, 2, WEAK),
        (0, 0, 35, WEAK),
        (0, 34, 2, WEAK),
        (1, 35, 0, UNMET),
        (1, None, None, UNMET),
        (0, None, 0, OPEN),
    ],
)
def test_no_hazard_is_late_only_where_none_is_due_and_open(
    late: int, fixed: int | None, waiting: int | None, verdict: Verdict
) -> None:
    found = hazards_are_put_right_in_time(35, late, fixed, waiting, counted=frozenset())
    assert found.verdict is verdict


def test_a_roster_older_than_a_year_shows_nothing() -> None:
    kept, old = AS_OF - timedelta(days=365), AS_OF - timedelta(days=366)
    assert party(12, 12, on=kept).verdict is MET
    assert party(12, 12, on=old).verdict is WEAK
    assert party(0, 0, on=old).verdict is WEAK
