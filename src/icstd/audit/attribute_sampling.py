"""How many to look at, and what the sample says of the rest: attribute sampling, exact.

All on the hypergeometric distribution (drawing without replacement from a
known number), in whole numbers until the last comparison, so that nothing
depends on rounding.  Discovery sampling: the size is the least that would
show at least one deviation, with the stated confidence, if the share of
deviations were as large as could just be tolerated.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, comb

CONFIDENCES = (80, 90, 95, 99)
"""Per cent; what may be asked for."""


def sample_size(population: int, tolerable: Fraction, confidence: int) -> int:
    """The least sample in which no deviation lets one say: fewer than `tolerable` deviate.

    population: number of cases (件, 家).  tolerable: share (0 < t ≤ 1) of
    deviations that may not stay hidden.  confidence: per cent.  All of a
    population of deviations smaller than one case has to be looked at.
    """
    if population <= 0:
        return 0
    deviating = ceil(population * tolerable)
    low, high = 1, population - deviating + 1
    while low < high:
        size = (low + high) // 2
        if _hidden(population, deviating, size) * 100 <= 100 - confidence:
            high = size
        else:
            low = size + 1
    return low


def upper_bound(population: int, size: int, deviations: int, confidence: int) -> int:
    """The most cases that may deviate in the whole, at a one-sided confidence (per cent).

    size cases were looked at and `deviations` of them deviated.  Never less
    than the deviations seen, never more than what was not looked at allows.
    """
    least, most = deviations, population - size + deviations
    while least < most:  # the chance of so few deviations falls as more deviate
        deviating = (least + most + 1) // 2
        if _at_most(population, deviating, size, deviations) * 100 > 100 - confidence:
            least = deviating
        else:
            most = deviating - 1
    return least


def shares(sizes: dict[str, int], total: int) -> dict[str, int]:
    """A sample of `total` shared out to strata in proportion to their sizes.

    Every stratum that is not empty gets at least one where `total` allows;
    the rest goes by largest remainder, ties in the order given.
    """
    whole = sum(sizes.values())
    if whole == 0 or total <= 0:
        return dict.fromkeys(sizes, 0)
    total = min(total, whole)
    exact = {name: Fraction(size * total, whole) for name, size in sizes.items()}
    given = {name: min(int(share), sizes[name]) for name, share in exact.items()}
    for name in sorted(sizes, key=lambda n: -sizes[n]):
        if given[name] == 0 and sizes[name] and sum(given.values()) < total:
            given[name] = 1
    order = sorted(exact, key=lambda n: given[n] - exact[n])
    while sum(given.values()) < total:
        for name in order:
            if given[name] < sizes[name] and sum(given.values()) < total:
                given[name] += 1
    return given


def _hidden(population: int, deviating: int, size: int) -> Fraction:
    return _at_most(population, deviating, size, 0)


def _at_most(population: int, deviating: int, size: int, seen: int) -> Fraction:
    """P(at most `seen` deviations in the sample)."""
    ways = sum(
        comb(deviating, k) * comb(population - deviating, size - k)
        for k in range(min(seen, size) + 1)
        if size - k <= population - deviating
    )
    return Fraction(ways, comb(population, size))
