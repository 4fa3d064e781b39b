"""What an auditor's papers consist of, laid out once for the terminal and all forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..assessment.model import SelfAssessment
from ..conformance import ConformanceReport, Finding
from ..report.layout.action_plan import ActionPlan
from ..report.layout.model import Cell, Column, Layout, Pairs, Paragraph, Row, Section, Sheet, Table
from ..report.records import ReportDocument
from ..report.words import fact_text
from ..rules.facts import show
from .diff import Difference, FactChange, GapMove
from .evidence import Checked, request_list
from .planning import TaskStatus
from .sampling import Sample

NOTHING = "—"


def papers(
    title: str,
    subtitle: str,
    cover: Sequence[tuple[str, Cell]],
    tables: Sequence[Table],
    digest: str,
) -> Layout:
    """A layout of tables, one a section and one a sheet; empty tables say so."""
    sections, sheets = [], []
    for number, table in enumerate(tables, 1):
        shown = (replace(table, headed=False),) if table.rows else (Paragraph("没有。"),)
        sections.append(Section(f"part-{number}", table.caption, shown))
        sheets.append(Sheet(table.caption, (table,)))
    head = Sheet("说明", (Pairs(tuple(cover)),))
    return Layout(
        title=title,
        subtitle=subtitle,
        cover=Pairs(tuple(cover)),
        sections=tuple(sections),
        sheets=(head, *sheets),
        results=tables[0],
        footer=f"{title}　{subtitle}",
        digest=digest,
        keywords=(title, digest),
    )


def cover_of(report: ConformanceReport) -> list[tuple[str, Cell]]:
    """Which assessment this is about, on which encoding it rests."""
    period, standard = report.assessment.period, report.standard
    return [
        ("园区", report.assessment.park.name),
        ("评价日", str(report.as_of)),
        ("评价期", f"{period.start} 至 {period.end}"),
        ("依据", f"{standard.number}，编码版本 {standard.encoding_version}"),
        ("说明", standard.notice),
    ]


def evidence_papers(report: ConformanceReport, checked: Sequence[Checked]) -> Layout:
    """证据核对: what is wrong, everything looked at, what is still to be asked for."""
    faults = [
        Row((c.evidence.id, c.evidence.name, f.code, f.message, f.advice or NOTHING))
        for c in checked
        for f in c.faults
    ]
    wrong = Table(
        "有问题的证据",
        (
            Column("编号", 4), Column("名称", 20), Column("代码", 8),
            Column("问题", 30), Column("怎么办", 30),
        ),
        tuple(faults),
    )  # fmt: skip
    return papers(
        "证据核对表",
        report.assessment.park.name,
        cover_of(report),
        (wrong, _requests(report), _looked_at(checked)),
        report.assessment.digest,
    )


def _looked_at(checked: Sequence[Checked]) -> Table:
    rows = [
        Row((
            c.evidence.id, c.evidence.name, c.evidence.file or c.evidence.reference or NOTHING,
            c.sha256[:16] or NOTHING, c.size, c.evidence.level.value,
            "、".join(c.provisions) or "无条款引用",
        ))
        for c in checked
    ]  # fmt: skip
    columns = (
        Column("编号", 4), Column("名称", 24), Column("文件或出处", 26),
        Column("sha256（前 16 位）", 10),
        Column("字节", 5, numeric=True), Column("核验程度", 5), Column("用于条款", 20),
    )  # fmt: skip
    return Table("全部证据", columns, tuple(rows))


def _requests(report: ConformanceReport) -> Table:
    rows = [Row((r.department, r.what, "、".join(r.provisions))) for r in request_list(report)]
    columns = (Column("责任单位", 18), Column("请提供", 40), Column("用于条款", 24))
    return Table("还需提供的证据", columns, tuple(rows))


def onsite_papers(report: ConformanceReport) -> Layout:
    """现场核查表: provisions by method and place, with room to write."""
    groups: dict[str, dict[str, list[Finding]]] = {}
    for finding in report.findings:
        provision = finding.provision
        places = groups.setdefault(provision.method.value, {})
        places.setdefault(provision.place, []).append(finding)
    columns = (
        Column("条款", 6), Column("要点", 24), Column("去哪里、看什么", 36),
        Column("自评", 6), Column("所见", 34), Column("结论", 6),
    )  # fmt: skip
    tables = []
    for method, places in groups.items():
        rows = [_onsite_row(place, f) for place, found in places.items() for f in found]
        tables.append(Table(method, columns, tuple(rows)))
    cover = [*cover_of(report), ("核查日", ""), ("核查组", "")]
    park = report.assessment.park.name
    return papers("现场核查表", park, cover, tables, report.assessment.digest)


def _onsite_row(place: str, finding: Finding) -> Row:
    expected = tuple(f"看：{e.what}" for e in finding.provision.evidence)
    facts = tuple(f"园区填：{fact_text(f)}" for f in finding.facts)
    provision = finding.provision
    look_at = (place, *expected, *facts)
    return Row((provision.id, provision.gist, look_at, finding.result.value, "", ""))


def sample_papers(assessment: SelfAssessment, sample: Sample) -> Layout:
    """抽样记录: what was drawn, from how many, how; anybody can draw it again."""
    cover: list[tuple[str, Cell]] = [
        ("园区", assessment.park.name),
        ("总体", f"{sample.table}，共 {sample.population} 行"),
        ("抽取", f"{sample.size} 行"),
        ("方法", f"{sample.method}；种子 {sample.seed}"),
    ]
    columns = (Column("台账行", 5), Column("编号", 24), Column("所见", 40), Column("符合", 5))
    rows = tuple(Row((str(number), key, "", "")) for number, key in sample.rows)
    table = Table("抽中的行", columns, rows)
    return papers("抽样记录", assessment.park.name, cover, (table,), assessment.digest)


def diff_papers(difference: Difference) -> Layout:
    """前后比较: every changed result with the facts behind it, and how gaps moved."""
    old, new = difference.old, difference.new
    rows = [
        Row((
            c.provision, c.title, c.modality, c.old or NOTHING, c.new or NOTHING, c.change.value,
            tuple(fact_change(f) for f in c.facts) or (NOTHING,), c.reason or NOTHING,
        ))
        for c in difference.changed
    ]  # fmt: skip
    columns = (
        Column("条款", 6), Column("题目", 16), Column("类型", 3), Column("原结果", 6),
        Column("新结果", 6), Column("变化", 5), Column("数据变化", 30), Column("现在的理由", 34),
    )  # fmt: skip
    tables = [Table("结果有变化的条款", columns, tuple(rows))]
    for caption, moves in (
        ("已消除的差距", difference.closed),
        ("仍未消除的差距", difference.still_open),
        ("新出现的差距", difference.opened),
    ):
        tables.append(_moves(caption, moves))
    cover: list[tuple[str, Cell]] = [
        ("原", _which(old)),
        ("新", _which(new)),
        ("差距", _tally(difference)),
        ("说明", new.notice),
    ]
    digest = f"{old.result_digest[:16]}-{new.result_digest[:16]}"
    return papers("前后比较", new.park.name, cover, tables, digest)


def _which(document: ReportDocument) -> str:
    period = document.assessment
    return f"{document.park.name}，评价日 {document.as_of}，评价期 {period.start} 至 {period.end}"


def _tally(difference: Difference) -> str:
    closed, left, new = (
        len(g) for g in (difference.closed, difference.still_open, difference.opened)
    )
    return f"消除 {closed} 项，仍有 {left} 项，新增 {new} 项"


def _moves(caption: str, moves: Sequence[GapMove]) -> Table:
    columns = (Column("条款", 6), Column("题目", 20), Column("要点", 60))
    return Table(caption, columns, tuple(Row((m.provision, m.title, m.gist)) for m in moves))


def fact_change(change: FactChange) -> str:
    """`已回应问题数：12 → 15 件`."""
    was, now = (show(v) for v in (change.old, change.new))
    return f"{change.label}：{was} → {now}{' ' + change.unit if change.unit else ''}"


def plan_papers(plan: ActionPlan, states: Sequence[TaskStatus]) -> Layout:
    """整改清单 with where every task stands."""
    rows = [
        Row((
            s.task.provision, s.task.problem, s.task.target, s.task.owner, s.task.reviewer,
            str(s.task.due or ""), s.state.value,
            s.remark or ("差距已消除" if s.task.gone else NOTHING),
            s.task.measure, s.task.department,
        ))
        for s in states
    ]  # fmt: skip
    columns = (
        Column("条款", 6), Column("问题", 30), Column("目标", 24), Column("责任人", 5),
        Column("验收人", 5), Column("时限", 7), Column("状态", 5), Column("备注", 14),
        Column("措施", 28, detail=True), Column("责任单位", 14, detail=True),
    )  # fmt: skip
    cover: list[tuple[str, Cell]] = [
        ("园区", plan.park),
        ("依据", f"{plan.standard}，编码版本 {plan.encoding_version}"),
        ("据以整改的报告", f"评价日 {plan.as_of}，结果摘要 {plan.digest[:16]}"),
    ]
    table = Table("整改清单", columns, tuple(rows))
    return papers("整改清单", plan.park, cover, (table,), plan.digest)
