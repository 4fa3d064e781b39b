"""Which lines begin something: a 章, a 条, a 列项, a 注, an annex.

A number at the start of a line is a heading only where it can be the next one;
otherwise it is a piece of a sentence that copy-paste has broken.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from .modal import modals

Number = tuple[str, ...]


class Mark(Enum):
    """What a line begins with."""

    CHAPTER = "章"
    CLAUSE = "条"
    LETTER = "a)"
    DIGIT = "1)"
    DASH = "——"
    DOT = "•"
    NOTE = "注"
    EXAMPLE = "示例"
    ANNEX = "附录"
    CAPTION = "图表题"
    SECTION = "无编号的章"

    @property
    def item(self) -> bool:
        """Whether it begins a 列项."""
        return self in (Mark.LETTER, Mark.DIGIT, Mark.DASH, Mark.DOT)


class Opening(NamedTuple):
    """How a line opens: the mark, its label and the text behind it."""

    mark: Mark
    label: str
    rest: str


_CHAPTER = re.compile(r"(?P<n>[1-9]\d?)(?:\s*[、.]\s*|\s+|(?=[\u4e00-\u9fff]))(?P<rest>\S.*)")
_CLAUSE = re.compile(r"(?P<n>(?:[1-9]\d?|[A-Z])(?:\.\d{1,2}){1,5})(?![\d.%℃°])\s*(?P<rest>.*)")
_ITEMS = (
    (Mark.LETTER, re.compile(r"[(（]?(?P<n>[a-z])\s?[)）]\s*(?P<rest>.*)")),
    (Mark.DIGIT, re.compile(r"[(（]?(?P<n>\d{1,2})\s?[)）]\s*(?P<rest>.*)")),
    (Mark.DASH, re.compile(r"(?P<n>[—–\-－]{1,3})\s*(?P<rest>[^\d—].*)")),
    (Mark.DOT, re.compile(r"(?P<n>[•●·▪■◆○\uf06c\uf0b7])\s*(?P<rest>.*)")),
)
_NOTE = re.compile(r"注\s*(?P<n>\d{0,2}|[XＸ])\s*[:：]\s*(?P<rest>.*)")
_EXAMPLE = re.compile(r"示\s*例\s*(?P<n>\d{0,2}|[XＸ])\s*[:：]\s*(?P<rest>.*)")
_ANNEX = re.compile(
    r"附\s*录\s*(?P<n>[A-Z0-9a-z])\s*(?P<rest>(?:[(（]\s*(?:规范性|资料性)[^)）]*[)）])?[^。；，：]*)"
)
_CAPTION = re.compile(r"(?:续\s*)?[图表]\s*(?P<n>[A-Z]?\.?\d{1,2})(?P<rest>[^。；：，]{0,40})")
_SECTION = {
    "前言": "前言",
    "引言": "引言",
    "参考文献": "参考文献",
    "索引": "参考文献",
    "范围": "范围",
    "规范性引用文件": "规范性引用文件",
    "术语和定义": "术语和定义",
    "术语、定义和缩略语": "术语和定义",
}
# Behind these a number is cited or measures something: (见) 4.2 的规定, 4.5 m.
_CITED = re.compile(
    "[的、～~，。；]|[)）]|中(?!心|小|介)|[和或与至到](?!谐)|及(?!时|早)|所[述列规给]|规定[的，。]|要求[的，。]|给出"
    "|(?:m|km|h|min|kg|t|kV|kW|MPa|mm|cm)(?![a-zA-Z])|[个家件项场次倍亿万元户](?![目所庭])|人(?![员才力事])|[天%℃]"
)


def parse_number(number: str) -> Number:
    """`4.2.1` as its parts."""
    return tuple(number.split("."))


def opening(text: str) -> Opening | None:
    """How a line opens, by its shape alone; None for running text."""
    plain = re.sub(r"\s+", "", text)
    if plain in _SECTION:
        return Opening(Mark.SECTION, _SECTION[plain], plain)
    for mark, pattern in ((Mark.NOTE, _NOTE), (Mark.EXAMPLE, _EXAMPLE)):
        if found := pattern.match(text):
            return Opening(mark, found["n"], found["rest"])
    if found := _ANNEX.fullmatch(text):
        return Opening(Mark.ANNEX, found["n"], found["rest"].strip())
    if found := _CLAUSE.fullmatch(text):
        return Opening(Mark.CLAUSE, found["n"], found["rest"])
    for mark, pattern in _ITEMS:
        if found := pattern.fullmatch(text):
            return Opening(mark, found["n"], found["rest"])
    if found := _CAPTION.fullmatch(text):
        return Opening(Mark.CAPTION, found["n"], text)
    if found := _CHAPTER.fullmatch(text):
        return Opening(Mark.CHAPTER, found["n"], found["rest"])
    return None


def is_title(text: str) -> bool:
    """Whether a text reads as a heading: short, no punctuation, no modal word."""
    return (
        bool(text)
        and len(text) <= 30
        and not re.search("[。；：，！？;:,!?]", text)
        and not modals(text)
    )


def is_next_chapter(number: str, title: str, last: str) -> bool:
    """Whether a line can be the heading of the chapter after `last`."""
    if not is_title(title):
        return False
    due = int(last) + 1 if last.isdigit() else 1
    return int(number) == due or (last == "" and int(number) <= 4)


def follows(number: str, last: str, chapter: str) -> str:
    """How a clause number follows the last one: `next`, `gap`, or empty (not at all).

    chapter: number of the current chapter or letter of the annex.
    """
    new, old = parse_number(number), parse_number(last) if last else ()
    if new[0] != chapter:
        later = new[0].isdigit() and chapter.isdigit() and int(new[0]) == int(chapter) + 1
        return "gap" if later and set(new[1:]) == {"1"} else ""
    if not old or old[0] != chapter:
        return "next" if set(new[1:]) == {"1"} else "gap"
    if new == (*old, "1"):
        return "next"
    size = len(new)
    if size <= len(old) and new[:-1] == old[: size - 1]:
        step = int(new[-1]) - int(old[size - 1])
        return "next" if step == 1 else "gap" if 1 < step <= 5 else ""
    deeper = size <= len(old) + 1 and _ints(new) > _ints(old)
    return "gap" if deeper else ""


def _ints(number: Number) -> tuple[int, ...]:
    return tuple(int(n) if n.isdigit() else 0 for n in number)


def is_cited(rest: str) -> bool:
    """Whether the text behind a number shows that the number is only cited."""
    return bool(_CITED.match(rest))
