"""Slips of character recognition that change what a standard asks.

Only a suggestion: a slip is shown with the reading it suggests, never corrected.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .outline import follows, is_cited

# (what stands there, what was probably printed).  The groups around it tell the
# slip from the words in which the character is right: 宣传, 庆祝, 叮嘱.
_MODAL_SLIPS = (
    (
        re.compile(
            "(?<![心文外内网])[宣宦冝宧](?!传|布|讲|告|贯|言|誓|示|扬|教|导|称|读|介|泄|战|纸|判|城|恩|威|化|武)"
        ),
        "宜",
    ),
    (re.compile("(?<![国重校喜厂欢大节安])[庆応應](?![典祝贺功元丰幸])"), "应"),
    (re.compile("[叮町哥](?=以)|[叮町](?![嘱咛当])"), "可"),
    (re.compile("(?<=必)[颁预顷项]"), "须"),
    (re.compile("[木丕禾杯](?=应|得|宜|可|须|必)"), "不"),
    (re.compile("(?<=不)[碍徳彳]"), "得"),
)
_UNIT = "[\u4e00-\u9fff㎡%℃]|m|km|h|min|kg|d|年|月"
_OTHER_SLIPS = (
    (re.compile("曰"), "日"),
    (
        re.compile(rf"(?<=[\d\u4e00-\u9fff.])\s?[l|](?=\s?(?:\d|{_UNIT}))|(?<=\d)I(?=\d|个|日|天)"),
        "1",
    ),
    (re.compile(rf"(?<=\d)[Oo](?=[\dOo.]|\s?(?:{_UNIT})|$)"), "0"),
    (re.compile("(?<=存|归|建|立)挡(?=案|[，。；、]|$)"), "档"),
    (re.compile("(?<![年十百千万自])巳(?!时|蛇)"), "已"),
)
_NUMBER = re.compile(
    r"(?P<n>[0-9A-ZloO]{1,2}(?:\s?[.,，·。:：]\s?[0-9lIOoSBZ]{1,2}){1,5})(?=[\s\u4e00-\u9fff]|$)\s*(?P<rest>.*)"
)
_DIGITS = str.maketrans("lIOoSBZ", "1100582")


class Slip(NamedTuple):
    """A place where a character was probably misread: what stands there, what was meant."""

    start: int
    end: int
    found: str
    meant: str


def modal_slips(text: str) -> tuple[Slip, ...]:
    """Characters that were probably modal words: 宣 for 宜."""
    return _slips(text, _MODAL_SLIPS)


def slips(text: str) -> tuple[Slip, ...]:
    """All probable slips of a sentence, in order."""
    return tuple(sorted((*modal_slips(text), *_slips(text, _OTHER_SLIPS))))


def _slips(text: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> tuple[Slip, ...]:
    return tuple(
        Slip(m.start(), m.end(), m.group().strip(), meant)
        for pattern, meant in table
        for m in pattern.finditer(text)
    )


def as_meant(text: str, found: tuple[Slip, ...]) -> str:
    """The sentence as it reads with every slip put right."""
    for slip in reversed(found):
        text = text[: slip.start] + slip.meant + text[slip.end :]
    return text


def misread_number(text: str, number: str, chapter: str, printed: str) -> tuple[str, str, str]:
    """(what stands there, the clause number it must be, the rest) for `4,5` or `4.l`.

    Empty where the line opens with nothing that can be the next clause number.
    printed: how the annex letter was misread in the annex's own heading.
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return "", "", ""
    first, *others = re.split(r"\s?[.,，·。:：]\s?", found["n"])
    head = chapter if first in (chapter, printed) else first.translate(_DIGITS)
    label = ".".join((head, *(n.translate(_DIGITS) for n in others)))
    if follows(label, number, chapter) != "next" or is_cited(found["rest"]):
        return "", "", ""
    return found["n"], label, found["rest"]
