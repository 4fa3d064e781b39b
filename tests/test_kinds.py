"""What holds for every kind of check, so that a new one is tested by being registered."""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal

import pytest

from icstd.clauses.items import DataItem
from icstd.clauses.load import load_standard
from icstd.clauses.model import Check, Limit, Provision
from icstd.conformance import Outcome
from icstd.rules.facts import Facts
from icstd.rules.kinds import KINDS
from icstd.rules.kinds.kind import Kind
from icstd.terms import CheckKind, ItemType, LimitOrigin, Special, Value, Verdict

STANDARD = load_standard()
DAY = date(2026, 3, 1)
SAMPLES: dict[ItemType, Value] = {
    ItemType.COUNT: 3,
    ItemType.NUMBER: Decimal("2.5"),
    ItemType.PERCENT: Decimal(40),
    ItemType.DATE: date(2026, 1, 1),
    ItemType.YES_NO: True,
    ItemType.CHOICE: "甲",
}
POOR: dict[ItemType, Value] = {
    ItemType.COUNT: 0,
    ItemType.DATE: date(2020, 1, 1),
    ItemType.YES_NO: False,
    ItemType.CHOICE: "乙",
}
DECLARATIVE = [kind for kind in KINDS.values() if kind.decide is not None]


def item(name: str, type_: ItemType) -> DataItem:
    return DataItem(
        id=name, label=name, section="s", type=type_, help="说明", example="", options=("甲", "乙")
    )


def sample(kind: Kind) -> tuple[Check, dict[str, DataItem]]:
    """A check of a kind with all that its fields and limits ask for."""
    type_ = kind.types[0] if kind.types else ItemType.YES_NO
    items = {name: item(name, type_) for name in ("a", "b")}
    given: dict[str, object] = {"item": "a", "part": "a", "whole": "b", "items": ("a", "b")}
    given |= {"values": ("甲",), "when_zero": Verdict.NOT_APPLICABLE}
    limits = {
        name: Limit(LimitOrigin.PROFILE, Decimal(2), param="p", unit=kind.unit)
        for name in kind.limits or ()
    }
    fields = {name: given[name] for name in kind.fields}
    return Check(kind.word, limits=limits, **fields), items  # type: ignore[arg-type]


def facts(items: dict[str, DataItem], values: dict[str, Value]) -> Facts:
    return Facts(items=items, values=values, as_of=DAY, start=date(2025, 1, 1), end=DAY)


def decided(kind: Kind, values: dict[str, Value]) -> Outcome:
    check, items = sample(kind)
    assert kind.decide is not None
    return kind.decide(check, facts(items, values))


def test_every_word_of_the_data_is_a_kind_and_every_kind_a_word() -> None:
    assert set(KINDS) == set(CheckKind)
    assert all(word is kind.word for word, kind in KINDS.items())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_says_what_it_reads_and_what_it_takes(kind: Kind) -> None:
    by_facts = kind.word not in (CheckKind.MANUAL, CheckKind.DELEGATED, CheckKind.RULE)
    assert (kind.decide is not None) is by_facts
    assert bool(kind.fields) is by_facts
    known = {"item", "part", "whole", "items", "values", "when_zero"}
    assert set(kind.fields) <= known
    assert (kind.limits is None) is (kind.word is CheckKind.RULE)
    assert (kind.measure is not None) is bool(kind.limits), "a limit is held against a number"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_of_the_standard_reads_as_one_chinese_clause(kind: Kind) -> None:
    used = [p for p in STANDARD.provisions.values() if p.check.kind is kind.word]
    for provision in used:
        said = kind.describe(provision, provision.check, STANDARD)
        assert said
        assert not said.endswith("。")
        assert "None" not in said


@pytest.mark.parametrize("kind", DECLARATIVE, ids=lambda k: k.word)
def test_a_missing_fact_makes_a_check_unknown_never_true_or_false(kind: Kind) -> None:
    assert decided(kind, {}).verdict is Verdict.UNEVALUATED
    assert decided(kind, {}).missing
    unclear = {"a": Special.UNCLEAR, "b": Special.UNCLEAR}
    assert decided(kind, dict(unclear)).verdict is Verdict.INSUFFICIENT


@pytest.mark.parametrize("kind", DECLARATIVE, ids=lambda k: k.word)
def test_every_need_of_a_kind_names_an_item_that_the_check_reads(kind: Kind) -> None:
    check, _ = sample(kind)
    worst = POOR[kind.types[0] if kind.types else ItemType.YES_NO]
    outcome = decided(kind, {"a": worst, "b": 4 if "whole" in kind.fields else worst})
    assert outcome.verdict in (Verdict.UNMET, Verdict.PARTLY) or "at_most" in (kind.limits or ())
    assert {need.item for need in outcome.needs} <= set(check.reads)


@pytest.mark.parametrize("kind", DECLARATIVE, ids=lambda k: k.word)
def test_a_kind_decides_by_its_facts_alone_and_names_them(kind: Kind) -> None:
    type_ = kind.types[0] if kind.types else ItemType.YES_NO
    values = {"a": SAMPLES[type_], "b": SAMPLES[type_]}
    once, again = decided(kind, values), decided(kind, dict(reversed(values.items())))
    assert once == again
    assert once.verdict.judged
    assert once.reason
    assert list(inspect.signature(kind.decide or decided).parameters) == ["check", "facts"]


def test_no_provision_uses_a_kind_outside_its_types() -> None:
    def odd(provision: Provision) -> bool:
        kind = KINDS[provision.check.kind]
        return bool(kind.types) and any(
            STANDARD.items[i].type not in kind.types
            for i in (provision.check.item, provision.check.part, *provision.check.items)
            if i
        )

    assert [p.id for p in STANDARD.provisions.values() if odd(p)] == []
