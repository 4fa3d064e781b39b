"""The published schema and the loader agree, but for what is said only the loader can see."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import assessments
from test_loader_round_trip import as_json
from tiny_standard import NUMBER, TINY

from icstd.assessment.dump import to_plain
from icstd.assessment.load import assessment_from
from icstd.assessment.schema import ONLY_THE_LOADER_REFUSES, assessment_schema
from icstd.clauses.load import load_standard
from icstd.errors import InputProblems
from icstd.yamlio import read_document

SCHEMA = assessment_schema(TINY)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

Json = dict[str, Any]


def minimal(**parts: Any) -> Json:
    return {
        "标准": NUMBER,
        "编码版本": "1.0",
        "园区": {"名称": "示例工业社区"},
        "评价": {"评价日": "2026-03-01", "评价期起": "2025-01-01", "评价期止": "2025-12-31"},
        **parts,
    }


def answers(**given_: Any) -> Json:
    return minimal(填报={"诉求办理": given_})


def codes(document: Json) -> set[str]:
    """Codes with which the loader refuses a document; empty where it takes it."""
    data = json.dumps(document, default=as_json, ensure_ascii=False).encode()
    try:
        assessment_from(read_document(data, "试.json"), TINY)
    except InputProblems as refused:
        return {p.code for p in refused.problems}
    return set()


def notes(document: Json) -> set[str]:
    """Codes of what the loader says of a document that it takes."""
    data = json.dumps(document, default=as_json, ensure_ascii=False).encode()
    return {w.code for w in assessment_from(read_document(data, "试.json"), TINY).warnings}


def valid(document: Json) -> bool:
    plain = json.loads(json.dumps(document, default=as_json))
    return bool(VALIDATOR.is_valid(plain))


def test_the_schema_is_a_schema_of_the_draft_it_names() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator.check_schema(assessment_schema(load_standard()))
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_no_pattern_of_the_schema_means_digits_of_other_scripts() -> None:
    assert "\\d" not in json.dumps(SCHEMA)


def test_every_item_has_a_title_and_a_description_in_chinese() -> None:
    for item in TINY.items.values():
        found = SCHEMA["$defs"][f"answer.{item.id}"]
        assert found["title"] == item.label
        assert item.help in found["description"]


def test_special_words_are_offered_with_their_meaning() -> None:
    kinds = SCHEMA["$defs"]["item.days_promised"]["anyOf"]
    offered = next(k for k in kinds if "enum" in k)
    assert offered["enum"] == ["不清楚", "无", "未公布"]
    assert len(offered["enumDescriptions"]) == 3


SAMPLES: list[tuple[str, Json]] = [
    ("E-DUPKEY", minimal(answers={}, 填报={})),
    ("E-CONSISTENCY", answers(受理问题数=1, 已回应问题数=2)),
    ("E-DATE", minimal(填报={"基本情况": {"成立日期": "2023-02-29"}})),
    ("E-DATE-RANGE", minimal(填报={"基本情况": {"成立日期": "1024-01-01"}})),
    ("E-DATE-FUTURE", minimal(填报={"基本情况": {"成立日期": "2026-03-02"}})),
    ("E-EVIDENCE", answers(受理问题数={"值": 1, "证据": ["E9"]})),
    ("E-REASON", minimal(人工判定={"W4.12": {"结论": "不适用"}})),
    ("E-MISSING", minimal(台账={"诉求台账": [{"编号": "1"}]})),
    ("E-RANGE", answers(公布的办结时限="99999")),
    ("E-PERCENT", answers(走访覆盖率="0.5")),
    ("E-TYPE", answers(生活服务=["无", "餐饮"])),
    ("E-TOO-LONG", minimal(填报={"基本情况": {"特色做法": "长" * 40_000}})),
]


@pytest.mark.parametrize(("code", "document"), SAMPLES, ids=[code for code, _ in SAMPLES])
def test_what_only_the_loader_refuses_passes_the_schema(code: str, document: Json) -> None:
    assert valid(document)
    assert codes(document) == {code}


def test_all_that_only_the_loader_refuses_is_shown_by_a_sample() -> None:
    assert {code for code, _ in SAMPLES} == set(ONLY_THE_LOADER_REFUSES)


REFUSED_BY_BOTH: list[tuple[str, Json]] = [
    ("E-UNKNOWN-KEY", answers(受理问题=1)),
    ("E-UNKNOWN-KEY", minimal(填报={"诉求办里": {}})),
    ("E-UNKNOWN-KEY", minimal(备注=1)),
    ("E-TYPE", answers(有诉求电话="yes")),
    ("E-TYPE", answers(有诉求电话=1)),
    ("E-TYPE", answers(受理问题数=1.5)),
    ("E-TYPE", answers(受理问题数=True)),
    ("E-TYPE", answers(受理问题数="未公布")),
    ("E-RANGE", answers(受理问题数=-1)),
    ("E-RANGE", answers(受理问题数=100_001)),
    ("E-PERCENT", answers(走访覆盖率=0.95)),
    ("E-RANGE", answers(走访覆盖率=950)),
    ("E-ENUM", answers(生活服务=["餐"])),
    ("E-ENUM", minimal(填报={"基本情况": {"党组织形式": "支部"}})),
    ("E-TYPE", minimal(填报={"基本情况": {"特色做法": ["甲"]}})),
    ("E-COMPUTED", minimal(人工判定={"W4.1": "符合"})),
    ("E-CLAUSE", minimal(人工判定={"4.12": "符合"})),
    ("E-ENUM", minimal(人工判定={"W4.12": "已采纳"})),
    ("E-ENUM", minimal(人工判定={"W4.8a": "不适用"})),
    ("E-ENUM", minimal(证据={"E1": {"类型": "原件"}})),
    ("E-ENUM", minimal(意见={"W4.1": {"类型": "差", "说明": "甲"}})),
    ("E-TYPE", minimal(台账={"诉求台账": {"编号": "1"}})),
    ("E-STANDARD", minimal(标准="DB33/T 1—2000")),
    ("E-VERSION", minimal(编码版本="0.9")),
    ("E-MISSING", minimal(园区={})),
    ("E-MISSING", minimal(评价={"评价日": "2026-03-01", "评价期起": "2025-01-01"})),
]


@pytest.mark.parametrize(("code", "document"), REFUSED_BY_BOTH)
def test_plain_faults_are_refused_by_schema_and_loader(code: str, document: Json) -> None:
    assert not valid(document)
    assert codes(document) == {code}


MARKED_BUT_READ = [
    answers(有诉求电话="无"),
    answers(受理问题数="128件"),
    answers(生活服务="餐饮"),
    minimal(填报={"基本情况": {"成立日期": 20240501}}),
    minimal(填报={"基本情况": {"成立日期": "2024-5-1"}}),
]


@pytest.mark.parametrize("document", MARKED_BUT_READ)
def test_an_editor_marks_what_the_loader_reads_with_a_note(document: Json) -> None:
    assert not valid(document)
    assert notes(document) == {"W-READ"}
    assert codes(document) == set()


def test_chinese_keys_and_ascii_ids_are_both_taken() -> None:
    document = {
        "$schema": "x",
        "standard": TINY.id,
        "encoding_version": 1.0,
        "park": {"name": "甲"},
        "period": {"as_of": "2026-03-01", "start": "2025-01-01", "end": "2025-12-31"},
        "answers": {"appeals": {"accepted": {"value": 3, "evidence": ["E1"], "review": True}}},
        "tables": {"issues": [{"number": "1", "day": "2025-05-01", "level": "社区"}]},
        "judgements": {"W4.10": {"verdict": "已采纳", "reason": "甲"}},
        "evidence": {"E1": {"name": "台账", "type": "记录"}},
        "comments": {"W4.1": {"kind": "好", "text": "甲"}},
    }
    assert valid(document)
    assert codes(document) == set()


ODD: list[Any] = [
    None, "", " ", "是", " 是 ", "无", "无 ", "不清楚", "未公布", [], ["无"], ["无", "餐饮"],
    ["不清楚"], [None], ["餐饮", "餐饮"], ["甲", 1, None], 0, 1, -1, 3, 0.5, 99.5, 1.0, 10**14,
    "12", " 12 ", "１２", "1,000", "007", "1e2", "0.5", "95%", "９５％", "5件", "2026-03-01",
    "２０２５-03-01", "2026-3-1", "2023-02-29", "2030-01-01", 20240501, True, False, "符合",
    "已采纳", "不适用", "好", "记录", ["E1"], "E1", {}, {"值": 3}, {"值": None, "说明": "甲"},
    {"说明": 1, "待复核": "是"}, {"结论": "符合"}, {"结论": None, "说明": "甲"},
    {"编号": "1", "受理日期": "2025-01-01", "层级": "社区"}, {"类型": "好"}, [{"类型": "好"}],
    {"类型": "", "说明": "甲"}, "长" * 11_000,
]  # fmt: skip
ODD_KEYS = ["accepted", "受理问题数", "填报", "E1", "W4.12", "W6.8", "值", "value", "说明", "甲"]


def _paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs: Any = node.items() if isinstance(node, dict) else ()
    if isinstance(node, list):
        pairs = enumerate(node)
    below = [p for key, part in pairs for p in _paths(part, (*path, key))]
    return [path, *below]


@st.composite
def mutated(draw: st.DrawFn) -> Json:
    """A document of a random assessment with up to three places changed."""
    document = deepcopy(to_plain(draw(assessments(TINY)), TINY))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(_paths(document)[1:]))
        parent: Any = document
        for key in path[:-1]:
            parent = parent[key]
        how = draw(st.integers(0, 3))
        if how == 0 and isinstance(parent, dict):
            parent[draw(st.sampled_from(ODD_KEYS))] = parent.pop(path[-1])
        elif how == 1:
            del parent[path[-1]]
        else:
            parent[path[-1]] = deepcopy(draw(st.sampled_from(ODD)))
        if not document:
            break
    return document


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_whatever_the_loader_accepts_without_a_note_the_schema_accepts(document: Json) -> None:
    refused = codes(document)
    if not refused:
        assert valid(document) or "W-READ" in notes(document)
    elif valid(document):
        assert refused <= set(ONLY_THE_LOADER_REFUSES)
