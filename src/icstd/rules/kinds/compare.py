"""`min`, `max`, `between`: a number against one limit or two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...clauses.model import Check, Provision, Standard
from ...conformance import Need, NeedKind, Outcome
from ...terms import CheckKind, Value
from ..facts import Facts, show
from ..rulebook import at_least, at_most, met, unmet
from .kind import (
    BOUNDS,
    NUMERIC,
    Answers,
    Kind,
    Number,
    if_controllable,
    is_number,
    label,
    limit_in_words,
    measured,
    number,
    promised,
    the,
    unknown_of,
    unpublished,
)


def _decide(check: Check, facts: Facts) -> Outcome:
    item = the(check.item)
    low = check.limits.get("at_least")
    high = check.limits.get("at_most")
    promises = promised(check)
    unknown = unpublished(check, facts) or unknown_of(facts, item, *promises)
    if unknown:
        return unknown
    value, unit = facts.get(item), facts.items[item].unit
    least = facts.limit(low) if low else None
    most = facts.limit(high) if high else None
    wanted = _wanted(least, most, unit, whose="园区承诺" if promises else "要求")
    if not is_number(value):
        now: Number = 0
        reached = False
    else:
        now = value
        reached = (not is_number(least) or now >= least) and (not is_number(most) or now <= most)
    reason = f"{facts.say(item)}，{wanted}"
    if reached:
        return met(reason)
    if is_number(least) and (not is_number(value) or now < least):
        return unmet(reason, *if_controllable(facts, at_least(item, least, now, unit)))
    if is_number(most) and is_number(value):
        return unmet(reason, *if_controllable(facts, at_most(item, most, now, unit)))
    need = Need(NeedKind.AT_MOST, item, high=number(most), unit=unit)
    return unmet(reason, *if_controllable(facts, need))


def _wanted(least: Value | None, most: Value | None, unit: str, *, whose: str) -> str:
    bounds = zip(BOUNDS.values(), (least, most), strict=True)
    return whose + "、".join(f"{word} {show(n, unit)}" for word, n in bounds if n is not None)


def _describe(_: Provision, check: Check, standard: Standard) -> str:
    parts = [
        f"{word}{limit_in_words(check.limits[name], standard)}"
        for name, word in BOUNDS.items()
        if name in check.limits
    ]
    return label(check.item, standard) + "、".join(parts)


def _measure(check: Check, answers: Answers, _: date) -> Decimal | None:
    return measured(answers.get(the(check.item)))


KINDS = tuple(
    Kind(
        word,
        _decide,
        _describe,
        fields=("item",),
        limits=limits,
        types=NUMERIC,
        condition=True,
        measure=_measure,
    )
    for word, limits in (
        (CheckKind.MIN, ("at_least",)),
        (CheckKind.MAX, ("at_most",)),
        (CheckKind.BETWEEN, ("at_least", "at_most")),
    )
)
