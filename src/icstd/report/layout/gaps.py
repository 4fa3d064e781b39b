"""What has to be done: gaps, recommendations not adopted, what is still open."""

from __future__ import annotations

from ...conformance import Finding
from ...scoring import first_steps
from ..words import clause_name, missing_text, no_gap_text
from .model import Block, Card, Cards, Cell, Column, Paragraph, Row, Section, Table
from .parts import (
    NOTHING,
    View,
    evidence_links,
    fact_lines,
    mark,
    need_lines,
    opinion_lines,
    provision_link,
    reason_lines,
    sources_of,
    verdict_cells,
    verdict_columns,
)

_ORDER = "按必备条款在前、工作量小在前的次序逐条排出，不保证总工作量最小。"


def gaps(view: View) -> Section:
    """Every gap by priority: an index first, then each one whole."""
    report = view.report
    steps = first_steps(report)
    if not steps:
        text = no_gap_text(report)
        return Section("gaps", "差距与整改", (Paragraph(text),))
    columns = [
        Column("次序", 4, numeric=True),
        Column("条款", 15),
        Column("还差什么", 30),
        Column("工作量", 5),
        Column("做完后剩余差距（条）", 7, numeric=True),
    ]
    rows = []
    for number, step in enumerate(steps, 1):
        finding = step.finding
        cells: list[Cell] = [
            number,
            clause_name(finding, report.standard),
            _lacking(view, finding),
            finding.provision.effort.label,
            step.gaps_left,
        ]
        if report.profile.scoring.enabled:
            cells.append("" if step.score is None else str(step.score.value))
        rows.append(Row(tuple(cells)))
    if report.profile.scoring.enabled:
        columns.append(Column("做完后参考得分", 7, numeric=True))
    blocks: tuple[Block, ...] = (
        Table("先做这几件", tuple(columns), tuple(rows)),
        Paragraph(_ORDER, "note"),
        Cards(tuple(_card(view, n, s.finding) for n, s in enumerate(steps, 1))),
    )
    return Section("gaps", "差距与整改", blocks)


def _lacking(view: View, finding: Finding) -> Cell:
    return need_lines(view, finding) or finding.provision.remedy


def _card(view: View, number: int, finding: Finding) -> Card:
    provision = finding.provision
    kind = f"{provision.modality}（{provision.modality.word}）"
    pairs: list[tuple[str, Cell]] = [
        ("条款内容", provision.gist),
        ("条款类型", kind + ("，必备条款" if finding.required else "")),
        ("判定口径", provision.reading),
        ("填报的事实", fact_lines(view, finding)),
        ("判定", f"{finding.reason}（{finding.basis}）"),
    ]
    if view.audited:
        own, audit = verdict_cells(view, finding)
        pairs += [("园区自评", own), ("审核结论", audit), ("审核说明", opinion_lines(finding))]
    pairs += [
        ("还差", need_lines(view, finding)),
        ("整改措施", f"{provision.remedy}（工作量{provision.effort.label}）"),
        ("已列佐证", evidence_links(view, finding.evidence)),
        ("尚缺佐证", "；".join(finding.evidence_missing)),
        ("条款出处", sources_of(finding)),
    ]
    return Card(
        f"gap-{provision.id}",
        f"{number}. {clause_name(finding, view.report.standard)}",
        mark(finding),
        tuple((label, cell) for label, cell in pairs if cell),
    )


def unadopted(view: View) -> Section:
    """Recommendations not, or not wholly, adopted: no gap, but worth a look."""
    found = view.report.unadopted
    if not found:
        return Section(
            "unadopted", "未采纳的推荐条款", (Paragraph("没有判定为未采纳或部分采纳的推荐条款。"),)
        )
    text = f"共 {len(found)} 条。推荐条款不影响是否符合的结论，供改进时参考。"
    return Section(
        "unadopted", "未采纳的推荐条款", (Paragraph(text), _advice(view, found, "未采纳的推荐条款"))
    )


def recommended(view: View) -> Table:
    """Every recommendation and how it stands."""
    return _advice(view, view.report.recommended, "推荐条款")


def _advice(view: View, found: tuple[Finding, ...], caption: str) -> Table:
    columns = (
        Column("条款", 6),
        Column("内容", 24),
        *verdict_columns(view),
        Column("判定理由", 24),
        Column("可以怎么做", 26),
        Column("工作量", 5),
        Column("填报的事实", 30, detail=True),
        Column("佐证", 8, detail=True),
        Column("条款出处", 10, detail=True),
    )
    rows = tuple(
        Row(
            (
                provision_link(f),
                f.provision.gist,
                *verdict_cells(view, f),
                reason_lines(f),
                (*need_lines(view, f), f.provision.remedy) if f.is_unadopted else NOTHING,
                f.provision.effort.label if f.is_unadopted else NOTHING,
                fact_lines(view, f) or NOTHING,
                evidence_links(view, f.evidence),
                sources_of(f),
            ),
            chapter=f.provision.chapter,
            result=f.result.value,
        )
        for f in found
    )
    return Table(caption, columns, rows, headed=False)


def undecided(view: View) -> Section:
    """What could not be judged, and what would settle it."""
    table = open_table(view)
    if not table.rows:
        return Section("open", "尚不能判定的条款", (Paragraph("所评条款都已判定。"),))
    deciding = sum(1 for f in view.report.open if f.provision.modality.decides)
    text = (
        f"共 {len(table.rows)} 条，其中要求和指示 {deciding} 条。"
        "空着不填是未评价，填“不清楚”或缺少所需证据是证据不足，两者都不等于符合。"
    )
    return Section("open", "尚不能判定的条款", (Paragraph(text), table))


def open_table(view: View) -> Table:
    """Provisions without a judgement, 要求 and 指示 first."""
    columns = (
        Column("条款", 6),
        Column("类型", 4),
        Column("内容", 24),
        *verdict_columns(view),
        Column("原因", 26),
        Column("补什么即可判定", 28),
    )
    rows = tuple(
        Row(
            (
                provision_link(f),
                f.provision.modality.value,
                f.provision.gist,
                *verdict_cells(view, f),
                reason_lines(f),
                _settled_by(view, f),
            ),
            chapter=f.provision.chapter,
            result=f.result.value,
        )
        for f in view.report.open
    )
    return Table("尚不能判定的条款", columns, rows, headed=False)


def _settled_by(view: View, finding: Finding) -> Cell:
    missing = missing_text(finding, view.report.standard)
    lines = [f"补填{missing}"] if missing else []
    lines += need_lines(view, finding)
    lines += [f"补交佐证：{what}" for what in finding.evidence_missing if not finding.missing]
    return tuple(dict.fromkeys(lines)) or "核对依据的数据"
