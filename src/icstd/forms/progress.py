"""How far a half-filled form is, and which answers would help most."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ..assessment.model import SelfAssessment
from ..clauses.model import DataItem, Provision, Standard
from ..conformance import ConformanceReport, Finding, NeedKind
from ..evaluation import evaluate
from ..observations import Contradiction, LedgerAccount
from ..rules.rulebook import Rulebook
from ..terms import Special, Verdict
from ..text import clip

MOST_HELPFUL = 20
"""Answers named as the next to give."""

_DECIDING_WEIGHT, _OTHER_WEIGHT = 4, 1
_SHOWN = 10


class SectionProgress(NamedTuple):
    """Answered and asked in one section."""

    title: str
    filled: int
    total: int


class Blocked(NamedTuple):
    """A 要求 or 指示 that cannot be judged, and the unanswered items it waits for."""

    provision: Provision
    missing: tuple[DataItem, ...]


class Step(NamedTuple):
    """An answer to give next.

    settles: provisions that can be judged once this and the answers before it
    in the list are given; serves: all open provisions that wait for it.
    """

    item: DataItem
    settles: tuple[Provision, ...]
    serves: tuple[Provision, ...]


class Progress(NamedTuple):
    """How far a form is filled in.

    blocked: 要求 and 指示 that wait for answers; to_judge: provisions that wait
    for a 人工判定; steps: the answers that would settle most, best first;
    ledgers: the account of each ledger handed in; clashes: 数据矛盾 that the
    report will show; carried: labels of answers still marked 待复核.  What a
    condition answered with 否, 无 or 0 leaves without object is not asked.
    """

    filled: int
    total: int
    sections: tuple[SectionProgress, ...]
    blocked: tuple[Blocked, ...]
    to_judge: tuple[Provision, ...]
    steps: tuple[Step, ...]
    ledgers: tuple[LedgerAccount, ...] = ()
    clashes: tuple[Contradiction, ...] = ()
    carried: tuple[str, ...] = ()


def progress_of(
    assessment: SelfAssessment, standard: Standard, book: Rulebook | None = None
) -> Progress:
    """How far an assessment is; book: the Python rules, where icstd does not ship them.

    A figure counted from a table handed in counts as answered.
    """
    report = evaluate(assessment, standard, rulebook=book)
    done = _answered(report)
    spared = _spared(report.assessment, standard) - done
    sections = tuple(
        SectionProgress(
            s.title, sum(i.id in done for i in s.items), sum(i.id not in spared for i in s.items)
        )
        for s in standard.sections
    )
    waiting = [f for f in report.findings if f.verdict is Verdict.UNEVALUATED and f.missing]
    blocked = tuple(
        Blocked(f.provision, tuple(standard.items[i] for i in f.missing))
        for f in waiting
        if f.provision.modality.decides
    )
    to_judge = tuple(
        f.provision
        for f in report.findings
        if f.is_open and any(need.kind is NeedKind.JUDGE for need in f.needs)
    )
    total = sum(s.total for s in sections)
    steps = tuple(_steps([f for f in waiting if f.is_open], standard, done))
    answers = report.assessment.answers.values()
    return Progress(
        sum(s.filled for s in sections),
        total,
        sections,
        blocked,
        to_judge,
        steps,
        report.ledgers,
        tuple(c for c in report.contradictions if c.kind != _OVERUSED),
        tuple(standard.items[a.item].label for a in answers if a.review and a.value is not None),
    )


_OVERUSED = "一证多用"
"""Told among the evidence; it is no contradiction between answers."""


def _spared(assessment: SelfAssessment, standard: Standard) -> set[str]:
    """Items that need no answer, because what they ask about is not there."""
    spared: set[str] = set()
    for item in standard.items.values():  # a condition may itself be spared
        answer = assessment.answers.get(item.asked_if or "")
        value = answer.value if answer else None
        if item.asked_if in spared or value is Special.NONE or (value is not None and value == 0):
            spared.add(item.id)
    return spared


def _answered(report: ConformanceReport) -> set[str]:
    given = {a.item for a in report.assessment.answers.values() if a.value is not None}
    return given | set(report.tables_used)


def _steps(waiting: list[Finding], standard: Standard, done: set[str]) -> Iterator[Step]:
    """Greedy: again and again the item that brings most provisions nearest to a verdict.

    A provision that still waits for n answers lends each of them 1/n of its
    weight; 要求 and 指示 weigh more than 推荐.
    """
    open_ = {f.provision.id: (f.provision, _needed(f, standard) - done) for f in waiting}
    for _ in range(MOST_HELPFUL):
        worth: dict[str, Fraction] = {}
        for provision, missing in open_.values():
            weight = _DECIDING_WEIGHT if provision.modality.decides else _OTHER_WEIGHT
            for item in missing:
                worth[item] = worth.get(item, Fraction(0)) + Fraction(weight, len(missing))
        if not worth:
            return
        order = [i for i in standard.items if i in worth]
        best = max(order, key=lambda item: worth[item])
        serves = tuple(p for p, missing in open_.values() if best in missing)
        settles = tuple(p for p in serves if open_[p.id][1] == {best} and not p.proxy)
        yield Step(standard.items[best], settles, serves)
        for provision in serves:
            open_[provision.id][1].discard(best)
            if not open_[provision.id][1]:
                del open_[provision.id]


def _needed(finding: Finding, standard: Standard) -> set[str]:
    """All answers that together surely let a provision be judged.

    More than it lacks at this moment: once it is known to apply it needs its
    figures, and figures count only where their balance can be checked.
    """
    needed = {*finding.missing, *finding.provision.reads}
    for balance in standard.balances:
        sides = {*balance.left, *balance.right}
        if sides & needed:
            needed |= sides
    return needed


def progress_lines(progress: Progress, standard: Standard) -> Iterator[str]:
    """What `icstd check` says about it, line by line."""
    share = progress.filled * 100 // progress.total if progress.total else 100
    yield f"已填 {progress.filled}/{progress.total} 项（{share}%）"
    unfinished = [s for s in progress.sections if s.filled < s.total]
    if unfinished:
        yield "没填完的：" + "、".join(f"{s.title} {s.filled}/{s.total}" for s in unfinished)
    if progress.clashes:
        yield f"数据矛盾有 {len(progress.clashes)} 处，报告里也会列出，先核对："
        yield from (f"  {clash.kind}：{clash.message}" for clash in progress.clashes[:_SHOWN])
        if len(progress.clashes) > _SHOWN:
            yield f"  还有 {len(progress.clashes) - _SHOWN} 处"
    if progress.carried:
        yield (
            f"沿用以前的填报、还标着“待复核”的有 {len(progress.carried)} 项："
            f"{clip('、'.join(progress.carried), 80)}；核对无误的去掉标记"
        )
    if progress.blocked:
        yield f"因为没填而不能判定的要求有 {len(progress.blocked)} 条："
        for one in progress.blocked[:_SHOWN]:
            names = "、".join(f"“{item.label}”" for item in one.missing)
            yield f"  {one.provision.id} {one.provision.gist}缺{names}"
        if len(progress.blocked) > _SHOWN:
            yield f"  还有 {len(progress.blocked) - _SHOWN} 条"
    if progress.to_judge:
        yield f"等待人工判定的有 {len(progress.to_judge)} 条（在“人工判定”里填结论和说明）："
        yield from (f"  {p.id} {p.gist}" for p in progress.to_judge[:_SHOWN])
        if len(progress.to_judge) > _SHOWN:
            yield f"  还有 {len(progress.to_judge) - _SHOWN} 条"
    if progress.steps:
        yield f"先填这 {len(progress.steps)} 项，能判的条款增加最多："
        titles = {section.id: section.title for section in standard.sections}
        for number, step in enumerate(progress.steps, 1):
            yield f"  {number}. {titles[step.item.section]} › {step.item.label}：{_use(step)}"


def _use(step: Step) -> str:
    if step.settles:
        return "填了就能判 " + "、".join(p.id for p in step.settles)
    return "判 " + "、".join(p.id for p in step.serves) + " 要用，还需别的数"
