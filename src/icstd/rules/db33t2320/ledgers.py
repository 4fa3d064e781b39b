"""What the ledgers of chapters 4 to 6 add up to.

Rows with the same key are one thing: of several, the least favourable is
taken, whatever their order.  An item is left out of the counts where a blank
cell hides what would have to be counted; a blank is never read as 否.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ...assessment.model import Row
from ..rulebook import Rows
from .book import db33t2320

CLOSED, OPEN, WITHDRAWN = "办结", "在办", "撤回或不予受理"
COMMUNITY, TEAM, ALLIANCE = "社区", "服务队", "联盟"


class Issue(NamedTuple):
    """One problem as it stood on the assessment date."""

    row: Row
    level: str
    state: str
    answered: bool

    def says(self, column: str) -> bool | None:
        """The answer in a yes/no column, None where blank or 不清楚."""
        value = self.row.cells.get(column)
        return value if isinstance(value, bool) else None

    def by(self, column: str) -> date | None:
        """The date in a column, None where there is none."""
        return _date(self.row, column)


@db33t2320.counts("issues")
def count_issues(rows: Rows, *, as_of: date, start: date, end: date) -> dict[str, int]:
    """Counts (件) from 诉求台账, of problems accepted in the period, as of a date.

    A problem closed or answered after `as_of` was open or unanswered then.
    Of withdrawn ones only their number counts, whatever level they reached.
    """
    issues = [
        _standing(row, as_of)
        for row in _distinct(rows, "issue_no", _favour_of_issue)
        if _in_period(_date(row, "issue_accepted_on"), start, min(end, as_of))
    ]
    alive = [i for i in issues if i.state != WITHDRAWN]
    still_open = [i for i in alive if i.state == OPEN]
    closed = [i for i in alive if i.state == CLOSED]
    at_alliance = [i for i in alive if i.level == ALLIANCE]

    def at(level: str, these: list[Issue]) -> int:
        return sum(i.level == level for i in these)

    counts: dict[str, int | None] = {
        "issues_accepted": len(issues),
        "issues_withdrawn": len(issues) - len(alive),
        "issues_closed_by_community": at(COMMUNITY, closed),
        "issues_open_at_community": at(COMMUNITY, still_open),
        "issues_passed_to_team": at(TEAM, alive) + len(at_alliance),
        "issues_closed_by_team": at(TEAM, closed),
        "issues_open_at_team": at(TEAM, still_open),
        "issues_passed_to_alliance": len(at_alliance),
        "issues_closed_by_alliance": at(ALLIANCE, closed),
        "issues_open_at_alliance": at(ALLIANCE, still_open),
        "issues_answered": sum(i.answered for i in issues),
        "issues_not_yet_due": sum(not i.answered and _not_due(i, as_of) for i in issues),
        "issues_overdue": _overdue(still_open, as_of),
        "issues_surveyed": _saying_yes(issues, "issue_surveyed"),
        "issues_open_explained": _saying_yes(still_open, "issue_progress_noted"),
        "alliance_results_recorded": _saying_yes(at_alliance, "issue_result_recorded"),
        "issues_revisited": _saying_yes(closed, "issue_revisited"),
    }
    return {item: count for item, count in counts.items() if count is not None}


@db33t2320.counts("visits")
def count_visits(rows: Rows, *, as_of: date, start: date, end: date) -> dict[str, int]:
    """Visits (次) and enterprises visited (家) in the period, from 走访记录."""
    visits = [
        row
        for row in _distinct(rows, "visit_no", lambda _: ())
        if _in_period(_date(row, "visit_date"), start, min(end, as_of))
    ]
    enterprises = {"".join(str(row.cells.get("visit_enterprise", "")).split()) for row in visits}
    return {"visits_made": len(visits), "enterprises_visited": len(enterprises - {""})}


def _standing(row: Row, as_of: date) -> Issue:
    """A row's state as it was on `as_of`: what was closed later was open then."""
    state = str(row.cells.get("issue_state", OPEN))
    closed_on = _date(row, "issue_closed_on")
    if state == CLOSED and closed_on is not None and closed_on > as_of:
        state = OPEN
    answered_on = _date(row, "issue_answered_on")
    answered = state == CLOSED or (answered_on is not None and answered_on <= as_of)
    return Issue(row, str(row.cells.get("issue_level", COMMUNITY)), state, answered)


def _not_due(issue: Issue, as_of: date) -> bool:
    due = issue.by("issue_answer_due")
    return due is not None and due >= as_of


def _overdue(still_open: list[Issue], as_of: date) -> int | None:
    limits = [i.by("issue_close_due") for i in still_open]
    known = [limit for limit in limits if limit is not None]
    return sum(limit < as_of for limit in known) if len(known) == len(limits) else None


def _saying_yes(issues: list[Issue], column: str) -> int | None:
    said = [i.says(column) for i in issues]
    return None if None in said else sum(s is True for s in said)


_STATES = (OPEN, WITHDRAWN, CLOSED)


def _favour_of_issue(row: Row) -> tuple[int, int, int]:
    """How well a row speaks for the park; of two with one key the worse counts."""
    state = str(row.cells.get("issue_state", OPEN))
    answered = _date(row, "issue_answered_on")
    kept = sum(value is True for value in row.cells.values())
    return _STATES.index(state), -(answered.toordinal() if answered else date.max.toordinal()), kept


def _distinct(rows: Iterable[Row], key: str, favour: Callable[[Row], tuple[int, ...]]) -> list[Row]:
    """One row a key, chosen by content alone, so that order never matters."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row.cells.get(key, "")), []).append(row)

    def order(row: Row) -> tuple[tuple[int, ...], list[tuple[str, str]]]:
        return favour(row), sorted((c, str(v)) for c, v in row.cells.items())

    return [min(group, key=order) for group in groups.values()]


def _in_period(day: date | None, start: date, end: date) -> bool:
    return day is not None and start <= day <= end


def _date(row: Row, column: str) -> date | None:
    value = row.cells.get(column)
    return value if isinstance(value, date) else None
