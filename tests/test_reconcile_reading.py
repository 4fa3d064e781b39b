"""A standard's text is read into its structure, however it was copied."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from gbt11 import Generated, careless_text, copied_text, documents, plain_text
from hypothesis import given, settings
from reading import score
from second_standard import TEXT

from icstd.authoring.reconcile.characters import fingerprint
from icstd.authoring.reconcile.model import Kind, OfficialText, Part
from icstd.authoring.reconcile.text import read_official_text
from icstd.terms import Modality


@pytest.fixture(scope="module")
def invented() -> OfficialText:
    return read_official_text(TEXT.read_bytes(), TEXT.name)


def read(text: str) -> OfficialText:
    return read_official_text(text.encode(), "标准.txt")


BEFORE = (
    "DB33/T 1—2021\n示范园区服务规范\n1 范围\n本文件规定了示范园区服务的要求。\n"
    "2 规范性引用文件\n本文件没有规范性引用文件。\n"
    "3 术语和定义\n本文件没有需要界定的术语和定义。\n4 基本要求\n"
)


def body(text: str) -> list[tuple[str, str, str]]:
    """(place, kind, text) of the sentences from chapter 4 on."""
    padding = (
        "5 其他\n5.1 服务场所的名称由园区自定并向企业公布。\n" + "名称变更的按原渠道告知。" * 6
    )
    found = read(BEFORE + text + padding)
    return [(s.place, s.kind.value, s.text) for s in found.sentences if s.number.startswith("4")]


# --- the invented standard, in full ------------------------------------------------


def test_number_and_title_come_from_the_cover(invented: OfficialText) -> None:
    assert invented.standard_number == "DB99/T 0001—2024"
    assert invented.title == "园区共享会议室管理和服务规范"


def test_chapters_and_clause_titles_are_headings(invented: OfficialText) -> None:
    headings = {b.number: b.text for b in invented.blocks if b.kind.heading}
    assert headings == {
        "1": "范围", "2": "规范性引用文件", "3": "术语和定义", "4": "基本要求", "5": "设施设备",
        "5.1": "空间", "5.2": "设备", "5.2.3": "无障碍设施", "5.2.3.1": "出入口", "5.2.3.1.1": "门",
        "6": "预约与使用", "6.1": "预约", "6.2": "使用", "7": "安全与应急", "8": "评价与改进",
        "A": "满意度计算", "B": "使用登记内容",
    }  # fmt: skip


def test_clauses_are_read_down_to_the_fifth_level(invented: OfficialText) -> None:
    (deep,) = [s for s in invented.sentences if s.number == "5.2.3.1.1.1" and s.kind is Kind.CLAUSE]
    assert deep.text == "会议室门的净宽不应小于0.9 m。"


def test_a_paragraph_before_numbered_clauses_is_hanging(invented: OfficialText) -> None:
    assert [(s.place, s.text) for s in invented.sentences if s.kind is Kind.HANGING] == [
        ("5", "设施设备的配置应与会议室的使用规模相适应。")
    ]


def test_list_items_carry_their_labels_and_what_introduces_them(invented: OfficialText) -> None:
    items = [(s.place, s.context + s.text) for s in invented.sentences if s.kind is Kind.ITEM]
    assert items[:5] == [
        ("4.3 a)", "管理制度应包括下列内容：预约管理；"),
        ("4.3 b)1)", "管理制度应包括下列内容：设备维护：日常巡检；"),
        ("4.3 b)2)", "管理制度应包括下列内容：设备维护：定期保养；"),
        ("4.3 c)", "管理制度应包括下列内容：安全管理。"),
        ("5.2.1 列项1", "会议室应配备下列设备：显示设备；"),
    ]


def test_notes_and_examples_hold_no_provision(invented: OfficialText) -> None:
    added = [s for s in invented.sentences if s.kind.additional]
    assert [s.kind for s in added] == [Kind.NOTE, Kind.EXAMPLE]
    assert not any(s.binding for s in added)


def test_a_normative_annex_binds_and_an_informative_one_does_not(invented: OfficialText) -> None:
    parts = {s.number[0]: s.part for s in invented.sentences if s.number[:1] in ("A", "B")}
    assert parts == {"A": Part.NORMATIVE_ANNEX, "B": Part.INFORMATIVE_ANNEX}
    assert [s.text for s in invented.sentences if s.number.startswith("A") and s.binding] == [
        "有效样本不应少于30份。"
    ]


def test_broken_lines_are_joined_and_page_heads_go(invented: OfficialText) -> None:
    texts = [s.text for s in invented.sentences]
    assert "预约信息填写不全的，应一次性告知需要补充的内容。" in texts
    assert "可能危及人身安全的，应立即停止使用。" in "".join(texts)
    assert not any("DB99/T 0001" in t or t.strip().isdigit() for t in texts)


def test_foreword_scope_references_and_terms_hold_no_provision(invented: OfficialText) -> None:
    early = [s for s in invented.sentences if not s.part.binding]
    assert {s.modality for s in early} == {Modality.STATEMENT}
    references = [s.text.split("  ")[0] for s in early if s.kind is Kind.REFERENCE]
    assert references == ["GB 2894", "GB/T 10001.1"]
    assert [s.text for s in early if s.kind is Kind.TERM and s.number == "3.2"] == [
        "响应时间  response time",
        "从收到预约到告知结果所经过的时间。",
    ]


def test_steps_are_instructions(invented: OfficialText) -> None:
    steps = [s for s in invented.sentences if s.number == "6.2.2" and s.kind is Kind.ITEM]
    assert [s.modality for s in steps] == [Modality.INSTRUCTION] * 3


def test_reading_the_invented_standard_leaves_no_doubt_about_numbers(
    invented: OfficialText,
) -> None:
    assert invented.remarks == ()


# --- documents with known structure ------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(documents)
def test_every_sentence_and_heading_of_a_generated_standard_is_found(made: Generated) -> None:
    found, wrong = score(made, read(plain_text(made)))
    assert (found.found, found.placed) == (found.sentences, found.sentences), wrong[:3]
    assert (found.headed, found.extra) == (found.headings, 0)


@settings(max_examples=25, deadline=None)
@given(documents)
def test_copying_from_a_pdf_changes_nothing_in_what_is_found(made: Generated) -> None:
    def content(text: OfficialText) -> list[tuple[str, str, str, str]]:
        return [
            (s.place, s.kind.value, s.modality.value, s.fingerprint)
            for s in text.sentences
            if s.part.binding
        ]

    assert content(read(copied_text(made, 1))) == content(read(plain_text(made)))


@settings(max_examples=15, deadline=None)
@given(documents)
def test_a_careless_copy_loses_hardly_anything(made: Generated) -> None:
    found, wrong = score(made, read(careless_text(made, 1)))
    assert found.sentences - found.placed <= max(1, 0.03 * found.sentences), wrong[:5]


@settings(max_examples=25, deadline=None)
@given(documents)
def test_types_of_a_generated_standard_are_right_but_for_verbs_nobody_listed(
    made: Generated,
) -> None:
    found, wrong = score(made, read(plain_text(made)))
    assert found.typed >= 0.9 * found.sentences, wrong[:5]
    assert all("got [('" in w for w in wrong)


# --- single traps --------------------------------------------------------------------


def test_a_number_at_the_start_of_a_broken_line_is_no_clause() -> None:
    first = "服务中心的设置应按照第5章中有关场所面积、人员数量以及开放时间的规定执行，同时符合"
    assert body(f"4.1 {first}\n4.2 的规定。\n4.2 场所应整洁。\n") == [
        ("4.1", "条", f"{first}4.2 的规定。"),
        ("4.1", "条", f"{first}4.2 的规定。"),
        ("4.2", "条", "场所应整洁。"),
    ]


def test_a_quantity_at_the_start_of_a_broken_line_is_no_chapter() -> None:
    first = "4.1 服务中心的专职工作人员数量应与企业数量相适应，企业数量在一百家以上的应不少于"
    found = body(f"{first}\n5 人，其中至少1人持证。\n")
    assert {(place, text[-12:]) for place, _, text in found} == {
        ("4.1", "5 人，其中至少1人持证。"[-12:])
    }


def test_a_clause_number_alone_on_its_line_takes_the_next_line() -> None:
    assert body("4.1\n应公布电话。\n4.2\n应公布地址。\n") == [
        ("4.1", "条", "应公布电话。"),
        ("4.2", "条", "应公布地址。"),
    ]


def test_items_in_a_row_on_one_line_are_told_apart() -> None:
    text = "4.1 应公布：a) 电话；b) 地址；c) 时间。\n"
    assert [(p, t) for p, k, t in body(text) if k == "列项"] == [
        ("4.1 a)", "电话；"),
        ("4.1 b)", "地址；"),
        ("4.1 c)", "时间。"),
    ]


def test_full_width_numbers_labels_and_letters_are_read() -> None:
    text = "４．１　应公布：\nａ）电话；\nｂ）地址。\n"
    assert [p for p, k, _ in body(text) if k == "列项"] == ["4.1 a)", "4.1 b)"]


def test_a_missing_number_is_pointed_out_at_its_line() -> None:
    found = read(BEFORE + "4.1 应公布电话。\n4.4 应公布地址。\n" + "应长期保存有关的全部材料。" * 8)
    (remark,) = found.remarks
    assert (remark.code, remark.place.line) == ("W-TEXT-NUMBER", 11)
    assert "4.4" in remark.message


def test_a_list_letter_that_is_missing_is_pointed_out() -> None:
    found = read(
        BEFORE + "4.1 应公布：\na) 电话；\nc) 地址。\n" + "4.2 应长期保存有关的全部材料。" * 8
    )
    assert ["c)" in r.message for r in found.remarks] == [True]


def test_this_standard_and_this_document_mean_the_same() -> None:
    for word in ("本标准", "本文件"):
        found = read(
            BEFORE.replace("本文件", word) + "4.1 应公布电话和地址。\n" * 1 + "。" + "园" * 100
        )
        assert found.title == "示范园区服务规范"


def test_a_requirement_in_a_note_is_pointed_out() -> None:
    found = read(
        BEFORE + "4.1 应公布电话。\n注：电话应常年有人接听。\n" + "4.2 " + "应保存全部材料。" * 12
    )
    (note,) = [s for s in found.sentences if s.kind is Kind.NOTE]
    assert note.modality is Modality.STATEMENT
    assert "不应有要求" in note.obligation.remarks[0]


# --- fingerprints ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "copy",
    [
        "应在 2 h 内响应，并告知 结果",
        "应在２h内响应，并告知结果。",
        "应在2h内\n响应,并告知结果；",
        "应在2\u00a0h内响应，并告知\u200b结果。",
    ],
)
def test_copies_of_a_sentence_share_its_fingerprint(copy: str) -> None:
    assert fingerprint(copy) == fingerprint("应在2 h内响应，并告知结果。")


def test_another_sentence_has_another_fingerprint() -> None:
    assert fingerprint("应在2 h内响应。") != fingerprint("应在3 h内响应。")
    assert fingerprint("甲。", 1, 2) != fingerprint("甲。", 2, 2)


# --- Word files --------------------------------------------------------------------------


def word(build: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_with_typed_numbers_reads_as_its_text_does(invented: OfficialText) -> None:
    paragraphs = [b for b in TEXT.read_text("utf-8").split("\n") if b.strip()]
    joined: list[str] = []
    for line in paragraphs:  # Word has whole paragraphs: the broken lines joined
        if joined and line.startswith(
            ("用、", "知需要", "立即停止", "的规定起草", "用文件", "改单")
        ):
            joined[-1] += line
        else:
            joined.append(line)
    found = read_official_text(word(lambda d: [d.add_paragraph(t) for t in joined]), "标准.docx")
    assert [(s.place, s.fingerprint) for s in found.sentences if s.part.binding] == [
        (s.place, s.fingerprint) for s in invented.sentences if s.part.binding
    ]


def numbering(document: docx.document.Document) -> None:
    """A multilevel list as the templates for standards have it: 章, 条, 条, a)."""
    root = document.part.numbering_part.element
    levels = (
        ("decimal", "%1"),
        ("decimal", "%1.%2"),
        ("decimal", "%1.%2.%3"),
        ("lowerLetter", "%4)"),
    )
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for n, (form, pattern) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(n))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", pattern)):
            part = OxmlElement(tag)
            part.set(qn("w:val"), value)
            level.append(part)
        abstract.append(level)
    root.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "90")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "90")
    num.append(link)
    root.append(num)


def numbered(document: docx.document.Document, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = 90


def test_automatic_numbers_of_a_word_template_are_counted_as_word_counts_them() -> None:
    def build(document: docx.document.Document) -> None:
        numbering(document)
        for text, level in (
            ("范围", 0), ("规范性引用文件", 0), ("术语和定义", 0), ("基本要求", 0), ("总则", 1),
            ("应公布：", 2), ("电话；", 3), ("地址。", 3), ("应长期保存材料。", 2), ("人员", 1),
            ("应配备专职人员。", 2), ("服务中心", 0), ("应设立服务中心，位置应便于企业到达。", 1),
        ):  # fmt: skip
            numbered(document, text, level)
        document.add_paragraph("本段说明本文件的背景，不含要求。" * 8)

    found = read_official_text(word(build), "标准.docx")
    assert [(s.place, s.text) for s in found.sentences if s.binding] == [
        ("4.1.1 a)", "电话；"),
        ("4.1.1 b)", "地址。"),
        ("4.1.2", "应长期保存材料。"),
        ("4.2.1", "应配备专职人员。"),
        ("5.1", "应设立服务中心，位置应便于企业到达。"),
        ("5.1", "应设立服务中心，位置应便于企业到达。"),
    ]


def test_a_table_in_a_word_file_is_shown_and_asks_for_a_look() -> None:
    def build(document: docx.document.Document) -> None:
        for line in BEFORE.split("\n"):
            document.add_paragraph(line)
        document.add_paragraph("4.1 服务事项应符合表1的规定。")
        document.add_paragraph("表1 服务事项")
        table = document.add_table(rows=2, cols=2)
        for n, text in enumerate(("事项", "时限", "政策咨询", "应当日答复")):
            table.cell(n // 2, n % 2).text = text
        document.add_paragraph(
            "4.2 应长期保存材料。"
            + "档案由专人管理，借阅须登记，归还后核对，保存期限由园区自定并公布。" * 2
        )

    found = read_official_text(word(build), "标准.docx")
    rows = [s.text for s in found.sentences if s.kind is Kind.TABLE]
    assert rows == ["表1 服务事项", "事项 │ 时限", "政策咨询 │ 应当日答复"]
    assert [s.place for s in found.sentences if s.text.startswith("应长期")] == ["4.2"]
