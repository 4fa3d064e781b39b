"""The last pages: every result, how it was reached, sources, signatures."""

from __future__ import annotations

from dataclasses import replace

from ...clauses.figures import encoding_figures, figure_rows
from ...conformance import Finding
from ...scoring import policy_text
from ...terms import Verdict
from ...text import plain_number
from ..words import label_of
from .model import (
    Block,
    Cell,
    Column,
    Mark,
    Pairs,
    Paragraph,
    Row,
    Section,
    Signature,
    Signatures,
    Table,
)
from .parts import (
    NOTHING,
    View,
    evidence_links,
    fact_lines,
    need_lines,
    provision_anchor,
    reason_lines,
    sources_of,
    verdict_cells,
    verdict_columns,
)

_MEANINGS = (
    (Verdict.MET, "填报的事实达到条款的要求"),
    (Verdict.PARTLY, "列项或要素只达到一部分，或审核员认定只做到一部分"),
    (Verdict.UNMET, "填报的事实没有达到条款的要求"),
    (Verdict.NOT_APPLICABLE, "条款的前提在本园区不存在，并有依据"),
    (Verdict.INSUFFICIENT, "填了“不清楚”、数据自相矛盾，或缺少所需证据"),
    (Verdict.UNEVALUATED, "没有填报，或尚待人工判定"),
)


def results(view: View) -> Table:
    """Every provision's result, one row each, in the standard's order."""
    official = any(f.provision.official for f in view.report.findings)
    columns = (
        Column("条款", 6),
        *((Column("官方条号", 6),) if official else ()),
        Column("类型", 4),
        Column("内容", 28),
        *verdict_columns(view),
        Column("判定理由", 30),
        Column("佐证", 6),
        Column("标题", 16, detail=True),
        Column("章", 3, detail=True),
        Column("必备", 4, detail=True),
        Column("差距", 4, detail=True),
        Column("结论来源", 8, detail=True),
        Column("支撑", 6, detail=True),
        Column("填报的事实", 32, detail=True),
        Column("还差", 30, detail=True),
        Column("整改措施", 30, detail=True),
        Column("工作量", 5, detail=True),
        Column("尚缺佐证", 24, detail=True),
        Column("判定口径", 30, detail=True),
        Column("条款出处", 9, detail=True),
        Column("条文状态", 8, detail=True),
    )
    rows = tuple(_result_row(view, f, official=official) for f in view.report.findings)
    return Table("逐条结果", columns, rows, filterable=True)


def traceable(view: View, table: Table, digest: str) -> Table:
    """The same with park, date and digest in every row, to be joined with other parks' rows."""
    park = view.report.assessment.park.name
    as_of = view.report.as_of.isoformat()
    columns = (Column("园区", 16), Column("评价日", 10), *table.columns, Column("结果摘要", 20))
    rows = tuple(r._replace(cells=(park, as_of, *r.cells, digest)) for r in table.rows)
    return replace(table, columns=columns, rows=rows)


def _result_row(view: View, finding: Finding, *, official: bool) -> Row:
    provision = finding.provision
    cells: tuple[Cell, ...] = (
        provision.id,
        *((provision.official or NOTHING,) if official else ()),
        provision.modality.value,
        provision.gist,
        *verdict_cells(view, finding),
        reason_lines(finding),
        evidence_links(view, finding.evidence),
        view.report.standard.clauses[provision.clause].title,
        provision.chapter,
        _yes_no(finding.required),
        _yes_no(finding.is_gap),
        finding.basis.value,
        finding.support.value if finding.support else NOTHING,
        fact_lines(view, finding) or NOTHING,
        need_lines(view, finding) or NOTHING,
        provision.remedy,
        provision.effort.label,
        finding.evidence_missing or NOTHING,
        provision.reading or NOTHING,
        sources_of(finding),
        "已与官方文本核对" if provision.text_status == "verified" else "工作编码",
    )
    return Row(
        cells,
        anchor=provision_anchor(provision.id),
        chapter=provision.chapter,
        result=finding.result.value,
    )


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


def result_section(view: View, table: Table) -> Section:
    """The results chapter by chapter."""
    brief = table.brief()
    blocks = []
    for chapter in view.report.standard.chapters:
        rows = tuple(r for r in brief.rows if r.chapter == chapter.id)
        if rows:
            caption = f"{chapter.id} {chapter.title}"
            blocks.append(replace(brief, caption=caption, rows=rows))
    return Section("results", "逐条结果", tuple(blocks))


def method(view: View) -> Section:
    """How the results were reached, under which policies, on what encoding."""
    profile = view.report.profile
    proof = (
        "证据缺失、过期会使结论变为证据不足"
        if profile.evidence.enforce
        else "证据缺失只列出，不改变结论"
    )
    counting = (
        policy_text(profile.scoring)
        if profile.scoring.enabled
        else "本口径不计得分，结论以条数和必备条款为准"
    )
    blocks: list[Block] = [
        Paragraph(
            "每一条款由填报的事实按公开的判定方式得出结论；要求和指示决定是否符合，"
            "推荐只记采纳情况，允许只作记录。缺少事实时不作推测。"
        ),
        Table(
            "结论的含义",
            (Column("结论", 7), Column("含义", 60)),
            tuple(Row((Mark(v.value, v), text)) for v, text in _MEANINGS),
        ),
        Pairs(
            (
                ("评价口径", f"{profile.title}（{profile.id}）：{profile.description}"),
                ("口径参数", _params(view)),
                ("证据", proof),
                ("得分", counting),
                ("按台账统计", _tables_used(view)),
            )
        ),
        _encoding(view),
    ]
    return Section("method", "评价方法与口径", tuple(blocks))


def _params(view: View) -> Cell:
    params = view.report.profile.params
    return tuple(f"{name} = {plain_number(n)}" for name, n in sorted(params.items())) or "没有设定"


def _tables_used(view: View) -> Cell:
    standard = view.report.standard
    used = sorted(view.report.tables_used.items())
    return tuple(f"{label_of(item, standard)}：{table}" for item, table in used) or "没有"


def _encoding(view: View) -> Table:
    """How honest the encoding can be about itself."""
    rows = [
        Row(("" if place else group, label, number))
        for group, entries in figure_rows(encoding_figures(view.report.standard))
        for place, (label, number) in enumerate(entries)
    ]
    columns = (Column("方面", 16), Column("项目", 30), Column("数量", 6, numeric=True))
    return Table("编码的构成", columns, tuple(rows))


def sources(view: View) -> Section:
    """Where the clauses are known from."""
    columns = (
        Column("编号", 4),
        Column("性质", 7),
        Column("名称", 24),
        Column("可信度", 7),
        Column("定位", 20),
    )
    known = view.report.standard.sources.values()
    rows = tuple(Row((s.id, s.kind, s.title, s.reliability, s.locator or NOTHING)) for s in known)
    return Section("sources", "条款的出处", (Table("条款的出处", columns, rows, headed=False),))


def signatures() -> Section:
    """Blocks to be signed and sealed by hand."""
    blocks = tuple(
        Signature(who, lines)
        for who, lines in (
            ("填报单位", ("填报人（签字）：", "负责人（签字）：", "单位（盖章）：", "日期：")),
            ("审核单位", ("审核人（签字）：", "负责人（签字）：", "单位（盖章）：", "日期：")),
        )
    )
    return Section("signatures", "签字盖章", (Signatures(blocks),))
