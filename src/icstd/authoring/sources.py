"""Reading the sources of a standard: one folder of YAML into one `Standard`.

    edition.yaml    facts, sources, balances, what was withdrawn
    terms.yaml      terms (may be absent)
    annexes.yaml    annexes (may be absent)
    items/*.yaml    one section of data items a file
    ch*.yaml        one chapter a file: clauses → provisions
    profiles/*.yaml one profile a file

Every fault of every file is reported in one run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from ..clauses.model import (
    Annex,
    Balance,
    Chapter,
    Earlier,
    Profile,
    Retired,
    Section,
    Source,
    Standard,
    Term,
)
from ..errors import InputProblems, Place, Problem
from ..yamlio import Document, read_document
from .shape import Location, locate, shaped

CODE = "E-CLAUSES"


@dataclass(frozen=True, slots=True)
class Edition:
    """What `edition.yaml` holds; keys are those of `Standard`."""

    id: str
    number: str
    title: str
    title_en: str
    encoding_version: str
    status: str
    facts: dict[str, str]
    notice: str
    sources: tuple[Source, ...]
    balances: tuple[Balance, ...] = ()
    withdrawn: dict[str, str] = field(default_factory=dict)
    frozen: bool = False
    retired: tuple[Retired, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a named thing stands in the sources."""

    document: Document
    location: Location

    def node(self) -> Any:
        """The mapping as written."""
        node: Any = self.document.root
        for step in self.location:
            node = node[step]
        return node

    def problem(self, message: str, *keys: str | int, path: str = "", advice: str = "") -> Problem:
        """A fault at `keys` below the thing, or at the thing where they are absent."""
        place = locate(self.document.root, (*self.location, *keys))
        return self.document.problem(CODE, place, path, message, advice)


@dataclass(frozen=True, slots=True)
class Sources:
    """A standard as written, examples included, and where each thing is written.

    standard: not yet completed (`build.completed` does that).

    marks: ("provision" | "clause" | "chapter" | "item" | "table" | "section" |
    "profile" | "source" | "balance" | "edition", id) → place.
    """

    folder: Path
    standard: Standard
    marks: dict[tuple[str, str], Mark]

    def mark(self, kind: str, name: str) -> Mark:
        """Where a thing is written; the edition file for what is written nowhere."""
        return self.marks.get((kind, name)) or self.marks["edition", ""]


def read_sources(folder: str | Path, instead: Mapping[Path, bytes | None] | None = None) -> Sources:
    """Read a folder of sources.

    instead: bytes to be read in place of some of its files (None: the file is
    gone), so that changes can be tried before they are written.

    Raises InputProblems with every fault of syntax and shape, each with file
    and line, and with every id used twice.
    """
    reader = _Reader(Path(folder), instead or {})
    return reader.read()


