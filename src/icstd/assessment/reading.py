"""What a writing means: read as the one thing it can be, or refused as one of several.

The same for files, command-line options and arguments: whoever asks what a
date, a number or a yes may be asks here, in `dates`, `numerals` and `words`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

DISTINCT = "确实没有的填“无”，说不准的填“不清楚”，还没有问到的留空"
"""The three answers that a dash or a slash may stand for."""

_DASHES = frozenset("/／\\-－—–―_~～*?？.。…")
_WORDS = frozenset(
    (
        "n/a", "na", "nil", "none", "tbd", "待定", "暂无", "没有", "不详", "未知", "不明", "不适用",
        "不清", "未统计", "无数据", "无此项", "待查", "待核", "待核实", "待补", "待补充", "待填",
        "略", "同上", "见附件", "见台账",
    )
)  # fmt: skip


class Read(NamedTuple):
    """A value that a writing has.

    cause: what is odd about the writing, the same for the same oddity; empty
    where it is plainly written.
    """

    value: Any
    cause: str = ""


class Wrong(NamedTuple):
    """Why a writing is no value: code, message, advice; `meant` is what the advice would write."""

    code: str
    message: str
    advice: str
    meant: Any = None


def stands_for_nothing(text: str) -> bool:
    """Whether a text is a dash, a slash or a word that leaves open what the answer is."""
    bare = text.strip()
    return bool(bare) and (all(c in _DASHES for c in bare) or bare.casefold() in _WORDS)


def nothing_said(said: str, cure: str = DISTINCT) -> Wrong:
    """The problem with such a text; it could be a none, a not-knowing or a blank."""
    return Wrong("E-TYPE", f"{said}看不出是没有、不清楚，还是没有问到", cure)
