"""The Excel form: a summary to print, and tables to filter and to keep up.

Every text is written as text, whatever it looks like, with Excel's quote
prefix: it stays text when somebody edits it.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from math import ceil
from typing import Any

import xlsxwriter

from ..conformance import ConformanceReport
from ..text import width
from .cells import plain_text
from .layout import lay_out, shown
from .layout.model import (
    NARROW,
    Block,
    Cell,
    Chart,
    Column,
    Layout,
    Mark,
    NewPage,
    Pairs,
    Paragraph,
    Row,
    Sheet,
    Signatures,
    Table,
)
from .palette import TINTS
from .xlsx_look import colour_results, formats_of, set_up_page, tints_of

LONGEST = 32_767
"""Characters that Excel allows in a cell."""

_CUT = "……（此处截断，全文见 JSON 报告）"
_COLUMNS = 8
_FIRST, _OTHER = 26, 12
_WIDEST = 44
_TALLEST = 409
_SPARE_ROWS = 100
"""Rows under a table that people keep up, ready for further entries."""


def render(report: ConformanceReport) -> bytes:
    """The report as a workbook."""
    return render_layout(lay_out(report), report.as_of)


def render_layout(layout: Layout, day: date) -> bytes:
    """Any layout as a workbook; `day` stands where a clock would."""
    layout = shown(layout)
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": f"{layout.title}　{layout.subtitle}"[:255],
                "subject": layout.footer[:255],
                "author": "icstd",
                "keywords": layout.keywords[-1][:255],
                "created": datetime.combine(day, time()),
            }
        )
        looks, tints = formats_of(book), tints_of(book)
        for sheet in layout.sheets:
            _Page(book, layout, sheet, looks, tints).write()
    return out.getvalue()


def fitted(text: str) -> str:
    """Text no longer than a cell may hold; what is cut off is said to be."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT


