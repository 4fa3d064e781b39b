"""Which results are of one park: names, places, periods."""

from __future__ import annotations

from pathlib import Path

import pytest
from provinces import province

from icstd.clauses.load import load_standard
from icstd.review.gather import Gathered, gather
from icstd.review.identity import latest_of_each_period, told_apart
from icstd.review.rows import ParkFacts, ParkResult
from icstd.review.signals import load_thresholds
from icstd.review.unit import Job
from icstd.review.whole import Review, summarise


def result(name: str, place: str, year: int = 2025, as_of: str = "2026-03-01") -> ParkResult:
    facts = ParkFacts(
        f"{name}{place}{year}.yaml", f"{name}{place}{year}{as_of}", name, place, "", None, as_of,
        f"{year}-01-01", f"{year}-12-31", "第一方", "park", "1.0", False, 1, 1,
    )  # fmt: skip
    return ParkResult(facts, (), ())


def names(*results: ParkResult) -> list[str]:
    apart, _ = told_apart(results)
    return [r.facts.park for r in apart]


def test_parks_of_one_name_in_two_places_are_two_and_are_named_with_their_place() -> None:
    both = result("城北社区", "甲县"), result("城北社区", "乙县")
    assert names(*both) == ["城北社区（甲县）", "城北社区（乙县）"]
    assert told_apart(both)[1] == ["城北社区"]
    assert len(latest_of_each_period(told_apart(both)[0])) == 2


@pytest.mark.parametrize("other", ["甲县", "", "某市甲县"])
def test_one_place_written_shorter_or_left_out_is_no_other_park(other: str) -> None:
    both = result("城北社区", "甲县"), result("城北社区", other, 2024)
    assert names(*both) == ["城北社区", "城北社区"]
    assert told_apart(both)[1] == []


def test_a_short_place_goes_with_the_only_one_that_ends_with_it() -> None:
    three = result("城北", "某市甲县"), result("城北", "乙县"), result("城北", "甲县", 2024)
    assert names(*three) == ["城北（某市甲县）", "城北（乙县）", "城北（某市甲县）"]


def test_where_it_cannot_be_told_whose_a_result_is_the_name_stays_bare() -> None:
    unplaced = result("城北", "", 2024)
    assert names(result("城北", "甲县"), result("城北", "乙县"), unplaced)[2] == "城北"


def test_other_names_are_left_as_they_are() -> None:
    assert names(result("城北", "甲县"), result("城南", "乙县")) == ["城北", "城南"]


def test_of_one_park_and_period_the_latest_day_counts() -> None:
    early, late = (result("城北", "甲县", as_of=f"2026-0{month}-01") for month in (1, 2))
    assert latest_of_each_period([late, early]) == [late]
    assert latest_of_each_period([early, result("城北", "甲县", 2024)]) == [
        result("城北", "甲县", 2024), early,
    ]  # fmt: skip


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    folder: Path = province(tmp_path_factory.mktemp("names"))
    found = gather([str(folder)], Job(""))
    (first, *_), (second, *_) = _by_park(found)[:2]
    same = [
        r._replace(facts=r.facts._replace(park="城北社区", location=place))
        for r, place in ((first, "甲县"), (second, "乙县"))
    ]
    return found._replace(results=tuple(same))


def _by_park(found: Gathered) -> list[list[ParkResult]]:
    parks: dict[str, list[ParkResult]] = {}
    for r in found.results:
        parks.setdefault(r.facts.park, []).append(r)
    return list(parks.values())


def _review(gathered: Gathered, *, anonymise: bool) -> Review:
    standard = load_standard()
    return summarise(gathered, standard, "default", load_thresholds(None), anonymise=anonymise)


def test_a_review_says_which_names_it_took_for_several_parks(gathered: Gathered) -> None:
    found = _review(gathered, anonymise=False)
    assert [line.facts.park for line in found.lines] == ["城北社区（乙县）", "城北社区（甲县）"]
    assert any("城北社区" in notice and "所在地" in notice for notice in found.notices)
    hidden = _review(gathered, anonymise=True)
    assert len(hidden.lines) == 2
    assert "城北社区" not in repr((hidden.notices, hidden.cautions, hidden.lines))
