"""What a review says of each clause: rates with intervals, never a bare number.

Fewer than `LEAST_FOR_RATES` parks: counts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ..clauses.model import Limit, Provision, Standard
from ..terms import CheckKind, LimitOrigin, Verdict
from .stats import Interval, discrimination, wilson
from .tally import OTHERS, OWN, Tally, downgrades

LEAST_FOR_RATES = 5


class Column(NamedTuple):
    """One column (自评 or 他评) of one provision.

    selected: parks in which it was assessed at all; not_applicable, judged,
    met: parks.  coverage: share judged or 不适用 of selected.  applicability:
    share of the parks with known applicability where it applies.  rate: 符合
    of judged.  unproven: share of 符合 without evidence.  All shares are None
    below LEAST_FOR_RATES parks.
    """

    selected: int
    counts: dict[Verdict, int]
    coverage: float | None
    applicability: float | None
    rate: Interval | None
    unproven: float | None
    discrimination: float | None
    why_none: str

    @property
    def judged(self) -> int:
        """Parks with 符合, 部分符合 or 不符合."""
        return sum(n for v, n in self.counts.items() if v.judged)

    @property
    def met(self) -> int:
        """Parks with 符合."""
        return self.counts[Verdict.MET]


class Sensitivity(NamedTuple):
    """How many of the parks that report a figure would pass at a limit."""

    limit: Decimal
    passing: int
    parks: int


@dataclass(frozen=True, slots=True)
class ClauseReview:
    """Everything a reviewer is told about one provision.

    both, same, lowered: parks seen by themselves and by an auditor, with the
    same verdict, lowered by the auditor.  lasting, followed: parks where it
    was not met for two periods or more up to the latest, of those with two or
    more judged periods.  promises: park-set limit → parks.
    """

    provision: Provision
    own: Column
    others: Column
    both: int
    same: int
    lowered: int
    lasting: int
    followed: int
    unpublished: int
    promises: tuple[tuple[Decimal, int], ...]
    sensitivity: tuple[Sensitivity, ...]
    remarks: dict[str, int]

    @property
    def main(self) -> Column:
        """The column that signals are read from: 自评, or 他评 if there is no other."""
        return self.own if self.own.selected else self.others


def review_clauses(tallies: dict[str, Tally], standard: Standard) -> tuple[ClauseReview, ...]:
    """Put tallies into figures, in the standard's order."""
    return tuple(_review(tally, standard.provisions[p]) for p, tally in tallies.items())


def _review(tally: Tally, provision: Provision) -> ClauseReview:
    both, same, lowered = downgrades(tally.agreement)
    lasting = sum(n for (failing, _), n in tally.cycles.items() if failing >= 2)
    followed = sum(n for (_, judged), n in tally.cycles.items() if judged >= 2)
    promises = sorted((d, n) for t, n in tally.promises.items() if (d := _number(t)) is not None)
    return ClauseReview(
        provision=provision,
        own=_column(tally, OWN),
        others=_column(tally, OTHERS),
        both=both,
        same=same,
        lowered=lowered,
        lasting=lasting,
        followed=followed,
        unpublished=tally.unpublished,
        promises=tuple(promises),
        sensitivity=_sensitivity(tally, provision),
        remarks=dict(sorted(tally.remarks.items())),
    )


def _column(tally: Tally, column: str) -> Column:
    counts = {v: tally.verdicts[column][v] for v in Verdict}
    selected = sum(counts.values())
    judged = sum(n for v, n in counts.items() if v.judged)
    excused, met = counts[Verdict.NOT_APPLICABLE], counts[Verdict.MET]
    value, why = discrimination(tally.sums[column])
    return Column(
        selected,
        counts,
        coverage=_share(judged + excused, selected),
        applicability=_share(judged, judged + excused),
        rate=wilson(met, judged) if judged >= LEAST_FOR_RATES else None,
        unproven=_share(tally.unproven[column], met),
        discrimination=value,
        why_none=why,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole >= LEAST_FOR_RATES else None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _sensitivity(tally: Tally, provision: Provision) -> tuple[Sensitivity, ...]:
    """At each limit some park has set: how many parks would reach it."""
    own_limit = _own_limit(provision)
    if own_limit is None:
        return ()
    lower_is_better = own_limit == "at_most"
    pairs = [
        (limit, measured, n)
        for (limit_text, measured_text), n in tally.attained.items()
        if (limit := _number(limit_text)) is not None
        and (measured := _number(measured_text)) is not None
    ]
    parks = sum(n for _, _, n in pairs)
    if parks < LEAST_FOR_RATES:
        return ()
    found = []
    for limit in sorted({limit for limit, _, _ in pairs}):
        passing = sum(n for _, m, n in pairs if (m <= limit if lower_is_better else m >= limit))
        found.append(Sensitivity(limit, passing, parks))
    return tuple(found)


def _own_limit(provision: Provision) -> str | None:
    """`at_least` or `at_most` where a declarative check is held against a promise."""
    if provision.check.kind is CheckKind.RULE:
        return None
    limits: dict[str, Limit] = provision.check.limits
    for name, limit in limits.items():
        if limit.origin is LimitOrigin.COMMITMENT:
            return name
    return None
