"""What people read about clauses is generated from them, and reads as Chinese."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from small_standard import standard_of, written

from icstd.clauses.examples import load_examples
from icstd.clauses.figures import encoding_figures, figure_rows, source_kinds
from icstd.clauses.find import find, names, within
from icstd.clauses.load import load_standard
from icstd.clauses.model import Chapter, Clause, DataItem, Provision, Standard, Table
from icstd.errors import UsageProblem
from icstd.rules.describe import describe_check, describe_limits
from icstd.rules.explain import Explanation, explain

STANDARD = load_standard()
EXAMPLES = load_examples()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Standard:
    return standard_of(written(tmp_path_factory.mktemp("small")))


@pytest.mark.parametrize(
    ("provision", "words"),
    [
        ("W4.1", "“有中心”填“是”。"),
        ("W4.2a", "“走访企业数”占“企业总数”的比例不低于 100%。“企业总数”为 0 时按证据不足处理。"),
        ("W4.2b", "“走访次数”不少于“公布的走访次数”。"),
        ("W4.3", "由规则计算，用到“受理问题数”“已回应问题数”，限值 100%，口径见读法。"),
        ("W4.4", "适用条件：“有中心”填“是”。“组织形式”填“党委”。"),
        (
            "W4.5",
            "“上次评价日”在评价日之前，且距评价日不超过 365 天。"
            "数据只能说明一部分，数据达到后还要人工判定。写明理由的，可判不适用。"
            "限值可由评价口径设定（参数 days）。",
        ),
        (
            "W4.6",
            "下列各项中至少 1 项填“是”：“有大厅”“有图书室”。限值可由评价口径设定（参数 areas）。",
        ),
        ("W4.7", "由人判定，方法为查阅：社区服务中心。"),
    ],
)
def test_a_check_is_said_in_plain_chinese(small: Standard, provision: str, words: str) -> None:
    assert describe_check(small.provisions[provision], small) == words


def test_a_limit_is_said_with_its_origin(small: Standard) -> None:
    said = {i: describe_limits(p, small) for i, p in small.provisions.items()}
    assert said["W4.2a"] == ("不少于 100%（出处 A）",)
    assert said["W4.2b"] == ("不少于“公布的走访次数”（园区的承诺）",)
    assert said["W4.3"] == ("100%（法规 L，第一条）",)
    assert said["W4.5"] == ("不超过 365 天（评价口径，参数 days）",)
    assert said["W4.1"] == ()


def test_what_is_said_follows_the_check(small: Standard) -> None:
    was = small.provisions["W4.2a"]
    limit = was.check.limits["at_least"]._replace(value=limit_of(was) - 1)
    now = replace(was, check=replace(was.check, limits={"at_least": limit}))
    assert "不低于 99%" in describe_check(now, small)


def limit_of(provision: Provision) -> int:
    value = provision.check.limits["at_least"].value
    assert value is not None
    return int(value)


@pytest.mark.parametrize("provision", STANDARD.provisions.values(), ids=STANDARD.provisions)
def test_every_provision_explains_itself_without_english(provision: Provision) -> None:
    said = explain(provision, STANDARD, EXAMPLES)
    labels = [label for label, _ in said.paragraphs]
    assert labels[:3] == ["条款类型", "文本状态", "适用对象"]
    assert {"出处", "判定", "怎么核查", "可核程度", "没做到怎么办", "示例"} <= set(labels)
    text = " ".join(line for _, lines in said.paragraphs for line in lines)
    assert "None" not in text
    assert "。。" not in text
    ids = r"参数 [\w.]+|设 [\w.]+ = \d+|[A-Z]\d*（|[A-Z]+/T [\d.]+|GB[\d ./T—-]+|W\d[\w.]*|[A-Z]\d*"
    assert not re.search(r"[a-z]{3,}", re.sub(ids, "", text))


def test_an_explanation_names_type_sources_and_data(small: Standard) -> None:
    said = dict(explain(small.provisions["W4.3"], small, {}).paragraphs)
    assert said["条款类型"] == ("要求（应）。工作判断：A 如此说",)
    assert said["出处"] == (
        "A（项目原始材料，一手）一篇报道。支持内容",
        "L（法律，一手）一部法律。支持限值",
    )
    assert said["数据项"] == ("受理问题数（整数，件）", "已回应问题数（整数，件）")
    assert said["没做到怎么办"] == ("补上。（工作量小）",)
    assert "示例" not in said


def test_a_clause_says_how_its_parts_add_up(small: Standard) -> None:
    said = _paragraphs(explain(small.clauses["W4.2"], small, {}))
    assert said["引语"] == ("走访应做到：",)
    assert said["汇总"] == ("下列要求和指示都符合，本条才符合；推荐另列，不计入",)
    assert said["条款"][0] == "W4.2a 每家企业都应走访到。（要求）"


def test_an_item_says_what_to_fill_in_and_what_for(small: Standard) -> None:
    said = _paragraphs(explain(small.items["answered"], small, {}))
    assert said["怎么填"] == ("整数，件，0 至 9999",)
    assert said["不超过"] == ("“受理问题数”，填得更大会被退回",)
    assert said["必须相等"] == ("问题去向：受理问题数 = 已回应问题数 + 未到期数",)
    assert said["用于"] == ("W4.3 每个问题都应回应。",)
    assert said["可由台账统计"] == ("问题台账",)


def test_a_table_says_its_columns_and_what_they_count(small: Standard) -> None:
    said = _paragraphs(explain(small.tables["issues"], small, {}))
    assert said["各列"] == ("编号（文字）", "状态（单选：已回应、未到期）")
    assert said["由它统计"] == ("受理问题数、已回应问题数、未到期数",)


def _paragraphs(said: Explanation) -> dict[str, tuple[str, ...]]:
    return dict(said.paragraphs)


@pytest.mark.parametrize("thing", names(STANDARD).values(), ids=names(STANDARD))
def test_everything_that_has_a_name_can_be_explained(
    thing: Provision | Clause | Chapter | DataItem | Table,
) -> None:
    said = explain(thing, STANDARD, EXAMPLES)
    assert said.title
    assert all(line for _, lines in said.paragraphs for line in lines)


@pytest.mark.parametrize("typed", ["W6.8", "w6.8", "6.8", "Ｗ６．８", " W6.8 "])
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    assert find(typed, STANDARD) is STANDARD.provisions["W6.8"]


def test_a_number_with_nought_is_not_another_number() -> None:
    assert find("6.10", STANDARD) is STANDARD.provisions["W6.10"]
    assert find("6.1", STANDARD) is STANDARD.provisions["W6.1"]


def test_items_and_tables_are_found_by_label_and_id(small: Standard) -> None:
    assert find("受理问题数", small) is small.items["accepted"]
    assert find("accepted", small) is small.items["accepted"]
    assert find("问题台账", small) is small.tables["issues"]
    assert find("W4", small) is small.chapters[0]
    assert find("W4.2", small) is small.clauses["W4.2"]


def test_an_unknown_name_is_answered_with_the_nearest(small: Standard) -> None:
    with pytest.raises(UsageProblem, match=r"W4\.2d") as refused:
        find("W4.2d", small)
    assert "W4.2" in refused.value.advice
    with pytest.raises(UsageProblem) as refused:
        find("受理的问题数", small)
    assert "受理问题数" in refused.value.advice
    with pytest.raises(UsageProblem) as refused:
        find("问题", small)
    assert "问题" in refused.value.advice
    with pytest.raises(UsageProblem) as refused:
        find("xyzzy", small)
    assert refused.value.advice == "icstd clauses 列出全部条款"


def test_hostile_text_is_echoed_harmlessly(small: Standard) -> None:
    with pytest.raises(UsageProblem) as refused:
        find("\x1b[31m\u202e" + "长" * 500, small)
    assert "\x1b" not in refused.value.message
    assert len(refused.value.message) < 200


def test_a_withdrawn_number_says_why(small: Standard) -> None:
    with pytest.raises(UsageProblem, match=r"W4\.9 已撤销：没有依据"):
        find("W4.9", small)


def test_within_takes_chapters_clauses_and_provisions_only(small: Standard) -> None:
    assert within("W4.2", small) == {"W4.2a", "W4.2b"}
    assert within("W4", small) == set(small.provisions)
    assert within("W4.2a", small) == {"W4.2a"}
    with pytest.raises(UsageProblem, match="不是条款"):
        within("有中心", small)


def test_the_strongest_source_counts_once(small: Standard) -> None:
    found = encoding_figures(small)
    assert found.by_strongest == {"项目原始材料": 5, "姊妹标准": 3}
    assert found.by_source == {"项目原始材料": 5, "姊妹标准": 3}
    assert (found.computed, found.proxy, found.declared, found.delegated) == (6, 1, 1, 0)
    assert found.stated == 3
    assert found.profile_limits == 2


def test_a_source_of_the_limit_alone_does_not_carry_the_content(small: Standard) -> None:
    assert source_kinds(small.provisions["W4.3"], small) == ("项目原始材料",)


def test_the_figures_are_shown_under_chinese_names_only() -> None:
    for title, rows in figure_rows(encoding_figures(STANDARD)):
        assert re.fullmatch(r"[^a-z]+", title)
        assert all(re.fullmatch(r"[^a-z]+", label) for label, _ in rows)


def test_the_shipped_summary_owns_up_to_what_is_not_verified() -> None:
    rows = dict(row for _, group in figure_rows(encoding_figures(STANDARD)) for row in group)
    verified = sum(p.text_status == "verified" for p in STANDARD.provisions.values())
    assert rows["已与官方文本逐条核对"] == verified


def test_no_explanation_reads_another_file(tmp_path: Path) -> None:
    assert load_examples(tmp_path / "none.json") == {}
