"""The review's statistics, held against scipy and statsmodels on random data."""

from __future__ import annotations

import random
from math import isclose

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as theirs
from statsmodels.stats.contingency_tables import StratifiedTable, mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from icstd.review.stats import (
    Sums,
    at_least,
    at_most,
    chi_square,
    design_effect,
    discoveries,
    equal_shares,
    fair,
    fisher,
    net_change,
    newcombe,
    normal,
    pooled_r,
    stratified_z,
    thinned,
    wilson,
)

SHARE = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def near(one: float, other: float, tolerance: float = 1e-9) -> bool:
    return isclose(one, other, rel_tol=tolerance, abs_tol=1e-12)


@given(SHARE)
def test_the_wilson_interval_is_scipys_and_statsmodels(case: tuple[int, int]) -> None:
    passed, total = case
    ours = wilson(passed, total)
    assert ours is not None
    other = theirs.binomtest(passed, total).proportion_ci(0.95, method="wilson")
    assert near(ours.low, other.low) and near(ours.high, other.high)
    low, high = proportion_confint(passed, total, method="wilson")
    assert isclose(ours.low, low, abs_tol=1e-9) and isclose(ours.high, high, abs_tol=1e-9)
    assert ours.low <= ours.share <= ours.high
    wider = wilson(passed, total, 2.5)
    assert wider is not None
    assert wider.low <= ours.low and ours.high <= wider.high


def test_an_empty_total_has_no_interval() -> None:
    assert wilson(0, 0) is None


@given(SHARE, st.sampled_from([0.1, 0.2, 0.3, 0.5, 0.7, 0.9]))
def test_binomial_tails_are_exact(case: tuple[int, int], p: float) -> None:
    k, n = case
    less = theirs.binomtest(k, n, p, alternative="less").pvalue
    more = theirs.binomtest(k, n, p, alternative="greater").pvalue
    assert near(at_most(k, n, p), less, 1e-8)
    assert near(at_least(k, n, p), more, 1e-8)
    assert near(fair(k, n - k), min(1.0, theirs.binomtest(k, n, 0.5).pvalue), 1e-8)


def test_tails_hold_for_a_whole_nation_of_parks() -> None:
    for k in (9_700, 10_000, 10_300):
        assert near(at_most(k, 100_000, 0.1), theirs.binom.cdf(k, 100_000, 0.1), 1e-7)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_test_of_pairs_is_mcnemars(gained: int, lost: int) -> None:
    table = [[5, gained], [lost, 7]]
    other = 1.0 if gained + lost == 0 else mcnemar(table, exact=True).pvalue
    assert near(fair(gained, lost), other)


@given(st.floats(0, 200), st.integers(1, 40))
def test_the_chi_square_tail_is_exact(x: float, df: int) -> None:
    assert isclose(chi_square(x, df), theirs.chi2.sf(x, df), rel_tol=1e-9, abs_tol=1e-300)


def test_shares_of_groups_are_compared_by_pearson_with_n_minus_one_over_n() -> None:
    draw = random.Random(1)  # noqa: S311
    compared = 0
    for _ in range(1000):
        totals = [draw.randint(1, 60) for _ in range(draw.randint(2, 6))]
        groups = [(draw.randint(0, t), t) for t in totals]
        n, met = sum(totals), sum(m for m, _ in groups)
        found = equal_shares(groups)
        least = min(min(met, n - met) * t / n for t in totals)
        assert (found is None) is (least < 5)
        if found is not None:
            table = [[m for m, _ in groups], [t - m for m, t in groups]]
            other = theirs.chi2_contingency(table, correction=False)
            expected = theirs.chi2.sf(other.statistic * (n - 1) / n, len(groups) - 1)
            assert near(found, expected)
            compared += 1
    assert compared > 200


@given(SHARE, SHARE)
def test_the_difference_of_two_shares_is_newcombes(a: tuple[int, int], b: tuple[int, int]) -> None:
    ours = newcombe(a, b)
    low, high = confint_proportions_2indep(*a, *b, method="newcomb", correction=False)
    assert isclose(ours.low, low, abs_tol=1e-9) and isclose(ours.high, high, abs_tol=1e-9)


