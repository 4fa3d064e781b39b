"""A form of an earlier encoding is carried over; a published edition keeps its word."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from running import EXAMPLES, MINIMAL, icstd

from icstd.assessment.dump import to_plain
from icstd.assessment.load import assessment_from
from icstd.assessment.model import SelfAssessment
from icstd.authoring.build import completed
from icstd.authoring.history import changes_since, earlier_editions
from icstd.authoring.lint import lint
from icstd.authoring.sources import Sources, read_sources
from icstd.clauses.changes import changes_beside
from icstd.clauses.load import load_standard, shipped_edition, shipped_editions
from icstd.clauses.model import Retired, Standard
from icstd.forms.render import render_form
from icstd.rules import load_rulebook
from icstd.yamlio import read_document

FOLDER = Path(__file__).parents[1] / "standard" / "db33t2320-2021"
NOW = load_standard()
OLD = load_standard(shipped_editions()["1.0"])
HEAD = MINIMAL.replace(f'"{NOW.encoding_version}"', '"1.0"')


def carried(text: str, standard: Standard = NOW) -> SelfAssessment:
    return assessment_from(read_document(text.encode(), "旧.yaml"), standard)


def plain_form(text: str) -> dict[str, object]:
    said = assessment_from(read_document(text.encode(), "旧.yaml"), OLD)
    return to_plain(said, OLD)


def faults(change: object) -> list[str]:
    sources = read_sources(FOLDER)
    changed: Sources = change(sources)  # type: ignore[operator]
    book = load_rulebook(changed.standard.id)
    return [p.message for p in lint(changed, completed(changed.standard, book), book)]


def test_a_form_of_the_version_before_is_read_and_says_so() -> None:
    said = carried(HEAD + "填报:\n  基本情况: {企业总数: 64}\n")
    assert said.answers["enterprises_total"].value == 64
    assert said.encoding_version == NOW.encoding_version
    assert [w.code for w in said.warnings] == ["W-VERSION"]


def test_what_is_asked_no_more_is_named_with_its_place_and_the_cure() -> None:
    gone = Retired("old_item", "旧问题", "1.0", "现在改问企业总数")
    now = replace(NOW, retired={gone.id: gone})
    said = carried(HEAD + "填报:\n  基本情况: {企业总数: 64, 旧问题: 是}\n", now)
    told = next(w for w in said.warnings if w.code == "W-RETIRED")
    assert ("旧问题" in told.message, told.advice, told.place.line) == (True, gone.because, 6)


def test_a_word_that_no_version_knows_is_still_refused() -> None:
    done = icstd("check", "-", stdin=(HEAD + "填报:\n  基本情况: {没有这项: 1}\n").encode())
    assert done.code == 3
    assert "没有这项" in done.err + done.out


def test_every_question_of_the_version_before_is_asked_or_named() -> None:
    for item in OLD.items.values():
        known = NOW.items.get(item.id) or NOW.retired.get(item.id)
        assert known is not None, item.label
        if item.id in NOW.retired:
            assert NOW.retired[item.id].label == item.label


@pytest.mark.parametrize("form", ["yaml", "xlsx"])
def test_a_filled_form_of_the_version_before_is_read(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"旧.{form}"
    filled = plain_form(HEAD + "填报:\n  基本情况: {企业总数: 64}\n  网格与安全: {网格数: 3}\n")
    path.write_bytes(render_form(path.name, OLD, filled))
    done = icstd("assess", path, "--exit-zero", "--format", "json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert "按编码版本“1.0”填" in done.err + json.dumps(told, ensure_ascii=False)


def test_what_is_affected_by_the_new_version_is_listed(tmp_path: Path) -> None:
    park = tmp_path / "旧.yaml"
    park.write_text(HEAD + "填报:\n  基本情况: {企业总数: 64}\n", "utf-8")
    done = icstd("standard", "affected", park)
    assert (done.code, "1.0" in done.out) == (0, True), done.err


def test_the_list_of_changes_is_current() -> None:
    edition = shipped_edition()
    sources = read_sources(FOLDER)
    standard = completed(sources.standard, load_rulebook(sources.standard.id))
    assert changes_beside(edition).read_bytes() == changes_since(edition, standard)
    assert [s.encoding_version for s in earlier_editions(edition)] == ["1.0"]


def test_a_question_that_disappears_without_a_word_is_a_fault() -> None:
    def drop(sources: Sources) -> Sources:
        basics, *rest = sources.standard.sections
        cut = replace(basics, items=tuple(i for i in basics.items if i.id != "sme_total"))
        return replace(sources, standard=replace(sources.standard, sections=(cut, *rest)))

    assert any("不再问要照原名写进 retired" in message for message in faults(drop))


def test_a_version_already_published_cannot_be_used_again() -> None:
    def again(sources: Sources) -> Sources:
        return replace(sources, standard=replace(sources.standard, encoding_version="1.0"))

    assert any("编码版本 1.0 已用过" in message for message in faults(again))


def test_the_examples_are_forms_of_the_current_version() -> None:
    for path in EXAMPLES.glob("*.yaml"):
        assert f'编码版本: "{NOW.encoding_version}"' in path.read_text("utf-8"), path.name
