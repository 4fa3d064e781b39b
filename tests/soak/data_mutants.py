"""The standard broken on purpose, one datum at a time: does anything notice?

Families: each limit one more and one less, each comparison turned round or
thinned out, each modality changed, each provision removed, each evidence
demand dropped, each condition and mark taken away.

Guards: the examples beside the clause, the oracle on boundary inputs, lint,
and the golden list.  `cd tests && ../.venv/bin/python -m soak.data_mutants`
prints who noticed what.
"""

# ruff: noqa: T201 - a campaign prints its figures

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import oracle
import test_oracle
from golden_list import golden_list

from icstd.assessment.model import Answer, Park, SelfAssessment
from icstd.authoring.build import completed
from icstd.authoring.lint import lint
from icstd.authoring.sources import Sources, read_sources
from icstd.authoring.witness import Refused, outcome_of
from icstd.clauses.model import Check, Profile, Provision, Standard
from icstd.evaluation import evaluate
from icstd.rules import load_rulebook
from icstd.terms import CheckKind, Modality, Verdict, result_of

FOLDER = Path(__file__).parents[2] / "standard" / "db33t2320-2021"
SOURCES: Sources = read_sources(FOLDER)
BOOK = load_rulebook(SOURCES.standard.id)
STANDARD: Standard = completed(SOURCES.standard, BOOK)
GOLDEN = golden_list(STANDARD)

GUARDS = ("examples", "oracle", "lint", "golden")
_OTHER = {
    Modality.REQUIREMENT: Modality.RECOMMENDATION,
    Modality.INSTRUCTION: Modality.RECOMMENDATION,
    Modality.RECOMMENDATION: Modality.REQUIREMENT,
    Modality.PERMISSION: Modality.RECOMMENDATION,
    Modality.STATEMENT: Modality.REQUIREMENT,
}


class Mutant(NamedTuple):
    """One broken standard; `now` is None where the provision is gone."""

    family: str
    what: str
    was: Provision
    now: Provision | None

    @property
    def standard(self) -> Standard:
        """The standard with this one provision changed or gone."""
        provisions = {
            name: self.now if p is self.was else p for name, p in STANDARD.provisions.items()
        }
        return replace(STANDARD, provisions={n: p for n, p in provisions.items() if p is not None})


def mutants() -> Iterator[Mutant]:
    """All of them, in the order of the standard."""
    for provision in STANDARD.provisions.values():
        name = provision.id
        for what, check in _limits(provision.check):
            yield Mutant("limit", f"{name} {what}", provision, replace(provision, check=check))
        for what, check in _comparisons(provision.check):
            yield Mutant("comparison", f"{name} {what}", provision, replace(provision, check=check))
        other = _OTHER[provision.modality]
        now = replace(provision, modality=other)
        yield Mutant("modality", f"{name} {other}", provision, now)
        yield Mutant("removed", name, provision, None)
        for place, demand in enumerate(provision.evidence):
            rest = provision.evidence[:place] + provision.evidence[place + 1 :]
            now = replace(provision, evidence=rest)
            yield Mutant("evidence", f"{name} {demand.what}", provision, now)
        for mark in ("applies_if", "proxy", "not_applicable_allowed"):
            if getattr(provision, mark):
                now = replace(provision, **{mark: None if mark == "applies_if" else False})
                yield Mutant("condition", f"{name} {mark}", provision, now)


def _limits(check: Check) -> Iterator[tuple[str, Check]]:
    for name, limit in check.limits.items():
        if limit.value is not None:
            for step in (1, -1):
                moved = limit._replace(value=limit.value + step)
                yield f"{name} {step:+d}", replace(check, limits={**check.limits, name: moved})


def _comparisons(check: Check) -> Iterator[tuple[str, Check]]:
    limits = check.limits
    if check.kind is CheckKind.MIN:
        turned = {"at_most": limits["at_least"]}
        yield "min → max", replace(check, kind=CheckKind.MAX, limits=turned)
    if check.kind is CheckKind.MAX:
        turned = {"at_least": limits["at_most"]}
        yield "max → min", replace(check, kind=CheckKind.MIN, limits=turned)
    if check.kind is CheckKind.RATIO:
        yield "upside down", replace(check, part=check.whole, whole=check.part)
    if check.when_zero is not None:
        zero = Verdict.NOT_APPLICABLE
        zero = Verdict.INSUFFICIENT if check.when_zero is zero else zero
        yield f"when_zero {zero}", replace(check, when_zero=zero)
    for field in ("values", "items"):
        parts = getattr(check, field)
        for part in parts if check.kind is not CheckKind.RULE else ():
            rest = tuple(p for p in parts if p != part)
            yield f"without {part}", replace(check, **{field: rest})
    if check.kind is CheckKind.PRESENT:
        yield "present → manual", Check(CheckKind.MANUAL)


def noticed_by_examples(mutant: Mutant) -> bool:
    """Whether an example beside the clause comes out otherwise."""
    now = mutant.now
    if now is None:
        return False
    for example in mutant.was.examples:
        try:
            found = outcome_of(now, example, mutant.standard, BOOK)
        except Refused:
            return True
        if result_of(now.modality, found.verdict).value != example.result:
            return True
    return False


def noticed_by_oracle(mutant: Mutant) -> bool:
    """Whether the second opinion differs on the boundary inputs of the provision."""
    if mutant.was.id not in oracle.covered():
        return False
    if mutant.now is None or mutant.now.check.by_person:
        return True  # the oracle covers exactly the computed provisions
    broken, profile = mutant.standard, Profile("试", "试", "")
    for facts in test_oracle.boundary_inputs(mutant.was):
        answers = {i: Answer(i, test_oracle.typed(a)) for i, a in facts.items()}
        park = SelfAssessment(
            broken.number, broken.encoding_version, Park("试"), test_oracle.PERIOD, answers=answers
        )
        (found,) = evaluate(park, broken, profile, select=(mutant.was.id,)).findings
        if found.verdict != oracle.verdict(mutant.was.id, facts, {}, test_oracle.AS_OF):
            return True
    return False


def noticed_by_lint(mutant: Mutant) -> bool:
    """Whether lint has something to say."""
    return bool(lint(SOURCES, mutant.standard, BOOK))


def noticed_by_golden(mutant: Mutant) -> bool:
    """Whether the golden list reads otherwise."""
    return golden_list(mutant.standard) != GOLDEN


def guards(mutant: Mutant) -> tuple[str, ...]:
    """Which guards notice a mutant."""
    noticed = (
        noticed_by_examples(mutant),
        noticed_by_oracle(mutant),
        noticed_by_lint(mutant),
        noticed_by_golden(mutant),
    )
    return tuple(name for name, seen in zip(GUARDS, noticed, strict=True) if seen)


def main() -> None:
    """Print, by family: mutants, noticed, noticed by each guard, by the golden list alone."""
    total: Counter[str] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for mutant in mutants():
        found = guards(mutant)
        total[mutant.family] += 1
        seen.update((mutant.family, guard) for guard in found)
        seen[mutant.family, "any"] += bool(found)
        if found in ((), ("golden",)):
            seen[mutant.family, "golden alone"] += 1
            print(f"{mutant.family:<12}{mutant.what}: {'golden list alone' if found else 'NOBODY'}")
    heads = ("any", *GUARDS, "golden alone")
    print(f"\n{'family':<12}{'mutants':>8}" + "".join(f"{h:>14}" for h in heads))
    for family, number in total.items():
        counts = "".join(f"{seen[family, head]:>14}" for head in heads)
        print(f"{family:<12}{number:>8}{counts}")


if __name__ == "__main__":
    main()
