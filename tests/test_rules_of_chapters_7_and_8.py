"""What the Python rules of chapters 7 and 8 answer, to the last figure.

Verdicts at large are held against the oracle; here are the reasons people
read, what is still needed, and which answers would settle an unknown.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from icstd.conformance import Need, NeedKind, Outcome
from icstd.rules.book import at_least, at_most, set_to
from icstd.rules.emergency import everybody_is_screened_within_the_published_time as screened
from icstd.rules.living import workers_are_asked_what_they_need as surveyed
from icstd.rules.party import enterprises_with_three_members_have_an_organization as covered
from icstd.rules.production import small_enterprises_are_served as served
from icstd.rules.safety import hazards_are_put_right_when_due as put_right
from icstd.rules.welfare import fund_accounts_are_public as published
from icstd.terms import Special, Verdict

DAY = date(2025, 12, 31)
AS_OF = date(2026, 3, 1)
ALL = Decimal(100)
MET, UNMET = Verdict.MET, Verdict.UNMET
EXEMPT, WEAK, OPEN = Verdict.NOT_APPLICABLE, Verdict.INSUFFICIENT, Verdict.UNEVALUATED


def party(due: int, built: int | None, by: Any = "社区党委", on: Any = DAY) -> Outcome:
    return covered(due, built, by, on, percent=ALL)


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
        (party(0, 0), Outcome(EXEMPT, f"没有正式党员三人以上的企业{COUNTED}")),
        (party(0, None), Outcome(EXEMPT, f"没有正式党员三人以上的企业{COUNTED}")),
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
    assert covered(due, target, "街道", DAY, percent=half).verdict is MET
    short = covered(due, target - 1, "街道", DAY, percent=half)
    assert short.needs == (at_least("party_built", target, target - 1, "家"),)


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
        (screened(0, None, hours=None), Outcome(EXEMPT, "评价期内没有应开展的全员排查或排查演练")),
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
        (put_right(0, None, None), Outcome(EXEMPT, "评价期内没有发现安全隐患")),
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
    ("outcome", "expected"),
    [
        (served(1, None, percent=None), Outcome(MET, "享受生产性服务的中小微企业 1 家")),
        (
            served(0, None, percent=None),
            Outcome(
                OPEN,
                "享受生产性服务的中小微企业 0 家，中小微企业总数未填",
                missing=("sme_total",),
            ),
        ),
        (
            served(0, 60, percent=None),
            Outcome(
                UNMET,
                "享受生产性服务的中小微企业 0 家，全园区 60 家，还差 1 家",
                (at_least("sme_served", 1, 0, "家"),),
            ),
        ),
        (
            served(29, 60, percent=Decimal(50)),
            Outcome(
                UNMET,
                "享受生产性服务的中小微企业 29 家，全园区 60 家，还差 1 家",
                (at_least("sme_served", 30, 29, "家"),),
            ),
        ),
        (
            served(31, 61, percent=Decimal(50)),
            Outcome(MET, "享受生产性服务的中小微企业 31 家，全园区 61 家"),
        ),
        (served(None, 0, percent=None), Outcome(EXEMPT, "园区没有中小微企业")),
        (
            served(None, 60, percent=None),
            Outcome(OPEN, "享受生产性服务的中小微企业数未知", missing=("sme_served",)),
        ),
    ],
)
def test_one_small_enterprise_is_enough_unless_a_share_is_asked_for(
    outcome: Outcome, expected: Outcome
) -> None:
    assert outcome == expected


def test_shares_are_per_cent_of_large_totals_too() -> None:
    assert party(101, 100).verdict is UNMET
    assert served(100, 101, percent=ALL).verdict is UNMET
    assert served(0, 201, percent=None).needs == (at_least("sme_served", 1, 0, "家"),)


def test_a_share_of_nought_still_asks_for_one_enterprise() -> None:
    assert served(0, 60, percent=Decimal(0)).needs == (at_least("sme_served", 1, 0, "家"),)


ANY_DAY = Need(NeedKind.DATE, "needs_survey", high=AS_OF)
YEAR = Need(NeedKind.DATE, "needs_survey", low=date(2025, 3, 1), high=AS_OF)


@pytest.mark.parametrize(
    ("survey", "days", "expected"),
    [
        (date(2025, 3, 1), None, Outcome(MET, "最近一次需求调查在 2025-03-01，距评价日 365 天")),
        (date(2025, 3, 1), 365, Outcome(MET, "最近一次需求调查在 2025-03-01，距评价日 365 天")),
        (
            date(2025, 2, 28),
            365,
            Outcome(UNMET, "最近一次需求调查在 2025-02-28，距评价日 366 天，超过 365 天", (YEAR,)),
        ),
        (AS_OF, 365, Outcome(MET, "最近一次需求调查在 2026-03-01，距评价日 0 天")),
        (
            date(2026, 3, 2),
            None,
            Outcome(UNMET, "需求调查日期 2026-03-02 晚于评价日 2026-03-01", (ANY_DAY,)),
        ),
        (Special.NONE, None, Outcome(UNMET, "没有做过职工生活需求调查", (ANY_DAY,))),
        (Special.NONE, 365, Outcome(UNMET, "没有做过职工生活需求调查", (YEAR,))),
    ],
)
def test_a_survey_must_have_been_made_and_be_as_recent_as_a_profile_asks(
    survey: Any, days: int | None, expected: Outcome
) -> None:
    limit = None if days is None else Decimal(days)
    assert surveyed(survey, days=limit, as_of=AS_OF) == expected


AMOUNTS = (Decimal("50000.50"), Decimal(32000), 41500, Decimal("40500.50"))


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (
            published(True, *AMOUNTS),
            Outcome(
                MET,
                "帮困基金收支已公开：期初 50000.5 元，收入 32000 元，"
                "支出 41500 元，期末 40500.5 元",
            ),
        ),
        (
            published(False, *AMOUNTS),
            Outcome(UNMET, "帮困基金收支没有公开", (set_to("fund_published", True),)),
        ),
        (published(False, 1, None, 0, 1), Outcome(UNMET, "帮困基金收支没有公开")),
        (
            published(True, 1, None, 0, None),
            Outcome(
                OPEN,
                "帮困基金收支已公开，但账目四个数没有填全",
                missing=("fund_income", "fund_closing"),
            ),
        ),
    ],
)
def test_a_fund_publishes_accounts_that_are_complete(outcome: Outcome, expected: Outcome) -> None:
    assert outcome == expected


def test_every_missing_amount_is_named() -> None:
    missing = published(True, None, None, None, None).missing
    assert missing == ("fund_opening", "fund_income", "fund_spent", "fund_closing")
