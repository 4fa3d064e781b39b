"""Reading a Word file: every paragraph and table row, numbers included.

All text of the body is read, or listed as not read with its reason; so are
headers, comments and what lies in other parts of the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ...limits import XLSX_INFLATED
from .characters import close_dots, compact, tidy
from .model import CELL, Line, Unread
from .refusal import refuse
from .wordnumbers import Numbers
from .wordruns import Runs, shown_branch

_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def word_lines(data: bytes, name: str) -> tuple[list[Line], list[Unread]]:
    """The paragraphs of a Word file, in order, numbers included, and what is none of them.

    Raises InputProblems for zips that are no Word file, for damaged files and
    for files with tracked changes, whose text is not settled.
    """
    _examine(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as fault:
        _damaged(name, fault)
    body = document.element.body
    if next(body.iter(*(qn(tag) for tag in _TRACKED)), None) is not None:
        advice = "在 Word 或 WPS 的“审阅”里选“接受所有修订”，保存后再导入。"
        refuse("E-TEXT-TRACKED", name, "文档里还有没处理的修订痕迹，以哪一稿为准说不清", advice)
    walk = _Walk(document)
    try:
        lines = list(walk.lines(body))
        unread = [*walk.runs.unread, *walk.rest(body)]
    except (AttributeError, KeyError, LookupError, TypeError, ValueError) as fault:
        _damaged(name, fault)
    if not lines and len(document.inline_shapes):
        advice = "请先做文字识别（OCR），校对后存为 .txt 或 .docx。"
        refuse("E-TEXT-SCAN", name, "文档里只有图片，没有文字：这是扫描件", advice)
    return lines, unread


def _examine(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {m.filename: m.file_size for m in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        _damaged(name, fault)
    if "word/document.xml" not in members:
        what = "这是 Excel 工作簿" if "xl/workbook.xml" in members else "这是压缩包或别的格式"
        if "OFD.xml" in members:
            what = "这是 OFD 版式文件"
        advice = "请打开后全选、复制文字，粘贴到记事本，另存为 UTF-8 的 .txt 文件再导入。"
        refuse("E-TEXT-FORMAT", name, f"{what}，不是 .docx 或 .txt", advice)
    if sum(members.values()) > XLSX_INFLATED:
        advice = "请把正文复制到新文档，另存后再导入。"
        refuse("E-SIZE", name, "解开后超过 50 MB，不像一项标准的正文", advice)


def _damaged(name: str, fault: Exception) -> None:
    advice = "用 Word 或 WPS 打开看看；打得开就另存一份再导入。"
    what = f"Word 文件已损坏，读不出来（{type(fault).__name__}）"
    refuse("E-TEXT-DAMAGED", name, what, advice)


class _Walk:
    """Goes through the body once, counting paragraphs and numbers."""

    def __init__(self, document: Any) -> None:
        self.runs = Runs(document)
        self._document = document
        self._numbers = Numbers(document)
        self._no = 0
        self._parts = {
            kind: _part(document, kind) for kind in ("footnotes", "endnotes", "comments")
        }

    def lines(self, parent: Any) -> Iterator[Line]:
        """Lines of the body or of a text box, whatever wraps them."""
        for block in _blocks(parent):
            if block.tag == qn("w:tbl"):
                yield from self._rows(block)
            elif block.tag == qn("w:altChunk"):
                self.runs.aside("插入的文件", "这里插入了另一个文件的内容，没有读")
            else:
                yield from self._paragraph(block)

    def rest(self, body: Any) -> Iterator[Unread]:
        """What lies outside the text: headers, comments, and text nothing led to."""
        for element in self.runs.left(body):
            yield Unread("不在段落里的文字", 0, element.text)
        for kind, why in (("header", "页眉"), ("footer", "页脚")):
            for part in _parts(self._document, kind):
                for paragraph in part.iter(qn("w:p")):
                    text = "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).strip()
                    if text:
                        yield Unread(why, 0, tidy(text))
        for element in self._parts["comments"] if self._parts["comments"] is not None else ():
            yield Unread("批注", 0, "".join(t.text or "" for t in element.iter(qn("w:t"))))

    def _paragraph(self, element: Any) -> Iterator[Line]:
        indented = _indented(Paragraph(element, self._document._body))
        text, attached = self._read(element)
        indented = indented or text.startswith(("  ", "\u3000"))
        yield from self._clean(text, indented)
        yield from attached

    def _read(self, element: Any) -> tuple[str, list[Line]]:
        """Text of a paragraph with its number; lines of its boxes and footnotes."""
        self._no += 1
        text = self.runs.text(element, self._no)
        label = self._numbers.label(Paragraph(element, self._document._body))
        boxes, notes = self.runs.boxes, self.runs.notes
        if label and text.strip():
            text = f"{label} {text.lstrip()}"
        attached: list[Line] = []
        for box in boxes:
            found = list(self.lines(box))
            shown = "".join(line.text for line in found)
            self.runs.aside("文本框（接在所在段落后面读，请对照原件的位置）", shown)
            attached += found
        for kind, note in notes:
            attached += self._clean(f"注：{self._note(kind, note)}", indented=False)
        return text, attached

    def _note(self, kind: str, name: str) -> str:
        """Text of a footnote; read as a 注 behind the paragraph that carries its mark."""
        root = self._parts[kind]
        for element in root if root is not None else ():
            if element.get(qn("w:id")) == name:
                return " ".join(
                    self.runs.text(p, self._no) for p in element.iter(qn("w:p"))
                ).strip()
        return ""

    def _clean(self, text: str, indented: bool) -> Iterator[Line]:
        for piece in text.split("\n"):
            clean = close_dots(compact(tidy(piece)))
            if clean and clean != "注：":
                yield Line(self._no, clean, indented, False, whole=True)

    def _rows(self, table: Any) -> Iterator[Line]:
        above: dict[int, str] = {}  # grid column → text, for cells merged downwards
        for row in _inside(table, "w:tr"):
            cells, lines, attached = self._cells(row, above)
            if len(cells) == 1:
                yield from lines  # a frame of one cell holds running text
            elif any(cells):
                yield Line(self._no, close_dots(compact(CELL.join(cells))), whole=True)
            yield from attached

    def _cells(self, row: Any, above: dict[int, str]) -> tuple[list[str], list[Line], list[Line]]:
        """Texts of a row's cells, the lines if it has but one, and what hangs on them."""
        cells: list[str] = []
        lines: list[Line] = []
        attached: list[Line] = []
        column = 0
        for cell in _inside(row, "w:tc"):
            text, found, more = self._cell(cell)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merge is not None and merge.get(qn("w:val")) != "restart" and not text:
                text = above.get(column, "")
            above[column] = text
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            column += int(span.get(qn("w:val"), "1")) if span is not None else 1
            cells.append(text)
            lines += found
            attached += more
        return cells, lines, attached

    def _cell(self, cell: Any) -> tuple[str, list[Line], list[Line]]:
        texts: list[str] = []
        lines: list[Line] = []
        attached: list[Line] = []
        for block in _blocks(cell):
            if block.tag == qn("w:tbl"):
                inner = list(self._rows(block))
                texts += [line.text.replace(CELL, " ") for line in inner]
                lines += inner
            elif block.tag == qn("w:p"):
                text, more = self._read(block)
                texts.append(" ".join(text.split()))
                lines += [*self._clean(text, indented=False), *more]
                attached += more
        joined = tidy(" ".join(t for t in texts if t))
        return joined, lines, [] if len(lines) == len(attached) else attached


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables under an element, through content controls and the like."""
    wanted = (qn("w:p"), qn("w:tbl"), qn("w:altChunk"))
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag == _ALTERNATIVES:
            yield from _blocks(shown_branch(child))
        elif isinstance(child.tag, str):
            yield from _blocks(child)


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through wrappers but not into inner tables."""
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif isinstance(child.tag, str) and child.tag not in (qn("w:tbl"), qn("w:tc")):
            yield from _inside(child, tag)


def _parts(document: Any, kind: str) -> Iterator[Any]:
    """Roots of the other parts of the file of a kind: header, footer, footnotes …"""
    names = {
        rel.target_part.partname: rel.target_part
        for rel in document.part.rels.values()
        if not rel.is_external and re.search(rf"/{kind}$", rel.reltype)
    }
    for name in sorted(names):
        yield parse_xml(names[name].blob)


def _part(document: Any, kind: str) -> Any:
    return next(_parts(document, kind), None)


def _indented(paragraph: Paragraph) -> bool:
    indent = paragraph.paragraph_format.first_line_indent
    return bool(indent and indent > 0)
