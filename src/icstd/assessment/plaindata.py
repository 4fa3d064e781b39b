"""A document from plain Python data: what a YAML or JSON file would hold, without the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..errors import InputProblems, Place, Problem
from ..jsontext import plain
from ..limits import DEPTH, NODES
from ..yamlio import Document, Map, Seq
from ..yamlio.build import path_of
from ..yamlio.characters import forbidden
from ..yamlio.scalars import resolve


def document_of(data: Mapping[str, Any], name: str) -> Document:
    """The document that a mapping stands for; problems are located by their path.

    Raises TypeError naming what no file could hold, InputProblems for text and
    nesting that no file may hold.
    """
    reading = _Reading(name)
    root = reading.tree(data, ())
    digest = hashlib.sha256(plain(root, indent=None)).hexdigest()
    return Document(root, name, digest)


class _Reading:
    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes = 0

    def tree(self, value: Any, path: tuple[str, ...]) -> Any:
        self.nodes += 1
        if len(path) > DEPTH or self.nodes > NODES:
            self._refuse("E-DEPTH", path, f"嵌套超过 {DEPTH} 层或内容超过 {NODES:,} 个", "检查数据")
        if isinstance(value, Mapping):
            return self._mapping(value, path)
        if isinstance(value, list | tuple):
            several = Seq()
            for n, part in enumerate(value, 1):
                several.put(self.tree(part, (*path, f"第 {n} 项")), Place())
            return several
        if isinstance(value, str):
            return self._text(str(value), path)
        if value is None or isinstance(value, bool | int | Decimal):
            return value
        if isinstance(value, float):
            return resolve(repr(value))
        if isinstance(value, date):
            return value.isoformat()[:10]
        raise TypeError(f"source: {path_of(path)} is a {type(value).__name__}, which no form holds")

    def _mapping(self, value: Mapping[Any, Any], path: tuple[str, ...]) -> Map:
        found = Map()
        for key, part in value.items():
            if not isinstance(key, str):
                where = path_of(path) or "the mapping"
                raise TypeError(f"source: {where} has the key {key!r}, which is no text")
            found.put(key, self.tree(part, (*path, key)), Place(), Place())
        return found

    def _text(self, value: str, path: tuple[str, ...]) -> str:
        odd = None if value.isprintable() else forbidden(value)
        if odd:
            self._refuse("E-CHAR", path, f"有看不见的字符：{odd[0]}", odd[1] or "删去它")
        return value

    def _refuse(self, code: str, path: tuple[str, ...], message: str, advice: str) -> None:
        problem = Problem(code, self.name, Place(), path_of(path), message, advice)
        raise InputProblems((problem,))
