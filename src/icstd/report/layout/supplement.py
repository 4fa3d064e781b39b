"""A county's own provisions: a section of their own, apart from all the standard's figures."""

from __future__ import annotations

from ...conformance import ConformanceReport
from ..numbers import figures
from ..words import counts_text
from .model import Column, Paragraph, Row, Section, Table
from .parts import NOTHING, mark, need_lines, provision_anchor, reason_lines, view_of


def supplement_lead(report: ConformanceReport) -> str:
    """What the supplement is, what came of it, and that nothing of it is the standard's."""
    own = report.standard
    basis = f"依据{own.facts['依据']}，" if own.facts.get("依据") else ""
    found = figures(report)
    both = (("要求", found.deciding), ("推荐", found.recommended))
    counted = [f"{k} {t.total} 条：{counts_text(t.counts)}" for k, t in both if t.total]
    said = "；".join(counted) or "本次没有评价其中的条款"
    return (
        f"{own.title}（{basis}版本 {own.encoding_version}）不是本标准的条款，"
        f"结果不计入本标准的条数、结论和得分。{said}。"
    )


def supplement_table(report: ConformanceReport) -> Table:
    """One row a provision: what it asks, what came of it, what would mend it."""
    view = view_of(report)
    columns = (
        Column("条款", 6),
        Column("类型", 4),
        Column("内容", 28),
        Column("结论", 7),
        Column("判定理由", 30),
        Column("还差", 24),
        Column("整改措施", 24),
    )
    rows = tuple(
        Row(
            (
                f.provision.id,
                f.provision.modality.value,
                f.provision.gist,
                mark(f),
                reason_lines(f),
                need_lines(view, f) or NOTHING,
                f.provision.remedy,
            ),
            anchor=provision_anchor(f.provision.id),
        )
        for f in report.findings
    )
    return Table("补充条款", columns, rows)


def supplement(report: ConformanceReport) -> tuple[Section, ...]:
    """The section, where the report has a supplement."""
    own = report.supplement
    if own is None:
        return ()
    blocks = (Paragraph(supplement_lead(own)), supplement_table(own))
    return (Section("supplement", "补充条款（不计入本标准）", blocks),)
