"""Reading a Word file: paragraphs with the numbers that Word prints before them.

Standards are mostly written with templates whose chapter, clause and list
numbers are automatic, so they are not in the paragraph's text.  They are
counted here as Word counts them (ECMA-376 part 1, 17.9): by abstract numbering
and level, restarting below a level that moves on.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ...limits import XLSX_INFLATED
from .characters import close_dots, compact, tidy
from .model import CELL, Line
from .refusal import refuse

_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")


def word_lines(data: bytes, name: str) -> list[Line]:
    """The paragraphs of a Word file, in order, numbers included.

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
    numbers = _Numbers(document)
    lines: list[Line] = []
    for no, (text, indented) in enumerate(_paragraphs(document, numbers), start=1):
        lines += [
            Line(no, clean, indented, False, whole=True)
            for clean in (close_dots(compact(tidy(piece))) for piece in text.split("\n"))
            if clean
        ]
    if not lines and len(document.inline_shapes):
        advice = "请先做文字识别（OCR），校对后存为 .txt 或 .docx。"
        refuse("E-TEXT-SCAN", name, "文档里只有图片，没有文字：这是扫描件", advice)
    return lines


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


def _paragraphs(document: Any, numbers: _Numbers) -> Iterator[tuple[str, bool]]:
    """(text, indented) of every paragraph; one a row for tables."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ((row, False) for row in _rows(block))
        else:
            yield _numbered(block, numbers), _indented(block)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:  # a merged cell comes once for each column it spans
            text = " ".join(cell.text.split())
            if not cells or cells[-1] != text:
                cells.append(text)
        if len(cells) == 1:
            yield cells[0]  # a frame of one cell holds running text
        else:
            yield CELL.join(cells)


def _numbered(paragraph: Paragraph, numbers: _Numbers) -> str:
    text: str = paragraph.text
    label = numbers.label(paragraph)
    if not text.strip():
        return ""
    return f"{label} {text.lstrip()}" if label else text


def _indented(paragraph: Paragraph) -> bool:
    indent = paragraph.paragraph_format.first_line_indent
    return bool(indent and indent > 0) or paragraph.text.startswith(("  ", "\u3000"))


class _Numbers:
    """Counts automatic numbers as Word does."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # abstract → level → …
        self.abstract: dict[str, str] = {}
        self.linked: dict[tuple[str, str], int] = {}  # abstract, style → level
        self.overrides: dict[tuple[str, int], int] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.findall(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"))
            self.levels[key] = dict(_levels(abstract))
            for level in abstract.findall(qn("w:lvl")):
                linked = _value(level, "w:pStyle")
                if linked is not None:
                    self.linked[key, linked] = int(level.get(qn("w:ilvl")))
        for num in root.findall(qn("w:num")):
            key = num.get(qn("w:numId"))
            self.abstract[key] = _value(num, "w:abstractNumId") or ""
            for override in num.findall(qn("w:lvlOverride")):
                start = _value(override, "w:startOverride")
                if start is not None:
                    self.overrides[key, int(override.get(qn("w:ilvl")))] = int(start)

    def label(self, paragraph: Paragraph) -> str:
        """The number Word prints before a paragraph, or empty; counts it."""
        num, level = self._numbering(paragraph)
        abstract = self.abstract.get(num, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        self._count(num, abstract, level, levels)
        form, pattern, _ = levels[level]
        if form == "bullet":
            return "——" if pattern and pattern[0] in "—–-－\uf0be" else "●"
        for n in range(level + 1):
            above = levels.get(n, ("decimal", "", 1))
            shown = self.counts[abstract].get(n, above[2])
            pattern = pattern.replace(f"%{n + 1}", _figure(shown, above[0]))
        return pattern

    def _count(self, num: str, abstract: str, level: int, levels: dict[int, Any]) -> None:
        counts = self.counts.setdefault(abstract, {})
        override = self.overrides.get((num, level))
        if override is not None and (num, level) not in self.started:
            counts[level] = override
        else:
            counts[level] = counts.get(level, levels[level][2] - 1) + 1
        self.started.add((num, level))
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        for above in range(level):
            counts.setdefault(above, levels[above][2] if above in levels else 1)

    def _numbering(self, paragraph: Paragraph) -> tuple[str, int]:
        """numId and level, the paragraph's own or inherited from its styles."""
        num: str | None = None
        level: str | None = None
        linked = 0
        holders: list[tuple[Any, str]] = [(paragraph._p.pPr, "")]  # no public way
        style: Any = paragraph.style
        while style is not None and len(holders) < 12:
            holders.append((style.element.pPr, style.style_id))
            style = style.base_style
        for properties, style_id in holders:
            found = properties.find(qn("w:numPr")) if properties is not None else None
            if found is None:
                continue
            if num is None:
                num = _value(found, "w:numId")
                linked = self.linked.get((self.abstract.get(num or "", ""), style_id), 0)
            level = level if level is not None else _value(found, "w:ilvl")
        return num or "0", linked if level is None else int(level)


def _levels(abstract: Any) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for level in abstract.findall(qn("w:lvl")):
        form = _value(level, "w:numFmt") or "decimal"
        start = _value(level, "w:start") or "1"
        pattern = _value(level, "w:lvlText") or ""
        yield int(level.get(qn("w:ilvl"))), (form, pattern, int(start))


def _value(element: Any, tag: str) -> str | None:
    found = element.find(qn(tag))
    return None if found is None else found.get(qn("w:val"))


def _figure(number: int, form: str) -> str:
    if form == "lowerLetter":
        return chr(ord("a") + (number - 1) % 26)
    if form == "upperLetter":
        return chr(ord("A") + (number - 1) % 26)
    if form == "none":
        return ""
    return str(number)
