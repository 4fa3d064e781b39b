"""JSON Schema of single answers, one data item or table column at a time.

Patterns are searched for, so they carry their own anchors; digits are written
out because `\\d` means other digits too.  They are ECMA-262 with the flag `u`, as
JSON Schema says, where only characters of syntax may be escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ..clauses.model import Column, DataItem
from ..limits import DIGITS, LIST_ITEMS
from ..terms import ItemType, Special
from ..text import plain_number
from ..yamlio.scalars import resolve
from .keys import PAPER
from .numbers import bounds

Schema = dict[str, Any]

_D = "[0-9０-９]"
_WHOLE = rf"^\s*[-－]?{_D}{{1,{DIGITS}}}\s*$"
_AT_LEAST = rf"^\s*至少 ?{_D}{{1,{DIGITS}}}\s*$"
_ANY = rf"^\s*[-－]?{_D}+(?:[.．]{_D}+)?(?:[eE][-－+＋]?{_D}{{1,2}})?[%％]?\s*$"
_MEANINGS = {
    Special.NONE.value: "确实没有",
    Special.UNCLEAR.value: "说不准，需要再查",
    Special.UNPUBLISHED.value: "园区没有对外公布",
}
_EMPTY = {"type": "array", "maxItems": 0, "description": "空列表，同“无”"}
_BLANK = {"$ref": "#/$defs/blank"}


def literal(text: str) -> str:
    """A text as the piece of a pattern that matches it; every engine reads it alike."""
    return re.sub(r"[\^$\\.*+?()\[\]{}|/]", r"\\\g<0>", text)


def words(allowed: Iterable[str], also: Iterable[Any] = (), message: str = "") -> Schema:
    """One of some words, blanks around it allowed.

    The words are an enumeration for editors to offer; `also` holds further
    values (null, true).
    """
    allowed = list(allowed)
    values = [*allowed, *(v for w in allowed if not isinstance(v := _number(w), str))]
    spaced = "|".join(map(literal, allowed))
    found: Schema = {
        "anyOf": [
            {
                "enum": [*values, *also],
                "enumDescriptions": [_MEANINGS.get(str(v), str(v)) for v in [*values, *also]],
            },
            {"type": "string", "pattern": rf"^\s*(?:{spaced})?\s*$"},
        ]
    }
    return found | ({"errorMessage": message} if message else {})


def _number(word: str) -> Any:
    """What an unquoted word is read as."""
    value = resolve(word)
    return float(value) if isinstance(value, Decimal) else value


def item_schema(item: DataItem) -> Schema:
    """The schema of a bare answer to a data item."""
    special = [Special.UNCLEAR.value]
    if item.type is not ItemType.YES_NO:
        special.append(Special.NONE.value)
    if item.commitment:
        special.append(Special.UNPUBLISHED.value)
    kinds = _kinds(item)
    if item.type in (ItemType.YES_NO, ItemType.CHOICE):
        offered = ("是", "否") if item.type is ItemType.YES_NO else item.options
        also = (True, False, None) if item.type is ItemType.YES_NO else (None,)
        named = list(dict.fromkeys((*offered, *special)))
        kinds = words(named, also)["anyOf"]
    elif item.type is not ItemType.TEXT:
        kinds = [*kinds, *words(special)["anyOf"], _BLANK]
    if item.type is not ItemType.YES_NO:
        kinds = [*kinds, _EMPTY]
    return {
        "title": item.label,
        "description": description_of(item),
        "anyOf": kinds,
        "errorMessage": f"{item.label}：{_how(item)}",
    }


def description_of(item: DataItem) -> str:
    """What is asked, in which unit, with which options."""
    return f"{item.help}{_unit(item)}{_options(item)}"


def column_schema(column: Column) -> Schema:
    """The schema of a table's cell."""
    item = DataItem(column.id, column.label, column.type, column.help, None, options=column.options)
    return item_schema(item)


def _kinds(item: DataItem) -> list[Schema]:
    match item.type:
        case ItemType.COUNT:
            least = {"type": "string", "pattern": _AT_LEAST}
            whole = {"type": "string", "pattern": _WHOLE}
            return [{"type": "integer", **_range(item)}, whole, least]
        case ItemType.NUMBER:
            return [{"type": "number", **_range(item)}, {"type": "string", "pattern": _ANY}]
        case ItemType.PERCENT:
            unsigned = {"not": {"exclusiveMinimum": 0, "maximum": 1}}
            number = {"type": "number", **_range(item), **unsigned}
            return [number, {"type": "string", "pattern": _ANY}]
        case ItemType.DATE:
            return [{"$ref": "#/$defs/date"}]
        case ItemType.DOCUMENT:
            parts: Schema = {key: {"type": ["string", "number", "null"]} for key in PAPER}
            parts[list(PAPER)[-1]] = {"anyOf": [{"$ref": "#/$defs/date"}, _BLANK]}
            names = {"patternProperties": {f"^{name}$": parts[key] for key, name in PAPER.items()}}
            paper = {"type": "object", "properties": parts, "additionalProperties": False, **names}
            return [paper, {"type": ["string", "number", "null"]}]
        case ItemType.CHOICES:
            named = words((*item.options, Special.NONE, Special.UNCLEAR), (None,))
            return [{"type": "array", "maxItems": LIST_ITEMS, "items": named}]
        case ItemType.TEXTS:
            part = {"type": ["string", "number", "null"]}
            return [{"type": "array", "maxItems": LIST_ITEMS, "items": part}]
        case _:
            return [{"type": ["string", "number", "null"]}]


def _range(item: DataItem) -> Schema:
    low, high = bounds(item)
    found = {"minimum": low, "maximum": high}
    return {k: _json_number(v) for k, v in found.items() if v is not None}


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _unit(item: DataItem) -> str:
    if not item.unit or item.type is ItemType.PERCENT:
        return ""
    return f"单位：{item.unit}（不用写）。"


def _options(item: DataItem) -> str:
    return f"可填：{'、'.join(item.options)}。" if item.options else ""


def _how(item: DataItem) -> str:
    low, high = bounds(item)
    limits = [
        *([f"不小于 {plain_number(low)}"] if low is not None else []),
        *([f"不大于 {plain_number(high)}"] if high is not None else []),
    ]
    extent = f"，{'、'.join(limits)}" if limits else ""
    return {
        ItemType.YES_NO: "填“是”或“否”",
        ItemType.COUNT: f"填整数{extent}",
        ItemType.NUMBER: f"填数字{extent}",
        ItemType.PERCENT: f"填百分数，95% 填 95{extent}",
        ItemType.DATE: "日期写成 2026-03-01 的样子",
        ItemType.CHOICE: "从可填的选项里选一个",
        ItemType.CHOICES: "从可填的选项里选，写成 [甲, 乙]",
        ItemType.TEXT: "填文字",
        ItemType.TEXTS: "写成 [甲, 乙]",
        ItemType.DOCUMENT: "写成 {名称: …, 文号: …, 日期: …}",
    }[item.type]
