"""Every character of a standard's file is read as its text or listed as not read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as File
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from icstd.authoring.reconcile.book import Attention, Book, prepare
from icstd.authoring.reconcile.model import Kind, OfficialText, Part
from icstd.authoring.reconcile.text import read_official_text
from icstd.authoring.reconcile.workbook_in import read_workbook
from icstd.authoring.reconcile.workbook_out import write_workbook
from icstd.clauses.load import load_standard

BEFORE = (
    "DB33/T 1—2021\n示范园区服务规范\n1 范围\n本文件规定了示范园区服务的要求。\n"
    "2 规范性引用文件\n本文件没有规范性引用文件。\n"
    "3 术语和定义\n本文件没有需要界定的术语和定义。\n4 基本要求\n"
)
AFTER = "5 其他\n5.1 服务场所的名称由园区自定并向企业公布。\n" + "名称变更的按原渠道告知。" * 6
_W = nsdecls("w")


def read(text: str) -> OfficialText:
    return read_official_text((BEFORE + text + AFTER).encode(), "标准.txt")


def book(text: OfficialText) -> Book:
    return prepare(text, load_standard())


def rows(text: str) -> dict[str, tuple[str, str, str]]:
    """Sentence as shown → (attention, type, hints)."""
    return {r.sentence: (r.attention.value, r.type, r.hints) for r in book(read(text)).rows}


def word(build: Callable[[Any], None]) -> OfficialText:
    document = docx.Document()
    for line in BEFORE.split("\n"):
        document.add_paragraph(line)
    build(document)
    for line in AFTER.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return read_official_text(out.getvalue(), "标准.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str) -> str:
    return f"<w:p {_W}>{inner}</w:p>"


def put(document: Any, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


DUTY = "应每季度公布一次台账。"
_INLINE = {
    "内容控件": f"<w:sdt><w:sdtPr/><w:sdtContent>{run(DUTY)}</w:sdtContent></w:sdt>",
    "智能标记": f'<w:smartTag w:uri="u" w:element="e">{run(DUTY)}</w:smartTag>',
    "简单域": f'<w:fldSimple w:instr="DOCPROPERTY x">{run(DUTY)}</w:fldSimple>',
    "自定义标记": f'<w:customXml w:uri="u" w:element="e">{run(DUTY)}</w:customXml>',
    "链接": f'<w:hyperlink w:anchor="a">{run(DUTY)}</w:hyperlink>',
    "书写方向": f'<w:bdo w:val="ltr">{run(DUTY)}</w:bdo>',
    "套了两层": (
        f'<w:sdt><w:sdtContent><w:smartTag w:uri="u" w:element="e">{run(DUTY)}</w:smartTag>'
        "</w:sdtContent></w:sdt>"
    ),
}


@pytest.mark.parametrize("wrapper", _INLINE)
def test_a_sentence_inside_any_inline_wrapper_is_read(wrapper: str) -> None:
    found = word(lambda d: put(d, paragraph(run("4.1 ") + _INLINE[wrapper])))
    assert [s.text for s in found.sentences if s.number == "4.1"] == [DUTY]


@pytest.mark.parametrize("tag", ["w:sdt", "w:customXml"])
def test_paragraphs_tables_rows_and_cells_inside_a_block_wrapper_are_read(tag: str) -> None:
    inner = "<w:sdtContent>{}</w:sdtContent>" if tag == "w:sdt" else "{}"
    extra = "" if tag == "w:sdt" else ' w:uri="u" w:element="e"'

    def wrap(xml: str, spaces: str = "") -> str:
        return f"<{tag} {spaces}{extra}>{inner.format(xml)}</{tag}>"

    cells = wrap(f"<w:tc><w:p>{run('时限')}</w:p></w:tc>")
    first = wrap("<w:p>" + run("事项") + "</w:p>")
    row = wrap(f"<w:tr><w:tc>{first}</w:tc>{cells}</w:tr>")

    def build(document: Any) -> None:
        put(document, wrap(f"<w:p>{run(f'4.1 {DUTY}')}</w:p>", _W))
        put(document, wrap(f"<w:tbl>{row}</w:tbl>", _W))

    found = word(build)
    assert [s.text for s in found.sentences if s.number == "4.1"] == [DUTY, "事项 │ 时限"]


def test_a_text_box_is_read_once_behind_its_paragraph_and_told() -> None:
    box = (
        f'<w:r><mc:AlternateContent xmlns:mc="{"http://schemas.openxmlformats.org/"}'
        'markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps">'
        f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p>{run(f'4.2 {DUTY}')}</w:p>"
        "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox><w:txbxContent><w:p>{run(f'4.2 {DUTY}')}</w:p></w:txbxContent></v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = word(lambda d: put(d, paragraph(run("4.1 应整洁。") + box)))
    assert [(s.number, s.text) for s in found.sentences if s.number[:2] == "4."] == [
        ("4.1", "应整洁。"),
        ("4.2", DUTY),
    ]
    assert [r.code for r in found.remarks] == ["W-TEXT-UNREAD"]
    assert "文本框" in found.remarks[0].message


@pytest.mark.parametrize("mark", ["w:strike", "w:dstrike", "w:vanish"])
@pytest.mark.parametrize("where", ["run", "character style", "paragraph style"])
def test_struck_out_and_hidden_text_is_listed_and_not_read(mark: str, where: str) -> None:
    def build(document: Any) -> None:
        held = ""
        properties = f"<{mark}/>"
        if where != "run":
            kind = where.split(maxsplit=1)[0]
            document.styles.element.append(
                parse_xml(
                    f'<w:style {_W} w:type="{kind}" w:styleId="off"><w:name w:val="off"/>'
                    f"<w:rPr>{properties}</w:rPr></w:style>"
                )
            )
            held = '<w:pPr><w:pStyle w:val="off"/></w:pPr>' if kind == "paragraph" else ""
            properties = '<w:rStyle w:val="off"/>' if kind == "character" else ""
        own = "" if where != "paragraph style" else f'<{mark} w:val="0"/>'
        put(document, paragraph(held + run("4.1 应整洁", own) + run("而且安静", properties)))

    found = word(build)
    assert [s.text for s in found.sentences if s.number == "4.1"] == ["应整洁"]
    assert [u.text for u in found.unread if u.why in ("删除线", "双删除线", "隐藏文字")] == [
        "而且安静"
    ]
    assert any("而且安静" in r.message for r in found.remarks)


def test_headers_comments_pictures_and_formulas_are_told() -> None:
    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "本页各条自2026年起施行"
        document.sections[0].footer.paragraphs[0].text = "— 3 —"
        p = document.add_paragraph("4.1 人均面积应按下式计算：")
        m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
        p._p.append(
            parse_xml(
                f"<m:oMath {m}><m:r><m:t>S=</m:t></m:r><m:f><m:num><m:r><m:t>A</m:t></m:r></m:num>"
                "<m:den><m:r><m:t>N</m:t></m:r></m:den></m:f></m:oMath>"
            )
        )
        document.add_comment(p.runs[0], "这一句还要改", author="甲")
        picture = p._p.add_r()
        picture.append(
            parse_xml(
                f'<w:pict {_W} xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></w:pict>'
            )
        )

    found = word(build)
    assert {(u.why.split("（")[0], u.text) for u in found.unread if u.why != "封面"} >= {
        ("页眉", "本页各条自2026年起施行"),
        ("页脚", "— 3 —"),
        ("批注", "这一句还要改"),
        ("图片", "这里有一幅图，图里的字读不到"),
        ("公式", "S=(A)/(N)"),
    }
    told = " ".join(r.message for r in found.remarks)
    assert "自2026年起施行" in told
    assert "这一句还要改" in told
    assert "— 3 —" not in told
    assert next(s.text for s in found.sentences if s.number == "4.1").endswith("：S=(A)/(N)")


_PIECES = st.sampled_from(sorted(_INLINE)) | st.sampled_from(
    ["<w:strike/>", "<w:vanish/>", '<w:strike w:val="0"/>', "<w:b/>"]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(_PIECES, st.text("甲乙丙丁戊己", min_size=1, max_size=6)), min_size=1))
def test_read_and_listed_together_are_all_the_characters_there_are(
    pieces: list[tuple[str, str]],
) -> None:
    inner = "".join(
        _INLINE[how].replace(DUTY, text) if how in _INLINE else run(text, how)
        for how, text in pieces
    )
    found = word(lambda d: put(d, paragraph(run("4.1 ") + inner)))
    read_ = "".join(b.text for b in found.blocks if b.number == "4.1")
    listed = "".join(u.text for u in found.unread if u.why in ("删除线", "隐藏文字"))
    assert sorted(read_ + listed) == sorted("".join(text for _, text in pieces))


def test_what_was_not_read_goes_through_the_workbook() -> None:
    made = book(read("4.1 应公布电话。\nDB33/T 1—2021\n4.2 应公布地址。\n"))
    standard = load_standard()
    again = read_workbook(write_workbook(made, standard), "核对.xlsx")
    assert ("书眉或页码", "11", "DB33/T 1—2021") in made.unread
    assert again.unread == made.unread


def test_a_heading_with_nothing_below_it_is_told() -> None:
    found = read("4.1 服务电话\n4.2 应公布地址。\n")
    assert [r.message for r in found.remarks] == ["4.1 只有标题“服务电话”，下面没有条文"]
    assert ("章条标题", "10", "4.1 服务电话") in book(found).unread


# --- what a clause calls in ------------------------------------------------------------

TABLE = "表1 服务事项\n序号    事项    频次\n1    企业底数台账    每季度\n2    诉求台账    宜每月\n"


def test_the_cells_of_a_table_that_a_clause_calls_in_are_looked_at_one_by_one() -> None:
    found = rows(f"4.1 各项台账应符合表1的规定。\n{TABLE}4.2 应公布地址。\n")
    why = "4.1 要求按表1办，请对照原件逐格核对"
    assert found["表1 服务事项：1 │ 企业底数台账 │ 每季度"] == (
        "要细看",
        "要求",
        f"“频次”一栏；{why}",
    )
    assert found["表1 服务事项：2 │ 诉求台账 │ 宜每月"][:2] == ("要细看", "推荐")
    assert found["序号 │ 事项 │ 频次"][0] == "要细看"


def test_a_table_nobody_calls_in_needs_no_decision() -> None:
    found = rows(f"4.1 应建立台账。\n{TABLE}4.2 应公布地址。\n")
    assert found["1 │ 企业底数台账 │ 每季度"][0] == "不用定"


def test_a_table_row_with_the_next_chapters_number_stays_in_the_table() -> None:
    many = "".join(f"{n}    台账{n}    每月\n" for n in range(3, 8))
    found = read(f"4.1 台账应符合表1的规定。\n{TABLE}{many}4.2 应公布地址。\n")
    assert [b.number for b in found.blocks if b.kind is Kind.CHAPTER] == ["1", "2", "3", "4", "5"]
    assert sum(s.kind is Kind.TABLE and "台账" in s.text for s in found.sentences) == 7


def test_a_range_of_tables_and_a_table_that_is_missing_are_told() -> None:
    found = read(f"4.1 台账应符合表1～表3的规定。\n{TABLE}4.2 应公布地址。\n")
    assert {r.message for r in found.remarks} == {
        "4.1 提到表2，文本里没有找到它的标题",
        "4.1 提到表3，文本里没有找到它的标题",
    }


def test_an_informative_annex_that_a_clause_calls_in_is_looked_at() -> None:
    found = read_official_text(
        (
            BEFORE + "4.1 应按照附录A的要求建立台账。\n" + AFTER + "\n附录A\n（资料性）\n台账\n"
            "A.1 台账应每季度更新。\n"
        ).encode(),
        "标准.txt",
    )
    (row,) = [r for r in book(found).rows if r.place == "A.1"]
    assert row.attention is Attention.LOOK
    assert "资料性" in row.hints
    assert {s.part for s in found.sentences if s.number == "A.1"} == {Part.INFORMATIVE_ANNEX}


@pytest.mark.parametrize(
    "sentence",
    [
        "考核应按DB33/T 2039 第6章的规定执行。",
        "标识应符合GB/T 10001.1的规定。",
        "应按照《浙江省开发区条例》的规定公开。",
    ],
)
def test_a_cited_document_is_looked_at(sentence: str) -> None:
    attention, _, hints = rows(f"4.1 {sentence}\n")[sentence]
    assert attention == "要细看"
    assert "被引用的内容" in hints


# --- annexes ----------------------------------------------------------------------------


def annexed(text: str) -> OfficialText:
    return read_official_text(
        (BEFORE + "4.1 应公开。\n" + AFTER + "\n" + text).encode(), "标准.txt"
    )


@pytest.mark.parametrize(
    ("text", "part", "remark"),
    [
        ("附录B（规范性）\n评分\nB.1 得分应高。\n", Part.NORMATIVE_ANNEX, "前面没有附录"),
        ("附录8（规范性）\n评分\n8.1 得分应高。\n", Part.NORMATIVE_ANNEX, "像是认错了"),
        ("附录A（资料性）\n表\nA.1 应填。\n附录C（规范性）\n分\nC.1 得分应高。\n",
         Part.NORMATIVE_ANNEX, "附录 C 接不上"),
        ("附录A（资料性）\n表\nA.1 应填。\nB.1 得分应高。\n",
         Part.NORMATIVE_ANNEX, "没有找到附录 B 的标题"),
        ("附录A 评分（资料性）\nA.1 得分应高。\n", Part.INFORMATIVE_ANNEX, ""),
        ("附录A\n评分\n（资料性附录）\nA.1 得分应高。\n", Part.INFORMATIVE_ANNEX, ""),
        ("附录A\n评分\nA.1 得分应高。\n", Part.NORMATIVE_ANNEX, "没有写明规范性还是资料性"),
    ],
)  # fmt: skip
def test_a_provision_keeps_the_nature_of_its_own_annex(text: str, part: Part, remark: str) -> None:
    found = annexed(text)
    (sentence,) = [s for s in found.sentences if s.text == "得分应高。"]
    assert sentence.part is part
    told = " ".join(r.message for r in found.remarks)
    assert remark in told
    assert bool(remark) == bool(told)


# --- slips of recognition ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("社区宣组织文体活动。", "社区宜组织文体活动。”，类型为推荐"),
        ("社区不宣收费。", "社区不宜收费。”，类型为推荐"),
        ("社区庆公布电话。", "社区应公布电话。”，类型为要求"),
        ("社区必颁公布电话。", "社区必须公布电话。”，类型为要求"),
        ("社区木得收费。", "社区不得收费。”，类型为要求"),
        ("应在5个工作曰内答复。", "应在5个工作日内答复。"),
        ("专职人员应不少于l人。", "专职人员应不少于1人。"),
        ("应在1O个工作日内答复。", "应在10个工作日内答复。"),
        ("材料应存挡。", "材料应存档。"),
    ],
)
def test_a_likely_slip_is_looked_at_with_the_reading_it_suggests(sentence: str, meant: str) -> None:
    attention, _, hints = rows(f"4.1 {sentence}\n")[sentence]
    assert attention == "要细看"
    assert f"应读作“{meant}" in hints


@pytest.mark.parametrize(
    "sentence",
    [
        "应开展宣传和宣讲，举办庆祝活动，叮嘱职工注意安全。",
        "应配备AED和LED屏，面积不小于100 m2，水量不少于10 l。",
        "应按I类场所配置，公布App的下载方式。",
    ],
)
def test_words_that_hold_such_characters_rightly_are_left_alone(sentence: str) -> None:
    assert not any("认错" in hints for _, _, hints in rows(f"4.1 {sentence}\n").values())


@pytest.mark.parametrize("number", ["4,2", "4，2", "4·2", "4.Z", "4:2"])
def test_a_misread_clause_number_is_read_as_the_next_one_and_told(number: str) -> None:
    found = read(f"4.1 应公布电话。\n{number} 应公布地址。\n4.3 应公布时间。\n")
    assert [s.place for s in found.sentences if s.text == "应公布地址。"] == ["4.2"]
    assert [r.message for r in found.remarks] == [
        f"行首的“{number}”像是条号 4.2 认错了字，按 4.2 读"
    ]


# --- second requirements, duties without a modal word, notes, vague words ---------------------


def test_a_second_requirement_in_what_introduces_a_list_is_split_off() -> None:
    found = read("4.1 应建立下列制度，并应至少每3年修订一次：\na) 走访；\nb) 回访。\n")
    assert [(s.place, s.kind.value, s.fragment) for s in found.sentences if s.number == "4.1"] == [
        ("4.1", "列项引语", "应建立下列制度，"),
        ("4.1", "条", "并应至少每3年修订一次："),
        ("4.1 a)", "列项", "走访；"),
        ("4.1 b)", "列项", "回访。"),
    ]


@pytest.mark.parametrize(
    ("sentence", "looked_at"),
    [
        ("应实行公开：公布电话，公示流程。", True),
        ("应公布下列信息：电话、地址和时间。", False),
    ],
)
def test_what_follows_a_colon_is_looked_at_where_it_acts(sentence: str, looked_at: bool) -> None:
    assert ("冒号" in rows(f"4.1 {sentence}\n")[sentence][2]) is looked_at


@pytest.mark.parametrize(
    "sentence",
    [
        "服务站的设立，由园区管理机构负责，报县主管部门备案。",
        "人员的考核按第6章的规定执行。",
        "变更事项报主管部门同意。",
    ],
)
def test_who_does_what_without_a_modal_word_is_read_as_an_instruction(sentence: str) -> None:
    attention, kind, hints = rows(f"4.1 {sentence}\n")[sentence]
    assert (attention, kind) == ("要细看", "指示")
    assert "请定类型" in hints


def test_a_requirement_in_a_note_to_the_terms_is_looked_at() -> None:
    text = BEFORE.replace(
        "本文件没有需要界定的术语和定义。",
        "3.1\n服务站 station\n提供服务的场所。\n注2：一个园区应只设一个服务站。",
    )
    found = book(read_official_text((text + "4.1 应公开。\n" + AFTER).encode(), "标准.txt"))
    (row,) = [r for r in found.rows if r.place.startswith("3")]
    assert (row.attention, row.type) == (Attention.LOOK, "陈述")
    assert "此处不应有要求" in row.hints


@pytest.mark.parametrize(
    ("sentence", "vague"),
    [("一般隐患应在7日内整改。", False), ("应一般每季度走访一次。", True)],
)
def test_a_class_of_hazards_is_no_vague_word(sentence: str, vague: bool) -> None:
    assert ("一般" in rows(f"4.1 {sentence}\n")[sentence][2]) is vague


def test_a_footnote_is_read_as_a_note_behind_its_paragraph() -> None:
    document = docx.Document()
    for line in (BEFORE + "4.1 应公布电话。\n" + AFTER).split("\n"):
        document.add_paragraph(line)
    target = next(p for p in document.paragraphs if p.text.startswith("4.1"))
    target._p.append(parse_xml(f'<w:r {_W}><w:footnoteReference w:id="2"/></w:r>'))
    note = f'<w:footnote w:id="2"><w:p>{run("电话应常年有人接听。")}</w:p></w:footnote>'
    blob = f"<w:footnotes {_W}>{note}</w:footnotes>"
    part = File(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        blob.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = io.BytesIO()
    document.save(out)
    found = read_official_text(out.getvalue(), "标准.docx")
    (read_,) = [s for s in found.sentences if s.kind is Kind.NOTE]
    assert (read_.number, read_.text, read_.obligation.sure) == (
        "4.1",
        "电话应常年有人接听。",
        False,
    )


def test_cells_merged_downwards_and_nested_tables_are_read() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("4.1 事项应符合表1的规定。")
        document.add_paragraph("表1 事项")
        table = document.add_table(rows=3, cols=2)
        for n, text in enumerate(("类别", "时限", "咨询", "当日", "", "次日")):
            table.cell(n // 2, n % 2).text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        inner = table.cell(2, 1).add_table(rows=1, cols=1)
        inner.cell(0, 0).text = "遇节假日顺延"

    found = word(build)
    texts = [s.text for s in found.sentences if s.kind is Kind.TABLE]
    assert texts == ["表1 事项", "类别 │ 时限", "咨询 │ 当日", "咨询 │ 次日遇节假日顺延"]
