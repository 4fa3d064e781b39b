"""The report as a park clerk reads it on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from ..conformance import ConformanceReport, Finding, NeedKind
from ..scoring import first_steps, policy_text, score
from ..terms import Modality, Verdict
from ..text import clip, width
from .numbers import Tally, figures
from .page import LONGEST, Look, Page
from .terminal_doubts import doubtful, warnings
from .words import (
    NOT_AN_ERROR,
    clause_name,
    conclusion,
    counts_text,
    fact_text,
    filled_text,
    label_of,
    need_text,
    own_text,
)

_STYLE = {
    Verdict.MET: "good",
    Verdict.PARTLY: "warn",
    Verdict.UNMET: "bad",
    Verdict.NOT_APPLICABLE: "faint",
    Verdict.INSUFFICIENT: "unknown",
    Verdict.UNEVALUATED: "faint",
}
_MARKS = dict(zip(Verdict, "■▲×·?□", strict=True))
_ASCII_MARKS = dict(zip(Verdict, "#+x-?.", strict=True))

_STEPS_SHOWN = 5


def render_text(report: ConformanceReport, look: Look = Look()) -> str:  # noqa: B008 - immutable
    """The report as text for a terminal of a given look."""
    page = Page(look)
    _cover(page, report)
    doubtful(page, report)
    _chapters(page, report)
    _gaps(page, report)
    _steps(page, report)
    _recommendations(page, report)
    _open(page, report)
    warnings(page, report)
    _supplement(page, report)
    _closing(page, report)
    return page.text()


def render_brief(report: ConformanceReport, look: Look = Look()) -> str:  # noqa: B008 - immutable
    """Park and conclusion, for a run whose report goes to files."""
    page = Page(look)
    page.labelled("园区", _park(report))
    page.labelled("结论", conclusion(report), style="strong")
    if not report.conforms:
        page.put(NOT_AN_ERROR)
    return page.text()


def _park(report: ConformanceReport) -> str:
    park = report.assessment.park
    return park.name + (f"（{park.location}）" if park.location else "")


def _cover(page: Page, report: ConformanceReport) -> None:
    standard, period = report.standard, report.assessment.period
    page.put(f"《{standard.title}》符合性报告", style="strong")
    page.put(standard.notice, style="warn")
    page.put()
    page.labelled("园区", _park(report))
    page.labelled(
        "评价",
        f"{period.party}，评价期 {period.start} 至 {period.end}，评价日 {report.as_of}，"
        f"{filled_text(report)}",
    )
    page.labelled(
        "依据",
        f"{standard.number}，编码版本 {standard.encoding_version}，"
        f"评价口径 {report.profile.title}（{report.profile.id}）",
    )
    for note in report.notes:
        page.labelled("说明", note, style="warn")
    for easing in report.weakened:
        page.labelled("放宽", f"本口径低于标准的要求：{easing}", style="warn")
    page.labelled("结论", conclusion(report), style="strong")
    policy = report.profile.scoring
    points = score(report) if policy.enabled else None
    if points is not None:
        span = (
            "" if points.low == points.high else f"（未知项使它在 {points.low}—{points.high} 之间）"
        )
        band = f"，{points.band}" if points.band else ""
        page.labelled("得分", f"{points.value}{span}{band}。{policy_text(policy)}。")


def _chapters(page: Page, report: ConformanceReport) -> None:
    found = figures(report)
    marks = _MARKS if page.look.marks else _ASCII_MARKS
    for title, kind in (("要求和指示的结论", "deciding"), ("推荐的采纳情况", "recommended")):
        rows = [(f"{c.id} {c.title}", getattr(c, kind)) for c in found.chapters]
        rows = [(name, tally) for name, tally in rows if tally.total]
        if rows:
            page.head(f"各章{title}（条）")
            _table(page, rows, getattr(found, kind), marks)
    if found.chapters:
        words = dict(zip(marks.values(), Verdict, strict=True))
        legend = "  ".join(f"{mark} {word}" for mark, word in words.items())
        page.put(f"每个记号是一条：{legend}（推荐对应已采纳、部分采纳、未采纳）", style="faint")


def _table(
    page: Page, rows: list[tuple[str, Tally]], whole: Tally, marks: dict[Verdict, str]
) -> None:
    """One line a chapter: figures, and a mark for every provision where there is room."""
    words = list(whole.counts)
    widths = [max(width(name) for name, _ in rows) + 1, *(width(w) + 2 for w in words), 6]
    wide = sum(widths) <= page.columns
    strips = wide and sum(widths) + 2 + max(t.total for _, t in rows) <= page.columns
    if wide:
        page.row(["", *words, "合计"], widths)
    for name, tally in rows:
        if not wide:
            page.labelled(name, counts_text(tally.counts))
            continue
        page.row([name, *_cells(tally)], widths)
        if strips:
            page.lines[-1] += "  " + _strip(page, tally, marks)
    if wide:
        page.row(["全部", *_cells(whole)], widths)


def _cells(tally: Tally) -> list[str]:
    return [*(str(n) if n else "-" for n in tally.counts.values()), str(tally.total)]


def _strip(page: Page, tally: Tally, marks: dict[Verdict, str]) -> str:
    counts = zip(Verdict, tally.counts.values(), strict=True)
    return "".join(page.paint(marks[v] * n, _STYLE[v]) for v, n in counts)


def _gaps(page: Page, report: ConformanceReport) -> None:
    if not report.gaps:
        return
    page.head(f"没有达到的要求（{len(report.gaps)} 条，必备条款在前）", "bad")
    for number, finding in enumerate(report.gaps, 1):
        if number > 1:
            page.put()
        _gap(page, report, finding, f"{number}. ")


def _gap(page: Page, report: ConformanceReport, finding: Finding, number: str) -> None:
    provision, standard = finding.provision, report.standard
    kind = f"{provision.modality}{'，必备条款' if finding.required else ''}，{finding.basis}"
    page.put(
        f"{number}{clause_name(finding, standard)}：{finding.result}（{kind}）",
        style=_STYLE[finding.verdict],
    )
    inner = 3
    page.labelled("要求", provision.gist, inner)
    label = "填报"
    for fact in finding.facts:
        said = fact_text(fact, report.assessment.file, standard)
        page.labelled(label, clip(said, LONGEST), inner)
        label = "    "
    if _reasoning(finding) not in [fact_text(f._replace(note="")) for f in finding.facts]:
        page.labelled("判定", clip(_reasoning(finding), LONGEST), inner)
    label = "还差"
    for need in finding.needs:
        page.labelled(label, need_text(need, standard), inner, style="strong")
        label = "    "
    page.labelled("补救", f"{provision.remedy}（工作量{provision.effort.label}）", inner)
    if provision.evidence:
        page.labelled("证据", _evidence(finding), inner)


def _reasoning(finding: Finding) -> str:
    """The reason, with the auditor's side and a waiver where there are any."""
    parts = [finding.reason, own_text(finding)]
    if finding.opinion is not None:
        parts.append(f"{finding.opinion.role}：{finding.opinion.reason}")
    if finding.waiver is not None:
        parts.append(f"批准偏离：{finding.waiver.approver}，至 {finding.waiver.end}")
    return "；".join(p for p in parts if p)


