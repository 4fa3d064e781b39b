"""From bytes to text: UTF-8, or UTF-16 with its mark; everything else is named and refused."""

from __future__ import annotations

import codecs

from ..errors import InputProblems, Place, Problem, UsageProblem
from .refusal import refuse

ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-16-be": "utf-16-be",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "cp950": "cp950",
}
"""Encodings that may be named by those who know, and the codec that reads them."""

MOJIBAKE = ("锟斤拷", "烫烫烫", "屯屯屯", "â€")
"""What is left of a text that was once decoded wrongly."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_TYPES = (
    (b"PK\x03\x04", "Excel、Word 或压缩包", True),
    (b"PK\x05\x06", "空的压缩包", True),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Excel、Word（.xls、.doc）或 WPS", True),
    (b"%PDF", "PDF", False),
    (b"{\\rtf", "写字板（.rtf）", False),
    (b"\x89PNG", "图片", False),
    (b"\xff\xd8\xff", "图片", False),
    (b"GIF8", "图片", False),
    (b"Rar!", "压缩包", False),
    (b"7z\xbc\xaf", "压缩包", False),
    (b"\x1f\x8b", "压缩包", False),
    (b"<?xml", "XML", False),
    (b"<!DOCTYPE", "网页", False),
    (b"<html", "网页", False),
)


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a file, without its mark, every line end as `\\n`.

    Raises InputProblems (E-ENCODING) naming the encoding it seems to be, and
    UsageProblem where `encoding` is none that is known.
    """
    text = _by_mark(data, name) if encoding is None else _as_told(data, name, encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _by_mark(data: bytes, name: str) -> str:
    mark, codec = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
    if not codec:
        refuse(name, "文件是 UTF-32 编码")
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as fault:
        if codec != "utf-8":
            refuse(name, "文件是 UTF-16 编码，但不完整，可能没有传完", cause=fault)
        from .guess import refuse_unknown

        refuse_unknown(data[len(mark) :], name, fault)
    if "\0" in text and not mark:
        from .guess import refuse_utf16

        refuse_utf16(data, name)
    return text


def _as_told(data: bytes, name: str, encoding: str) -> str:
    codec = ENCODINGS.get(encoding.strip().casefold().replace("_", "-"))
    if codec is None:
        known = "、".join(("utf-8", "utf-16", "gb18030", "gbk", "big5"))
        from ..text import echo

        raise UsageProblem(f"不认识的编码{echo(encoding)}", f"可以用的有：{known}")
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        refuse(
            name, f"按 {encoding} 读到第 {line} 行就读不下去了", place=Place(line, 1), cause=fault
        )


def refuse_other_formats(data: bytes, name: str) -> None:
    """Refuse what is no text at all: workbooks, PDF, pictures …

    Raises InputProblems (E-FILETYPE).
    """
    head = data[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    for signature, what, office in _TYPES:
        if head[: len(signature)].lower() == signature.lower():
            advice = (
                "Excel 填报表的文件名要以 .xlsx 结尾，再交一次；其他内容请填到填报表里"
                if office
                else "请交填报表本身（.yaml、.json 或 .xlsx），这份材料可登记为证据"
            )
            message = f"这不是文本文件，看内容是{what}文件"
            raise InputProblems((Problem("E-FILETYPE", name, Place(), "", message, advice),))
