"""Signals: raised on the numbers they name, with thresholds that can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from provinces import province

from icstd.errors import InputProblems, UsageProblem
from icstd.review import signals
from icstd.review.signals import load_thresholds
from icstd.review.whole import Review, review

SHIPPED = Path(signals.__file__).with_name("signals.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return review([str(province(tmp_path_factory.mktemp("signals")))])


def test_nobody_meets_exactly_where_enough_parks_are_judged_and_none_is_met(found: Review) -> None:
    named = {s.provision for s in found.signals if s.name == "无人达标"}
    assert named == {
        c.provision.id for c in found.clauses if c.main.judged >= 5 and c.main.met == 0
    }
    assert "W4.10" in named  # the province is made so that nobody has all workers in its ledger


def test_every_signal_states_its_rule_with_numbers_filled_in(found: Review) -> None:
    assert found.signals
    for signal in found.signals:
        assert signal.numbers
        assert signal.caution
        assert "{" not in signal.rule


def test_a_file_of_thresholds_replaces_the_shipped_ones(tmp_path: Path) -> None:
    changed = tmp_path / "阈值.yaml"
    changed.write_text(SHIPPED.replace("  rate: 95", "  rate: 99"), "utf-8")
    assert load_thresholds()["普遍达标"]["rate"] == 95
    assert load_thresholds(changed)["普遍达标"]["rate"] == 99


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("无人达标:", "没人达标:"),
        ("  rate: 95", "  rates: 95"),
        ("  rate: 95", "  rate: 很高"),
        ("  least: 20", "  least: 0.5"),
        ("  caution: 看适用条件是编码所设还是标准所设", "  caution: 1"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(tmp_path: Path, old: str, new: str) -> None:
    bad = tmp_path / "阈值.yaml"
    assert old in SHIPPED
    bad.write_text(SHIPPED.replace(old, new, 1), "utf-8")
    with pytest.raises(UsageProblem):
        load_thresholds(bad)


def test_one_odd_park_among_many_is_no_sign_of_a_clause_that_runs_backward(found: Review) -> None:
    """区分异常 wants enough parks on both sides."""
    raised = {s.provision for s in found.signals if s.name == "区分异常"}
    for clause in found.clauses:
        column = clause.main
        if min(column.met, column.judged - column.met) < 5:
            assert clause.provision.id not in raised


def test_a_signal_on_a_partial_check_says_so(found: Review) -> None:
    partial = {c.provision.id for c in found.clauses if c.provision.proxy}
    assert partial
    assert {bool(s.note) for s in found.signals if s.provision in partial} <= {True}
    assert {s.note for s in found.signals if s.provision not in partial} == {""}


def test_what_everybody_meets_by_their_own_word_shows_the_auditors_beside_it(
    found: Review,
) -> None:
    clauses = {c.provision.id: c for c in found.clauses}
    raised = [s for s in found.signals if s.name == "普遍达标"]
    audited = [s for s in raised if clauses[s.provision].both]
    assert audited
    for signal in audited:
        clause = clauses[signal.provision]
        assert f"审核判过 {clause.both} 个，下调 {clause.lowered} 个" in signal.numbers


@pytest.mark.parametrize("text", ["[]", "", "无人达标"])
def test_a_file_that_holds_no_thresholds_is_told_what_to_write(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "阈值.yaml"
    bad.write_text(text, "utf-8")
    with pytest.raises(InputProblems) as refused:
        load_thresholds(bad)
    assert ["信号阈值" in p.advice for p in refused.value.problems] == [True]
