"""Contradictions among the answers, and the evidence behind them."""

from __future__ import annotations

from ...terms import Verdict
from ..numbers import cited_by
from ..words import clause_name, effect_text
from .model import Block, Column, Paragraph, Row, Section, Table
from .parts import NOTHING, View, age, position, provision_link, provision_links, verdict_cells
from .parts import verdict_columns as columns_of_verdict


def contradictions(view: View) -> Section:
    """Answers that cannot all be true, and what the loader pointed out."""
    table = contradiction_table(view)
    blocks: list[Block] = (
        [table] if table.rows else [Paragraph("已核对的平衡关系、台账和日期里没有数据矛盾。")]
    )
    blocks += [t for t in (ledger_table(view), left_table(view), warning_table(view)) if t.rows]
    return Section("contradictions", "数据矛盾", tuple(blocks))


def contradiction_table(view: View) -> Table:
    """Each contradiction, where it stands, and what it does."""
    columns = (
        Column("序号", 4, numeric=True),
        Column("类别", 6),
        Column("矛盾", 36),
        Column("填报位置", 8),
        Column("影响", 9),
        Column("涉及条款", 14),
    )
    rows = tuple(
        Row(
            (
                number,
                found.kind,
                found.message,
                tuple(p for p in map(position, found.places) if p) or NOTHING,
                effect_text(found) or NOTHING,
                provision_links(found.provisions) if found.provisions else NOTHING,
            )
        )
        for number, found in enumerate(view.report.contradictions, 1)
    )
    return Table("数据矛盾", columns, rows, headed=False)


def ledger_table(view: View) -> Table:
    """Each ledger: rows read, counted, left out; the sum always comes out."""
    columns = (
        Column("台账", 12),
        Column("读入（行）", 6, numeric=True),
        Column("计入（行）", 6, numeric=True),
        Column("没有计入", 50),
    )
    rows = tuple(
        Row(
            (
                a.label,
                a.read,
                len(a.counted),
                "，".join(f"{why} {n} 行" for why, n in a.reasons.items()) or NOTHING,
            )
        )
        for a in view.report.ledgers
    )
    return Table("台账行数", columns, rows)


def left_table(view: View) -> Table:
    """Each ledger row that no count includes, with its number and its place."""
    columns = (
        Column("台账", 8),
        Column("编号", 10),
        Column("没有计入的原因", 14),
        Column("情况", 36),
        Column("填报位置", 10),
    )
    rows = tuple(
        Row(
            (
                a.label,
                r.key or NOTHING,
                r.reason,
                r.why or NOTHING,
                position(r.row.place) or NOTHING,
            )
        )
        for a in view.report.ledgers
        for r in a.left
    )
    return Table("没有计入的台账行", columns, rows)


def warning_table(view: View) -> Table:
    """What was accepted when the file was read, but should be looked at."""
    columns = (
        Column("代码", 9),
        Column("填报位置", 8),
        Column("提示", 40),
        Column("建议", 24),
    )
    rows = tuple(
        Row(
            (
                w.code,
                position(w.place) or NOTHING,
                f"{w.path}：{w.message}" if w.path else w.message,
                w.advice or NOTHING,
            )
        )
        for w in view.report.assessment.warnings
    )
    return Table("读取填报文件时的提示", columns, rows)


def evidence(view: View) -> Section:
    """佐证材料目录 with cross-references, and where proof is still thin."""
    index = evidence_table(view)
    blocks: list[Block] = [index] if index.rows else [Paragraph("填报文件没有列出佐证材料。")]
    lacking = lacking_table(view)
    if lacking.rows:
        blocks.append(lacking)
    return Section("evidence", "佐证材料目录", tuple(blocks))


def evidence_table(view: View) -> Table:
    """Each piece of evidence, how fresh it is, and what rests on it."""
    columns = (
        Column("编号", 4),
        Column("名称", 20),
        Column("类型", 4),
        Column("存放位置", 18),
        Column("日期", 8),
        Column("时效", 6),
        Column("核验程度", 6),
        Column("用于条款", 28),
        Column("有效期至", 8, detail=True),
        Column("说明", 24, detail=True),
        Column("文件摘要（sha256）", 20, detail=True),
    )
    uses = cited_by(view.report)
    rows = tuple(
        Row(
            (
                e.id,
                e.name,
                e.type.value,
                tuple(t for t in (e.file, e.reference) if t) or NOTHING,
                e.dated.isoformat() if e.dated else NOTHING,
                age(e, view),
                e.level.value,
                provision_links(uses[e.id]) if e.id in uses else "没有条款引用",
                e.valid_until.isoformat() if e.valid_until else NOTHING,
                e.note or NOTHING,
                e.sha256 or NOTHING,
            ),
            anchor=view.evidence[e.id],
        )
        for e in view.report.assessment.evidence.values()
    )
    return Table("佐证材料目录", columns, rows, headed=False)


def lacking_table(view: View) -> Table:
    """Provisions that stand on the park's word: results with proof outstanding."""
    columns = (Column("条款", 18), *columns_of_verdict(view), Column("尚缺的佐证", 44))
    standing = (Verdict.MET, Verdict.PARTLY, Verdict.INSUFFICIENT)
    rows = tuple(
        Row(
            (
                clause_name(f, view.report.standard),
                *verdict_cells(view, f),
                f.evidence_missing,
            ),
            chapter=f.provision.chapter,
            result=f.result.value,
        )
        for f in view.report.findings
        if f.evidence_missing and f.verdict in standing
    )
    return Table("佐证还不齐的条款", columns, rows)


def comments(view: View) -> Section:
    """意见: what the park says about the standard itself, for its review."""
    table = comment_table(view)
    if not table.rows:
        return Section("comments", "对标准的意见", (Paragraph("没有提出意见。"),))
    return Section("comments", "对标准的意见", (table,))


def comment_table(view: View) -> Table:
    """Each comment with the provision it is about."""
    columns = (Column("条款", 6), Column("类型", 5), Column("意见", 60))
    rows = []
    known = {f.provision.id: f for f in view.report.findings}
    for said in view.report.assessment.comments:
        finding = known.get(said.provision)
        first = provision_link(finding) if finding else said.provision
        rows.append(Row((first, said.kind.value, said.text)))
    return Table("对标准的意见", columns, tuple(rows), headed=False)
