"""Evidence against what a provision expects, and what a profile makes of it.

Removing, breaking or ageing evidence never raises a verdict; adding invalid
evidence never does either.
"""

from __future__ import annotations

from datetime import date

from ..assessment.model import Evidence
from ..clauses.model import EvidenceDemand, EvidencePolicy
from ..conformance import Outcome
from ..terms import EvidenceType, Verdict
from .facts import days_before


def unmet_demands(
    demands: tuple[EvidenceDemand, ...],
    cited: tuple[Evidence, ...],
    as_of: date,
    policy: EvidencePolicy,
) -> tuple[str, ...]:
    """What is expected and not shown, each with the reason, in Chinese."""
    lacking = []
    for demand in demands:
        faults = [_fault(demand, proof, as_of, policy) for proof in cited if _fits(demand, proof)]
        if "" in faults:
            continue
        why = f"（{faults[0]}）" if faults else ""
        lacking.append(f"{demand.what}{why}")
    return tuple(lacking)


def _fits(demand: EvidenceDemand, proof: Evidence) -> bool:
    return proof.type in (demand.type, EvidenceType.OTHER)


def _fault(demand: EvidenceDemand, proof: Evidence, as_of: date, policy: EvidencePolicy) -> str:
    """Why a piece of evidence does not serve; empty where it does."""
    if proof.valid_until is not None and proof.valid_until < as_of:
        return f"{proof.id} 已于 {proof.valid_until} 过期"
    if proof.dated is not None and proof.dated > as_of:
        return f"{proof.id} 的日期 {proof.dated} 晚于评价日"
    if demand.within_days is not None:
        if proof.dated is None:
            return f"{proof.id} 未写日期"
        if proof.dated < days_before(as_of, demand.within_days):
            return f"{proof.id} 日期 {proof.dated}，已超过 {demand.within_days} 天"
    if policy.levels and proof.level.rank < demand.level.rank:
        return f"{proof.id} 核验程度为“{proof.level}”，需“{demand.level}”"
    return ""


def weigh(outcome: Outcome, lacking: tuple[str, ...], policy: EvidencePolicy) -> Outcome:
    """Where the profile insists on evidence, 符合 without it is 证据不足."""
    if not policy.enforce or not lacking:
        return outcome
    if outcome.verdict not in (Verdict.MET, Verdict.PARTLY):
        return outcome
    reason = f"{outcome.reason}；缺证据：{'、'.join(lacking)}"
    return Outcome(Verdict.INSUFFICIENT, reason, basis=outcome.basis)
