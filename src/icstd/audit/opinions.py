"""A second opinion on record: what auditors and approved deviations change.

Nothing of the self-assessment is lost: a finding keeps its own verdict beside
the one it ends with.  Deviations fail closed: outside their dates they count
for nothing, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from ..conformance import ConformanceReport, Finding, SecondOpinion, Waiver
from ..errors import Place
from ..terms import Basis, Verdict, result_of

_ORDER = {Verdict.UNMET: 0, Verdict.PARTLY: 1, Verdict.MET: 2}


class Deviation(NamedTuple):
    """偏离: an approved deviation as written in the audit file; dates inclusive."""

    provision: str
    waiver: Waiver
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Audit:
    """核查: everything an audit file says, read-only.

    opinions: by provision id.  assessment_digest: sha256 of the
    self-assessment that was audited, empty where not recorded.  denominators:
    item id → (who computed it, when).
    """

    day: date
    team: tuple[str, ...]
    opinions: dict[str, SecondOpinion]
    deviations: tuple[Deviation, ...] = ()
    denominators: dict[str, tuple[str, date | None]] = field(default_factory=dict)
    assessment_digest: str = ""
    file: str = ""
    digest: str = ""


class Disagreement(NamedTuple):
    """A provision on which the park and the auditor differ."""

    finding: Finding
    lowered: bool


class Agreement(NamedTuple):
    """How far self-assessment and audit agree.

    looked_at: provisions on which the auditor gave a verdict; same: with the
    same one; unsaid: with remarks but no verdict.
    """

    looked_at: int
    unsaid: int
    same: int
    disagreements: tuple[Disagreement, ...]

    @property
    def lowered(self) -> int:
        """How many the auditor lowered, 符合 found unproven included."""
        return sum(d.lowered for d in self.disagreements)


def apply_audit(
    report: ConformanceReport, audit: Audit, *, waivers: bool = True
) -> ConformanceReport:
    """The report with the auditor's verdicts, and deviations in force.

    The park's own verdict stays in `Finding.own_verdict`.  `waivers=False`
    leaves all deviations out.
    """
    findings = tuple(_with_opinion(f, audit.opinions.get(f.provision.id)) for f in report.findings)
    second = replace(report, findings=findings)
    notes = [*report.notes, agreement_line(second), *_mismatch(report, audit)]
    if waivers and audit.deviations:
        findings, said = _with_waivers(findings, audit.deviations, report)
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
    findings: tuple[Finding, ...], deviations: tuple[Deviation, ...], report: ConformanceReport
) -> tuple[tuple[Finding, ...], list[str]]:
    by_id = {d.provision: d for d in deviations}
    out, notes = [], []
    for finding in findings:
        deviation = by_id.pop(finding.provision.id, None)
        changed, said = _waived(finding, deviation, report)
        out.append(changed)
        notes += said
    for deviation in by_id.values():
        notes.append(f"偏离 {deviation.provision} 不在本次评价范围内，未采用")
    return tuple(out), notes


def _waived(
    finding: Finding, deviation: Deviation | None, report: ConformanceReport
) -> tuple[Finding, list[str]]:
    if deviation is None:
        return finding, []
    waiver, name = deviation.waiver, finding.provision.id
    if report.as_of > waiver.end:
        return finding, [f"{name} 的偏离已于 {waiver.end} 到期，照常计入"]
    if report.as_of < waiver.start:
        return finding, [f"{name} 的偏离从 {waiver.start} 起才生效，照常计入"]
    if finding.verdict not in (Verdict.UNMET, Verdict.PARTLY):
        word = result_of(finding.provision.modality, finding.verdict)
        return finding, [f"{name} 结论为{word}，偏离没有用上"]
    reason = (
        f"经{waiver.approver}批准偏离（{waiver.start} 至 {waiver.end}，{waiver.ground}）；"
        f"实际情况：{finding.reason}"
    )
    changed = replace(
        finding,
        verdict=Verdict.NOT_APPLICABLE,
        own_verdict=finding.own_verdict or finding.verdict,
        waiver=waiver,
        reason=reason,
    )
    return changed, [f"{name} 经{waiver.approver}批准偏离，{waiver.end} 前不计入"]


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
        worse = own in _ORDER and said in _ORDER and _ORDER[said] < _ORDER[own]
        unproven = own is Verdict.MET and said.unknown
        differing.append(Disagreement(finding, worse or unproven))
    same = judged - len(differing)
    return Agreement(judged, len(opinions) - judged, same, tuple(differing))


def agreement_line(report: ConformanceReport) -> str:
    """自评与审核的一致情况, in one sentence."""
    found = agreement(report)
    if not found.looked_at + found.unsaid:
        return "核查文件里还没有判定。"
    said = f"审核判了 {found.looked_at} 条，与自评一致 {found.same} 条，下调 {found.lowered} 条"
    names = "、".join(d.finding.provision.id for d in found.disagreements)
    said += f"；不一致的有 {names}" if names else ""
    unsaid = f"；另有 {found.unsaid} 条只写了说明，没有下结论" if found.unsaid else ""
    return f"{said}{unsaid}。"
