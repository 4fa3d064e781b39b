"""What the ledgers of chapters 4 to 6 add up to.

Counts are made of rows, each row judged by itself: what one row shows never
stands in for another.  An item is left out of the counts where a blank cell
hides what would have to be counted; a blank is never read as 否.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from ...assessment.model import Row
from ...terms import Value
from ..facts import show
from ..rulebook import Counts, RowFault, Rows
from .book import db33t2320

CLOSED, OPEN, WITHDRAWN = "办结", "在办", "撤回或不予受理"
COMMUNITY, TEAM, ALLIANCE = "社区", "服务队", "联盟"
TURNED, AT_ODDS, TOO_LATE = "日期先后不合", "状态与日期不合", "应办结日期超过公布的时限"


def look_at_issue(
    row: Row, labels: Mapping[str, str], promises: Mapping[str, Value]
) -> RowFault | None:
    """What cannot be so about one row of 诉求台账.

    Nothing is answered, closed or due before it was accepted; a closed one has
    a day on which it was closed or answered, an open one has none on which it
    was closed; a day by which to close it lies within the published limit.
    """
    accepted = _date(row, "issue_accepted_on")
    for column in ("issue_answered_on", "issue_closed_on", "issue_answer_due", "issue_close_due"):
        day = _date(row, column)
        if accepted and day and day < accepted:
            why = f"{labels[column]} {day} 早于{labels['issue_accepted_on']} {accepted}"
            return RowFault(TURNED, why, (row, _with(row, **{column: None})))
    state, closed = row.cells.get("issue_state"), _date(row, "issue_closed_on")
    if state == OPEN and closed:
        why = f"状态是“{OPEN}”，却有{labels['issue_closed_on']} {closed}"
        return RowFault(AT_ODDS, why, (row, _with(row, issue_state=CLOSED)))
    if state == CLOSED and not closed and not _date(row, "issue_answered_on"):
        why = f"状态是“{CLOSED}”，{labels['issue_closed_on']}和{labels['issue_answered_on']}都没有"
        return RowFault(AT_ODDS, why, (row, _with(row, issue_state=OPEN)))
    if state != CLOSED and row.cells.get("issue_revisited") is True:
        why = f"状态是“{state}”，却填了已回访"
        return RowFault(AT_ODDS, why, (row, _with(row, issue_state=CLOSED)))
    limit, due = promises.get("resolve_days_promised"), _date(row, "issue_close_due")
    days = (due - accepted).days if accepted and due else 0
    if accepted and isinstance(limit, int | Decimal) and days > limit:
        why = f"{labels['issue_close_due']} {due} 距受理 {days} 天，公布的时限是 {show(limit)} 天"
        held = _with(row, issue_close_due=accepted + timedelta(days=int(limit)))
        return RowFault(TOO_LATE, why, (row, held))
    return None


@db33t2320.counts(
    "issues",
    day="issue_accepted_on",
    events=("issue_answered_on", "issue_closed_on"),
    look=look_at_issue,
)
def count_issues(issues: Rows, *, as_of: date) -> Counts:
    """Problems (件) from 诉求台账, as they stood on `as_of`.

    Of withdrawn ones only their number counts, whatever level they reached.
    """
    alive = _where(issues, lambda r: r.cells.get("issue_state") != WITHDRAWN)
    still_open = _where(alive, lambda r: r.cells.get("issue_state") != CLOSED)
    closed = _where(alive, lambda r: r.cells.get("issue_state") == CLOSED)
    at_alliance = _at(ALLIANCE, alive)
    unanswered = _where(issues, lambda r: not _answered(r))
    return {
        "issues_accepted": issues,
        "issues_withdrawn": _where(issues, lambda r: r.cells.get("issue_state") == WITHDRAWN),
        "issues_closed_by_community": _at(COMMUNITY, closed),
        "issues_open_at_community": _at(COMMUNITY, still_open),
        "issues_passed_to_team": [*_at(TEAM, alive), *at_alliance],
        "issues_closed_by_team": _at(TEAM, closed),
        "issues_open_at_team": _at(TEAM, still_open),
        "issues_passed_to_alliance": at_alliance,
        "issues_closed_by_alliance": _at(ALLIANCE, closed),
        "issues_open_at_alliance": _at(ALLIANCE, still_open),
        "issues_answered": _where(issues, _answered),
        "issues_not_yet_due": _where(
            unanswered, lambda r: (due := _date(r, "issue_answer_due")) is not None and due >= as_of
        ),
        "issues_overdue": _overdue(still_open, as_of),
        "issues_surveyed": _saying_yes(issues, "issue_surveyed"),
        "issues_open_explained": _saying_yes(still_open, "issue_progress_noted"),
        "alliance_results_recorded": _saying_yes(_at(ALLIANCE, closed), "issue_result_recorded"),
        "issues_revisited": _saying_yes(closed, "issue_revisited"),
    }


@db33t2320.counts("visits", day="visit_date")
def count_visits(visits: Rows, *, as_of: date) -> Counts:  # noqa: ARG001 - told by their day
    """Visits (次) and enterprises visited (家), from 走访记录."""
    enterprises = {"".join(str(row.cells.get("visit_enterprise", "")).split()) for row in visits}
    return {"visits_made": visits, "enterprises_visited": len(enterprises - {""})}


def _answered(row: Row) -> bool:
    """A closed problem was answered, whether or not the day was noted."""
    return row.cells.get("issue_state") == CLOSED or _date(row, "issue_answered_on") is not None


def _overdue(still_open: Rows, as_of: date) -> Rows | None:
    limits = [_date(row, "issue_close_due") for row in still_open]
    if None in limits:
        return None
    return [r for r, due in zip(still_open, limits, strict=True) if due and due < as_of]


def _saying_yes(rows: Rows, column: str) -> Rows | None:
    said = [row.cells.get(column) for row in rows]
    if not all(isinstance(answer, bool) for answer in said):
        return None
    return [row for row, answer in zip(rows, said, strict=True) if answer]


def _where(rows: Rows, holds: Callable[[Row], bool]) -> Rows:
    return [row for row in rows if holds(row)]


def _at(level: str, rows: Rows) -> Rows:
    return [r for r in rows if r.cells.get("issue_level", COMMUNITY) == level]


def _with(row: Row, **cells: Value | None) -> Row:
    """The row read otherwise: some cells replaced, None takes one out."""
    changed = {**row.cells, **cells}
    return Row({c: v for c, v in changed.items() if v is not None}, row.place)


def _date(row: Row, column: str) -> date | None:
    value = row.cells.get(column)
    return value if isinstance(value, date) else None
