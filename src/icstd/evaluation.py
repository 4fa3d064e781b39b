"""The walk from a self-assessment to a conformance report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from .assessment.accept import refuse_foreign, refuse_types, refuse_unacceptable
from .assessment.model import SelfAssessment
from .clauses.model import Profile, Provision, Standard
from .clauses.selection import Selection, select_provisions, selected
from .conformance import ConformanceReport, Finding, Outcome
from .errors import Place, UsageProblem
from .observations import Contradiction, EvidenceFound, LedgerAccount
from .rules import load_rulebook
from .rules.carried import carried_over, hold_back, remark_of
from .rules.consistency import cited, examine, overused_evidence
from .rules.decide import decide
from .rules.easing import weakened
from .rules.evidence import Proofs, weigh
from .rules.facts import Facts
from .rules.judgements import is_suspect
from .rules.rulebook import Rulebook, insufficient
from .rules.tally import TYPED, Other, accounts, contradictions, others
from .support import Fact, Support
from .terms import Basis, Effect, Value, Verdict

_FAILING = (Verdict.UNMET, Verdict.PARTLY)


def evaluate(
    assessment: SelfAssessment,
    standard: Standard,
    profile: str | Profile = "default",
    *,
    as_of: date | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    rulebook: Rulebook | None = None,
    evidence: Iterable[EvidenceFound] = (),
) -> ConformanceReport:
    """Judge a self-assessment provision by provision.

    profile: a profile or the id of one of the standard's.  as_of: the date
    the facts are held against (default: the assessment's 评价日).  select,
    ignore: ids of chapters (`W6`), clauses or provisions.  rulebook: the
    Python rules of a standard that icstd does not ship.  evidence: what was
    seen of the proof (`icstd.audit.look_at`); without it nobody looked.

    Raises UsageProblem for an unknown profile or id, for a rulebook that does
    not fit, when nothing is left to judge, for an assessment of another
    standard or encoding (`carry_over` brings it over) and for an `as_of` that
    no file could have as its 评价日; InputProblems for an assessment made by
    hand that says what no file may say; TypeError naming the argument that is
    of a wrong type; RuleError when a rule crashes.
    """
    refuse_types(assessment, standard, profile, as_of, select=select, ignore=ignore)
    refuse_foreign(assessment, standard)
    in_force = _profile(standard, profile)
    chosen = select_provisions(standard, in_force, select, ignore)
    refuse_unacceptable(assessment, standard, as_of)
    when = as_of or assessment.period.as_of
    book = load_rulebook(standard.id) if rulebook is None else rulebook
    if rulebook is not None or not book.rules:
        from .rules.fit import refuse_misfit

        refuse_misfit(book, standard)
    proofs = Proofs(assessment, in_force.evidence, when, evidence)
    report = _judged(chosen, assessment, standard, in_force, book=book, proofs=proofs)
    own = standard.supplement
    if own is not None:
        more = [p for p in own.provisions.values() if selected(p, select, ignore)]
        beside = _judged(more, assessment, own, in_force, book=book, proofs=proofs)
        report = replace(report, supplement=beside)
    scope = Selection(tuple(select), tuple(ignore)) if select or ignore else None
    return replace(report, selection=scope)


def _judged(
    chosen: Sequence[Provision],
    assessment: SelfAssessment,
    standard: Standard,
    in_force: Profile,
    *,
    book: Rulebook,
    proofs: Proofs,
) -> ConformanceReport:
    """The findings of some provisions, and what the facts say of each other."""
    when = proofs.as_of
    ledgers = accounts(assessment, standard, book, when)
    facts, clashes = gather(assessment, standard, in_force, when, ledgers)
    other = [o for a in ledgers.values() for o in others(a, assessment, standard, book, when)]
    citations = {p.id: cited(p, assessment, standard.items) for p in standard.provisions.values()}
    differ: dict[str, list[Other]] = {}
    findings = []
    for provision in chosen:
        outcome, differ[provision.id] = settle(provision, facts, assessment, other, book)
        findings.append(
            _find(provision, outcome, facts, proofs, profile=in_force, citations=citations)
        )
    failing = {f.provision.id for f in findings if f.verdict in _FAILING}
    told = [
        c
        for a in ledgers.values()
        for c in contradictions(a, assessment, standard, differ, failing)
    ]
    told.sort(key=lambda c: c.effect is not Effect.TAINTED)
    return ConformanceReport(
        standard=standard,
        profile=in_force,
        assessment=assessment,
        as_of=when,
        findings=tuple(findings),
        contradictions=(*told, *clashes, *overused_evidence(citations, assessment, proofs.found)),
        weakened=weakened(standard, in_force),
        tables_used={i: a.label for a in ledgers.values() for i in a.counts},
        ledgers=tuple(ledgers.values()),
        evidence_found=tuple(proofs.found.values()),
        notes=(
            *_assumed(assessment),
            *carried_over(findings, assessment),
            *_before_its_time(assessment, standard),
            *proofs.notes(),
        ),
    )


def _before_its_time(assessment: SelfAssessment, standard: Standard) -> tuple[str, ...]:
    """What page one says where the period, or part of it, lies before the standard applied."""
    since = standard.facts.get("实施日期", "")
    period = assessment.period
    if not since or period.start.isoformat() >= since:
        return ()
    part = "整个评价期" if period.end.isoformat() < since else "评价期的一部分"
    return (f"{part}早于标准的实施日期 {since}，那时标准还没有实施，结论只作参照。",)


def _assumed(assessment: SelfAssessment) -> tuple[str, ...]:
    """What page one says about answers that are not the park's."""
    if not assessment.assumed:
        return ()
    from .assessment.whatif import shown

    said = "，".join(map(shown, assessment.assumed))
    return (f"本报告假设 {said}，不是填报文件本身的结果。",)


def gather(
    assessment: SelfAssessment,
    standard: Standard,
    profile: Profile,
    as_of: date,
    ledgers: Mapping[str, LedgerAccount],
) -> tuple[Facts, tuple[Contradiction, ...]]:
    """The facts of an assessment, and the contradictions among them."""
    counted = {i: n for account in ledgers.values() for i, n in account.counts.items()}
    values: dict[str, Value] = {
        a.item: a.value for a in assessment.answers.values() if a.value is not None
    }
    values |= counted
    clashes, doubts = examine(standard, assessment, values, as_of)
    facts = Facts(
        items=standard.items,
        values=values,
        as_of=as_of,
        start=assessment.period.start,
        end=assessment.period.end,
        params=profile.params,
        judgements=assessment.judgements,
        doubts=doubts,
        counted=frozenset(counted),
    )
    return facts, clashes


def settle(
    provision: Provision,
    facts: Facts,
    assessment: SelfAssessment,
    other: Sequence[Other],
    book: Rulebook,
) -> tuple[Outcome, list[Other]]:
    """The outcome on the counted rows, held against every other reading of the ledgers.

    One verdict under all readings stands, and so does a violation that the
    counted rows show; otherwise it is 证据不足.  Returns the readings that
    give another verdict beside the outcome.
    """
    outcome = decide(provision, facts, book)
    differ = []
    for reading in other:
        if reading.items.isdisjoint(provision.reads):
            continue
        values = dict(facts.values)
        for item, number in reading.values.items():
            typed = assessment.answers.get(item)
            fallback = typed.value if typed else None
            values[item] = number if number is not None else fallback  # type: ignore[assignment]
        known = {i: v for i, v in values.items() if v is not None}
        counted = facts.counted - reading.items if reading.label == TYPED else facts.counted
        said = decide(provision, replace(facts, values=known, counted=counted), book)
        if said.verdict is not outcome.verdict:
            differ.append((reading, said.verdict))
    if not differ or outcome.verdict in _FAILING:
        return outcome, [o for o, _ in differ]
    words = "，".join(dict.fromkeys(f"{o.label}是{v}" for o, v in differ))
    reason = f"{outcome.reason}；按台账计入的行是{outcome.verdict}，{words}，先核对台账"
    missing = tuple(i for i in provision.reads if any(i in o.items for o, _ in differ))
    return insufficient(reason, missing=missing), [o for o, _ in differ]


def _profile(standard: Standard, profile: str | Profile) -> Profile:
    if isinstance(profile, Profile):
        from .clauses.profiles import refuse_faulty

        refuse_faulty(profile, standard)
        return profile
    if profile not in standard.profiles:
        known = "、".join(standard.profiles)
        raise UsageProblem(f"没有评价口径“{profile}”", f"可用的有：{known}")
    return standard.profiles[profile]


def _find(
    provision: Provision,
    outcome: Outcome,
    facts: Facts,
    proofs: Proofs,
    *,
    profile: Profile,
    citations: Mapping[str, tuple[str, ...]],
) -> Finding:
    ids, assessment = citations[provision.id], proofs.assessment
    lacking = proofs.lacking(provision.evidence, ids)
    weighed = weigh(outcome, lacking, profile.evidence)
    weighed = hold_back(provision, weighed, facts, assessment, profile.evidence)
    said = assessment.judgements.get(provision.id)
    found = Finding(
        provision=provision,
        verdict=weighed.verdict,
        basis=outcome.basis,
        reason=weighed.reason,
        facts=tuple(_facts(provision, facts, assessment)),
        needs=weighed.needs,
        missing=weighed.missing,
        through=weighed.through,
        evidence=ids,
        evidence_missing=lacking,
        required=_required(provision, profile),
        suspect=said is not None and is_suspect(provision, said),
    )
    stated = found.support is Support.STATEMENT
    return replace(found, basis=Basis.PARK) if stated else found


def _facts(provision: Provision, facts: Facts, assessment: SelfAssessment) -> list[Fact]:
    shown = []
    for item in provision.reads:
        answer = assessment.answers.get(item)
        value = facts.get(item)
        if value is None and (answer is None or not answer.note):
            continue
        definition = facts.items[item]
        table = definition.table or "" if item in facts.counted else ""
        said = (answer.place, remark_of(answer), answer.evidence) if answer else _UNSAID
        shown.append(Fact(item, definition.label, value, definition.unit, *said, table))
    return shown


_UNSAID: tuple[Place, str, tuple[str, ...]] = (Place(), "", ())


def _required(provision: Provision, profile: Profile) -> bool:
    if profile.required is None:
        return provision.modality.decides
    return provision.id in profile.required
