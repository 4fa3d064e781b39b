"""Rules on the problems that enterprises raise: answered, closed, revisited.

All figures are counts of problems (件) accepted in the assessment period, by
their state on the assessment date; the standard's balances hold the flow
together and are checked before any rule is asked.
"""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from ...conformance import Outcome
from ...terms import Special
from ..facts import show
from ..rulebook import (
    at_least,
    at_most,
    insufficient,
    met,
    not_applicable,
    nothing_due,
    share,
    unevaluated,
    unmet,
    unproved,
)
from .book import db33t2320

UNIT = "件"
CLOSED = (
    "issues_closed_by_community",
    "issues_closed_by_team",
    "issues_closed_by_alliance",
    "issues_closed_elsewhere",
)


@db33t2320.rule("W6.8")
def every_issue_is_answered(
    issues_accepted: int,
    issues_answered: int,
    issues_not_yet_due: int,
    *,
    counted: frozenset[str],
) -> Outcome:
    """Every problem gets an answer once its time is up (source A: 每一个问题).

    Due: accepted less those whose time is not up.  More answers than are due
    cannot be, since what is not yet due is counted unanswered only.  A figure
    of what is not yet due carries a pass only where a ledger bears it out.
    """
    due = issues_accepted - issues_not_yet_due
    reason = (
        f"受理 {issues_accepted} 件、未到期 {issues_not_yet_due} 件，"
        f"应回应 {due} 件，已回应 {issues_answered} 件"
    )
    if issues_answered > due:
        clash = ("issues_answered", "issues_not_yet_due")
        return insufficient(f"{reason}，已回应与未到期之和多于受理数，先核对", missing=clash)
    if due == 0 < issues_accepted:
        return nothing_due(f"{reason}，都还没有到期，看不出是否回应", "issues_not_yet_due")
    borne_out = issues_not_yet_due == 0 or "issues_not_yet_due" in counted
    if issues_answered == due:
        return met(reason) if borne_out else unproved(reason, "issues_not_yet_due")
    needs = [at_least("issues_answered", due, issues_answered, UNIT)] if borne_out else []
    return unmet(f"{reason}，还差 {due - issues_answered} 件", *needs)


@db33t2320.rule("W6.10")
def everything_is_closed_in_time(
    issues_accepted: int,
    issues_overdue: int | None,
    issues_closed_late: int | None,
    resolve_days_promised: int | Special,
) -> Outcome:
    """Nothing is open past the time limit (days) that the park published, or was closed past it.

    Sources O30, O38.  Without a published limit there is nothing to hold the
    figures against, whether or not they are filled in.
    """
    if isinstance(resolve_days_promised, Special):
        missing = ("resolve_days_promised",)
        return insufficient("园区未公布办结时限，无从判断是否超期", missing=missing)
    figures = {"issues_overdue": issues_overdue, "issues_closed_late": issues_closed_late}
    words = {"issues_overdue": "超期未结", "issues_closed_late": "超期才办结"}
    known = {i: n for i, n in figures.items() if n is not None}
    reason = f"公布的办结时限 {resolve_days_promised} 天，受理 {issues_accepted} 件"
    reason += "".join(f"，{words[i]} {n} 件" for i, n in known.items())
    late = [at_most(i, 0, n, UNIT) for i, n in known.items() if n]
    if late:
        return unmet(reason, *late)
    blank = tuple(i for i in figures if i not in known)
    if blank:
        return unevaluated(f"{reason}，“{'”“'.join(words[i] for i in blank)}”不明", missing=blank)
    return met(reason)


@db33t2320.rule("W6.33")
def answers_come_in_time(issues_answered: int, issues_answered_late: int) -> Outcome:
    """No answer came after the day by which it was due (O30, O38).

    W6.8 counts a late answer as an answer; here it is late.
    """
    reason = f"已答复 {issues_answered} 件，其中逾期答复 {issues_answered_late} 件"
    if issues_answered == 0:
        return insufficient(f"{reason}，看不出是否按时", missing=("issues_answered",))
    if issues_answered_late == 0:
        return met(reason)
    return unmet(reason, at_most("issues_answered_late", 0, issues_answered_late, UNIT))


@db33t2320.rule("W6.13")
def alliance_outcomes_are_recorded(
    issues_passed_to_alliance: int, issues_open_at_alliance: int, alliance_results_recorded: int
) -> Outcome:
    """What the alliance has dealt with bears a record of its outcome (source A).

    What it is still dealing with has no outcome yet and is not counted.
    """
    settled = issues_passed_to_alliance - issues_open_at_alliance
    reason = f"转联盟 {issues_passed_to_alliance} 件，协调中 {issues_open_at_alliance} 件"
    if settled <= 0:
        waiting = "issues_open_at_alliance"
        return nothing_due(f"{reason}，尚无协调完毕的，没有结果可查", waiting)
    recorded = alliance_results_recorded
    reason = f"{reason}，应有结果 {settled} 件，有结果记录 {recorded} 件"
    if recorded > settled:
        clash = ("alliance_results_recorded",)
        return insufficient(f"{reason}，有记录的多于协调完毕的，先核对", missing=clash)
    if recorded == settled:
        return met(reason)
    need = at_least("alliance_results_recorded", settled, recorded, UNIT)
    return unmet(f"{reason}，还差 {settled - recorded} 件", need)


