"""Writing workbooks: how one is begun, what fits a cell, how a sheet prints.

Same input, same bytes: the library's clock is set, its temporary files are
not used.  Text is written as text, whatever it looks like.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from math import ceil
from typing import Any

from ..text import width

MAX_CELL = 32_767
"""Characters that a cell holds."""

LAST_COLUMN = 16_383
"""The last column that a sheet can have, from 0."""

TALLEST = 409
"""Points; no row can be higher."""

_LONGEST_LIST = 255
_CUT = "……（此处截断，全文见 JSON 报告）"
_NO_DAY = date(2021, 4, 8)  # no moment, only the same one always

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


def workbook_of(
    write: Callable[[Any], None], title: str, day: date = _NO_DAY, **properties: str
) -> bytes:
    """The workbook that `write` fills in, given the library's object.

    day: stands where a clock would.  properties: subject, keywords …
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        told = {"title": title, "author": "icstd", **properties}
        cut = {name: text[:_LONGEST_LIST] for name, text in told.items()}
        book.set_properties({**cut, "created": datetime.combine(day, time())})
        write(book)
    return out.getvalue()


def fitted(text: str) -> str:
    """Text no longer than a cell may hold; what is cut off is said to be."""
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - len(_CUT)] + _CUT


def lines(text: str, room: float) -> int:
    """How many lines a text takes in a cell `room` Latin characters wide, on the safe side."""
    return sum(max(1, ceil((width(line) + 1) / max(room - 2, 1))) for line in text.split("\n"))


def height(count: int, size: float = 13.5) -> float:
    """Points for so many lines; not every program works it out itself."""
    return min(size * count + 4, TALLEST)


def offer(sheet: Any, area: Area, words: Sequence[str] | str, *, strict: bool = True) -> None:
    """A drop-down of words, or of the cells that a reference names; strict: no other words."""
    source = words if isinstance(words, str) else list(words)
    rule: dict[str, Any] = {"validate": "list", "source": source, "show_error": strict}
    if strict:
        rule["error_title"] = "请从下拉列表中选"
        rule["error_message"] = f"可填：{'、'.join(words)}"[:_LONGEST_LIST]
    sheet.data_validation(*area, rule)


def set_up_page(
    sheet: Any, footer: str, *, landscape: bool = True, head: int | None = None
) -> None:
    """A4, numbered, as wide as the page where a row of headings repeats on each."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    safe = footer.replace("&", "&&")
    sheet.set_header("&C&A")
    sheet.set_footer(f"&L&9{safe}&R&9第 &P 页　共 &N 页")
    sheet.hide_gridlines(2)
    if head is not None:
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)


def cell_name(row: int, column: int) -> str:
    """0, 0 → `A1`."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def area_name(area: Area, *, fixed: bool = False) -> str:
    """`A1:B2`; fixed: `$A$1:$B$2`."""
    from xlsxwriter.utility import xl_range, xl_range_abs

    return str((xl_range_abs if fixed else xl_range)(*area))
