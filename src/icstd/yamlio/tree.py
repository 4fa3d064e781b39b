"""Mappings and sequences that know the places of their parts."""

from __future__ import annotations

from typing import Any

from ..errors import Place


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
