"""The whole answer of each kind of check: verdict, sentence, what is needed, what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from bricks import AS_OF, ITEMS, check, facts, limit, promised, provision

from icstd.assessment.model import Judgement
from icstd.clauses.model import Check, EvidenceDemand, Limit
from icstd.conformance import Need, NeedKind, Outcome
from icstd.rules.decide import decide
from icstd.rules.facts import Doubt, show
from icstd.rules.rulebook import at_least, at_most, dated, set_to
from icstd.terms import LimitOrigin, Special, Value
from icstd.terms import Verdict as V

NONE, UNCLEAR, UNPUBLISHED = Special.NONE, Special.UNCLEAR, Special.UNPUBLISHED

MIN = check("min", item="count", at_least=limit(3))
MAX = check("max", item="hours", at_most=limit(4))
BETWEEN = check("between", item="count", at_least=limit(3), at_most=limit(5))
RATIO = check("ratio", part="count", whole="total", when_zero=V.INSUFFICIENT, at_least=limit(100))
EMPTY = Outcome(V.NOT_APPLICABLE, "企业总数 0 家", through=("total",))
SHARE = check("ratio", part="hours", whole="total", when_zero=V.NOT_APPLICABLE, at_least=limit(50))
WITHIN = check("within_days", item="day", at_most=limit(30))
ANY = check("any_of", items=("part1", "part2", "part3"), at_least=limit(2))
ONE_OF = check("one_of", item="form", values=("党委", "总支"))
FORMS = ("党委", "总支", "支部", "联合支部")


@pytest.mark.parametrize(
    ("its", "given", "outcome"),
    [
        (
            check("present", item="flag"),
            {"flag": False},
            Outcome(V.UNMET, "有中心 否", (set_to("flag", True),)),
        ),
        (
            check("present", item="form"),
            {"form": NONE},
            Outcome(V.UNMET, "组织形式 无", (set_to("form", *FORMS),)),
        ),
        (
            check("present", item="day"),
            {"day": NONE},
            Outcome(V.UNMET, "评价日期 无", (Need(NeedKind.DATE, "day", high=AS_OF),)),
        ),
        *(
            (
                check("present", item=item),
                {item: value},
                Outcome(V.UNMET, f"{ITEMS[item].label} {said}", (at_least(item, 1, 0, unit),)),
            )
            for item, value, said, unit in [
                ("count", 0, "0 家", "家"),
                ("hours", Decimal(0), "0 小时", "小时"),
                ("share", 0, "0%", "%"),
            ]
        ),
        (check("present", item="total"), {"total": 0}, Outcome(V.UNMET, "企业总数 0 家")),
        (MIN, {"count": 1}, Outcome(V.UNMET, "走访数 1 家，要求不少于 3 家", (
            at_least("count", 3, 1, "家"),))),
        (MIN, {"count": NONE}, Outcome(V.UNMET, "走访数 无，要求不少于 3 家", (
            at_least("count", 3, 0, "家"),))),
        (MIN, {"count": 3}, Outcome(V.MET, "走访数 3 家，要求不少于 3 家")),
        (MAX, {"hours": Decimal("5.50")}, Outcome(V.UNMET, "排查用时 5.5 小时，要求不超过 4 小时", (
            at_most("hours", Decimal(4), Decimal("5.5"), "小时"),))),
        (MAX, {"hours": NONE}, Outcome(V.UNMET, "排查用时 无，要求不超过 4 小时", (
            Need(NeedKind.AT_MOST, "hours", high=Decimal(4), unit="小时"),))),
        (BETWEEN, {"count": 6}, Outcome(V.UNMET, "走访数 6 家，要求不少于 3 家、不超过 5 家", (
            at_most("count", 5, 6, "家"),))),
        (BETWEEN, {"count": 2}, Outcome(V.UNMET, "走访数 2 家，要求不少于 3 家、不超过 5 家", (
            at_least("count", 3, 2, "家"),))),
        (BETWEEN, {"count": NONE}, Outcome(V.UNMET, "走访数 无，要求不少于 3 家、不超过 5 家", (
            at_least("count", 3, 0, "家"),))),
        (check("min", item="total", at_least=limit(3)), {"total": 1},
         Outcome(V.UNMET, "企业总数 1 家，要求不少于 3 家")),
        (check("min", item="count", at_least=promised()), {"count": 4, "promise": 5},
         Outcome(V.UNMET, "走访数 4 家，园区承诺不少于 5 家", (at_least("count", 5, 4, "家"),))),
        (check("min", item="count", at_least=promised()), {"count": 4, "promise": UNPUBLISHED},
         Outcome(V.INSUFFICIENT, "园区未公布“承诺走访数”，无从判断是否达到", missing=("promise",))),
        (ONE_OF, {"form": "支部"}, Outcome(V.UNMET, "组织形式 支部（可接受：党委、总支）", (
            set_to("form", "党委", "总支"),))),
        (ONE_OF, {"form": "总支"}, Outcome(V.MET, "组织形式 总支（可接受：党委、总支）")),
        (check("one_of", item="names", values=("甲", "乙")), {"names": ("丙", "乙")},
         Outcome(V.MET, "部门名单 丙、乙（可接受：甲、乙）")),
        (RATIO, {"count": 6, "total": 7}, Outcome(
            V.UNMET, "走访数 6 家，企业总数 7 家，要求不低于 100%",
            (at_least("count", 7, 6, "家"),))),
        (RATIO, {"count": 0, "total": 0}, Outcome(
            V.INSUFFICIENT, "企业总数 0 家，无从计算比例", missing=("total",))),
        (SHARE, {"hours": Decimal("1.2"), "total": 3}, Outcome(
            V.UNMET, "排查用时 1.2 小时，企业总数 3 家，要求不低于 50%",
            (at_least("hours", Decimal("1.5"), Decimal("1.2"), "小时"),))),
        (SHARE, {"hours": Decimal("1.2"), "total": 0}, EMPTY),
        (check("ratio", part="count", whole="total", when_zero=V.INSUFFICIENT,
               at_least=limit(29)), {"count": 0, "total": 7}, Outcome(
            V.UNMET, "走访数 0 家，企业总数 7 家，要求不低于 29%",
            (at_least("count", 3, 0, "家"),))),
        (WITHIN, {"day": date(2026, 1, 29)}, Outcome(
            V.UNMET, "评价日期 2026-01-29，应在评价日 2026-03-01 前 30 天以内",
            (dated("day", date(2026, 1, 30), AS_OF),))),
        (WITHIN, {"day": date(2026, 1, 30)}, Outcome(
            V.MET, "评价日期 2026-01-30，应在评价日 2026-03-01 前 30 天以内")),
        (ANY, {"part1": True, "part2": False, "part3": False}, Outcome(
            V.PARTLY, "3 项中已有 1 项（要素1），要求至少 2 项", (set_to("part2", True),))),
        (ANY, {"part1": False, "part2": False}, Outcome(
            V.UNMET, "3 项中已有 0 项（无），要求至少 2 项",
            (set_to("part1", True), set_to("part2", True)))),
        (ANY, {"part2": True, "part3": True}, Outcome(
            V.MET, "3 项中已有 2 项（要素2、要素3），要求至少 2 项")),
        (ANY, {"part2": True, "part3": UNCLEAR}, Outcome(
            V.INSUFFICIENT, "3 项中已有 1 项（要素2），要求至少 2 项，另有 2 项情况不明",
            missing=("part1", "part3"))),
        (ANY, {"part1": True, "part2": True, "part3": True}, Outcome(
            V.MET, "3 项中已有 3 项（要素1、要素2、要素3），要求至少 2 项")),
        (ANY, {"part2": True, "part1": False}, Outcome(
            V.UNEVALUATED, "3 项中已有 1 项（要素2），要求至少 2 项，另有 1 项情况不明",
            missing=("part3",))),
        (RATIO, {"total": UNCLEAR}, Outcome(
            V.INSUFFICIENT, "“企业总数”填的是“不清楚”，“走访数”未填", missing=("total", "count"))),
        (RATIO, {"count": 3}, Outcome(V.UNEVALUATED, "“企业总数”未填", missing=("total",))),
        (RATIO, {"count": 3, "total": UNCLEAR}, Outcome(
            V.INSUFFICIENT, "“企业总数”填的是“不清楚”", missing=("total",))),
    ],
)  # fmt: skip
def test_a_check_says_what_it_saw_what_it_wants_and_how_far_off_that_is(
    its: Check, given: dict[str, Value], outcome: Outcome
) -> None:
    assert decide(provision(its), facts(**given)) == outcome


def test_a_need_says_how_far_the_present_value_is_from_the_target() -> None:
    assert at_least("count", 5, 3, "家") == Need(
        NeedKind.AT_LEAST, "count", low=5, amount=2, unit="家"
    )
    assert at_most("hours", 4, 9, "小时") == Need(
        NeedKind.AT_MOST, "hours", high=4, amount=5, unit="小时"
    )
    assert set_to("form", "党委") == Need(NeedKind.SET, "form", values=("党委",))
    assert dated("day", date(2026, 1, 1), AS_OF) == Need(
        NeedKind.DATE, "day", low=date(2026, 1, 1), high=AS_OF
    )


@pytest.mark.parametrize(
    ("reason", "said"), [("看过计划", "园区判定：看过计划"), ("", "园区判定为符合，未写说明")]
)
def test_a_judgement_is_repeated_with_its_reason_or_with_the_lack_of_one(
    reason: str, said: str
) -> None:
    judged = Judgement("W1.1", V.MET, reason)
    assert decide(provision(check("manual")), facts(None, judged)).reason == said


def test_an_outside_document_is_asked_for_by_its_name() -> None:
    judged = Judgement("W1.1", V.MET, "甲")
    plain = provision(check("delegated"))
    named = replace(plain, evidence=(EvidenceDemand("检测报告"), EvidenceDemand("合格证")))
    for its, document in ((plain, "证明文件"), (named, "检测报告、合格证")):
        assert decide(its, facts(None, judged)) == Outcome(
            V.INSUFFICIENT,
            f"本条凭外部证明判定，未列出{document}",
            (Need(NeedKind.EVIDENCE, note=document),),
        )


def test_nothing_is_needed_where_the_park_cannot_bring_it_about() -> None:
    """One that it cannot change spoils the whole witness, not only its own part."""
    fixed = replace(ITEMS["part2"], controllable=False)
    held = facts(part1=False, part2=False, part3=False)
    assert decide(provision(ANY), replace(held, items=ITEMS | {"part2": fixed})).needs == (
        set_to("part1", True), set_to("part3", True),
    )  # fmt: skip
    both = {n: replace(ITEMS[n], controllable=False) for n in ("part2", "part3")}
    assert decide(provision(ANY), replace(held, items=ITEMS | both)).needs == ()


def test_a_limit_without_a_number_in_force_holds_nobody_back() -> None:
    unset = Limit(LimitOrigin.PROFILE, param="p", unit="家")
    its = provision(check("min", item="count", at_least=unset))
    assert decide(its, facts(count=0)).verdict is V.MET


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (None, "家", "未填"),
        (True, "", "是"),
        (False, "家", "否"),
        (UNPUBLISHED, "天", "未公布"),
        (("甲", "乙"), "", "甲、乙"),
        (Decimal("2.50"), "元", "2.5 元"),
        (Decimal(90), "%", "90%"),
        (3, "件", "3 件"),
        (3, "", "3"),
        (date(2026, 1, 2), "", "2026-01-02"),
        ("党委", "", "党委"),
        ("党委", "个", "党委 个"),
    ],
)
def test_an_answer_is_shown_as_a_person_would_write_it(
    value: Value | None, unit: str, said: str
) -> None:
    assert show(value, unit) == said


def test_of_two_facts_in_a_condition_one_that_contradicts_is_enough_to_withhold() -> None:
    """Which is 证据不足 in the condition's own words, not merely unknown applicability."""
    condition = check("between", item="count", at_least=limit(1), at_most=promised())
    its = provision(check("present", item="flag"), applies_if=condition)
    clash = {"count": Doubt("受理流转", True)}
    outcome = decide(its, facts(None, None, clash, count=4, promise=9, flag=True))
    assert outcome.verdict is V.INSUFFICIENT
    assert "受理流转" in outcome.reason


def test_unknown_applicability_repeats_what_is_missing() -> None:
    its = provision(MIN, applies_if=check("present", item="flag"))
    assert decide(its, facts(count=9)) == Outcome(
        V.UNEVALUATED, "是否适用不明：“有中心”未填", missing=("flag",)
    )
    assert decide(its, facts(count=9, flag=False)) == Outcome(
        V.NOT_APPLICABLE, "适用条件不成立：有中心 否", through=("flag",)
    )
