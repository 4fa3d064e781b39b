"""Answers as people type them: taken, or refused with the value that was meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from loading import APPEALS, BASICS, HEAD, answer, load, refused

from icstd.terms import Special

B, A = "基本情况", "诉求办理"

TAKEN = [
    # case, section, answer, stored value
    ("S03 zero counts", A, "受理问题数: 0", 0),
    ("S04 time is text", B, "特色做法: 8:30", "8:30"),
    ("S05 ratio is text", B, "特色做法: 1:1", "1:1"),
    ("S06 area code is text", B, "特色做法: 0571", "0571"),
    ("S08 phone is text", B, "特色做法: +86 13800000000", "+86 13800000000"),
    ("S08 phone without blank is text", B, "特色做法: +8613800000000", "+8613800000000"),
    ("S09 18 digits are text", B, "特色做法: 330200199001011234", "330200199001011234"),
    ("S10 underscore is text", B, "特色做法: 1_000", "1_000"),
    ("number in a text field", B, "特色做法: 12", "12"),
    ("decimal in a text field", B, "特色做法: 1.50", "1.50"),
    ("date in a text field", B, "特色做法: 2025-05-01", "2025-05-01"),
    ("no in a text field", B, "特色做法: no", "no"),
    ("S12 full-width digits", A, "受理问题数: １２", 12),
    ("quoted count", A, '受理问题数: "12"', 12),
    ("S32 是", A, "有诉求电话: 是", True),
    ("S32 否", A, "有诉求电话: 否", False),
    ("true", A, "有诉求电话: true", True),
    ("FALSE", A, "有诉求电话: FALSE", False),
    ("S35 95%", A, "走访覆盖率: 95%", Decimal(95)),
    ("bare percentage", A, "走访覆盖率: 95", Decimal(95)),
    ("percentage with places", A, "走访覆盖率: 95.5", Decimal("95.5")),
    ("nought per cent", A, "走访覆盖率: 0", Decimal(0)),
    ("less than one per cent", A, "走访覆盖率: 0.95%", Decimal("0.95")),
    ("one per cent", A, "走访覆盖率: 1%", Decimal(1)),
    ("just over one", A, "走访覆盖率: 1.01", Decimal("1.01")),
    ("S36 full-width percentage", A, "走访覆盖率: ９５％", Decimal(95)),
    ("number", B, "占地面积: 125.5", Decimal("125.5")),
    ("number without places", B, "占地面积: 125", Decimal(125)),
    ("exponent", B, "占地面积: 1e3", Decimal(1000)),
    ("negative number", B, "平均海拔: -3.5", Decimal("-3.5")),
    ("S49 blank", A, "受理问题数:", None),
    ("S49 ~", A, "受理问题数: ~", None),
    ("empty text", A, '受理问题数: ""', None),
    ("blank list", A, "生活服务:\n      -", None),
    ("无 for a count", A, "受理问题数: 无", 0),
    ("[] for a count", A, "受理问题数: []", 0),
    ("无 for a number", B, "占地面积: 无", Decimal(0)),
    ("无 for a percentage", A, "走访覆盖率: 无", Special.NONE),
    ("无 for a date", B, "成立日期: 无", Special.NONE),
    ("无 among the options", B, "党组织形式: 无", Special.NONE),
    ("[] for choices", A, "生活服务: []", Special.NONE),
    ("[无] for choices", A, "生活服务: [无]", Special.NONE),
    ("无 for texts", B, "参与部门: 无", Special.NONE),
    ("无 for a text", B, "特色做法: 无", Special.NONE),
    ("无 for a promise", A, "公布的办结时限: 无", Special.UNPUBLISHED),
    ("未公布 for a promise", A, "公布的办结时限: 未公布", Special.UNPUBLISHED),
    ("不清楚 for yes or no", A, "有诉求电话: 不清楚", Special.UNCLEAR),
    ("不清楚 for a count", A, "受理问题数: 不清楚", Special.UNCLEAR),
    ("[不清楚] for texts", B, "参与部门: [不清楚]", Special.UNCLEAR),
    ("choice", B, "党组织形式: 党总支", "党总支"),
    ("choice with a wide blank behind", B, "党组织形式: 党总支\u3000", "党总支"),
    ("choices", A, "生活服务: [餐饮, 出行]", ("餐饮", "出行")),
    ("choices twice", A, "生活服务: [餐饮, 餐饮]", ("餐饮",)),
    ("texts", B, "参与部门:\n      - 人社局\n      -  税务局", ("人社局", "税务局")),
    ("text in lines", B, "特色做法: |\n      甲\n      乙", "甲\n乙"),
    ("date", B, "成立日期: 2015-05-01", date(2015, 5, 1)),
    ("leap day", B, "成立日期: 2024-02-29", date(2024, 2, 29)),
    ("full-width date", B, "成立日期: ２０１５-05-01", date(2015, 5, 1)),
    ("date of the assessment", B, "成立日期: 2026-03-01", date(2026, 3, 1)),
    ("date to come where allowed", B, "规划期止: 2035-12-31", date(2035, 12, 31)),
    ("first year", B, "成立日期: 1949-01-01", date(1949, 1, 1)),
    ("last year", B, "规划期止: 2100-12-31", date(2100, 12, 31)),
    ("lower bound", B, "占地面积: 0", Decimal(0)),
    ("upper bound", B, "占地面积: 10000", Decimal(10_000)),
    ("lower bound of a promise", A, "公布的办结时限: 1", 1),
    ("fifteen digits", B, "职工总数: 999999999999999", 999_999_999_999_999),
    ("S61 exponent alone is text", B, "特色做法: -e99", "-e99"),
    ("S61 exponent in a text field", B, "特色做法: 1e999999999", "1e999999999"),
    ("by its id", A, "accepted: 3", 3),
]


@pytest.mark.parametrize(
    ("section", "text", "value"), [r[1:] for r in TAKEN], ids=[r[0] for r in TAKEN]
)
def test_an_answer_is_stored_as_what_it_says(section: str, text: str, value: object) -> None:
    stored = answer(text, section)
    assert stored == value
    assert type(stored) is type(value)


REFUSED = [
    # case, section, answer, code, words of message or advice
    ("S01 yes", A, "有诉求电话: yes", "E-TYPE", "是否想填“是”"),
    ("S01 no", A, "有诉求电话: no", "E-TYPE", "是否想填“否”"),
    ("S01 on", A, "有诉求电话: on", "E-TYPE", "“是”或“否”"),
    ("S01 off", A, "有诉求电话: off", "E-TYPE", "“是”或“否”"),
    ("S07 007", A, "受理问题数: 007", "E-TYPE", "写成 7"),
    ("S10 1_000", A, "受理问题数: 1_000", "E-TYPE", "写成 1000"),
    ("5.", B, "占地面积: 5.", "E-TYPE", "写成 5"),
    ("S14 .inf", B, "占地面积: .inf", "E-NUMBER", "不是一个数"),
    ("S14 -.INF", B, "占地面积: -.INF", "E-NUMBER", "不是一个数"),
    ("S15 .nan", B, "占地面积: .nan", "E-NUMBER", "不是一个数"),
    ("NaN", A, "受理问题数: NaN", "E-NUMBER", "不是一个数"),
    ("S16 5000 digits", A, f"受理问题数: {'9' * 5_000}", "E-TYPE", "…"),
    ("S17 hexadecimal", A, f"受理问题数: 0x{'F' * 5_000}", "E-TYPE", "…"),
    ("S18 sexagesimal", A, f"受理问题数: 1{':59' * 60_000}", "E-TYPE", "要填整数"),
    ("S19 month 13", B, "成立日期: 2024-13-45", "E-DATE", "没有 13 月"),
    ("S19 day 31", B, "成立日期: 2024-04-31", "E-DATE", "到 30 日为止"),
    ("S20 no leap year", B, "成立日期: 2023-02-29", "E-DATE", "不是闰年"),
    ("S21 time zone", B, "成立日期: 2024-01-01T00:00:00+25:00", "E-DATE", "写成 2024-01-01"),
    ("only a month", B, "成立日期: 2024-05", "E-DATE", "没有写到日"),
    ("only a year", B, "成立日期: 2024", "E-DATE", "不是日期"),
    ("a year as a decimal", B, "成立日期: 2024.5", "E-DATE", "2026-03-01"),
    ("words for a date", B, "成立日期: 去年", "E-DATE", "2026-03-01"),
    ("true for a date", B, "成立日期: true", "E-DATE", "true"),
    ("list for a date", B, "成立日期: [2024-05-01]", "E-TYPE", "一个日期"),
    ("impossible in another writing", B, "成立日期: 2023年2月29日", "E-DATE", "不是闰年"),
    ("S26 to come", B, "成立日期: 2026-03-02", "E-DATE-FUTURE", "评价日 2026-03-01"),
    ("S27 year 1024", B, "成立日期: 1024-05-01", "E-DATE-RANGE", "1949"),
    ("year 1948", B, "成立日期: 1948-12-31", "E-DATE-RANGE", "1949"),
    ("year 2101", B, "规划期止: 2101-01-01", "E-DATE-RANGE", "2100"),
    ("year 0000", B, "成立日期: 0000-01-01", "E-DATE-RANGE", "1949"),
    ("S28 negative", A, "受理问题数: -1", "E-RANGE", "在 0 至 100000 之间"),
    ("S29 fraction of a person", A, "受理问题数: 3.5", "E-TYPE", "整数"),
    ("S30 true for a number", A, "受理问题数: true", "E-TYPE", "true"),
    ("S31 1 for yes", A, "有诉求电话: 1", "E-TYPE", "“是”或“否”"),
    ("list for yes or no", A, "有诉求电话: [是]", "E-TYPE", "列表"),
    ("empty list for yes or no", A, "有诉求电话: []", "E-TYPE", "列表"),
    ("S34 0.95", A, "走访覆盖率: 0.95", "E-PERCENT", "写成 95%"),
    ("S34 1", A, "走访覆盖率: 1", "E-PERCENT", "写成 100%"),
    ("S37 950", A, "走访覆盖率: 950", "E-RANGE", "0 至 100"),
    ("S37 101%", A, "走访覆盖率: 101%", "E-RANGE", "0 至 100"),
    ("percentage for a count", A, "受理问题数: 95%", "E-TYPE", "百分数"),
    ("S41 亩", B, "占地面积: 150亩", "E-UNIT", "是 10 公顷"),
    ("S41 平方米", B, "占地面积: 5000㎡", "E-UNIT", "是 0.5 公顷"),
    ("S41 smaller", B, "占地面积: 100亩", "E-UNIT", "约是 6.67 公顷"),
    ("hours for days", A, "公布的办结时限: 48小时", "E-UNIT", "是 2 天"),
    ("万", B, "职工总数: 2万", "E-UNIT", "写成 20000"),
    ("万人", B, "职工总数: 1.2万人", "E-UNIT", "写成 12000"),
    ("about", B, "职工总数: 约20000", "E-TYPE", "约数"),
    ("and more", B, "企业总数: 600多家", "E-TYPE", "约数"),
    ("S42 absurd", B, "占地面积: 99999999", "E-RANGE", "0 至 10000"),
    ("S43 huge exponent", B, "占地面积: 1e999999999", "E-TYPE", "要填数"),
    ("sixteen digits by exponent", B, "平均海拔: 1e15", "E-RANGE", "15 位"),
    ("too many places", B, "占地面积: 1e-20", "E-RANGE", "15 位"),
    ("sixteen digits", B, "职工总数: 1000000000000000", "E-TYPE", "要填整数"),
    ("S47 list for a text", B, "特色做法: [甲, 乙]", "E-TYPE", "一段文字"),
    ("mapping for a number", A, "受理问题数: {值: {值: 1}}", "E-TYPE", "一个整数"),
    ("true for a text", B, "特色做法: true", "E-TYPE", '写成 "true"'),
    ("full-width brackets", B, "参与部门: ［甲，乙］", "E-TYPE", "[甲, 乙]"),
    ("mapping for a list", B, "参与部门: {甲: 1}", "E-UNKNOWN-KEY", "甲"),
    ("list in a list", B, "参与部门: [[甲]]", "E-TYPE", "列表"),
    ("none among others", A, "生活服务: [无, 餐饮]", "E-TYPE", "“无”不能"),
    ("option nearly", B, "党组织形式: 党支布", "E-ENUM", "是否想填“党支部”"),
    ("option unknown", B, "党组织形式: 协会", "E-ENUM", "党委、党总支、党支部、无"),
    ("number for an option", B, "党组织形式: 3", "E-ENUM", "3"),
    ("未公布 where nothing is promised", A, "受理问题数: 未公布", "E-TYPE", "承诺"),
    ("promise out of range", A, "公布的办结时限: 0", "E-RANGE", "1 至 3660"),
    ("S44 misspelt key", A, "受理问题数目: 1", "E-UNKNOWN-KEY", "“受理问题数”"),
    ("S44 two characters wrong", A, "已回答问题数: 1", "E-UNKNOWN-KEY", "“已回应问题数”"),
    ("key of another section", A, "企业总数: 1", "E-UNKNOWN-KEY", "属于“基本情况”"),
    ("key far from all", A, "甲: 1", "E-UNKNOWN-KEY", "受理问题数"),
    ("key of an answer", A, "受理问题数: {数值: 1}", "E-UNKNOWN-KEY", "是否想填“值”"),
    ("remark in the key's place", A, "受理问题数: {值: 1, 证剧: []}", "E-UNKNOWN-KEY", "“证据”"),
    ("S58 long text", B, f"特色做法: {'长' * 40_000}", "E-TOO-LONG", "40,000"),
    ("long list", B, f"参与部门: [{'甲, ' * 1_001}]", "E-TOO-LONG", "1,0"),
    ("both names", A, "受理问题数: 1\n    accepted: 1", "E-DUPKEY", "第 7 行"),
]


@pytest.mark.parametrize(
    ("section", "text", "code", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_wrong_answer_is_refused_with_the_one_meant(
    section: str, text: str, code: str, words: str
) -> None:
    told = refused(f"{HEAD}填报:\n  {section}:\n    {text}\n")
    assert [t.code for t in told] == [code]
    assert told[0].line == (8 if code == "E-DUPKEY" else 7)
    assert words in told[0].text


def test_no_answer_is_ever_echoed_at_length() -> None:
    for text in (f"受理问题数: {'9' * 5_000}", f"有诉求电话: {'是' * 5_000}", f"{'甲' * 900}: 1"):
        (told,) = refused(f"{APPEALS}    {text}\n")
        assert len(told.text) < 300


WARNED = [
    ("S12", A, "受理问题数: １２", "W-FULLWIDTH"),
    ("S36", A, "走访覆盖率: ９５％", "W-FULLWIDTH"),
    ("date", B, "成立日期: ２０１５-05-01", "W-FULLWIDTH"),
    ("twice", A, "生活服务: [餐饮, 餐饮]", "W-REPEATED"),
    ("comma", B, "参与部门: [甲，乙]", "W-FULLWIDTH-COMMA"),
]


@pytest.mark.parametrize(
    ("section", "text", "code"), [r[1:] for r in WARNED], ids=[r[0] for r in WARNED]
)
def test_what_is_evened_out_is_said(section: str, text: str, code: str) -> None:
    (warning,) = load(f"{HEAD}填报:\n  {section}:\n    {text}\n").warnings
    assert (warning.code, warning.place.line) == (code, 7)


def test_a_part_larger_than_its_whole_names_both_lines() -> None:
    (told,) = refused(f"{APPEALS}    受理问题数: 12\n    已回应问题数: 13\n")
    assert (told.code, told.line) == ("E-CONSISTENCY", 8)
    assert "第 7 行" in told.text
    assert "第 8 行" in told.text
    assert (
        load(f"{APPEALS}    受理问题数: 12\n    已回应问题数: 12\n").answers["answered"].value == 12
    )


def test_words_and_percentages_are_never_parts_larger_than_a_whole() -> None:
    load(f"{APPEALS}    受理问题数: 不清楚\n    已回应问题数: 13\n    走访覆盖率: 90\n")
    load(f"{BASICS}    企业总数: 3\n  诉求办理:\n    走访覆盖率: 90\n")
