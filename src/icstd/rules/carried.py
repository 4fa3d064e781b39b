"""Answers carried over from an earlier form and not yet confirmed (待复核)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..assessment.model import Answer, SelfAssessment
from ..clauses.model import EvidencePolicy, Provision
from ..conformance import Finding, Outcome
from ..terms import Verdict
from .facts import Facts


def unreviewed(provision: Provision, assessment: SelfAssessment) -> tuple[str, ...]:
    """Items a provision reads whose answer was carried over and is still marked 待复核."""
    answers = (assessment.answers.get(item) for item in provision.reads)
    return tuple(a.item for a in answers if a and a.review and a.value is not None)


def carried_over(findings: Sequence[Finding], assessment: SelfAssessment) -> tuple[str, ...]:
    """What page one says about answers of an earlier form that nobody has confirmed."""
    open_ = sum(a.review and a.value is not None for a in assessment.answers.values())
    if not open_:
        return ()
    resting = [f for f in findings if unreviewed(f.provision, assessment)]
    met = sum(f.verdict is Verdict.MET and f.provision.modality.decides for f in resting)
    return (
        f"有 {open_} 项答复沿用以前的填报，还标着“待复核”；判为符合的要求和指示里，"
        f"有 {met} 条依据这些答复，尚未复核。",
    )


def remark_of(answer: Answer) -> str:
    """What the park says of an answer, and whether it is still last year's."""
    parts = ("待复核：沿用以前的填报" if answer.review else "", answer.note)
    return "；".join(part for part in parts if part)


def hold_back(
    provision: Provision,
    outcome: Outcome,
    facts: Facts,
    assessment: SelfAssessment,
    policy: EvidencePolicy,
) -> Outcome:
    """Where the profile insists on evidence, an unconfirmed answer carries no 符合."""
    carried = unreviewed(provision, assessment)
    if not policy.enforce or not carried or outcome.verdict not in (Verdict.MET, Verdict.PARTLY):
        return outcome
    names = "、".join(facts.items[item].label for item in carried)
    reason = f"{outcome.reason}；沿用的答复还没有复核：{names}"
    return replace(outcome, verdict=Verdict.INSUFFICIENT, reason=reason, missing=carried)
