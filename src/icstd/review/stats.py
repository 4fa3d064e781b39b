"""The statistics of a review: exact tails where they are to be had, integers until the last step.

Sources: Wilson (1927), Newcombe (1998, method 10), Agresti and Min (2005),
Benjamini and Hochberg (1995); Mantel and Haenszel (1959) for the stratified z.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, erfc, exp, floor, fsum, lgamma, log, log1p, sqrt, tanh
from typing import NamedTuple

Z95 = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""

NEGLIGIBLE = 1e-18


class Interval(NamedTuple):
    """A share, difference or correlation with its 95 % interval."""

    share: float
    low: float
    high: float


def wilson(passed: int, total: int, deff: float = 1.0) -> Interval | None:
    """Wilson score interval (95 %) of a share; None for an empty total.

    deff: design effect; the interval is that of total / deff parks.
    """
    if total <= 0:
        return None
    share, z2, n = passed / total, Z95 * Z95, total / deff
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if passed == 0 else max(0.0, centre - half)
    high = 1.0 if passed == total else min(1.0, centre + half)
    return Interval(share, low, high)


def newcombe(one: tuple[int, int], other: tuple[int, int]) -> Interval:
    """Difference of two shares (passed, total), one minus other; totals above 0."""
    a, b = wilson(*one), wilson(*other)
    assert a is not None and b is not None  # noqa: S101 - stated above
    gap = a.share - b.share
    low = gap - sqrt((a.share - a.low) ** 2 + (b.high - b.share) ** 2)
    high = gap + sqrt((a.high - a.share) ** 2 + (b.share - b.low) ** 2)
    return Interval(gap, low, high)


def net_change(gained: int, lost: int, pairs: int) -> Interval:
    """Change of a share over pairs, with the interval of Agresti and Min."""
    n, b, c = pairs + 2, gained + 0.5, lost + 0.5
    middle, half = (b - c) / n, Z95 * sqrt(b + c - (b - c) ** 2 / n) / n
    return Interval((gained - lost) / pairs, max(-1.0, middle - half), min(1.0, middle + half))


def fisher(r: float, n: int) -> Interval:
    """A correlation of n > 3 pairs with Fisher's interval, which is approximate."""
    held = min(max(r, -1 + 1e-12), 1 - 1e-12)
    z, half = 0.5 * (log1p(held) - log1p(-held)), Z95 / sqrt(n - 3)
    return Interval(r, tanh(z - half), tanh(z + half))


def at_most(k: int, n: int, p: float) -> float:
    """P(X ≤ k) for a binomial X; 0 < p < 1."""
    if k < 0 or k >= n:
        return float(k >= n)
    return _tail(k, n, p, down=True) if k <= n * p else 1 - _tail(k + 1, n, p, down=False)


def at_least(k: int, n: int, p: float) -> float:
    """P(X ≥ k) for a binomial X; 0 < p < 1."""
    return at_most(n - k, n, 1 - p)


def _tail(k: int, n: int, p: float, *, down: bool) -> float:
    """Terms from k away from the mean, each from the one before, until they vanish."""
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    term = exp(ways + k * log(p) + (n - k) * log1p(-p))
    terms, odds = [term], p / (1 - p)
    while term > NEGLIGIBLE * terms[0] and (k > 0 if down else k < n):
        if down:
            term *= k / ((n - k + 1) * odds)
            k -= 1
        else:
            term *= (n - k) * odds / (k + 1)
            k += 1
        terms.append(term)
    return min(1.0, fsum(terms))


def fair(one: int, other: int) -> float:
    """Two-sided exact p that `one` and `other` come from a fair coin (sign test, McNemar)."""
    return min(1.0, 2 * at_most(min(one, other), one + other, 0.5)) if one + other else 1.0