@db33t2320.rule("W6.14b")
def what_is_open_is_explained(  # noqa: PLR0917 - positional parameters are the data items
    issues_accepted: int,
    issues_withdrawn: int,
    issues_open_at_community: int,
    issues_open_at_team: int,
    issues_open_at_alliance: int,
    issues_open_elsewhere: int,
    issues_open_explained: int | None,
) -> Outcome:
    """Each problem is closed, or open with who deals with it and how far (source A).

    Withdrawn or refused problems are left out; where nothing else was
    accepted the provision does not apply.
    """
    if issues_accepted == issues_withdrawn:
        return not_applicable(
            f"受理 {issues_accepted} 件，撤回或不予受理 {issues_withdrawn} 件，没有要办的问题",
            "issues_withdrawn" if issues_withdrawn else "issues_accepted",
        )
    places = {
        "社区": issues_open_at_community,
        "服务队": issues_open_at_team,
        "联盟": issues_open_at_alliance,
        "其他去向": issues_open_elsewhere,
    }
    still_open = sum(places.values())
    where = "、".join(f"{place} {n} 件" for place, n in places.items() if n)
    reason = (
        f"受理 {issues_accepted} 件，撤回或不予受理 {issues_withdrawn} 件，在办 {still_open} 件"
    ) + (f"（{where}）" if where else "")
    explained = issues_open_explained
    if explained is None:
        if still_open == 0:
            return met(reason)
        missing = ("issues_open_explained",)
        return unevaluated(f"{reason}，其中“在办问题已说明件数”不明", missing=missing)
    reason = f"{reason}，已说明 {explained} 件"
    if explained > still_open:
        clash = ("issues_open_explained",)
        return insufficient(f"{reason}，已说明的多于在办的，先核对", missing=clash)
    if explained == still_open:
        return met(reason)
    need = at_least("issues_open_explained", still_open, explained, UNIT)
    return unmet(f"{reason}，还差 {still_open - explained} 件", need)


@db33t2320.figure("W6.15b", "at_least", "%")
def share_revisited(
    issues_closed_by_community: int,
    issues_closed_by_team: int,
    issues_closed_by_alliance: int,
    issues_closed_elsewhere: int,
    issues_revisited: int,
) -> Decimal | None:
    """Closed problems that were revisited (per cent)."""
    closed = issues_closed_by_community + issues_closed_by_team
    closed += issues_closed_by_alliance + issues_closed_elsewhere
    return share(issues_revisited, closed)


@db33t2320.rule("W6.15b")
def revisits_reach_the_published_share(  # noqa: PLR0917 - as above
    issues_closed_by_community: int,
    issues_closed_by_team: int,
    issues_closed_by_alliance: int,
    issues_closed_elsewhere: int,
    issues_revisited: int | None,
    revisit_rate_promised: int | Decimal | Special | None,
) -> Outcome:
    """Of the closed problems, the published share (per cent) is revisited (O38)."""
    closed = issues_closed_by_community + issues_closed_by_team
    closed += issues_closed_by_alliance + issues_closed_elsewhere
    if closed == 0:
        return nothing_due("评价期内受理的问题没有办结的，不需要回访", *CLOSED)
    rate, done = revisit_rate_promised, issues_revisited
    if isinstance(rate, Special):
        missing = ("revisit_rate_promised",)
        return insufficient("园区未公布回访比例，无从判断是否达到", missing=missing)
    if rate is None or done is None:
        known = {"revisit_rate_promised": rate, "issues_revisited": done}
        unknown = tuple(item for item, value in known.items() if value is None)
        words = {"revisit_rate_promised": "计划回访比例", "issues_revisited": "已回访问题数"}
        blanks = "、".join(f"“{words[item]}”" for item in unknown)
        return unevaluated(f"办结 {closed} 件，{blanks}不明", missing=unknown)
    target = ceil(rate * closed / Decimal(100))
    reason = f"办结 {closed} 件，公布回访 {show(rate, '%')}，应回访 {target} 件，已回访 {done} 件"
    if done > closed:
        clash = ("issues_revisited",)
        return insufficient(f"{reason}，回访的多于办结的，先核对", missing=clash)
    if done >= target:
        return met(reason)
    need = at_least("issues_revisited", target, done, UNIT)
    return unmet(f"{reason}，还差 {target - done} 件", need)
