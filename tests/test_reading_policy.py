"""What has one meaning is read and told; what has two is refused; advice can be followed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import APPEALS, BASICS, HEAD, load, refused
from tiny_standard import TINY

from icstd.assessment.look import look_through
from icstd.assessment.numerals import numeral
from icstd.assessment.suggest import misspelt
from icstd.yamlio import read_document

B, A = "基本情况", "诉求办理"

READ = [
    # section, answer, stored value, words of the note
    (A, "受理问题数: 1,280", 1280, "“1,280”按 1280 读"),
    (A, "受理问题数: 1，280", 1280, "按 1280 读"),
    (A, "受理问题数: 1 280", 1280, "按 1280 读"),
    (A, "受理问题数: 64件", 64, "“64件”按 64 读"),
    (A, "受理问题数: 64 个", 64, "按 64 读"),
    (A, "受理问题数: ６４件", 64, "按 64 读"),
    (A, "受理问题数: 132.00", 132, "“132.00”按 132 读"),
    (A, "受理问题数: 64.0", 64, "按 64 读"),
    (A, "受理问题数: 1.32E+02", 132, "按 132 读"),
    (A, "受理问题数: 1e3", 1000, "按 1000 读"),
    (A, "受理问题数: '132.00'", 132, "按 132 读"),
    (A, "受理问题数: +5", 5, "按 5 读"),
    (A, "受理问题数: 一百二十八", 128, "按 128 读"),
    (A, "受理问题数: 壹佰贰拾捌件", 128, "按 128 读"),
    (A, "受理问题数: 八六〇", 860, "按 860 读"),
    (B, "占地面积: .5", Decimal("0.5"), "按 0.5 读"),
    (B, "占地面积: 125.5公顷", Decimal("125.5"), "按 125.5 读"),
    (B, "占地面积: 1,250.5 公顷", Decimal("1250.5"), "按 1250.5 读"),
    (A, "公布的办结时限: 30日", 30, "按 30 读"),
    (A, "走访覆盖率: 95 %", Decimal(95), "按 95% 读"),
    (A, "走访覆盖率: 百分之95", Decimal(95), "按 95% 读"),
    (B, "成立日期: 2025年3月1日", date(2025, 3, 1), "“2025年3月1日”按 2025-03-01 读"),
    (B, "成立日期: 2025年03月01号", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: 2025.3.1", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: 2025/3/1", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: 2025-3-1", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: 20250301", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: '20250301'", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: 45717", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: '45717'", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: 2025-03-01 08:30", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: 二〇二五年三月一日", date(2025, 3, 1), "按 2025-03-01 读"),
    (B, "成立日期: ２０２５年３月１日", date(2025, 3, 1), "按 2025-03-01 读"),
    (A, "有诉求电话: √", True, "按“是”读"),
    (A, "有诉求电话: 有", True, "按“是”读"),
    (A, "有诉求电话: 对", True, "按“是”读"),
    (A, "有诉求电话: ×", False, "按“否”读"),
    (A, "有诉求电话: 无", False, "按“否”读"),
    (A, "有诉求电话: 没有", False, "按“否”读"),
    (B, "党组织形式: 党委。", "党委", "按“党委”读"),
    (B, "党组织形式: “党委”", "党委", "按“党委”读"),
    (B, "党组织形式: 党 委", "党委", "按“党委”读"),
    (A, "生活服务: 餐饮", ("餐饮",), "一项“餐饮”"),
    (A, "生活服务: 餐饮、出行", ("餐饮", "出行"), "2 项"),
    (A, "生活服务: 餐饮 出行", ("餐饮", "出行"), "2 项"),
    (A, "生活服务: [餐饮，出行]", ("餐饮", "出行"), "几项读"),
    (B, "参与部门: 人社局", ("人社局",), "一项“人社局”"),
    (B, "参与部门: 人社局、税务局", ("人社局", "税务局"), "2 项"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "value", "words"), READ, ids=[r[1] for r in READ])
def test_one_meaning_is_read_and_the_note_says_how(
    section: str, text: str, value: object, words: str
) -> None:
    loaded = load(f"{HEAD}填报:\n  {section}:\n    {text}\n")
    (stored,) = (a.value for a in loaded.answers.values())
    assert stored == value
    assert type(stored) is type(value)
    notes = [w for w in loaded.warnings if w.code in ("W-READ", "W-FULLWIDTH")]
    assert [n.place.line for n in notes] == [7]
    assert words in notes[0].message


REFUSED = [
    # section, answer, words of message or advice
    (A, "受理问题数: 约600", "约数"),
    (A, "受理问题数: 600多件", "约数"),
    (A, "受理问题数: 600+", "约数"),
    (A, "受理问题数: 3-5", "范围"),
    (A, "受理问题数: 1/2", "范围"),
    (A, "受理问题数: 12,34", "写成 1234"),
    (A, "受理问题数: 二三十", "要填整数"),
    (A, "受理问题数: 一百二", "要填整数"),
    (A, "受理问题数: 七八", "要填整数"),
    (A, "受理问题数: 64人", "这里的单位是“件”"),
    (A, "受理问题数: 2万", "写成 20000"),
    (A, "受理问题数: 132（含重复）", "数字只写 132，其余写进说明"),
    (A, "受理问题数: 12.5", "填整数"),
    (A, "受理问题数: 0132", "写成 132"),
    (B, "成立日期: 25-3-1", "年份写四位"),
    (B, "成立日期: 10.1", "没有写年份"),
    (B, "成立日期: 3月1日", "没有写年份"),
    (B, "成立日期: 1/2", "没有写年份"),
    (B, "成立日期: 03/01/2025", "年份写四位"),
    (B, "成立日期: 2025.3", "没有写到日"),
    (B, "成立日期: 2025年3月", "没有写到日"),
    (B, "成立日期: 2025年2月30日", "没有 30 日"),
    (B, "成立日期: 2025年3月1日至5日", "2026-03-01"),
    (A, "有诉求电话: yes", "是否想填“是”"),
    (A, "有诉求电话: 王某", "只能填这两个字之一"),
    (A, "有诉求电话: 暂无", "确实没有的填“否”"),
    (B, "参与部门: 甲，乙", "[甲, 乙]"),
    *((A, f"受理问题数: {word}", "确实没有的填“无”") for word in
      ("/", "'-'", "——", "N/A", "待定", "暂无", "没有", "不详")),
    *((B, f"成立日期: {word}", "确实没有的填“无”") for word in ("/", "待定", "不详")),
    *((B, f"党组织形式: {word}", "确实没有的填“无”") for word in ("/", "暂无")),
    *((B, f"特色做法: {word}", "确实没有的填“无”") for word in ("/", "暂无")),
    *((B, f"参与部门: {word}", "确实没有的填“无”") for word in ("/", "[暂无]")),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "words"), REFUSED, ids=[r[1] for r in REFUSED])
def test_two_meanings_are_refused_with_the_cure(section: str, text: str, words: str) -> None:
    told = [t for t in refused(f"{HEAD}填报:\n  {section}:\n    {text}\n") if t.code[0] == "E"]
    assert [t.line for t in told] == [7]
    assert words in told[0].text


@pytest.mark.parametrize(
    ("word", "options"),
    [
        ("基本符合", ("符合", "部分符合", "不符合", "不适用")),
        ("社区党委（筹）", ("社区党委", "联合党委", "无")),
        ("不采纳", ("已采纳", "部分采纳")),
        ("较符合", ("符合", "部分符合")),
        ("未符合", ("符合", "部分符合")),
        ("党", ("党委", "党总支")),
    ],
)
def test_no_suggestion_says_more_than_was_written(word: str, options: tuple[str, ...]) -> None:
    assert misspelt(word, options) == ""


def test_a_slip_of_the_pen_is_still_recognised() -> None:
    assert misspelt("部份符合", ("符合", "部分符合", "不符合")) == "部分符合"
    assert misspelt("符和", ("符合", "部分符合", "不符合")) == "符合"
    assert misspelt("不采纳", ("已采纳", "部分采纳", "未采纳")) == "未采纳"


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9_999))
def test_a_numeral_is_read_as_it_is_spelled_and_no_other_way(number: int) -> None:
    from icstd.assessment.numerals import _spelled

    assert numeral(_spelled(number)) == number


PIECES = st.sampled_from(
    ["1", "2", "0", "12", "128", "3", "5", ",", "，", " ", ".", "-", "/", "年", "月", "日", "2025",
     "件", "家", "个", "万", "%", "％", "约", "多", "至少", "√", "×", "有", "无", "是", "否",
     "符合", "基本", "不", "党委", "党总支", "（筹）", "。", "餐饮", "、", "暂无", "待定",
     "e3", "+", "（", "）", "公顷", "亩",
     "小时", "天", "一", "百", "二", "十", "〇", "６", "N/A", "45717", "0"]
)  # fmt: skip
LABELS = [item.label for item in TINY.items.values()]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(LABELS), st.lists(PIECES, min_size=1, max_size=5).map("".join))
def test_what_is_read_or_advised_is_accepted_without_a_word_when_written(
    label: str, typed: str
) -> None:
    """Following a suggestion never ends in another complaint; what was read reads the same."""
    section = next(s.title for s in TINY.sections if any(i.label == label for i in s.items))

    def document(value: object) -> object:
        from icstd.assessment.dump import as_typed, dump_yaml

        said = dump_yaml({"填报": {section: {label: as_typed(value)}}})
        return read_document((HEAD + said).encode(), "试.yaml")

    first = look_through(document(typed), TINY)  # type: ignore[arg-type]
    for remedy in first.remedies:
        again = look_through(document(remedy.meant), TINY)  # type: ignore[arg-type]
        assert again.assessment is not None, (typed, remedy, again.problems)
        assert again.problems == ()
        if remedy.sure and first.assessment is not None:
            assert [a.value for a in again.assessment.answers.values()] == [
                a.value for a in first.assessment.answers.values()
            ]


LEDGER = f"{HEAD}台账:\n  诉求台账:\n"


def test_one_cause_in_many_cells_of_a_column_is_told_once_with_its_count() -> None:
    rows = "".join(f"    - {{编号: {n}, 受理日期: 2025.3.{n}, 层级: 社区}}\n" for n in range(1, 25))
    loaded = load(LEDGER + rows)
    (note,) = loaded.warnings
    assert note.path == "台账 › 诉求台账 › 受理日期"
    assert "共 24 格，另在第 8 行、第 9 行、第 10 行等" in note.message
    assert len(loaded.tables["issues"]) == 24


def test_cells_that_cannot_be_read_are_told_once_too() -> None:
    rows = "".join(f"    - {{编号: {n}, 受理日期: 25.3.1, 层级: 社区}}\n" for n in range(1, 25))
    (told,) = refused(LEDGER + rows)
    assert (told.code, told.line) == ("E-DATE", 7)
    assert "共 24 格" in told.text


def test_a_dash_in_a_ledger_cell_is_a_blank_and_told() -> None:
    row = "    - {编号: 1, 受理日期: 2025-05-01, 层级: 社区, 费用: /, 涉及人数: 暂无}\n"
    loaded = load(LEDGER + row)
    (read,) = loaded.tables["issues"]
    assert set(read.cells) == {"number", "day", "level"}
    assert [w.code for w in loaded.warnings] == ["W-READ", "W-READ"]


def test_two_ids_with_a_blank_between_are_not_taken_for_a_third() -> None:
    listed = "".join(f"  E{n}: {{名称: 材料{n}}}\n" for n in (1, 2, 12))
    text = f"{APPEALS}    受理问题数: {{值: 3, 证据: [E1 E2]}}\n证据:\n{listed}"
    loaded = load(text)
    assert loaded.answers["accepted"].evidence == ("E1", "E2")
    assert [w.code for w in loaded.warnings] == ["W-READ"]


def test_minus_nought_is_nought() -> None:
    (answer,) = load(f"{BASICS}    平均海拔: -0.0\n").answers.values()
    assert str(answer.value) == "0.0"
