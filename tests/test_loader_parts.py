"""The parts around the answers: identity, judgements, evidence, comments, tables."""

from __future__ import annotations

from datetime import date

import pytest
from loading import APPEALS, BASICS, HEAD, load, refused
from tiny_standard import NUMBER, TINY

from icstd.assessment.load import assessment_from
from icstd.errors import InputProblems, Place
from icstd.terms import CommentKind, EvidenceLevel, EvidenceType, Party, Verdict
from icstd.yamlio import read_document

IDENTITY = HEAD.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("".join(IDENTITY[1:]), 1, "没有填“标准”"),
        (HEAD.replace(NUMBER, ""), 1, "没有填“标准”"),
        (HEAD.replace('"1.0"', ""), 2, "没有填“编码版本”"),
        (HEAD.replace("{名称: 示例工业社区}", "{名称: }"), 3, "没有填“名称”"),
        (HEAD.replace("{名称: 示例工业社区}", '{名称: " "}'), 3, "没有填“名称”"),
        (HEAD.replace("{名称: 示例工业社区}", "{所在地: 甲}"), 3, "没有填“名称”"),
        (HEAD.replace("{名称: 示例工业社区}", ""), 3, "没有填“名称”"),
        ("".join(IDENTITY[:2] + IDENTITY[3:]), 1, "没有填“名称”"),
        (HEAD.replace("评价日: 2026-03-01, ", ""), 4, "没有填“评价日”"),
        (HEAD.replace("评价期起: 2025-01-01, ", ""), 4, "没有填“评价期起”"),
        (HEAD.replace("2025-12-31", ""), 4, "没有填“评价期止”"),
    ],
)
def test_each_missing_part_of_the_identity_is_told_once(text: str, line: int, words: str) -> None:
    (told,) = refused(text)
    assert (told.code, told.line) == ("E-MISSING", line)
    assert words in told.text


def test_without_any_identity_each_part_is_asked_for() -> None:
    told = refused("填报: {}\n")
    assert [t.code for t in told] == ["E-MISSING"] * 6


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        ("DB99／T 9999—2025", f"写成 {NUMBER}"),
        ("DB99/T 9999-2025", f"写成 {NUMBER}"),
        ("db99/t9999－2025", f"写成 {NUMBER}"),
        ("DB99/T 9999—2026", f"本程序判的是 {NUMBER}"),
        ("GB/T 1.1—2020", f"本程序判的是 {NUMBER}"),
    ],
)
def test_another_standard_is_refused_and_a_slip_in_its_number_corrected(
    number: str, advice: str
) -> None:
    (told,) = refused(HEAD.replace(NUMBER, number) + "填报: {甲: 1}\n")
    assert (told.code, told.line) == ("E-STANDARD", 1)
    assert advice in told.text


@pytest.mark.parametrize("version", ['"0.9"', "2", "1.00", "一"])
def test_another_encoding_version_is_refused_with_the_cure(version: str) -> None:
    (told,) = refused(HEAD.replace('"1.0"', version) + "填报: {甲: 1}\n")
    assert (told.code, told.line) == ("E-VERSION", 2)
    assert "--from" in told.text


def test_an_unquoted_version_is_read_as_it_was_typed() -> None:
    assert load(HEAD.replace('"1.0"', "1.0")).encoding_version == "1.0"


def test_the_period_begins_before_it_ends_and_before_the_assessment() -> None:
    (told,) = refused(HEAD.replace("2025-12-31", "2024-12-31"))
    assert (told.code, told.line) == ("E-CONSISTENCY", 4)
    (told,) = refused(HEAD.replace("2026-03-01", "2024-12-31"))
    assert "评价日 2024-12-31 早于评价期起" in told.text


