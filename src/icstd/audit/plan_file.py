"""整改清单 as a file: YAML and Excel both ways, as strictly as a self-assessment."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from ..assessment.dump import dump_yaml
from ..assessment.group import Group
from ..assessment.report import Report
from ..assessment.texts import shown
from ..assessment.walk import Walk
from ..errors import InputProblems, Place, Problem
from ..limits import NAME_CHARS
from ..report.layout.action_plan import (
    BASIS_SHEET,
    FIELDS,
    HEAD,
    NUMBER,
    SHEET,
    ActionPlan,
    Task,
    basis,
    plain_value,
    plan_table,
)
from ..report.layout.model import Layout, Pairs, Paragraph
from ..report.layout.model import Sheet as Page
from ..terms import Progress
from ..text import visible
from ..workbook.grid import Grid, letters, read_grids
from ..workbook.records import Faults, Sheet, text_of, under_headings
from ..yamlio import Document, Map, Seq

KEYS = {one.title: one.name for one in FIELDS}
_LISTS = ("target", "proof", "expected")
_NEW_LIST = "用 icstd plan 填报文件 -o 整改.xlsx 重新生成"
_HOW = (
    "黄色的列由人填写，更新时保留；其余由报告生成。",
    f"进度可填 {'、'.join(Progress)}；销号要有佐证，销号人不能是责任人本人，并且差距已消除。",
    "一条差距分几步做的，复制整行，各写各的问题、目标和措施。",
)


def plan_yaml(plan: ActionPlan) -> str:
    """The plan as YAML; `read_plan` gives it back."""
    tasks = [{one.title: plain_value(task, one.name) for one in FIELDS} for task in plan.tasks]
    asked = "、".join(one.title for one in FIELDS if one.by_people)
    notes = (f"整改清单。{asked}由人填写，更新时保留。", *_HOW[1:])
    note = "".join(f"# {line}\n" for line in notes)
    return note + dump_yaml({**dict(basis(plan)), "任务": tasks})


def plan_layout(plan: ActionPlan) -> Layout:
    """The plan as a workbook people fill in; `read_workbook` gives it back."""
    table = plan_table(plan.tasks)
    about = Pairs(basis(plan))
    return Layout(
        title=SHEET,
        subtitle=plan.park,
        cover=about,
        sections=(),
        sheets=(Page(SHEET, (table,)), Page(BASIS_SHEET, (*map(Paragraph, _HOW), about))),
        results=table,
        footer=f"{plan.standard}　编码版本 {plan.encoding_version}　结果摘要 {plan.digest[:16]}",
        digest=plan.digest,
        keywords=(SHEET, plan.digest),
    )


def plan_workbook(plan: ActionPlan) -> bytes:
    """The bytes of `plan_layout` as .xlsx."""
    from ..report.xlsx_file import render_layout

    return render_layout(plan_layout(plan), plan.as_of)


def read_plan(document: Document) -> ActionPlan:
    """The plan a document holds.  Raises InputProblems with every fault found."""
    report = Report(document)
    walk = Walk(report)
    root = Group(walk, document.root, Place(1, 1), (), known={**HEAD, "任务": "tasks"})
    for key, name in HEAD.items():
        if not root.says(name):
            root.missing(name, f"整改清单缺“{key}”", _NEW_LIST)
    tasks = [_task(walk, raw, at, n) for n, (raw, at) in enumerate(_rows(root), 1)]
    said = {name: root.text(name) for name in HEAD.values() if name != "as_of"}
    as_of = root.day("as_of")
    report.close()
    return ActionPlan(as_of=as_of or date.min, tasks=tuple(tasks), **said)


def _rows(root: Group) -> list[tuple[Any, Place]]:
    found = root.found.get("tasks")
    if found is None or found.raw in (None, ""):
        return []
    if not isinstance(found.raw, Seq):
        message = f"这里要填列表，填的是{shown(found.raw)}"
        root.refuse("tasks", "E-TYPE", message, "每项任务以“- 条款: ”开头")
        return []
    return list(zip(found.raw, found.raw.places, strict=True))


def _task(walk: Walk, raw: Any, at: Place, number: int) -> Task:
    one = Group(walk, raw, at, ("任务", str(number)), known=KEYS)
    if isinstance(raw, Map) and not one.says("provision"):
        one.missing("provision", "没有写条款编号", "写上这项任务针对的条款，如 W6.8")
    elif raw is None:
        walk.report.add("E-TYPE", at, one.path, "这一项是空的", "删去这一行，或写上任务的内容")
    values: dict[str, Any] = {}
    for name in KEYS.values():
        if name in _LISTS:
            values[name] = one.texts(name)
        elif name in ("required", "gone"):
            values[name] = one.flag(name)
        elif name == "due":
            values[name] = one.day(name)
        elif name == "progress":
            values[name] = Progress(one.option(name, tuple(Progress)) or Progress.NOT_STARTED)
        else:
            short = name in ("provision", "owner", "reviewer", "closed_by")
            values[name] = one.text(name, NAME_CHARS) if short else one.text(name)
    return Task(**values)


def read_workbook(data: bytes, name: str) -> ActionPlan:
    """The plan of a workbook made by `plan_workbook`, or of a report's workbook.

    Raises InputProblems, places naming sheet and cell.
    """
    faults = Faults(name)
    grids = read_grids(data, name)
    sheet = _ledger(grids, faults)
    root = Map()
    about = next((grid for grid in grids if grid.title == BASIS_SHEET), None)
    if about is None:
        message = f"没有“{BASIS_SHEET}”表，不知道这张清单是哪个园区、依据哪份报告的"
        faults.add("E-XLSX-LAYOUT", Place(), "", message, _NEW_LIST)
    else:
        for row, column in sorted(about.cells):
            key = text_of(about.cells[row, column]).strip()
            if column == 1 and key in HEAD and key not in root:
                _put(root, key, about, (row, 2), faults)
    tasks = _tasks(sheet, faults)
    root.put("任务", tasks, sheet.grid.place(sheet.head, 1), sheet.grid.place(sheet.head, 1))
    if faults.found:
        raise InputProblems(tuple(faults.found))
    return read_plan(Document(root, name, hashlib.sha256(data).hexdigest()))


def _ledger(grids: list[Grid], faults: Faults) -> Sheet:
    """The one sheet that holds the list.  Raises InputProblems where it is none or two."""
    wanted = [one.title for one in FIELDS if not one.detail]
    sheets = [s for g in grids if (s := under_headings(g, wanted, faults)) is not None]
    if len(sheets) == 1:
        return sheets[0]
    if sheets:
        names = "、".join(f"“{visible(s.grid.title)}”" for s in sheets)
        message, advice = f"有几张整改清单：{names}", "只留要用的一张，其余删去"
        raise InputProblems((Problem("E-XLSX-DUP", faults.name, Place(), "", message, advice),))
    message = f"没有找到“{SHEET}”：没有一张表的表头里有{'、'.join(wanted)}"
    advice = f"表头改回原样；改不回的，{_NEW_LIST}，把人填的内容抄过去"
    raise InputProblems((Problem("E-XLSX-LAYOUT", faults.name, Place(), "", message, advice),))


def _tasks(sheet: Sheet, faults: Faults) -> Seq:
    grid, tasks = sheet.grid, Seq()
    titles = {column: title for title, column in sheet.columns.items() if title != NUMBER}
    rows: dict[int, list[int]] = {}
    for row, column in sorted(grid.cells):
        if row > sheet.head and column != sheet.columns.get(NUMBER):
            rows.setdefault(row, []).append(column)
    for row, columns in rows.items():
        task = Map()
        for column in columns:
            if column in titles:
                _put(task, titles[column], grid, (row, column), faults)
            else:
                message = f"{letters(column)} 列没有表头，这一格不知道是什么"
                advice = "要留的移到“备注”列，不要的删去"
                faults.add("E-XLSX-LAYOUT", grid.place(row, column), sheet.path(), message, advice)
        if task:
            tasks.put(task, grid.place(row, columns[0]))
    return tasks


def _put(target: Map, key: str, grid: Grid, at: tuple[int, int], faults: Faults) -> None:
    """Put a cell's text into a mapping, lists a line each; blanks are left out."""
    place = grid.place(*at)
    if faults.odd_cell(grid, *at, f"{visible(grid.title)} › {visible(key)}"):
        return
    text = text_of(grid.cells.get(at)).strip()
    if not text:
        return
    value: str | Seq = text
    if KEYS.get(key) in _LISTS:
        value = Seq()
        for line in filter(str.strip, text.split("\n")):
            value.put(line.strip(), place)
    target.put(key, value, place, place)
