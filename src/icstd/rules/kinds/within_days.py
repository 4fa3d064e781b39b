"""`within_days`: a date not longer ago than a limit, and not after the assessment date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ...clauses.model import Check, Provision, Standard
from ...conformance import Outcome
from ...terms import CheckKind, ItemType, Paper, Special
from ..facts import Facts, days_before, show
from ..rulebook import BEYOND, dated, insufficient, met, unmet
from .kind import (
    Answers,
    Kind,
    if_controllable,
    label,
    limit_in_words,
    number,
    promised,
    the,
    unknown_of,
    unpublished,
)


def _decide(check: Check, facts: Facts) -> Outcome:
    item = the(check.item)
    unknown = unpublished(check, facts) or unknown_of(facts, item, *promised(check))
    if unknown:
        return unknown
    value = facts.get(item)
    if isinstance(value, Paper):
        if value.dated is None:
            return insufficient(f"{facts.say(item)}，不知道是否在期限内", missing=(item,))
        value = value.dated
    days = number(facts.limit(check.limits["at_most"]))
    earliest = days_before(facts.as_of, days)
    reason = f"{facts.say(item)}，应在评价日 {facts.as_of} 前 {show(days)} 天以内"
    if isinstance(value, date) and earliest <= value <= facts.as_of:
        return met(reason)
    return unmet(reason, *if_controllable(facts, dated(item, earliest, facts.as_of)))


def _describe(_: Provision, check: Check, standard: Standard) -> str:
    most = limit_in_words(check.limits["at_most"], standard)
    return f"{label(check.item, standard)}在评价日之前，且距评价日不超过{most}"


def _measure(check: Check, answers: Answers, as_of: date) -> Decimal | None:
    day = answers.get(the(check.item))
    if isinstance(day, Mapping):  # a document, as a report keeps it
        day = day.get("dated")
    if day == Special.NONE:
        return BEYOND
    try:
        age = (as_of - date.fromisoformat(str(day))).days
    except ValueError:
        return None
    return Decimal(age) if age >= 0 else None


KIND = Kind(
    CheckKind.WITHIN_DAYS,
    _decide,
    _describe,
    fields=("item",),
    limits=("at_most",),
    unit="天",
    types=(ItemType.DATE, ItemType.DOCUMENT),
    wanted="日期或文件",
    measure=_measure,
)
