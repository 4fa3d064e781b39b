"""The shape of source files: validated by pydantic over the domain types.

Faults come back in Chinese with file and line, all at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..errors import Place, Problem
from ..yamlio import Document

Location = tuple[str | int, ...]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def shaped(
    kind: Any, data: object, document: Document, code: str
) -> tuple[Any | None, list[Problem]]:
    """Validate one file's data as `kind`: the object, or None and what is wrong."""
    try:
        return _adapter(kind).validate_python(plain(data), extra="forbid"), []
    except ValidationError as fault:
        return None, [_in_words(error, document, code) for error in fault.errors()]


_CJK = "\u2014\u2018-\u201d\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_FOLDED = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")


def plain(value: object) -> object:
    """The same data in bare dicts, tuples and scalars, without places.

    A blank between two Chinese characters goes: it comes from folding a long
    line (`>-`), and Chinese has none.
    """
    if isinstance(value, dict):
        return {key: plain(v) for key, v in value.items()}
    if isinstance(value, list):
        return tuple(plain(v) for v in value)
    return _FOLDED.sub("", value) if isinstance(value, str) else value


def locate(root: object, location: Sequence[str | int]) -> Place:
    """Where a location stands; the nearest enclosing place where it is absent."""
    place, node = Place(1, 1), root
    for step in location:
        places = getattr(node, "places", None)
        if isinstance(node, dict) and places and step in places:
            place, node = places[step][0], node[step]
        elif isinstance(node, list) and places and isinstance(step, int) and step < len(node):
            place, node = places[step], node[step]
        else:
            break
    return place


_WORDS = {
    "missing": "缺少“{key}”。",
    "extra_forbidden": "不认识的键“{key}”。",
    "unexpected_keyword_argument": "不认识的键“{key}”。",
    "missing_argument": "缺少“{key}”。",
    "string_type": "“{key}”应是文字，现为 {value}。",
    "tuple_type": "“{key}”应是列表，现为 {value}。",
    "dict_type": "“{key}”应是一组“键: 值”，现为 {value}。",
    "dataclass_type": "“{key}”应是一组“键: 值”，现为 {value}。",
    "decimal_type": "“{key}”应是数，现为 {value}。",
    "decimal_parsing": "“{key}”应是数，现为 {value}。",
    "bool_type": "“{key}”应是 true 或 false，现为 {value}。",
    "bool_parsing": "“{key}”应是 true 或 false，现为 {value}。",
    "int_type": "“{key}”应是整数，现为 {value}。",
    "int_parsing": "“{key}”应是整数，现为 {value}。",
}


def _in_words(error: Any, document: Document, code: str) -> Problem:
    location: Location = error["loc"]
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    value = _short(error["input"])
    if error["type"] == "enum":
        allowed = (
            error["ctx"]["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
        )
        message = f"“{key}”的值 {value} 不在可选之列：{allowed}。"
    else:
        pattern = _WORDS.get(
            error["type"], "“{key}”的值 {value} 不合要求（" + error["type"] + "）。"
        )
        message = pattern.format(key=key, value=value)
    place = locate(document.root, location)
    return document.problem(code, place, path_words(location), message)


def path_words(location: Sequence[str | int]) -> str:
    """`clauses › 第 3 项 › check`."""
    return " › ".join(f"第 {s + 1} 项" if isinstance(s, int) else s for s in location)


def _short(value: object) -> str:
    if value is None:
        return "空"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "一组“键: 值”"
    if isinstance(value, tuple):
        return "一个列表"
    if isinstance(value, Decimal | int):
        return str(value)
    text = str(value)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
