"""The parks shipped as examples: the invented one shows everything, the real ones claim little."""

from __future__ import annotations

import pytest
from running import EXAMPLES

from icstd.assessment.intake import load_assessment
from icstd.assessment.model import SelfAssessment
from icstd.clauses.load import load_standard
from icstd.evaluation import evaluate
from icstd.terms import Verdict

STANDARD = load_standard()
REAL = ("dagang-2020.yaml", "lingfeng-2021.yaml")


def park(name: str) -> SelfAssessment:
    return load_assessment(EXAMPLES / name, STANDARD)


def test_the_invented_park_shows_every_verdict_and_leaves_no_question_out() -> None:
    report = evaluate(park("complete-park.yaml"), STANDARD)
    assert {f.verdict for f in report.findings} == set(Verdict)
    answered = {a.item for a in report.assessment.answers.values() if a.value is not None}
    assert answered | set(report.tables_used) == set(STANDARD.items)


@pytest.mark.parametrize("name", REAL)
def test_whatever_is_said_of_a_real_park_cites_where_it_was_reported(name: str) -> None:
    said = park(name)
    assert said.answers
    for answer in said.answers.values():
        assert answer.evidence, answer.item
    for judgement in said.judgements.values():
        assert judgement.evidence, judgement.provision
    for proof in said.evidence.values():
        assert proof.reference, proof.id


@pytest.mark.parametrize("name", REAL)
def test_a_round_figure_of_a_report_is_told_and_not_filled_in(name: str) -> None:
    for answer in park(name).answers.values():
        if "约数" in answer.note:
            assert answer.value is None, answer.item


@pytest.mark.parametrize("name", REAL)
def test_a_real_park_s_silence_is_never_taken_for_failure(name: str) -> None:
    report = evaluate(park(name), STANDARD)
    assert {f.verdict for f in report.findings} <= {Verdict.MET, Verdict.UNEVALUATED}
    assert any(f.verdict is Verdict.MET for f in report.findings)
