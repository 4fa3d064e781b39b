"""What each kind of check answers on each kind of fact."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bricks import AS_OF, check, facts, limit, promised, provision

from icstd.assessment.model import Judgement
from icstd.conformance import NeedKind, Outcome
from icstd.errors import RuleError
from icstd.rules.decide import decide
from icstd.rules.facts import Doubt
from icstd.rules.rulebook import Rulebook, at_least, met, unevaluated, unmet
from icstd.terms import Basis, Special, Value
from icstd.terms import Verdict as V

NONE, UNCLEAR, UNPUBLISHED = Special.NONE, Special.UNCLEAR, Special.UNPUBLISHED


def verdict(its_check: object, **values: Value) -> V:
    return decide(provision(its_check), facts(**values)).verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        ("flag", True, V.MET),
        ("flag", False, V.UNMET),
        ("flag", UNCLEAR, V.INSUFFICIENT),
        ("form", "党委", V.MET),
        ("form", NONE, V.UNMET),
        ("count", 1, V.MET),
        ("count", 0, V.UNMET),
        ("hours", Decimal("0.5"), V.MET),
        ("day", date(2026, 1, 1), V.MET),
        ("day", NONE, V.UNMET),
        ("names", ("甲", "乙"), V.MET),
        ("names", NONE, V.UNMET),
        ("promise", UNPUBLISHED, V.UNMET),
        ("promise", 5, V.MET),
    ],
)
def test_present_is_met_by_anything_but_a_known_none(item: str, value: Value, expected: V) -> None:
    assert verdict(check("present", item=item), **{item: value}) is expected


def test_a_blank_is_not_evaluated_and_names_the_item() -> None:
    outcome = decide(provision(check("present", item="flag")), facts())
    assert (outcome.verdict, outcome.missing) == (V.UNEVALUATED, ("flag",))
    assert "有中心" in outcome.reason


MIN = check("min", item="count", at_least=limit(3))
MAX = check("max", item="hours", at_most=limit(4))
BETWEEN = check("between", item="count", at_least=limit(3), at_most=limit(5))


@pytest.mark.parametrize(
    ("its_check", "item", "value", "expected"),
    [
        (MIN, "count", 2, V.UNMET),
        (MIN, "count", 3, V.MET),
        (MIN, "count", 4, V.MET),
        (MAX, "hours", Decimal("3.9"), V.MET),
        (MAX, "hours", Decimal(4), V.MET),
        (MAX, "hours", Decimal("4.1"), V.UNMET),
        (MAX, "hours", 0, V.MET),
        (BETWEEN, "count", 2, V.UNMET),
        (BETWEEN, "count", 3, V.MET),
        (BETWEEN, "count", 5, V.MET),
        (BETWEEN, "count", 6, V.UNMET),
        (MIN, "count", UNCLEAR, V.INSUFFICIENT),
        (check("min", item="share", at_least=limit(0)), "share", NONE, V.UNMET),
    ],
)
def test_limits_flip_exactly_at_the_limit(
    its_check: object, item: str, value: Value, expected: V
) -> None:
    assert verdict(its_check, **{item: value}) is expected


def test_what_is_missing_is_said_as_a_number() -> None:
    need = decide(provision(MIN), facts(count=1)).needs[0]
    assert (need.kind, need.item, need.low, need.amount, need.unit) == (
        NeedKind.AT_LEAST, "count", 3, 2, "家",
    )  # fmt: skip


def test_a_profile_replaces_a_limit_by_its_parameter() -> None:
    its = provision(check("min", item="count", at_least=limit(3, param="visits")))
    assert decide(its, facts({"visits": 5}, count=4)).verdict is V.UNMET
    assert decide(its, facts(count=4)).verdict is V.MET


PROMISED = check("min", item="count", at_least=promised())


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (5, V.MET),
        (6, V.UNMET),
        (UNPUBLISHED, V.INSUFFICIENT),
        (NONE, V.INSUFFICIENT),
        (UNCLEAR, V.INSUFFICIENT),
        (None, V.UNEVALUATED),
    ],
)
def test_attainment_is_held_against_the_parks_own_promise(
    promise: Value | None, expected: V
) -> None:
    given = {"promise": promise} if promise is not None else {}
    assert verdict(PROMISED, count=5, **given) is expected


RATIO = check("ratio", part="count", whole="total", when_zero=V.NOT_APPLICABLE, at_least=limit(29))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (29, 100, V.MET),
        (28, 100, V.UNMET),
        (0, 0, V.NOT_APPLICABLE),
        (None, 0, V.NOT_APPLICABLE),
        (None, 9, V.UNEVALUATED),
        (5, None, V.UNEVALUATED),
        (5, UNCLEAR, V.INSUFFICIENT),
    ],
)
def test_ratios_are_exact_and_zero_totals_do_as_declared(
    part: Value | None, whole: Value | None, expected: V
) -> None:
    given = {n: v for n, v in (("count", part), ("total", whole)) if v is not None}
    assert verdict(RATIO, **given) is expected


def test_a_zero_total_that_is_not_inapplicable_is_unproven() -> None:
    its = check("ratio", part="count", whole="total", when_zero=V.INSUFFICIENT, at_least=limit(100))
    assert verdict(its, count=0, total=0) is V.INSUFFICIENT


def test_a_ratio_asks_for_the_part_never_for_a_smaller_whole() -> None:
    needs = decide(provision(RATIO), facts(count=0, total=7)).needs
    assert [(n.item, n.low) for n in needs] == [("count", 3)]  # 29 % of 7 is 2.03


WITHIN = check("within_days", item="day", at_most=limit(365))


@pytest.mark.parametrize(
    ("back", "expected"),
    [(0, V.MET), (364, V.MET), (365, V.MET), (366, V.UNMET), (-1, V.UNMET)],
)
def test_dates_count_back_from_the_assessment_date(back: int, expected: V) -> None:
    assert verdict(WITHIN, day=AS_OF - timedelta(days=back)) is expected


def test_a_known_none_fails_within_days() -> None:
    assert verdict(WITHIN, day=NONE) is V.UNMET


ANY = check("any_of", items=("part1", "part2", "part3"), at_least=limit(2))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((True, True, None), V.MET),
        ((True, None, None), V.UNEVALUATED),
        ((True, UNCLEAR, False), V.INSUFFICIENT),
        ((True, UNCLEAR, None), V.INSUFFICIENT),
        ((True, False, False), V.PARTLY),
        ((False, False, False), V.UNMET),
        ((False, False, None), V.UNMET),
        ((False, False, UNCLEAR), V.UNMET),
        ((None, None, None), V.UNEVALUATED),
    ],
)
def test_a_list_of_n_is_decided_as_soon_as_its_parts_allow(
    parts: tuple[Value | None, ...], expected: V
) -> None:
    given = {f"part{i}": p for i, p in enumerate(parts, 1) if p is not None}
    assert verdict(ANY, **given) is expected


@pytest.mark.parametrize(
    ("value", "expected"), [("党委", V.MET), ("支部", V.UNMET), (NONE, V.UNMET)]
)
def test_one_of_accepts_the_listed_choices_only(value: Value, expected: V) -> None:
    assert verdict(check("one_of", item="form", values=("党委", "总支")), form=value) is expected


def test_a_condition_that_is_false_makes_a_provision_inapplicable() -> None:
    its = provision(MIN, applies_if=check("present", item="flag"))
    assert decide(its, facts(flag=False, count=9)).verdict is V.NOT_APPLICABLE
    assert decide(its, facts(flag=True, count=9)).verdict is V.MET


def test_unknown_applicability_leaves_a_provision_unevaluated_whatever_the_check_says() -> None:
    its = provision(MIN, applies_if=check("present", item="flag"))
    for count in (0, 9):
        assert decide(its, facts(count=count)).verdict is V.UNEVALUATED
        assert decide(its, facts(flag=UNCLEAR, count=count)).verdict is V.UNEVALUATED


def said(v: V, **more: object) -> Judgement:
    return Judgement("W1.1", v, "看过计划", **more)  # type: ignore[arg-type]


def test_a_person_decides_a_manual_provision() -> None:
    outcome = decide(provision(check("manual")), facts(None, said(V.PARTLY)))
    assert (outcome.verdict, outcome.basis) == (V.PARTLY, Basis.PARK)
    assert decide(provision(check("manual")), facts()).verdict is V.UNEVALUATED


def test_a_delegated_provision_is_met_only_on_a_document() -> None:
    its = provision(check("delegated"))
    assert decide(its, facts(None, said(V.MET))).verdict is V.INSUFFICIENT
    assert decide(its, facts(None, said(V.MET, evidence=("E1",)))).verdict is V.MET
    assert decide(its, facts(None, said(V.UNMET))).verdict is V.UNMET


def test_a_proxy_that_holds_still_wants_a_judgement() -> None:
    its = provision(MIN, proxy=True)
    outcome = decide(its, facts(count=9))
    assert outcome.verdict is V.UNEVALUATED
    assert [n.kind for n in outcome.needs] == [NeedKind.JUDGE]
    assert decide(its, facts(None, said(V.MET), count=9)).verdict is V.MET


@pytest.mark.parametrize("declared", list(V))
def test_a_declared_verdict_never_raises_a_computed_one(declared: V) -> None:
    assert decide(provision(MIN, proxy=True), facts(None, said(declared), count=0)).verdict not in (
        V.MET,
        V.PARTLY,
        V.NOT_APPLICABLE,
    )


def test_inapplicability_is_declared_only_where_the_provision_allows_it() -> None:
    judged = facts(None, said(V.NOT_APPLICABLE))
    assert decide(provision(check("manual")), judged).verdict is V.UNEVALUATED
    allowed = provision(check("manual"), not_applicable_allowed=True)
    assert decide(allowed, judged).verdict is V.NOT_APPLICABLE


def test_a_judgement_on_another_wording_has_to_be_made_anew() -> None:
    its = provision(check("manual"), fingerprint="new")
    assert decide(its, facts(None, said(V.MET, fingerprint="old"))).verdict is V.UNEVALUATED
    assert decide(its, facts(None, said(V.MET, fingerprint="a"))).verdict is V.UNEVALUATED
    assert decide(its, facts(None, said(V.MET, fingerprint="new"))).verdict is V.MET


def test_contradictory_facts_prove_nothing_either_way() -> None:
    doubt = {"count": Doubt("受理流转", True)}
    for count in (0, 9):
        assert (
            decide(provision(MIN), facts(None, None, doubt, count=count)).verdict is V.INSUFFICIENT
        )


def test_an_uncheckable_balance_withholds_a_pass_but_not_a_failure() -> None:
    doubt = {"count": Doubt("受理流转", False, ("total",))}
    outcome = decide(provision(MIN), facts(None, None, doubt, count=9))
    assert (outcome.verdict, outcome.missing) == (V.UNEVALUATED, ("total",))
    assert decide(provision(MIN), facts(None, None, doubt, count=0)).verdict is V.UNMET


BOOK = Rulebook("tiny")


@BOOK.rule("W1.1")
def at_least_half(count: int, total: int, hours: Decimal | None, *, as_of: date) -> Outcome:
    """Answer in every way a rule may, and in two it may not."""
    if count == 13:
        raise ZeroDivisionError
    if count == 14:
        return Outcome(V.PARTLY, "不该有")
    if hours is None:
        return unevaluated("时间未知", missing=("hours",))
    if count * 2 >= total:
        return met(f"{as_of}")
    return unmet("不足一半", at_least("count", -(-total // 2), count, "家"))


RULE = provision(check("rule", items=("count", "total", "hours")))


def test_a_rule_is_asked_once_its_facts_are_known() -> None:
    assert decide(RULE, facts(count=3, total=5, hours=1), BOOK).verdict is V.MET
    assert decide(RULE, facts(count=2, total=5, hours=1), BOOK).needs[0].low == 3
    assert decide(RULE, facts(total=5, hours=1), BOOK).missing == ("count",)
    assert decide(RULE, facts(count=UNCLEAR, total=5), BOOK).verdict is V.INSUFFICIENT


def test_a_rule_that_bears_a_missing_fact_gets_none_for_it() -> None:
    assert decide(RULE, facts(count=3, total=5), BOOK).missing == ("hours",)
    assert decide(RULE, facts(count=3, total=5, hours=UNCLEAR), BOOK).verdict is V.INSUFFICIENT


@pytest.mark.parametrize("count", [13, 14])
def test_a_rule_that_crashes_or_answers_in_part_is_a_defect_and_no_verdict(count: int) -> None:
    with pytest.raises(RuleError, match=r"W1\.1.*at_least_half"):
        decide(RULE, facts(count=count, total=5, hours=1), BOOK)


def test_a_rule_nobody_wrote_is_a_defect() -> None:
    with pytest.raises(RuleError, match=r"W1\.1"):
        decide(RULE, facts(count=1, total=5, hours=1), Rulebook("empty"))


def test_two_rules_for_one_provision_are_refused() -> None:
    with pytest.raises(ValueError, match="already"):
        BOOK.rule("W1.1")(at_least_half)
