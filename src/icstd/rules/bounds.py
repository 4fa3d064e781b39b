"""Counts known only from below: a check decides where every count from there on decides alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ..clauses.model import Check
from ..conformance import Outcome
from ..limits import DIGITS
from ..terms import AtLeast
from .facts import Facts
from .rulebook import insufficient


def from_the_bound_on(
    check: Check, facts: Facts, run: Callable[[Check, Facts], Outcome] | None
) -> Outcome:
    """The outcome that all counts from the bounds on share, else 证据不足.

    run: decides the check on facts; None for a Python rule, of which nothing
    is known between two counts.  The declarative kinds change their answer
    only at their limits, so the bounds, the limits and the largest counts are
    looked at.
    """
    bounds = {i: v for i in check.reads if isinstance(v := facts.get(i), AtLeast)}
    names = "、".join(f"{facts.label(i)}只填了“{v}”" for i, v in bounds.items())
    if run is not None:
        tried = product(*(_points(i, v.least, check, facts) for i, v in bounds.items()))
        outcomes = [
            run(
                check,
                replace(facts, values={**facts.values, **dict(zip(bounds, counts, strict=True))}),
            )
            for counts in tried
        ]
        if len({outcome.verdict for outcome in outcomes}) == 1:
            return replace(outcomes[0], reason=f"{outcomes[0].reason}（{names}，更多也一样）")
    return insufficient(f"{names}，不知道确数就判不出", missing=tuple(bounds))


def _points(item: str, least: int, check: Check, facts: Facts) -> list[int]:
    """Counts from a bound on among which the answer of a check could change."""
    top = facts.items[item].max
    last = int(top) if top is not None else 10**DIGITS - 1
    limits = [facts.limit(limit) for limit in check.limits.values()]
    near = {int(n) + step for n in limits if isinstance(n, int | Decimal) for step in (0, 1)}
    return sorted({least, last, *(n for n in near if least < n < last)})
