"""A workbook's cells as plain values, read once and closed.

What the cells hold comes from the guard's own walk; the library is asked only
which part is which sheet, and how a style shows a number.  Whatever it
stumbles over means that the workbook is damaged.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import Any, NamedTuple

from ..errors import InputProblems, Place
from .formats import Shown, code_of, larger_unit, shown_as
from .guard import RawBook, damaged, examine
from .raw import RawCell, RawSheet, corners

MAX_SHEETS = 100


class Formula(NamedTuple):
    """A formula where a value should be."""

    text: str


class Fault(NamedTuple):
    """An error value such as #REF!, or what stands where a number should and is none."""

    text: str


class Percent(NamedTuple):
    """A number in a cell formatted as per cent: 0.95 shown as 95%."""

    number: Decimal


Cell = bool | int | Decimal | str | date | Formula | Fault | Percent
"""A cell's content; text is as typed, whole floats are integers."""

_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?").fullmatch
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIFTEEN = Context(prec=15)
_LARGEST = Decimal(10) ** 15
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_LAST_DAY = date(9999, 12, 31)
_NO_LEAP_DAY = 60  # Excel's 1900-02-29, a day that never was


class Grid(NamedTuple):
    """One sheet: cells by row and column from 1, blanks left out.

    numbers: cell → the number stored, where the value is another: behind a
    date, or with more digits than are shown; units: cell → the larger unit
    (`万元`) that its format shows.  hidden: the whole sheet is; hidden_rows,
    hidden_columns: parts of it, by hand or by a filter.
    """

    title: str
    cells: dict[tuple[int, int], Cell]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    numbers: dict[tuple[int, int], Decimal] = {}  # noqa: RUF012 - never changed
    units: dict[tuple[int, int], str] = {}  # noqa: RUF012 - never changed
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()

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
    raw = examine(data, name)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):  # it even prints
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions
            return list(_grids(data, name, raw))
    except (InputProblems, ImportError):
        raise
    except Exception as cause:  # a damaged file can make the library raise anything
        damaged(name, "内容读不出来", cause)


def _grids(data: bytes, name: str, raw: RawBook) -> Iterator[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        sheets = book.worksheets
        paths = [sheet._worksheet_path for sheet in sheets]  # not offered publicly
        if not 1 <= len(sheets) <= MAX_SHEETS or len(set(paths)) < len(paths):
            damaged(name, "工作表的目录是乱的")
        epoch = _EPOCHS[1904 if book.epoch.year == 1904 else 1900]
        reader = _Reader(_codes(book), raw.texts, epoch)
        for sheet, path in zip(sheets, paths, strict=True):
            yield reader.grid(sheet.title, raw.sheets[path], hidden=sheet.sheet_state != "visible")
    finally:
        book.close()


def _codes(book: Any) -> Callable[[str], str]:
    """How a style, by its number in the file, writes numbers."""
    own = dict(enumerate(book._number_formats, 164))
    styles = [code_of(style.numFmtId, own) for style in book._cell_styles]
    return lambda number: styles[int(number)]


class _Reader:
    def __init__(self, codes: Callable[[str], str], texts: list[str], epoch: date) -> None:
        self.codes, self.texts, self.epoch = codes, texts, epoch

    def grid(self, title: str, raw: RawSheet, *, hidden: bool) -> Grid:
        cells: dict[tuple[int, int], Cell] = {}
        numbers: dict[tuple[int, int], Decimal] = {}
        units: dict[tuple[int, int], str] = {}
        for at, cell in raw.cells.items():
            value = self._content(cell)
            if value is None:
                continue
            if cell.kind == "n" and not isinstance(value, Formula | Fault):
                unit = larger_unit(self.codes(cell.style))
                if unit:
                    units[at] = unit
                stored = Decimal(cell.text or 0)
                if _behind(value) != stored:
                    numbers[at] = stored
            cells[at] = value
        areas = tuple(corners(reference) for reference in raw.merged)
        return Grid(
            title, cells, areas, numbers, units, hidden, raw.hidden_rows, raw.hidden_columns
        )

    def _content(self, cell: RawCell) -> Cell | None:
        kind, text = cell.kind, cell.text
        if cell.formula is not None:
            return Formula(f"={cell.formula}")
        if text is None:
            return None
        if kind == "s":
            return unescaped(self.texts[int(text)]) or None
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if kind == "b":
            return {"1": True, "0": False, "true": True, "false": False}[text.strip()]
        if kind == "d":
            return date.fromisoformat(text.strip()[:10])
        if kind == "e":
            return Fault(text)
        if kind != "n":
            raise ValueError(kind)
        return self._number(text.strip(), shown_as(self.codes(cell.style)))

    def _number(self, text: str, shown: Shown) -> Cell:
        if not _JSON_NUMBER(text):
            return Fault(text)
        number = _FIFTEEN.create_decimal(text)  # what Excel shows of a float
        if abs(number) >= _LARGEST:
            return Fault(text)
        if shown is Shown.PERCENT:
            return Percent(number)
        if shown is Shown.DATE:
            return self._day(number) or Fault("########")
        if shown is Shown.TIME:
            return _clock(number)
        return int(number) if number == number.to_integral_value() else number.normalize()

    def _day(self, number: Decimal) -> date | None:
        """The day of a serial number, its time of day left out."""
        days = int(number.to_integral_value("ROUND_FLOOR"))
        if self.epoch.year == 1899 and days < _NO_LEAP_DAY:
            days += 1
        first = 1 if self.epoch.year == 1899 else 0
        if days < first or days > (_LAST_DAY - self.epoch).days:
            return None
        return self.epoch + timedelta(days)


def _behind(value: Cell) -> object:
    """The number that a value of a cell shows."""
    return value.number if isinstance(value, Percent) else value


def _clock(number: Decimal) -> str:
    """`3:30:00`: a time, or more hours than a day has."""
    seconds = int((number * 86_400).to_integral_value())
    sign = "-" if seconds < 0 else ""
    minutes, seconds = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}"


def unescaped(text: str) -> str:
    """Text with `_x000D_` and the like as the characters they stand for, lines ended by \\n."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return text.replace("\r\n", "\n").replace("\r", "\n")
