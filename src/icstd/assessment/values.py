"""One answer, read as its data item says.

What has one meaning is read, and told where it is not plainly written; what
has two is refused, with what would be accepted beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..terms import ItemType, Special, Value
from ..yamlio import Map, Seq
from .asked import Asked
from .days import day_of
from .numbers import number_of
from .papers import read_paper, titled
from .texts import read_option, read_text, read_texts, shown
from .words import SPECIALS, read_flag, says_nothing, special

_LISTS = (ItemType.CHOICES, ItemType.TEXTS)


def read_value(raw: Any, asked: Asked) -> Value | None:
    """The answer; None where it is blank or has been refused."""
    if raw is None:
        return None
    kind = asked.item.type
    if isinstance(raw, str):
        raw = raw.strip()
        if not raw:
            return None
        if raw in SPECIALS and not (kind is ItemType.YES_NO and raw == Special.NONE):
            return special(SPECIALS[raw], asked)
    elif isinstance(raw, Seq) and not raw and kind is not ItemType.YES_NO:
        return special(Special.NONE, asked)
    elif isinstance(raw, Map) and kind is ItemType.DOCUMENT:
        return read_paper(raw, asked)
    elif isinstance(raw, list | dict) and kind not in _LISTS:
        wanted = _WANTED[kind]
        advice = "只填一个，去掉方括号、花括号或行首的“- ”"
        asked.refuse("E-TYPE", f"这里要填{wanted}，填的是{shown(raw)}", advice)
        return None
    return _READERS[kind](raw, asked)


def _yes_no(raw: Any, asked: Asked) -> Value | None:
    return read_flag(raw, asked.at, asked.path, asked.report)


def _choice(raw: Any, asked: Asked) -> Value | None:
    return read_option(raw, asked.item.options, asked.at, asked.path, asked.report) or None


def _text(raw: Any, asked: Asked) -> Value | None:
    text = read_text(raw, asked.at, asked.path, asked.report)
    return None if text and says_nothing(text, asked.at, asked) else text or None


def _list(raw: Any, asked: Asked) -> Value | None:
    """Options or texts; a known word may stand alone among them."""
    words = read_texts(raw, asked.at, asked.path, asked.report, asked.item.options)
    known = next((w for w in words if w in SPECIALS), None)
    if known and len(words) == 1:
        return special(SPECIALS[known], asked)
    if known:
        message = f"“{known}”不能和别的内容一起列"
        advice = f"去掉“{known}”，或去掉其余各项"
        asked.report.add("E-TYPE", words[known], asked.path, message, advice)
        return None
    if asked.item.type is ItemType.CHOICES:
        named = {
            w: read_option(w, asked.item.options, at, asked.path, asked.report)
            for w, at in words.items()
        }
        return tuple(dict.fromkeys(word for word in named.values() if word)) or None
    said = [word for word, at in words.items() if not says_nothing(word, at, asked)]
    return tuple(said) or None


_WANTED = {
    ItemType.YES_NO: "“是”或“否”",
    ItemType.COUNT: "一个整数",
    ItemType.NUMBER: "一个数",
    ItemType.PERCENT: "一个百分数",
    ItemType.DATE: "一个日期",
    ItemType.CHOICE: "一个选项",
    ItemType.TEXT: "一段文字",
    ItemType.DOCUMENT: "一份文件",
}
_READERS: dict[ItemType, Callable[[Any, Asked], Value | None]] = {
    ItemType.YES_NO: _yes_no,
    ItemType.COUNT: number_of,
    ItemType.NUMBER: number_of,
    ItemType.PERCENT: number_of,
    ItemType.DATE: day_of,
    ItemType.CHOICE: _choice,
    ItemType.CHOICES: _list,
    ItemType.TEXT: _text,
    ItemType.TEXTS: _list,
    ItemType.DOCUMENT: titled,
}
