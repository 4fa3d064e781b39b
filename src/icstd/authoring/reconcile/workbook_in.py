"""The workbook read back: what a person decided, cell by cell.

Sheets are found by name and columns by heading, so that columns may be moved,
hidden or sorted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from ...errors import InputProblems, Place, Problem
from ...limits import XLSX_COLUMNS, XLSX_ROWS
from ...text import visible
from ...workbook.guard import damaged, examine
from . import sheets
from .book import ABOUT, FORMAT, Attention, Book, Leftover, Row
from .sheets import Column

_MAX_TEXT = 32_767
_SEARCHED = 12  # rows in which the headings are looked for
_MADE_BY = "请用 icstd standard import 由标准文本生成核对表，不要另起表格。"


class _Record(NamedTuple):
    at: int
    cells: dict[str, str]


def read_workbook(data: bytes, name: str) -> Book:
    """The workbook as data.

    Raises InputProblems for files that are no workbook or not this one, for
    headings that are gone and for formulas where words are expected.
    """
    examine(data, name)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except Exception as fault:
        damaged(name, f"打不开（{type(fault).__name__}）", fault)
    reader = _Reader(workbook, name)
    try:
        return reader.book()
    finally:
        workbook.close()


class _Reader:
    def __init__(self, workbook: Any, name: str) -> None:
        self.workbook = workbook
        self.name = name
        self.problems: list[Problem] = []
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
            if sheets.UNREAD_SHEET in self.workbook.sheetnames  # earlier workbooks have none
            else []
        )
        if self.problems:
            raise InputProblems(tuple(self.problems))
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
        if sheets.ABOUT_SHEET not in self.workbook.sheetnames:
            self._refuse("E-RECONCILE-SHEET", "", f"没有“{sheets.ABOUT_SHEET}”表，不是核对表")
        about: dict[str, str] = {}
        for cells in self._cells(sheets.ABOUT_SHEET):
            if len(cells) > 1 and cells[0] in ABOUT:
                about[cells[0]] = cells[1]
        if about.get("格式") != FORMAT:
            self._refuse("E-RECONCILE-SHEET", sheets.ABOUT_SHEET, f"格式不是 {FORMAT}，不是核对表")
        return about

    def _refuse(self, code: str, cell: str, message: str) -> None:
        place = Place(cell=cell) if cell else Place()
        raise InputProblems((Problem(code, self.name, place, "", message, _MADE_BY),))

    def _cells(self, sheet_name: str) -> Iterator[list[str]]:
        sheet = self.workbook[sheet_name]
        sheet.reset_dimensions()
        try:
            for at, cells in enumerate(sheet.iter_rows(max_col=XLSX_COLUMNS), start=1):
                if at > XLSX_ROWS:
                    what = f"超过 {XLSX_ROWS} 行"
                    self._refuse("E-XLSX-RANGE", f"{sheet_name}!A{at}", what)
                yield [self._text(cell, sheet_name, at) for cell in cells]
        except InputProblems:
            raise
        except Exception as fault:
            damaged(self.name, f"“{sheet_name}”读不出来（{type(fault).__name__}）", fault)

    def _text(self, cell: Any, sheet_name: str, at: int) -> str:
        value = cell.value
        if value is None:
            return ""
        if getattr(cell, "data_type", "") == "f":
            where = f"{sheet_name}!{cell.column_letter}{at}"
            self.problems.append(
                Problem(
                    "E-XLSX-FORMULA",
                    self.name,
                    Place(cell=where),
                    "",
                    "这里是公式，不是文字",
                    "复制这一格，用“选择性粘贴—数值”贴回原处。",
                )
            )
            return ""
        return visible(str(value)[:_MAX_TEXT], newline="\n").strip()

    def _table(self, sheet_name: str, columns: Sequence[Column]) -> list[_Record]:
        """The rows under the headings, as texts by column key."""
        if sheet_name not in self.workbook.sheetnames:
            self._refuse("E-RECONCILE-SHEET", "", f"没有“{sheet_name}”表，可能被删去或改了名")
        places: dict[str, int] = {}
        records: list[_Record] = []
        for at, cells in enumerate(self._cells(sheet_name), start=1):
            if not places:
                titles = {text: n for n, text in reversed(list(enumerate(cells))) if text}
                if all(column.title in titles for column in columns):
                    places = {column.key: titles[column.title] for column in columns}
                    for key, n in places.items():
                        self.letters[sheet_name, key] = get_column_letter(n + 1)
                elif at >= _SEARCHED:
                    break
                continue
            found = {key: cells[n] if n < len(cells) else "" for key, n in places.items()}
            if any(found.values()):
                records.append(_Record(at, found))
        if not places:
            wanted = "、".join(column.title for column in columns)
            self._refuse("E-RECONCILE-SHEET", f"{sheet_name}!A3", f"找不到这些列标题：{wanted}")
        return records


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