JUDGED = [
    ("S52", "W4.12: {结论: 基本符合}", "E-ENUM", "可填：符合、部分符合、不符合、不适用"),
    ("S02", "4.10: {结论: 符合}", "E-CLAUSE", "是否想填“W4.10”"),
    ("S54", "99.9: {结论: 符合}", "E-CLAUSE", "icstd clauses"),
    ("lower case", "w4.12: {结论: 符合}", "E-CLAUSE", "是否想填“W4.12”"),
    ("whole clause", "W4.8: {结论: 符合}", "E-CLAUSE", "W4.8a、W4.8b"),
    ("withdrawn", "W4.9: {结论: 符合}", "E-CLAUSE", "并入 W4.10"),
    ("computed", "W4.1: {结论: 符合}", "E-COMPUTED", "“党组织形式”"),
    ("computed, always met", "W6.8: {结论: 符合}", "E-ENUM", "可填：不适用"),
    ("statement", "W6.21: {结论: 符合}", "E-COMPUTED", "陈述"),
    ("not to be left out", "W4.8a: {结论: 不适用, 说明: 甲}", "E-ENUM", "可填：符合"),
    ("no reason", "W4.12: {结论: 不适用}", "E-REASON", "说明"),
    ("not the park's to say", "W4.12: {结论: 未评价}", "E-ENUM", "可填"),
    ("word of another kind", "W4.12: {结论: 已采纳}", "E-ENUM", "可填"),
    ("unknown key", "W4.12: {结论: 符合, 原因: 甲}", "E-UNKNOWN-KEY", "结论、说明、证据"),
    ("unknown evidence", "W4.12: {结论: 符合, 证据: [E7]}", "E-EVIDENCE", "登记"),
    ("list", "W4.12: [符合]", "E-TYPE", "一组内容"),
]


@pytest.mark.parametrize(
    ("text", "code", "words"), [r[1:] for r in JUDGED], ids=[r[0] for r in JUDGED]
)
def test_a_judgement_that_cannot_be_is_refused(text: str, code: str, words: str) -> None:
    (told,) = refused(f"{HEAD}人工判定:\n  {text}\n")
    assert (told.code, told.line) == (code, 6)
    assert words in told.text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("W4.12: 符合", Verdict.MET),
        ("W4.12: {结论: 不适用, 说明: 甲}", Verdict.NOT_APPLICABLE),
        ("W4.10: 已采纳", Verdict.MET),
        ("W4.10: 部分采纳", Verdict.PARTLY),
        ("W4.10: 未采纳", Verdict.UNMET),
        ("W4.10: 符合", Verdict.MET),
        ("W6.20: 已采用", Verdict.MET),
        ("W6.20: 未采用", Verdict.UNMET),
        ("W6.6: 符合", Verdict.MET),
        ("W6.8: {结论: 不适用, 说明: 评价期内没有受理问题}", Verdict.NOT_APPLICABLE),
    ],
)
def test_a_judgement_is_read_in_the_words_of_its_kind(text: str, verdict: Verdict) -> None:
    (judged,) = load(f"{HEAD}人工判定:\n  {text}\n").judgements.values()
    assert judged.verdict is verdict


def test_an_entry_without_a_verdict_is_no_judgement() -> None:
    loaded = load(f"{HEAD}人工判定:\n  W4.12: {{结论: , 条款指纹: f}}\n  W4.1:\n")
    assert loaded.judgements == {}
    assert loaded.warnings == ()
    (warning,) = load(f"{HEAD}人工判定:\n  W4.12: {{说明: 甲}}\n").warnings
    assert warning.code == "W-NO-VERDICT"


def test_later_dates_are_held_against_the_date_asked_for() -> None:
    document = read_document(f"{BASICS}    成立日期: 2025-06-01\n".encode(), "试.yaml")
    assert assessment_from(document, TINY).answers["founded"].value == date(2025, 6, 1)
    with pytest.raises(InputProblems) as caught:
        assessment_from(document, TINY, date(2025, 5, 31))
    assert caught.value.problems[0].code == "E-DATE-FUTURE"