class _Reader:
    """Collects parts and problems over all files of a folder."""

    def __init__(self, folder: Path, instead: Mapping[Path, bytes | None]) -> None:
        self.folder = folder
        self.instead = instead
        self.problems: list[Problem] = []
        self.marks: dict[tuple[str, str], Mark] = {}

    def read(self) -> Sources:
        if not (self.folder / "edition.yaml").is_file():
            name = (self.folder / "edition.yaml").as_posix()
            advice = "标准源文件夹里要有 edition.yaml、items/、ch*.yaml 和 profiles/。"
            raise InputProblems((Problem(CODE, name, Place(), "", "没有这个文件。", advice),))
        editions = self._all("edition.yaml", Edition, lambda root: root, _mark_edition)
        sections = self._all("items/*.yaml", Section, section_input, mark_section)
        chapters = self._all("ch*.yaml", Chapter, lambda root: root, mark_chapter)
        profiles = self._all("profiles/*.yaml", Profile, lambda root: root, _mark_profile)
        terms = self._all("terms.yaml", tuple[Term, ...], _entries("terms"), _mark_terms)
        annexes = self._all("annexes.yaml", tuple[Annex, ...], _entries("annexes"), _mark_annexes)
        if self.problems:
            raise InputProblems(tuple(self.problems))
        edition = editions[0]
        standard = Standard(
            id=edition.id,
            number=edition.number,
            title=edition.title,
            title_en=edition.title_en,
            encoding_version=edition.encoding_version,
            status=edition.status,
            facts=edition.facts,
            notice=edition.notice,
            sources={s.id: s for s in edition.sources},
            sections=tuple(sections),
            balances=edition.balances,
            chapters=tuple(sorted(chapters, key=lambda c: int(c.id) if c.id.isdigit() else 0)),
            profiles={p.id: p for p in profiles},
            withdrawn=edition.withdrawn,
            terms=tuple(chain.from_iterable(terms)),
            annexes=tuple(chain.from_iterable(annexes)),
            retired={r.id: r for r in edition.retired},
            frozen=edition.frozen,
            earlier=edition.earlier,
        )
        return Sources(self.folder, standard, self.marks)

    def _all(
        self,
        pattern: str,
        kind: Any,
        prepare: Callable[[Any], Any],
        mark: Callable[[Any], Iterator[tuple[str, str, Location]]],
    ) -> list[Any]:
        parts = []
        for path in sorted(self.folder.glob(pattern)):
            data = self.instead[path] if path in self.instead else path.read_bytes()
            if data is None:
                continue
            try:
                document = read_document(data, self._name(path))
            except InputProblems as fault:
                self.problems.extend(fault.problems)
                continue
            part, faults = shaped(kind, prepare(document.root), document, CODE)
            self.problems.extend(faults)
            if part is not None:
                parts.append(part)
                self._index(document, mark(part))
        return parts

    def _name(self, path: Path) -> str:
        return f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"

    def _index(self, document: Document, things: Iterable[tuple[str, str, Location]]) -> None:
        for kind, name, location in things:
            mark = Mark(document, location)
            first = self.marks.setdefault((kind, name), mark)
            if first is not mark:
                other = locate(first.document.root, first.location)
                where = other.in_file(first.document.name)
                self.problems.append(mark.problem(f"编号“{name}”重复，前面 {where} 已用过。", "id"))


def section_input(root: Any) -> Any:
    """A section's tables belong to it; the sources do not say so again."""
    if not isinstance(root, dict) or not isinstance(root.get("tables"), list):
        return root
    tables = [
        {"section": root.get("id", ""), **t} if isinstance(t, dict) else t for t in root["tables"]
    ]
    return {**root, "tables": tables}


def _entries(key: str) -> Callable[[Any], Any]:
    """The one list that such a file holds."""
    return lambda root: root.get(key, ()) if isinstance(root, dict) else root


_Marks = Iterator[tuple[str, str, Location]]


def _mark_edition(edition: Edition) -> _Marks:
    yield "edition", "", ()
    yield from (("source", s.id, ("sources", i)) for i, s in enumerate(edition.sources))
    yield from (("balance", b.id, ("balances", i)) for i, b in enumerate(edition.balances))
    yield from (("retired", r.id, ("retired", i)) for i, r in enumerate(edition.retired))


def mark_section(section: Section) -> _Marks:
    """Kind, id and location of a section and what is in it."""
    yield "section", section.id, ()
    yield from (("item", item.id, ("items", i)) for i, item in enumerate(section.items))
    yield from (("table", t.id, ("tables", i)) for i, t in enumerate(section.tables))


def mark_chapter(chapter: Chapter) -> _Marks:
    """Kind, id and location of a chapter and what is in it."""
    yield "chapter", chapter.id, ()
    for i, clause in enumerate(chapter.clauses):
        yield "clause", clause.id, ("clauses", i)
        for j, provision in enumerate(clause.provisions):
            yield "provision", provision.id, ("clauses", i, "provisions", j)


def _mark_terms(terms: tuple[Term, ...]) -> _Marks:
    yield from (("term", t.term, ("terms", i)) for i, t in enumerate(terms))


def _mark_annexes(annexes: tuple[Annex, ...]) -> _Marks:
    yield from (("annex", a.id, ("annexes", i)) for i, a in enumerate(annexes))


def _mark_profile(profile: Profile) -> _Marks:
    yield "profile", profile.id, ()
