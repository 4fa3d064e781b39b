"""Finding a thing of the standard by the name a person types."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches

from ..errors import UsageProblem
from ..text import clip, visible
from .model import Chapter, Clause, DataItem, Provision, Standard, Table

Thing = Provision | Clause | Chapter | DataItem | Table


def find(name: str, standard: Standard) -> Thing:
    """The provision, clause, chapter, data item or table that a name means.

    Numbers are taken with or without `W`, in full width too; items and tables
    by id or label.  Raises UsageProblem with what the name is near to.
    """
    asked = unicodedata.normalize("NFKC", name).strip()
    known = names(standard)
    for form in (asked, asked.upper()[:1] + asked[1:].lower(), f"W{asked.lower()}"):
        if form in known:
            return known[form]
    if asked in standard.withdrawn:
        why = standard.withdrawn[asked]
        raise UsageProblem(f"{asked} 已撤销：{why}", "icstd clauses 列出现有条款")
    raise UsageProblem(
        f"没有编号或名称为“{clip(visible(name), 60)}”的条款、数据项",
        _advice(asked, known),
    )


def names(standard: Standard) -> dict[str, Thing]:
    """Every name that means something, and what."""
    known: dict[str, Thing] = {}
    for table in standard.tables.values():
        known |= {table.id: table, table.label: table}
    for item in standard.items.values():
        known |= {item.id: item, item.label: item}
    known |= {f"W{chapter.id}": chapter for chapter in standard.chapters}
    known |= standard.clauses
    return known | standard.provisions


def _advice(asked: str, known: dict[str, Thing]) -> str:
    written = f"W{asked}" if asked[:1].isdigit() else asked
    near = get_close_matches(written, known, n=3, cutoff=0.5)
    if not near:
        near = [label for label in known if len(asked) > 1 and asked in label][:3]
    if not near:
        return "icstd clauses 列出全部条款"
    return f"是否想看 {'、'.join(near)}？"


def within(name: str, standard: Standard) -> frozenset[str]:
    """Ids of the provisions that a chapter, clause or provision consists of.

    Raises UsageProblem where the name means none of these.
    """
    thing = find(name, standard)
    if isinstance(thing, Provision):
        return frozenset({thing.id})
    if isinstance(thing, Clause):
        return frozenset(p.id for p in thing.provisions)
    if isinstance(thing, Chapter):
        return frozenset(p.id for clause in thing.clauses for p in clause.provisions)
    raise UsageProblem(f"“{clip(visible(name), 60)}”不是条款", "icstd clauses 列出全部条款")
