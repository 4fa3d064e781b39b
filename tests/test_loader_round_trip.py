"""What is written out is read back the same, whatever a park may have handed in."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from strategies import assessments
from tiny_standard import TINY

from icstd.assessment.dump import to_plain, to_yaml
from icstd.assessment.load import assessment_from
from icstd.assessment.model import SelfAssessment
from icstd.clauses.load import load_standard
from icstd.errors import Place
from icstd.yamlio import read_document

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def placeless(assessment: SelfAssessment) -> SelfAssessment:
    """Without places, file name, digest and warnings: what was said, not where."""
    none = Place()
    return replace(
        assessment,
        answers={i: a._replace(place=none) for i, a in assessment.answers.items()},
        judgements={i: j._replace(place=none) for i, j in assessment.judgements.items()},
        evidence={i: e._replace(place=none) for i, e in assessment.evidence.items()},
        comments=tuple(c._replace(place=none) for c in assessment.comments),
        tables={
            t: tuple(r._replace(place=none) for r in rows) for t, rows in assessment.tables.items()
        },
        file="",
        digest="",
        warnings=(),
    )


def as_json(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(value)


@SLOW
@given(assessments(TINY))
def test_yaml_written_from_an_assessment_reads_back_equal(assessment: SelfAssessment) -> None:
    text = to_yaml(assessment, TINY)
    again = assessment_from(read_document(text.encode(), "再读.yaml"), TINY)
    assert placeless(again) == assessment
    assert to_yaml(again, TINY) == text


@SLOW
@given(assessments(TINY))
def test_json_written_from_an_assessment_reads_back_equal(assessment: SelfAssessment) -> None:
    for ascii_only in (False, True):
        text = json.dumps(to_plain(assessment, TINY), default=as_json, ensure_ascii=ascii_only)
        again = assessment_from(read_document(text.encode(), "再读.json"), TINY)
        assert placeless(again) == assessment


@settings(SLOW, max_examples=8)
@given(assessments(load_standard()))
def test_the_real_standard_round_trips_too(assessment: SelfAssessment) -> None:
    standard = load_standard()
    text = to_yaml(assessment, standard)
    again = assessment_from(read_document(text.encode(), "再读.yaml"), standard)
    assert placeless(again) == assessment
