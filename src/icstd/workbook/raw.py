"""What a sheet and the shared texts hold, letter by letter, taken from the parser's events.

Libraries read numbers more generously than Excel writes them, and lose escapes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..limits import XLSX_COLUMNS, XLSX_ROWS

MAX_MERGES = 2_000

_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_HOLDS_SOMETHING = frozenset(("v", "f", "is"))
_TRUE = ("1", "true")


class PartFault(Exception):
    """A part that must not be read further: code, what is wrong, the cure."""

    def __init__(self, code: str, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.advice = code, message, advice


class RawCell(NamedTuple):
    """A cell as it is stored.

    kind: the stored type (`n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`);
    style: its number; text: what stands in it, None where nothing does;
    formula: its text, where it has one.
    """

    kind: str
    style: str
    text: str | None
    formula: str | None


class RawSheet(NamedTuple):
    """A sheet as it is stored: cells by row and column from 1, and what is hidden or merged."""

    cells: dict[tuple[int, int], RawCell]
    merged: tuple[str, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]


def column_number(letters: str) -> int:
    """`A` → 1, `AA` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def corners(reference: str) -> tuple[int, int, int, int]:
    """`C5:D6` → first row 5, first column 3, last row 6, last column 4.

    Raises ValueError for anything else.
    """
    found = _RANGE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    left, top, right, bottom = found.groups()
    return (
        int(top),
        column_number(left),
        int(bottom or top),
        column_number(right or left),
    )


class _Text:
    """A text in pieces (`si`, `is`): its runs put together, phonetic guides left out."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.phonetic = False

    def start(self, local: str) -> bool:
        """Whether what follows is part of the text."""
        self.phonetic |= local == "rPh"
        return local == "t" and not self.phonetic

    def end(self, local: str) -> None:
        self.phonetic &= local != "rPh"


class TextsWalk:
    """Takes in the shared texts of a workbook, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.text: _Text | None = None
        self.taken = False

    def start(self, local: str, _: dict[str, str]) -> None:
        """An element begins."""
        if local == "si":
            self.text = _Text()
        elif self.text is not None:
            self.taken = self.text.start(local)

    def end(self, local: str) -> None:
        """An element ends."""
        self.taken = False
        if self.text is not None:
            self.text.end(local)
            if local == "si":
                self.texts.append("".join(self.text.parts))
                self.text = None

    def characters(self, text: str) -> None:
        """Text between elements."""
        if self.taken and self.text is not None:
            self.text.parts.append(text)


class SheetWalk:
    """Follows rows and cells, and notes what they hold, what is hidden and merged."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.row = self.column = 0
        self.merged: list[str] = []
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.kind = self.style = ""
        self.in_cell = False
        self.held: dict[str, list[str]] = {}
        self.taken: list[str] | None = None
        self.inline: _Text | None = None

    def raw(self) -> RawSheet:
        """All that was found."""
        return RawSheet(
            self.cells,
            tuple(self.merged),
            frozenset(self.hidden_rows),
            tuple(self.hidden_columns),
        )

    def start(self, local: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if local == "c":
            self._cell(attributes)
        elif local == "row":
            self._row(attributes)
        elif local in _HOLDS_SOMETHING and self.in_cell:
            self._value(local, attributes)
        elif self.inline is not None:
            self.taken = self.inline.parts if self.inline.start(local) else None
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif local == "col" and attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if _ROW.fullmatch(first) and _ROW.fullmatch(last):
                self.hidden_columns.append((int(first), int(last)))

    def end(self, local: str) -> None:
        """An element ends."""
        self.taken = None
        if self.inline is not None:
            self.inline.end(local)
            if local == "is":
                self.inline = None
        if local == "c" and self.in_cell:
            self.in_cell = False
            self._keep()

    def characters(self, text: str) -> None:
        """Text between elements."""
        if self.taken is not None:
            self.taken.append(text)

    def _keep(self) -> None:
        held = {key: "".join(parts) for key, parts in self.held.items()}
        text = held.get("is" if self.kind == "inlineStr" else "v")
        if text or "f" in held:
            cell = RawCell(self.kind, self.style, text or None, held.get("f"))
            self.cells[self.row, self.column] = cell

    def _damaged(self, what: str) -> PartFault:
        return PartFault("E-XLSX-DAMAGED", f"工作簿已损坏：部件 {self.part} 的{what}")

    def _row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        if number is not None and not _ROW.fullmatch(number):
            raise self._damaged("行号写坏了")
        following = int(number) if number else self.row + 1
        if following <= self.row:
            raise self._damaged("行次序乱了")
        self.row, self.column = following, 0
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.add(following)

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            found = _REF.fullmatch(reference)
            if found is None or int(found[2]) != self.row or column_number(found[1]) <= self.column:
                raise self._damaged("单元格位置写坏了")
            self.column = column_number(found[1])
        self.in_cell, self.held = True, {}
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")

    def _value(self, local: str, attributes: dict[str, str]) -> None:
        if self.row > XLSX_ROWS or self.column > XLSX_COLUMNS:
            raise PartFault(
                "E-XLSX-RANGE",
                f"有内容的单元格在第 {self.row} 行第 {self.column} 列，"
                f"超过 {XLSX_ROWS} 行 {XLSX_COLUMNS} 列",
                "删去表格右边和下边多余的内容；台账太长时分年度填报",
            )
        if local in self.held:
            where = f"{self.row} 行第 {self.column} 列"
            raise self._damaged(f"第 {where}一格里有两个值，不知道是哪一个")
        self.taken = self.held[local] = []
        if local == "is":
            self.inline = _Text()
            self.inline.parts, self.taken = self.taken, None
        elif local == "f" and attributes.get("t") == "dataTable":
            self.held["f"] = ["模拟运算表"]
            self.taken = None

    def _merge(self, reference: str) -> None:
        try:
            top, left, bottom, right = corners(reference)
        except ValueError:
            raise self._damaged("合并区域写坏了") from None
        if (
            bottom - top >= XLSX_ROWS
            or right - left >= XLSX_COLUMNS
            or len(self.merged) >= MAX_MERGES
        ):
            raise PartFault(
                "E-XLSX-RANGE",
                "合并的单元格超过限度",
                "取消整张表、整列的合并（选中后点“合并居中”即取消）",
            )
        self.merged.append(reference)
