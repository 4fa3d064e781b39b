"""What the ledgers of chapters 4 to 6 add up to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icstd.assessment.model import Row
from icstd.clauses.load import load_standard
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


def test_an_issue_goes_where_its_row_says_and_through_nobody_else() -> None:
    counts = counted(
        issue("1"),
        issue("2", state="在办"),
        issue("3", level="服务队"),
        issue("4", level="联盟", first_to="服务队", state="在办"),
        issue("5", level="联盟"),
        issue("6", level="产业联盟"),
        issue("7", level="街道（乡镇）", first_to="服务队", state="在办"),
        issue("8", level="服务队", state="企业撤回"),
        issue("9", level="社区", state="不予受理", refusal_told=True),
    )
    flow = {item: n for item, n in counts.items() if n}
    assert flow == {
        "issues_accepted": 9,
        "issues_withdrawn": 2,
        "issues_refused": 1,
        "issues_refused_explained": 1,
        "issues_closed_by_community": 1,
        "issues_open_at_community": 1,
        "issues_passed_to_team": 3,
        "issues_closed_by_team": 1,
        "issues_passed_to_alliance": 2,
        "issues_closed_by_alliance": 1,
        "issues_open_at_alliance": 1,
        "issues_direct_to_alliance": 1,
        "issues_to_industry": 1,
        "issues_closed_elsewhere": 1,
        "issues_open_elsewhere": 1,
        "issues_answered": 4,
    }


def test_one_row_that_says_only_withdrawn_or_refused_leaves_the_refused_untold() -> None:
    counts = counted(issue("1", state="不予受理"), issue("2", state="撤回或不予受理"))
    assert counts["issues_withdrawn"] == 2
    assert "issues_refused" not in counts


def test_what_was_late_is_told_from_the_two_dates_of_a_row() -> None:
    counts = counted(
        issue("1", answer_due=START, answered_on=START, close_due=START, closed_on=START + DAY),
        issue("2", answer_due=START, answered_on=START + DAY, close_due=START, closed_on=START),
        issue("3", answered_on=START + 99 * DAY, closed_on=START + 99 * DAY),
    )
    assert (counts["issues_answered_late"], counts["issues_closed_late"]) == (1, 1)
    assert "issues_answered_late" not in counted(issue("3", answered_on=START))


def test_channels_and_satisfaction_are_told_only_where_every_row_tells() -> None:
    rows = [
        issue("1", channel="现场", revisited=True, satisfaction="满意"),
        issue("2", channel="电话", revisited=True),
    ]
    counts = counted(*rows)
    assert (counts["issues_onsite"], counts["issues_online"]) == (1, 0)
    assert counts["issues_satisfaction_noted"] == 1
    assert "issues_onsite" not in counted(*rows, issue("3", revisited=True))


def test_a_problem_is_listed_once_its_firm_and_its_matter_are_noted() -> None:
    listed = issue("1", enterprise="甲厂", content="停车难")
    assert counted(listed, issue("2", enterprise="甲厂"))["problems_listed"] == 1


LEVELS = ("社区", "服务队", "联盟", "产业联盟", "校地联盟", "街道（乡镇）", "其他")
STATES = ("办结", "在办", "企业撤回", "不予受理", "撤回或不予受理")
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
def test_both_sums_come_out_whatever_the_rows(rows: list[Row]) -> None:
    n = counted(*rows)
    for balance in load_standard().balances:
        if "issues_accepted" in balance.left or "issues_passed_to_alliance" in balance.left:
            assert sum(n[i] for i in balance.left) == sum(n[i] for i in balance.right)
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
