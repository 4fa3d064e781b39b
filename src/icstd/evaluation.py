"""The walk from a self-assessment to a conformance report."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .assessment.model import SelfAssessment
from .clauses.model import Limit, Profile, Provision, Standard
from .conformance import ConformanceReport, Contradiction, Fact, Finding
from .errors import Place, UsageProblem
from .rules import load_rulebook
from .rules.consistency import cited, examine, overused_evidence
from .rules.decide import decide
from .rules.evidence import unmet_demands, weigh
from .rules.facts import Facts, show
from .rules.judgements import is_suspect
from .rules.rulebook import Rulebook
from .terms import Value


def evaluate(
    assessment: SelfAssessment,
    standard: Standard,
    profile: str | Profile = "default",
    *,
    as_of: date | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> ConformanceReport:
    """Judge a self-assessment provision by provision.

    profile: a profile or the id of one of the standard's.  as_of: the date
    the facts are held against (default: the assessment's 评价日).  select,
    ignore: ids of chapters (`W6`), clauses or provisions.

    Raises UsageProblem for an unknown profile or id and when nothing is left
    to judge; RuleError when a rule crashes.
    """
    in_force = _profile(standard, profile)
    chosen = select_provisions(standard, in_force, select, ignore)
    when = as_of or assessment.period.as_of
    book = load_rulebook(standard.id)
    counted = _counted(standard, assessment, book, when)
    facts, contradictions = gather(assessment, standard, in_force, when, counted)
    citations = {p.id: cited(p, assessment) for p in standard.provisions.values()}
    findings = tuple(
        _find(p, facts, assessment, in_force, citations[p.id], book=book, counted=counted)
        for p in chosen
    )
    return ConformanceReport(
        standard=standard,
        profile=in_force,
        assessment=assessment,
        as_of=when,
        findings=findings,
        contradictions=(*contradictions, *overused_evidence(citations, assessment)),
        weakened=weakened(standard, in_force),
        selection=_selection(select, ignore),
        tables_used={i: _table(standard, i) for i in counted},
        notes=_assumed(assessment),
    )


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
    counted: dict[str, int],
) -> tuple[Facts, tuple[Contradiction, ...]]:
    """The facts of an assessment, and the contradictions among them."""
    values: dict[str, Value] = {
        a.item: a.value for a in assessment.answers.values() if a.value is not None
    }
    values |= counted
    contradictions, doubts = examine(standard, assessment, values, counted, as_of)
    facts = Facts(
        items=standard.items,
        values=values,
        as_of=as_of,
        start=assessment.period.start,
        end=assessment.period.end,
        params=profile.params,
        judgements=assessment.judgements,
        doubts=doubts,
    )
    return facts, contradictions


def _profile(standard: Standard, profile: str | Profile) -> Profile:
    if isinstance(profile, Profile):
        from .clauses.profiles import refuse_faulty

        refuse_faulty(profile, standard)
        return profile
    if profile not in standard.profiles:
        known = "、".join(standard.profiles)
        raise UsageProblem(f"没有评价口径“{profile}”", f"可用的有：{known}")
    return standard.profiles[profile]


def covers(prefix: str, provision: Provision) -> bool:
    """Whether an id given by a person names this provision or a whole it is in.

    `W6` is chapter 6, `W8.1` a clause or all below it, `W4.8` all its 列项;
    `W6.1` never means W6.10.
    """
    if prefix in (provision.id, provision.clause, f"W{provision.chapter}"):
        return True
    return provision.id.startswith(f"{prefix}.")


def select_provisions(
    standard: Standard, profile: Profile, select: Collection[str], ignore: Collection[str]
) -> list[Provision]:
    """The provisions to judge, in the standard's order."""
    everything = list(standard.provisions.values())
    for given in (*select, *ignore):
        if not any(covers(given, p) for p in everything):
            raise UsageProblem(f"没有编号为“{given}”的章、条或条款", "icstd clauses 列出全部编号")
    chosen = [
        p
        for p in everything
        if (not select or any(covers(s, p) for s in select))
        and not any(covers(i, p) for i in ignore)
        and p.id not in profile.optional
    ]
    if not chosen:
        raise UsageProblem("没有选中任何条款", "检查 --select 与 --ignore 是否互相抵消")
    return chosen


def _selection(select: Collection[str], ignore: Collection[str]) -> str:
    parts = []
    if select:
        parts.append("只评 " + "、".join(select))
    if ignore:
        parts.append("不评 " + "、".join(ignore))
    return "；".join(parts)


def _counted(
    standard: Standard, assessment: SelfAssessment, book: Rulebook, as_of: date
) -> dict[str, int]:
    """What the tables handed in add up to, for the items they back."""
    counted: dict[str, int] = {}
    for table, rows in assessment.tables.items():
        if table not in book.tables:
            continue
        period = assessment.period
        counts = book.tables[table](rows, as_of=as_of, start=period.start, end=period.end)
        backed = {i.id for i in standard.items.values() if i.table == table}
        counted |= {i: n for i, n in counts.items() if i in backed}  # others were withdrawn
    return counted


def _table(standard: Standard, item: str) -> str:
    return standard.tables[standard.items[item].table or ""].label


def _find(
    provision: Provision,
    facts: Facts,
    assessment: SelfAssessment,
    profile: Profile,
    citations: tuple[str, ...],
    *,
    book: Rulebook,
    counted: dict[str, int],
) -> Finding:
    outcome = decide(provision, facts, book)
    proofs = tuple(assessment.evidence[i] for i in citations if i in assessment.evidence)
    lacking = unmet_demands(provision.evidence, proofs, facts.as_of, profile.evidence)
    weighed = weigh(outcome, lacking, profile.evidence)
    said = assessment.judgements.get(provision.id)
    return Finding(
        provision=provision,
        verdict=weighed.verdict,
        basis=outcome.basis,
        reason=weighed.reason,
        facts=tuple(_facts(provision, facts, assessment, counted)),
        needs=weighed.needs,
        missing=weighed.missing,
        evidence=citations,
        evidence_missing=lacking,
        required=_required(provision, profile),
        suspect=said is not None and is_suspect(provision, said),
    )


def _facts(
    provision: Provision, facts: Facts, assessment: SelfAssessment, counted: dict[str, int]
) -> list[Fact]:
    shown = []
    for item in provision.reads:
        answer = assessment.answers.get(item)
        value = facts.get(item)
        if value is None and (answer is None or not answer.note):
            continue
        definition = facts.items[item]
        table = definition.table or "" if item in counted else ""
        said = (answer.place, answer.note, answer.evidence) if answer else _UNSAID
        shown.append(Fact(item, definition.label, value, definition.unit, *said, table))
    return shown


_UNSAID: tuple[Place, str, tuple[str, ...]] = (Place(), "", ())


def _required(provision: Provision, profile: Profile) -> bool:
    if profile.required is None:
        return provision.modality.decides
    return provision.id in profile.required


def weakened(standard: Standard, profile: Profile) -> tuple[str, ...]:
    """Where a profile demands less than the standard's own limits, in Chinese."""
    if not profile.optional and not profile.params:
        return ()
    found = [
        f"{p.id} {p.gist}：本口径不要求"
        for p in standard.provisions.values()
        if p.id in profile.optional
    ]
    for provision in standard.provisions.values():
        for name, limit in provision.check.limits.items():
            eased = _eased(name, limit, profile)
            if eased:
                found.append(f"{provision.id} {provision.gist}：{eased}")
    return tuple(found)


def _eased(name: str, limit: Limit, profile: Profile) -> str:
    if limit.param is None or limit.value is None or limit.param not in profile.params:
        return ""
    now = profile.params[limit.param]
    lower_is_easier = name != "at_most"
    eased = now < limit.value if lower_is_easier else now > limit.value
    return f"限值由 {show(limit.value, limit.unit)} 放宽为 {show(now, limit.unit)}" if eased else ""
