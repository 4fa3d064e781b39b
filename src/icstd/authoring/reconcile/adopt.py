"""Writing what was confirmed into the clause sources.

Provisions said to be the same as a sentence get its printed number, its
fingerprint and its modality; sentences without provision get a skeleton;
provisions without basis are withdrawn for good.  The result is files and a
list of changes: nothing is written here, and nothing of the text goes in.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ...clauses.model import Section, Standard
from ...errors import InputProblems, Problem
from ...rules.rulebook import Rulebook
from ..build import completed
from ..lint import lint
from ..lint.items import items_in_use
from ..sources import Sources, read_sources
from .book import Relation
from .decisions import Reconciliation
from .edits import Mapping, Source, dash_block, scalar, set_key
from .skeletons import SOURCE_ID, skeleton, source_entry
from .verified import verify

ALL_VERIFIED = "已核对编码"
"""Status of an edition all of whose provisions are confirmed."""


class Adopted(NamedTuple):
    """What adoption would do.

    files: path → new bytes, None for files that go.  standard: the standard they make, completed.
    verified, skeletons, withdrawn, items_removed: ids, in order.
    """

    files: Dict[Path, bytes | None]
    before: Standard
    standard: Standard
    verified: tuple[str, ...]
    skeletons: tuple[str, ...]
    withdrawn: tuple[str, ...]
    items_removed: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing would change but the version."""
        return not (self.verified or self.skeletons or self.withdrawn)


def adopt(done: Reconciliation, folder: Path, book: Rulebook, version: str = "") -> Adopted:
    """The sources as they are after adoption, tried out before they are handed back.

    version: of the new encoding; the minor number goes up where not given.

    Raises InputProblems where decisions contradict each other, where a source
    is laid out so that lines cannot be changed, and where the new sources
    would not pass the lint, each with the line.
    """
    if done.contradictions:
        raise InputProblems(done.contradictions)
    sources = read_sources(folder)
    before = completed(sources.standard, book)
    author = _Author(done, sources, before)
    author.work()
    if author.verified or author.skeletons or author.withdrawn:
        author.edition(version or next_version(before.encoding_version))
    files = author.files()
    tried = read_sources(folder, files)
    standard = completed(tried.standard, book)
    problems = lint(tried, standard, book)
    if problems:
        raise InputProblems(tuple(_explained(problem) for problem in problems))
    return Adopted(
        files,
        before,
        standard,
        tuple(author.verified),
        tuple(author.skeletons),
        tuple(author.withdrawn),
        tuple(author.items_removed),
    )


def next_version(version: str) -> str:
    """`1.0` → `1.1`."""
    major, _, minor = version.partition(".")
    return f"{major}.{int(minor) + 1}" if minor.isdigit() else f"{version}.1"


def _explained(problem: Problem) -> Problem:
    advice = (
        problem.advice or "采纳后的源文件通不过检查，什么也没有写入；请先在源文件里处理这一处。"
    )
    return problem._replace(advice=advice)


