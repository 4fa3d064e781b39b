"""Deciding one provision: the one place that dispatches on the kind of check.

Three-valued (Kleene): a missing fact makes a check unknown, never true and
never false, unless the facts at hand already decide it.
"""

from __future__ import annotations

from ..clauses.model import Check, Provision
from ..conformance import Outcome
from ..errors import RuleError
from ..terms import AtLeast, CheckKind, Modality, Special, Verdict
from .bounds import from_the_bound_on
from .facts import Facts
from .judgements import by_judgement, completed_by_judgement, declared_inapplicable
from .kinds import KINDS
from .kinds.kind import unknown_of
from .rulebook import Rulebook, insufficient, not_applicable, unevaluated


def decide(provision: Provision, facts: Facts, book: Rulebook | None = None) -> Outcome:
    """Decide one provision on the facts.

    Applicability first, then the check, then what a person says where the
    provision lets a person speak.  Raises RuleError when a Python rule
    crashes or answers what no rule may answer.
    """
    if provision.applies_if is None:
        return _applying(provision, facts, book)
    condition = provision.applies_if
    said = run_check(provision, condition, facts, book)
    held_back = _applicability(condition, facts, said)
    if held_back is None:
        return _applying(provision, facts, book)
    if said.verdict is Verdict.MET and held_back.verdict is Verdict.UNEVALUATED:
        # It applies as far as is known: a blank elsewhere never hides what fails.
        failing = _applying(provision, facts, book)
        if failing.verdict in (Verdict.UNMET, Verdict.PARTLY):
            return failing
    return held_back


def _applying(provision: Provision, facts: Facts, book: Rulebook | None) -> Outcome:
    """The outcome of a provision that applies."""
    declared = declared_inapplicable(provision, facts)
    if declared is not None:
        return declared
    if provision.check.by_person:
        return by_judgement(provision, facts)
    said = run_check(provision, provision.check, facts, book)
    advised = provision.modality is Modality.RECOMMENDATION
    if advised and said.through and said.verdict is Verdict.INSUFFICIENT:  # nothing is due yet
        said = not_applicable(said.reason, *said.through)
    outcome = _trusted(provision.check, facts, said)
    if provision.proxy and outcome.verdict is Verdict.MET:
        return completed_by_judgement(provision, outcome, facts)
    return outcome


def _applicability(condition: Check, facts: Facts, said: Outcome) -> Outcome | None:
    """None where the provision applies, else the outcome that says why not."""
    outcome = _trusted(condition, facts, said)
    if outcome.verdict is Verdict.MET:
        return None
    if outcome.verdict is Verdict.UNMET:
        return not_applicable(f"适用条件不成立：{outcome.reason}", *condition.reads)
    if any(i in facts.doubts and facts.doubts[i].contradictory for i in condition.reads):
        return outcome
    return unevaluated(f"是否适用不明：{outcome.reason}", missing=outcome.missing)


def _trusted(check: Check, facts: Facts, outcome: Outcome) -> Outcome:
    """Hold an outcome back where its facts are contradictory or uncheckable."""
    doubts = [facts.doubts[i] for i in check.reads if i in facts.doubts]
    clash = [d.label for d in doubts if d.contradictory]
    if clash:
        return insufficient(
            f"所依据的数据自相矛盾（{'、'.join(dict.fromkeys(clash))}），先核对数据"
        )
    if doubts and not outcome.verdict.unknown and outcome.verdict is not Verdict.UNMET:
        missing = tuple(dict.fromkeys(i for d in doubts for i in d.missing))
        names = "、".join(dict.fromkeys(d.label for d in doubts))
        blanks = "、".join(facts.label(i) for i in missing)
        return unevaluated(f"{names}未填全，无法核对：缺{blanks}", missing=missing)
    return outcome


def run_check(
    provision: Provision, check: Check, facts: Facts, book: Rulebook | None = None
) -> Outcome:
    """Evaluate a check that looks at facts alone."""
    if any(isinstance(facts.get(item), AtLeast) for item in check.reads):
        return from_the_bound_on(check, facts, KINDS[check.kind].decide)
    if check.kind is CheckKind.RULE:
        return _rule(provision, check, facts, book)
    decide_kind = KINDS[check.kind].decide
    if decide_kind is None:
        raise ValueError(f"{check.kind} is for a person; `icstd standard lint` finds this")
    return decide_kind(check, facts)


def _rule(provision: Provision, check: Check, facts: Facts, book: Rulebook | None) -> Outcome:
    rule = book.rules.get(provision.id) if book else None
    if rule is None:
        raise RuleError(provision.id, "（没有登记的规则）", KeyError(provision.id))
    needed = [i for i in rule.items if i not in rule.optional]
    unknown = unknown_of(facts, *needed)
    if unknown:
        return unknown
    given = [facts.get(i) for i in rule.items]
    known = [None if v is Special.UNCLEAR else v for v in given]
    keywords: dict[str, object] = {n: facts.limit(check.limits[n]) for n in rule.limits}
    keywords |= {n: getattr(facts, n) for n in rule.context}
    try:
        outcome = rule.function(*known, **keywords)
        verdict = outcome.verdict
    except Exception as crash:
        raise RuleError(provision.id, rule.function.__name__, crash) from crash
    if verdict is Verdict.PARTLY:
        cause = ValueError("a computed leaf is never 部分符合")
        raise RuleError(provision.id, rule.function.__name__, cause)
    if verdict is Verdict.UNEVALUATED and Special.UNCLEAR in given:
        return Outcome(Verdict.INSUFFICIENT, outcome.reason, outcome.needs, outcome.missing)
    return outcome
