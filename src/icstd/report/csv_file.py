"""CSV for spreadsheets and scripts: one row a provision.

UTF-8 with a BOM, so that Excel reads the characters.  Every text is quoted, so
that no separator in it (comma, semicolon, tab) takes it apart; one that a
spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ..conformance import ConformanceReport
from .cells import plain_text
from .layout import result_table
from .layout.model import Cell

_FORMULA = frozenset("=+-@＝＋－＠")
_SEPARATORS = " \t\r\n\u3000,;|"
"""What may stand before a formula where a spreadsheet splits at it."""


def render(report: ConformanceReport) -> bytes:
    """The results as CSV; lines inside a cell are set apart by `；`."""
    table = result_table(report)
    return lines([c.title for c in table.columns], (row.cells for row in table.rows))


def lines(titles: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Any rows as CSV in the same manner."""
    return "".join((line(titles), *map(line, rows))).encode("utf-8-sig")


def line(cells: Iterable[Cell]) -> str:
    """One row."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    rows.writerow(_safe(cell) for cell in cells)
    return text.getvalue()


def _safe(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    text = plain_text(cell, "；")
    return f"'{text}" if text.lstrip(_SEPARATORS)[:1] in _FORMULA else text
