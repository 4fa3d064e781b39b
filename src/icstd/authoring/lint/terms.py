"""Terms and annexes: each word defined once, from a source that exists, and in use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from .case import Case

_CHAPTERS = ("术语", "填报")


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with terms and annexes."""
    standard = case.standard
    for term in standard.terms:
        if term.chapter not in _CHAPTERS:
            yield case.fault("term", term.term, f"chapter 应为 {'、'.join(_CHAPTERS)} 之一。")
        if not term.definition.strip():
            yield case.fault("term", term.term, "没有写含义。", "definition")
        for source in term.sources:
            if source not in standard.sources:
                yield case.fault("term", term.term, f"没有出处 {source}。", "sources")
    for annex in standard.annexes:
        if bool(annex.rows) == bool(annex.tables):
            yield case.fault("annex", annex.id, "附录要么有 rows，要么有 tables。", "id")
        if any(len(row) != len(annex.columns) for row in annex.rows):
            yield case.fault("annex", annex.id, "各行的格数要与 columns 相同。", "rows")
        for table in annex.tables:
            if table not in standard.tables:
                yield case.fault("annex", annex.id, f"没有台账“{table}”。", "tables")