def test_the_change_of_pairs_has_an_interval_that_holds_the_truth() -> None:
    draw = random.Random(2)  # noqa: S311
    held = 0
    for _ in range(1000):
        kinds = draw.choices("+-=", [0.3, 0.1, 0.6], k=60)
        change = net_change(kinds.count("+"), kinds.count("-"), 60)
        held += change.low <= 0.2 <= change.high
    assert held > 930


def strata_of(tables: list[list[list[int]]]) -> list[Sums]:
    """[[x and y, x only], [y only, neither]] by stratum."""
    return [Sums(a + b + c + d, a + b, a + c, a, a + c) for (a, b), (c, d) in tables]


def test_two_by_two_tables_by_county_are_cochran_mantel_haenszel() -> None:
    draw = random.Random(3)  # noqa: S311
    compared = 0
    for _ in range(1000):
        tables = [
            [[draw.randint(0, 9) for _ in "ab"] for _ in "cd"] for _ in range(draw.randint(1, 8))
        ]
        kept = [t for t in tables if sum(map(sum, t)) > 1]
        z = stratified_z(strata_of(tables))
        if z is None:
            continue
        other = StratifiedTable([numpy.array(t) for t in kept]).test_null_odds(correction=False)
        assert isclose(normal(z), other.pvalue, rel_tol=1e-9)
        compared += 1
    assert compared > 900


def test_empty_margins_give_no_z() -> None:
    assert stratified_z(strata_of([[[3, 4], [0, 0]], [[0, 0], [2, 1]]])) is None
    assert stratified_z([]) is None


def test_with_one_stratum_z_is_r_times_the_root_of_n_minus_one_and_permutation_agrees() -> None:
    draw = random.Random(4)  # noqa: S311
    x = [draw.randint(0, 1) for _ in range(60)]
    y = [draw.randint(0, 1000) - 200 * m for m in x]
    pairs = list(zip(x, y, strict=True))
    sums = [Sums(60, sum(x), sum(y), sum(m * s for m, s in pairs), sum(s * s for s in y))]
    z, r = stratified_z(sums), pooled_r(sums)
    assert z is not None and r is not None
    assert isclose(r, numpy.corrcoef(x, y)[0, 1], rel_tol=1e-9)
    assert isclose(z, r * 59**0.5, rel_tol=1e-9)

    def along(one: numpy.ndarray) -> float:
        return float(numpy.corrcoef(one, y)[0, 1])

    drawn = theirs.permutation_test(
        (x,), along, permutation_type="pairings", n_resamples=4000, rng=5, alternative="less"
    )
    assert abs(normal(z, two_sided=False) - drawn.pvalue) < 0.02
    held = fisher(r, 60)
    other = theirs.pearsonr(x, y).confidence_interval()
    assert isclose(held.low, other.low, rel_tol=1e-9)
    assert isclose(held.high, other.high, rel_tol=1e-9)


@given(st.lists(st.floats(0, 1), max_size=60))
def test_discoveries_are_benjamini_and_hochbergs(ps: list[float]) -> None:
    ours = discoveries(ps, 0.05)
    other = multipletests(ps, 0.05, method="fdr_bh")[0].tolist() if ps else []
    assert ours == other


def test_parks_that_copy_their_county_weigh_as_one() -> None:
    alike = [(20, 20) if i % 2 else (0, 20) for i in range(10)]
    apart = [(10, 20)] * 10
    effect, none = design_effect(alike), design_effect(apart)
    assert effect is not None and none is not None
    assert 19 < effect < 23
    assert none == 0
    assert design_effect([(5, 5)] * 4) is None
    assert design_effect([(3, 5)]) is None


@pytest.mark.parametrize(("k", "low"), [(7, True), (193, False)])
def test_thinned_counts_never_look_stronger_than_they_are(k: int, *, low: bool) -> None:
    some, whole = thinned(k, 200, 3.0, low=low)
    assert whole == 66
    assert (some / whole >= k / 200) if low else (some / whole <= k / 200)
    assert thinned(k, 200, 1.0, low=low) == (k, 200)
