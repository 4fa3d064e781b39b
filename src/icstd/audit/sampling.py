"""Drawing a sample from a ledger, so that anybody can draw it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from ..assessment.model import Row, SelfAssessment
from ..clauses.model import Standard
from ..errors import UsageProblem
from ..rules.facts import show


class Sample(NamedTuple):
    """抽样: what was drawn, from how many, how.

    rows: (row number in the ledger from 1, key of the row), in ledger order.
    """

    table: str
    population: int
    size: int
    seed: int
    method: str
    rows: tuple[tuple[int, str], ...]


METHOD = "按种子与行内容的 SHA-256 值排序，取最小的若干行"
"""The order of the ledger does not change which rows are drawn."""


def draw(
    assessment: SelfAssessment, standard: Standard, table: str, size: int, seed: int
) -> Sample:
    """Draw `size` rows of a ledger.

    A row is drawn by the hash of seed and content, not by a random number
    generator: the same in every version of Python, and whatever the order of
    the rows.  Rows with the same content are told apart by how often the
    content came before.

    Raises UsageProblem for a table that is unknown or empty, or a size that
    is not between 1 and the number of rows.
    """
    known = standard.tables.get(table) or next(
        (t for t in standard.tables.values() if t.label == table), None
    )
    if known is None:
        labels = "、".join(t.label for t in standard.tables.values())
        raise UsageProblem(f"没有台账“{table}”", f"可抽样的有：{labels}")
    rows = assessment.tables.get(known.id, ())
    if not rows:
        raise UsageProblem(f"{known.label}是空的，没有可抽的行")
    if not 1 <= size <= len(rows):
        raise UsageProblem(f"{known.label}共 {len(rows)} 行，抽样数应在 1 与 {len(rows)} 之间")
    ranks = _ranks(rows, seed)
    ranked = sorted(range(len(rows)), key=lambda n: ranks[n])
    keys = [c.id for c in known.columns if c.key] or [known.columns[0].id]
    drawn = sorted(ranked[:size])
    named = tuple((n + 1, _name(rows[n], keys)) for n in drawn)
    return Sample(known.label, len(rows), size, seed, METHOD, named)


def _ranks(rows: Sequence[Row], seed: int) -> list[str]:
    seen: dict[str, int] = {}
    ranks = []
    for row in rows:
        content = "\x1f".join(f"{c}={show(v)}" for c, v in sorted(row.cells.items()))
        again = seen[content] = seen.get(content, -1) + 1
        ranks.append(hashlib.sha256(f"{seed}\x1e{again}\x1e{content}".encode()).hexdigest())
    return ranks


def _name(row: Row, keys: Sequence[str]) -> str:
    return " ".join(show(row.cells[k]) for k in keys if k in row.cells)
