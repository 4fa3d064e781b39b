"""The YAML template: valid from the start, every question explained."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest
from tiny_standard import TINY

from icstd.assessment import keys
from icstd.assessment.fields import COMMENT, EVIDENCE, IDENTITY
from icstd.assessment.load import assessment_from
from icstd.assessment.schema import assessment_schema
from icstd.clauses.load import load_standard
from icstd.clauses.model import Standard
from icstd.errors import Exit, InputProblems
from icstd.evaluation import evaluate
from icstd.forms.questions import advice
from icstd.forms.yaml_form import yaml_form
from icstd.terms import Practice, Result, Verdict, result_of
from icstd.yamlio import read_document

COVER = {
    "园区": {"名称": "试验园区"},
    "评价": {"评价日": "2026-03-01", "评价期起": "2025-01-01", "评价期止": "2025-12-31"},
}
SHIPPED = load_standard()


@pytest.mark.parametrize("standard", [TINY, SHIPPED], ids=["small", "shipped"])
def test_an_untouched_template_with_its_cover_is_valid_and_settles_nothing(
    standard: Standard,
) -> None:
    document = read_document(yaml_form(standard, COVER, "园区.schema.json"), "park.yaml")
    assert document.warnings == ()
    jsonschema.Draft202012Validator(assessment_schema(standard)).validate(document.root)
    assessment = assessment_from(document, standard)
    assert assessment.warnings == ()
    assert assessment.period.as_of == date(2026, 3, 1)


def test_an_untouched_template_evaluates_to_nothing_decided() -> None:
    assessment = assessment_from(read_document(yaml_form(SHIPPED, COVER), "park.yaml"), SHIPPED)
    report = evaluate(assessment, SHIPPED)

    def open_(modality: object) -> set[Result]:
        return {result_of(modality, Verdict.UNEVALUATED), Practice.UNSTATED}  # type: ignore[arg-type]

    assert [f for f in report.findings if f.result not in open_(f.provision.modality)] == []
    assert not report.decided
    assert report.exit_code is Exit.NOT_MET


def test_a_template_without_its_cover_says_what_is_missing_line_by_line() -> None:
    document = read_document(yaml_form(TINY), "park.yaml")
    with pytest.raises(InputProblems) as refused:
        assessment_from(document, TINY)
    lines = yaml_form(TINY).decode().split("\n")
    named = {lines[p.place.line - 1].strip().rstrip(":") for p in refused.value.problems}
    assert named == {"名称", "评价日", "评价期起", "评价期止"}


def test_every_question_stands_in_it_once_with_its_explanation() -> None:
    text = yaml_form(SHIPPED).decode()
    flat = "".join(line.strip().removeprefix("# ") for line in text.split("\n"))
    joined = flat.replace(" ", "")  # a line may break at a blank
    for item in SHIPPED.items.values():
        assert text.count(f"\n    {item.label}:\n") == 1
        assert "".join(item.help.split()) in joined
        assert "".join(advice(item, SHIPPED).split()) in joined
    for provision in SHIPPED.provisions.values():
        for item_id in provision.reads:
            assert f"{provision.id}（{provision.modality.word}）" in flat, item_id


def test_the_schema_beside_it_is_named_in_the_first_line() -> None:
    first = yaml_form(TINY, schema="我的园区.schema.json").decode().split("\n")[0]
    assert first == "# yaml-language-server: $schema=我的园区.schema.json"
    assert "$schema" not in yaml_form(TINY).decode()


@pytest.mark.parametrize("text", ["甲\n证据: {}", "# 甲", "甲: 乙", "'", '"\\', "- 甲"])
def test_nothing_filled_in_can_leave_its_place(text: str) -> None:
    filled = {**COVER, "填报": {"基本情况": {"特色做法": text, "企业总数": 7}}}
    assessment = assessment_from(read_document(yaml_form(TINY, filled), "park.yaml"), TINY)
    assert assessment.answers["remark"].value == text
    assert assessment.answers["enterprises"].value == 7


def test_the_fixed_fields_of_all_forms_are_those_the_loader_reads() -> None:
    assert {f.key for f in IDENTITY["园区"]} == set(keys.PARK)
    assert {f.key for f in IDENTITY["评价"]} == set(keys.PERIOD)
    assert {f.key for f in EVIDENCE} == set(keys.EVIDENCE)
    assert {f.key for f in COMMENT} == set(keys.COMMENT)
    required = {f.key for fields in IDENTITY.values() for f in fields if f.required}
    assert required == keys.REQUIRED_PARK | keys.REQUIRED_PERIOD
