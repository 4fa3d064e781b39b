"""Characters that no form needs and that mislead readers or programs.

Imported only where a text holds something that is not plainly printable.
"""

from __future__ import annotations

import re

from ..errors import InputProblems, Place, Problem
from ..limits import PROBLEMS_SHOWN
from .decode import MOJIBAKE
from .tree import Document

_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    "([\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    f"\ufff9-\ufffb{_NONCHARACTERS}])\\1*"
)
_LOST = re.compile("\ufffd+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_NAMES = {
    0x00: ("空字符（NUL）", "文件可能没有存完，或者磁盘出过故障；请用备份，或删去末尾的空白重存"),
    0x1A: ("Ctrl+Z（旧 DOS 的文件结束符）", "删去它，一般在文件末尾"),
    0x1B: ("ESC 控制字符", ""),
    0x7F: ("DEL 控制字符", ""),
    0x85: ("NEL 换行控制字符", "在那里重新按回车换行"),
    0x2028: ("行分隔符", "在那里重新按回车换行"),
    0x2029: ("段分隔符", "在那里重新按回车换行"),
    0xFEFF: ("多余的 BOM 标记", "可能是两个文件拼在了一起；删去它，光标移到那里按退格"),
}


def examine(text: str, document: Document) -> list[Problem]:
    """Warnings about odd characters.

    Raises InputProblems for forbidden ones (E-CHAR) and for text that is
    already lost (E-LOST-TEXT), the first twenty of them.
    """
    refused = [
        _problem(document, _place(text, found.start()), found[0], *_named(found[1]))
        for found, _ in zip(_FORBIDDEN.finditer(text), range(PROBLEMS_SHOWN), strict=False)
    ]
    for found, _ in zip(_LOST.finditer(text), range(PROBLEMS_SHOWN), strict=False):
        place = _place(text, found.start())
        message = f"有 {len(found[0])} 个字已经丢失（显示为 \ufffd），是早先转码时弄坏的"
        advice = "对照原件把丢的字补上；不要再用弄坏它的那个软件转存"
        refused.append(document.problem("E-LOST-TEXT", place, "", message, advice))
    if refused:
        raise InputProblems(tuple(sorted(refused, key=lambda p: p.place)))
    return _warnings(text, document)


def check_decoded(value: str, place: Place, document: Document) -> None:
    """Refuse forbidden characters written as escapes in quotes (`"\\0"`)."""
    found = _FORBIDDEN.search(value)
    if found:
        what, _ = _named(found[1])
        cure = "去掉这个转义写法；要写路径用 / ，或把双引号换成单引号"
        raise InputProblems((_problem(document, place, found[1], what, cure),))


def forbidden(text: str) -> tuple[str, str] | None:
    """What the first forbidden character of a text is, and the cure; None without one."""
    from ..text import reveal

    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    what, advice = _named(found[1])
    return f"{what} {reveal(found[1])}", advice


def _problem(document: Document, place: Place, found: str, what: str, advice: str) -> Problem:
    from ..text import reveal

    many = f" {len(found)} 个" if len(found) > 1 else ""
    message = f"有{many}看不见的字符：{what} {reveal(found[0])}"
    return document.problem("E-CHAR", place, "", message, advice or "删去它，或把这一行重新打一遍")


def _named(char: str) -> tuple[str, str]:
    code = ord(char)
    if code in _NAMES:
        return _NAMES[code]
    if code in (0x061C, 0x200E, 0x200F) or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return "文字方向控制符，会让看到的和实际的不一样", "把这一行重新打一遍，不要粘贴"
    if code >= 0xFDD0:
        return "不是字符的编码", ""
    return "控制字符", ""


def _place(text: str, position: int) -> Place:
    start = text.rfind("\n", 0, position) + 1
    return Place(text.count("\n", 0, start) + 1, position - start + 1)


def _warnings(text: str, document: Document) -> list[Problem]:
    found = []
    private = _PRIVATE.search(text)
    if private:
        many = len(_PRIVATE.findall(text))
        message = f"有 {many} 个自造字（私用区字符），换一台电脑可能显示不出来"
        advice = "能用通行的字代替的，请代替"
        place = _place(text, private.start())
        found.append(document.problem("W-PUA", place, "", message, advice))
    spoilt = [text.index(word) for word in MOJIBAKE if word in text]
    if spoilt:
        message = "像是转码弄出的乱码"
        place = _place(text, min(spoilt))
        advice = "对照原件改正；确实要这样写的可以不管"
        found.append(document.problem("W-MOJIBAKE", place, "", message, advice))
    return found


def joined_surrogates(text: str) -> str:
    """JSON writes 𠮷 as a pair of escapes, which YAML does not know: join them.

    Only where the text is JSON throughout, so that nothing else is touched.
    """
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    pair = re.compile(
        r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    )

    def joined(found: re.Match[str]) -> str:
        high, low = int(found[2], 16), int(found[3], 16)
        return f"{found[1]}\\U{0x10000 + ((high - 0xD800) << 10) + low - 0xDC00:08x}"

    return pair.sub(joined, text)
