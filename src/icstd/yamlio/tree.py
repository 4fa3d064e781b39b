"""A submitted document as plain data that remembers where everything stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..errors import Place, Problem


class Map(dict[str, Any]):
    """A mapping with text keys; `places` holds (place of key, place of value)."""

    __slots__ = ("places",)
    places: dict[str, tuple[Place, Place]]

    def __init__(self) -> None:
        super().__init__()
        self.places = {}

    def put(self, key: str, value: Any, at: Place, value_at: Place) -> None:
        """Add an entry with its places."""
        self[key] = value
        self.places[key] = (at, value_at)


class Seq(list[Any]):
    """A sequence; `places` holds the place of each element."""

    __slots__ = ("places",)
    places: list[Place]

    def __init__(self) -> None:
        super().__init__()
        self.places = []

    def put(self, value: Any, at: Place) -> None:
        """Append an element with its place."""
        self.append(value)
        self.places.append(at)


class Document(NamedTuple):
    """A document read, from YAML, JSON or a workbook.

    name: the file's name, for messages; digest: sha256 of the bytes;
    lines: the text line by line, empty for a workbook; warnings: what was
    accepted but deserves a look.
    """

    root: Map
    name: str
    digest: str = ""
    lines: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def problem(
        self, code: str, place: Place, path: str, message: str, advice: str = ""
    ) -> Problem:
        """A problem at a place of this document, with the line and a caret under it."""
        from .excerpt import excerpt

        shown = excerpt(self.lines, place)
        return Problem(code, self.name, place, path, message, advice, shown)
