"""How the oracle reads facts that may be blank, unclear or a word."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from oracle_tables import WEAK

Facts = dict[str, Any]

MET, UNMET, PARTLY, OPEN = "符合", "不符合", "部分符合", "未评价"
UNCLEAR, UNPUBLISHED = "不清楚", "未公布"


def gap(facts: Facts, *names: str) -> str:
    """What blanks and 不清楚 among the named facts make of a verdict.

    Asked first of the facts without which nothing can be said, then of those
    that only matter in the case at hand.
    """
    answers = [facts.get(name) for name in names]
    if UNCLEAR in answers:
        return WEAK
    return OPEN if None in answers else ""


def yes(held: bool) -> str:
    return MET if held else UNMET


def something(facts: Facts, name: str) -> str:
    answer = facts.get(name)
    return gap(facts, name) or yes(answer not in (False, 0, "无", UNPUBLISHED, "", []))


def silent(facts: Facts, promise: int | Fraction | str) -> bool:
    """Whether something is measured against a promise that was never made."""
    return isinstance(promise, str) and facts.get(promise) == UNPUBLISHED


def at_least(facts: Facts, name: str, number: int | Fraction | str) -> str:
    if silent(facts, number):
        return WEAK
    if isinstance(number, str):
        return gap(facts, name, number) or yes(facts[name] >= facts[number])
    return gap(facts, name) or yes(Fraction(facts[name]) >= number)


def every(facts: Facts, part: str, whole: str, empty: str, percent: int | Fraction | str) -> str:
    if facts.get(whole) == 0:
        return empty
    if silent(facts, percent):
        return WEAK
    names = (part, whole, percent) if isinstance(percent, str) else (part, whole)
    unknown = gap(facts, *names)
    if unknown:
        return unknown
    share = facts[percent] if isinstance(percent, str) else percent
    return yes(Fraction(facts[part]) / Fraction(facts[whole]) >= Fraction(share) / 100)


def any_of(facts: Facts, names: list[str], wanted: int | Fraction) -> str:
    answers = [facts.get(name) for name in names]
    known = [a for a in answers if a not in (None, UNCLEAR)]
    have = sum(a != "无" and a > 0 for a in known)
    lack = len(known) - have
    if have >= wanted:
        return MET
    if len(answers) - lack < wanted:
        return PARTLY if have else UNMET
    return WEAK if UNCLEAR in answers else OPEN


def recent(facts: Facts, name: str, days: int | Fraction | str, today: date) -> str:
    if silent(facts, days):
        return WEAK
    unknown = gap(facts, name, days) if isinstance(days, str) else gap(facts, name)
    if unknown or facts[name] == "无":
        return unknown or UNMET
    most = facts[days] if isinstance(days, str) else days
    return yes(0 <= today.toordinal() - facts[name].toordinal() <= most)
