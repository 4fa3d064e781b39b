"""The review's statistics, held against scipy on random data."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, pointbiserialr

from icstd.review.stats import REST_UNIT, ItemRest, discrimination, wilson


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_wilson_interval_is_scipys(case: tuple[int, int]) -> None:
    passed, total = case
    ours = wilson(passed, total)
    theirs = binomtest(passed, total).proportion_ci(0.95, method="wilson")
    assert ours is not None
    assert isclose(ours.low, theirs.low, abs_tol=1e-12)
    assert isclose(ours.high, theirs.high, abs_tol=1e-12)
    assert ours.low <= ours.share <= ours.high


def test_an_empty_total_has_no_interval() -> None:
    assert wilson(0, 0) is None


PARKS = st.lists(st.tuples(st.booleans(), st.integers(0, REST_UNIT)), min_size=10, max_size=60)


def sums_of(parks: list[tuple[bool, int]]) -> ItemRest:
    sums = ItemRest()
    for met, rest in parks:
        sums = sums.add(met=met, rest=rest)
    return sums


@given(PARKS)
def test_discrimination_is_the_point_biserial_correlation(parks: list[tuple[bool, int]]) -> None:
    value, why = discrimination(sums_of(parks))
    passes, rests = {m for m, _ in parks}, {r for _, r in parks}
    if len(passes) == 1 or len(rests) == 1:
        assert value is None
        assert why
        return
    theirs = pointbiserialr([m for m, _ in parks], [r for _, r in parks]).statistic
    assert value is not None
    assert isclose(value, theirs, abs_tol=1e-9)


@given(PARKS, st.randoms(), st.integers(0, 60))
def test_sums_know_no_order_and_no_split(
    parks: list[tuple[bool, int]], shuffle: object, cut: int
) -> None:
    mixed = list(parks)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert sums_of(mixed[:cut]).merge(sums_of(mixed[cut:])) == sums_of(parks)


@pytest.mark.parametrize("n", [0, 1, 9])
def test_fewer_than_ten_parks_have_no_discrimination(n: int) -> None:
    value, why = discrimination(sums_of([(i % 2 == 0, i) for i in range(n)]))
    assert value is None
    assert "10" in why
