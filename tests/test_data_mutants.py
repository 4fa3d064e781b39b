"""The standard's data broken one datum at a time never goes unnoticed.

By default every mutant is held against examples and golden list, and a sample
against oracle and lint; `ICSTD_SOAK=1` holds every mutant against all four.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from soak.data_mutants import (
    STANDARD,
    Mutant,
    guards,
    mutants,
    noticed_by_examples,
    noticed_by_golden,
    noticed_by_lint,
    noticed_by_oracle,
)

ALL = list(mutants())
SOAK = os.environ.get("ICSTD_SOAK") == "1"
JUDGED = ("limit", "comparison", "modality", "condition")
CHANGED = [m for m in ALL if m.family in JUDGED]
SAMPLE = CHANGED if SOAK else CHANGED[::25]


def test_there_are_mutants_of_every_family() -> None:
    families = Counter(m.family for m in ALL)
    assert set(families) == {*JUDGED, "removed", "evidence"}
    assert min(families.values()) >= 10


def test_no_mutant_escapes_the_golden_list() -> None:
    assert [m.what for m in ALL if not noticed_by_golden(m)] == []


def test_the_examples_notice_nearly_every_change_of_verdict() -> None:
    missed = [f"{m.family} {m.what}" for m in CHANGED if not noticed_by_examples(m)]
    assert len(missed) <= len(CHANGED) * 0.05, missed


def test_a_provision_removed_leaves_a_gap_but_at_the_end_of_its_chapter() -> None:
    last = {chapter.clauses[-1].provisions[-1].id for chapter in STANDARD.chapters}
    removed = [m for m in ALL if m.family == "removed" and m.what not in last]
    by_person = [m for m in removed if not noticed_by_oracle(m)]
    assert by_person
    assert [m.what for m in by_person if not noticed_by_lint(m)] == []


@pytest.mark.parametrize("mutant", SAMPLE, ids=[f"{m.family} {m.what}" for m in SAMPLE])
def test_a_change_of_verdict_is_noticed_by_more_than_the_golden_list(mutant: Mutant) -> None:
    others = (noticed_by_examples, noticed_by_oracle, noticed_by_lint)
    assert any(notices(mutant) for notices in others), guards(mutant)