def _evidence(finding: Finding) -> str:
    expected, lacking = finding.provision.evidence, finding.evidence_missing
    if len(lacking) == len(expected):
        return "尚缺" + "、".join(lacking)
    shown = "应有" + "、".join(f"{e.what}（{e.type}）" for e in expected)
    listed = "，已列出 " + "、".join(finding.evidence) if finding.evidence else ""
    return shown + (f"；尚缺{'、'.join(lacking)}" if lacking else listed)


def _steps(page: Page, report: ConformanceReport) -> None:
    steps = first_steps(report)
    if len(steps) < 2:
        return
    page.head("先做这几件")
    for number, step in enumerate(steps[:_STEPS_SHOWN], 1):
        finding = step.finding
        measured = [need_text(n, report.standard) for n in finding.needs if n.amount is not None]
        todo = "；".join(measured) or finding.provision.remedy
        name = clause_name(finding, report.standard)
        page.labelled(f"{number}.", f"{name}（工作量{finding.provision.effort.label}）：{todo}")
    left = len(steps) - _STEPS_SHOWN
    more = f"；其余 {left} 条见上" if left > 0 else ""
    page.put(f"按必备条款在前、工作量小在前逐条排出，不保证总工作量最小{more}。", style="faint")


def _recommendations(page: Page, report: ConformanceReport) -> None:
    if not report.unadopted:
        return
    page.head(f"没有采纳的推荐（{len(report.unadopted)} 条，不影响结论）")
    for finding in report.unadopted:
        needs = "；".join(
            need_text(n, report.standard) for n in finding.needs if n.kind is not NeedKind.SET
        )
        text = f"{clause_name(finding, report.standard)}：{finding.result}。{finding.reason}"
        page.labelled("-", clip(text, LONGEST) + (f"。{needs}" if needs else ""))


def _open(page: Page, report: ConformanceReport) -> None:
    if not report.open:
        return
    page.head(f"还不能判定的条款（{len(report.open)} 条）")
    for deciding, title in ((True, "要求和指示"), (False, "推荐")):
        found = [f for f in report.open if f.provision.modality.decides is deciding]
        if found:
            page.put(f"{title}（{len(found)} 条）", style="strong")
            _settling(page, report, found)


def _supplement(page: Page, report: ConformanceReport) -> None:
    own = report.supplement
    if own is None:
        return
    from .layout.supplement import supplement_lead

    page.head("补充条款（不计入本标准）")
    page.put(supplement_lead(own))
    for finding in own.findings:
        page.labelled("-", f"{finding.provision.id} {finding.result}：{finding.provision.gist}")
        page.labelled(" ", finding.reason)


def _settling(page: Page, report: ConformanceReport, found: Sequence[Finding]) -> None:
    """Which answers would settle these findings, as the sections of the form ask for them."""
    standard = report.standard
    blank = [f for f in found if f.verdict is Verdict.UNEVALUATED and f.missing]
    for section in standard.sections:
        here = [
            f
            for f in blank
            if f.missing[0] in standard.items and standard.items[f.missing[0]].section == section.id
        ]
        if here:
            items = dict.fromkeys(i for f in here for i in f.missing)
            ids = "、".join(f.provision.id for f in here)
            wanted = "".join(f"“{label_of(i, standard)}”" for i in items)
            page.labelled("填", f"{section.title}：{wanted}，可判定 {ids}", 2)
    for finding in found:
        if finding in blank:
            continue
        judged = any(n.kind is NeedKind.JUDGE for n in finding.needs)
        label = "判" if judged else "查"
        what = finding.provision.gist if judged else finding.reason
        page.labelled(label, f"{clause_name(finding, standard)}：{what}", 2)


def _closing(page: Page, report: ConformanceReport) -> None:
    page.put()
    if any(f.provision.modality is Modality.REQUIREMENT for f in report.open):
        page.put(
            "“填”是要补填的数据项，“判”是要在“人工判定”里写结论和说明的条款，"
            "“查”是数据或证据要先弄清楚的条款。",
            style="faint",
        )
    if not report.conforms:
        page.put(NOT_AN_ERROR, style="strong")
