"""One walk through an XML part of a workbook, building nothing.

The C parser's events are enough to say that a part is well-formed, declares
no document type, stays within limits, and where cells are merged.  A part
that passes is safe to hand to a library that builds objects from it.
"""

from __future__ import annotations

import re
from typing import IO, NamedTuple
from xml.parsers import expat

from ..limits import XLSX_COLUMNS, XLSX_ROWS

MAX_ELEMENTS = 1_000_000
MAX_OTHER_ELEMENTS = 100_000
MAX_DEPTH = 64
MAX_MERGES = 2_000

_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_HOLDS_SOMETHING = frozenset(("v", "f", "is"))
_LARGE = ("xl/worksheets/", "xl/sharedstrings")
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class PartFault(Exception):
    """A part that must not be read further: code, what is wrong, the cure."""

    def __init__(self, code: str, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.advice = code, message, advice


class PartShape(NamedTuple):
    """Bytes read from a part, and its merged ranges."""

    size: int
    merged: tuple[str, ...]


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


def walk_part(stream: IO[bytes], part: str, most: int) -> PartShape:
    """Walk a part to its end.

    most: bytes that may come out of it.  Raises PartFault.
    """
    walker = _Sheet(part) if _is_sheet(part) else _Part(part)
    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    size = 0
    try:
        while block := stream.read(1 << 16):
            size += len(block)
            if size > most:
                raise PartFault("E-XLSX-BOMB", f"部件 {part} 解开后超过限度")
            parser.Parse(block)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as fault:  # also of unknown encodings
        raise PartFault("E-XLSX-DAMAGED", f"工作簿已损坏：部件 {part} 不完整") from fault
    return PartShape(size, tuple(walker.merged))


def _is_sheet(part: str) -> bool:
    return part.casefold().startswith("xl/worksheets/") and part.casefold().endswith(".xml")


def _refuse_doctype(*_: object) -> None:
    raise PartFault(
        "E-XLSX-XML",
        "工作簿里有文档类型声明（DOCTYPE），可能用来读取别的文件",
        "Excel 和 WPS 不会写出这种内容，不要使用这个文件",
    )


class _Part:
    """Counts elements and depth."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.elements = self.depth = 0
        self.merged: list[str] = []
        large = part.casefold().startswith(_LARGE)
        self.most = MAX_ELEMENTS if large else MAX_OTHER_ELEMENTS

    def start(self, tag: str, _: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > self.most or self.depth > MAX_DEPTH:
            raise PartFault(
                "E-XLSX-BOMB",
                f"部件 {self.part} 的内容太多或套得太深",
                "可能给整列、整行设了格式，或样式积累过多；"
                "请用 icstd init 重新生成一张表，把答复填过去",
            )
        if self.depth == 1 and tag.startswith(_STRICT):
            raise PartFault(
                "E-XLSX-NOTXLSX",
                "这是“Strict Open XML 电子表格”，不是普通的 .xlsx",
                "另存为“Excel 工作簿（*.xlsx）”后再交",
            )

    def end(self, _: str) -> None:
        self.depth -= 1


class _Sheet(_Part):
    """Also follows rows and cells, and notes merged ranges."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.row = self.column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        local = tag.rpartition("|")[2]
        if local == "row":
            self._row(attributes.get("r"))
        elif local == "c":
            self._cell(attributes.get("r"))
        elif local in _HOLDS_SOMETHING:
            self._value()
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _row(self, number: str | None) -> None:
        if number is not None and not _ROW.fullmatch(number):
            raise PartFault("E-XLSX-DAMAGED", f"工作簿已损坏：部件 {self.part} 的行号写坏了")
        following = int(number) if number else self.row + 1
        if following <= self.row:
            raise PartFault("E-XLSX-DAMAGED", f"工作簿已损坏：部件 {self.part} 的行次序乱了")
        self.row, self.column = following, 0

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        found = _REF.fullmatch(reference)
        if found is None or int(found[2]) != self.row or column_number(found[1]) <= self.column:
            raise PartFault("E-XLSX-DAMAGED", f"工作簿已损坏：部件 {self.part} 的单元格位置写坏了")
        self.column = column_number(found[1])

    def _value(self) -> None:
        if self.row > XLSX_ROWS or self.column > XLSX_COLUMNS:
            raise PartFault(
                "E-XLSX-RANGE",
                f"有内容的单元格在第 {self.row} 行第 {self.column} 列，"
                f"超过 {XLSX_ROWS} 行 {XLSX_COLUMNS} 列",
                "删去表格右边和下边多余的内容；台账太长时分年度填报",
            )

    def _merge(self, reference: str) -> None:
        try:
            top, left, bottom, right = corners(reference)
        except ValueError:
            raise PartFault(
                "E-XLSX-DAMAGED", f"工作簿已损坏：部件 {self.part} 的合并区域写坏了"
            ) from None
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