class _Page:
    """Writes one sheet."""

    def __init__(
        self,
        book: Any,
        layout: Layout,
        sheet: Sheet,
        looks: dict[str, Any],
        tints: dict[str, Any],
    ) -> None:
        self.book, self.layout, self.told = book, layout, sheet
        self.looks, self.tints = looks, tints
        self.sheet: Any = book.add_worksheet(sheet.title)
        self.row = 0
        self.chart: Chart | None = None
        self.breaks: list[int] = []

    def write(self) -> None:
        set_up_page(self.sheet, self.layout.footer)
        blocks = self.told.blocks
        if len(blocks) == 1 and isinstance(blocks[0], Table):
            self.sheet.fit_to_pages(1, 0)
            self._ledger(blocks[0])
        else:
            self.sheet.set_print_scale(85)  # Excel minds page breaks only where nothing is fitted
            self._summary(blocks)

    def _text(self, column: int, text: str, look: str) -> None:
        self.sheet.write_string(self.row, column, fitted(text), self.looks[look])

    def _cell(self, column: int, cell: Cell, look: str, *, numeric: bool = False) -> None:
        number = "total number" if look == "total" else "number"
        if isinstance(cell, int):
            self.sheet.write_number(self.row, column, cell, self.looks[number])
        else:
            self._text(column, plain_text(cell), number if numeric else look)

    # One table on a sheet of its own.

    def _ledger(self, table: Table) -> None:
        self.sheet.set_row(0, 26)
        self._text(0, f"{table.caption}　{self.layout.subtitle}", "title")
        self.row = 1
        self._text(0, self.layout.footer, "part")
        self.row = head = 2
        for number, column in enumerate(table.columns):
            self._text(number, column.title, "number head" if column.numeric else "head")
            self.sheet.set_column(number, number, _room(column))
        for row in table.rows:
            self.row += 1
            for number, cell in enumerate(row.cells):
                self._cell(number, cell, "text", numeric=table.columns[number].numeric)
            self._heighten(table, row)
        last = max(self.row, head + 1)
        self.sheet.freeze_panes(head + 1, 1)
        self.sheet.autofilter(head, 0, last, len(table.columns) - 1)
        self.sheet.repeat_rows(head)
        printed = len(table.brief().columns)
        self.sheet.print_area(0, 0, last, printed - 1)
        for number, column in enumerate(table.columns):
            if any(isinstance(row.cells[number], Mark) for row in table.rows):
                colour_results(self.sheet, self.tints, (head + 1, number, last, number))
            if column.choices:
                self.sheet.data_validation(
                    head + 1,
                    number,
                    last + _SPARE_ROWS,
                    number,
                    {"validate": "list", "source": list(column.choices)},
                )

    def _heighten(self, table: Table, row: Row) -> None:
        """Room for the lines of the cells that are printed; not every program finds it itself."""
        printed = [(c, r) for c, r in zip(table.columns, row.cells, strict=True) if not c.detail]
        lines = max(_lines(plain_text(cell), _room(column)) for column, cell in printed)
        self.sheet.set_row(self.row, min(13.5 * lines + 4, _TALLEST))

    # Several blocks one below the other.

    def _summary(self, blocks: tuple[Block | NewPage, ...]) -> None:
        self.sheet.set_column(0, 0, _FIRST)
        self.sheet.set_column(1, _COLUMNS - 1, _OTHER)
        self.sheet.set_row(0, 30)
        self._text(0, self.layout.title, "title")
        self.row = 1
        self._text(0, self.layout.subtitle, "part")
        self.row = 2
        if self.told is self.layout.sheets[0] and self.layout.cover not in blocks:
            self._pairs(self.layout.cover)
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            elif isinstance(block, Pairs):
                self._pairs(block)
            elif isinstance(block, Table):
                self._table(block.brief())
            elif isinstance(block, Chart):
                self.chart = block
            elif isinstance(block, Signatures):
                self._signatures(block)
            else:
                self.breaks.append(self.row)
        self.sheet.set_h_pagebreaks(self.breaks)

    def _wide(self, first: int, text: str, look: str) -> None:
        """A text across the columns from `first`, with room for all its lines."""
        self.sheet.merge_range(self.row, first, self.row, _COLUMNS - 1, "", self.looks[look])
        self._text(first, text, look)
        room = (0 if first else _FIRST) + _OTHER * (_COLUMNS - max(first, 1))
        size = 17 if look == "lead" else 14
        self.sheet.set_row(self.row, min(size * _lines(text, room) + 3, _TALLEST))
        self.row += 1

    def _paragraph(self, block: Paragraph) -> None:
        self._wide(0, block.text, block.role)

    def _pairs(self, block: Pairs) -> None:
        for label, value in block.pairs:
            self._text(0, label, "label")
            self._wide(1, plain_text(value), "text")
        self.row += 1

    def _table(self, table: Table) -> None:
        if table.headed:
            self._text(0, table.caption, "part")
            self.row += 1
        head = self.row
        self._line(tuple(c.title for c in table.columns), "head", table)
        for number, column in enumerate(table.columns):
            if column.numeric:
                self.sheet.write_string(head, number, column.title, self.looks["number head"])
        for row in table.rows:
            self._line(row.cells, "total" if row.total else "text", table)
        for number, _ in enumerate(table.columns):
            if any(isinstance(row.cells[number], Mark) for row in table.rows):
                colour_results(self.sheet, self.tints, (head + 1, number, self.row - 1, number))
        if self.chart is not None and table.figures:
            self._draw(self.chart, table, head)
            self.chart = None
        self.row += 1

    def _line(self, cells: tuple[Cell, ...], look: str, table: Table) -> None:
        *others, last = cells
        row, room = self.row, _OTHER + 3  # the letters are smaller than a column's measure
        rooms = (_FIRST, *[room] * len(others))
        for number, cell in enumerate(others):
            self._cell(number, cell, look, numeric=table.columns[number].numeric)
        if table.columns[-1].numeric:
            self._cell(len(others), last, look, numeric=True)
            self.row += 1
        else:
            self._wide(len(others), plain_text(last), look)
            rooms = (*rooms[: len(others)], _OTHER * (_COLUMNS - len(others)))
        lines = max(_lines(plain_text(c), room) for c, room in zip(cells, rooms, strict=True))
        self.sheet.set_row(row, min(14 * lines + 3, _TALLEST))

    def _draw(self, chart: Chart, table: Table, head: int) -> None:
        """A native chart of a table of figures, below it."""
        name = self.told.title
        rows = [head + 1 + n for n, row in enumerate(table.rows) if not row.total]
        drawn = self.book.add_chart({"type": "bar", "subtype": "stacked"})
        for number, (mark, _) in enumerate(chart.bars[0].parts, 2):
            if mark.verdict is None:
                continue
            drawn.add_series(
                {
                    "name": [name, head, number],
                    "categories": [name, rows[0], 0, rows[-1], 0],
                    "values": [name, rows[0], number, rows[-1], number],
                    "fill": {"color": f"#{TINTS[mark.verdict].fill}"},
                    "gap": 60,
                    "data_labels": {"value": True, "num_format": "0;;"},
                }
            )
        drawn.set_title({"name": chart.title, "name_font": {"size": 11, "bold": False}})
        drawn.set_y_axis({"reverse": True, "line": {"none": True}})
        drawn.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
        drawn.set_legend({"position": "bottom"})
        height = 80 + 24 * len(rows)
        drawn.set_size({"width": 780, "height": height})
        self.sheet.insert_chart(
            self.row + 1, 0, drawn, {"description": chart.summary, "object_position": 2}
        )
        self.row += ceil(height / 20) + 1

    def _signatures(self, block: Signatures) -> None:
        self.row += 1
        top = self.row
        for place, signature in enumerate(block.blocks):
            self.row = top
            column = place * (_COLUMNS // len(block.blocks))
            self._text(column, signature.title, "part")
            for line in signature.lines:
                self.row += 1
                self.sheet.set_row(self.row, 24)
                self._text(column, line, "low")
                for blank in range(column + 1, column + _COLUMNS // len(block.blocks) - 1):
                    self.sheet.write_blank(self.row, blank, None, self.looks["line"])
        self.row += 2


def _room(column: Column) -> int:
    """The width of a column in Latin characters."""
    wide = column.width > NARROW  # such columns wrap
    return min(column.width * 3 // 2, _WIDEST) if wide else column.width * 2 + 1


def _lines(text: str, room: int) -> int:
    """How many lines a text takes in a cell so wide, on the safe side."""
    return sum(max(1, ceil((width(line) + 1) / (room - 2))) for line in text.split("\n"))
