"""Collecting every problem of one file before refusing it."""

from __future__ import annotations

from collections.abc import Collection

from ..errors import InputProblems, Place, Problem
from ..limits import PROBLEMS_KEPT, PROBLEMS_SHOWN
from ..yamlio import Document

Path = tuple[str, ...]


class Report:
    """The problems and warnings of one document.

    Excerpts and suggestions cost time; only the first twenty get them, which
    is as many as are told in full.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._found: list[tuple[str, Place, Path, str, str]] = []
        self._suggested = 0
        self._refused = False

    def add(self, code: str, place: Place, path: Path, message: str, advice: str = "") -> None:
        """Note a problem (`E-…`) or a warning (`W-…`)."""
        if len(self._found) < PROBLEMS_KEPT or (code[0] == "E" and not self._refused):
            self._refused |= code[0] == "E"
            self._found.append((code, place, path, message, advice))

    def near(self, word: str, known: Collection[str]) -> str:
        """The known word that was probably meant, or nothing."""
        if self._suggested >= PROBLEMS_SHOWN:
            return ""
        self._suggested += 1
        from .suggest import nearest

        return nearest(word, known)

    def close(self) -> tuple[Problem, ...]:
        """The warnings, in the order of the file.  Raises InputProblems if any is refused."""
        refused = [f for f in self._found if f[0][0] == "E"]
        if refused:
            raise InputProblems(self._told(refused))
        return self.document.warnings + self._told(self._found)

    def _told(self, found: list[tuple[str, Place, Path, str, str]]) -> tuple[Problem, ...]:
        if not found:
            return ()
        from ..yamlio.build import path_of

        name = self.document.name
        found = sorted(found, key=lambda f: (f[1].line, f[1].col))
        made = [
            self.document.problem(code, place, path_of(path), message, advice)
            for code, place, path, message, advice in found[:PROBLEMS_SHOWN]
        ]
        made += [
            Problem(code, name, place, path_of(path), message, advice)
            for code, place, path, message, advice in found[PROBLEMS_SHOWN:]
        ]
        return tuple(made)


def where(place: Place) -> str:
    """A place inside a message: `第 12 行`, or the cell."""
    if place.cell:
        return place.cell
    return f"第 {place.line} 行" if place.line else "前面"
