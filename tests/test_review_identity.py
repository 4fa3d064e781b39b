"""Which results are of one park: names, places, periods."""

from __future__ import annotations

from pathlib import Path

import pytest
from provinces import province

from icstd.clauses.load import load_standard
from icstd.review.gather import Gathered, gather
from icstd.review.identity import same_spelling, select, told_apart
from icstd.review.rows import OTHERS, OWN, ParkFacts, ParkResult, Row
from icstd.review.signals import load_thresholds
from icstd.review.unit import Job
from icstd.review.whole import Review, summarise


def result(
    name: str,
    place: str = "",
    year: int = 2025,
    as_of: str = "2026-03-01",
    *,
    start: str = "01-01",
    end: str = "12-31",
    party: str = "自评",
    auditor: str = "",
    waived: bool = False,
    origin: str = "",
    own: str = "符合",
) -> ParkResult:
    source = f"{name}{place}{year}{as_of}{origin}"
    digest = f"{source}{auditor}{waived}" if auditor or waived else source
    facts = ParkFacts(
        f"{name}{place}{year}.yaml", digest, source, name, place, "", None, as_of,
        f"{year}-{start}", f"{year}-{end}", party, bool(auditor), 1, 1, "",
    )  # fmt: skip
    return ParkResult(facts, (Row("W4.1", own, auditor, waived, 1, "", "", False, False),), ())


def names(*results: ParkResult) -> list[str]:
    apart, _ = told_apart(results)
    return [r.facts.park for r in apart]


def test_parks_of_one_name_in_two_places_are_two_and_are_named_with_their_place() -> None:
    both = result("城北社区", "甲县"), result("城北社区", "乙县")
    assert names(*both) == ["城北社区（甲县）", "城北社区（乙县）"]
    assert told_apart(both)[1] == ["城北社区"]
    assert len(select(told_apart(both)[0]).parks) == 2


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
    early, late = (result("城北", as_of=f"2026-0{month}-01") for month in (1, 2))
    before = result("城北", year=2024)
    found = select([late, early, before])
    assert found.own == {"城北": (before, late)}
    assert found.others == {}
    assert found.repeated == 1
    assert found.overlapping == ()


def test_an_audit_of_an_earlier_state_or_period_stays_the_word_of_others() -> None:
    audited = result("城北", as_of="2026-01-01", auditor="不符合")
    newer = result("城北", as_of="2026-02-01")
    found = select([newer, audited])
    assert found.own == {"城北": (newer,)}
    assert found.others == {"城北": (audited,)}
    assert found.counted() == [(audited, (OTHERS,)), (newer, (OWN,))] or found.counted() == [
        (newer, (OWN,)), (audited, (OTHERS,)),
    ]  # fmt: skip
    before = result("城北", year=2024, auditor="不符合")
    assert select([newer, before]).others == {"城北": (before,)}
    assert select([newer, before]).own == {"城北": (before, newer)}


def test_an_audited_self_assessment_speaks_for_both_sides_a_third_party_s_for_one() -> None:
    audited = result("城北", auditor="部分符合")
    assert list(audited.heard(OWN)) == [(audited.rows[0], "符合")]
    assert list(audited.heard(OTHERS)) == [(audited.rows[0], "部分符合")]
    third = result("城北", party="第三方评价", auditor="部分符合")
    assert list(third.heard(OWN)) == []
    assert list(third.heard(OTHERS)) == [(third.rows[0], "部分符合")]
    assert select([third]).own == {}
    alone = result("城北", party="第二方评价")
    assert list(alone.heard(OTHERS)) == [(alone.rows[0], "符合")]


def test_of_one_day_the_park_s_file_is_its_own_word_and_the_audit_that_of_others() -> None:
    """Parks correct a form without changing 评价日: the audit may be of the earlier state."""
    audited = result("城北", auditor="不符合", origin="早")
    corrected = result("城北", origin="改", own="部分符合")
    for given in ([audited, corrected], [corrected, audited]):
        found = select(given)
        assert found.own == {"城北": (corrected,)}
        assert found.others == {"城北": (audited,)}
        assert found.tied == ("城北",)
    converted = result("城北", origin="另一种格式")
    assert select([audited, converted]).tied == ()  # another form with the same answers
    same = result("城北", origin="早")
    assert select([audited, same]).tied == ()
    assert select([audited, same]).own == {"城北": (same,)}


def test_a_deviation_is_counted_whichever_report_of_the_period_holds_it() -> None:
    waived = result("城北", waived=True, as_of="2026-01-01")
    newer = result("城北", as_of="2026-02-01")
    assert select([waived, newer]).waived == {"城北": frozenset({"W4.1"})}
    assert select([waived, newer]).own == {"城北": (newer,)}
    later = result("城北", year=2026, as_of="2027-01-01")
    assert select([waived, later]).waived == {}


def test_the_side_of_more_parks_is_the_one_signals_are_read_from() -> None:
    third = [result(n, party="第三方评价") for n in ("城南", "城西")]
    assert select([result("城北"), *third]).main is OTHERS
    assert select([result("城北"), third[0]]).main is OWN
    assert select([]).main is OWN


def test_periods_that_overlap_are_one_period_and_are_named() -> None:
    short = result("城北", end="11-30", as_of="2026-01-01")
    whole = result("城北", as_of="2026-02-01")
    before = result("城北", year=2024)
    found = select([short, whole, before])
    assert found.own == {"城北": (before, whole)}
    assert found.overlapping == ("城北",)


@pytest.mark.parametrize("other", ["１号园", "1 号园", " 1号园", "1\u3000号园"])
def test_full_width_digits_and_blanks_make_no_other_park(other: str) -> None:
    early, late = result(other, year=2024), result("1号园")
    found, written = same_spelling([early, late])
    assert [r.facts.park for r in found] == ["1号园", "1号园"]
    assert written == ["／".join(sorted([other, "1号园"]))]
    assert same_spelling([late, result("2号园")])[1] == []


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
    assert [line.facts.park for line in found.lines if line.main] == [
        "城北社区（乙县）",
        "城北社区（甲县）",
    ]
    assert any("城北社区" in notice and "所在地" in notice for notice in found.notices)
    hidden = _review(gathered, anonymise=True)
    assert len(hidden.selected.parks) == 2
    assert "城北社区" not in repr((hidden.notices, hidden.cautions, hidden.lines))
