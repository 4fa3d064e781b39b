"""Whatever a park says comes back the same through every form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import AVAILABLE, Browser
from hypothesis import HealthCheck, example, given, settings
from strategies import AS_OF, assessments
from tiny_standard import TINY

from icstd.assessment.dump import to_plain
from icstd.assessment.intake import load_assessment
from icstd.assessment.model import Answer, Park, Period, SelfAssessment
from icstd.clauses.load import load_standard
from icstd.clauses.model import Standard
from icstd.errors import Place
from icstd.forms.html_form import embedded, html_form
from icstd.forms.workbook_form import filled_form
from icstd.forms.yaml_form import yaml_form
from icstd.jsontext import plain
from icstd.terms import AtLeast, Paper, Party

SHIPPED = load_standard()
NOWHERE = Place()
OVER_TWO_LINES = SelfAssessment(
    TINY.number,
    TINY.encoding_version,
    Park("甲园区"),
    Period(AS_OF, AS_OF, AS_OF, Party.FIRST),
    {
        "deed": Answer(
            "deed", Paper("关于设立社区的批复\n（附件一）", "甬仑〔2020〕1 号\n甲", AS_OF)
        ),
        "accepted": Answer("accepted", AtLeast(20)),
    },
)


def said(assessment: SelfAssessment) -> SelfAssessment:
    """What an assessment says, apart from where it stood; blank answers say nothing."""
    answers = {i: a._replace(place=NOWHERE) for i, a in assessment.answers.items()}
    return replace(
        assessment,
        answers={i: a for i, a in answers.items() if a != type(a)(i, None)},
        judgements={i: j._replace(place=NOWHERE) for i, j in assessment.judgements.items()},
        evidence={i: e._replace(place=NOWHERE) for i, e in assessment.evidence.items()},
        comments=tuple(c._replace(place=NOWHERE) for c in assessment.comments),
        tables={
            t: tuple(row._replace(place=NOWHERE) for row in rows)
            for t, rows in assessment.tables.items()
        },
        file="",
        digest="",
        warnings=(),
    )


def read(data: bytes, name: str, standard: Standard) -> SelfAssessment:
    return said(load_assessment(data, standard, name=name))


@settings(max_examples=30, deadline=None)
@given(assessments(TINY))
def test_a_workbook_gives_back_what_was_said(assessment: SelfAssessment) -> None:
    assert read(filled_form(assessment, TINY), "form.xlsx", TINY) == said(assessment)


@settings(max_examples=60, deadline=None)
@given(assessments(TINY))
def test_a_yaml_form_gives_back_what_was_said(assessment: SelfAssessment) -> None:
    form = yaml_form(TINY, to_plain(assessment, TINY), "园区.schema.json")
    assert read(form, "form.yaml", TINY) == said(assessment)


@settings(max_examples=60, deadline=None)
@given(assessments(TINY))
def test_json_and_the_data_inside_a_page_give_back_what_was_said(
    assessment: SelfAssessment,
) -> None:
    document = to_plain(assessment, TINY)
    assert read(plain(document), "form.json", TINY) == said(assessment)
    inside = embedded(document)
    assert "<" not in inside
    assert json.loads(inside) == json.loads(plain(document))


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(assessments(SHIPPED))
def test_the_shipped_standard_goes_through_every_form(assessment: SelfAssessment) -> None:
    expected = said(assessment)
    assert read(filled_form(assessment, SHIPPED), "form.xlsx", SHIPPED) == expected
    form = yaml_form(SHIPPED, to_plain(assessment, SHIPPED))
    assert read(form, "form.yaml", SHIPPED) == expected


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("page")
    form = folder / "form.html"
    form.write_bytes(html_form(TINY))
    with Browser(folder) as browser:
        browser.open(form)
        yield browser


@pytest.mark.skipif(not AVAILABLE, reason="no Chromium with chromedriver on this machine")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(assessments(TINY))
@example(OVER_TWO_LINES)
def test_the_page_gives_back_what_was_said(page: Browser, assessment: SelfAssessment) -> None:
    """Through the page's own controls, as when a saved file is loaded and saved again."""
    document = plain(to_plain(assessment, TINY)).decode()
    lost, saved = page.run(
        "return [fill(JSON.parse(arguments[0])), JSON.stringify(collect())]", document
    )
    assert lost == []
    assert read(saved.encode(), "form.json", TINY) == said(assessment)


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    example = Path(__file__).parents[1] / "examples" / "complete-park.yaml"
    assessment = load_assessment(example, SHIPPED)
    document = to_plain(assessment, SHIPPED)
    assert filled_form(assessment, SHIPPED) == filled_form(assessment, SHIPPED)
    assert html_form(SHIPPED, document) == html_form(SHIPPED, document)
    assert yaml_form(SHIPPED, document) == yaml_form(SHIPPED, document)
