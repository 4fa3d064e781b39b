"""The entries of one mapping with fixed keys, each read by its kind where it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from ..errors import Place
from ..limits import TEXT_CHARS
from ..yamlio import Seq
from .days import read_day
from .report import Path, Report
from .texts import read_option, read_text, read_texts, shown
from .walk import GROUP, Found, Walk
from .words import read_flag


class Group:
    """A mapping whose keys are known beforehand; every fault is noted at its place.

    raw: what stands where the mapping should, refused where it is none.
    known: Chinese key → ASCII name.
    """

    def __init__(
        self,
        walk: Walk,
        raw: Any,
        at: Place,
        path: Path,
        *,
        known: Mapping[str, str],
        what: str = "项目",
    ) -> None:
        self.walk, self.at, self.path = walk, at, path
        given = walk.mapping(raw, at, path, GROUP)
        self.found = walk.fields(given, path, known, what)
        self._keys = {name: key for key, name in known.items()}
        if given.places and not at.line and not at.cell:
            self.at = next(iter(given.places.values()))[0]

    @property
    def report(self) -> Report:
        """Where faults are noted."""
        return self.walk.report

    def _one(self, name: str) -> tuple[Any, Place, Path]:
        found = self.found.get(name) or Found(None, self.at, self.at, name)
        return found.raw, found.at, (*self.path, self._keys[name])

    def says(self, *names: str) -> bool:
        """Whether any of these is filled in."""
        blank: tuple[object, ...] = (None, "", [], {})
        return any(n in self.found and self.found[n].raw not in blank for n in names)

    def place(self, name: str) -> Place:
        """Where a value stands; the mapping's own place where it is absent."""
        return self._one(name)[1]

    def refuse(self, name: str, code: str, message: str, advice: str) -> None:
        """Note a problem with one of the values."""
        _, at, path = self._one(name)
        self.report.add(code, at, path, message, advice)

    def text(self, name: str, most: int = TEXT_CHARS) -> str:
        """A text; empty where it is blank or has been refused."""
        raw, at, path = self._one(name)
        return read_text(raw, at, path, self.report, most)

    def texts(self, name: str) -> tuple[str, ...]:
        """Several texts; one may stand without brackets."""
        raw, at, path = self._one(name)
        if isinstance(raw, str) and raw.strip():
            alone = Seq()
            alone.put(raw, at)
            raw = alone
        return tuple(read_texts(raw, at, path, self.report))

    def option(self, name: str, words: Collection[str]) -> str:
        """One of the words; empty where it is blank or has been refused."""
        raw, at, path = self._one(name)
        return read_option(raw, words, at, path, self.report)

    def flag(self, name: str) -> bool:
        """是 or 否; a blank is a no."""
        raw, at, path = self._one(name)
        return bool(read_flag(raw, at, path, self.report))

    def day(self, name: str) -> date | None:
        """A date; None where it is blank or has been refused."""
        raw, at, path = self._one(name)
        return read_day(raw, at, path, self.report)

    def count(self, name: str) -> int | None:
        """A whole number from 0; None where it is blank or has been refused."""
        raw, at, path = self._one(name)
        if raw is None or raw == "":
            return None
        if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
            return raw
        self.report.add("E-TYPE", at, path, f"要填不小于 0 的整数，填的是{shown(raw)}", "只写数字")
        return None

    def missing(self, name: str, message: str, advice: str) -> None:
        """Note that a value is not there."""
        self.refuse(name, "E-MISSING", message, advice)
