"""The workbook: written whole, read back the same, decisions weighed and kept."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from second_standard import DECISIONS, FATES, HOME, ID, TEXT, Decided, filled

from icstd.authoring.build import completed
from icstd.authoring.reconcile.book import Attention, Book, prepare, with_leftovers
from icstd.authoring.reconcile.candidates import Matcher
from icstd.authoring.reconcile.coverage import in_words
from icstd.authoring.reconcile.decisions import Reconciliation, annotated, reconcile
from icstd.authoring.reconcile.numbers import disagreement, quantities
from icstd.authoring.reconcile.text import read_official_text
from icstd.authoring.reconcile.workbook_in import read_workbook
from icstd.authoring.reconcile.workbook_out import write_workbook
from icstd.authoring.sources import read_sources
from icstd.clauses.model import Standard
from icstd.errors import InputProblems
from icstd.rules.outside import rulebook_of

GOOD = TEXT.read_bytes()


@pytest.fixture(scope="module")
def standard() -> Standard:
    return completed(read_sources(HOME / ID).standard, rulebook_of(HOME / ID, ID))


@pytest.fixture(scope="module")
def book(standard: Standard) -> Book:
    return prepare(read_official_text(GOOD, TEXT.name), standard)


@pytest.fixture(scope="module")
def data(book: Book, standard: Standard) -> bytes:
    return write_workbook(book, standard)


def decided(
    data: bytes,
    standard: Standard,
    changes: dict[str, Decided] | None = None,
    fates: dict[str, tuple[str, str]] | None = None,
) -> Reconciliation:
    """What is found when a person decides as in `DECISIONS`, but for some rows."""
    typed = filled(data, DECISIONS | (changes or {}), FATES if fates is None else fates)
    return reconcile(read_workbook(typed, "核对.xlsx"), standard)


def messages(done: Reconciliation) -> list[str]:
    return [p.message for p in done.contradictions]


# --- out and back ------------------------------------------------------------------------


def test_what_is_written_is_read_back_the_same(book: Book, data: bytes) -> None:
    back = read_workbook(data, "核对.xlsx")
    assert [row._replace(at=0) for row in back.rows] == list(book.rows)
    assert [left._replace(at=0) for left in back.leftovers] == list(book.leftovers)
    assert (back.about, back.other) == (book.about, book.other)


def test_the_same_text_gives_the_same_bytes(data: bytes, standard: Standard) -> None:
    again = prepare(read_official_text(GOOD, TEXT.name), standard)
    assert write_workbook(again, standard) == data


def test_rows_to_look_at_come_first_and_keep_the_text_s_order(book: Book) -> None:
    order = list(Attention)
    levels = [order.index(row.attention) for row in book.rows]
    assert levels == sorted(levels)
    binding = [row.place for row in book.rows if row.attention is Attention.CONFIRM]
    assert binding[:4] == ["4.1", "4.1", "4.2", "4.3 a)"]


def test_leads_notes_and_statements_ask_for_no_decision(book: Book) -> None:
    kinds = {row.kind.split()[0] for row in book.rows if row.attention is Attention.NOTHING}
    assert kinds >= {"列项引语", "注", "示例"}


def test_the_second_sheet_lists_provisions_without_any_candidate(book: Book) -> None:
    assert [left.provision for left in book.leftovers] == ["W4.6", "W7.6"]


def test_the_piece_in_question_is_marked_in_a_split_sentence(book: Book) -> None:
    shown = [row.sentence for row in book.rows if row.place == "4.1"]
    assert shown == [
        "【运营单位应建立会议室管理制度，】并公示服务内容和收费标准。",
        "运营单位应建立会议室管理制度，【并公示服务内容和收费标准。】",
    ]


def test_drop_downs_frozen_panes_and_hidden_fingerprints_are_there(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["逐句核对"]
    lists = {v.formula1 for v in sheet.data_validations.dataValidation}
    assert '"相同,较窄,较宽,交叉,无"' in lists
    assert '"要求,指示,推荐,允许,陈述"' in lists
    assert sheet.freeze_panes == "E4"
    assert sheet.column_dimensions["L"].hidden
    assert sheet.cell(3, 12).value == "指纹"


def test_a_sentence_that_looks_like_a_formula_stays_text(standard: Standard) -> None:
    hostile = GOOD.decode().replace(
        "会议结束后应及时清洁会议室", '=HYPERLINK("http://x","应及时清洁")'
    )
    made = prepare(read_official_text(hostile.encode(), "标准.txt"), standard)
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(made, standard)))["逐句核对"]
    cells = [
        c for row in sheet.iter_rows(min_row=4) for c in row if str(c.value).startswith("=HYP")
    ]
    assert [c.data_type for c in cells] == ["s"]
    assert not any(c.hyperlink for c in cells)


def test_the_best_candidate_is_the_right_one_for_nearly_every_sentence(
    book: Book, standard: Standard
) -> None:
    text = read_official_text(GOOD, TEXT.name)
    matcher = Matcher(standard, text)
    by_words = {row.sentence: row for row in book.rows if row.attention is not Attention.NOTHING}
    right = total = 0
    for words, typed in DECISIONS.items():
        if typed.relation != "相同" or not typed.choice.startswith("W"):
            continue
        (shown,) = [s for s in by_words if words in s]
        total += 1
        right += by_words[shown].candidates[0].startswith(f"{typed.choice}［")
    assert total == 24
    assert right >= 23
    assert all(len(matcher.candidates(s)) <= 3 for s in text.sentences if s.binding)


# --- decisions ------------------------------------------------------------------------------


def test_an_untouched_workbook_is_all_missing_and_nothing_contradicts(
    data: bytes, standard: Standard
) -> None:
    done = reconcile(read_workbook(data, "核对.xlsx"), standard)
    assert (done.contradictions, done.decisions) == ((), ())
    assert len(done.missing) == 44 + 2
    assert done.figures.sentences == 44
    assert not done.complete


def test_a_number_that_differs_is_a_contradiction_at_its_cell(
    data: bytes, standard: Standard
) -> None:
    (problem,) = decided(data, standard).contradictions
    assert problem.message == "W5.1 的数值不同：句子里的数是 15，条款的限值是 12"
    assert problem.place.cell.startswith("逐句核对!H")
    assert problem.path == "5.1.1"


def with_area(standard: Standard, square_metres: int) -> Standard:
    """The standard with another limit in W5.1."""
    provision = standard.provisions["W5.1"]
    ((name, limit),) = provision.check.limits.items()
    check = replace(provision.check, limits={name: limit._replace(value=Decimal(square_metres))})
    return replace(
        standard, provisions=standard.provisions | {"W5.1": replace(provision, check=check)}
    )


@pytest.fixture(scope="module")
def agreed(standard: Standard) -> Standard:
    """The standard once its limit has been put right."""
    return with_area(standard, 15)


def test_once_all_is_decided_and_agrees_the_workbook_is_complete(
    data: bytes, agreed: Standard
) -> None:
    done = decided(data, agreed)
    assert (done.contradictions, done.missing) == ((), ())
    assert done.complete
    assert in_words(done.figures) == (
        "官方句子：须定 44 句，已定 44 句（相同 25，较窄 0，较宽 5，交叉 0，无 14）",
        "官方要求：35 句，其中 21 句有相同的条款",
        "我们的条款：29 条，已核对 25，部分对应 2，保留 1，撤销 1，未定 0",
    )


def test_another_modality_is_a_notice_since_adoption_takes_the_official_one(
    data: bytes, agreed: Standard
) -> None:
    (notice,) = decided(data, agreed).notices
    assert (notice.code, notice.message) == ("W-RECONCILE-TYPE", "W6.3 现为推荐，官方是要求")


PLAN = "应制定应急预案，】"
CONTRADICTIONS = [
    ("same as two", {"不得存放易燃易爆": Decided("W7.2", "相同")}, {}, "W7.2 已与第"),
    ("same and wider", {"日常巡检": Decided("W4.4a", "较宽")}, {}, "与这一句就不能再是“较宽”"),
    ("same as several", {PLAN: Decided("W7.1、W7.6", "相同")}, {}, "只能对应一个条款"),
    ("unknown provision", {PLAN: Decided("W71", "相同")}, {}, "没有条款“W71”"),
    ("unknown relation", {PLAN: Decided("W7.1", "一样")}, {}, "没有“一样”这种关系"),
    ("unknown type", {PLAN: Decided("W7.1", "相同", "必须")}, {}, "没有“必须”这种类型"),
    ("statement", {PLAN: Decided("W7.1", "相同", "陈述")}, {}, "官方句子是陈述"),
    ("withdrawn but chosen", {"【可共用等候区": Decided("W7.6", "交叉")},
     {"W4.6": ("撤销", "无"), "W7.6": ("撤销", "无")}, "已有句子与之对应，又要撤销"),
    ("unknown fate", {}, {"W4.6": ("删掉", ""), "W7.6": ("保留", "")}, "没有“删掉”这种处理"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "fates", "words"),
    [c[1:] for c in CONTRADICTIONS],
    ids=[c[0] for c in CONTRADICTIONS],
)
def test_what_contradicts_is_said(
    changes: dict[str, Decided],
    fates: dict[str, tuple[str, str]],
    words: str,
    data: bytes,
    agreed: Standard,
) -> None:
    found = messages(decided(data, agreed, changes, fates or None))
    assert any(words in message for message in found), found


def test_a_near_miss_names_the_provision_that_was_meant(data: bytes, agreed: Standard) -> None:
    (problem,) = decided(data, agreed, {PLAN: Decided("W71", "相同")}).contradictions
    assert problem.advice == "是否想填 W7.1？"


def test_two_pieces_of_one_sentence_may_be_the_same_provision(
    data: bytes, agreed: Standard
) -> None:
    changes = {
        PLAN: Decided("W7.1", "相同"),
        "【每年至少演练": Decided("W7.1", "相同"),
    }
    done = decided(data, agreed, changes)
    assert done.contradictions == ()


@pytest.mark.parametrize(
    ("changes", "fates", "words"),
    [
        ({PLAN: Decided("", "相同")}, FATES, "没有填对应条款"),
        ({PLAN: Decided("W7.1", "")}, FATES, "还没有选关系"),
        ({}, {"W4.6": ("撤销", ""), "W7.6": ("保留", "")}, "撤销 W4.6 要写理由"),
        ({}, {"W7.6": ("保留", "")}, "W4.6 没有句子对应，还没有定"),
        ({"归还钥匙": Decided("", "无"), "检查物品": Decided("", "无"),
          "关闭设备和电源": Decided("", "无")}, FATES, "1 个条款没有一句与之对应：W6.6"),
    ],
    ids=["no provision", "no relation", "no reason", "no fate", "not on the second sheet"],
)  # fmt: skip
def test_what_is_missing_is_said(
    changes: dict[str, Decided],
    fates: dict[str, tuple[str, str]],
    words: str,
    data: bytes,
    agreed: Standard,
) -> None:
    done = decided(data, agreed, changes, fates)
    assert any(words in p.message for p in done.missing), done.missing
    assert not done.complete


def test_a_sentence_changed_in_the_workbook_is_found_out(data: bytes, agreed: Standard) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(filled(data)))
    sheet = workbook["逐句核对"]
    (cell,) = [c for c in sheet["D"] if str(c.value).startswith("会议结束后应及时")]
    cell.value = cell.value.replace("及时", "立即")
    out = io.BytesIO()
    workbook.save(out)
    done = reconcile(read_workbook(out.getvalue(), "核对.xlsx"), agreed)
    assert messages(done) == ["句子与它的指纹不符，可能在表里改过"]


def test_findings_are_written_beside_their_rows_and_decisions_stay(
    data: bytes, standard: Standard
) -> None:
    done = decided(data, standard)
    chosen = {p.id for d in done.decisions for p in d.provisions}
    again = with_leftovers(annotated(done), standard, chosen)
    back = read_workbook(write_workbook(again, standard), "再核对.xlsx")
    (row,) = [row for row in back.rows if row.place == "5.1.1"]
    assert row.result.startswith("W5.1 的数值不同")
    assert [r[8:11] for r in back.rows] == [r[8:11] for r in done.book.rows]
    assert reconcile(back, standard).figures == done.figures


def test_importing_again_keeps_what_was_decided(data: bytes, agreed: Standard) -> None:
    earlier = read_workbook(filled(data), "核对.xlsx")
    corrected = GOOD.decode().replace("易燃易爆物品", "易燃、易爆物品")
    again = prepare(read_official_text(corrected.encode(), "校对稿.txt"), agreed, earlier)
    done = reconcile(again._replace(name="新.xlsx"), agreed)
    assert done.figures.decided == 43
    (problem,) = done.missing
    assert problem.path == "7.2"


def test_columns_may_be_moved_and_rows_sorted(data: bytes, agreed: Standard) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(filled(data)))
    sheet = workbook["逐句核对"]
    sheet.move_range(f"A3:B{sheet.max_row}", cols=20)
    sheet.move_range(f"A4:Z{sheet.max_row}", rows=5)
    out = io.BytesIO()
    workbook.save(out)
    assert reconcile(read_workbook(out.getvalue(), "核对.xlsx"), agreed).complete


def test_a_workbook_of_another_standard_is_refused(book: Book, standard: Standard) -> None:
    other = book._replace(about={**book.about, "标准": "db33t2320-2021"})
    with pytest.raises(InputProblems) as caught:
        reconcile(other, standard)
    assert caught.value.problems[0].code == "E-STANDARD"


def test_a_formula_where_words_belong_is_refused_at_its_cell(data: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    workbook["逐句核对"]["H5"] = "=A1"
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(InputProblems) as caught:
        read_workbook(out.getvalue(), "核对.xlsx")
    assert [(p.code, p.place.cell) for p in caught.value.problems] == [
        ("E-XLSX-FORMULA", "逐句核对!H5")
    ]


@pytest.mark.parametrize("sheet", ["逐句核对", "没有候选的条款", "说明"])
def test_a_workbook_without_its_sheets_is_refused_by_name(sheet: str, data: bytes) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    del workbook[sheet]
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(InputProblems) as caught:
        read_workbook(out.getvalue(), "核对.xlsx")
    (problem,) = caught.value.problems
    assert problem.code == "E-RECONCILE-SHEET"
    assert sheet in problem.message


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("应不少于5人。", {5}),
        ("每年至少演练两次。", {2}),
        ("应在30 min内响应。", {30}),
        ("面积不应小于0.9 m。", {Decimal("0.9")}),
        ("不少于二十家、一百五十人。", {20, 150}),
        ("每一家企业应有联系人。", {100}),
        ("应符合GB/T 10001.1—2012和附录A的规定，见4.2。", set()),
        ("第一次走访时，应一并登记。", set()),
        ("应于2024年前完成。", {2024}),
    ],
)
def test_quantities_are_numbers_with_a_unit(text: str, numbers: set[object]) -> None:
    assert quantities(text) == numbers


def test_a_limit_for_less_than_may_lie_just_below_it(standard: Standard) -> None:
    measures = standard.provisions["W8.2"]
    assert disagreement("满意度低于80%时，应制定改进措施。", measures) == ""
    assert disagreement("满意度不低于80%时，应制定改进措施。", measures) != ""
