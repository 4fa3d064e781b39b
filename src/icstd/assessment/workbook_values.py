"""What a cell means for the field it answers.

Only what typing into a spreadsheet brings with it is evened out here: stray
blanks, full-width digits, 95% shown for 0.95, a number where text belongs.
Whether the value is a good answer is the loader's business, which reads
workbooks and YAML alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from ..terms import ItemType, Special
from ..text import plain_number
from ..workbook.grid import Cell, Percent
from ..workbook.records import text_of
from ..yamlio.scalars import as_number

_WORDS = frozenset(word.value for word in Special)
_LOOKSNUMERIC = re.compile(r"-?[0-9]+(\.[0-9]+)?%?").fullmatch
_SEPARATORS = "、，,；;"
NUMERIC = (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT)


def value_of(cell: Cell, kind: ItemType, options: Iterable[str] = ()) -> Any:
    """A cell's content as a document would hold it: text, number, list or None."""
    if isinstance(cell, date):  # where a number belongs, the loader says what became of it
        return cell if kind in NUMERIC else cell.isoformat()
    if isinstance(cell, Percent):
        return _percent(cell)
    if isinstance(cell, bool) and kind is ItemType.YES_NO:
        return cell
    if isinstance(cell, str):
        return _text(cell, kind, tuple(options))
    if kind in (*NUMERIC, ItemType.DATE, ItemType.YES_NO):
        return cell
    typed = text_of(cell)
    return [typed] if kind in (ItemType.CHOICES, ItemType.TEXTS) else typed


def _percent(cell: Percent) -> str:
    """0.95 in a cell that shows 95%: what was typed is 95%."""
    return f"{plain_number(cell.number * 100)}%"


def _text(text: str, kind: ItemType, options: tuple[str, ...]) -> Any:
    trimmed = text.strip()
    if not trimmed:
        return None
    if "\n" not in text and trimmed in _WORDS:
        return trimmed
    if kind is ItemType.TEXT:
        return text
    if kind in (ItemType.CHOICES, ItemType.TEXTS):
        return [trimmed] if trimmed in options else texts_of(text)
    return _number(trimmed) if kind in NUMERIC else trimmed


def texts_of(text: str) -> list[str]:
    """The several texts of a cell: one on a line, or on one line with separators."""
    if "\n" not in text:
        for mark in _SEPARATORS:
            text = text.replace(mark, "\n")
        return [part.strip() for part in text.split("\n") if part.strip()]
    parts: list[str] = []
    for line in text.split("\n"):
        if parts and line.startswith("  "):
            parts[-1] += f"\n{line[2:]}"
        elif line.strip():
            parts.append(line.strip())
    return parts


def _number(text: str) -> Any:
    """A number typed as text; else the text, of which the loader makes what it can."""
    number = as_number(text)
    return text if number is None or isinstance(number, bool) else number
