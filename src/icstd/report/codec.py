"""Typed records to plain JSON data and back, by what their fields are declared to be.

One encoder and one decoder serve every record, so that a field is added in one
place: where its type is declared.  A field with a default may be missing from
what is read: the format grows without refusing what was written before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Self, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

from ..terms import AtLeast, Paper

_T = TypeVar("_T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Base of records: fields as annotated, given by name, compared by value.

    A plain class, since making one costs a twentieth of making a NamedTuple or
    a dataclass, and every `icstd assess` makes all of these.
    """

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    def __eq__(self, other: object) -> bool:
        """Same kind, same fields."""
        return type(other) is type(self) and vars(other) == vars(self)

    __hash__ = None  # type: ignore[assignment]  # holds dicts

    def changed(self, **fields: Any) -> Self:
        """The same record with some fields replaced."""
        return type(self)(**vars(self) | fields)


_PLAIN = frozenset((str, int, bool, type(None), float))


def encoded(value: object) -> Any:
    """A value as plain data: str, int, float, bool, None, list, dict.

    Records become objects, dates ISO text, Decimals numbers, words text.
    """
    pairs: Iterable[tuple[str, object]]
    if isinstance(value, str):
        return value if type(value) is str else str(value)
    if isinstance(value, Record):
        pairs = vars(value).items()
    elif isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is None:
            return [v if type(v) in _PLAIN else encoded(v) for v in value]
        pairs = zip(names, value, strict=True)
    elif isinstance(value, dict):
        pairs = ((str(key), v) for key, v in value.items())
    elif isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, Paper):
        pairs = (("title", value.title), ("number", value.number), ("dated", value.dated))
    elif isinstance(value, AtLeast):
        return str(value)
    else:
        return value.isoformat() if isinstance(value, date) else value
    return {name: v if type(v) in _PLAIN else encoded(v) for name, v in pairs}


def decoded(kind: type[_T], data: object) -> _T:
    """A record of `kind` from plain data that keeps to its schema.

    Where a field takes several kinds of value (an answer), it comes back as
    JSON has it: a date as its ISO text, a number as int or Decimal.
    """
    made: _T = _decoded(kind, data)
    return made


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _decoded(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    if hasattr(kind, "_fields") or (isinstance(kind, type) and issubclass(kind, Record)):
        given = _hints(kind).items()
        return kind(**{name: _decoded(hint, data[name]) for name, hint in given if name in data})
    if get_origin(kind) is tuple:
        return tuple(_decoded(get_args(kind)[0], entry) for entry in data)
    if get_origin(kind) is dict:
        return {key: _decoded(get_args(kind)[1], entry) for key, entry in data.items()}
    choices = [k for k in get_args(kind) if k is not type(None)]
    if len(choices) == 1:
        return _decoded(choices[0], data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is date:
        return date.fromisoformat(data)
    if isinstance(data, list):
        return tuple(data)
    if isinstance(data, dict):
        return Paper(data["title"], data["number"], _decoded(date, data["dated"]))
    return Decimal(str(data)) if isinstance(data, float) else data
