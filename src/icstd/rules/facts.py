"""The facts a check may look at, and the numbers it compares them with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from ..assessment.model import Judgement
from ..clauses.model import DataItem, Limit
from ..terms import Special, Value
from ..text import plain_number


class Doubt(NamedTuple):
    """Why an item's answer must not carry a verdict.

    contradictory: answers that cannot all be true (a balance that does not
    come out); otherwise the balance could not be checked because `missing`
    items are blank.
    """

    label: str
    contradictory: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one park at one date.

    values: item id → answer, blanks left out.  params: the profile's
    parameters.  doubts: items whose answers are contradictory or uncheckable.
    counted: items that a ledger's rows bear out.
    """

    items: dict[str, DataItem]
    values: dict[str, Value]
    as_of: date
    start: date
    end: date
    params: dict[str, Decimal] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()

    def get(self, item: str) -> Value | None:
        """The answer, or None where blank."""
        return self.values.get(item)

    def limit(self, limit: Limit) -> Value | None:
        """The number in force: the profile's, the park's commitment, or the clause's.

        None where nothing is set; `Special` where the park answered the
        commitment with a word (未公布, 不清楚, 无).
        """
        if limit.item is not None:
            return self.values.get(limit.item)
        if limit.param is not None and limit.param in self.params:
            return self.params[limit.param]
        return limit.value

    def say(self, item: str) -> str:
        """`受理问题数 128 件`: an item with its answer, as a person would say it."""
        definition = self.items[item]
        return f"{definition.label} {show(self.values.get(item), definition.unit)}"

    def label(self, item: str) -> str:
        """`“受理问题数”`."""
        return f"“{self.items[item].label}”"


def days_before(day: date, days: int | Decimal) -> date:
    """The day so many whole days earlier; the calendar's first where there is none."""
    whole = int(Decimal(days).to_integral_value(ROUND_FLOOR))
    return day - timedelta(days=min(whole, day.toordinal() - 1))


def show(value: Value | None, unit: str = "") -> str:
    """An answer as a person would write it."""
    if value is None:
        return "未填"
    if isinstance(value, Special):
        return value.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Decimal):
        value = plain_number(value)
    if not unit:
        return str(value)
    return f"{value}%" if unit == "%" else f"{value} {unit}"
