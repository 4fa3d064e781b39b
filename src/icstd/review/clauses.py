"""What a review says of each clause: rates with intervals, never a bare number.

Fewer than `LEAST_FOR_RATES` parks: counts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ..clauses.model import Profile, Provision, Standard
from ..terms import Verdict
from .measure import AT_MOST, Scale, limits_to_try, reached_number, scale_of
from .rows import OTHERS, OWN, Side
from .stats import Interval, wilson
from .tally import Pairs, SideTally, Tally, pairs_of

LEAST_FOR_RATES = 5
COVERED = 0.8


class Column(NamedTuple):
    """One column (自评 or 他评) of one provision.

    selected: parks in which it was assessed at all; not_applicable, judged,
    met: parks.  coverage: share judged or 不适用 of selected.  applicability:
    share of the parks with known applicability where it applies.  rate: 符合
    of judged.  unproven: share of 符合 without evidence.  A share of fewer than
    LEAST_FOR_RATES parks is None.  lasting, followed: parks where it was not
    met for two periods or more up to the latest, of those with two or more
    judged periods.  bounds: the rate if all that is unknown were unmet, and if
    it were met, where less than 80 % is known.  unpublished: parks that publish
    no limit of their own; remarks: comments by kind.
    """

    selected: int
    counts: dict[Verdict, int]
    coverage: float | None
    applicability: float | None
    rate: Interval | None
    unproven: float | None
    bounds: tuple[float, float] | None
    lasting: int
    followed: int
    unpublished: int
    remarks: dict[str, int]

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

    main: the side of more parks over the whole review, the same for every
    clause; limits and promises are what that side answered.  waived: parks with
    an approved deviation.  promises: park-set limit → parks.  scale: how the
    provision measures parks, None where it has no limit in numbers.
    """

    provision: Provision
    own: Column
    others: Column
    main: Column
    pairs: Pairs
    waived: int
    promises: tuple[tuple[Decimal, int], ...]
    scale: Scale | None
    sensitivity: tuple[Sensitivity, ...]


def review_clauses(
    tallies: dict[str, Tally], standard: Standard, profile: Profile, main: Side, deff: float = 1
) -> tuple[ClauseReview, ...]:
    """Put tallies into figures, in the standard's order.  deff: design effect of intervals."""
    found = []
    for name, tally in tallies.items():
        provision = standard.provisions[name]
        scale = scale_of(provision, profile.params, standard.id)
        found.append(_review(tally, provision, scale, main, deff))
    return tuple(found)


def _review(
    tally: Tally, provision: Provision, scale: Scale | None, main: Side, deff: float
) -> ClauseReview:
    columns = {side: _column(tally.sides[side], deff) for side in Side}
    promises = _promises(tally.sides[main])
    return ClauseReview(
        provision=provision,
        own=columns[OWN],
        others=columns[OTHERS],
        main=columns[main],
        pairs=pairs_of(tally.agreement),
        waived=tally.waived,
        promises=promises,
        scale=scale,
        sensitivity=_sensitivity(tally.sides[main], scale, tuple(limit for limit, _ in promises)),
    )


def _column(tally: SideTally, deff: float) -> Column:
    counts = {v: tally.verdicts[v] for v in Verdict}
    selected = sum(counts.values())
    judged = sum(n for v, n in counts.items() if v.judged)
    excused, met = counts[Verdict.NOT_APPLICABLE], counts[Verdict.MET]
    unknown = sum(n for v, n in counts.items() if v.unknown)
    known, low, high = (
        _share(judged, judged + unknown),
        _share(met, judged + unknown),
        _share(met + unknown, judged + unknown),
    )
    return Column(
        selected,
        counts,
        coverage=_share(judged + excused, selected),
        applicability=_share(judged, judged + excused),
        rate=wilson(met, judged, deff) if judged >= LEAST_FOR_RATES else None,
        unproven=_share(tally.unproven, met),
        bounds=(low, high)
        if known is not None and low is not None and high is not None and known < COVERED
        else None,
        lasting=sum(n for (failing, _), n in tally.cycles.items() if failing >= 2),
        followed=sum(n for (_, judged), n in tally.cycles.items() if judged >= 2),
        unpublished=tally.unpublished,
        remarks=dict(sorted(tally.remarks.items())),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole >= LEAST_FOR_RATES else None


def _promises(tally: SideTally) -> tuple[tuple[Decimal, int], ...]:
    return tuple(sorted((Decimal(limit), parks) for limit, parks in tally.promises.items()))


def _sensitivity(
    tally: SideTally, scale: Scale | None, promised: tuple[Decimal, ...]
) -> tuple[Sensitivity, ...]:
    """At each limit worth trying: how many of the parks that report a figure would pass."""
    parks = tally.reached.total()
    if scale is None or parks < LEAST_FOR_RATES:
        return ()
    reached = {reached_number(written): n for written, n in tally.reached.items()}
    found = []
    for limit in limits_to_try(scale, reached, promised):
        passes = limit.__ge__ if scale.bound == AT_MOST else limit.__le__
        passing = sum(n for number, n in reached.items() if passes(number))
        found.append(Sensitivity(limit, passing, parks))
    return tuple(found)
