"""Collecting every problem of one file before refusing it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from ..errors import InputProblems, Place, Problem
from ..limits import PROBLEMS_KEPT, PROBLEMS_SHOWN
from ..yamlio import Document

Path = tuple[str, ...]

_NAMED = 3
"""Places of one cause that a message names."""


class Remedy(NamedTuple):
    """What would be written at a place: because it is so read (sure), or as advised."""

    place: Place
    said: str
    meant: Any
    sure: bool
    path: Path


class _Found(NamedTuple):
    code: str
    place: Place
    path: Path
    message: str
    advice: str


_Key = tuple[str, Path, str]
"""Code, ledger and column, cause."""


class Report:
    """The problems and warnings of one document.

    Excerpts and suggestions cost time; only the first twenty get them, which
    is as many as are told in full.  What has one cause in many cells of a
    ledger's column is one problem, with the number of cells.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.remedies: list[Remedy] = []
        self._found: list[_Found] = []
        self._same: dict[_Key, list[Place]] = {}
        self._of: dict[int, _Key] = {}
        self._suggested = 0
        self._refused = False

    def add(
        self,
        code: str,
        place: Place,
        path: Path,
        message: str,
        advice: str = "",
        *,
        cause: str = "",
        meant: Any = None,
    ) -> None:
        """Note a problem (`E-…`) or a warning (`W-…`).

        cause: what the problem has in common with others of the same column;
        meant: what stands there when it is mended, as `_Plain` data.
        """
        if meant is not None:
            self.remedies.append(Remedy(place, message, meant, code[0] == "W", path))
        key = _column(code, path, cause)
        if key in self._same:
            self._same[key].append(place)
        elif len(self._found) < PROBLEMS_KEPT or (code[0] == "E" and not self._refused):
            self._refused |= code[0] == "E"
            self._found.append(_Found(code, place, path, message, advice))
            if key is not None:
                self._same[key] = [place]
                self._of[len(self._found) - 1] = key

    @property
    def seen(self) -> bool:
        """Whether anything was noted."""
        return bool(self._found)

    def near(self, word: str, known: Collection[str]) -> str:
        """The known word that was probably meant, or nothing."""
        from .suggest import nearest

        return nearest(word, known) if self._may_suggest() else ""

    def misspelt(self, word: str, options: Collection[str]) -> str:
        """The option that a word is a slip of the pen for, or nothing."""
        from .suggest import misspelt

        return misspelt(word, options) if self._may_suggest() else ""

    def _may_suggest(self) -> bool:
        self._suggested += 1
        return self._suggested <= PROBLEMS_SHOWN

    def close(self) -> tuple[Problem, ...]:
        """The warnings, in the order of the file.  Raises InputProblems if any is refused."""
        found = [self._counted(n, f) for n, f in enumerate(self._found)]
        refused = [f for f in found if f.code[0] == "E"]
        if refused:
            raise InputProblems(self._told(refused))
        return self.document.warnings + self._told(found)

    def _counted(self, number: int, found: _Found) -> _Found:
        """A problem with what is the same in other rows of its column."""
        key = self._of.get(number)
        places = self._same[key] if key else []
        if len(places) < 2 or key is None:
            return found
        others = "、".join(where(place) for place in places[1 : _NAMED + 1])
        etc = "等" if len(places) > _NAMED + 1 else ""
        message = f"{found.message}；这一列同样的共 {len(places):,} 格，另在{others}{etc}"
        return found._replace(path=key[1], message=message)

    def _told(self, found: list[_Found]) -> tuple[Problem, ...]:
        if not found:
            return ()
        from ..yamlio.build import path_of

        name = self.document.name
        found = sorted(found, key=lambda f: (f.place.line, f.place.col))
        made = [
            self.document.problem(f.code, f.place, path_of(f.path), f.message, f.advice)
            for f in found[:PROBLEMS_SHOWN]
        ]
        made += [
            Problem(f.code, name, f.place, path_of(f.path), f.message, f.advice)
            for f in found[PROBLEMS_SHOWN:]
        ]
        return tuple(made)


def _column(code: str, path: Path, cause: str) -> _Key | None:
    """What a problem shares with others of its ledger's column; None where it stands alone."""
    if not cause or len(path) != 4 or path[0] != "台账":
        return None
    return code, (path[0], path[1], path[3]), cause


def where(place: Place) -> str:
    """A place inside a message: `第 12 行`, or the cell."""
    if place.cell:
        return place.cell
    return f"第 {place.line} 行" if place.line else "前面"
