"""How far a reconciliation has come, as figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...clauses.model import Provision, Standard
from ...terms import Modality
from .book import Attention, Book, Fate, Relation, Row


class Decision(NamedTuple):
    """One row as decided: the relation and the provisions it names."""

    row: Row
    relation: Relation
    modality: Modality
    provisions: tuple[Provision, ...]


class Figures(NamedTuple):
    """Coverage.  Sentences are those that need a decision."""

    sentences: int
    decided: int
    by_relation: dict[Relation, int]
    requirements: int
    requirements_same: int
    provisions: int
    same: int
    partly: int
    kept: int
    withdrawn: int
    undecided: int


def needs_decision(row: Row) -> bool:
    """Whether a person has to say what becomes of a row's sentence."""
    return row.attention is not Attention.NOTHING and row.type != Modality.STATEMENT.value


def coverage(
    book: Book, standard: Standard, decisions: Sequence[Decision], withdrawn: int
) -> Figures:
    """Count what is decided, on the side of the text and on ours."""
    rows = [row for row in book.rows if needs_decision(row)]
    decided = [d for d in decisions if needs_decision(d.row)]
    strict = {m.value for m in Modality if m.decides}
    same = {p.id for d in decisions if d.relation is Relation.SAME for p in d.provisions}
    others = (d for d in decisions if d.relation is not Relation.SAME)
    partly = {p.id for d in others for p in d.provisions} - same
    fates = {left.provision: left.fate for left in book.leftovers}
    unnamed = [p for p in standard.provisions if p not in same | partly]
    kept = sum(fates.get(p) == Fate.KEEP for p in unnamed)
    return Figures(
        sentences=len(rows),
        decided=len(decided),
        by_relation={r: sum(d.relation is r for d in decided) for r in Relation},
        requirements=sum(row.type in strict for row in rows),
        requirements_same=sum(
            d.relation is Relation.SAME and d.row.type in strict for d in decided
        ),
        provisions=len(standard.provisions),
        same=len(same),
        partly=len(partly),
        kept=kept,
        withdrawn=withdrawn,
        undecided=len(unnamed) - kept - withdrawn,
    )


def in_words(found: Figures) -> tuple[str, ...]:
    """The figures as lines a person reads."""
    relations = "，".join(f"{r} {n}" for r, n in found.by_relation.items())
    return (
        f"官方句子：须定 {found.sentences} 句，已定 {found.decided} 句（{relations}）",
        f"官方要求：{found.requirements} 句，其中 {found.requirements_same} 句有相同的条款",
        f"我们的条款：{found.provisions} 条，已核对 {found.same}，部分对应 {found.partly}，"
        f"保留 {found.kept}，撤销 {found.withdrawn}，未定 {found.undecided}",
    )
