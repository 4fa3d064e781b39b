"""A workbook's cells as plain values, read once and closed.

Only here does openpyxl see the file, after the guard has passed it; whatever
it then still stumbles over means that the workbook is damaged.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from ..errors import InputProblems, Place
from ..limits import XLSX_COLUMNS, XLSX_ROWS
from .guard import damaged, examine
from .parts import corners

MAX_SHEETS = 100


class Formula(NamedTuple):
    """A formula where a value should be."""

    text: str


class Fault(NamedTuple):
    """An error value such as #REF!, or a number that is none."""

    text: str


class Percent(NamedTuple):
    """A number in a cell formatted as per cent: 0.95 shown as 95%."""

    number: Decimal


Cell = bool | int | Decimal | str | date | Formula | Fault | Percent
"""A cell's content; text is as typed, whole floats are integers."""


class Grid(NamedTuple):
    """One sheet: cells by row and column from 1, blanks left out."""

    title: str
    cells: dict[tuple[int, int], Cell]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def place(self, row: int, column: int) -> Place:
        """`诉求办理!C7`."""
        return Place(row, column, f"{self.title}!{letters(column)}{row}")

    def swallowed(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """The merged range that hides this cell, if one does."""
        for area in self.merged:
            top, left, bottom, right = area
            inside = top <= row <= bottom and left <= column <= right
            if inside and (row, column) != (top, left):
                return area
        return None


def letters(column: int) -> str:
    """1 → `A`, 27 → `AA`."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def read_grids(data: bytes, name: str) -> list[Grid]:
    """All sheets of a workbook, hidden ones included.

    Raises InputProblems where the file is no workbook that can be trusted.
    """
    merged = examine(data, name).merged
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):  # it even prints
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions
            return list(_grids(data, name, merged))
    except (InputProblems, ImportError):
        raise
    except Exception as cause:  # a damaged file can make the library raise anything
        damaged(name, "内容读不出来", cause)


def _grids(data: bytes, name: str, merged: dict[str, tuple[str, ...]]) -> Iterator[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        sheets = book.worksheets
        paths = [sheet._worksheet_path for sheet in sheets]  # not offered publicly
        if not 1 <= len(sheets) <= MAX_SHEETS or len(set(paths)) < len(paths):
            damaged(name, "工作表的目录是乱的")
        for sheet, path in zip(sheets, paths, strict=True):
            sheet.reset_dimensions()  # what the sheet says of its size may be wrong
            rows = sheet.iter_rows(max_row=XLSX_ROWS, max_col=XLSX_COLUMNS)
            cells = {
                (row, column): value
                for row, line in enumerate(rows, 1)
                for column, cell in enumerate(line, 1)
                if (value := _content(cell)) is not None
            }
            areas = tuple(corners(reference) for reference in merged.get(path, ()))
            yield Grid(sheet.title, cells, areas)
    finally:
        book.close()


def _content(cell: Any) -> Cell | None:
    value, kind = cell.value, cell.data_type
    if value is None or value == "":
        return None
    if kind == "f":
        return Formula(str(getattr(value, "text", None) or value))
    if kind == "e":
        return Fault(str(value))
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return _number(value, str(cell.number_format))


def _number(value: int | float, look: str) -> Cell:
    if not math.isfinite(value) or abs(value) >= 1e15:
        return Fault(repr(value))
    number = Decimal(repr(value))
    if look.endswith("%"):
        return Percent(number)
    return int(number) if number == number.to_integral_value() else number
