"""A county's own provisions and data items, laid over an unchanged edition.

One YAML file in the shape of the standard's sources (`standard/README.md`):

    standard: DB33/T 2320—2021      which edition it goes with
    id, title, prefix, basis, version
    sources, sections, chapters     as in edition.yaml, items/*.yaml and ch*.yaml

Checks are declarative or by a person; they may read the edition's items too.
Ids begin with the supplement's own prefix, so that nobody takes them for the
standard's, and its results are never counted among the standard's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..clauses.model import Chapter, Section, Source, Standard
from ..errors import InputProblems, Problem
from ..rules.rulebook import Rulebook
from ..yamlio import Document, Map, read_document
from ..yamlio.files import read_input
from .build import completed
from .lint import examples, lint
from .lint.case import Case
from .shape import Location, locate, shaped
from .sources import CODE, Mark, Sources, mark_chapter, mark_section, section_input

_PREFIX = re.compile(r"[A-V][A-Z]{0,5}|[A-VX-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class SupplementFile:
    """What a supplement file holds; keys are those of the standard's sources."""

    standard: str
    id: str
    title: str
    prefix: str
    basis: str
    version: str
    sections: tuple[Section, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    sources: tuple[Source, ...] = ()


def load_supplement(source: str | os.PathLike[str] | bytes, standard: Standard) -> Standard:
    """The edition with a supplement laid over it; `standard.supplement` is the supplement.

    source: a path, `-` or the bytes of a YAML file.  Forms, the loader and
    `evaluate` take what comes back like any standard.  Raises InputProblems
    with every fault, each with file and line.
    `icstd.load_supplement("补充条款.yaml", icstd.load_standard())`.
    """
    if isinstance(source, bytes):
        data, name = source, "（补充条款）"
    else:
        data, name = read_input(source)
    document = read_document(data, name)
    given, faults = shaped(SupplementFile, _prepared(document.root), document, CODE)
    if given is None:
        raise InputProblems(tuple(faults))
    own = _standard(given, standard, document.digest)
    faults = [*_head(given, standard, document), *_lint(own, given, document)]
    if faults:
        raise InputProblems(tuple(sorted(faults, key=lambda p: (p.place.line, p.place.col))))
    return replace(
        standard,
        sections=own.sections,
        items=own.items,
        tables=own.tables,
        supplement=own,
    )


def _prepared(root: Map) -> Any:
    sections = root.get("sections")
    if not isinstance(sections, list):
        return root
    return {**root, "sections": [section_input(s) for s in sections]}


def _standard(given: SupplementFile, base: Standard, digest: str) -> Standard:
    """The supplement as a standard of its own, whose questions are the edition's and its own."""
    whole = Standard(
        id=given.id,
        number=given.title,
        title=given.title,
        title_en="",
        encoding_version=given.version,
        status="补充条款",
        facts={"依据": given.basis},
        notice="",
        sources={**base.sources, **{s.id: s for s in given.sources}},
        sections=(*base.sections, *given.sections),
        balances=base.balances,
        chapters=given.chapters,
        profiles=base.profiles,
        prefix=given.prefix,
    )
    return replace(completed(whole, Rulebook(given.id)), notice="", digest=digest)


def _head(given: SupplementFile, base: Standard, document: Document) -> Iterator[Problem]:
    def fault(key: str, message: str, advice: str = "") -> Problem:
        return document.problem(CODE, locate(document.root, (key,)), key, message, advice)

    if given.standard not in (base.number, base.id):
        advice = "用 --standard 指定对应的标准，或换一份补充条款"
        yield fault("standard", f"这是“{given.standard}”的补充，现在用的是 {base.number}。", advice)
    if not _PREFIX.fullmatch(given.prefix):
        advice = "用一到六个大写字母，如 YZ；W 是标准工作编号的开头，不能用"
        yield fault("prefix", f"编号前缀“{given.prefix}”不能用。", advice)
    if not given.chapters:
        yield fault("chapters", "没有一个条款。")
    known = {*base.items, *base.tables, *(s.id for s in base.sections)}
    known |= {s.title for s in base.sections} | {i.label for i in base.items.values()}
    for place, section in enumerate(given.sections):
        names: list[tuple[str, Location]] = [(section.id, ("id",)), (section.title, ("title",))]
        for number, item in enumerate(section.items):
            names += [(item.id, ("items", number, "id")), (item.label, ("items", number, "label"))]
        for name, keys in names:
            if name in known:
                where = locate(document.root, ("sections", place, *keys))
                text = f"“{name}”标准里已经用了。"
                yield document.problem(CODE, where, name, text, "换一个名称；标准已问的直接引用")
        if section.tables:
            where = locate(document.root, ("sections", place, "tables"))
            text = "补充条款不能另设台账：台账的统计要用 Python 写在规则集里。"
            yield document.problem(CODE, where, section.id, text, "把要的数改成数据项")


def _lint(own: Standard, given: SupplementFile, document: Document) -> Iterator[Problem]:
    """What lint finds in the supplement's own parts; the edition's were linted when built."""
    marks = _marks(given, document)
    elsewhere = document._replace(name="")
    marks["edition", ""] = Mark(elsewhere, ())
    case = Case(Sources(Path(own.id), own, marks), own, Rulebook(own.id))
    found = lint(case.sources, own, case.book)
    faults = [p for p in found if p.file == document.name]
    # what lint finds in the edition's half (nobody reads this question …) kept it from these
    yield from faults or examples.failing(case, set())


def _marks(given: SupplementFile, document: Document) -> dict[tuple[str, str], Mark]:
    parts = [("sections", n, mark_section(s)) for n, s in enumerate(given.sections)]
    parts += [("chapters", n, mark_chapter(c)) for n, c in enumerate(given.chapters)]
    return {
        (kind, name): Mark(document, (key, number, *location))
        for key, number, names in parts
        for kind, name, location in names
    }
