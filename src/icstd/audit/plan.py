"""整改: the list of what to mend, started from gaps and kept up by people.

What icstd knows (problem, target, measure) is refreshed from each new report;
what people wrote (owner, reviewer, due date, progress, proof) is never lost.
A task is 销号 only with proof and by somebody other than its owner.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from ..conformance import ConformanceReport, Finding
from ..report.words import need_text
from ..terms import Progress

SOON_DAYS = 14


class State(StrEnum):
    """Where a task stands on a day, worked out from progress, dates and proof."""

    CLOSED = "已销号"
    NOT_CLOSED = "销号无效"
    TO_ACCEPT = "待验收"
    OVERDUE = "已逾期"
    DUE_SOON = "即将到期"
    UNDER_WAY = "进行中"
    UNPLANNED = "未安排"


@dataclass(frozen=True, slots=True)
class Task:
    """整改任务, one a gap.

    From the report: provision, problem, target, measure, department, required
    (必备), gone (the gap is no longer in the newest report).  From people: all
    the rest; owner, reviewer and closed_by are posts, not names.
    """

    provision: str
    problem: str
    target: tuple[str, ...]
    measure: str
    department: str
    required: bool = False
    gone: bool = False
    owner: str = ""
    reviewer: str = ""
    due: date | None = None
    progress: Progress = Progress.NOT_STARTED
    proof: tuple[str, ...] = ()
    closed_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """整改清单 of one park; `encoding_version` and `digest` say from which report."""

    park: str
    standard: str
    encoding_version: str
    as_of: date
    digest: str
    tasks: tuple[Task, ...] = field(default=())


class TaskStatus(NamedTuple):
    """A task's state on a day, and why in Chinese where it needs saying."""

    task: Task
    state: State
    remark: str = ""


def make_plan(report: ConformanceReport, digest: str, kept: Plan | None = None) -> Plan:
    """Start the list from a report's gaps, or bring an earlier one up to date.

    Tasks are in the report's order of gaps; those whose gap is gone follow,
    so that somebody can still accept them.
    """
    earlier = {t.provision: t for t in kept.tasks} if kept else {}
    tasks = []
    for finding in report.gaps:
        fresh = _task(finding, report)
        old = earlier.pop(finding.provision.id, None)
        tasks.append(_carry(fresh, old) if old else fresh)
    tasks += [replace(old, gone=True) for old in earlier.values()]
    return Plan(
        report.assessment.park.name,
        report.standard.number,
        report.standard.encoding_version,
        report.as_of,
        digest,
        tuple(tasks),
    )


def _task(finding: Finding, report: ConformanceReport) -> Task:
    provision = finding.provision
    target = tuple(need_text(n, report.standard) for n in finding.needs)
    return Task(
        provision.id,
        f"{provision.gist}{finding.reason}",
        target or (f"达到“{provision.gist}”",),
        provision.remedy,
        provision.subject,
        finding.required,
    )


def _carry(fresh: Task, old: Task) -> Task:
    return replace(
        fresh,
        owner=old.owner,
        reviewer=old.reviewer,
        due=old.due,
        progress=old.progress,
        proof=old.proof,
        closed_by=old.closed_by,
        note=old.note,
    )


def status(plan: Plan, as_of: date) -> tuple[TaskStatus, ...]:
    """Where every task stands on a day, in the list's order."""
    return tuple(_status(task, as_of) for task in plan.tasks)


def _status(task: Task, as_of: date) -> TaskStatus:
    if task.progress is Progress.CLOSED:
        why = _why_not_closed(task)
        return TaskStatus(task, State.NOT_CLOSED if why else State.CLOSED, why)
    if task.progress is Progress.TO_ACCEPT:
        same = bool(task.reviewer) and task.reviewer == task.owner
        return TaskStatus(task, State.TO_ACCEPT, "验收人与责任人相同，请换人验收" if same else "")
    if task.due is None or not task.owner:
        return TaskStatus(task, State.UNPLANNED, "未定责任人或时限")
    days = (task.due - as_of).days
    if days < 0:
        return TaskStatus(task, State.OVERDUE, f"逾期 {-days} 天")
    if as_of + timedelta(days=SOON_DAYS) >= task.due:
        return TaskStatus(task, State.DUE_SOON, f"还有 {days} 天")
    return TaskStatus(task, State.UNDER_WAY)


def _why_not_closed(task: Task) -> str:
    faults = []
    if not task.proof:
        faults.append("没有佐证")
    if not task.closed_by:
        faults.append("没有写销号人")
    elif task.closed_by == task.owner:
        faults.append("销号人与责任人相同")
    return "，".join(faults)
