"""`ratio`: the part of a whole, in per cent, reaches a limit."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal

from ...clauses.model import Check, Provision, Standard
from ...conformance import Outcome
from ...terms import CheckKind, ItemType, Verdict
from ..facts import Facts, show
from ..rulebook import at_least, insufficient, met, not_applicable, share, unmet
from .kind import (
    Answers,
    Kind,
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
    part, whole = the(check.part), the(check.whole)
    total = facts.get(whole)
    if total == 0 and is_number(total):
        reason = f"{facts.say(whole)}"
        if check.when_zero is Verdict.NOT_APPLICABLE:
            return not_applicable(reason, whole)
        return insufficient(f"{reason}，无从计算比例", missing=(whole,))
    limit = check.limits["at_least"]
    unknown = unpublished(check, facts) or unknown_of(facts, part, whole, *promised(check))
    if unknown:
        return unknown
    least, now = number(facts.limit(limit)), number(facts.get(part))
    size = number(total)
    reason = f"{facts.say(part)}，{facts.say(whole)}，要求不低于 {show(least)}%"
    if now * 100 >= least * size:
        return met(reason)
    target = Decimal(least * size) / 100
    if facts.items[part].type is ItemType.COUNT:
        # Decimal's // truncates towards zero, so -(-a // b) would not round up
        target = target.to_integral_value(ROUND_CEILING)
    need = at_least(part, target, now, facts.items[part].unit)
    return unmet(reason, *if_controllable(facts, need))


def _describe(_: Provision, check: Check, standard: Standard) -> str:
    part, whole = label(check.part, standard), label(check.whole, standard)
    return f"{part}占{whole}的比例不低于{limit_in_words(check.limits['at_least'], standard)}"


def _measure(check: Check, answers: Answers, _: date) -> Decimal | None:
    part, whole = (measured(answers.get(the(i))) for i in (check.part, check.whole))
    return None if part is None or whole is None else share(part, whole)


KIND = Kind(
    CheckKind.RATIO,
    _decide,
    _describe,
    fields=("part", "whole", "when_zero"),
    limits=("at_least",),
    unit="%",
    types=(ItemType.COUNT, ItemType.NUMBER),
    measure=_measure,
)