def thinned(k: int, n: int, deff: float, *, low: bool) -> tuple[int, int]:
    """Counts as of n / deff parks, rounded away from what is to be shown (a low k, or a high)."""
    if deff <= 1:
        return k, n
    fewer = max(1, floor(n / deff))
    return (min(fewer, ceil(k * fewer / n)) if low else floor(k * fewer / n)), fewer


class Sums(NamedTuple):
    """Sums over one stratum: n parks, x met (0 or 1), y any whole numbers."""

    n: int
    x: int
    y: int
    xy: int
    yy: int


def stratified_z(strata: Iterable[Sums]) -> float | None:
    """z of the association of x and y within strata, by its permutation mean and variance.

    With one stratum r·√(n − 1); with y of 0 and 1 Cochran–Mantel–Haenszel
    without correction.  None where nothing varies.
    """
    together, spread = [], []
    for n, x, y, xy, yy in strata:
        if n >= 2:
            together.append((n * xy - x * y) / n)
            spread.append((n * x - x * x) * (n * yy - y * y) / (n * n * (n - 1)))
    whole = fsum(spread)
    return fsum(together) / sqrt(whole) if whole > 0 else None


def pooled_r(strata: Iterable[Sums]) -> float | None:
    """Correlation of x and y within strata; None where nothing varies."""
    kept = [s for s in strata if s.n >= 2]
    xy = fsum((s.n * s.xy - s.x * s.y) / s.n for s in kept)
    xx = fsum((s.n * s.x - s.x * s.x) / s.n for s in kept)
    yy = fsum((s.n * s.yy - s.y * s.y) / s.n for s in kept)
    return xy / sqrt(xx * yy) if xx > 0 and yy > 0 else None


def normal(z: float, *, two_sided: bool = True) -> float:
    """P(|Z| ≥ |z|), or P(Z ≤ z), of the normal distribution."""
    return erfc(abs(z) / sqrt(2)) if two_sided else erfc(-z / sqrt(2)) / 2


def chi_square(x: float, df: int) -> float:
    """P(X ≥ x) of the chi-square distribution with whole df ≥ 1."""
    if x <= 0:
        return 1.0
    half = x / 2
    if df % 2:
        powers = (
            exp((i - 0.5) * log(half) - half - lgamma(i + 0.5)) for i in range(1, df // 2 + 1)
        )
        return min(1.0, erfc(sqrt(half)) + fsum(powers))
    return min(1.0, fsum(exp(i * log(half) - half - lgamma(i + 1)) for i in range(df // 2)))


def equal_shares(groups: Sequence[tuple[int, int]]) -> float | None:
    """p that groups (passed, total) share one rate: Pearson's X²·(n − 1)/n.

    None where a cell is expected to hold fewer than 5.
    """
    n, met = sum(t for _, t in groups), sum(m for m, _ in groups)
    rest = n - met
    if len(groups) < 2 or min(min(met, rest) * t / n for _, t in groups) < 5:
        return None
    x2 = fsum((m * n - met * t) ** 2 / t for m, t in groups) / (met * rest)
    return chi_square(x2 * (n - 1) / n, len(groups) - 1)


def discoveries(ps: Sequence[float], rate: float) -> list[bool]:
    """Which are significant with a false discovery rate, by Benjamini and Hochberg."""
    ranked = sorted(ps)
    below = [p for i, p in enumerate(ranked, 1) if p <= rate * i / len(ranked)]
    return [p <= below[-1] for p in ps] if below else [False] * len(ps)


def design_effect(clusters: Iterable[tuple[int, int]]) -> float | None:
    """Variance of a share over clusters (passed, total), as a multiple of independent parks'.

    Linearised; None where nothing varies or there is one cluster.
    """
    kept = [c for c in clusters if c[1]]
    n, met, g = sum(t for _, t in kept), sum(m for m, _ in kept), len(kept)
    if g < 2 or met in (0, n):
        return None
    spread = fsum((m * n - met * t) ** 2 for m, t in kept) / (n * n)
    return spread * g / (g - 1) * (n - 1) / (met * (n - met))
