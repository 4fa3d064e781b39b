"""Types of what stands around the clauses: sources, terms, annexes, what went before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Source(NamedTuple):
    """Where a fact is known from (standard-facts §2).

    address: where it can be read; seen: how much of it the editors have seen.
    """

    id: str
    kind: str  # 项目原始材料, 标准公开片段, 北仑实践, 外地做法, 姊妹标准, 法律, 党内法规, 方法
    title: str
    reliability: str
    locator: str = ""
    address: str = ""
    seen: str = ""


class Term(NamedTuple):
    """术语: a word of the standard, or of its form, with the meaning it has here.

    chapter: 术语 (chapter 3 of the standard) or 填报 (what a clerk must count).
    """

    term: str
    definition: str
    chapter: str
    sources: tuple[str, ...] = ()
    note: str = ""


class Annex(NamedTuple):
    """附录: a table that helps to apply the standard; never judged.

    tables: ids of ledgers printed as blank forms, instead of rows.
    """

    id: str
    title: str
    note: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    tables: tuple[str, ...] = ()


class Retired(NamedTuple):
    """A data item that is asked no more; its id and label are never used again.

    until: the last encoding version that asked it; because: what is asked instead.
    """

    id: str
    label: str
    until: str
    because: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An encoding version whose forms are read and carried over.

    none: items that this version could not tell apart because there was
    nothing to tell: where the first is answered the others are read as 0.
    """

    version: str
    none: dict[str, tuple[str, ...]] = field(default_factory=dict)
