"""Random facts for the provisions of a real standard, crowding the boundaries."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from icstd.clauses.model import DataItem, Provision, Standard
from icstd.rules.facts import Facts
from icstd.terms import ItemType, Special, Value

AS_OF = date(2026, 3, 1)
START, END = date(2025, 1, 1), date(2025, 12, 31)


def limits_on(provision: Provision) -> set[int]:
    """Whole numbers next to which something may flip."""
    numbers = {int(lim.value) for lim in provision.check.limits.values() if lim.value is not None}
    return {0, 1, 2, 3} | {n + step for n in numbers for step in (-1, 0, 1) if n + step >= 0}


def values_of(item: DataItem, near: set[int]) -> st.SearchStrategy[Value]:
    """Every kind of answer the loader lets through for this item."""
    lowest, highest = int(item.min or 0), int(item.max if item.max is not None else 10_000)
    close = sorted(n for n in near if lowest <= n <= highest) or [lowest]
    numbers = st.sampled_from(close) | st.integers(lowest, min(highest, lowest + 40))
    match item.type:
        case ItemType.YES_NO:
            plain: st.SearchStrategy[Value] = st.booleans()
        case ItemType.COUNT:
            plain = numbers
        case ItemType.NUMBER | ItemType.PERCENT:
            plain = numbers.map(Decimal)
        case ItemType.DATE:
            backs = sorted({0, 1} | near | {364, 365, 366, 800})
            plain = st.sampled_from(backs).map(lambda d: AS_OF - timedelta(days=d))
        case ItemType.CHOICE:
            plain = st.sampled_from([o for o in item.options if o != Special.NONE])
        case ItemType.CHOICES:
            plain = st.lists(st.sampled_from(item.options), min_size=1, unique=True).map(tuple)
        case ItemType.TEXTS:
            plain = st.just(("甲", "乙"))
        case _:
            plain = st.just("有")
    words: list[Value] = [Special.UNCLEAR]
    if item.type not in (ItemType.YES_NO, ItemType.COUNT, ItemType.NUMBER):
        words.append(Special.NONE)
    if item.commitment:
        words.append(Special.UNPUBLISHED)
    return st.one_of(plain, plain, plain, st.sampled_from(words))


@st.composite
def facts_for(draw: st.DrawFn, standard: Standard, provision: Provision) -> Facts:
    """Facts on the items one provision reads; some are blank; parts fit wholes."""
    near = limits_on(provision)
    values: dict[str, Value] = {}
    for item_id in provision.reads:
        if draw(st.integers(0, 7)):
            values[item_id] = draw(values_of(standard.items[item_id], near))
    for item_id in provision.reads:
        item = standard.items[item_id]
        part, whole = values.get(item_id), values.get(item.whole or "")
        fits = item.type is not ItemType.PERCENT and isinstance(part, int | Decimal)
        if fits and isinstance(whole, int | Decimal) and part > whole:
            values[item_id] = whole
    return Facts(standard.items, values, AS_OF, START, END)


def without(facts: Facts, item: str) -> Facts:
    """The same facts with one answer blank."""
    rest = {i: v for i, v in facts.values.items() if i != item}
    return Facts(facts.items, rest, facts.as_of, facts.start, facts.end)


def with_value(facts: Facts, item: str, value: Value) -> Facts:
    """The same facts with one answer changed."""
    return Facts(facts.items, facts.values | {item: value}, facts.as_of, facts.start, facts.end)
