"""The keys of a file are named once: forms, types and limits agree with the loader."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import icstd
from icstd import limits
from icstd.assessment import keys
from icstd.assessment.fields import COMMENT, EVIDENCE, IDENTITY
from icstd.assessment.model import (
    Answer,
    Comment,
    Evidence,
    Judgement,
    Park,
    Period,
    SelfAssessment,
)


@pytest.mark.parametrize(
    ("known", "names"),
    [
        (keys.ROOT, [f.name for f in fields(SelfAssessment)]),
        (keys.PARK, Park._fields),
        (keys.PERIOD, Period._fields),
        (keys.ANSWER, Answer._fields),
        (keys.JUDGEMENT, Judgement._fields),
        (keys.EVIDENCE, Evidence._fields),
        (keys.COMMENT, Comment._fields),
    ],
)
def test_ascii_keys_are_the_fields_of_the_types(known: dict[str, str], names: list[str]) -> None:
    assert set(known.values()) <= set(names)
    assert len(set(known.values())) == len(known)


def test_the_forms_ask_for_exactly_what_the_loader_reads() -> None:
    assert [f.key for f in IDENTITY["园区"]] == list(keys.PARK)
    assert [f.key for f in IDENTITY["评价"]] == list(keys.PERIOD)
    assert {f.key for f in EVIDENCE} == set(keys.EVIDENCE)
    assert {f.key for f in COMMENT} == set(keys.COMMENT)
    required = {f.key for group in IDENTITY.values() for f in group if f.required}
    assert required == keys.REQUIRED_PARK | keys.REQUIRED_PERIOD


def test_evidence_is_ordered_as_people_count() -> None:
    ids = ["E10", "附件", "E2", "E1b", "E1", "2026", "E02"]
    assert sorted(ids, key=keys.natural) == ["2026", "E1", "E1b", "E2", "E02", "E10", "附件"]


def test_every_limit_that_is_printed_comes_from_the_one_place() -> None:
    source = Path(limits.__file__).read_text("utf-8")
    table = source[source.index("TABLE: ") :]
    printed = set(re.findall(r"\{([A-Z_]+)", table))
    defined = {name for name in vars(limits) if name.isupper() and name != "TABLE"}
    unprinted = {"ECHOED_CHARS", "EXCERPT_COLUMNS"}  # they cut what is shown, nothing is refused
    assert defined - printed == unprinted
    assert all(line.what and line.most for line in limits.TABLE)


def test_no_other_module_sets_a_limit_on_size() -> None:
    found = []
    for file in Path(icstd.__file__).parent.rglob("*.py"):
        if file.name != "limits.py" and re.search(r"= \d+ \* 1024 \* 1024", file.read_text()):
            found.append(file.name)
    assert found == []