def test_the_cover_is_read_and_the_way_of_assessing_is_one_of_three() -> None:
    loaded = load(HEAD.replace("示例工业社区}", "示例工业社区, 所在地: 北仑, 主导产业: 模具}"))
    assert loaded.park[:3] == ("示例工业社区", "北仑", "模具")
    assert loaded.period.party is Party.FIRST
    assert (
        load(HEAD.replace("2025-12-31}", "2025-12-31, 方式: 第三方评价}")).period.party
        == "第三方评价"
    )
    (told,) = refused(HEAD.replace("2025-12-31}", "2025-12-31, 方式: 第三方}"))
    assert (told.code, told.line) == ("E-ENUM", 4)
    assert "是否想填“第三方评价”" in told.text


def test_an_answer_knows_its_value_place_evidence_remark_and_mark() -> None:
    text = (
        f"{APPEALS}    受理问题数: {{值: 3, 证据: [E1, E1], 说明: 甲, 待复核: 是}}\n"
        "    已回应问题数:\n      值: 2\n    未到期数:\n证据: {E1: }\n"
    )
    answers = load(text).answers
    accepted = answers["accepted"]
    assert (accepted.value, accepted.evidence, accepted.note) == (3, ("E1",), "甲")
    assert accepted.review
    assert accepted.place == Place(7, 16)
    assert answers["answered"].place == Place(9, 10)
    assert (answers["waiting"].value, answers["waiting"].place) == (None, Place(10, 5))


def test_the_order_of_keys_in_the_file_changes_nothing_but_places() -> None:
    one = load(f"{APPEALS}    受理问题数: 3\n    已回应问题数: 2\n  基本情况:\n    企业总数: 1\n")
    other = load(f"{BASICS}    企业总数: 1\n  诉求办理:\n    已回应问题数: 2\n    受理问题数: 3\n")
    assert list(one.answers) == list(other.answers) == ["enterprises", "accepted", "answered"]


EVIDENCE = """\
证据:
  E10: {名称: 甲, 类型: 名册, 文件: 附件/甲.xlsx, sha256: ab, 日期: 2026-01-10}
  E2: {名称: 乙, 有效期至: 2030-01-01, 核验程度: 见原件, 出处: 档案 3, 说明: 丙}
  E1:
"""


def test_evidence_is_read_in_full_and_in_natural_order() -> None:
    evidence = load(HEAD + EVIDENCE).evidence
    assert list(evidence) == ["E1", "E2", "E10"]
    ten, two, one = evidence["E10"], evidence["E2"], evidence["E1"]
    assert (ten.type, ten.file, ten.sha256) == (EvidenceType.ROSTER, "附件/甲.xlsx", "ab")
    assert ten.dated == date(2026, 1, 10)
    assert two.valid_until == date(2030, 1, 1)
    assert (two.level, two.reference, two.note) == (EvidenceLevel.ORIGINAL, "档案 3", "丙")
    assert (one.name, one.type, one.level) == ("", EvidenceType.OTHER, EvidenceLevel.UNCHECKED)
    assert one.place == Place(8, 3)


def test_more_evidence_than_allowed_is_refused() -> None:
    told = refused(HEAD + "证据:\n" + "".join(f"  E{n}: {{名称: 甲}}\n" for n in range(1_001)))
    assert (told[0].code, told[0].line) == ("E-TOO-LONG", 5)


def test_a_cited_number_is_only_matched_with_the_same_digits() -> None:
    text = f"{APPEALS}    受理问题数: {{值: 1, 证据: [e1, E3]}}\n证据: {{E1: {{名称: 甲}}}}\n"
    first, second = refused(text)
    assert "是否想填“E1”" in first.text
    assert "是否想填" not in second.text


def test_comments_stand_alone_or_in_a_list_and_come_in_clause_order() -> None:
    text = (
        f"{HEAD}意见:\n  W6.8: {{类型: 过严}}\n"
        "  W4.1:\n    - {类型: 好, 说明: 甲}\n    - {类型: , 说明: }\n    - {类型: 缺项}\n"
    )
    comments = load(text).comments
    assert [(c.provision, c.kind, c.text) for c in comments] == [
        ("W4.1", CommentKind.GOOD, "甲"),
        ("W4.1", CommentKind.MISSING, ""),
        ("W6.8", CommentKind.TOO_STRICT, ""),
    ]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("W4.1: {说明: 甲}", "E-MISSING", "类型"),
        ("W4.1: {类型: 太严}", "E-ENUM", "是否想填“过严”"),
        ("W4.1: 太严", "E-TYPE", "一组内容"),
        ("W4.8: {类型: 好}", "E-CLAUSE", "W4.8a"),
    ],
)
def test_a_comment_that_cannot_be_is_refused(text: str, code: str, words: str) -> None:
    (told,) = refused(f"{HEAD}意见:\n  {text}\n")
    assert (told.code, told.line) == (code, 6)
    assert words in told.text


