"""What the tables of chapters 7 and 8 add up to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from icstd.assessment.model import Row
from icstd.authoring.sources import read_sources
from icstd.rules.db33t2320.activities import ITEM_OF_KIND, count_activities
from icstd.rules.db33t2320.safety import count_grids
from icstd.terms import Special, Value

START, END, AS_OF = date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 1)
SOURCES = Path(__file__).parents[1] / "standard" / "db33t2320-2021"


def activity(number: str, day: Value, kind: str) -> Row:
    return Row({"number": number, "day": day, "kind": kind})


def grid(number: str, leader: Value, enterprises: Value) -> Row:
    return Row({"number": number, "leader": leader, "enterprises": enterprises})


def counted(*rows: Row) -> dict[str, int]:
    counts = {i: len(n) for i, n in count_activities(rows, as_of=AS_OF).items()}  # type: ignore[arg-type]
    return {item: n for item, n in counts.items() if n}


def grids(*rows: Row) -> tuple[int, ...]:
    counts = count_grids(rows, as_of=AS_OF)
    return tuple(n if isinstance(n, int) else len(n or ()) for n in counts.values())


def test_two_activities_of_one_kind_on_one_day_count_twice() -> None:
    assert counted(activity("1", START, "融资对接"), activity("2", START, "融资对接")) == {
        "finance_matches": 2
    }


def test_other_activities_count_for_no_kind() -> None:
    assert counted(activity("1", START, "其他")) == {}


def test_every_kind_of_activity_is_counted_by_its_own_item() -> None:
    standard = read_sources(SOURCES).standard
    items = {i.id: i for section in standard.sections for i in section.items}
    (table,) = (t for s in standard.sections for t in s.tables if t.id == "activities")
    (kind,) = (c for c in table.columns if c.id == "kind")
    assert set(kind.options) == {*ITEM_OF_KIND, "其他"}
    backed = {i.id for i in items.values() if i.table == "activities"}
    assert {*ITEM_OF_KIND.values()} == backed
    for name in ITEM_OF_KIND:
        assert counted(activity("1", START, name)) == {ITEM_OF_KIND[name]: 1}


def test_the_grid_list_backs_exactly_the_items_that_name_it() -> None:
    standard = read_sources(SOURCES).standard
    named = {i.id for s in standard.sections for i in s.items if i.table == "grids"}
    assert named == set(count_grids([], as_of=AS_OF))


def test_grids_their_leaders_and_their_enterprises_are_added_up() -> None:
    assert grids(grid("1", True, 3), grid("2", False, 4), grid("3", True, 5)) == (3, 2, 12)


def test_no_row_means_no_grid() -> None:
    assert grids() == (0, 0, 0)


def test_a_grid_that_does_not_know_of_a_leader_has_none() -> None:
    assert grids(grid("1", Special.UNCLEAR, Special.UNCLEAR), Row({"number": "2"})) == (2, 0, 0)


@given(
    st.lists(st.builds(grid, st.just("1"), st.booleans(), st.integers(0, 9))),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_changes_nothing(rows: list[Row], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grids(*shuffled) == grids(*rows)
