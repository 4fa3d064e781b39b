"""Decides what a report says, in which order and under which titles, for all forms."""

from __future__ import annotations

from dataclasses import replace

from ...conformance import ConformanceReport
from ..document import report_document
from .action_plan import BASIS_SHEET, basis, plan_of, plan_table, tasks_of
from .annex import annexes
from .back import method, result_section, results, signatures, sources, traceable
from .front import chapters, conclusions, cover, notice, required, title
from .gaps import gaps, open_table, recommended, unadopted, undecided
from .model import Block, Layout, NewPage, Pairs, Section, Sheet, Table
from .parts import View, shown, view_of
from .proof import (
    comment_table,
    comments,
    contradiction_table,
    contradictions,
    evidence,
    evidence_table,
    lacking_table,
    ledger_table,
    left_table,
    warning_table,
)
from .supplement import supplement, supplement_table

__all__ = ["lay_out", "result_table", "shown"]

_NUMERALS = "一二三四五六七八九十"


def lay_out(report: ConformanceReport) -> Layout:
    """The whole report, its sections numbered.

    Texts stand in it as they were given; renderers put it through `shown`.
    """
    view = view_of(report)
    digest: str = report_document(report)["result_digest"]
    standard = report.standard
    table = results(view)
    front = (notice(report), conclusions(view), required(view), chapters(view))
    middle = (gaps(view), unadopted(view), undecided(view), contradictions(view), evidence(view))
    how, where = method(view), sources(view)
    back = (
        result_section(view, table),
        *supplement(report),
        comments(view),
        how,
        where,
        *annexes(standard),
        signatures(),
    )
    return Layout(
        title=title(report),
        subtitle=report.assessment.park.name,
        cover=cover(report, digest),
        sections=_numbered((*front, *middle, *back)),
        sheets=_sheets(view, front, (how, where, *annexes(standard), signatures()), table, digest),
        results=table,
        footer=f"{standard.number}　编码版本 {standard.encoding_version}　结果摘要 {digest[:16]}",
        digest=digest,
        keywords=(standard.number, standard.title, f"结果摘要 {digest}"),
    )


def result_table(report: ConformanceReport) -> Table:
    """One row a provision with every column; each row says what report it is from."""
    view = view_of(report)
    digest = report_document(report)["result_digest"]
    return shown(traceable(view, results(view), digest))


def _numbered(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(replace(s, title=f"{_numeral(n)}、{s.title}") for n, s in enumerate(sections, 1))


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def _sheets(
    view: View, front: tuple[Section, ...], back: tuple[Section, ...], table: Table, digest: str
) -> tuple[Sheet, ...]:
    how, where, *words, signed = back
    plan = plan_of(view.report, digest, tasks_of(view.report))
    told, concluded, demanded, by_chapter = (section.blocks for section in front)
    summary: list[Block | NewPage] = [*told, *concluded, NewPage(), *demanded]
    for block in by_chapter:  # a chart and its figures on one page
        if isinstance(block, Table) and isinstance(summary[-1], Table):
            summary.append(NewPage())
        summary.append(block)
    summary += signed.blocks
    single = (
        table,
        plan_table(plan.tasks),
        open_table(view),
        recommended(view),
        evidence_table(view),
        lacking_table(view),
        contradiction_table(view),
        ledger_table(view),
        left_table(view),
        warning_table(view),
        comment_table(view),
        *((supplement_table(view.report.supplement),) if view.report.supplement else ()),
    )
    kept = {"逐条结果", "整改清单", "推荐条款", "佐证材料目录", "数据矛盾"}
    return (
        Sheet("汇总", tuple(summary)),
        *(Sheet(t.caption, (t,)) for t in single if t.rows or t.caption in kept),
        Sheet("评价方法与口径", how.blocks),
        Sheet("条款的出处", where.blocks),
        *(Sheet("术语和附录", section.blocks) for section in words),
        Sheet(BASIS_SHEET, (Pairs(basis(plan)),)),
    )
