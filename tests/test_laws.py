"""Laws that every provision of the published edition obeys, whatever the facts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_strategies import AS_OF, END, START, facts_for, with_value, without
from hypothesis import given, settings
from hypothesis import strategies as st

from icstd.clauses.load import load_standard
from icstd.clauses.model import Provision
from icstd.conformance import Need, NeedKind, Outcome
from icstd.rules import load_rulebook
from icstd.rules.decide import decide, run_check
from icstd.rules.facts import Facts
from icstd.terms import CheckKind, ItemType, Special, Value
from icstd.terms import Verdict as V

STANDARD = load_standard()
BOOK = load_rulebook(STANDARD.id)
COMPUTED = [p for p in STANDARD.provisions.values() if not p.check.by_person]
DATES = (AS_OF, START, END)
ORDER = {V.UNMET: 0, V.PARTLY: 1, V.MET: 2}


def outcome_of(provision: Provision, facts: Facts) -> Outcome:
    """What the figures say, a proxy's missing judgement left aside."""
    if provision.applies_if is not None:
        applies = run_check(provision, provision.applies_if, facts, BOOK)
        if applies.verdict is not V.MET:
            return decide(provision, facts, BOOK)
    return run_check(provision, provision.check, facts, BOOK)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Provision, Facts]:
    provision = draw(st.sampled_from(COMPUTED))
    return provision, draw(facts_for(STANDARD, provision))


@given(cases())
@settings(max_examples=400)
def test_removing_a_fact_never_brings_a_pass_or_an_exemption(case: tuple[Provision, Facts]) -> None:
    provision, facts = case
    before = outcome_of(provision, facts).verdict
    for item in facts.values:
        after = outcome_of(provision, without(facts, item)).verdict
        assert after == before or after not in (V.MET, V.NOT_APPLICABLE)


@given(cases())
@settings(max_examples=400)
def test_an_unknown_names_what_would_settle_it(case: tuple[Provision, Facts]) -> None:
    provision, facts = case
    outcome = outcome_of(provision, facts)
    if outcome.verdict.unknown:
        assert outcome.missing
        assert set(outcome.missing) <= set(provision.reads)
    assert outcome.reason


def fulfil(need: Need, facts: Facts) -> Facts:
    assert need.item is not None
    item = facts.items[need.item]
    number = need.low if need.kind is NeedKind.AT_LEAST else need.high
    value: Value
    if need.kind is NeedKind.SET:
        value = need.values[0] if need.values else "有"
        if item.type in (ItemType.CHOICES, ItemType.TEXTS) and not isinstance(value, tuple):
            value = (str(value),)
    elif need.kind is NeedKind.DATE:
        value = need.high or need.low  # type: ignore[assignment]
    else:
        assert isinstance(number, int | Decimal)
        value = int(number) if item.type is ItemType.COUNT else Decimal(number)
    return with_value(facts, need.item, value)


@given(cases())
@settings(max_examples=600)
def test_doing_what_is_needed_makes_the_provision_met(case: tuple[Provision, Facts]) -> None:
    provision, facts = case
    outcome = outcome_of(provision, facts)
    if outcome.verdict not in (V.UNMET, V.PARTLY) or not outcome.needs:
        return
    better = facts
    for need in outcome.needs:
        assert need.item is not None
        item = STANDARD.items[need.item]
        assert item.controllable, "a need may only ask for what the park can change"
        assert not item.commitment, "a need never asks to change a promise"
        better = fulfil(need, better)
    assert outcome_of(provision, better).verdict is V.MET


def test_every_failing_computed_provision_can_say_what_is_needed() -> None:
    silent = []
    for provision in COMPUTED:
        reads = [STANDARD.items[i] for i in provision.check.reads]
        # whether to publish a promise is the park's to decide, not ours to ask; nor is
        # anybody asked to hand problems on so that the figure comes out
        if all(i.table == "issues" for i in reads):
            continue
        if not any(i.controllable or i.commitment for i in reads):
            silent.append(provision.id)
    assert silent == []


@given(cases())
@settings(max_examples=400)
def test_improving_a_fact_never_lowers_a_verdict(case: tuple[Provision, Facts]) -> None:
    provision, facts = case
    before = outcome_of(provision, facts).verdict
    if before not in ORDER:
        return
    for item_id, value in facts.values.items():
        item = STANDARD.items[item_id]
        for better in improvements(item.better, value):
            whole = facts.values.get(item.whole or "")
            if isinstance(whole, int | Decimal) and whole < better:  # type: ignore[operator]
                continue
            after = outcome_of(provision, with_value(facts, item_id, better)).verdict
            assert after not in ORDER or ORDER[after] >= ORDER[before], item_id


def improvements(better: str, value: Value) -> list[Value]:
    if better == "none" or isinstance(value, Special | str | tuple):
        return []
    if isinstance(value, bool):
        return [better == "up"]
    if isinstance(value, int | Decimal):
        step = 1 if better == "up" else -1
        return [value + step] if value + step >= 0 else []
    return []


@given(cases())
@settings(max_examples=200)
def test_facts_a_provision_does_not_read_change_nothing(case: tuple[Provision, Facts]) -> None:
    provision, facts = case
    stranger = next(i for i in STANDARD.items if i not in provision.reads)
    assert outcome_of(provision, with_value(facts, stranger, True)) == outcome_of(provision, facts)


@given(cases())
@settings(max_examples=200)
def test_the_same_facts_give_the_same_outcome(case: tuple[Provision, Facts]) -> None:
    provision, facts = case
    shuffled = Facts(
        facts.items, dict(reversed(facts.values.items())), facts.as_of, facts.start, facts.end
    )
    assert decide(provision, shuffled, BOOK) == decide(provision, facts, BOOK)


RATIOS = [p for p in COMPUTED if p.check.kind is CheckKind.RATIO]


@given(st.sampled_from(RATIOS), st.integers(0, 60), st.integers(0, 60), st.integers(2, 50))
def test_part_and_whole_times_k_change_no_ratio(p: Provision, a: int, b: int, k: int) -> None:
    part, whole = p.check.part or "", p.check.whole or ""
    small = Facts(STANDARD.items, {part: min(a, b), whole: b}, *DATES)
    large = Facts(STANDARD.items, {part: min(a, b) * k, whole: b * k}, *DATES)
    assert outcome_of(p, small).verdict is outcome_of(p, large).verdict


@pytest.mark.parametrize("provision", COMPUTED, ids=lambda p: p.id)
def test_with_nothing_known_nothing_is_decided(provision: Provision) -> None:
    assert decide(provision, Facts(STANDARD.items, {}, *DATES), BOOK).verdict is V.UNEVALUATED
