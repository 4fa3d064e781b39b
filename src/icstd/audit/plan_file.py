"""整改清单 as a file: YAML both ways, Excel both ways, nothing people wrote lost."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from math import ceil
from typing import Any

from ..assessment.dates import Wrong, read_date
from ..assessment.dump import dump_yaml
from ..assessment.report import Path, Report
from ..errors import InputProblems, Place, Problem
from ..terms import Progress
from ..text import echo, width
from ..yamlio import Document, Map
from .plan import Plan, Task

KEYS = {
    "条款": "provision",
    "问题": "problem",
    "目标": "target",
    "措施": "measure",
    "责任单位": "department",
    "必备": "required",
    "差距已消除": "gone",
    "责任人": "owner",
    "验收人": "reviewer",
    "时限": "due",
    "进度": "progress",
    "佐证": "proof",
    "销号人": "closed_by",
    "备注": "note",
}
"""Key in the file and title in the workbook → field of a task."""

LISTS = ("target", "proof")
HEAD = {
    "园区": "park",
    "标准": "standard",
    "编码版本": "encoding_version",
    "评价日": "as_of",
    "结果摘要": "digest",
}
SHEET = "整改清单"
BY_PEOPLE = ("owner", "reviewer", "due", "progress", "proof", "closed_by", "note")
"""What people fill in; coloured in the workbook."""

_USUAL = 9
WIDTHS = {
    "provision": 7, "problem": 32, "target": 26, "measure": 30, "department": 13, "required": 5,
    "gone": 11, "due": 11, "proof": 16, "note": 14,
}  # fmt: skip
"""Widths of columns in characters of Latin script, `_USUAL` where not named."""


def plan_yaml(plan: Plan) -> str:
    """The plan as YAML; `read_plan` gives it back."""
    head: dict[str, Any] = {key: str(getattr(plan, name)) for key, name in HEAD.items()}
    tasks = [
        {key: _plain(getattr(task, name)) for key, name in KEYS.items()} for task in plan.tasks
    ]
    note = "# 整改清单。责任人、验收人、时限、进度、佐证、销号人、备注由人填写，更新时保留。\n"
    note += f"# 进度可填 {'、'.join(Progress)}；销号要有佐证，销号人不能是责任人本人。\n"
    return note + dump_yaml(head | {"任务": tasks})


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return list(value)
    return "" if value is None else str(value)


def read_plan(document: Document) -> Plan:
    """The plan a document holds.  Raises InputProblems with every fault found."""
    report, root = Report(document), document.root
    _keys(report, root, {*HEAD, "任务"}, ())
    for key in HEAD:
        if root.get(key) is None:
            report.add(
                "E-MISSING", Place(1, 1), (key,), "整改清单缺这一项", "用 icstd plan 重新生成"
            )
    rows = root.get("任务")
    if rows is None:
        rows = []
    if not isinstance(rows, list):
        report.add(
            "E-TYPE", root.places["任务"][1], ("任务",), "这里要写一个列表", "每项以“- ”开头"
        )
        rows = []
    tasks = [_task(report, row, n) for n, row in enumerate(rows, 1) if isinstance(row, Map)]
    as_of = _date(report, root, "评价日", ())
    report.close()
    head = {name: str(root[key]) for key, name in HEAD.items()}
    return Plan(**(head | {"as_of": as_of or date.min, "tasks": tuple(tasks)}))  # type: ignore[arg-type]


def _keys(report: Report, at: Map, known: set[str], path: Path) -> None:
    for key in at:
        if key not in known:
            near = report.near(key, sorted(known))
            advice = f"是否想写“{near}”？" if near else f"可写：{'、'.join(sorted(known))}"
            report.add("E-UNKNOWN-KEY", at.places[key][0], path, f"不认识{echo(key)}", advice)


def _task(report: Report, at: Map, number: int) -> Task:
    path: Path = ("任务", str(number))
    _keys(report, at, set(KEYS), path)
    if not at.get("条款"):
        place = next(iter(at.places.values()), (Place(1, 1),))[0]
        report.add("E-MISSING", place, path, "没有写条款编号", "如 条款: W6.8")
    values: dict[str, Any] = {}
    for key, name in KEYS.items():
        raw = at.get(key)
        if name in LISTS:
            values[name] = tuple(str(r) for r in raw) if isinstance(raw, list) else _one(raw)
        elif name in ("required", "gone"):
            values[name] = raw in (True, "是")
        elif name == "due":
            values[name] = _date(report, at, key, path)
        elif name == "progress":
            values[name] = _progress(report, at, path)
        else:
            values[name] = "" if raw is None else str(raw)
    return Task(**values)


def _one(raw: Any) -> tuple[str, ...]:
    return () if raw is None else (str(raw),)


def _progress(report: Report, at: Map, path: Path) -> Progress:
    raw = at.get("进度")
    if raw is None or raw == "":
        return Progress.NOT_STARTED
    if raw in tuple(Progress):
        return Progress(raw)
    near = report.near(str(raw), tuple(Progress))
    advice = f"是否想写“{near}”？" if near else f"可填：{'、'.join(Progress)}"
    place = at.places["进度"][1]
    report.add("E-ENUM", place, (*path, "进度"), f"{echo(str(raw))}不是进度用词", advice)
    return Progress.NOT_STARTED


def _date(report: Report, at: Map, key: str, path: Path) -> date | None:
    raw = at.get(key)
    if raw is None or raw == "":
        return None
    found = read_date(raw)
    if isinstance(found, Wrong):
        report.add(found.code, at.places[key][1], (*path, key), found.message, found.advice)
        return None
    return found


def plan_workbook(plan: Plan) -> bytes:
    """The plan as a workbook people fill in; `read_workbook` gives it back."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": SHEET, "created": datetime.combine(plan.as_of, time())})
        sheet = book.add_worksheet(SHEET)
        frame = {"border": 1, "border_color": "#BFC5CC", "text_wrap": True, "font_size": 10}
        head = book.add_format(
            frame
            | {
                "bold": True,
                "bg_color": "#1F3A5F",
                "font_color": "#FFFFFF",
                "align": "center",
                "valign": "vcenter",
            }
        )
        given = book.add_format(frame | {"valign": "top", "quote_prefix": True})
        asked = book.add_format(
            frame | {"valign": "top", "quote_prefix": True, "bg_color": "#FFF9E5"}
        )
        for column, (key, name) in enumerate(KEYS.items()):
            sheet.set_column(column, column, WIDTHS.get(name, _USUAL))
            sheet.write_string(0, column, key, head)
            look = asked if name in BY_PEOPLE else given
            for row, task in enumerate(plan.tasks, 1):
                sheet.write_string(row, column, _cell_text(task, name)[:32_000], look)
        sheet.set_row(0, 20)
        for row, task in enumerate(plan.tasks, 1):
            sheet.set_row(row, 14 * _lines(task) + 4)
        last = max(len(plan.tasks), 1)
        where = list(KEYS).index("进度")
        sheet.data_validation(1, where, last, where, {"validate": "list", "source": list(Progress)})
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(KEYS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        sheet.set_footer(f"&L{SHEET}&R第 &P 页　共 &N 页")
        about = book.add_worksheet("依据")
        about.set_paper(9)
        about.fit_to_pages(1, 0)
        about.set_column(0, 0, 12)
        about.set_column(1, 1, 68)
        for row, (key, name) in enumerate(HEAD.items()):
            about.write_string(row, 0, key, given)
            about.write_string(row, 1, str(getattr(plan, name)), given)
    return out.getvalue()


def _cell_text(task: Task, name: str) -> str:
    value = _plain(getattr(task, name))
    return "\n".join(value) if isinstance(value, list) else value or ""


def _lines(task: Task) -> int:
    """How many lines the tallest cell of a row takes; not every program works it out."""
    return max(
        sum(max(1, ceil(width(line) / (WIDTHS.get(n, _USUAL) - 1))) for line in text.split("\n"))
        for n in KEYS.values()
        for text in [_cell_text(task, n)]
    )


def read_workbook(data: bytes, name: str) -> Plan:
    """The plan a workbook holds, read as the YAML form would be.

    Raises InputProblems, places naming sheet and cell.
    """
    from ..workbook.guard import examine

    examine(data, name)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [[c.value for c in row] for row in book[SHEET].iter_rows()]
        about = [[c.value for c in row] for row in book["依据"].iter_rows(max_col=2)]
    except (KeyError, ValueError, IndexError, TypeError):
        message = f"工作簿里没有“{SHEET}”和“依据”两张表"
        problem = Problem("E-XLSX-DAMAGED", name, Place(), "", message, "用 icstd plan 重新生成")
        raise InputProblems((problem,)) from None
    root = Map()
    for number, (key, value) in enumerate((r[0], r[1]) for r in about if r and r[0]):
        at = Place(cell=f"依据!B{number + 1}")
        root.put(str(key), _text(value), at, at)
    root.put("任务", _tasks(rows), Place(cell=SHEET), Place(cell=SHEET))
    return read_plan(Document(root, name))


def _tasks(rows: list[list[Any]]) -> list[Map]:
    from openpyxl.utils import get_column_letter

    titles = [str(t) for t in rows[0]] if rows else []
    tasks = []
    for number, row in enumerate(rows[1:], 2):
        if all(v is None for v in row):
            continue
        task = Map()
        for column, (title, value) in enumerate(zip(titles, row, strict=False), 1):
            at = Place(cell=f"{SHEET}!{get_column_letter(column)}{number}")
            text = _text(value)
            many = text is not None and KEYS.get(title) in LISTS
            task.put(title, text.split("\n") if many and text else text, at, at)
        tasks.append(task)
    return tasks


def _text(value: Any) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value) if value not in (None, "") else None
