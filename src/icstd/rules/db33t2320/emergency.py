"""Screening everybody within the park's own published time (W7.8b)."""

from __future__ import annotations

from decimal import Decimal

from ...conformance import Outcome
from ...terms import Special
from ...text import plain_number
from ..rulebook import at_most, insufficient, met, not_applicable, unevaluated, unmet
from .book import db33t2320

PROMISE = "screening_hours_promised"


@db33t2320.figure("W7.8b", "at_most", "小时")
def longest_screening(screening_hours: int | Decimal) -> int | Decimal | None:
    """The longest screening of the period (小时); a time of 0 means none was measured."""
    return screening_hours or None


@db33t2320.rule("W7.8b")
def everybody_is_screened_within_the_published_time(
    screenings_due: int,
    screening_hours: int | Decimal | None,
    *,
    hours: int | Decimal | Special | None,
) -> Outcome:
    """The longest screening of the period took no longer than the park promised.

    screenings_due: how often everybody had to be screened (次), drills
    included; screening_hours: the longest of them (小时); hours: the park's
    published limit.  None due: 不适用; no limit published: 证据不足, whatever
    else is known.  A time of 0 means that none was measured.  Source: B04;
    its 4 hours are one community's record, not a limit.
    """
    if screenings_due == 0:
        return not_applicable("评价期内没有应开展的全员排查或排查演练", "screenings_due")
    if hours is None:
        return unevaluated("“公布的全员排查时限”未填", missing=(PROMISE,))
    if isinstance(hours, Special) or hours == 0:
        said = "填的是“不清楚”" if hours is Special.UNCLEAR else "没有公布"
        return insufficient(f"全员排查时限{said}，快慢无从判断", missing=(PROMISE,))
    if screening_hours is None:
        reason = f"评价期内应开展全员排查 {screenings_due} 次，最长用时未知"
        return unevaluated(reason, missing=("screening_hours",))
    promised = plain_number(hours)
    if screening_hours == 0:
        return insufficient(
            f"评价期内应开展全员排查 {screenings_due} 次，没有实测用时",
            missing=("screening_hours",),
        )
    reason = (
        f"全员排查最长用时 {plain_number(screening_hours)} 小时，园区公布的时限 {promised} 小时"
    )
    if screening_hours <= hours:
        return met(reason)
    return unmet(
        f"{reason}，超出 {plain_number(screening_hours - hours)} 小时",
        at_most("screening_hours", hours, screening_hours, "小时"),
    )
