"""How results combine: the definition, held against every tuple of children."""

from itertools import permutations, product

import pytest

from icstd.conformance import roll_up
from icstd.terms import Verdict as V

ALL = tuple(V)
EVERY_TUPLE = [t for size in range(1, 5) for t in product(ALL, repeat=size)]


def by_definition(parts: tuple[V, ...]) -> V:
    """Design §5, written as the sentence reads."""
    left = [p for p in parts if p != V.NOT_APPLICABLE]
    if not left:
        return V.NOT_APPLICABLE
    if V.UNMET in left or V.PARTLY in left:
        known = [p for p in left if p not in (V.INSUFFICIENT, V.UNEVALUATED)]
        return V.UNMET if all(p == V.UNMET for p in known) else V.PARTLY
    if V.INSUFFICIENT in left:
        return V.INSUFFICIENT
    if V.UNEVALUATED in left:
        return V.UNEVALUATED
    return V.MET


def test_roll_up_equals_its_definition_for_all_tuples_of_up_to_four() -> None:
    assert {t: roll_up(t) for t in EVERY_TUPLE} == {t: by_definition(t) for t in EVERY_TUPLE}


def test_order_never_matters() -> None:
    for parts in product(ALL, repeat=3):
        assert {roll_up(p) for p in permutations(parts)} == {roll_up(parts)}


def test_a_whole_is_met_only_if_every_applicable_part_is() -> None:
    for parts in EVERY_TUPLE:
        if roll_up(parts) is V.MET:
            assert set(parts) <= {V.MET, V.NOT_APPLICABLE}
            assert V.MET in parts


def test_losing_what_is_known_of_a_part_never_makes_the_whole_met_or_inapplicable() -> None:
    for parts in EVERY_TUPLE:
        for i in range(len(parts)):
            for unknown in (V.INSUFFICIENT, V.UNEVALUATED):
                poorer = (*parts[:i], unknown, *parts[i + 1 :])
                assert roll_up(poorer) not in (V.MET, V.NOT_APPLICABLE)


@pytest.mark.parametrize("verdict", ALL)
def test_a_clause_with_one_provision_has_that_provisions_verdict(verdict: V) -> None:
    assert roll_up([verdict]) is verdict


def test_nothing_is_not_applicable() -> None:
    assert roll_up([]) is V.NOT_APPLICABLE
