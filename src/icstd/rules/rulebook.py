"""Where Python rules are registered, and the words they answer with.

A rule is a pure function under a provision's id.  Its positional parameters
are data items; its keyword-only ones are limits of the provision's check, or
`as_of`, `start`, `end` (dates of the assessment), `counted` (items that a
ledger's rows bear out).  A parameter annotated
`… | None` may be missing; otherwise the rule is only asked once all facts are
known.  A count answered 无 arrives as 0; other known nones arrive as
`Special.NONE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..assessment.model import Row
from ..conformance import Need, NeedKind, Outcome
from ..terms import Value, Verdict

RuleFunction = Callable[..., Outcome]
Counts = Mapping[str, "int | Sequence[Row] | None"]
"""Item id → the rows it counts, or a sum; None where a blank hides what would be counted."""
CountFunction = Callable[..., Counts]
FigureFunction = Callable[..., int | Decimal | None]

CONTEXT = ("as_of", "start", "end", "counted")
"""Keyword-only parameters that every rule may ask for beside its limits."""


class Rule(NamedTuple):
    """A registered rule: the function, the items and the limits it names."""

    function: RuleFunction
    items: tuple[str, ...]
    limits: tuple[str, ...]
    context: tuple[str, ...]
    optional: frozenset[str]


class RowFault(NamedTuple):
    """What cannot be so about one ledger row.

    reason: heading, the same for all rows of a kind; why: about this row;
    readings: the ways it could be meant, itself among them; empty: as it stands.
    """

    reason: str
    why: str
    readings: tuple[Row, ...] = ()


LookFunction = Callable[[Row, Mapping[str, str], Mapping[str, Value]], "RowFault | None"]
"""Looks at one row; given the columns' labels and the park's published promises."""


class Ledger(NamedTuple):
    """How one ledger is counted.

    adds_up: called as `adds_up(rows, as_of=…)` with sound rows of the period, one
    a number; day: the column whose date must lie in the period, None for a
    standing list; events: columns of dates that cannot lie ahead.
    """

    adds_up: CountFunction
    day: str | None
    events: tuple[str, ...]
    look: LookFunction | None


BEYOND = Decimal("Infinity")
"""A figure that no `at_most` limit lets pass: days since what was never done."""


class Figure(NamedTuple):
    """The one number of a park that a rule's limit is held against, for reviews.

    bound: `at_least` or `at_most`, the side on which a park passes; unit: of
    the number and of its limit.
    """

    function: FigureFunction
    items: tuple[str, ...]
    bound: str
    unit: str


class Rulebook:
    """The Python rules, their figures and the table counts of one standard."""

    def __init__(self, standard: str) -> None:
        self.standard = standard
        self.rules: dict[str, Rule] = {}
        self.figures: dict[str, Figure] = {}
        self.ledgers: dict[str, Ledger] = {}

    def rule(self, provision: str) -> Callable[[RuleFunction], RuleFunction]:
        """Register a function as the check of a provision (`kind: rule`)."""

        def register(function: RuleFunction) -> RuleFunction:
            if provision in self.rules:
                raise ValueError(f"{provision} already has a rule")
            code = function.__code__
            names = code.co_varnames
            items = names[: code.co_argcount]
            keywords = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
            self.rules[provision] = Rule(
                function,
                items,
                tuple(k for k in keywords if k not in CONTEXT),
                tuple(k for k in keywords if k in CONTEXT),
                frozenset(i for i in items if _may_be_missing(function.__annotations__[i])),
            )
            return function

        return register

    def figure(
        self, provision: str, bound: str, unit: str
    ) -> Callable[[FigureFunction], FigureFunction]:
        """Register what a park reached where a rule's limit is a number.

        It is called with the data items it names as positional arguments, all
        known numbers, and returns None where they give no figure.
        """

        def register(function: FigureFunction) -> FigureFunction:
            code = function.__code__
            items = code.co_varnames[: code.co_argcount]
            self.figures[provision] = Figure(function, items, bound, unit)
            return function

        return register

    def counts(
        self,
        table: str,
        day: str | None = None,
        events: tuple[str, ...] = (),
        look: LookFunction | None = None,
    ) -> Callable[[CountFunction], CountFunction]:
        """Register the function that counts data items from a ledger's rows; see `Ledger`."""

        def register(function: CountFunction) -> CountFunction:
            if table in self.ledgers:
                raise ValueError(f"table {table} is already counted")
            self.ledgers[table] = Ledger(function, day, events, look)
            return function

        return register


def _may_be_missing(annotation: object) -> bool:
    """Whether a parameter's annotation (text, or a union type) allows None."""
    return "None" in (part.strip() for part in str(annotation).split("|"))


Rows = Sequence[Row]


def share(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """Per cent, cut to a tenth: it reaches a limit in tenths where the exact share does."""
    return Decimal(int(part * 1000 // whole)) / 10 if whole else None


def met(reason: str) -> Outcome:
    """符合."""
    return Outcome(Verdict.MET, reason)


def unmet(reason: str, *needs: Need) -> Outcome:
    """不符合, with what would have to change."""
    return Outcome(Verdict.UNMET, reason, needs)


def not_applicable(reason: str, *through: str) -> Outcome:
    """不适用; through: the items whose answer left nothing to judge."""
    return Outcome(Verdict.NOT_APPLICABLE, reason, through=through)


def nothing_due(reason: str, *through: str) -> Outcome:
    """There is something, but none of it is due: nothing was shown.

    证据不足, which `decide` turns into 不适用 for a recommendation.
    """
    return Outcome(Verdict.INSUFFICIENT, reason, missing=through, through=through)


def insufficient(reason: str, *needs: Need, missing: tuple[str, ...] = ()) -> Outcome:
    """证据不足."""
    return Outcome(Verdict.INSUFFICIENT, reason, needs, missing)


def unproved(reason: str, item: str) -> Outcome:
    """It would be 符合, but only thanks to a figure that no ledger bears out."""
    said = "其中未到期的只是填报数，没有台账逐件可核，不能据此判为符合"
    return Outcome(Verdict.INSUFFICIENT, f"{reason}；{said}", missing=(item,))


def unevaluated(reason: str, *needs: Need, missing: tuple[str, ...] = ()) -> Outcome:
    """未评价."""
    return Outcome(Verdict.UNEVALUATED, reason, needs, missing)


def at_least(item: str, target: int | Decimal, now: int | Decimal, unit: str) -> Need:
    """Raise `item` from `now` to `target`: 还差 target − now."""
    return Need(NeedKind.AT_LEAST, item, low=target, amount=target - now, unit=unit)


def at_most(item: str, target: int | Decimal, now: int | Decimal, unit: str) -> Need:
    """Lower `item` from `now` to `target`: 还需减少 now − target."""
    return Need(NeedKind.AT_MOST, item, high=target, amount=now - target, unit=unit)


def set_to(item: str, *values: Value) -> Need:
    """Bring about that `item` can be answered with one of `values`."""
    return Need(NeedKind.SET, item, values=values)


def dated(item: str, earliest: date, latest: date) -> Need:
    """Bring about that `item` bears a date in the range."""
    return Need(NeedKind.DATE, item, low=earliest, high=latest)