LEDGER = f"{HEAD}台账:\n  诉求台账:\n"


def test_rows_of_a_table_are_read_by_their_columns() -> None:
    text = (
        f"{LEDGER}"
        "    - {编号: 1, 受理日期: 2025-05-01, 层级: 社区, 已办结: 是, 费用: 1.5, 类别: [用工]}\n"
        "    - {编号: , 受理日期: , 层级: }\n"
        "    - {number: A-2, day: 2027-01-01, level: 联盟, 已办结: 不清楚, 类别: 无,"
        " 涉及人数: 无}\n"
    )
    first, second = load(text).tables["issues"]
    assert first.cells == {
        "number": "1", "day": date(2025, 5, 1), "level": "社区", "closed": True,
        "cost": 1.5, "kinds": ("用工",),
    }  # fmt: skip
    assert first.place == Place(7, 7)
    assert second.cells == {
        "number": "A-2", "day": date(2027, 1, 1), "level": "联盟", "people": 0,
    }  # fmt: skip


def test_an_empty_table_is_known_to_be_empty_and_a_blank_one_is_not() -> None:
    for text in ("[]", "无"):
        assert load(f"{HEAD}台账: {{诉求台账: {text}}}\n").tables == {"issues": ()}
    for text in ("", "~"):
        assert load(f"{HEAD}台账: {{诉求台账: {text}}}\n").tables == {}


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        ("{编号: 1, 受理日期: 2025-05-01}", "E-MISSING", "没有填“层级”"),
        ("{编号: 1, 受理日期: 2025-05-01, 层级: 不清楚}", "E-MISSING", "没有填“层级”"),
        ("{编号: 1, 受理日期: 2025-05-01, 层级: 镇}", "E-ENUM", "社区、联盟"),
        ("{编号: 1, 受理日期: 25/5/1, 层级: 社区}", "E-DATE", "四位"),
        ("{编号: 1, 受理日期: 2025-05-01, 层级: 社区, 备注: 甲}", "E-UNKNOWN-KEY", "编号、"),
        ("{编号: 1, 受理日期: 2025-05-01, 层级: 社区, 已办结: yes}", "E-TYPE", "“是”"),
        ("{编号: 1, 受理日期: 2025-05-01, 层级: 社区, 涉及人数: -1}", "E-RANGE", "不小于 0"),
        ("一件", "E-TYPE", "列名"),
    ],
)
def test_a_row_that_cannot_be_is_refused(row: str, code: str, words: str) -> None:
    (told,) = refused(f"{LEDGER}    - {row}\n")
    assert (told.code, told.line) == (code, 7)
    assert words in told.text


def test_a_table_that_is_no_list_or_too_long_is_refused() -> None:
    (told,) = refused(f"{HEAD}台账: {{诉求台账: {{编号: 1}}}}\n")
    assert (told.code, told.line) == ("E-TYPE", 5)
    told_all = refused(f"{HEAD}台账: {{诉求台账: [{'{编号: 1},' * 5_001}]}}\n")
    assert [t.code for t in told_all] == ["E-TOO-LONG"]


def test_faults_of_all_parts_come_in_one_run() -> None:
    text = (
        f"{APPEALS}    受理问题: 1\n台账: {{诉求台账: [甲]}}\n人工判定: {{W9: 符合}}\n"
        "证据: {E1: {类型: 甲}}\n意见: {W9: {类型: 好}}\n备注: 1\n"
    )
    assert [t.line for t in refused(text)] == [7, 8, 9, 10, 11, 12]
