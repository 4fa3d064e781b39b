"""The file a person hands in: text it is, or a clear word on how to make it text."""

from __future__ import annotations

import re

from ...errors import Place
from ...limits import INPUT_BYTES
from ...yamlio.decode import decode
from .characters import close_dots, compact, tidy
from .model import CELL, Line, Unread
from .refusal import refuse

MAX_LINES = 20_000
MAX_CHARACTERS = 300_000
MAX_PARAGRAPH = 4_000
"""Far above any real standard (nine pages hold some 8,000 characters)."""

_PASTE = (
    "用 PDF 阅读器（或 WPS、浏览器）打开，全选、复制，粘贴到记事本，"
    "另存为 UTF-8 编码的 .txt 文件再导入；若选不中文字，说明是扫描件，请先做文字识别（OCR）。"
)
_RECOGNISE = "请先用 WPS、Acrobat 或扫描仪自带的文字识别（OCR）转成文字，校对后存为 .txt 或 .docx。"
_SAVE_DOCX = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”再导入。"

# First bytes of files that are no text: (bytes, code, what it is, cure).
_SIGNATURES = (
    (b"%PDF", "E-TEXT-PDF", "这是 PDF，不是文字", _PASTE),
    (b"\xd0\xcf\x11\xe0", "E-TEXT-FORMAT", "这是旧格式的 Word 文件（.doc）或 WPS 文件", _SAVE_DOCX),
    (b"{\\rtf", "E-TEXT-FORMAT", "这是 RTF 文件", _SAVE_DOCX),
    (b"\x89PNG", "E-TEXT-SCAN", "这是图片，不是文字", _RECOGNISE),
    (b"\xff\xd8\xff", "E-TEXT-SCAN", "这是图片，不是文字", _RECOGNISE),
    (b"GIF8", "E-TEXT-SCAN", "这是图片，不是文字", _RECOGNISE),
    (b"II*\x00", "E-TEXT-SCAN", "这是扫描图片（TIFF），不是文字", _RECOGNISE),
    (b"MM\x00*", "E-TEXT-SCAN", "这是扫描图片（TIFF），不是文字", _RECOGNISE),
    (b"BM", "E-TEXT-SCAN", "这是图片，不是文字", _RECOGNISE),
)
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_GAP = re.compile("\t+|[ \u00a0\u3000]{2,}")


def received_lines(
    data: bytes, name: str, encoding: str | None = None
) -> tuple[tuple[Line, ...], list[Unread]]:
    """The lines of a text file or Word file, tidied and numbered; what is not read of it.

    Raises InputProblems for anything that is no text: PDF, image, old Word
    file, web page, unknown encoding, empty file.
    """
    if not data:
        refuse("E-EMPTY", name, "文件是空的（0 字节）", "可能没有存完，请重新保存一次。")
    if len(data) > INPUT_BYTES:
        size = len(data) / 1024 / 1024
        refuse(
            "E-SIZE",
            name,
            f"文件有 {size:.1f} MB，超过 5 MB",
            "一项标准的文字用不了这么多；请删去图片，只留文字。",
        )
    for signature, code, what, advice in _SIGNATURES:
        if data.startswith(signature):
            refuse(code, name, what, advice)
    if data.startswith(b"PK"):
        from .wordfile import word_lines

        lines, unread = word_lines(data, name)
    else:
        lines, unread = _text_lines(decode(data, name, encoding), name), []
    return _checked(lines, name), unread


def _text_lines(text: str, name: str) -> list[Line]:
    if _WEB_PAGE.search(text[:2000]):
        advice = "在浏览器里打开网页，全选、复制正文，粘贴到记事本，另存为 UTF-8 的 .txt 文件。"
        refuse("E-TEXT-FORMAT", name, "这是网页源码，不是标准的文字", advice)
    _readable(text, name)
    lines: list[Line] = []
    blank = False
    for no, raw in enumerate(text.replace("\f", "\n").split("\n"), start=1):
        clean = close_dots(compact(tidy(raw)))
        if not clean:
            blank = True
            continue
        indented = raw.startswith(("  ", "\u3000", "\t"))
        lines.append(Line(no, clean, indented, blank, row=_columns(raw)))
        blank = False
    return lines


def _columns(raw: str) -> str:
    """A line as a table's row: wide gaps stand between cells, or else every gap does."""
    cells = [tidy(cell) for cell in _GAP.split(raw.strip())]
    if len(cells) < 2:
        cells = tidy(raw).split(" ")
    return close_dots(CELL.join(cell for cell in cells if cell))


def _readable(text: str, name: str) -> None:
    """Refuse text that earlier conversions or a damaged disk have broken."""
    for character, code, what, advice in (
        (
            "\ufffd",
            "E-LOST-TEXT",
            "有字已经丢失（显示为 \ufffd）",
            "对照原件补上，或从原件重新复制。",
        ),
        ("\0", "E-CHAR", "有空字符（NUL），文件可能没有存完", "从原件重新复制，另存一份。"),
    ):
        at = text.find(character)
        if at >= 0:
            line = text.count("\n", 0, at) + 1
            place = Place(line, at - text.rfind("\n", 0, at))
            refuse(code, name, what, advice, place)


def _checked(lines: list[Line], name: str) -> tuple[Line, ...]:
    """Refuse what holds too much or hardly any text."""
    if len(lines) > MAX_LINES:
        what = f"有 {len(lines)} 行，超过 {MAX_LINES} 行"
        refuse("E-SIZE", name, what, "请确认只放了一项标准。")
    size = sum(len(line.text) for line in lines)
    if size > MAX_CHARACTERS:
        what = f"有 {size:,} 个字，超过 {MAX_CHARACTERS:,} 个"
        refuse("E-SIZE", name, what, "请确认只放了一项标准的正文。")
    for line in lines:
        if len(line.text) > MAX_PARAGRAPH:
            what = f"这一行有 {len(line.text):,} 个字，不像标准的一段"
            advice = "复制时可能丢了换行；请重新复制，让每一条、每一个列项各占一行。"
            refuse("E-TEXT-LINE", name, what, advice, Place(line.no, 1))
    characters = sum(len(_HAN.findall(line.text)) for line in lines)
    if characters < 100:
        refuse(
            "E-TEXT-SCAN",
            name,
            f"全文只有 {characters} 个汉字，不像一项标准；可能是扫描件，页面上都是图片",
            _RECOGNISE,
        )
    return tuple(lines)
