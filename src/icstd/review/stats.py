"""The few statistics a review needs, with exact, order-free accumulation.

Everything is accumulated in integers, so that the order of parks and the way
they are split over workers cannot change a digit; only the last step uses
floating point.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z95 = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""

REST_UNIT = 1_000_000
"""Rest scores are kept as integers out of this many."""

LEAST_FOR_DISCRIMINATION = 10


class Interval(NamedTuple):
    """A share with its interval, each in 0 … 1."""

    share: float
    low: float
    high: float


def wilson(passed: int, total: int) -> Interval | None:
    """Wilson score interval (95 %) of a share; None for an empty total."""
    if total <= 0:
        return None
    share, z2 = passed / total, Z95 * Z95
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = Z95 / (1 + z2 / total) * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    low = 0.0 if passed == 0 else max(0.0, centre - half)
    high = 1.0 if passed == total else min(1.0, centre + half)
    return Interval(share, low, high)


class ItemRest(NamedTuple):
    """Sums for the corrected item–rest point-biserial correlation.

    n parks that decided the provision; `passed` of them met it; rest scores
    (share of the park's other decided provisions that are met, in 1/REST_UNIT)
    summed, squared and summed over those that passed.
    """

    n: int = 0
    passed: int = 0
    rest: int = 0
    rest_squared: int = 0
    rest_of_passed: int = 0

    def add(self, *, met: bool, rest: int) -> ItemRest:
        """With one more park."""
        return ItemRest(
            self.n + 1,
            self.passed + met,
            self.rest + rest,
            self.rest_squared + rest * rest,
            self.rest_of_passed + (rest if met else 0),
        )

    def merge(self, other: ItemRest) -> ItemRest:
        """The sums of both lots of parks."""
        return ItemRest(*(a + b for a, b in zip(self, other, strict=True)))


def discrimination(sums: ItemRest) -> tuple[float | None, str]:
    """Corrected item–rest point-biserial correlation, or None and why not.

    Computed for n ≥ 10 and 0 < pass rate < 1 only.
    """
    n, passed = sums.n, sums.passed
    if n < LEAST_FOR_DISCRIMINATION:
        return None, f"可判园区不足 {LEAST_FOR_DISCRIMINATION} 个"
    if passed in (0, n):
        return None, "全部符合或全部不符合，没有差别可言"
    # n·Σy² − (Σy)² in exact integers: no cancellation
    spread_rest = n * sums.rest_squared - sums.rest * sums.rest
    if spread_rest == 0:
        return None, "各园区其余条款得分相同"
    together = n * sums.rest_of_passed - passed * sums.rest
    return together / sqrt(passed * (n - passed)) / sqrt(spread_rest), ""
