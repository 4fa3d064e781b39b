"""Rows under headings: a sheet's cells by row and column title, with their faults told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ..errors import Place, Problem
from ..text import clip, plain_number, visible
from ..yamlio.characters import forbidden
from .grid import Cell, Fault, Formula, Grid, Percent, letters

MUST = " *"
"""Follows the heading of a column that every row must fill in."""

_SEARCHED = 12
"""Rows in which headings are looked for."""


class Sheet(NamedTuple):
    """A sheet of rows under headings.

    head: row of the headings; columns: heading → column; mark: what the sheet
    is known by, if by a mark; ids: column of the row ids, 0 where it has none.
    """

    grid: Grid
    head: int
    columns: dict[str, int]
    mark: str = ""
    ids: int = 0

    def rows(self, headings: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Rows below the headings with an id or with content under `headings`; and the id."""
        looked_at = {self.columns[h] for h in headings if h in self.columns} | {self.ids}
        filled = {row for row, column in self.grid.cells if column in looked_at and row > self.head}
        for row in sorted(filled):
            found = self.grid.cells.get((row, self.ids))
            yield row, found if isinstance(found, str) else ""

    def place(self, row: int, heading: str) -> Place:
        """The cell of a row under a heading."""
        return self.grid.place(row, self.columns[heading])

    def path(self, *keys: str) -> str:
        """The Chinese path of a message: the sheet, then what is in it."""
        return " › ".join(visible(key) for key in (self.grid.title, *keys))


class Faults:
    """Everything wrong or odd that a workbook's reading finds, in order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Problem] = []
        self._merged: set[tuple[str, tuple[int, int, int, int]]] = set()

    def add(self, code: str, place: Place, path: str, message: str, advice: str = "") -> None:
        """Note one problem."""
        self.found.append(Problem(code, self.name, place, path, message, advice))

    def odd_cell(self, grid: Grid, row: int, column: int, path: str) -> bool:
        """Note a cell that holds no value that could be an answer; whether it is one."""
        cell, place = grid.cells.get((row, column)), grid.place(row, column)
        area = grid.swallowed(row, column)
        if area is not None:
            if (grid.title, area) in self._merged:
                return True
            self._merged.add((grid.title, area))
            span = f"{letters(area[1])}{area[0]}:{letters(area[3])}{area[2]}"
            self.add(
                "E-XLSX-MERGED",
                place,
                path,
                f"填报的单元格被合并了（{span}），分不清是哪一项的答复",
                "选中这一片，点“合并居中”取消合并，再逐格填写",
            )
        elif isinstance(cell, Formula):
            self.add(
                "E-XLSX-FORMULA",
                place,
                path,
                f"这一格是公式（{_short(cell.text)}），填报只收填好的值",
                "复制这一格，在原处“选择性粘贴—数值”",
            )
        elif isinstance(cell, Fault) and cell.text.startswith("#"):
            self.add(
                "E-XLSX-FORMULA",
                place,
                path,
                f"这一格是错误值 {_short(cell.text)}",
                "改成填好的值；不知道的留空",
            )
        elif isinstance(cell, Fault):
            if cell.text.strip("-+0123456789.eE"):
                message = f"这一格里存的不是规范的数字（{_short(cell.text)}）"
                self.add("E-NUMBER", place, path, message, "在这一格里把数字重新打一遍")
            else:
                message = "数字太大（15 位以上的数字会被表格程序改写）"
                advice = "证件号之类不是数量的，先把单元格格式设为“文本”再填"
                self.add("E-NUMBER", place, path, message, advice)
        elif isinstance(cell, str) and not cell.isprintable() and (odd := forbidden(cell)):
            what, advice = odd
            message = f"有看不见的字符：{what}"
            self.add("E-CHAR", place, path, message, advice or "删去它，或把这一格重新打一遍")
        else:
            return False
        return True


def tell_hidden(sheet: Sheet, faults: Faults, *, expected: Iterable[str] = ()) -> None:
    """Say which parts of a sheet that were read cannot be seen.

    expected: headings of columns that are hidden on purpose.
    """
    grid = sheet.grid
    below = {row for row, _ in grid.cells if row > sheet.head}
    rows = sorted(below & grid.hidden_rows)
    columns = [
        title
        for title, column in sheet.columns.items()
        if title not in set(expected)
        and any(first <= column <= last for first, last in grid.hidden_columns)
        and any(c == column and r > sheet.head for r, c in grid.cells)
    ]
    said = ["整张表"] * (grid.hidden and bool(below))
    said += [f"{len(rows)} 行（第 {_some(rows)} 行）"] * bool(rows)
    said += [f"“{_short(title)}”列" for title in columns]
    if said:
        what = f"有隐藏或被筛选掉的内容：{'、'.join(said)}；里面填的照样读了"
        advice = "不该算的删去，该算的取消隐藏、清除筛选，免得漏看"
        place = grid.place(rows[0], 1) if rows else grid.place(sheet.head, 1)
        faults.add("W-XLSX-HIDDEN", place, visible(grid.title), what, advice)


def _some(rows: list[int]) -> str:
    shown = "、".join(map(str, rows[:5]))
    return shown if len(rows) <= 5 else f"{shown} 等"


def _short(text: str) -> str:
    return clip(visible(text), 40)


def text_of(cell: Cell | None) -> str:
    """A cell's content as text; what a formula or an error value stands for is not known."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | Decimal):
        return plain_number(cell)
    if isinstance(cell, Percent):
        return f"{plain_number(cell.number * 100)}%"
    return "" if cell is None or isinstance(cell, Formula | Fault) else str(cell)


