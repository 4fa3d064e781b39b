"""Documents as answers, and counts known only from below."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from loading import BASICS, HEAD, load, refused
from test_loader_round_trip import as_json
from test_schema import VALIDATOR
from tiny_standard import TINY

from icstd.assessment.dump import to_plain, to_yaml
from icstd.assessment.intake import load_assessment
from icstd.assessment.model import Answer, SelfAssessment
from icstd.clauses.model import Check, Limit
from icstd.errors import Place
from icstd.forms.plain import answers
from icstd.forms.workbook_form import xlsx_form
from icstd.forms.yaml_form import yaml_form
from icstd.report.codec import encoded as plain
from icstd.rules.consistency import examine
from icstd.rules.decide import run_check
from icstd.rules.facts import Facts, show
from icstd.terms import AtLeast, CheckKind, LimitOrigin, Paper, Special, Verdict

FULL = Paper("关于设立社区的批复", "甬仑〔2020〕1 号", date(2020, 5, 1))
WRITTEN = "{名称: 关于设立社区的批复, 文号: 甬仑〔2020〕1 号, 日期: 2020-05-01}"


def deed(text: str) -> object:
    return load(f"{BASICS}    设立文件: {text}\n").answers["deed"].value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (WRITTEN, FULL),
        (f"{{值: {WRITTEN}, 说明: 甲}}", FULL),
        (f"{WRITTEN[:-1]}, 说明: 甲}}", FULL),
        ("{title: 关于设立社区的批复, number: 甬仑〔2020〕1 号, dated: 2020.5.1}", FULL),
        ("关于设立社区的批复", Paper("关于设立社区的批复")),
        ("{名称: 办法, 日期: 2020年5月1日}", Paper("办法", "", date(2020, 5, 1))),
        ("无", Special.NONE),
        ("{名称: 无}", Special.NONE),
        ("不清楚", Special.UNCLEAR),
        ("[]", Special.NONE),
        ("", None),
        ("{名称: , 文号: , 日期: }", None),
    ],
)
def test_a_document_is_read_however_it_is_laid_out(text: str, value: object) -> None:
    assert deed(text) == value


def test_a_document_without_number_and_date_is_told_to_be_no_more_than_a_yes() -> None:
    loaded = load(f"{BASICS}    设立文件: 关于设立社区的批复\n")
    assert [w.code for w in loaded.warnings] == ["W-DOCUMENT"]
    assert loaded.answers["deed"].value.bare  # type: ignore[union-attr]
    assert not FULL.bare


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("有", "E-TYPE"), ("是", "E-TYPE"), ("/", "E-TYPE"), ("{文号: 1 号}", "E-MISSING"),
        ("{名称: 甲, 日期: 2026-03-02}", "E-DATE-FUTURE"), ("{名称: 甲, 日期: 25.1.1}", "E-DATE"),
        ("{名称: 甲, 编号: 1}", "E-UNKNOWN-KEY"), ("[甲, 乙]", "E-TYPE"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(text: str, code: str) -> None:
    assert [t.code for t in refused(f"{BASICS}    设立文件: {text}\n")] == [code]


def test_a_document_and_a_bound_come_through_every_form() -> None:
    text = f"{BASICS}    企业总数: 至少 20\n    设立文件: {{值: {WRITTEN}, 说明: 甲, 待复核: 是}}\n"
    first = load(text)
    assert first.answers["enterprises"].value == AtLeast(20)
    document = to_plain(first, TINY)
    assert VALIDATOR.is_valid(json.loads(json.dumps(document, default=as_json)))
    again = [
        load(to_yaml(first, TINY)),
        load(yaml_form(TINY, document)),
        load(json.dumps(document, default=as_json)),
        load_assessment(xlsx_form(TINY, document), TINY, name="表.xlsx"),
    ]

    def said(one: SelfAssessment) -> list[Answer]:
        given = [a for a in one.answers.values() if a.value is not None]
        return [a._replace(place=Place()) for a in given]

    for one in again:
        assert said(one) == said(first)
        assert one.warnings == ()
    assert answers(document, TINY)["deed"].note == "甲"


def test_reports_say_a_document_with_its_number_and_date() -> None:
    assert show(FULL) == "《关于设立社区的批复》（甬仑〔2020〕1 号，2020-05-01）"
    assert show(Paper("甲")) == "《甲》（未写文号、日期）"
    assert show(AtLeast(20), "家") == "至少 20 家"
    assert plain(FULL) == {
        "title": "关于设立社区的批复", "number": "甬仑〔2020〕1 号", "dated": "2020-05-01"
    }  # fmt: skip
    assert plain(AtLeast(20)) == "至少 20"


@pytest.mark.parametrize(
    ("text", "value"),
    [("至少20", 20), ("至少 20", 20), ("不少于20家", 20), ("≥ 1,280", 1280), ("至少 0", 0)],
)
def test_a_lower_bound_is_read(text: str, value: int) -> None:
    (answer,) = load(f"{BASICS}    企业总数: {text}\n").answers.values()
    assert answer.value == AtLeast(value)


@pytest.mark.parametrize("text", ["至少约20", "至少", "至少 -1", "至少 200000", "20以上"])
def test_what_is_no_lower_bound_is_refused(text: str) -> None:
    assert refused(f"{BASICS}    企业总数: {text}\n")


def check(kind: str, **parts: object) -> Check:
    numbers = {n: parts.pop(n) for n in ("at_least", "at_most") if n in parts}
    limits = {
        n: Limit(LimitOrigin.SOURCE, Decimal(v), source="A")  # type: ignore[arg-type]
        for n, v in numbers.items()
    }
    return Check(CheckKind(kind), limits=limits, **parts)  # type: ignore[arg-type]


def verdict(given: Check, **values: object) -> Verdict:
    facts = Facts(TINY.items, values, date(2026, 3, 1), date(2025, 1, 1), date(2025, 12, 31))  # type: ignore[arg-type]
    return run_check(TINY.provisions["W4.2"], given, facts).verdict


MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.INSUFFICIENT


@pytest.mark.parametrize(
    ("given", "values", "wanted"),
    [
        (check("min", item="enterprises", at_least=10), {"enterprises": AtLeast(20)}, MET),
        (check("min", item="enterprises", at_least=30), {"enterprises": AtLeast(20)}, UNKNOWN),
        (check("max", item="enterprises", at_most=10), {"enterprises": AtLeast(20)}, UNMET),
        (check("max", item="enterprises", at_most=30), {"enterprises": AtLeast(20)}, UNKNOWN),
        (check("between", item="enterprises", at_least=30, at_most=40),
         {"enterprises": AtLeast(20)}, UNKNOWN),
        (check("between", item="enterprises", at_least=5, at_most=10),
         {"enterprises": AtLeast(20)}, UNMET),
        (check("present", item="enterprises"), {"enterprises": AtLeast(1)}, MET),
        (check("present", item="enterprises"), {"enterprises": AtLeast(0)}, UNKNOWN),
        (check("ratio", part="answered", whole="accepted", at_least=50),
         {"answered": AtLeast(5), "accepted": 10}, MET),
        (check("ratio", part="answered", whole="accepted", at_least=60),
         {"answered": AtLeast(5), "accepted": 10}, UNKNOWN),
        (check("ratio", part="answered", whole="accepted", at_least=60),
         {"answered": 5, "accepted": AtLeast(10)}, UNMET),
        (check("ratio", part="answered", whole="accepted", at_least=40),
         {"answered": 5, "accepted": AtLeast(10)}, UNKNOWN),
        (check("present", item="deed"), {"deed": FULL}, MET),
        (check("present", item="deed"), {"deed": Special.NONE}, UNMET),
        (check("within_days", item="deed", at_most=365), {"deed": FULL}, UNMET),
        (check("within_days", item="deed", at_most=3650), {"deed": FULL}, MET),
        (check("within_days", item="deed", at_most=3650), {"deed": Paper("甲")}, UNKNOWN),
    ],
)  # fmt: skip
def test_a_check_decides_where_every_count_from_the_bound_on_decides_alike(
    given: Check, values: dict[str, object], wanted: Verdict
) -> None:
    assert verdict(given, **values) is wanted


def test_a_part_at_least_larger_than_its_whole_is_refused_and_a_whole_at_least_is_not() -> None:
    head = f"{HEAD}填报:\n  诉求办理:\n"
    assert refused(f"{head}    受理问题数: 12\n    已回应问题数: 至少 13\n")[0].code == (
        "E-CONSISTENCY"
    )
    load(f"{head}    受理问题数: 至少 12\n    已回应问题数: 13\n")


@pytest.mark.parametrize(
    ("accepted", "answered", "waiting", "clash"),
    [(10, AtLeast(4), 2, None), (10, AtLeast(9), 2, True), (AtLeast(10), 4, 2, True),
     (AtLeast(5), 4, 2, None)],
)  # fmt: skip
def test_a_balance_is_broken_only_where_no_count_from_the_bound_on_mends_it(
    accepted: object, answered: object, waiting: object, clash: object
) -> None:
    values = {"accepted": accepted, "answered": answered, "waiting": waiting}
    found, doubts = examine(TINY, load(HEAD), values, date(2026, 3, 1))[:2]  # type: ignore[arg-type]
    assert bool(found) is bool(clash)
    assert all(d.contradictory is bool(clash) for d in doubts.values())
    assert doubts
