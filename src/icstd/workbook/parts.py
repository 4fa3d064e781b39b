"""One walk through an XML part of a workbook, keeping only what is in its cells.

The C parser's events are enough to say that a part is well-formed, declares
no document type, stays within limits, and what its cells hold.  A part that
passes is safe to hand to a library that builds objects from it.
"""

from __future__ import annotations

from typing import IO, NamedTuple
from xml.parsers import expat

from .raw import PartFault, RawSheet, SheetWalk, TextsWalk

MAX_ELEMENTS = 1_000_000
MAX_OTHER_ELEMENTS = 100_000
MAX_DEPTH = 64

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main|"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class PartShape(NamedTuple):
    """Bytes read from a part; the sheet it holds, or the workbook's shared texts."""

    size: int
    sheet: RawSheet | None = None
    texts: list[str] | None = None


def walk_part(stream: IO[bytes], part: str, most: int) -> PartShape:
    """Walk a part to its end.

    most: bytes that may come out of it.  Raises PartFault.
    """
    walker = _Part(part)
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.characters
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
    kind = walker.inside
    return PartShape(
        size,
        kind.raw() if isinstance(kind, SheetWalk) else None,
        kind.texts if isinstance(kind, TextsWalk) else None,
    )


def _refuse_doctype(*_: object) -> None:
    raise PartFault(
        "E-XLSX-XML",
        "工作簿里有文档类型声明（DOCTYPE），可能用来读取别的文件",
        "Excel 和 WPS 不会写出这种内容，不要使用这个文件",
    )


class _Part:
    """Counts elements and depth, and hands a sheet's or the texts' content on."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.elements = self.depth = 0
        self.most = MAX_OTHER_ELEMENTS
        self.inside: SheetWalk | TextsWalk | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.depth == 1:
            self._root(tag)
        if self.elements > self.most or self.depth > MAX_DEPTH:
            raise PartFault(
                "E-XLSX-BOMB",
                f"部件 {self.part} 的内容太多或套得太深",
                "可能给整列、整行设了格式，或样式积累过多；"
                "请用 icstd init 重新生成一张表，把答复填过去",
            )
        if self.inside is not None and tag.startswith(_MAIN):
            self.inside.start(tag.removeprefix(_MAIN), attributes)

    def _root(self, tag: str) -> None:
        if tag.startswith(_STRICT):
            raise PartFault(
                "E-XLSX-NOTXLSX",
                "这是“Strict Open XML 电子表格”，不是普通的 .xlsx",
                "另存为“Excel 工作簿（*.xlsx）”后再交",
            )
        if tag == f"{_MAIN}worksheet":
            self.inside = SheetWalk(self.part)
        elif tag == f"{_MAIN}sst":
            self.inside = TextsWalk()
        if self.inside is not None:
            self.most = MAX_ELEMENTS

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.inside is not None and tag.startswith(_MAIN):
            self.inside.end(tag.removeprefix(_MAIN))

    def characters(self, text: str) -> None:
        if self.inside is not None:
            self.inside.characters(text)