class _Author:
    """Collects changes over the files of a folder."""

    def __init__(self, done: Reconciliation, sources: Sources, standard: Standard) -> None:
        self.done = done
        self.sources = sources
        self.standard = standard
        self.opened: dict[Path, Source] = {}
        self.verified: list[str] = []
        self.skeletons: list[str] = []
        self.withdrawn: list[str] = []
        self.items_removed: list[str] = []
        self.deleted: list[Path] = []

    def files(self) -> dict[Path, bytes | None]:
        """The files that change; None for those that go."""
        changed = {path: s.bytes() for path, s in self.opened.items() if s.changes}
        return changed | dict.fromkeys(self.deleted)

    def work(self) -> None:
        """All changes but those of the edition file."""
        self._withdraw()
        for decision in self.done.decisions:
            if decision.relation is Relation.SAME:
                provision = decision.provisions[0]
                if verify(*self._written("provision", provision.id), decision, provision):
                    self.verified.append(provision.id)
        self._skeletons()

    def _path(self, kind: str, name: str) -> Path:
        """The file in which a named thing stands."""
        document = self.sources.mark(kind, name).document.name
        return self.sources.folder / document.split("/", 1)[1]

    def _source(self, kind: str, name: str) -> Source:
        path = self._path(kind, name)
        if path not in self.opened:
            document = self.sources.mark(kind, name).document.name
            self.opened[path] = Source.of(document, path.read_bytes())
        return self.opened[path]

    def _written(self, kind: str, name: str) -> tuple[Source, object]:
        return self._source(kind, name), self.sources.mark(kind, name).node()

    def _remove(self, kind: str, name: str) -> None:
        source, node = self._written(kind, name)
        source.replace(*dash_block(source, node), [])

    def _withdraw(self) -> None:
        """Take out provisions without basis, clauses left empty, items left unread."""
        gone = {left.provision for left in self.done.withdrawals}
        self.withdrawn = [p for p in self.standard.provisions if p in gone]
        for clause in self.standard.clauses.values():
            leaving = [p.id for p in clause.provisions if p.id in gone]
            if len(leaving) == len(clause.provisions):
                self._remove("clause", clause.id)
            else:
                for name in leaving:
                    self._remove("provision", name)
        left = {k: p for k, p in self.standard.provisions.items() if k not in gone}
        used = items_in_use(replace(self.standard, provisions=left))
        self.items_removed = [i for i in self.standard.items if i not in used]
        topics = {self.standard.clauses[p.clause].topic for p in left.values()}
        for section in self.standard.sections:
            self._remove_items(section, topics)
        self._remove_balances()

    def _remove_items(self, section: Section, topics: set[str]) -> None:
        """Items of a section that nothing reads; the section too, where none is left."""
        leaving = [i.id for i in section.items if i.id in self.items_removed]
        if len(leaving) < len(section.items):
            for name in leaving:
                self._remove("item", name)
        elif leaving:
            source, node = self._written("section", section.id)
            if section.tables or section.id in topics:
                set_key(source, Mapping(node), "items", ["items: []"], "help")
            else:
                self.deleted.append(self._path("section", section.id))

    def _remove_balances(self) -> None:
        """Balances all of whose items are gone: the sum is not asked any more."""
        leaving = [
            b.id
            for b in self.standard.balances
            if not {*b.left, *b.right}.isdisjoint(self.items_removed)
        ]
        if leaving and len(leaving) == len(self.standard.balances):
            source, node = self._written("edition", "")
            set_key(source, Mapping(node), "balances", ["balances: []"], "sources")
        else:
            for name in leaving:
                self._remove("balance", name)

    def _skeletons(self) -> None:
        """A provision to be written for each sentence that has none."""
        known = {p.text_fingerprint for p in self.standard.provisions.values()}
        for decision in self.done.decisions:
            if decision.relation is not Relation.NONE or decision.row.fingerprint in known:
                continue
            if decision.modality.value == "陈述":
                continue
            chapter = self._chapter(decision.row.place)
            name = self._free(chapter)
            topic = next(c.topic for c in self.standard.clauses.values() if _of(c.id, chapter))
            source = self._source("chapter", chapter)
            end = len(source.lines)
            source.replace(end, end, skeleton(name, topic, decision))
            self.skeletons.append(name)

    def _chapter(self, place: str) -> str:
        """Our chapter for a printed number: the same number, else the last one."""
        number = place.split(".", maxsplit=1)[0].split(" ", maxsplit=1)[0]
        chapters = [c.id for c in self.standard.chapters]
        return number if number in chapters else chapters[-1]

    def _free(self, chapter: str) -> str:
        """The next clause number of a chapter; numbers once used stay used."""
        names = [*self.standard.clauses, *self.standard.withdrawn, *self.skeletons]
        used = [
            int(n.split(".")[1].rstrip("abcdefghijklmnopqrstuvwxyz"))
            for n in names
            if _of(n, chapter)
        ]
        return f"W{chapter}.{max(used, default=0) + 1}"

    def edition(self, version: str) -> None:
        """The edition file: version, withdrawn ids, the source of skeletons."""
        if version == self.standard.encoding_version:
            place = self.sources.mark("edition", "")
            advice = "每次采纳都要有新的编码版本，旧的自评才分得清依据哪一版。"
            raise InputProblems(
                (
                    place.problem(
                        f"编码版本 {version} 已经用过。", "encoding_version", advice=advice
                    ),
                )
            )
        source, node = self._written("edition", "")
        mapping = Mapping(node)
        set_key(source, mapping, "encoding_version", [f'encoding_version: "{version}"'], "title")
        if self._all_verified():
            set_key(source, mapping, "status", [f"status: {ALL_VERIFIED}"], "title")
        if self.skeletons and SOURCE_ID not in self.standard.sources:
            found = source.key(mapping, "sources")
            if found is None:
                source.refuse(0, "缺 sources，不知道把官方文本写在哪里")
            else:
                entry = source_entry(self.standard, self.done.book)
                source.replace(found[1], found[1], entry)
        if self.withdrawn:
            reasons = {left.provision: left.reason for left in self.done.withdrawals}
            kept = self.standard.withdrawn.items()
            lines = [f"  {name}: {scalar(why)}" for name, why in kept]
            lines += [f"  {name}: {scalar(reasons[name])}" for name in self.withdrawn]
            lines += [f"  {name}: 数据项，没有条款再用到" for name in self.items_removed]
            set_key(source, mapping, "withdrawn", ["withdrawn:", *lines], "sources")

    def _all_verified(self) -> bool:
        """Whether after these changes no provision is left unconfirmed."""
        open_ = {p.id for p in self.standard.provisions.values() if p.text_status != "verified"} - {
            *self.verified,
            *self.withdrawn,
        }
        return not open_ and not self.skeletons


def _of(name: str, chapter: str) -> bool:
    return name.startswith(f"W{chapter}.")
