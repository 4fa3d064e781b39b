"""What a park reached as one number, and which other limits are worth trying."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icstd.clauses.load import load_standard
from icstd.review.measure import AT_LEAST, AT_MOST, Scale, limits_to_try, scale_of, yardsticks
from icstd.rules import load_rulebook
from icstd.rules.rulebook import share
from icstd.terms import LimitOrigin

STANDARD = load_standard()
AS_OF = date(2026, 3, 1)


def figure(provision: str, **answers: object) -> str:
    stick = yardsticks(STANDARD).get(provision)
    return stick.reached(answers, AS_OF)[1] if stick else ""


@pytest.mark.parametrize(
    ("provision", "answers", "reached"),
    [
        ("W6.2", {"enterprises_visited": 12}, "12"),
        ("W6.2", {"enterprises_visited": "无"}, "0"),
        ("W6.2", {"enterprises_visited": "不清楚"}, ""),
        ("W6.2", {}, ""),
        ("W4.9", {"enterprises_in_ledger": 2, "enterprises_total": 3}, "66.6"),
        ("W4.9", {"enterprises_in_ledger": 0, "enterprises_total": 0}, ""),
        ("W4.11b", {"ledger_updated_on": "2026-02-01"}, "28"),
        ("W4.11b", {"ledger_updated_on": "2026-03-02"}, ""),
        ("W4.11b", {"ledger_updated_on": "无"}, "无"),
        (
            "W6.6",
            {
                "issues_onsite": 3,
                "issues_by_phone": 1,
                "issues_online": 0,
                "issues_consulted": "无",
            },
            "2",
        ),
        ("W6.6", {"issues_onsite": 3, "issues_by_phone": 1}, ""),
        (
            "W8.3",
            {"venue_24h": True, "mobile_library": False, "culture_other": False},
            "1",
        ),
        ("W7.8b", {"screening_hours": 4.5}, "4.5"),
        ("W7.8b", {"screening_hours": 0}, ""),
        ("W7.1", {"party_due": 7, "party_built": 5}, "71.4"),
        ("W8.1.1", {"sme_total": 0, "sme_served": 0}, ""),
        ("W8.1.1", {"sme_total": 4, "sme_served": 3}, "75"),
        ("W5.5", {"enterprises_total": 64, "full_time_staff": 3}, "22"),
        ("W5.5", {"enterprises_total": 64, "full_time_staff": 0}, "无"),
        ("W5.5", {"enterprises_total": 0, "full_time_staff": 0}, ""),
        (
            "W6.15b",
            {
                "issues_closed_by_community": 5,
                "issues_closed_by_team": 2,
                "issues_closed_by_alliance": 1,
                "issues_closed_elsewhere": 0,
                "issues_revisited": 6,
            },
            "75",
        ),
        ("W4.2", {"lead_department": "组织部门"}, ""),
        ("W4.9", {"enterprises_in_ledger": 1e308, "enterprises_total": 3}, ""),
        ("W4.9", {"enterprises_in_ledger": 3, "enterprises_total": 1e-300}, ""),
    ],
)
def test_what_a_park_reached_is_one_number_or_none(
    provision: str, answers: dict[str, object], reached: str
) -> None:
    assert figure(provision, **answers) == reached


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 1000))
def test_a_share_cut_to_a_tenth_passes_a_limit_where_the_exact_share_does(
    part: int, whole: int, tenths: int
) -> None:
    cut = share(part, whole)
    assert cut is not None
    assert (cut >= Decimal(tenths) / 10) == (Fraction(part * 100, whole) >= Fraction(tenths, 10))


def test_every_figure_belongs_to_a_rule_and_reads_what_the_rule_reads() -> None:
    book = load_rulebook(STANDARD.id)
    assert book.figures
    for name, figure_ in book.figures.items():
        assert set(figure_.items) <= set(book.rules[name].items)


def test_the_limit_in_force_is_the_profile_s_where_it_sets_one() -> None:
    drills = STANDARD.provisions["W7.7b"]
    plain = scale_of(drills, {}, STANDARD.id)
    changed = scale_of(drills, {"W7.7b.days": Decimal(180)}, STANDARD.id)
    assert plain == Scale(AT_MOST, "天", Decimal(365), LimitOrigin.PROFILE)
    assert changed == plain._replace(now=Decimal(180))
    own = scale_of(STANDARD.provisions["W6.4b"], {}, STANDARD.id)
    assert own == Scale(AT_LEAST, "次", None, LimitOrigin.COMMITMENT)


NUMBERS = st.dictionaries(st.integers(0, 50).map(Decimal), st.integers(1, 9), min_size=1)


@given(NUMBERS, st.sampled_from([AT_LEAST, AT_MOST]))
def test_the_limits_tried_are_reached_by_three_quarters_half_and_a_quarter(
    reached: dict[Decimal, int], bound: str
) -> None:
    def passing(limit: Decimal) -> int:
        return sum(
            n for v, n in reached.items() if (v <= limit if bound == AT_MOST else v >= limit)
        )

    hardest = min if bound == AT_MOST else max
    parks = sum(reached.values())
    wanted = {
        hardest(v for v in reached if passing(v) * 4 >= quarters * parks) for quarters in (3, 2, 1)
    }
    if bound == AT_LEAST:
        wanted.discard(Decimal(0))
    assert set(limits_to_try(Scale(bound, "次", None, LimitOrigin.PROFILE), reached, ())) == wanted
