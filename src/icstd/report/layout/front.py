"""The first pages: who, on what ground, and how it ended."""

from __future__ import annotations

from ...conformance import ConformanceReport, Finding
from ...scoring import policy_text, score
from ...terms import Modality, Party, Verdict
from ..numbers import ChapterFigures, Tally, figures
from ..words import conclusion, counts_text, filled_text
from .model import Bar, Block, Chart, Column, Mark, Pairs, Paragraph, Row, Section, Table
from .parts import View, mark, provision_links

KINDS = {
    Party.FIRST: "自评报告",
    Party.SECOND: "第二方评价报告",
    Party.THIRD: "第三方评价报告",
}

_COUNTED = tuple(Verdict)


def title(report: ConformanceReport) -> str:
    """`《…》符合性自评报告`."""
    return f"《{report.standard.title}》符合性{KINDS[report.assessment.period.party]}"


def cover(report: ConformanceReport, digest: str) -> Pairs:
    """Who was assessed, when, by whom, against what; what makes it traceable."""
    standard, assessment = report.standard, report.assessment
    park, period = assessment.park, assessment.period
    pairs = [
        ("园区", park.name),
        ("所在地", park.location),
        ("主要产业", park.industry),
        ("填报岗位", park.respondent),
        ("评价方式", period.party.value),
        ("评价期", f"{period.start.isoformat()} 至 {period.end.isoformat()}"),
        ("评价日", report.as_of.isoformat()),
        ("依据标准", f"{standard.number}《{standard.title}》"),
        ("编码版本", f"{standard.encoding_version}（{standard.status}）"),
        ("评价口径", f"{report.profile.title}（{report.profile.id}）"),
        ("评价范围", str(report.selection or "全部条款")),
        ("填报文件", assessment.file),
        ("填报文件摘要", assessment.digest),
        ("标准编码摘要", standard.digest),
        ("本报告结果摘要", digest),
    ]
    return Pairs(tuple((label, text) for label, text in pairs if text))


def notice(report: ConformanceReport) -> Section:
    """What nobody may overlook: the working encoding, easings, remarks."""
    blocks: list[Block] = [Paragraph(report.standard.notice, "notice")]
    blocks += [Paragraph(note, "notice") for note in report.notes]
    blocks += [Paragraph(f"本口径低于标准的要求：{w}", "notice") for w in report.weakened]
    return Section("notice", "使用须知", tuple(blocks))


def conclusions(view: View) -> Section:
    """The conclusion in one paragraph, and the counts it rests on."""
    report = view.report
    found = figures(report)
    rows = [_count_row("要求和指示", found.deciding), _count_row("其中必备条款", found.required)]
    if found.recommended.total:
        rows.append(_count_row("推荐（采纳情况）", found.recommended))
    blocks: list[Block] = [
        Paragraph(conclusion(report), "lead"),
        Table(
            "结论分布（条）", _count_columns("条款类型", [v.value for v in Verdict]), tuple(rows)
        ),
        Paragraph(_remarks(report, found.permitted), "note"),
    ]
    policy = report.profile.scoring
    points = score(report) if policy.enabled else None
    if points is not None:
        band = f"，等级{points.band}" if points.band else ""
        span = f"（区间 {points.low} 至 {points.high}）" if points.low != points.high else ""
        blocks.append(Paragraph(f"参考得分 {points.value}{span}{band}。{policy_text(policy)}。"))
    return Section("conclusion", "结论", tuple(blocks))


def _remarks(report: ConformanceReport, permitted: Tally) -> str:
    said = [f"数据项{filled_text(report)}。"]
    if report.recommended:
        said.append("推荐一行以已采纳、部分采纳、未采纳分别计在符合、部分符合、不符合之下。")
    if permitted.total:
        said.append(f"允许类条款 {permitted.total} 条，只作记录：{counts_text(permitted.counts)}。")
    return "".join(said)


def _count_columns(first: str, titles: list[str]) -> tuple[Column, ...]:
    counted = (Column(t, 6, numeric=True) for t in titles)
    return (Column(first, 10), Column("合计", 5, numeric=True), *counted)


def _count_row(label: str, tally: Tally, *, total: bool = False) -> Row:
    return Row((label, tally.total, *tally.counts.values()), total=total)


def required(view: View) -> Section:
    """必备条款 by result, each leading to its finding."""
    report = view.report
    found = [f for f in report.findings if f.required]
    if not found:
        text = "本次没有评价必备条款。"
        return Section("required", "必备条款", (Paragraph(text),))
    named = report.profile.required is not None
    text = (
        f"本口径指定 {len(found)} 条为必备条款。"
        if named
        else f"本口径以全部要求和指示为必备条款，共 {len(found)} 条。"
    )
    rows = []
    for verdict in _COUNTED:
        ids = tuple(f.provision.id for f in found if f.verdict is verdict)
        if ids:
            rows.append(Row((Mark(verdict.value, verdict), len(ids), provision_links(ids))))
    columns = (Column("结论", 7), Column("条数", 4, numeric=True), Column("条款", 60))
    table = Table("必备条款的结论", columns, tuple(rows), headed=False)
    return Section("required", "必备条款", (Paragraph(text), table))


def chapters(view: View) -> Section:
    """How each chapter and each topic stands, in charts and in figures."""
    found = figures(view.report)
    blocks: list[Block] = []
    deciding = [c for c in found.chapters if c.deciding.total]
    if deciding:
        blocks.append(_bars(deciding))
        blocks.append(
            Table(
                "各章要求和指示的结论（条）",
                _count_columns("章", [v.value for v in _COUNTED]),
                (
                    *(_count_row(f"{c.id} {c.title}", c.deciding) for c in deciding),
                    _count_row("合计", found.deciding, total=True),
                ),
            )
        )
    advised = [c for c in found.chapters if c.recommended.total]
    if advised:
        blocks.append(
            Table(
                "各章推荐的采纳情况（条）",
                _count_columns("章", list(found.recommended.counts)),
                (
                    *(_count_row(f"{c.id} {c.title}", c.recommended) for c in advised),
                    _count_row("合计", found.recommended, total=True),
                ),
            )
        )
    blocks.append(_strip(view))
    return Section("chapters", "各章情况", tuple(blocks))


def _bars(found: list[ChapterFigures]) -> Chart:
    bars = tuple(
        Bar(
            f"{c.id} {c.title}",
            tuple((Mark(v.value, v), c.deciding.counts[v.value]) for v in _COUNTED),
        )
        for c in found
    )
    told = "；".join(f"{c.id} {c.title}：{counts_text(c.deciding.counts)}" for c in found)
    return Chart("bars", "各章要求和指示的结论", f"各章要求和指示的结论，条数。{told}。", bars)


def _strip(view: View) -> Chart:
    """One box a provision, by topic: 要求和指示 first, then 推荐."""
    report = view.report
    bars = []
    for section in report.standard.sections:
        here = [f for f in report.findings if _topic(view, f) == section.id]
        boxes = [(mark(f), 1) for f in here if f.provision.modality.decides]
        advised = [(mark(f), 1) for f in here if f.provision.modality is Modality.RECOMMENDATION]
        if boxes or advised:
            bars.append(Bar(section.title, tuple(boxes), tuple(advised)))
    summary = "每一格是一条：左为要求和指示，右为推荐，按主题分行。各条结论见“逐条结果”。"
    return Chart("strip", "各主题逐条结论", summary, tuple(bars))


def _topic(view: View, finding: Finding) -> str:
    return view.report.standard.clauses[finding.provision.clause].topic
