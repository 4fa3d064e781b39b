"""Every example of every provision, run through the engine."""

from __future__ import annotations

import pytest

from icstd.authoring.witness import outcome_of
from icstd.clauses.examples import load_examples
from icstd.clauses.load import load_standard
from icstd.clauses.model import Example, Provision
from icstd.rules import load_rulebook
from icstd.terms import Modality, Verdict, result_of

STANDARD = load_standard()
BOOK = load_rulebook(STANDARD.id)
EXAMPLES = load_examples()
ALL = [
    pytest.param(STANDARD.provisions[name], example, id=f"{name} {place}")
    for name, examples in EXAMPLES.items()
    for place, example in enumerate(examples, 1)
]


@pytest.mark.parametrize(("provision", "example"), ALL)
def test_an_example_comes_out_as_written(provision: Provision, example: Example) -> None:
    found = outcome_of(provision, example, STANDARD, BOOK)
    assert result_of(provision.modality, found.verdict) == example.result, found.reason


def test_every_provision_has_examples() -> None:
    assert set(EXAMPLES) == set(STANDARD.provisions)


def test_together_the_examples_reach_every_verdict() -> None:
    words = {(STANDARD.provisions[n].modality, e.result) for n, es in EXAMPLES.items() for e in es}
    computed = set(Verdict) - {Verdict.PARTLY}
    for modality in (Modality.REQUIREMENT, Modality.RECOMMENDATION):
        shown = {result for of, result in words if of is modality}
        assert {result_of(modality, v).value for v in computed} <= shown
