"""Asking workers what they need (W8.2.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...conformance import Need, NeedKind, Outcome
from ...terms import Special
from ..facts import days_before, show
from ..rulebook import met, unmet
from .book import db33t2320


@db33t2320.rule("W8.2.2")
def workers_are_asked_what_they_need(
    needs_survey: date | Special, *, days: Decimal | None, as_of: date
) -> Outcome:
    """A survey of workers' daily needs has been made.

    needs_survey: day of the latest one, 无 where there was none; days: how
    old (天) it may be at the assessment date, where a profile says so.
    Source: A (workers' daily needs); that they are surveyed is inferred.
    """
    earliest = None if days is None else days_before(as_of, days)
    need = Need(NeedKind.DATE, "needs_survey", low=earliest, high=as_of)
    if not isinstance(needs_survey, date):
        return unmet("没有做过职工生活需求调查", need)
    age = (as_of - needs_survey).days
    if age < 0:
        return unmet(f"需求调查日期 {needs_survey} 晚于评价日 {as_of}", need)
    reason = f"最近一次需求调查在 {needs_survey}，距评价日 {age} 天"
    if earliest is not None and needs_survey < earliest:
        return unmet(f"{reason}，超过 {show(days)} 天", need)
    return met(reason)
