"""The Python rules of chapters 4 to 6: verdict, words and what would mend it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from icstd.conformance import Outcome
from icstd.rules.db33t2320.issues import (
    CLOSED,
    alliance_outcomes_are_recorded,
    answers_come_in_time,
    every_issue_is_answered,
    everything_is_closed_in_time,
    revisits_reach_the_published_share,
    what_is_open_is_explained,
)
from icstd.rules.db33t2320.staff import centre_has_full_time_staff
from icstd.rules.rulebook import at_least, at_most, nothing_due
from icstd.terms import Special
from icstd.terms import Verdict as V

ISSUES = frozenset({"issues_not_yet_due"})


@pytest.mark.parametrize(
    ("accepted", "answered", "waiting", "typed", "from_a_ledger"),
    [
        (12, 12, 0, V.MET, V.MET),
        (12, 11, 0, V.UNMET, V.UNMET),
        (12, 11, 1, V.INSUFFICIENT, V.MET),
        (12, 10, 1, V.UNMET, V.UNMET),
        (12, 12, 1, V.INSUFFICIENT, V.INSUFFICIENT),
        (12, 0, 12, V.INSUFFICIENT, V.INSUFFICIENT),
        (1, 0, 0, V.UNMET, V.UNMET),
    ],
)
def test_every_issue_that_is_due_is_answered(
    accepted: int, answered: int, waiting: int, typed: V, from_a_ledger: V
) -> None:
    bare = every_issue_is_answered(accepted, answered, waiting, counted=frozenset())
    backed = every_issue_is_answered(accepted, answered, waiting, counted=ISSUES)
    assert (bare.verdict, backed.verdict) == (typed, from_a_ledger)
    need = at_least("issues_answered", accepted - waiting, answered, "件")
    assert backed.needs == ((need,) if from_a_ledger is V.UNMET else ())


def test_a_missing_answer_is_named_with_its_figures() -> None:
    reason = every_issue_is_answered(12, 11, 0, counted=frozenset()).reason
    assert reason == "受理 12 件、未到期 0 件，应回应 12 件，已回应 11 件，还差 1 件"


def test_without_a_published_limit_nobody_can_be_late() -> None:
    for word in (Special.UNPUBLISHED, Special.NONE):
        outcome = everything_is_closed_in_time(12, 3, 1, word)
        assert outcome.verdict is V.INSUFFICIENT
        assert outcome.missing == ("resolve_days_promised",)


def test_one_issue_open_or_closed_past_the_published_limit_is_one_too_many() -> None:
    assert everything_is_closed_in_time(12, 0, 0, 30).verdict is V.MET
    late = everything_is_closed_in_time(12, 1, 2, 30)
    assert late.verdict is V.UNMET
    assert late.needs == (
        at_most("issues_overdue", 0, 1, "件"),
        at_most("issues_closed_late", 0, 2, "件"),
    )
    assert late.reason == "公布的办结时限 30 天，受理 12 件，超期未结 1 件，超期才办结 2 件"


def test_one_late_figure_decides_though_the_other_is_blank() -> None:
    assert everything_is_closed_in_time(12, None, 1, 30).verdict is V.UNMET
    assert everything_is_closed_in_time(12, 1, None, 30).verdict is V.UNMET
    assert everything_is_closed_in_time(12, None, 0, 30).missing == ("issues_overdue",)


def test_a_late_answer_is_an_answer_and_late() -> None:
    late = answers_come_in_time(12, 1)
    assert (late.verdict, late.reason) == (V.UNMET, "已答复 12 件，其中逾期答复 1 件")
    assert answers_come_in_time(12, 0).verdict is V.MET
    assert answers_come_in_time(0, 0).verdict is V.INSUFFICIENT


@pytest.mark.parametrize(
    ("passed", "still_open", "recorded", "verdict"),
    [
        (7, 1, 7, V.INSUFFICIENT),
        (7, 1, 6, V.MET),
        (7, 1, 5, V.UNMET),
        (1, 0, 0, V.UNMET),
        (2, 2, 0, V.INSUFFICIENT),
        (2, 2, 2, V.INSUFFICIENT),
        (1, 2, 0, V.INSUFFICIENT),
    ],
)
def test_what_the_alliance_has_settled_bears_a_record(
    passed: int, still_open: int, recorded: int, verdict: V
) -> None:
    outcome = alliance_outcomes_are_recorded(passed, still_open, recorded)
    assert outcome.verdict is verdict
    if verdict is V.UNMET:
        target = passed - still_open
        need = at_least("alliance_results_recorded", target, recorded, "件")
        assert outcome.needs == (need,)
        assert outcome.reason.endswith(f"还差 {target - recorded} 件")


def loop(explained: int | None, *, accepted: int = 14, withdrawn: int = 2) -> Outcome:
    """Three open, one each with the community, the team and elsewhere."""
    return what_is_open_is_explained(accepted, withdrawn, 1, 1, 0, 1, explained)


@pytest.mark.parametrize(
    ("explained", "verdict"),
    [(2, V.UNMET), (3, V.MET), (4, V.INSUFFICIENT), (None, V.UNEVALUATED)],
)
def test_each_open_issue_is_explained(explained: int | None, verdict: V) -> None:
    assert loop(explained).verdict is verdict


def test_the_loop_says_where_every_issue_went() -> None:
    assert loop(2).needs == (at_least("issues_open_explained", 3, 2, "件"),)
    assert loop(2).reason == (
        "受理 14 件，撤回或不予受理 2 件，在办 3 件（社区 1 件、服务队 1 件、其他去向 1 件），"
        "已说明 2 件，还差 1 件"
    )
    assert loop(None).missing == ("issues_open_explained",)


def test_nothing_open_needs_no_explanation_and_nothing_accepted_no_loop() -> None:
    assert what_is_open_is_explained(3, 0, 0, 0, 0, 0, None).verdict is V.MET
    assert what_is_open_is_explained(2, 2, 0, 0, 0, 0, None).verdict is V.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("closed", "revisited", "rate", "verdict", "target"),
    [
        ((5, 2, 1, 2), 8, 80, V.MET, 8),
        ((5, 2, 1, 2), 7, 80, V.UNMET, 8),
        ((5, 2, 1, 2), 3, 80, V.UNMET, 8),
        ((5, 1, 1, 0), 5, 72, V.UNMET, 6),
        ((5, 1, 1, 0), 5, 71, V.MET, 5),
        ((3, 0, 0, 0), 2, 100, V.UNMET, 3),
        ((1000, 0, 0, 0), 5, Decimal("0.5"), V.MET, 5),
        ((1000, 0, 0, 0), 5, Decimal("0.51"), V.UNMET, 6),
        ((5, 2, 1, 2), 11, 80, V.INSUFFICIENT, 8),
        ((5, 2, 1, 2), 10, 80, V.MET, 8),
    ],
)
def test_revisits_are_held_against_the_published_share(
    closed: tuple[int, int, int, int],
    revisited: int,
    rate: int | Decimal,
    verdict: V,
    target: int,
) -> None:
    outcome = revisits_reach_the_published_share(*closed, revisited, rate)
    assert outcome.verdict is verdict
    assert f"应回访 {target} 件" in outcome.reason
    need = at_least("issues_revisited", target, revisited, "件")
    assert outcome.needs == ((need,) if verdict is V.UNMET else ())
    assert outcome.reason.endswith(f"还差 {target - revisited} 件") is (verdict is V.UNMET)


def test_where_nothing_was_closed_there_is_nothing_to_revisit() -> None:
    assert revisits_reach_the_published_share(0, 0, 0, 0, None, None) == nothing_due(
        "评价期内受理的问题没有办结的，不需要回访", *CLOSED
    )


def test_an_unpublished_share_cannot_be_reached() -> None:
    outcome = revisits_reach_the_published_share(5, 0, 0, 0, None, Special.UNPUBLISHED)
    assert outcome.verdict is V.INSUFFICIENT
    assert outcome.missing == ("revisit_rate_promised",)


@pytest.mark.parametrize(
    ("revisited", "rate", "missing", "words"),
    [
        (None, 80, ("issues_revisited",), "“已回访问题数”不明"),
        (4, None, ("revisit_rate_promised",), "“计划回访比例”不明"),
        (
            None,
            None,
            ("revisit_rate_promised", "issues_revisited"),
            "“计划回访比例”、“已回访问题数”不明",
        ),
    ],
)
def test_what_is_not_known_about_revisits_is_named(
    revisited: int | None, rate: int | None, missing: tuple[str, ...], words: str
) -> None:
    outcome = revisits_reach_the_published_share(5, 0, 0, 0, revisited, rate)
    assert outcome.verdict is V.UNEVALUATED
    assert outcome.missing == missing
    assert outcome.reason == f"办结 5 件，{words}"


@pytest.mark.parametrize(
    ("staff", "enterprises", "each", "verdict", "target"),
    [
        (0, 78, None, V.UNMET, 1),
        (1, None, None, V.MET, 0),
        (3, 78, 10, V.UNMET, 8),
        (7, 78, 10, V.UNMET, 8),
        (8, 78, 10, V.MET, 0),
        (8, 80, 10, V.MET, 0),
        (9, 78, 10, V.MET, 0),
        (8, 81, 10, V.UNMET, 9),
        (8, None, 10, V.UNEVALUATED, 0),
        (8, 0, 10, V.INSUFFICIENT, 0),
        (0, None, 10, V.UNMET, 0),
    ],
)
def test_staff_are_enough_where_a_profile_says_how_many(
    staff: int, enterprises: int | None, each: int | None, verdict: V, target: int
) -> None:
    per_head = None if each is None else Decimal(each)
    outcome = centre_has_full_time_staff(staff, enterprises, enterprises_per_staff=per_head)
    assert outcome.verdict is verdict
    need = at_least("full_time_staff", target, staff, "人")
    assert outcome.needs == ((need,) if target else ())
    told = each is not None and target > 0
    assert outcome.reason.endswith(f"还差 {target - staff} 人") is told
    if verdict in (V.UNEVALUATED, V.INSUFFICIENT):
        assert outcome.missing == ("enterprises_total",)
