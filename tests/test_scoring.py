"""icstd's own score, held against the figures worked out by hand."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from bricks import AS_OF, check, provision
from hypothesis import example, given
from hypothesis import strategies as st
from test_consistency import park
from tiny_standard import TINY

from icstd.clauses.model import Scoring
from icstd.conformance import ConformanceReport, Finding
from icstd.scoring import UNDECIDED, first_steps, policy_text, score, score_counts
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


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        (Scoring(partial=HALF), "部分符合计 0.5，不适用不计入，证据不足和未评价按不符合计"),
        (Scoring(not_applicable="met"), "部分符合计 0，不适用视同符合，证据不足和未评价按不符合计"),
        (
            Scoring(partial=Decimal(1), unknown="exclude"),
            "部分符合计 1，不适用不计入，证据不足和未评价不计入",
        ),
    ],
)
def test_the_policy_is_told_whole_and_says_that_the_score_is_not_the_standards(
    policy: Scoring, rule: str
) -> None:
    assert policy_text(policy) == f"{rule}；本得分为 icstd 自定，不属于标准内容"


def tenth(part: Fraction, whole: int) -> Decimal:
    """Per cent to a tenth, halves up, worked out in whole numbers."""
    return Decimal((part * 2000 / whole + 1) // 2) / 10


@example((0, 0, 0, 0, 2, 3), Decimal(0), "exclude", "exclude")  # nothing known
@example((1, 0, 0, 4, 2, 3), HALF, "exclude", "exclude")
@example((0, 0, 0, 0, 0, 1), HALF, "met", "fail")
@given(
    st.tuples(*[st.integers(0, 30)] * 6),
    st.sampled_from([Decimal(0), HALF, Decimal(1)]),
    st.sampled_from(["exclude", "met"]),
    st.sampled_from(["fail", "exclude"]),
)
def test_the_score_is_what_the_policy_says_and_lies_in_its_interval(
    numbers: tuple[int, ...], partial: Decimal, absent: str, unknown: str
) -> None:
    counts = dict(zip(V, numbers, strict=True))
    policy = Scoring(partial=partial, not_applicable=absent, unknown=unknown)
    result = score_counts(counts, policy)
    met, partly, unmet, inapplicable, insufficient, blank = numbers
    known = met + partly + unmet + (inapplicable if absent == "met" else 0)
    open_ = insufficient + blank
    earned = met + Fraction(partial) * partly + (inapplicable if absent == "met" else 0)
    if known + open_ == 0:
        assert result is None
        return
    assert result is not None
    assert result.low == tenth(earned, known + open_)
    assert result.high == tenth(earned + open_, known + open_)
    plain = unknown == "exclude" and known
    assert result.value == (tenth(earned, known) if plain else result.low)
    assert result.low <= result.value <= result.high
    assert result.band == ""


@pytest.mark.parametrize(
    ("met", "unmet", "band"), [(8, 2, "良好"), (79, 21, "合格"), (3, 2, "合格"), (59, 41, "")]
)
def test_a_band_begins_exactly_at_its_least_score(met: int, unmet: int, band: str) -> None:
    counts = dict.fromkeys(V, 0) | {V.MET: met, V.UNMET: unmet}
    bands = (("良好", Decimal(80)), ("合格", Decimal(60)))
    result = score_counts(counts, Scoring(bands=bands))
    assert result is not None
    assert result.band == band


def test_a_report_is_scored_by_its_profile_unless_another_policy_is_given() -> None:
    report = gaps(Effort.LOW, required=1)
    own, other = score(report), score(report, Scoring(bands=()))
    assert own is not None
    assert other is not None
    assert (own.value, own.band, other.band) == (50, "", "")
    better = gaps(required=0)
    assert score(better) == (100, 100, 100, "良好")


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
    assert first_steps(gaps(required=0), "合格") == []
    with pytest.raises(KeyError):
        first_steps(report, "优秀")
