"""One park judged twice: by the standard in force and by a proposed one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..assessment.intake import load_assessment
from ..assessment.model import SelfAssessment
from ..clauses.load import load_standard
from ..clauses.model import Standard
from ..conformance import ConformanceReport
from ..errors import InputProblems
from ..evaluation import evaluate
from ..report.codec import encoded
from ..report.read import is_report
from ..terms import Verdict
from ..yamlio.files import read_input
from .flatten import SIZE_ITEM
from .measure import AT_MOST, scale_of
from .neighbours import by_content
from .proposal import Common, Proposal, propose
from .rows import ParkFacts, ParkResult, Passed, Refusal
from .unit import Job, read_park, refusal

NEAR = Decimal(5)
"""Per cent of the old limit within which a park could easily have been on the other side."""

ABSENT = ""
"""Verdict of a clause that one of the two standards does not have."""


class Proposed(NamedTuple):
    """How to judge a file twice; see `propose`."""

    job: Job
    edition: str | None
    changes: tuple[str, ...]
    drops: tuple[str, ...]


class Twice(NamedTuple):
    """One park by both: changed provision → verdict before and after; overall before and after.

    overall: 符合, 不符合 or 未评价.  gaps: new gap → what is missing to close it.
    near: changed provisions whose measured figure lies near the old limit.
    """

    facts: ParkFacts
    verdicts: dict[str, tuple[str, str]]
    overall: tuple[str, str]
    gaps: dict[str, str]
    near: tuple[str, ...]


def judge_all(jobs: tuple[Proposed, ...]) -> list[Twice | ParkResult | Refusal | Passed]:
    """Several files, one after another: the task handed to an executor."""
    return [_judge(job) for job in jobs]


@lru_cache(maxsize=4)
def _both(like: Proposed) -> tuple[Standard, Proposal]:
    old = load_standard(like.job.standard)
    return old, propose(old, *like[1:])


def _judge(like: Proposed) -> Twice | ParkResult | Refusal | Passed:
    old, proposal = _both(like._replace(job=like.job._replace(path="")))
    path = like.job.path
    try:
        data, name = read_input(path)
        kind = by_content(data, name)
        if kind:
            return Passed(path, kind)
        if is_report(data):
            return read_park(like.job)
        return judge_twice(load_assessment(data, old, name=name), old, proposal, like.job)
    except InputProblems as problems:
        return refusal(path, problems)


def judge_twice(assessment: SelfAssessment, old: Standard, proposal: Proposal, job: Job) -> Twice:
    """One park by both standards."""
    new = proposal.standard
    before = evaluate(assessment, old, job.profile)
    after = evaluate(_as_of(assessment, new), new, _profile(new, job.profile))
    verdicts = {
        name: (_verdict(before, name), _after(before, after, name, proposal.common.get(name)))
        for name in proposal.changed
    }
    gaps = {}
    for finding in after.findings:
        name = finding.provision.id
        if name in proposal.changed and finding.provision.modality.decides:
            said = verdicts[name][1]
            was_gap = any(f.provision.id == name and f.is_gap for f in before.findings)
            if said in (Verdict.UNMET, Verdict.PARTLY) and not was_gap:
                items = dict.fromkeys(n.item for n in finding.needs if n.item in new.items)
                gaps[name] = "、".join(new.items[i].label for i in items if i) or "需人工判定"
    return Twice(
        _facts(before, job.path),
        verdicts,
        (_overall(before, {}), _overall(after, {n: v for n, (_, v) in verdicts.items()})),
        gaps,
        tuple(_near(before, old, proposal)),
    )


def _as_of(assessment: SelfAssessment, new: Standard) -> SelfAssessment:
    """A form of the encoding in force, read for another: answers it does not ask for left out."""
    answers = {i: a for i, a in assessment.answers.items() if i in new.items}
    judged = {p: j for p, j in assessment.judgements.items() if p in new.provisions}
    return replace(
        assessment,
        standard=new.number,
        encoding_version=new.encoding_version,
        answers=answers,
        judgements=judged,
    )


def _profile(standard: Standard, profile: str) -> str:
    return profile if profile in standard.profiles else "default"


def _verdict(report: ConformanceReport, name: str) -> str:
    return next((f.verdict.value for f in report.findings if f.provision.id == name), ABSENT)


def _after(
    before: ConformanceReport, after: ConformanceReport, name: str, common: Common | None
) -> str:
    """By the new standard; where only promises are known, what surely follows from them."""
    if common is None:
        return _verdict(after, name)
    verdict = _verdict(before, name)
    answer = before.assessment.answers.get(common.item)
    promised = answer.value if answer else None
    if not isinstance(promised, int | Decimal) or isinstance(promised, bool):
        return verdict if verdict == Verdict.NOT_APPLICABLE else Verdict.UNEVALUATED
    stricter = promised < common.limit if common.bound == AT_MOST else promised > common.limit
    met = verdict == Verdict.MET
    if promised == common.limit or verdict == Verdict.NOT_APPLICABLE or met is stricter:
        return verdict  # who keeps a stricter promise keeps this; who breaks a looser one, too
    return Verdict.UNEVALUATED


def _overall(report: ConformanceReport, instead: dict[str, str]) -> str:
    said = {instead.get(f.provision.id) or f.verdict for f in report.deciding}
    if said & {Verdict.UNMET, Verdict.PARTLY}:
        return Verdict.UNMET
    if said & {Verdict.INSUFFICIENT, Verdict.UNEVALUATED} or Verdict.MET not in said:
        return Verdict.UNEVALUATED
    return Verdict.MET


def _facts(report: ConformanceReport, path: str) -> ParkFacts:
    assessment, period = report.assessment, report.assessment.period
    answer = assessment.answers.get(SIZE_ITEM)
    size = answer.value if answer and type(answer.value) is int else None
    return ParkFacts(
        file=path, digest=assessment.digest, origin=assessment.digest,
        park=assessment.park.name, location=assessment.park.location,
        industry=assessment.park.industry, size=size if isinstance(size, int) else None,
        as_of=report.as_of.isoformat(), start=period.start.isoformat(),
        end=period.end.isoformat(), party=period.party.value, audited=False, filled=0, asked=0,
        figures="",
    )  # fmt: skip


def _near(report: ConformanceReport, old: Standard, proposal: Proposal) -> Iterable[str]:
    sticks, params, changed = proposal.sticks, report.profile.params, proposal.changed
    for finding in report.findings:
        name = finding.provision.id
        stick = sticks.get(name) if name in changed else None
        scale = scale_of(finding.provision, params, old.id) if stick else None
        if stick and scale and scale.now and stick.measure:
            answers = {f.item: encoded(f.value) for f in finding.facts}
            reached = stick.measure(answers, report.as_of)
            if reached is not None and abs(reached - scale.now) * 100 <= NEAR * scale.now:
                yield name
