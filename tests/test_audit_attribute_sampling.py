"""Sample sizes and bounds against scipy's hypergeometric distribution."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from icstd.audit.attribute_sampling import CONFIDENCES, sample_size, shares, upper_bound

POPULATIONS = st.integers(1, 400)
LEVELS = st.sampled_from(CONFIDENCES)
SHARES = st.fractions(Fraction(1, 100), 1)


@given(POPULATIONS, SHARES, LEVELS)
def test_a_clean_sample_of_this_size_rules_out_what_may_not_stay_hidden(
    population: int, tolerable: Fraction, confidence: int
) -> None:
    size = sample_size(population, tolerable, confidence)
    deviating = ceil(population * tolerable)
    left = 1 - confidence / 100
    assert hypergeom.cdf(0, population, deviating, size) <= left + 1e-12
    assert size == 1 or hypergeom.cdf(0, population, deviating, size - 1) > left - 1e-12


@given(st.data())
def test_the_bound_is_the_most_that_the_sample_does_not_rule_out(data: st.DataObject) -> None:
    population = data.draw(POPULATIONS)
    size = data.draw(st.integers(1, population))
    seen = data.draw(st.integers(0, size))
    confidence = data.draw(LEVELS)
    bound = upper_bound(population, size, seen, confidence)
    assert seen <= bound <= population - size + seen
    left = 1 - confidence / 100
    if bound < population - size + seen:
        assert hypergeom.cdf(seen, population, bound + 1, size) <= left + 1e-12
    if bound > seen:
        assert hypergeom.cdf(seen, population, bound, size) > left - 1e-12


def test_looking_at_all_leaves_no_doubt() -> None:
    assert upper_bound(50, 50, 3, 95) == 3
    assert sample_size(0, Fraction(1, 10), 95) == 0


@pytest.mark.parametrize(
    ("population", "tolerable", "confidence", "size"),
    [
        (64, Fraction(1, 10), 90, 18),
        (64, Fraction(1, 10), 95, 22),
        (1_000, Fraction(1, 10), 95, 29),
    ],
)
def test_sizes_as_printed_in_tables(
    population: int, tolerable: Fraction, confidence: int, size: int
) -> None:
    assert sample_size(population, tolerable, confidence) == size


@given(
    st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=3), st.integers(0, 60), max_size=6),
    st.integers(0, 200),
)
def test_strata_share_the_sample_out_wholly_and_never_beyond_their_size(
    sizes: dict[str, int], total: int
) -> None:
    given_ = shares(sizes, total)
    assert sum(given_.values()) == min(total, sum(sizes.values()))
    assert all(given_[name] <= size for name, size in sizes.items())
    filled = sum(1 for size in sizes.values() if size)
    if total >= filled:
        assert all(given_[name] for name, size in sizes.items() if size)
