"""`any_of`: so many of several things, each a yes or a number above 0; never judged singly."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal

from ...clauses.model import Check, Provision, Standard
from ...conformance import Need, Outcome
from ...terms import CheckKind, ItemType, Special, Verdict
from ..facts import Facts
from ..rulebook import at_least, insufficient, met, set_to, unevaluated
from .kind import Answers, Kind, label, limit_in_words, measured, number


def _decide(check: Check, facts: Facts) -> Outcome:
    limit = number(facts.limit(check.limits["at_least"]))
    wanted = int(Decimal(limit).to_integral_value(ROUND_CEILING))
    have = [i for i in check.items if _there(facts.get(i))]
    lack = [i for i in check.items if _there(facts.get(i)) is False]
    open_ = [i for i in check.items if i not in have and i not in lack]
    names = "、".join(facts.items[i].label for i in have) or "无"
    reason = f"{len(check.items)} 项中已有 {len(have)} 项（{names}），要求至少 {wanted} 项"
    if len(have) >= wanted:
        return met(reason)
    if len(have) + len(open_) >= wanted:
        unclear = any(facts.get(i) is Special.UNCLEAR for i in open_)
        answer = insufficient if unclear else unevaluated
        return answer(f"{reason}，另有 {len(open_)} 项情况不明", missing=tuple(open_))
    short = wanted - len(have)
    can = [i for i in (*lack, *open_) if facts.items[i].controllable]
    needs = tuple(_bring_about(i, facts) for i in can[:short]) if len(can) >= short else ()
    verdict = Verdict.PARTLY if have else Verdict.UNMET
    return Outcome(verdict, reason, needs)


def _there(value: object) -> bool | None:
    """Whether an element is there; None where that is not known."""
    if value is Special.NONE:
        return False
    return value > 0 if isinstance(value, bool | int | Decimal) else None


def _bring_about(item: str, facts: Facts) -> Need:
    definition = facts.items[item]
    if definition.type is ItemType.YES_NO:
        return set_to(item, True)
    return at_least(item, 1, 0, definition.unit)


def _describe(_: Provision, check: Check, standard: Standard) -> str:
    elements = "".join(label(i, standard) for i in check.items)
    least = limit_in_words(check.limits["at_least"], standard)
    ticks = any(standard.items[i].type is ItemType.YES_NO for i in check.items)
    return f"下列各项中至少{least}{'填“是”' if ticks else '大于 0'}：{elements}"


def _measure(check: Check, answers: Answers, _: date) -> Decimal | None:
    """How many elements there are; only where each one is answered 有 or 无."""
    answered = [answers.get(i) for i in check.items]
    known = [_there(a if isinstance(a, bool) else measured(a)) for a in answered]
    return None if None in known else Decimal(known.count(True))


KIND = Kind(
    CheckKind.ANY_OF,
    _decide,
    _describe,
    fields=("items",),
    limits=("at_least",),
    unit="项",
    types=(ItemType.YES_NO, ItemType.COUNT, ItemType.NUMBER),
    wanted="是否题或数值",
    measure=_measure,
)
