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

CLOSED, OPEN = "办结", "在办"
REFUSED, UNCLEAR_WHICH = "不予受理", "撤回或不予受理"
WITHDRAWN = ("企业撤回", REFUSED, UNCLEAR_WHICH)
COMMUNITY, TEAM, ALLIANCE = "社区", "服务队", "联盟"
INDUSTRY, CAMPUS, STREET, OTHERS = "产业联盟", "校地联盟", "街道（乡镇）", "其他"
ELSEWHERE = (INDUSTRY, CAMPUS, STREET, OTHERS)
CHANNELS = {
    "现场": "issues_onsite",
    "电话": "issues_by_phone",
    "线上": "issues_online",
    "意见征集": "issues_consulted",
}
AT_HOME = "社区自办"
TURNED, AT_ODDS, TOO_LATE = "日期先后不合", "状态与日期不合", "应办结日期超过公布的时限"
GONE_ASTRAY = "去向不合"


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
    first, level = row.cells.get("issue_first_to"), row.cells.get("issue_level")
    if first == AT_HOME and level != COMMUNITY:
        why = f"{labels['issue_first_to']}是“{first}”，{labels['issue_level']}却是“{level}”"
        return RowFault(GONE_ASTRAY, why, (row, _with(row, issue_first_to=level)))
    return None


@db33t2320.counts(
    "issues",
    day="issue_accepted_on",
    events=("issue_answered_on", "issue_closed_on"),
    look=look_at_issue,
)
def count_issues(issues: Rows, *, as_of: date) -> Counts:
    """Problems (件) from 诉求台账, as they stood on `as_of`.

    Of withdrawn ones only their number counts, wherever they had got to.
    Where a row does not say who got it first, it is whoever deals with it:
    no way through another is presumed.
    """
    alive = _where(issues, lambda r: r.cells.get("issue_state") not in WITHDRAWN)
    withdrawn = _where(issues, lambda r: r.cells.get("issue_state") in WITHDRAWN)
    refused = _where(withdrawn, lambda r: r.cells.get("issue_state") == REFUSED)
    unclear = any(r.cells.get("issue_state") == UNCLEAR_WHICH for r in withdrawn)
    still_open = _where(alive, lambda r: r.cells.get("issue_state") != CLOSED)
    closed = _where(alive, lambda r: r.cells.get("issue_state") == CLOSED)
    unanswered = _where(issues, lambda r: not _answered(r))
    revisited = _saying_yes(closed, "issue_revisited")
    return {
        "issues_accepted": issues,
        "problems_listed": _where(
            issues, lambda r: bool(r.cells.get("issue_enterprise") and _subject(r))
        ),
        **_by_channel(issues),
        "issues_withdrawn": withdrawn,
        "issues_refused": None if unclear else refused,
        "issues_refused_explained": None if unclear else _saying_yes(refused, "issue_refusal_told"),
        "issues_closed_by_community": _at(closed, COMMUNITY),
        "issues_open_at_community": _at(still_open, COMMUNITY),
        "issues_passed_to_team": _first_to(alive, TEAM),
        "issues_closed_by_team": _at(closed, TEAM),
        "issues_open_at_team": _at(still_open, TEAM),
        "issues_passed_to_alliance": _at(alive, ALLIANCE),
        "issues_closed_by_alliance": _at(closed, ALLIANCE),
        "issues_open_at_alliance": _at(still_open, ALLIANCE),
        "issues_direct_to_alliance": _first_to(alive, ALLIANCE),
        "issues_to_industry": _first_to(alive, INDUSTRY),
        "issues_to_campus": _first_to(alive, CAMPUS),
        "issues_to_street": _first_to(alive, STREET),
        "issues_to_others": _first_to(alive, OTHERS),
        "issues_closed_elsewhere": _at(closed, *ELSEWHERE),
        "issues_open_elsewhere": _at(still_open, *ELSEWHERE),
        "issues_answered": _where(issues, _answered),
        "issues_answered_late": _late(issues, "issue_answered_on", "issue_answer_due"),
        "issues_not_yet_due": _where(
            unanswered, lambda r: (due := _date(r, "issue_answer_due")) is not None and due >= as_of
        ),
        "issues_overdue": _overdue(still_open, as_of),
        "issues_closed_late": _late(closed, "issue_closed_on", "issue_close_due"),
        "issues_surveyed": _saying_yes(issues, "issue_surveyed"),
        "issues_open_explained": _saying_yes(still_open, "issue_progress_noted"),
        "alliance_results_recorded": _saying_yes(_at(closed, ALLIANCE), "issue_result_recorded"),
        "issues_revisited": revisited,
        "issues_satisfaction_noted": None
        if revisited is None
        else _where(revisited, lambda r: "issue_satisfaction" in r.cells),
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


def _at(rows: Rows, *levels: str) -> Rows:
    return [r for r in rows if r.cells.get("issue_level", COMMUNITY) in levels]


def _first_to(rows: Rows, level: str) -> Rows:
    """Rows that the community handed to this one first; 社区自办 is at home."""
    return [
        r
        for r in rows
        if r.cells.get("issue_first_to", r.cells.get("issue_level", COMMUNITY)) == level
    ]


def _subject(row: Row) -> Value | None:
    """What a problem is about: in words, or at least of which kind."""
    return row.cells.get("issue_content") or row.cells.get("issue_category")


def _by_channel(issues: Rows) -> dict[str, Rows | None]:
    """Problems by the way they came; not told where a row leaves it blank."""
    if any("issue_channel" not in row.cells for row in issues):
        return dict.fromkeys(CHANNELS.values())
    return {
        item: [row for row in issues if row.cells["issue_channel"] == way]
        for way, item in CHANNELS.items()
    }


def _late(rows: Rows, done: str, due: str) -> Rows | None:
    """Rows done after the day they were due; not told where no row has such a day."""
    held = [r for r in rows if _date(r, done) and _date(r, due)]
    if rows and not held:
        return None
    return [r for r in held if (_date(r, done) or date.min) > (_date(r, due) or date.max)]


def _with(row: Row, **cells: Value | None) -> Row:
    """The row read otherwise: some cells replaced, None takes one out."""
    changed = {**row.cells, **cells}
    return Row({c: v for c, v in changed.items() if v is not None}, row.place)


def _date(row: Row, column: str) -> date | None:
    value = row.cells.get(column)
    return value if isinstance(value, date) else None
