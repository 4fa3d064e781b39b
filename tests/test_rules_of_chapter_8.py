"""What the Python rules of chapter 8 answer, to the last figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from icstd.conformance import Need, NeedKind, Outcome
from icstd.rules.db33t2320.living import workers_are_asked_what_they_need as surveyed
from icstd.rules.db33t2320.production import small_enterprises_are_served as served
from icstd.rules.db33t2320.welfare import fund_accounts_are_public as published
from icstd.rules.rulebook import at_least, not_applicable, set_to
from icstd.terms import Special, Verdict

AS_OF = date(2026, 3, 1)
ALL = Decimal(100)
MET, UNMET = Verdict.MET, Verdict.UNMET
OPEN = Verdict.UNEVALUATED


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
        (served(None, 0, percent=None), not_applicable("园区没有中小微企业", "sme_total")),
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
