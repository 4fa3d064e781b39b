"""A second opinion on record: what auditors and approved deviations change.

Nothing of the self-assessment is lost: a finding keeps its own verdict beside
the one it ends with.  Deviations fail closed: outside their dates they count
for nothing, and say so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..conformance import ConformanceReport, Finding
from ..errors import InputProblems
from ..observations import SecondOpinion
from ..terms import Basis, Verdict, result_of
from .soundness import unsound
from .types import ORDER, Agreement, Audit, Deviation, Disagreement, is_raise


def apply_audit(
    report: ConformanceReport, audit: Audit, *, waivers: bool = True
) -> ConformanceReport:
    """The report with the auditor's verdicts, and deviations in force.

    The park's own verdict stays in `Finding.own_verdict`.  A deviation in
    force on 核查日 is a mark beside the verdict, which stays.  `waivers=False`
    leaves all deviations out.  Raises InputProblems where the audit cannot
    stand on this report: see `soundness.unsound`.
    """
    problems = unsound(audit, report)
    if problems:
        raise InputProblems(problems)
    findings = tuple(_with_opinion(f, audit.opinions.get(f.provision.id)) for f in report.findings)
    second = replace(report, findings=findings)
    notes = [*report.notes, agreement_line(second), *_mismatch(report, audit)]
    if waivers and audit.deviations:
        findings, said = _with_waivers(findings, audit.deviations, audit.day)
        notes += said
    elif audit.deviations:
        notes.append(f"核查文件列有 {len(audit.deviations)} 项偏离，本次按要求一律不采用")
    for item, (who, when) in audit.denominators.items():
        label = report.standard.items[item].label
        notes.append(f"分母“{label}”由{who}核算" + (f"（{when}）" if when else ""))
    return replace(report, findings=findings, notes=tuple(notes))


def _mismatch(report: ConformanceReport, audit: Audit) -> list[str]:
    """Say where the audit was made on another state of the self-assessment."""
    notes = []
    now = report.standard.encoding_version
    if audit.encoding_version not in ("", now):
        notes.append(
            f"核查文件按编码版本 {audit.encoding_version} 写，现为 {now}，改过要求的条款请复核"
        )
    if audit.assessment_digest and audit.assessment_digest != report.assessment.digest:
        notes.append("核查之后自评文件有过改动，审核结论是对改动前的文件作出的，请复核")
    known = {f.provision.id for f in report.findings}
    outside = [i for i in audit.opinions if i not in known]
    if outside:
        notes.append(f"核查文件中 {'、'.join(outside)} 不在本次评价范围内，未采用")
    return notes


def _with_opinion(finding: Finding, opinion: SecondOpinion | None) -> Finding:
    if opinion is None:
        return finding
    if opinion.verdict is None or opinion.verdict is finding.verdict:
        return replace(finding, opinion=opinion, own_verdict=finding.verdict)
    return replace(
        finding,
        verdict=opinion.verdict,
        own_verdict=finding.verdict,
        basis=Basis.AUDITOR,
        opinion=opinion,
        needs=() if opinion.verdict is Verdict.MET else finding.needs,
        missing=() if opinion.verdict.judged else finding.missing,
    )


def _with_waivers(
    findings: tuple[Finding, ...], deviations: tuple[Deviation, ...], day: date
) -> tuple[tuple[Finding, ...], list[str]]:
    by_id = {d.provision: d for d in deviations}
    out, notes = [], []
    for finding in findings:
        deviation = by_id.pop(finding.provision.id, None)
        changed, said = _waived(finding, deviation, day)
        out.append(changed)
        notes += said
    for deviation in by_id.values():
        notes.append(f"偏离 {deviation.provision} 不在本次评价范围内，未采用")
    return tuple(out), notes


def _waived(finding: Finding, deviation: Deviation | None, day: date) -> tuple[Finding, list[str]]:
    if deviation is None:
        return finding, []
    waiver, name = deviation.waiver, finding.provision.id
    word = result_of(finding.provision.modality, finding.verdict)
    if day > waiver.end:
        return finding, [f"{name} 的偏离已于 {waiver.end} 到期，没有采用"]
    if day < waiver.start:
        return finding, [f"{name} 的偏离从 {waiver.start} 起才生效，没有采用"]
    if finding.verdict not in (Verdict.UNMET, Verdict.PARTLY):
        return finding, [f"{name} 结论为{word}，偏离没有用上"]
    said = (
        f"{name} 经{waiver.approver}批准偏离（{waiver.start} 至 {waiver.end}，{waiver.ground}），"
        f"结论仍为{word}"
    )
    return replace(finding, waiver=waiver), [said]


def agreement(report: ConformanceReport) -> Agreement:
    """Compare the park's verdicts with the auditor's, where one was given."""
    opinions = [f for f in report.findings if f.opinion is not None]
    differing, judged = [], 0
    for finding in opinions:
        own, said = finding.own_verdict, finding.opinion and finding.opinion.verdict
        if own is None or said is None:
            continue
        judged += 1
        if own is said:
            continue
        worse = own in ORDER and said in ORDER and ORDER[said] < ORDER[own]
        unproven = own is Verdict.MET and said.unknown
        differing.append(Disagreement(finding, worse or unproven, is_raise(own, said)))
    same = judged - len(differing)
    return Agreement(judged, len(opinions) - judged, same, tuple(differing))


def agreement_line(report: ConformanceReport) -> str:
    """自评与审核的一致情况, in one sentence."""
    found = agreement(report)
    if not found.looked_at + found.unsaid:
        return "核查文件里还没有判定。"
    said = (
        f"审核判了 {found.looked_at} 条，与自评一致 {found.same} 条，"
        f"上调 {found.raised} 条，下调 {found.lowered} 条"
    )
    names = "、".join(d.finding.provision.id for d in found.disagreements)
    said += f"；不一致的有 {names}" if names else ""
    unsaid = f"；另有 {found.unsaid} 条只写了说明，没有下结论" if found.unsaid else ""
    return f"{said}{unsaid}。"
