# ruff: noqa: E501 - a table of faults, one a line
"""Every fault of a standard's sources is found, said in words and located."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_standard import FILES, HOME, book, faults_of, written

from icstd.authoring.sources import read_sources
from icstd.conformance import Outcome
from icstd.errors import InputProblems
from icstd.rules.rulebook import Rulebook, met

CHAPTER = (HOME / "ch04.yaml").read_text(encoding="utf-8")
_FIRST = "      - id: W4.1\n"


def test_the_small_standard_is_sound(tmp_path: Path) -> None:
    assert faults_of(written(tmp_path)) == ()


FAULTS: list[tuple[str, str, str, str, str]] = [
    # file, text, replacement, what is said, text of the line that is blamed
    ("edition", "id: small-1", "id: other", "应与文件夹名", "id: other"),
    ("edition", "W4.9: 没有依据", "W4.1: 没有依据", "W4.1 已撤销", "withdrawn"),
    ("ch04", "- id: W4.7\n    title: 计划\n    topic: basics\n    provisions:\n      - id: W4.7",
     "- id: W4.10\n    title: 计划\n    topic: basics\n    provisions:\n      - id: W4.10",
     "编号 W4.7 空缺", "withdrawn"),
    ("edition", "left: [accepted]", "left: []", "两边都要有", "id: flow"),
    ("edition", "answered, waiting", "answered, form", "“form”不是数值数据项", "id: flow"),
    ("01_basics", "label: 走访次数", "label: 有中心", "“有中心”已用于 centre", "label: 有中心, type: count"),
    ("01_basics", "label: 有大厅", 'label: "有:大厅"', "要能直接当键填写", "有:大厅"),
    ("01_basics", "help: 填日期。", 'help: " "', "缺一句填报说明", "id: reviewed"),
    ("01_basics", "better: up}", "better: more}", "better 应为", "better: more"),
    ("01_basics", "unit: 次, ", "", "数值没有单位", "id: visits"),
    ("01_basics", "min: 0, max: 9999, help: 数一数。, example: 12", "help: 数一数。, example: 12",
     "要写明范围", "id: visits"),
    ("01_basics", "min: 0", "min: 10000", "min 大于 max", "id: firms"),
    ("01_basics", "type: date,", "type: date, min: 1,", "只有数值才有", "id: reviewed"),
    ("01_basics", "[党委, 支部, 无]", "[党委, 党委]", "选项至少两个", "id: form"),
    ("01_basics", "type: yes_no, help: 有没有。, example: 否",
     "type: yes_no, options: [是, 否], help: 有没有。, example: 否", "只有单选", "id: library"),
    ("01_basics", "example: 78", "example: 很多", "示例值不能照填", "id: firms"),
    ("01_basics", "whole: firms", "whole: nothing", "整体“nothing”", "id: visited"),
    ("01_basics", "whole: firms", "whole: promised", "同一单位", "id: visited"),
    ("01_basics", "commitment: true, controllable: false", "commitment: true", "整改目标", "id: promised"),
    ("01_basics", "example: 0, whole: accepted, controllable: false, table: issues",
     "example: 0, whole: accepted, controllable: false", "没有数据项以它为 id", "id: issues"),
    ("01_basics", "example: 12, better: up", "example: 12, better: up, table: issues",
     "统计函数不算这一项", "id: visits"),
    ("01_basics", "example: 12, better: up", "example: 12, better: up, table: nothing",
     "没有台账“nothing”", "id: visits"),
    ("01_basics", 'example: "2025-06-30"', 'example: "2025-06-30", table: issues',
     "只有计数才能", "id: reviewed"),
    ("01_basics", "label: 状态", "label: 编号", "列“编号”重复", "columns"),
    ("01_basics", "type: choice, options: [已回应, 未到期]", "type: choice", "要有 options", "id: state"),
    ("01_basics", "tables:", "  - {id: idle, label: 没人问, type: yes_no, help: 无。, example: 是}\ntables:",
     "白问了", "id: idle"),
    ("01_basics", "id: hall,", "id: Hall-1,", "应由小写字母", "Hall-1"),
    ("01_basics", "id: firms,", "id: firms, section: x,", "不要写", "section: x"),
    ("ch04", "id: W4.7\n    title", "id: W5.7\n    title", "应为 W4. 加数字", "id: W5.7"),
    ("ch04", "topic: basics", "topic: nowhere", "topic“nowhere”", "topic: nowhere"),
    ("ch04", "lead: 走访应做到：", 'lead: ""', "缺引语", "id: W4.2"),
    ("ch04", "- id: W4.2b", "- id: W4.7b", "列项编号应为 W4.2", "id: W4.7b"),
    ("ch04", _FIRST, "      - id: W4.1a\n", "编号与条相同", "id: W4.1a"),
    ("ch04", _FIRST, _FIRST + "        fingerprint: x\n", "由生成步骤填写", "fingerprint: x"),
    ("ch04", _FIRST, _FIRST + "        text_status: checked\n", "text_status 应为", "checked"),
    ("ch04", _FIRST, _FIRST + "        text_status: verified\n", "要有 official", "verified"),
    ("ch04", _FIRST, _FIRST + '        official: "4.1"\n', "不能有官方条号", "official"),
    ("ch04", "{id: A}]", "{id: Z}]", "没有出处“Z”", "id: Z"),
    ("ch04", "{id: A}]", "{id: A, supports: all}]", "supports 应为", "supports: all"),
    ("ch04", "{id: A}]", "{id: A, supports: modality}]", "没有一个出处支持", "sources:"),
    ("ch04", "item: centre}\n        subject", "item: nothing}\n        subject",
     "没有数据项“nothing”", "item: nothing"),
    ("ch04", "kind: present, item: centre}\n        subject", "kind: present}\n        subject",
     "要写 item", "kind: present}"),
    ("ch04", "item: centre}\n        subject", "item: centre, values: [是]}\n        subject",
     "用不到 values", "values: [是]"),
    ("ch04", "kind: min, item: visits", "kind: min, item: centre", "要数值", "item: centre, limits"),
    ("ch04", "values: [党委]", "values: [总支]", "“总支”不是", "values: [总支]"),
    ("ch04", "when_zero: 证据不足, ", "", "要写 when_zero", "kind: ratio"),
    ("ch04", "when_zero: 证据不足", "when_zero: 符合", "只能是", "when_zero: 符合"),
    ("01_basics", "example: 78, controllable: false", "example: 78", "用作分母", "id: firms"),
    ("01_basics", "whole: firms, ", "", "是分子", "id: visited"),
    ("ch04", "kind: rule,", "kind: rule, items: [accepted],", "这里不要写 items", "items: [accepted]"),
    ("ch04", "reading: 按 100% 判。", 'reading: ""', "要有读法", "kind: rule"),
    ("ch04", "{percent: ", "{share: ", "规则函数要限值“percent”", "kind: rule"),
    ("ch04", "{percent: ", "{share: ", "规则函数不用限值“share”", "share:"),
    ("ch04", "applies_if: {kind: present", "applies_if: {kind: manual", "适用条件不能用", "applies_if"),
    ("ch04", "check: {kind: manual}", "check: {kind: manual}\n        proxy: true",
     "不需要 proxy", "proxy: true"),
    ("ch04", "limits: {at_least: {origin: park_commitment, item: promised}}", "limits: {}",
     "要有限值 at_least", "kind: min"),
    ("ch04", "{at_most: {origin", "{at_least: {origin", "用不到限值 at_least", "at_least: {origin: profile, value: 365"),
    ("ch04", "value: 100, unit: \"%\", source: A", "unit: \"%\", source: A", "要写数值", "kind: ratio"),
    ("ch04", "unit: \"%\", source: A", "unit: \"%\", source: T", "要写明出处", "kind: ratio"),
    ("ch04", "origin: source, value", "origin: law, value", "不是法律法规", "kind: ratio"),
    ("ch04", "param: days, unit", "unit", "要写参数名", "kind: within_days"),
    ("ch04", "value: 365, param", "param", "要有默认数值", "kind: within_days"),
    ("ch04", "param: days, unit: 天", "param: days, unit: 天, source: T", "没有出处的限值", "kind: within_days"),
    ("ch04", "item: promised}", "item: firms}", "承诺数据项", "kind: min"),
    ("ch04", "item: promised}", "item: promised, value: 3}", "不要再写 value", "kind: min"),
    ("ch04", "param: days, unit", "param: days, item: promised, unit", "才写 item", "kind: within_days"),
    ("ch04", "param: days, unit: 天", "param: days", "缺单位", "kind: within_days"),
    ("ch04", "unit: 天", "unit: 次", "单位应为“天”", "kind: within_days"),
    ("ch04", "param: days", "param: areas", "与此不同", "kind: any_of"),
    ("ch04", "gist: 应有中心。", "gist: 有中心。", "文字里要有“应”", "gist: 有中心"),
    ("ch04", "gist: 应有中心。", "gist: 宜有中心。", "不一致", "gist: 宜有"),
    ("ch04", "gist: 应有中心。", "gist: 应有中心，应有牌子。", "只写一项义务", "应有牌子"),
    ("ch04", "gist: 应有中心。", "gist: 应及时设中心。", "“及时”含义不定", "应及时"),
    ("ch04", "vague: [必要]", "vague: [必要, 适当]", "所列“适当”", "适当"),
    ("ch04", "gist: 应有中心。", "gist: 应有中心", "以句号结尾", "gist: 应有中心"),
    ("ch04", "level: 需判断", "level: 可计算", "不能标“可计算”", "verifiability: {level: 可计算}"),
    ("ch04", "level: 需判断", "level: 难说", "level 应为", "难说"),
    ("ch04", "status: inferred", "status: guessed", "status 应为", "guessed"),
    ("ch04", "because: A 如此说", 'because: ""', "缺条款类型的理由", "because"),
    ("ch04", "subject: 社区", 'subject: ""', "缺 subject", "subject"),
    ("ch04", "evidence: [{what: 台账}]", "evidence: []", "没有写明看什么证据", "evidence: []"),
    ("ch04", "modality: 要求", "modality: 指示", "不应有“应、宜、可”", "gist: 应有中心"),
    ("ch04", "centre: 否}, result: 不符合", "centre: 是}, result: 符合", "结果为“不符合”的示例", "examples"),
    ("ch04", "accepted: 0, answered: 0, waiting: 0}, result: 不适用",
     "accepted: 2, answered: 2, waiting: 0}, result: 符合", "结果为“不适用”的示例", "examples"),
    ("ch04", "judged: 不适用, result: 不适用", "result: 未评价", "结果为“不适用”的示例", "examples"),
    ("ch04", "visited: 8, firms: 9}, result: 不符合", "visited: 9, firms: 9}, result: 不符合",
     "判定得“符合”", "visited: 9, firms: 9}, result: 不符合"),
    ("ch04", "{centre: 是}", "{firms: 3}", "本条不用数据项“firms”", "firms: 3"),
    ("ch04", "{centre: 是}", "{centre: 王某}", "示例不能照填", "centre: 王某"),
    ("ch04", "waiting: 1}, result: 不符合", "waiting: 2}, result: 不符合", "判定得“证据不足”", "waiting: 2"),
    ("default", "id: default", "id: other", "缺默认评价口径", "id: small-1"),
    ("default", "params: {areas: 2}", "params: {nothing: 2}", "没有任何限值用到", "nothing: 2"),
    ("default", "params", "required: [W9.9]\nparams", "没有条款 W9.9", "W9.9"),
    ("default", "params", "optional: [W4.6]\nparams", "不能列在这里", "W4.6"),
    ("default", "partial: 0.5", "partial: 2", "0 与 1 之间", "partial: 2"),
    ("default", "partial: 0.5", "partial: 0.5, unknown: never", "之一", "unknown: never"),
    ("default", "partial: 0.5", "partial: 0.5, not_applicable: never", "之一", "not_applicable: never"),
    ("default", "[优, 90]", "[优, 80]", "由高到低", "bands"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{f[0]}: {f[1]} -> {f[2]}" for f in FAULTS])
def test_a_fault_is_said_at_its_line(tmp_path: Path, fault: tuple[str, str, str, str, str]) -> None:
    file, text, instead, said, blamed = fault
    home = written(tmp_path, **{file: (text, instead)})
    found = [p for p in faults_of(home) if said in p.message]
    assert found, [p.message for p in faults_of(home)]
    lines = (home.parent / found[0].file).read_text(encoding="utf-8").splitlines()
    assert any(blamed in lines[p.place.line - 1] for p in found)


def test_all_faults_come_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    home = written(
        tmp_path, ch04=("gist: 应有中心。", "gist: 有中心"), default=("{areas: 2}", "{none: 1}")
    )
    found = faults_of(home)
    assert {p.file for p in found} == {"small-1/ch04.yaml", "small-1/profiles/default.yaml"}
    assert list(found) == sorted(found, key=lambda p: (p.file, p.place.line, p.place.col))


def test_a_rule_without_function_and_a_function_without_rule_are_faults(tmp_path: Path) -> None:
    stray = book()

    def has_centre(centre: bool) -> Outcome:
        return met("有" if centre else "无")

    stray.rule("W9.9")(lambda: met(""))
    stray.rule("W4.1")(has_centre)
    stray.counts("nothing")(lambda rows, **_: {})
    said = [p.message for p in faults_of(written(tmp_path), stray)]
    assert "规则登记在 W9.9 名下，但没有这个条款。" in said
    assert "登记了规则函数，但判定方式不是 rule。" in said
    assert "统计函数登记的台账“nothing”不在源文件里。" in said
    bare = [p.message for p in faults_of(written(tmp_path), Rulebook("small-1"))]
    assert "没有登记规则函数。" in bare
    assert "没有登记这张台账的统计函数。" in bare


def test_a_rule_parameter_that_is_no_item_is_a_fault(tmp_path: Path) -> None:
    rules = Rulebook("small-1")
    rules.ledgers = book().ledgers

    def of_nobody(accepted: int, nobody: int, *, percent: int) -> Outcome:
        return met(f"{accepted} {nobody} {percent}")

    rules.rule("W4.3")(of_nobody)
    assert "规则函数的参数“nobody”不是数据项。" in [
        p.message for p in faults_of(written(tmp_path), rules)
    ]


SHAPES = [
    ("gist: 应有中心。", "jist: 应有中心。", "不认识的键“jist”"),
    ("gist: 应有中心。", "jist: 应有中心。", "缺少“gist”"),
    ("modality: 要求", "modality: 必须", "不在可选之列：要求、指示、推荐、允许、陈述"),
    ("value: 100", "value: 一百", "“value”应是数，现为 “一百”"),
    ("value: 100", "value: true", "“value”应是数，现为 true"),
    ("values: [党委]", "values: 党委", "“values”应是列表，现为 “党委”"),
    ("title: 中心", "title: 3", "“title”应是文字，现为 3"),
    ("proxy: true", "proxy: 也许", "“proxy”应是 true 或 false"),
    ("check: {kind: manual}", "check: manual", "“check”应是一组“键: 值”"),
]


@pytest.mark.parametrize(("text", "instead", "said"), SHAPES)
def test_a_wrong_shape_is_said_in_chinese_at_its_line(
    tmp_path: Path, text: str, instead: str, said: str
) -> None:
    home = written(tmp_path, ch04=(text, instead))
    with pytest.raises(InputProblems) as refused:
        read_sources(home)
    found = [p for p in refused.value.problems if said in p.message]
    assert found, [p.message for p in refused.value.problems]
    wanted = CHAPTER[: CHAPTER.index(text)].count("\n") + 1
    assert abs(found[0].place.line - wanted) <= 3
    assert found[0].file == "small-1/ch04.yaml"


def test_shape_faults_of_several_files_come_together(tmp_path: Path) -> None:
    home = written(
        tmp_path, ch04=("title: 中心", "title: 3"), default=("title: 常规", "titel: 常规")
    )
    with pytest.raises(InputProblems) as refused:
        read_sources(home)
    assert {p.file for p in refused.value.problems} == {
        "small-1/ch04.yaml",
        "small-1/profiles/default.yaml",
    }


def test_an_id_used_twice_names_both_places(tmp_path: Path) -> None:
    home = written(tmp_path, ch04=("- id: W4.2b", "- id: W4.2a"))
    with pytest.raises(InputProblems) as refused:
        read_sources(home)
    (problem,) = refused.value.problems
    first = CHAPTER[: CHAPTER.index("- id: W4.2a")].count("\n") + 1
    assert f"small-1/ch04.yaml:{first}:" in problem.message
    assert problem.place.line > first


def test_a_folder_without_edition_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(InputProblems, match="没有这个文件") as refused:
        read_sources(tmp_path)
    assert "items/" in refused.value.problems[0].advice


def test_the_table_of_faults_breaks_every_file() -> None:
    broken = {file for file, *_ in FAULTS}
    assert broken == {Path(name).stem.replace("-", "_") for name in FILES}
