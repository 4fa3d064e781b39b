"""How many parks would pass if a limit were another."""

from __future__ import annotations

from pathlib import Path

import pytest
from provinces import province

from icstd.assessment.intake import load_assessment
from icstd.clauses.load import load_standard
from icstd.evaluation import evaluate
from icstd.jsontext import listing
from icstd.report.document import report_document
from icstd.review.measure import AT_MOST
from icstd.review.rows import ParkResult
from icstd.review.unit import Job, read_park
from icstd.review.whole import Review, review

STANDARD = load_standard()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return review([str(province(tmp_path_factory.mktemp("measure")))])


def test_a_harder_limit_is_passed_by_no_more_parks(found: Review) -> None:
    tried = [c for c in found.clauses if c.sensitivity]
    assert len(tried) > 40
    for clause in tried:
        assert clause.scale is not None
        limits = [s.limit for s in clause.sensitivity]
        assert limits == sorted(limits, reverse=clause.scale.bound == AT_MOST)
        passing = [s.passing for s in clause.sensitivity]
        assert passing == sorted(passing, reverse=True), clause.provision.id


def test_no_park_that_was_judged_is_left_out_of_the_limits_tried(found: Review) -> None:
    """A park that never held a drill passes at no limit; it is not one without a figure."""
    kinds = {"ratio", "min", "max", "between", "within_days"}
    tried = [c for c in found.clauses if c.sensitivity and c.provision.check.kind in kinds]
    assert len(tried) > 25
    for clause in tried:
        assert clause.sensitivity[0].parks >= clause.own.judged, clause.provision.id
    drills = next(c for c in tried if c.provision.id == "W7.7b")
    assert max(s.passing for s in drills.sensitivity) < drills.own.judged


def test_at_the_limit_in_force_as_many_pass_as_the_rule_says(found: Review) -> None:
    """Where every park that reports a figure is judged, the count is the rule's own."""
    agreed = 0
    for clause in found.clauses:
        if clause.scale is None or clause.scale.now is None or not clause.sensitivity:
            continue
        (now,) = (s for s in clause.sensitivity if s.limit == clause.scale.now)
        if now.parks == clause.own.judged and not clause.others.selected:
            assert now.passing == clause.own.met, clause.provision.id
            agreed += 1
    assert agreed > 10


def test_limits_that_parks_set_themselves_are_the_ones_tried(found: Review) -> None:
    clause = next(c for c in found.clauses if c.provision.id == "W6.4b")
    assert {s.limit for s in clause.sensitivity} == {limit for limit, _ in clause.promises}


def test_a_report_read_back_measures_the_same(tmp_path: Path) -> None:

    park = Path(__file__).resolve().parents[1] / "examples" / "complete-park.yaml"
    report = evaluate(load_assessment(park, STANDARD), STANDARD)
    again = tmp_path / "report.json"
    again.write_text(listing(report_document(report)), "utf-8")
    one, other = read_park(Job(str(park))), read_park(Job(str(again)))
    assert isinstance(one, ParkResult)
    assert isinstance(other, ParkResult)
    assert one.rows == other.rows
    assert sum(bool(r.measured) for r in one.rows) > 40
