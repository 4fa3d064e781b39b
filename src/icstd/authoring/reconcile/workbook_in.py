"""The workbook read back: what a person decided, cell by cell.

Sheets are found by name and columns by heading, so that columns may be moved,
hidden or sorted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from ...errors import InputProblems, Place, Problem
from ...text import visible
from ...workbook.grid import Grid, letters, read_grids
from ...workbook.records import Faults, text_of, under_headings
from . import sheets
from .book import ABOUT, FORMAT, Attention, Book, Leftover, Row
from .sheets import Column

_MADE_BY = "请用 icstd standard import 由标准文本生成核对表，不要另起表格。"


class _Record(NamedTuple):
    at: int
    cells: dict[str, str]


def read_workbook(data: bytes, name: str) -> Book:
    """The workbook as data.

    Raises InputProblems for files that are no workbook or not this one, for
    headings that are gone and for cells that hold no words where words are
    expected: formulas, error values, merged ranges.
    """
    return _Reader({grid.title: grid for grid in read_grids(data, name)}, name).book()


class _Reader:
    def __init__(self, grids: dict[str, Grid], name: str) -> None:
        self.grids = grids
        self.name = name
        self.faults = Faults(name)
        self.letters: dict[tuple[str, str], str] = {}

    def book(self) -> Book:
        about = self._about()
        rows = tuple(_row(record) for record in self._table(sheets.ROWS_SHEET, sheets.ROW_COLUMNS))
        left = self._table(sheets.LEFT_SHEET, sheets.LEFT_COLUMNS)
        leftovers = tuple(
            Leftover(
                r.cells["provision"], r.cells["fate"], r.cells["reason"], r.cells["result"], r.at
            )
            for r in left
            if r.cells["provision"]
        )
        other = self._table(sheets.OTHER_SHEET, sheets.OTHER_COLUMNS)
        unread = (
            self._table(sheets.UNREAD_SHEET, sheets.UNREAD_COLUMNS)
            if sheets.UNREAD_SHEET in self.grids  # earlier workbooks have none
            else []
        )
        if self.faults.found:
            raise InputProblems(tuple(self.faults.found))
        return Book(
            about=about,
            rows=tuple(row for row in rows if row.sentence),
            leftovers=leftovers,
            other=tuple((r.cells["part"], r.cells["place"], r.cells["text"]) for r in other),
            unread=tuple((r.cells["why"], r.cells["line"], r.cells["text"]) for r in unread),
            name=self.name,
            letters=self.letters,
        )

    def _about(self) -> dict[str, str]:
        grid = self._grid(sheets.ABOUT_SHEET)
        pairs = {_text(grid, row, 1): row for row, column in sorted(grid.cells) if column == 1}
        about = {key: _text(grid, row, 2) for key, row in pairs.items() if key in ABOUT}
        if about.get("格式") != FORMAT:
            self._refuse("E-RECONCILE-SHEET", sheets.ABOUT_SHEET, f"格式不是 {FORMAT}，不是核对表")
        return about

    def _grid(self, title: str) -> Grid:
        if title not in self.grids:
            what = "不是核对表" if title == sheets.ABOUT_SHEET else "可能被删去或改了名"
            self._refuse("E-RECONCILE-SHEET", "", f"没有“{title}”表，{what}")
        return self.grids[title]

    def _refuse(self, code: str, cell: str, message: str) -> NoReturn:
        place = Place(cell=cell) if cell else Place()
        raise InputProblems((Problem(code, self.name, place, "", message, _MADE_BY),))

    def _table(self, title: str, columns: Sequence[Column]) -> list[_Record]:
        """The rows under the headings, as texts by column key."""
        grid = self._grid(title)
        sheet = under_headings(grid, [column.title for column in columns], self.faults)
        if sheet is None:
            wanted = "、".join(column.title for column in columns)
            self._refuse("E-RECONCILE-SHEET", f"{title}!A3", f"找不到这些列标题：{wanted}")
        at = {column.key: sheet.columns[column.title] for column in columns}
        self.letters |= {(title, key): letters(column) for key, column in at.items()}
        records = []
        for row, _ in sheet.rows(column.title for column in columns):
            for column in columns:
                self.faults.odd_cell(grid, row, at[column.key], sheet.path(column.title))
            records.append(_Record(row, {key: _text(grid, row, n) for key, n in at.items()}))
        return [record for record in records if any(record.cells.values())]


def _text(grid: Grid, row: int, column: int) -> str:
    return visible(text_of(grid.cells.get((row, column))), newline="\n").strip()


def _row(record: _Record) -> Row:
    cells = record.cells
    known = {a.value for a in Attention}
    return Row(
        attention=Attention(cells["attention"] if cells["attention"] in known else "要细看"),
        place=cells["place"],
        kind=cells["kind"],
        sentence=cells["sentence"],
        type=cells["type"],
        hints=cells["hints"],
        candidates=tuple(
            line.split(". ", 1)[-1] for line in cells["candidates"].split("\n") if line
        ),
        fingerprint=cells["fingerprint"],
        choice=cells["choice"],
        relation=cells["relation"],
        note=cells["note"],
        result=cells["result"],
        at=record.at,
    )
