"""icstd's own score, held against the figures worked out by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from bricks import AS_OF, check, provision
from test_consistency import park
from tiny_standard import TINY

from icstd.clauses.model import Scoring
from icstd.conformance import ConformanceReport, Finding
from icstd.scoring import UNDECIDED, first_steps, policy_text, score_counts
from icstd.terms import Basis, Effort
from icstd.terms import Verdict as V

COUNTS = {
    V.MET: 26,
    V.PARTLY: 5,
    V.UNMET: 4,
    V.NOT_APPLICABLE: 3,
    V.INSUFFICIENT: 2,
    V.UNEVALUATED: 0,
}
HALF = Decimal("0.5")


@pytest.mark.parametrize(
    ("policy", "value"),
    [
        (Scoring(), "70.3"),
        (Scoring(partial=HALF), "77.0"),
        (Scoring(partial=HALF, not_applicable="met"), "78.8"),
        (Scoring(partial=HALF, unknown="exclude"), "81.4"),
    ],
)
def test_the_four_policies_give_the_figures_worked_out_by_hand(policy: Scoring, value: str) -> None:
    result = score_counts(COUNTS, policy)
    assert result is not None
    assert result.value == Decimal(value)


def test_unknowns_make_an_interval() -> None:
    result = score_counts(COUNTS, Scoring(partial=HALF))
    assert result is not None
    assert (result.low, result.high) == (Decimal("77.0"), Decimal("82.4"))


def test_an_interval_across_a_band_is_undecided() -> None:
    bands = (("良好", Decimal(80)), ("合格", Decimal(60)))
    across = score_counts(COUNTS, Scoring(partial=HALF, bands=bands))
    within = score_counts(COUNTS, Scoring(partial=HALF, bands=(("合格", Decimal(60)),)))
    assert across is not None
    assert within is not None
    assert (across.band, within.band) == (UNDECIDED, "合格")


def test_nothing_to_score_has_no_score() -> None:
    assert score_counts(dict.fromkeys(V, 0) | {V.NOT_APPLICABLE: 4}, Scoring()) is None


def test_the_policy_says_that_the_score_is_not_the_standards() -> None:
    text = policy_text(Scoring(partial=HALF))
    assert "部分符合计 0.5" in text
    assert "不属于标准内容" in text


def gaps(*efforts: Effort, required: int) -> ConformanceReport:
    """A report of one 符合 and gaps of these efforts; `required` of them is 必备."""
    its = [
        Finding(
            replace(provision(check("manual"), f"W1.{n}"), effort=effort), V.UNMET, Basis.PARK, "",
            required=n == required,
        )
        for n, effort in enumerate(efforts, 1)
    ]  # fmt: skip
    done = Finding(provision(check("manual"), "W1.9"), V.MET, Basis.PARK, "")
    policy = Scoring(bands=(("良好", Decimal(75)), ("合格", Decimal(60))))
    profile = replace(TINY.profiles["default"], scoring=policy)
    return ConformanceReport(TINY, profile, park(), AS_OF, (*its, done))


def test_steps_go_required_first_then_by_effort_then_by_clause_to_the_end_or_a_band() -> None:
    report = gaps(Effort.LOW, list(Effort)[-1], Effort.LOW, required=2)
    steps = [(s.finding.provision.id, s.gaps_left) for s in first_steps(report)]
    assert steps == [("W1.2", 2), ("W1.1", 1), ("W1.3", 0)]
    assert [s.score.value for s in first_steps(report) if s.score] == [50, 75, 100]
    assert len(first_steps(report, "合格")) == len(first_steps(report, "良好")) == 2
    with pytest.raises(KeyError):
        first_steps(report, "优秀")
