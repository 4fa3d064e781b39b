"""Figures that are far from those of like parks: mostly slips of the pen, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log
from statistics import median
from typing import NamedTuple

from ..clauses.model import Standard
from .parks import size_rank
from .rows import ParkResult

EXPOSURES = {
    "workers_total": "enterprises_total",
    "visits_made": "enterprises_total",
    "issues_accepted": "enterprises_total",
    "hazards_found": "enterprises_total",
    "sme_problems_solved": "enterprises_total",
    "policy_consultations": "enterprises_total",
    "errands_for_enterprises": "enterprises_total",
    "party_volunteers": "workers_total",
    "volunteer_activities": "workers_total",
    "full_time_staff": "enterprises_total",
}
"""Counts that mean something by enterprise or by worker: data item → what it is divided by."""

_EVENTS, _PEERS, _DEVIATIONS, _TIMES, _NAMED = 5, 30, 3.5, 5, 5
_TO_SIGMA = 1.4826


class Outlier(NamedTuple):
    """A park's figure, and what it would be at the median rate of parks of its size."""

    park: str
    item: str
    value: int
    usual: int


def outliers(results: Iterable[ParkResult], standard: Standard) -> tuple[Outlier, ...]:
    """At most five a count: robust z of the logarithm at least 3.5, and five times off.

    Among at least 30 parks of like size with five events or more.
    """
    peers: dict[tuple[str, int], list[tuple[float, str, int, int]]] = {}
    for result in results:
        counts = dict(result.counts)
        for item, exposure in EXPOSURES.items():
            value, base, size = counts.get(item, 0), counts.get(exposure, 0), result.facts.size
            if value >= _EVENTS and base > 0 and size is not None and item in standard.items:
                rate = log((value + 0.5) / base)
                lot = peers.setdefault((item, size_rank(size)), [])
                lot.append((rate, result.facts.park, value, base))
    found: dict[str, list[tuple[float, Outlier]]] = {}
    for (item, _), lot in peers.items():
        middle = median(rate for rate, *_ in lot)
        spread = _TO_SIGMA * median(abs(rate - middle) for rate, *_ in lot)
        for rate, park, value, base in lot if len(lot) >= _PEERS and spread > 0 else ():
            off = abs(rate - middle)
            if off / spread >= _DEVIATIONS and off >= log(_TIMES):
                told = Outlier(park, item, value, max(0, round(exp(middle) * base - 0.5)))
                found.setdefault(item, []).append((off, told))
    ranked = (sorted(lot, key=lambda o: (-o[0], o[1]))[:_NAMED] for lot in found.values())
    return tuple(sorted(told for lot in ranked for _, told in lot))
