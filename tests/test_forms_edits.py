"""The workbook after people worked in it: what still reads, and what is said where it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from workbooks import (
    an_item,
    answer,
    blank,
    edited,
    read,
    refusals,
    row_of,
    standard,
    where,
    with_answer,
)

from icstd.assessment.intake import load_assessment
from icstd.errors import InputProblems, Problem
from icstd.terms import ItemType, Special

COUNT = an_item(ItemType.COUNT)
YES_NO = an_item(ItemType.YES_NO)
DATE = an_item(ItemType.DATE)
CHOICES = an_item(ItemType.CHOICES)
TEXT = an_item(ItemType.TEXT)
PERCENT = an_item(ItemType.PERCENT, commitment=True)
AFTERNOON = datetime(2025, 3, 1, 14, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
HOME = next(s.title for s in standard().sections if s.id == COUNT.section)


def cover(book: Any) -> None:
    sheet = book["园区与评价"]
    for id_, value in (
        ("园区.名称", "示例工业社区"),
        ("评价.评价日", date(2026, 3, 1)),
        ("评价.评价期起", date(2025, 1, 1)),
        ("评价.评价期止", date(2025, 12, 31)),
    ):
        sheet.cell(row_of(sheet, id_), 4).value = value


def loaded(change: Callable[[Any], None] = lambda book: None) -> Any:
    """The assessment of a form with its cover filled in and a change made."""

    def both(book: Any) -> None:
        cover(book)
        change(book)

    return load_assessment(edited(both), standard(), name="form.xlsx")


def problems(change: Callable[[Any], None]) -> tuple[Problem, ...]:
    with pytest.raises(InputProblems) as refused:
        loaded(change)
    return refused.value.problems


def put(item: Any, value: object, column: int = 4) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet, row = where(book, item)
        sheet.cell(row, column).value = value

    return change


def test_a_form_with_only_its_cover_filled_in_is_a_valid_assessment() -> None:
    assessment = loaded()
    assert assessment.park.name == "示例工业社区"
    assert assessment.period.as_of == date(2026, 3, 1)
    assert assessment.answers == {}
    assert assessment.warnings == ()


def test_an_untouched_form_names_the_cells_that_must_be_filled_in() -> None:
    with pytest.raises(InputProblems) as refused:
        load_assessment(blank(), standard(), name="form.xlsx")
    assert {p.code for p in refused.value.problems} == {"E-MISSING"}
    assert len(refused.value.problems) == 4


# --- What a spreadsheet makes of what is typed ---------------------------------------------


@pytest.mark.parametrize(
    ("item", "typed", "look", "read_as"),
    [
        (COUNT, 12, "General", 12),
        (COUNT, 12.0, "General", 12),
        (COUNT, "12", "@", 12),
        (COUNT, " 12　", "@", 12),
        (COUNT, "1 200", "@", "1 200"),
        (COUNT, "１２", "@", "１２"),
        (COUNT, "无 ", "General", "无"),
        (COUNT, "约 100", "@", "约 100"),
        (COUNT, "007", "@", "007"),
        (COUNT, date(2025, 3, 1), "yyyy-mm-dd", date(2025, 3, 1)),
        (COUNT, 0.8, "0%", "80%"),
        (PERCENT, 95, "General", 95),
        (PERCENT, 0.95, "0%", "95%"),
        (PERCENT, 0.955, "0.0%", "95.5%"),
        (PERCENT, 0.95, "General", Decimal("0.95")),
        (PERCENT, "95%", "@", "95%"),
        (DATE, AFTERNOON, "yyyy-mm-dd", "2025-03-01"),
        (DATE, "2025年3月1日", "@", "2025年3月1日"),
        (DATE, 45717, "General", 45717),
        (YES_NO, True, "General", True),
        (YES_NO, " 是", "@", "是"),
        (YES_NO, 1, "General", 1),
        (TEXT, 571, "General", "571"),
        (TEXT, "=1+1", "@", None),
        (CHOICES, "、".join(CHOICES.options[:2]), "@", list(CHOICES.options[:2])),
        (CHOICES, f"{CHOICES.options[0]}， {CHOICES.options[1]}", "@", list(CHOICES.options[:2])),
        (CHOICES, f"{CHOICES.options[0]}\n{CHOICES.options[1]}", "@", list(CHOICES.options[:2])),
        (CHOICES, "   ", "@", None),
    ],
    ids=str,
)
def test_what_is_typed_is_read_as_a_document_would_say_it(
    item: Any, typed: object, look: str, read_as: object
) -> None:
    data = with_answer(item, typed, look)
    if typed == "=1+1":  # a spreadsheet takes it for a formula, however the cell is formatted
        assert [p.code for p in refusals(data)] == ["E-XLSX-FORMULA"]
        return
    found = answer(read(data), item)
    assert found == read_as
    assert type(found) is not float


@pytest.mark.parametrize(
    ("item", "typed", "code"),
    [
        (COUNT, 12.5, "E-TYPE"),
        (COUNT, -1, "E-RANGE"),
        (COUNT, "12亩", "E-UNIT"),
        (COUNT, date(2026, 3, 5), "E-TYPE"),
        (COUNT, date(1900, 5, 11), "E-TYPE"),
        (COUNT, "约 100", "E-TYPE"),
        (COUNT, 3.3e17, "E-NUMBER"),
        (PERCENT, 0.95, "E-PERCENT"),
        (DATE, "25年3月1日", "E-DATE"),
        (YES_NO, "王某", "E-TYPE"),
        (CHOICES, "群团", "E-ENUM"),
    ],
    ids=str,
)
def test_a_wrong_answer_is_refused_with_sheet_and_cell_and_a_cure(
    item: Any, typed: object, code: str
) -> None:
    only = problems(put(item, typed))
    assert [p.code for p in only] == [code]
    title = next(s.title for s in standard().sections if s.id == item.section)
    assert only[0].place.cell.startswith(f"{title}!D")
    assert only[0].advice


def test_an_option_that_is_not_in_the_list_is_answered_with_the_one_meant() -> None:
    word = CHOICES.options[0]
    only = problems(put(CHOICES, word[:-1]))
    assert f"是否想填“{word}”" in only[0].advice


@pytest.mark.parametrize(
    ("item", "typed", "value"),
    [
        (COUNT, "1 200", 1200),
        (COUNT, f"12{COUNT.unit}", 12),
        (COUNT, "132.00", 132),
        (DATE, "2025.3.1", date(2025, 3, 1)),
        (YES_NO, "√", True),
    ],
    ids=str,
)
def test_what_has_one_meaning_is_read_from_a_cell_and_told_there(
    item: Any, typed: object, value: object
) -> None:
    assessment = loaded(put(item, typed))
    assert assessment.answers[item.id].value == value
    (note,) = assessment.warnings
    assert note.code == "W-READ"
    assert note.place.cell.split("!")[1].startswith("D")


def test_a_cell_that_became_a_date_says_how_to_make_it_a_number_again() -> None:
    (only,) = problems(put(COUNT, date(2026, 3, 5)))
    assert "成了日期" in only.message
    assert "常规" in only.advice


def test_full_width_digits_are_read_and_said_to_have_been() -> None:
    assessment = loaded(put(COUNT, "１２"))
    assert assessment.answers[COUNT.id].value == 12
    assert [p.code for p in assessment.warnings] == ["W-FULLWIDTH"]
    assert assessment.warnings[0].place.cell.startswith(f"{HOME}!D")


def test_a_known_none_and_a_blank_are_told_apart() -> None:
    assert loaded(put(COUNT, "无")).answers[COUNT.id].value == 0
    assert loaded(put(DATE, "无")).answers[DATE.id].value is Special.NONE
    assert COUNT.id not in loaded(put(COUNT, None)).answers


# --- What people do to sheets ---------------------------------------------------------------


def filled(book: Any) -> None:
    put(COUNT, 7)(book)


def moved_rows(book: Any) -> None:
    filled(book)
    sheet, row = where(book, COUNT)
    last = sheet.max_row
    for column in range(1, sheet.max_column + 1):
        above, below = sheet.cell(row, column), sheet.cell(last, column)
        above.value, below.value = below.value, above.value


def inserted_columns(book: Any) -> None:
    filled(book)
    where(book, COUNT)[0].insert_cols(3, 2)


def inserted_rows(book: Any) -> None:
    filled(book)
    where(book, COUNT)[0].insert_rows(2, 3)


def renamed_sheets(book: Any) -> None:
    filled(book)
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state == "visible":
            sheet.title = f"表{number}"


def shuffled_sheets(book: Any) -> None:
    filled(book)
    book._sheets.reverse()


def unhidden(book: Any) -> None:
    filled(book)
    for sheet in book.worksheets:
        sheet.sheet_state = "visible"
        sheet.column_dimensions["A"].hidden = False


def a_sheet_of_their_own(book: Any) -> None:
    filled(book)
    book.create_sheet("备忘")["A1"] = "=SUM(1,2)"


def a_formula_beside_the_answers(book: Any) -> None:
    filled(book)
    sheet, row = where(book, COUNT)
    sheet.cell(row, 14).value = "=D4*2"


def test_a_form_without_any_hidden_column_is_read_by_its_headings_and_names() -> None:
    def change(book: Any) -> None:
        filled(book)
        for sheet in book.worksheets:
            sheet.merged_cells.ranges.clear()
        ids_deleted(book)

    assessment = loaded(change)
    assert assessment.answers[COUNT.id].value == 7
    assert {p.code for p in assessment.warnings} <= {"W-XLSX-MARK", "W-XLSX-HIDDEN"}


@pytest.mark.parametrize(
    "change",
    [
        moved_rows,
        inserted_columns,
        inserted_rows,
        renamed_sheets,
        shuffled_sheets,
        unhidden,
        a_sheet_of_their_own,
        a_formula_beside_the_answers,
    ],
    ids=lambda change: change.__name__,
)
def test_answers_are_found_wherever_they_were_moved(change: Callable[[Any], None]) -> None:
    assessment = loaded(change)
    assert assessment.answers[COUNT.id].value == 7
    told = ["W-XLSX-SHEET"] if change is a_sheet_of_their_own else []
    assert [p.code for p in assessment.warnings] == told


def test_a_message_names_the_sheet_as_the_park_renamed_it() -> None:
    def change(book: Any) -> None:
        where(book, COUNT)[0].title = "底数"
        put(COUNT, "很多")(book)

    assert problems(change)[0].place.cell.startswith("底数!D")


def formula(book: Any) -> None:
    put(COUNT, "=40+2")(book)


def error_value(book: Any) -> None:
    put(COUNT, "#REF!")(book)
    sheet, row = where(book, COUNT)
    sheet.cell(row, 4).data_type = "e"


def merged(book: Any) -> None:
    sheet, row = where(book, COUNT)
    sheet.merge_cells(start_row=row, start_column=4, end_row=row + 1, end_column=4)


def hidden_character(book: Any) -> None:
    put(TEXT, "甲\u202e乙")(book)


def copied_row(book: Any) -> None:
    sheet, row = where(book, COUNT)
    for column in range(1, 11):
        sheet.cell(sheet.max_row + (column == 1), column).value = sheet.cell(row, column).value


def copied_sheet(book: Any) -> None:
    book.copy_worksheet(where(book, COUNT)[0])


def row_of_their_own(book: Any) -> None:
    sheet, _ = where(book, COUNT)
    row = sheet.max_row + 1
    sheet.cell(row, 3).value = "再加一项"
    sheet.cell(row, 4).value = 3


def changed_id(book: Any) -> None:
    sheet, row = where(book, COUNT)
    sheet.cell(row, 1).value = "number_of_firms"


def renamed_heading(book: Any) -> None:
    where(book, COUNT)[0]["D3"] = "数值"


def heading_twice(book: Any) -> None:
    where(book, COUNT)[0]["M3"] = "填报值"


def ids_deleted(book: Any) -> None:
    for sheet in book.worksheets:
        if not sheet.title.startswith("_"):
            sheet.delete_cols(1)


def meta_deleted(book: Any) -> None:
    del book["_icstd"]


def other_layout(book: Any) -> None:
    book["_icstd"]["B1"] = "99"


def nameless_evidence(book: Any) -> None:
    book["证据"]["B4"] = None
    book["证据"]["C4"] = "诉求台账"


def evidence_twice(book: Any) -> None:
    for row in (4, 5):
        book["证据"].cell(row, 2).value = "E1"
        book["证据"].cell(row, 3).value = "诉求台账"


def comment_on_nothing(book: Any) -> None:
    book["意见"]["C4"] = "不清楚"


@pytest.mark.parametrize(
    ("change", "code", "word"),
    [
        (formula, "E-XLSX-FORMULA", "=40+2"),
        (error_value, "E-XLSX-FORMULA", "#REF!"),
        (merged, "E-XLSX-MERGED", "合并"),
        (hidden_character, "E-CHAR", "方向"),
        (copied_row, "E-XLSX-DUP", "两次"),
        (copied_sheet, "E-XLSX-DUP", "副本"),
        (row_of_their_own, "E-XLSX-ROW", "没有隐藏的编号"),
        (changed_id, "E-XLSX-ROW", "number_of_firms"),
        (renamed_heading, "E-XLSX-LAYOUT", "填报值"),
        (heading_twice, "E-XLSX-LAYOUT", "两次"),
        (meta_deleted, "E-XLSX-FORM", "_icstd"),
        (other_layout, "E-XLSX-LAYOUT", "版式"),
        (nameless_evidence, "E-XLSX-ROW", "编号"),
        (evidence_twice, "E-XLSX-DUP", "E1"),
        (comment_on_nothing, "E-XLSX-ROW", "条款编号"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_cannot_be_told_apart_is_refused_with_its_place(
    change: Callable[[Any], None], code: str, word: str
) -> None:
    found = [p for p in problems(change) if p.refused]
    assert {p.code for p in found} == {code}
    assert word in found[0].message
    assert found[0].advice


def test_a_form_for_another_encoding_version_is_refused_for_that_alone() -> None:
    def change(book: Any) -> None:
        book["_icstd"]["B3"] = "0.9"
        formula(book)

    only = problems(change)
    assert [p.code for p in only] == ["E-VERSION"]
    assert "icstd init" in only[0].advice


def test_deleted_rows_and_sheets_count_as_blank_and_are_named() -> None:
    def change(book: Any) -> None:
        sheet, row = where(book, COUNT)
        sheet.delete_rows(row)

    warned = loaded(change).warnings
    assert [p.code for p in warned] == ["W-XLSX-MISSING"]
    assert COUNT.label in warned[0].message


def test_a_column_of_their_own_is_said_not_to_be_read() -> None:
    def change(book: Any) -> None:
        sheet, row = where(book, COUNT)
        sheet.cell(3, 12).value = "备注"
        sheet.cell(row, 12).value = "见另表"

    warned = loaded(change).warnings
    assert [p.code for p in warned] == ["W-XLSX-COLUMN"]
    assert "备注" in warned[0].message


# --- What stands beside the answers ---------------------------------------------------------


def test_evidence_remarks_and_review_marks_are_read_beside_an_answer() -> None:
    def change(book: Any) -> None:
        sheet, row = where(book, COUNT)
        for column, value in ((4, 7), (7, "E1、E2"), (8, "含租赁厂房"), (9, "是")):
            sheet.cell(row, column).value = value
        for number in (1, 2):
            book["证据"].cell(3 + number, 3).value = f"材料{number}"

    assessment = loaded(change)
    found = assessment.answers[COUNT.id]
    assert (found.value, found.evidence, found.note, found.review) == (
        7,
        ("E1", "E2"),
        "含租赁厂房",
        True,
    )
    assert list(assessment.evidence) == ["E1", "E2"]


def test_evidence_that_is_not_listed_is_refused_at_its_cell() -> None:
    only = problems(put(COUNT, "E99", 7))
    assert [p.code for p in only] == ["E-EVIDENCE"]
    assert only[0].place.cell.startswith(f"{HOME}!G")


def test_a_ledger_is_read_by_its_headings_and_none_is_an_answer() -> None:
    table = next(iter(standard().tables.values()))

    def change(book: Any) -> None:
        sheet = book[table.label]
        sheet["B4"] = "无"

    assert loaded(change).tables == {table.id: ()}
    assert loaded().tables == {}


def test_a_judgement_carries_the_provision_as_it_read_when_the_form_was_made() -> None:
    def change(book: Any) -> None:
        sheet = book["人工判定"]
        sheet["E4"] = "符合"
        sheet["F4"] = "年度计划写明"

    judged = next(iter(loaded(change).judgements.values()))
    assert judged.fingerprint == standard().provisions[judged.provision].fingerprint != ""
    assert judged.reason == "年度计划写明"
