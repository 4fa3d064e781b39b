"""The declarative kinds of check, each a pure function of check and facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import TypeGuard

from ..clauses.model import Check
from ..conformance import Need, NeedKind, Outcome
from ..terms import CheckKind, ItemType, Special, Value, Verdict
from .facts import Facts, days_before, show
from .rulebook import (
    at_least,
    at_most,
    dated,
    insufficient,
    met,
    not_applicable,
    set_to,
    unevaluated,
    unmet,
)

Number = int | Decimal


def unknown_of(facts: Facts, *items: str) -> Outcome | None:
    """The unknown that blank or unclear items make, or None where all are known."""
    known = [facts.values.get(i) for i in items]
    if None not in known and Special.UNCLEAR not in known:
        return None
    blank = tuple(i for i in items if facts.get(i) is None)
    unclear = tuple(i for i in items if facts.get(i) is Special.UNCLEAR)
    parts = []
    if unclear:
        parts.append("、".join(facts.label(i) for i in unclear) + "填的是“不清楚”")
    if blank:
        parts.append("、".join(facts.label(i) for i in blank) + "未填")
    answer = insufficient if unclear else unevaluated
    return answer("，".join(parts), missing=unclear + blank)


def _promised(check: Check) -> tuple[str, ...]:
    """Items that hold the park's own commitments."""
    return tuple(lim.item for lim in check.limits.values() if lim.item)


def _unpublished(check: Check, facts: Facts) -> Outcome | None:
    """证据不足 where the park made no promise that attainment could be held against."""
    silent = (Special.UNPUBLISHED, Special.NONE)
    missing = tuple(i for i in _promised(check) if facts.get(i) in silent)
    if not missing:
        return None
    names = "、".join(facts.label(i) for i in missing)
    return insufficient(f"园区未公布{names}，无从判断是否达到", missing=missing)


def _is_number(value: Value | None) -> TypeGuard[Number]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _needs(facts: Facts, need: Need) -> tuple[Need, ...]:
    """Only what the park can change."""
    return (need,) if facts.items[_the(need.item)].controllable else ()


def _present(check: Check, facts: Facts) -> Outcome:
    item = _the(check.item)
    unknown = unknown_of(facts, item)
    if unknown:
        return unknown
    value = facts.get(item)
    if value is True or (_is_number(value) and value > 0):
        return met(facts.say(item))
    if isinstance(value, bool | int | Decimal | Special) or not value:
        return unmet(facts.say(item), *_needs(facts, _bring_about(item, facts)))
    return met(facts.say(item))


def _bring_about(item: str, facts: Facts) -> Need:
    definition = facts.items[item]
    if definition.type is ItemType.DATE:
        return Need(NeedKind.DATE, item, high=facts.as_of)
    if definition.type in (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT):
        return at_least(item, 1, 0, definition.unit)
    if definition.type is ItemType.YES_NO:
        return set_to(item, True)
    return set_to(item, *(o for o in definition.options if o != Special.NONE))


def _compare(check: Check, facts: Facts) -> Outcome:
    """min, max, between: a number against its limits."""
    item = _the(check.item)
    low = check.limits.get("at_least")
    high = check.limits.get("at_most")
    promised = _promised(check)
    unknown = _unpublished(check, facts) or unknown_of(facts, item, *promised)
    if unknown:
        return unknown
    value, unit = facts.get(item), facts.items[item].unit
    least = facts.limit(low) if low else None
    most = facts.limit(high) if high else None
    wanted = _wanted(least, most, unit, promised=bool(promised))
    if not _is_number(value):
        now: Number = 0
        reached = False
    else:
        now = value
        reached = (not _is_number(least) or now >= least) and (not _is_number(most) or now <= most)
    reason = f"{facts.say(item)}，{wanted}"
    if reached:
        return met(reason)
    if _is_number(least) and (not _is_number(value) or now < least):
        return unmet(reason, *_needs(facts, at_least(item, least, now, unit)))
    if _is_number(most) and _is_number(value):
        return unmet(reason, *_needs(facts, at_most(item, most, now, unit)))
    return unmet(
        reason, *_needs(facts, Need(NeedKind.AT_MOST, item, high=_number(most), unit=unit))
    )


