"""What a kind of check is, and what the modules of the kinds share.

A kind says in one place how it decides, how it reads in Chinese, what its
YAML must hold, which limits it takes, and which number of a park stands
against a limit.  `KINDS` in this package is the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from ...clauses.model import Check, Limit, Provision, Standard
from ...conformance import Need, Outcome
from ...limits import DIGITS
from ...terms import CheckKind, ItemType, Special, Value
from ...text import plain_number
from ..facts import Facts
from ..rulebook import insufficient, unevaluated

Number = int | Decimal

NUMERIC = (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT)

BOUNDS = {"at_least": "不少于", "at_most": "不超过"}

Answers = Mapping[str, object]
"""Data item → answer as in a report JSON: numbers, 是/否 as booleans, ISO dates, words."""

Decide = Callable[[Check, Facts], Outcome]
Describe = Callable[[Provision, Check, Standard], str]
Measure = Callable[[Check, Answers, date], Decimal | None]


class Kind(NamedTuple):
    """One kind of check.

    decide: None where it takes more than facts (a rulebook, a person), which
    `rules.decide` sees to.  describe: the condition in Chinese, no full stop.
    fields: what the YAML must hold beside limits; all others stay empty.
    limits: names it takes (None: those its Python function names); unit: of
    the limit, empty for that of the item.  types: of the items it reads, any
    where empty; wanted: those types in words.  condition: whether it may
    stand as `applies_if`.  measure: the number of a park that a limit is held
    against, None where there is none.
    """

    word: CheckKind
    decide: Decide | None
    describe: Describe
    fields: tuple[str, ...] = ()
    limits: tuple[str, ...] | None = ()
    unit: str = ""
    types: tuple[ItemType, ...] = ()
    wanted: str = "数值"
    condition: bool = False
    measure: Measure | None = None


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


def promised(check: Check) -> tuple[str, ...]:
    """Items that hold the park's own commitments."""
    return tuple(lim.item for lim in check.limits.values() if lim.item)


def unpublished(check: Check, facts: Facts) -> Outcome | None:
    """证据不足 where the park made no promise that attainment could be held against."""
    silent = (Special.UNPUBLISHED, Special.NONE)
    missing = tuple(i for i in promised(check) if facts.get(i) in silent)
    if not missing:
        return None
    names = "、".join(facts.label(i) for i in missing)
    return insufficient(f"园区未公布{names}，无从判断是否达到", missing=missing)


def is_number(value: Value | None) -> TypeGuard[Number]:
    """Whether an answer is a number (是 and 否 are none)."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def number(value: Value | None) -> Number:
    """An answer known to be a number."""
    if not is_number(value):
        raise ValueError(f"not a number: {value!r}")
    return value


def the(item: str | None) -> str:
    """An item that the kind cannot do without."""
    if item is None:
        raise ValueError("the check names no item; `icstd standard lint` finds this")
    return item


def if_controllable(facts: Facts, need: Need) -> tuple[Need, ...]:
    """The need, where it is about something that the park can change."""
    return (need,) if facts.items[the(need.item)].controllable else ()


def label(item: str | None, standard: Standard) -> str:
    """`“受理问题数”`."""
    return f"“{standard.items[item or ''].label}”"


def limit_in_words(limit: Limit, standard: Standard) -> str:
    """A limit inside a sentence: the promise's label, `未设`, or ` 30 天`."""
    if limit.item is not None:
        return label(limit.item, standard)
    if limit.value is None:
        return "未设"
    text = plain_number(limit.value)
    return f" {text}%" if limit.unit == "%" else f" {text} {limit.unit}".rstrip()


_LARGEST, _SMALLEST = Decimal(10) ** DIGITS, Decimal(10) ** -DIGITS


def measured(answer: object) -> Decimal | None:
    """An answer of a report as a number; None where it is none."""
    if answer == Special.NONE:
        return Decimal(0)
    if isinstance(answer, bool) or not isinstance(answer, int | float | Decimal):
        return None
    found = Decimal(str(answer))
    # what no file can hold, a forged report can: beyond exact arithmetic it measures nothing
    return found if not found or _SMALLEST <= abs(found) < _LARGEST else None
