"""What a number format makes of a number: a date, a time, a percentage, a larger unit."""

from __future__ import annotations

import re
from enum import Enum

_BUILTIN: dict[int, str] = {
    **dict.fromkeys((14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36), "yyyy-mm-dd"),
    **dict.fromkeys((50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm:ss"),
    9: "0%",
    10: "0.00%",
}
"""Formats that a workbook uses by number alone, those of Chinese Excel included.

Source: ECMA-376 part 1, 18.8.30, with the zh-cn table; 27 to 36 and 50 to 58
depend on the language and are in no library.
"""

_SPOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+|hh|mm|ss)\]", re.IGNORECASE)
_GENERAL = re.compile(r"general|g/通用格式|常规", re.IGNORECASE)
_UNITS = re.compile("[万亿千]")


class Shown(Enum):
    """How a number is shown."""

    NUMBER = 1
    PERCENT = 2
    DATE = 3
    TIME = 4


def code_of(number: int, own: dict[int, str]) -> str:
    """The code of a format by its number; own: those the workbook brings with it."""
    return own.get(number) or _BUILTIN.get(number, "")


def shown_as(code: str) -> Shown:
    """What a format code makes of a positive number."""
    if not code or code == "@":
        return Shown.NUMBER
    plain = _SPOKEN.sub("", code)
    if _ELAPSED.search(plain):
        return Shown.TIME
    first = _GENERAL.sub("", _BRACKETS.sub("", plain).split(";")[0]).lower()
    if "%" in first:
        return Shown.PERCENT
    letters = re.sub(r"e[+-]", "", first).replace("am/pm", "h").replace("上午/下午", "h")
    if "y" in letters or "d" in letters or "e" in letters:
        return Shown.DATE
    if "h" in letters or "s" in letters:
        return Shown.TIME
    return Shown.DATE if "m" in letters else Shown.NUMBER


def larger_unit(code: str) -> str:
    """`万元`: the unit that a format shows behind numbers, where it is 千, 万 or 亿."""
    for said in _SPOKEN.findall(code.split(";", maxsplit=1)[0]):
        word = said.strip('"\\').strip()
        if _UNITS.search(word):
            return str(word)
    bare = re.search(r"[万亿千]\S*", _SPOKEN.sub("", code.split(";", maxsplit=1)[0]))
    return bare[0] if bare else ""