def _wanted(least: Value | None, most: Value | None, unit: str, *, promised: bool) -> str:
    whose = "园区承诺" if promised else "要求"
    parts = []
    if least is not None:
        parts.append(f"不少于 {show(least, unit)}")
    if most is not None:
        parts.append(f"不超过 {show(most, unit)}")
    return whose + "、".join(parts)


def _one_of(check: Check, facts: Facts) -> Outcome:
    item = _the(check.item)
    unknown = unknown_of(facts, item)
    if unknown:
        return unknown
    value = facts.get(item)
    chosen = value if isinstance(value, tuple) else (show(value),)
    reason = f"{facts.say(item)}（可接受：{'、'.join(check.values)}）"
    if any(c in check.values for c in chosen):
        return met(reason)
    return unmet(reason, *_needs(facts, set_to(item, *check.values)))


def _ratio(check: Check, facts: Facts) -> Outcome:
    part, whole = _the(check.part), _the(check.whole)
    total = facts.get(whole)
    if total == 0 and _is_number(total):
        reason = f"{facts.say(whole)}"
        if check.when_zero is Verdict.NOT_APPLICABLE:
            return not_applicable(reason, whole)
        return insufficient(f"{reason}，无从计算比例", missing=(whole,))
    limit = check.limits["at_least"]
    unknown = _unpublished(check, facts) or unknown_of(facts, part, whole, *_promised(check))
    if unknown:
        return unknown
    share, now = _number(facts.limit(limit)), _number(facts.get(part))
    size = _number(total)
    reason = f"{facts.say(part)}，{facts.say(whole)}，要求不低于 {show(share)}%"
    if now * 100 >= share * size:
        return met(reason)
    target = Decimal(share * size) / 100
    if facts.items[part].type is ItemType.COUNT:
        # Decimal's // truncates towards zero, so -(-a // b) would not round up
        target = target.to_integral_value(ROUND_CEILING)
    return unmet(reason, *_needs(facts, at_least(part, target, now, facts.items[part].unit)))


def _within_days(check: Check, facts: Facts) -> Outcome:
    item = _the(check.item)
    unknown = _unpublished(check, facts) or unknown_of(facts, item, *_promised(check))
    if unknown:
        return unknown
    value = facts.get(item)
    limit = check.limits["at_most"]
    days = _number(facts.limit(limit))
    earliest = days_before(facts.as_of, days)
    reason = f"{facts.say(item)}，应在评价日 {facts.as_of} 前 {show(days)} 天以内"
    if isinstance(value, date) and earliest <= value <= facts.as_of:
        return met(reason)
    return unmet(reason, *_needs(facts, dated(item, earliest, facts.as_of)))


def _any_of(check: Check, facts: Facts) -> Outcome:
    limit = _number(facts.limit(check.limits["at_least"]))
    wanted = int(Decimal(limit).to_integral_value(ROUND_CEILING))
    have = [i for i in check.items if facts.get(i) is True]
    lack = [i for i in check.items if facts.get(i) is False]
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
    needs = tuple(set_to(i, True) for i in can[:short]) if len(can) >= short else ()
    verdict = Verdict.PARTLY if have else Verdict.UNMET
    return Outcome(verdict, reason, needs)


def _the(item: str | None) -> str:
    if item is None:
        raise ValueError("the check names no item; `icstd standard lint` finds this")
    return item


def _number(value: Value | None) -> Number:
    if not _is_number(value):
        raise ValueError(f"not a number: {value!r}")
    return value


KINDS: dict[CheckKind, Callable[[Check, Facts], Outcome]] = {
    CheckKind.PRESENT: _present,
    CheckKind.MIN: _compare,
    CheckKind.MAX: _compare,
    CheckKind.BETWEEN: _compare,
    CheckKind.ONE_OF: _one_of,
    CheckKind.RATIO: _ratio,
    CheckKind.WITHIN_DAYS: _within_days,
    CheckKind.ANY_OF: _any_of,
}
