"""整改清单: one ledger of what to mend, the same in the report, the workbook and YAML.

What icstd knows of a task comes from the gap; the rest is filled in by people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ...conformance import ConformanceReport, Finding
from ...scoring import first_steps
from ...terms import Progress
from ..words import need_text
from .model import Cell, Column, Row, Table
from .parts import reason_lines

SHEET = "整改清单"
BASIS_SHEET = "整改依据"
"""Sheet that says of which park and from which report the list is."""


@dataclass(frozen=True, slots=True)
class Task:
    """整改任务: one step towards closing a gap; a gap may need several.

    From the report: all up to `gone`; gist: what the provision asks; problem:
    why it is not met; source: who said so; expected: proof that fits; gone: the
    newest report shows that the gap is closed.  From people: the rest; owner,
    reviewer and closed_by are posts, not names.
    """

    provision: str
    gist: str
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
    expected: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """整改清单 of one park; `encoding_version` and `digest` say from which report."""

    park: str
    standard: str
    encoding_version: str
    as_of: date
    digest: str
    tasks: tuple[Task, ...] = field(default=())


class TaskField(NamedTuple):
    """A column of the ledger; by_people: filled in by hand, coloured in the workbook."""

    title: str
    name: str
    width: int
    by_people: bool = False
    detail: bool = False


FIELDS = (
    TaskField("条款", "provision", 7),
    TaskField("内容", "gist", 14),
    TaskField("问题", "problem", 16),
    TaskField("目标", "target", 14),
    TaskField("措施", "measure", 14),
    TaskField("责任单位", "department", 8),
    TaskField("必备", "required", 3),
    TaskField("差距已消除", "gone", 4),
    TaskField("责任人", "owner", 5, by_people=True),
    TaskField("验收人", "reviewer", 5, by_people=True),
    TaskField("时限", "due", 6, by_people=True),
    TaskField("进度", "progress", 5, by_people=True),
    TaskField("佐证", "proof", 9, by_people=True),
    TaskField("销号人", "closed_by", 5, by_people=True),
    TaskField("备注", "note", 9, by_people=True),
    TaskField("应附佐证", "expected", 14, detail=True),
    TaskField("来源", "source", 10, detail=True),
)
NUMBER = "序号"

HEAD = {
    "园区": "park",
    "标准": "standard",
    "编码版本": "encoding_version",
    "评价日": "as_of",
    "结果摘要": "digest",
}
"""What the list rests on: key in the file → field of the plan."""


def plan_of(report: ConformanceReport, digest: str, tasks: tuple[Task, ...]) -> ActionPlan:
    """The list of a report's park with these tasks."""
    return ActionPlan(
        report.assessment.park.name,
        report.standard.number,
        report.standard.encoding_version,
        report.as_of,
        digest,
        tasks,
    )


def tasks_of(report: ConformanceReport) -> tuple[Task, ...]:
    """One task a gap, in the order of 先做这几件, nothing yet filled in by people."""
    return tuple(_task(step.finding, report) for step in first_steps(report))


def _task(finding: Finding, report: ConformanceReport) -> Task:
    provision = finding.provision
    target = tuple(need_text(n, report.standard) for n in finding.needs)
    return Task(
        provision=provision.id,
        gist=provision.gist,
        problem="\n".join(reason_lines(finding)),
        target=target or (f"达到“{provision.gist}”",),
        measure=provision.remedy,
        department=provision.subject,
        required=finding.required,
        expected=tuple(e.what for e in provision.evidence),
        source=f"{report.assessment.period.party}（{finding.basis}）",
    )


def plain_value(task: Task, name: str) -> str | list[str]:
    """A field as files hold it."""
    value = getattr(task, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return list(value)
    return "" if value is None else str(value)


def basis(plan: ActionPlan) -> tuple[tuple[str, str], ...]:
    """The pairs of the sheet that says what the list rests on."""
    return tuple((key, str(getattr(plan, name))) for key, name in HEAD.items())


def plan_table(tasks: tuple[Task, ...]) -> Table:
    """整改清单, as a park keeps it up until every line is struck off."""
    columns = [Column(NUMBER, 4, numeric=True)]
    for one in FIELDS:
        choices = tuple(Progress) if one.name == "progress" else ()
        columns.append(
            Column(one.title, one.width, detail=one.detail, choices=choices, asked=one.by_people)
        )
    rows = [
        Row((number, *(_cell(plain_value(task, one.name)) for one in FIELDS)))
        for number, task in enumerate(tasks, 1)
    ]
    return Table(SHEET, tuple(columns), tuple(rows))


def _cell(value: str | list[str]) -> Cell:
    if isinstance(value, list):
        return tuple(line.replace("\n", " ") for line in value)
    return tuple(value.split("\n")) if "\n" in value else value
