"""整改: the list of what to mend, started from gaps and kept up by people.

What icstd knows (problem, target) is refreshed from each new report; what
people wrote is never lost.  A task is 销号 only when the facts, or an auditor
whose word stands in the report, show that the gap is closed, with proof and by
somebody other than its owner.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from ..conformance import ConformanceReport
from ..errors import UsageProblem
from ..report.layout.action_plan import ActionPlan, Task, plan_of, tasks_of
from ..terms import Progress, Verdict
from ..text import visible

SOON_DAYS = 14
_CLOSED = (Verdict.MET, Verdict.NOT_APPLICABLE)
_BRACKETS = str.maketrans("〔［【{[", "(((((") | str.maketrans("〕］】}]", ")))))")


class State(StrEnum):
    """Where a task stands on a day, worked out from progress, dates and proof."""

    CLOSED = "已销号"
    NOT_CLOSED = "销号无效"
    TO_ACCEPT = "待验收"
    OVERDUE = "已逾期"
    DUE_SOON = "即将到期"
    UNDER_WAY = "进行中"
    UNPLANNED = "未安排"


class TaskStatus(NamedTuple):
    """A task's state on a day, and why in Chinese where it needs saying."""

    task: Task
    state: State
    remark: str = ""


def make_plan(report: ConformanceReport, digest: str, kept: ActionPlan | None = None) -> ActionPlan:
    """Start the list from a report's gaps, or bring an earlier one up to date.

    Tasks are in the order of 先做这几件, all tasks of a provision together;
    those of provisions that are no gap any more follow, so that somebody can
    still accept them.  A gap is gone only where the report shows it met or
    not applicable: what can no longer be judged stays open.

    Raises UsageProblem where the earlier list is another park's.
    """
    earlier: dict[str, list[Task]] = {}
    if kept is not None:
        _refuse_other_park(report, kept)
        for old in kept.tasks:
            earlier.setdefault(old.provision, []).append(old)
    tasks: list[Task] = []
    for fresh in tasks_of(report):
        old_ones = earlier.pop(fresh.provision, [])
        alone = len(old_ones) == 1
        tasks += [_carry(fresh, old, report, alone=alone) for old in old_ones] or [fresh]
    closed = {f.provision.id for f in report.findings if f.verdict in _CLOSED}
    tasks += [
        replace(old, gone=old.provision in closed)
        for old_ones in earlier.values()
        for old in old_ones
    ]
    return plan_of(report, digest, tuple(tasks))


def _refuse_other_park(report: ConformanceReport, kept: ActionPlan) -> None:
    park = report.assessment.park.name
    if _folded(kept.park) != _folded(park):
        raise UsageProblem(
            f"整改清单是“{visible(kept.park)}”的，填报文件是“{visible(park)}”的",
            "用同一个园区的清单；园区改过名的，先把清单“整改依据”里的园区改成现在的名称",
            "E-PLAN-PARK",
        )


def _folded(name: str) -> str:
    """A name without what is only writing: width, blanks, kinds of brackets."""
    plain = unicodedata.normalize("NFKC", name).translate(_BRACKETS)
    return "".join(plain.split()).casefold()


def _carry(fresh: Task, old: Task, report: ConformanceReport, *, alone: bool) -> Task:
    """An earlier task with what the new report knows, all that people wrote kept.

    Where a gap has several tasks, people told them apart in words of their
    own, which stand.
    """
    same = {"provision": fresh.provision, "required": fresh.required, "gone": False}
    if alone:
        provision = report.finding(fresh.provision).provision
        same |= {name: getattr(fresh, name) for name in ("gist", "problem", "target", "source")}
        if old.measure in ("", provision.remedy):
            same["measure"] = fresh.measure
        if old.department in ("", provision.subject):
            same["department"] = fresh.department
    task = replace(old, **same)  # type: ignore[arg-type]
    return _reopened(task, report.as_of) if old.gone and old.progress is Progress.CLOSED else task


def _reopened(task: Task, as_of: date) -> Task:
    """A task whose gap came back after it had been struck off."""
    said = f"{as_of} 的报告里差距又出现，重新打开"
    said += f"（原由{task.closed_by}销号）" if task.closed_by else ""
    note = f"{task.note}\n{said}" if task.note else said
    return replace(task, progress=Progress.NOT_STARTED, closed_by="", note=note)


def reopened(kept: ActionPlan, plan: ActionPlan) -> tuple[str, ...]:
    """Provisions whose task had been struck off and is open again."""
    closed = {t.provision for t in kept.tasks if t.progress is Progress.CLOSED and t.gone}
    return _ids(t.provision for t in plan.tasks if t.provision in closed and not t.gone)


def _ids(provisions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(provisions))


def status(plan: ActionPlan, as_of: date) -> tuple[TaskStatus, ...]:
    """Where every task stands on a day, in the list's order."""
    return tuple(_status(task, as_of) for task in plan.tasks)


def _status(task: Task, as_of: date) -> TaskStatus:
    if task.progress is Progress.CLOSED:
        why = _why_not_closed(task)
        return TaskStatus(task, State.NOT_CLOSED if why else State.CLOSED, why)
    if task.progress is Progress.TO_ACCEPT:
        same = bool(task.reviewer) and _folded(task.reviewer) == _folded(task.owner)
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
    if not task.gone:
        faults.append("最近一次报告里差距还在；整改后重新评价，再用 icstd plan --update 更新清单")
    if not task.proof:
        faults.append("没有佐证")
    if not task.closed_by:
        faults.append("没有写销号人")
    elif _folded(task.closed_by) == _folded(task.owner):
        faults.append("销号人与责任人相同")
    return "，".join(faults)
