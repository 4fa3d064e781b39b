"""What a report says of its findings: how they are grouped, ordered and chosen."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from bricks import AS_OF, check, facts, provision
from test_consistency import park
from tiny_standard import TINY

from icstd.clauses.model import Chapter, Clause
from icstd.conformance import ConformanceReport, Finding, Outcome, combined, count_verdicts
from icstd.errors import Exit
from icstd.terms import Adoption, Basis, Practice
from icstd.terms import Modality as M
from icstd.terms import Verdict as V


def finding(name: str, verdict: V, modality: M = M.REQUIREMENT, **more: bool) -> Finding:
    its = replace(provision(check("manual"), name), modality=modality, chapter=name[1])
    return Finding(its, verdict, Basis.PARK, "看过", **more)


def report(*findings: Finding) -> ConformanceReport:
    return ConformanceReport(TINY, TINY.profiles["default"], park(), AS_OF, findings)


def ids(findings: object) -> list[str]:
    return [f.provision.id for f in findings]  # type: ignore[attr-defined]


MIXED = report(
    finding("W1.1", V.PARTLY),
    finding("W1.2", V.UNMET, required=True),
    finding("W1.3", V.UNEVALUATED, M.RECOMMENDATION),
    finding("W1.4", V.MET, M.INSTRUCTION),
    finding("W1.5", V.INSUFFICIENT),
    finding("W1.6", V.UNMET, M.RECOMMENDATION),
    finding("W2.1", V.PARTLY, M.RECOMMENDATION),
    finding("W2.2", V.UNMET, M.PERMISSION),
    finding("W2.3", V.UNEVALUATED, M.PERMISSION),
    finding("W2.4", V.UNEVALUATED, M.STATEMENT),
    finding("W2.5", V.NOT_APPLICABLE, M.INSTRUCTION, required=True),
)


def test_a_finding_is_neither_required_nor_suspect_unless_said_to_be() -> None:
    plain = finding("W1.1", V.MET)
    assert (plain.required, plain.suspect) == (False, False)


def test_only_requirements_and_instructions_decide() -> None:
    assert ids(MIXED.deciding) == ["W1.1", "W1.2", "W1.4", "W1.5", "W2.5"]
    assert ids(MIXED.recommended) == ["W1.3", "W1.6", "W2.1"]
    assert ids(MIXED.permitted) == ["W2.2", "W2.3"]


def test_gaps_put_what_is_required_first_and_leave_recommendations_out() -> None:
    assert ids(MIXED.gaps) == ["W1.2", "W1.1"]
    assert ids(MIXED.unadopted) == ["W1.6", "W2.1"]


def test_what_is_open_puts_what_decides_first_and_leaves_permissions_and_statements_out() -> None:
    assert ids(MIXED.open) == ["W1.5", "W1.3"]


@pytest.mark.parametrize(
    ("verdicts", "decided", "conforms"),
    [
        ((V.MET,), True, True),
        ((V.MET, V.NOT_APPLICABLE), True, True),
        ((V.NOT_APPLICABLE,), False, False),
        ((V.MET, V.UNEVALUATED), True, False),
        ((V.MET, V.INSUFFICIENT), True, False),
        ((V.MET, V.PARTLY), True, False),
        ((V.UNMET,), True, False),
        ((V.UNEVALUATED, V.INSUFFICIENT), False, False),
        ((), False, False),
    ],
)
def test_a_park_conforms_where_all_that_decides_is_met_and_something_is(
    verdicts: tuple[V, ...], decided: bool, conforms: bool
) -> None:
    advised = finding("W9.9", V.UNMET, M.RECOMMENDATION)
    found = report(*(finding(f"W1.{n}", v) for n, v in enumerate(verdicts)), advised)
    assert found.decided is decided
    assert found.conforms is conforms
    assert found.exit_code is (Exit.MET if conforms else Exit.NOT_MET)


def test_select_takes_findings_that_agree_with_everything_given() -> None:
    assert ids(MIXED.select()) == ids(MIXED.findings)
    assert ids(MIXED.select(V.UNMET)) == ["W1.2", "W1.6", "W2.2"]
    assert ids(MIXED.select(V.UNMET, M.RECOMMENDATION)) == ["W1.6"]
    assert ids(MIXED.select(chapter="2", required=True)) == ["W2.5"]
    assert ids(MIXED.select(chapter="2", required=False)) == ["W2.1", "W2.2", "W2.3", "W2.4"]
    assert MIXED.select(V.MET, chapter="2") == ()


def test_a_finding_is_found_by_its_id_its_clause_and_its_chapter() -> None:
    assert MIXED.finding("W2.1").verdict is V.PARTLY
    with pytest.raises(KeyError):
        MIXED.finding("W7.1")
    one = MIXED.finding("W1.2").provision
    clause = Clause("W1.2", "标题", "topic", (one,))
    assert ids(MIXED.of_clause(clause)) == ["W1.2"]
    assert ids(MIXED.of_chapter(Chapter("1", "第一章", (clause,)))) == [
        "W1.1", "W1.2", "W1.3", "W1.4", "W1.5", "W1.6",
    ]  # fmt: skip
    assert ids(MIXED.of_chapter(Chapter("2", "第二章", (clause,)))) == [
        "W2.1", "W2.2", "W2.3", "W2.4", "W2.5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("thing", "part"),
    [
        (MIXED, "findings"),
        (MIXED.findings[0], "verdict"),
        (Outcome(V.MET, "甲"), "verdict"),
        (facts(), "values"),
    ],
)
def test_what_was_found_cannot_be_changed_afterwards(thing: object, part: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(thing, part, ())
    assert not hasattr(thing, "__dict__")


def test_a_whole_speaks_for_what_decides_else_for_its_recommendations() -> None:
    advised = (finding("W1.1", V.MET, M.RECOMMENDATION), finding("W1.2", V.UNMET, M.RECOMMENDATION))
    assert combined((*advised, finding("W1.3", V.MET))) is V.MET
    assert combined(advised) is Adoption.PARTLY
    assert combined([finding("W1.1", V.MET, M.PERMISSION)]) is None
    assert combined([]) is None


def test_counts_hold_all_six_verdicts_in_order() -> None:
    counts = count_verdicts(MIXED.deciding)
    assert list(counts) == list(V)
    assert counts == {
        V.MET: 1, V.PARTLY: 1, V.UNMET: 1, V.NOT_APPLICABLE: 1, V.INSUFFICIENT: 1, V.UNEVALUATED: 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("modality", "verdict", "result"),
    [
        (M.REQUIREMENT, V.PARTLY, V.PARTLY),
        (M.RECOMMENDATION, V.PARTLY, Adoption.PARTLY),
        (M.PERMISSION, V.PARTLY, Practice.USED),
        (M.PERMISSION, V.UNMET, Practice.NOT_USED),
        (M.PERMISSION, V.NOT_APPLICABLE, Practice.UNSTATED),
    ],
)
def test_a_result_is_in_the_words_of_its_modality(modality: M, verdict: V, result: object) -> None:
    assert finding("W1.1", verdict, modality).result is result


def test_in_a_notebook_a_report_shows_its_counts_and_a_finding_its_sentence() -> None:
    assert "要求和指示" in MIXED._repr_html_()
    assert "看过" in MIXED.finding("W1.1")._repr_html_()
