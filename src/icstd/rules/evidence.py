"""Evidence against what a provision expects, and what a profile makes of it.

Removing, breaking or ageing evidence never raises a verdict; adding invalid
evidence never does either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..assessment.model import Evidence, SelfAssessment
from ..clauses.model import EvidenceDemand, EvidencePolicy
from ..conformance import Outcome
from ..observations import EvidenceFound
from ..terms import EvidenceLevel, EvidenceType, Party, Verdict
from .facts import days_before


def level_shown(proof: Evidence, found: EvidenceFound | None, *, own_word: bool) -> EvidenceLevel:
    """How far a piece of evidence has been verified.

    What an auditor saw goes first; a file found in order has been seen as a
    copy.  own_word: the park's self-assessment says so itself, and then it is
    a statement at most.
    """
    typed = proof.level
    if own_word:
        typed = min(typed, EvidenceLevel.STATED, key=lambda level: level.rank)
    if found is None:
        return typed
    if found.level is not None:
        return found.level
    return EvidenceLevel.COPY if found.sha256 and not found.faults else typed


class Proofs:
    """The evidence of one assessment, as far as it was looked at, against a profile's policy.

    found: what was seen of each piece, on disk or by an auditor; nobody looked
    at those that are not in it.
    """

    def __init__(
        self,
        assessment: SelfAssessment,
        policy: EvidencePolicy,
        as_of: date,
        found: Iterable[EvidenceFound] = (),
    ) -> None:
        self.assessment, self.policy, self.as_of = assessment, policy, as_of
        self.found = {seen.id: seen for seen in found}
        own_word = assessment.period.party is Party.FIRST
        self.levels = {
            id_: level_shown(proof, self.found.get(id_), own_word=own_word)
            for id_, proof in assessment.evidence.items()
        }

    def lacking(self, demands: tuple[EvidenceDemand, ...], cited: Iterable[str]) -> tuple[str, ...]:
        """What is expected and not shown by the evidence cited, each with the reason."""
        proofs = [self.assessment.evidence[i] for i in cited if i in self.assessment.evidence]
        missing = []
        for demand in demands:
            faults = [self._fault(demand, p) for p in proofs if _fits(demand, p, self.policy)]
            if "" in faults:
                continue
            missing.append(f"{demand.what}（{faults[0]}）" if faults else demand.what)
        return tuple(missing)

    def notes(self) -> tuple[str, ...]:
        """What page one says of the proof, where proof decides."""
        if not self.policy.enforce or not self.assessment.evidence:
            return ()
        if not self.found:
            return ("本次没有打开证据文件，也没有审核员核验过证据，所以没有一件证据算数",)
        bad = [seen.id for seen in self.found.values() if seen.faults]
        seen = sum(found.level is not None for found in self.found.values())
        named = "、".join(bad[:10]) + ("……" if len(bad) > 10 else "")
        return (
            f"核对证据 {len(self.found)} 件：审核员核验 {seen} 件，"
            f"缺失、变动、过期或打不开的 {len(bad)} 件" + (f"（{named}）" if bad else ""),
        )

    def _fault(self, demand: EvidenceDemand, proof: Evidence) -> str:
        """Why a piece of evidence does not serve; empty where it does."""
        seen, as_of = self.found.get(proof.id), self.as_of
        if seen is not None and seen.faults:
            return f"{proof.id} {seen.faults[0]}"
        if proof.valid_until is not None and proof.valid_until < as_of:
            return f"{proof.id} 已于 {proof.valid_until} 过期"
        if proof.dated is not None and proof.dated > as_of:
            return f"{proof.id} 的日期 {proof.dated} 晚于评价日"
        if demand.within_days is not None:
            if proof.dated is None:
                return f"{proof.id} 未写日期"
            if proof.dated < days_before(as_of, demand.within_days):
                return f"{proof.id} 日期 {proof.dated}，已超过 {demand.within_days} 天"
        level = self.levels[proof.id]
        if self.policy.levels and level.rank < demand.level.rank:
            return f"{proof.id} 核验程度为“{level}”，需“{demand.level}”"
        return ""


def _fits(demand: EvidenceDemand, proof: Evidence, policy: EvidencePolicy) -> bool:
    """Whether evidence is of the kind asked for; 其他 is none where evidence decides."""
    return proof.type is demand.type or (proof.type is EvidenceType.OTHER and not policy.enforce)


def weigh(outcome: Outcome, lacking: tuple[str, ...], policy: EvidencePolicy) -> Outcome:
    """Where the profile insists on evidence, 符合 without it is 证据不足; gaps stay gaps."""
    if not policy.enforce or not lacking or outcome.verdict is not Verdict.MET:
        return outcome
    reason = f"{outcome.reason}；缺证据：{'、'.join(lacking)}"
    return Outcome(Verdict.INSUFFICIENT, reason, basis=outcome.basis)


def by_content(
    evidence: Mapping[str, Evidence], found: Mapping[str, EvidenceFound]
) -> dict[str, str]:
    """Evidence id → what tells it apart: its content as far as known, else file, else name."""

    def content(proof: Evidence) -> str:
        seen = found.get(proof.id)
        digest = (seen.sha256 if seen else "") or proof.sha256.lower().removeprefix("sha256:")
        if digest:
            return f"sha256 {digest}"
        if proof.file:
            return f"file {proof.file}"
        return f"name {''.join(proof.name.split())} {proof.dated or ''}"

    return {id_: content(proof) for id_, proof in evidence.items()}
