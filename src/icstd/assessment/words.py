"""Words that are answers of their own: yes and no, 无, 不清楚, 未公布; and those that are none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..errors import Place
from ..terms import ItemType, Special, Value
from .asked import Asked, told_read
from .reading import Read, nothing_said, stands_for_nothing
from .report import Path, Report
from .texts import shown

YES_NO = {"是": True, "否": False}
SPECIALS = {word.value: word for word in Special}

YES = frozenset(("√", "✓", "✔", "☑", "对", "有", "是的", "有的", "已有"))
NO = frozenset(("×", "✗", "✘", "☒", "无", "没有", "不是", "没"))
"""What can only mean 是 or 否 where one of them is asked for."""

_LOOKS_YES = frozenset(("yes", "y", "on", "true", "1", "t"))
_LOOKS_NO = frozenset(("no", "n", "off", "false", "0", "f", "x", "未"))


def read_flag(raw: Any, at: Place, path: Path, report: Report) -> bool | None:
    """true, false, 是, 否 or what can only mean one of them; None where blank or refused."""
    if raw is None or isinstance(raw, bool):
        return raw
    word = raw.strip() if isinstance(raw, str) else shown(raw)
    if not word:
        return None
    if isinstance(raw, str):
        if word in YES_NO:
            return YES_NO[word]
        if word in YES or word in NO:
            told_read(raw, Read(word in YES, word), at, path, report)
            return word in YES
    lower = word.casefold()
    guess = "是" if lower in _LOOKS_YES else "否" if lower in _LOOKS_NO else ""
    advice = f"是否想填“{guess}”？" if guess else "只能填这两个字之一；不知道的留空"
    if isinstance(raw, str) and stands_for_nothing(word):
        advice = "确实没有的填“否”，说不准的填“不清楚”，还没有问到的留空"
    message = f"要填“是”或“否”，填的是{shown(raw)}"
    report.add("E-TYPE", at, path, message, advice, cause=word, meant=guess or None)
    return None


def special(word: Special, asked: Asked) -> Value | None:
    """无, 不清楚, 未公布: known words that are no values of the item's type."""
    item = asked.item
    if word is Special.UNPUBLISHED and not item.commitment:
        advice = "没有的填“无”，不知道的填“不清楚”，还没有查的留空"
        asked.refuse("E-TYPE", "只有园区对外公布的承诺才能填“未公布”", advice)
        return None
    if word is Special.NONE:
        if item.commitment:
            return Special.UNPUBLISHED  # to have made no promise is to have published none
        if item.type is ItemType.COUNT:
            return 0
        if item.type is ItemType.NUMBER:
            return Decimal(0)
    return word


def says_nothing(text: str, at: Place, asked: Asked) -> bool:
    """Whether a text is a dash or the like, which is no answer; then it is refused."""
    if len(text) > 5 or not stands_for_nothing(text):
        return False
    nothing = nothing_said(shown(text))
    asked.report.add(
        nothing.code, at, asked.path, nothing.message, nothing.advice, cause="没有填明白"
    )
    return True
