"""What a park reached, as the one number that a provision's limit is held against.

So that a reviewer can ask how many parks would pass if the limit were another:
by the park's own figures, whatever an auditor thought of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import NamedTuple

from ..clauses.model import Limit, Provision, Standard
from ..rules import load_rulebook
from ..rules.kinds import KINDS
from ..rules.kinds.kind import Answers, measured
from ..rules.rulebook import BEYOND, Figure, Rulebook
from ..terms import CheckKind, LimitOrigin, Special
from ..text import plain_number

AT_LEAST, AT_MOST = "at_least", "at_most"

SHARES = tuple(Decimal(n) for n in (100, 95, 90, 80, 70, 60, 50))
DAYS = tuple(Decimal(n) for n in (30, 92, 183, 365, 730))
"""Limits to try where any would do: per cent, and days (a month … two years)."""


class Scale(NamedTuple):
    """How a provision measures parks.

    bound: `at_least` or `at_most`; unit: of the number; now: the limit in
    force, None where each park sets its own or none is set.
    """

    bound: str
    unit: str
    now: Decimal | None
    origin: LimitOrigin


def scale_of(provision: Provision, params: Mapping[str, Decimal], standard: str) -> Scale | None:
    """The scale of a provision under a profile's parameters; None where it has no limit.

    standard: id of the standard whose rules measure.
    """
    check = provision.check
    if check.kind is CheckKind.RULE:
        figure = load_rulebook(standard).figures.get(provision.id)
        if figure is None:
            return None
        limit = next(iter(check.limits.values()), None)
        return Scale(figure.bound, figure.unit, *_in_force(limit, params))
    bound = next((b for b in (AT_LEAST, AT_MOST) if b in check.limits), None)
    if bound is None:
        return None
    limit = check.limits[bound]
    return Scale(bound, limit.unit, *_in_force(limit, params))


def _in_force(
    limit: Limit | None, params: Mapping[str, Decimal]
) -> tuple[Decimal | None, LimitOrigin]:
    if limit is None or limit.item is not None:
        return None, LimitOrigin.COMMITMENT
    return params.get(limit.param or "", limit.value), limit.origin


Measure = Callable[[Answers, date], "Decimal | None"]


class Yardstick(NamedTuple):
    """How far a park got in one provision: against its own promise, and in numbers.

    promise: the data item that holds the promise, empty where there is none;
    measure: None where the provision has no limit in numbers.
    """

    promise: str
    measure: Measure | None

    def reached(self, answers: Answers, as_of: date) -> tuple[str, str, bool]:
        """(the park's own limit, what it reached, whether it publishes no limit).

        Numbers as plain digits, 无 where no limit would let the park pass, empty
        where the answers give none.
        """
        found = self.measure(answers, as_of) if self.measure else None
        figure = "" if found is None else _written(found)
        limit = answers.get(self.promise)
        if limit in (Special.UNPUBLISHED, Special.NONE):
            return "", figure, True
        known = isinstance(limit, int | float) and not isinstance(limit, bool)
        return str(limit) if known else "", figure, False


def _written(number: Decimal) -> str:
    return Special.NONE.value if number == BEYOND else plain_number(number)


def reached_number(written: str) -> Decimal:
    """What `Yardstick.reached` wrote, as a number again."""
    return BEYOND if written == Special.NONE else Decimal(written)


def yardsticks(standard: Standard) -> dict[str, Yardstick]:
    """The yardsticks of all provisions that have one, by id."""
    book = load_rulebook(standard.id)
    found = {}
    for provision in standard.provisions.values():
        promise = next((i for i in provision.reads if standard.items[i].commitment), "")
        stick = Yardstick(promise, _measure(provision, book))
        if stick != Yardstick("", None):
            found[provision.id] = stick
    return found


def _measure(provision: Provision, book: Rulebook) -> Measure | None:
    check = provision.check
    if check.kind is CheckKind.RULE:
        figure = book.figures.get(provision.id)
        return None if figure is None else partial(_figure, figure)
    measure = KINDS[check.kind].measure
    if measure is None or check.limits.keys().isdisjoint((AT_LEAST, AT_MOST)):
        return None
    return partial(measure, check)


def _figure(figure: Figure, answers: Answers, _: date) -> Decimal | None:
    known = [measured(answers.get(i)) for i in figure.items]
    numbers = [n for n in known if n is not None]
    found = figure.function(*numbers) if len(numbers) == len(known) else None
    return None if found is None else Decimal(found)


def limits_to_try(
    scale: Scale, reached: Mapping[Decimal, int], promised: tuple[Decimal, ...]
) -> tuple[Decimal, ...]:
    """Limits worth asking about, from the easiest to the hardest.

    reached: number → parks that reached it; promised: limits that parks set
    for themselves.  Shares and days have usual steps; for other numbers the
    limits are those that three quarters, half and a quarter of the parks reach.
    """
    if promised:
        limits = set(promised)
    elif scale.unit == "%":
        limits = set(SHARES)
    elif scale.unit == "天":
        limits = set(DAYS)
    else:
        limits = {_reached_by(reached, share_, scale.bound) for share_ in (75, 50, 25)}
        limits.discard(BEYOND)
    if scale.bound == AT_LEAST:
        limits.discard(Decimal(0))  # no limit at all
    if scale.now is not None:
        limits.add(scale.now)
    return tuple(sorted(limits, reverse=scale.bound == AT_MOST))


def _reached_by(reached: Mapping[Decimal, int], percent: int, bound: str) -> Decimal:
    """The hardest limit that at least so many per cent of the parks reach."""
    wanted = (Decimal(percent * sum(reached.values())) / 100).to_integral_value(ROUND_CEILING)
    passing = 0
    for number in sorted(reached, reverse=bound == AT_LEAST):
        passing += reached[number]
        if passing >= wanted:
            return number
    raise ValueError("no park reached anything")
