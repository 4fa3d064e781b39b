"""The Excel form: a summary to print, and tables to filter and to keep up.

Every text is written as text, whatever it looks like, with Excel's quote
prefix: it stays text when somebody edits it.
"""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Any

from ..conformance import ConformanceReport
from ..palette import TINTS
from ..workbook.looks import Looks
from ..workbook.writing import fitted, height, lines, offer, set_up_page, workbook_of
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

_COLUMNS = 8
_FIRST, _OTHER = 26, 12
_WIDEST = 44
HEAD_ROW = 2
"""Row of the headings on the sheet of one table, from 0: title, footer, headings."""

_SPARE_ROWS = 100
"""Rows under a table that people keep up, ready for further entries."""


def render(report: ConformanceReport) -> bytes:
    """The report as a workbook."""
    return render_layout(lay_out(report), report.as_of)


def render_layout(layout: Layout, day: date) -> bytes:
    """Any layout as a workbook; `day` stands where a clock would."""
    layout = shown(layout)

    def write(book: Any) -> None:
        looks = Looks(book)
        for sheet in layout.sheets:
            _Page(book, layout, sheet, looks).write()

    title = f"{layout.title}　{layout.subtitle}"
    return workbook_of(write, title, day, subject=layout.footer, keywords=layout.keywords[-1])


class _Page:
    """Writes one sheet."""

    def __init__(
        self,
        book: Any,
        layout: Layout,
        sheet: Sheet,
        looks: Looks,
    ) -> None:
        self.book, self.layout, self.told = book, layout, sheet
        self.looks = looks
        self.sheet: Any = book.add_worksheet(sheet.title)
        self.row = 0
        self.chart: Chart | None = None
        self.breaks: list[int] = []

    def write(self) -> None:
        blocks = self.told.blocks
        if len(blocks) == 1 and isinstance(blocks[0], Table):
            set_up_page(self.sheet, self.layout.footer, head=HEAD_ROW)
            self._ledger(blocks[0])
        else:
            set_up_page(self.sheet, self.layout.footer)
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
        self.row = head = HEAD_ROW
        for number, column in enumerate(table.columns):
            self._text(number, column.title, "number head" if column.numeric else "head")
            self.sheet.set_column(number, number, _room(column))
        for row in table.rows:
            self.row += 1
            for number, cell in enumerate(row.cells):
                column = table.columns[number]
                look = "asked" if column.asked else "text"
                self._cell(number, cell, look, numeric=column.numeric)
            self._heighten(table, row)
        last = max(self.row, head + 1)
        self.sheet.freeze_panes(head + 1, 1)
        self.sheet.autofilter(head, 0, last, len(table.columns) - 1)
        printed = len(table.brief().columns)
        self.sheet.print_area(0, 0, last, printed - 1)
        for number, column in enumerate(table.columns):
            if any(isinstance(row.cells[number], Mark) for row in table.rows):
                self.looks.colour_results(self.sheet, (head + 1, number, last, number))
            if column.choices:
                area = (head + 1, number, last + _SPARE_ROWS, number)
                offer(self.sheet, area, column.choices)

    def _heighten(self, table: Table, row: Row) -> None:
        """Room for the lines of the cells that are printed; not every program finds it itself."""
        printed = [(c, r) for c, r in zip(table.columns, row.cells, strict=True) if not c.detail]
        tallest = max(lines(plain_text(cell), _room(column)) for column, cell in printed)
        self.sheet.set_row(self.row, height(tallest))

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
        self.sheet.set_row(self.row, height(lines(text, room), size))
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
                self.looks.colour_results(self.sheet, (head + 1, number, self.row - 1, number))
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
        tallest = max(lines(plain_text(c), room) for c, room in zip(cells, rooms, strict=True))
        self.sheet.set_row(row, height(tallest, 14))

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
        tall = 80 + 24 * len(rows)
        drawn.set_size({"width": 780, "height": tall})
        self.sheet.insert_chart(
            self.row + 1, 0, drawn, {"description": chart.summary, "object_position": 2}
        )
        self.row += ceil(tall / 20) + 1

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