def plain_heading(text: str) -> str:
    """A heading without the mark of required columns, however it was retyped."""
    return text.strip().rstrip("*＊").strip()


def under_headings(grid: Grid, headings: Iterable[str], faults: Faults) -> Sheet | None:
    """The sheet below the first row that holds all these headings; None where none does."""
    wanted = set(headings)
    rows: dict[int, set[str]] = {}
    for (row, _), cell in grid.cells.items():
        if row <= _SEARCHED and isinstance(cell, str):
            rows.setdefault(row, set()).add(plain_heading(cell))
    head = next((row for row in sorted(rows) if wanted <= rows[row]), 0)
    return Sheet(grid, head, columns_of(grid, head, 0, faults)) if head else None


def columns_of(grid: Grid, head: int, ids: int, faults: Faults) -> dict[str, int]:
    """Heading → column; a heading that stands twice is noted."""
    columns: dict[str, int] = {}
    for (row, column), cell in grid.cells.items():
        if row != head or column == ids or not isinstance(cell, str):
            continue
        title = plain_heading(cell)
        if title in columns:
            faults.add(
                "E-XLSX-LAYOUT",
                grid.place(row, column),
                visible(grid.title),
                f"表头“{_short(title)}”出现了两次",
                "删去多出的一列，或把它的表头改成别的名字",
            )
        elif title:
            columns[title] = column
    return columns


def require(sheet: Sheet, headings: Iterable[str], faults: Faults) -> bool:
    """Note headings that are not to be found; whether all are there."""
    missing = [h for h in headings if h not in sheet.columns]
    if missing:
        names = "、".join(f"“{h}”" for h in missing)
        faults.add(
            "E-XLSX-LAYOUT",
            Place(sheet.head, 0, f"{sheet.grid.title}!{sheet.head}:{sheet.head}"),
            visible(sheet.grid.title),
            f"表头里找不到{names}，这一张表读不了",
            "把表头改回原样；改不回的，用 icstd init 重新生成一张表，把答复填过去",
        )
    return not missing


def remark_extra(sheet: Sheet, known: Iterable[str], faults: Faults) -> None:
    """Say which columns of the park's own were not read."""
    expected = set(known)
    for title, column in sheet.columns.items():
        below = any(c == column and r > sheet.head for r, c in sheet.grid.cells)
        if title not in expected and below:
            faults.add(
                "W-XLSX-COLUMN",
                sheet.grid.place(sheet.head, column),
                visible(sheet.grid.title),
                f"多出的列“{_short(title)}”没有读取",
                "填报表不读自加的列；要说明的写在“说明”列",
            )
