"""Provisional reader of our own YAML sources; goes as soon as yamlio is in."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

import yaml

from ..errors import InputProblems, Place, Problem


class Map(dict[Any, Any]):
    places: dict[Any, tuple[Place, Place]]


class Seq(list[Any]):
    places: list[Place]


class Document(NamedTuple):
    root: Any
    name: str


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _scalar(node: Any) -> Any:
    text = node.value
    if node.style:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", text):
        return Decimal(text)
    return text


def _build(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        out = Map()
        out.places = {}
        for key, value in node.value:
            name = key.value
            out[name] = _build(value)
            out.places[name] = (_place(key.start_mark), _place(value.start_mark))
        return out
    if isinstance(node, yaml.SequenceNode):
        seq = Seq(_build(v) for v in node.value)
        seq.places = [_place(v.start_mark) for v in node.value]
        return seq
    return _scalar(node)


def read_document(data: bytes, name: str) -> Document:
    try:
        return Document(_build(yaml.compose(data.decode(), Loader=yaml.CSafeLoader)), name)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        place = _place(mark) if mark else Place()
        raise InputProblems((Problem("E-YAML", name, place, "", str(fault)),)) from fault
