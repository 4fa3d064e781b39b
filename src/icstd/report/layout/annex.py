"""What helps to read a standard: its terms, how to count, its annexes."""

from __future__ import annotations

from ...clauses.model import Annex, Standard
from .model import Block, Column, Paragraph, Row, Section, Table
from .parts import NOTHING

_TERMS = {"术语": "术语（工作定义）", "填报": "填报口径"}


def annexes(standard: Standard) -> tuple[Section, ...]:
    """Terms and annexes; no section where a standard has none."""
    blocks: list[Block] = []
    for chapter, title in _TERMS.items():
        terms = [t for t in standard.terms if t.chapter == chapter]
        if terms:
            columns = (Column("词", 10), Column("含义", 44), Column("出处", 6))
            rows = tuple(
                Row((t.term, t.definition, "、".join(t.sources) or t.note or NOTHING))
                for t in terms
            )
            blocks.append(Table(title, columns, rows))
    for annex in standard.annexes:
        blocks.append(Paragraph(annex.note, "note"))
        blocks.append(_table(annex, standard))
    return (Section("annexes", "术语、口径和附录", tuple(blocks)),) if blocks else ()


def _table(annex: Annex, standard: Standard) -> Table:
    title = f"附录 {annex.id} {annex.title}"
    if annex.rows:
        columns = tuple(Column(c, 18) for c in annex.columns)
        return Table(title, columns, tuple(Row(row) for row in annex.rows))
    ledgers = [standard.tables[name] for name in annex.tables]
    columns = (Column("表", 8), Column("列", 12), Column("怎样填", 40))
    rows = tuple(Row((t.label, c.label, c.help or NOTHING)) for t in ledgers for c in t.columns)
    return Table(title, columns, rows)
