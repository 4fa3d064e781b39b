"""What the ledgers of chapters 4 to 6 add up to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icstd.assessment.model import Row
from icstd.rules.db33t2320.ledgers import count_issues, count_visits
from icstd.rules.rulebook import Counts
from icstd.terms import Special, Value

START, END, AS_OF = date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 1)
DAY = timedelta(days=1)


def issue(
    number: str = "1", level: str = "社区", state: str = "办结", day: Value = START, **cells: Value
) -> Row:
    named = {f"issue_{column}": value for column, value in cells.items()}
    fixed: dict[str, Value] = {
        "issue_no": number,
        "issue_accepted_on": day,
        "issue_level": level,
        "issue_state": state,
    }
    return Row(fixed | named)


def plain(found: Counts) -> dict[str, int]:
    return {i: n if isinstance(n, int) else len(n) for i, n in found.items() if n is not None}


def counted(*rows: Row) -> dict[str, int]:
    return plain(count_issues(rows, as_of=AS_OF))


def visits(*rows: Row) -> tuple[int, int]:
    counts = plain(count_visits(rows, as_of=AS_OF))
    return counts["visits_made"], counts["enterprises_visited"]


def visit(number: str, day: Value = START, enterprise: str = "甲厂") -> Row:
    return Row({"visit_no": number, "visit_date": day, "visit_enterprise": enterprise})


def test_an_issue_passes_through_every_level_below_the_one_it_reached() -> None:
    counts = counted(
        issue("1"),
        issue("2", state="在办"),
        issue("3", level="服务队"),
        issue("4", level="服务队", state="在办"),
        issue("5", level="联盟"),
        issue("6", level="联盟", state="在办"),
        issue("7", level="服务队", state="撤回或不予受理"),
    )
    flow = {item: n for item, n in counts.items() if not item.endswith(("due", "answered"))}
    assert flow == {
        "issues_accepted": 7,
        "issues_withdrawn": 1,
        "issues_closed_by_community": 1,
        "issues_open_at_community": 1,
        "issues_passed_to_team": 4,
        "issues_closed_by_team": 1,
        "issues_open_at_team": 1,
        "issues_passed_to_alliance": 2,
        "issues_closed_by_alliance": 1,
        "issues_open_at_alliance": 1,
    }


LEVELS, STATES = ("社区", "服务队", "联盟"), ("办结", "在办", "撤回或不予受理")
DATES = st.dates(START - 3 * DAY, AS_OF + 3 * DAY)
ISSUES = st.lists(
    st.builds(
        issue,
        st.sampled_from("123456"),
        st.sampled_from(LEVELS),
        st.sampled_from(STATES),
        DATES,
        answered_on=DATES,
        closed_on=DATES,
        answer_due=DATES,
        close_due=DATES,
        surveyed=st.booleans(),
        progress_noted=st.booleans(),
        result_recorded=st.booleans(),
        revisited=st.booleans(),
    ),
    max_size=8,
)


@given(ISSUES)
def test_the_flow_comes_out_at_all_three_levels_whatever_the_rows(rows: list[Row]) -> None:
    n = counted(*rows)
    assert n["issues_accepted"] == (
        n["issues_closed_by_community"]
        + n["issues_passed_to_team"]
        + n["issues_open_at_community"]
        + n["issues_withdrawn"]
    )
    assert n["issues_passed_to_team"] == (
        n["issues_closed_by_team"] + n["issues_passed_to_alliance"] + n["issues_open_at_team"]
    )
    assert n["issues_passed_to_alliance"] == (
        n["issues_closed_by_alliance"] + n["issues_open_at_alliance"]
    )
    assert n["issues_answered"] + n["issues_not_yet_due"] <= n["issues_accepted"]


@given(ISSUES, st.randoms())
def test_the_order_of_rows_changes_no_count(rows: list[Row], chance: object) -> None:
    turned = list(rows)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert counted(*turned) == counted(*rows)


def test_a_withdrawn_issue_stays_withdrawn_whenever_it_was_closed() -> None:
    counts = counted(issue(state="撤回或不予受理", closed_on=AS_OF + DAY))
    assert (counts["issues_withdrawn"], counts["issues_open_at_community"]) == (1, 0)


@pytest.mark.parametrize(
    ("row", "answered"),
    [
        (issue(state="在办", answered_on=AS_OF), 1),
        (issue(state="在办"), 0),
        (issue(state="撤回或不予受理"), 0),
        (issue(state="撤回或不予受理", answered_on=START), 1),
        (issue(), 1),
    ],
)
def test_an_issue_is_answered_once_closed_or_answered_by_the_assessment_date(
    row: Row, answered: int
) -> None:
    assert counted(row)["issues_answered"] == answered


@pytest.mark.parametrize(
    ("row", "waiting"),
    [
        (issue(state="在办", answer_due=AS_OF - DAY), 0),
        (issue(state="在办", answer_due=AS_OF), 1),
        (issue(state="在办", answer_due=AS_OF + DAY), 1),
        (issue(state="在办"), 0),
        (issue(state="在办", answer_due=AS_OF + DAY, answered_on=START), 0),
    ],
)
def test_only_what_is_unanswered_and_in_time_is_not_yet_due(row: Row, waiting: int) -> None:
    assert counted(row)["issues_not_yet_due"] == waiting


@pytest.mark.parametrize(
    ("row", "overdue"),
    [
        (issue(state="在办", close_due=AS_OF - DAY), 1),
        (issue(state="在办", close_due=AS_OF), 0),
        (issue(state="在办", close_due=AS_OF + DAY), 0),
        (issue(close_due=START), 0),
        (issue(state="撤回或不予受理", close_due=START), 0),
    ],
)
def test_only_what_is_still_open_past_its_day_is_overdue(row: Row, overdue: int) -> None:
    assert counted(row)["issues_overdue"] == overdue


def test_a_blank_that_hides_a_fact_leaves_the_count_out_instead_of_guessing() -> None:
    assert "issues_overdue" not in counted(issue(state="在办"))
    assert "issues_surveyed" not in counted(issue("1", surveyed=True), issue("2"))
    assert "issues_revisited" not in counted(issue(revisited=Special.UNCLEAR))
    assert "issues_open_explained" not in counted(issue(state="在办"))
    assert "alliance_results_recorded" not in counted(issue(level="联盟"))
    assert "alliance_results_recorded" in counted(issue(level="联盟", state="在办"))


def test_columns_are_read_only_where_they_apply() -> None:
    counts = counted(
        issue("1", surveyed=True, revisited=True, progress_noted=True, result_recorded=True),
        issue("2", level="联盟", surveyed=False, revisited=False, result_recorded=True),
        issue("4", "联盟", "在办", progress_noted=False, surveyed=False, result_recorded=True),
        issue("3", state="在办", surveyed=True, progress_noted=True, revisited=True),
    )
    assert counts["issues_surveyed"] == 2
    assert counts["issues_revisited"] == 1
    assert counts["issues_open_explained"] == 1
    assert counts["alliance_results_recorded"] == 1


def test_an_enterprise_visited_twice_is_two_visits_to_one_enterprise() -> None:
    assert visits(visit("1"), visit("2", END), visit("3", END, "乙厂")) == (3, 2)
    assert visits(visit("1", enterprise="甲 厂"), visit("2", enterprise="甲厂 ")) == (2, 1)
