"""What is ours is never taken for a stranger: read where certain, else refused or told by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from workbooks import an_item, answer, edited, read, refusals, row_of, standard, where

from icstd.terms import ItemType

COUNT = an_item(ItemType.COUNT)
TABLE = next(iter(standard().tables.values()))
LEDGER = TABLE.label


def filled(change: Callable[[Any], None]) -> bytes:
    """A form with an answer and a ledger row, then changed."""

    def work(book: Any) -> None:
        sheet, row = where(book, COUNT)
        sheet.cell(row, 4).value = 7
        first = book[LEDGER]
        for column, one in enumerate(TABLE.columns, 2):
            if one.required:
                first.cell(4, column).value = {
                    ItemType.DATE: "2025-05-01",
                    ItemType.CHOICE: (one.options or ("",))[0],
                }.get(one.type, "1")
        change(book)

    return edited(work)


def codes(data: bytes) -> list[str]:
    return [p.code for p in read(data).warnings]


def without_column_a(sheet: Any) -> None:
    sheet.merged_cells.ranges.clear()
    sheet.delete_cols(1)


def test_a_ledger_without_its_mark_is_read_and_told() -> None:
    def clear(book: Any) -> None:
        book[LEDGER]["A3"].value = None

    data = filled(clear)
    assert codes(data) == ["W-XLSX-MARK"]
    assert len(read(data).root["台账"][LEDGER]) == 1
    assert read(data).root["台账"] == read(filled(lambda _: None)).root["台账"]


def test_questions_without_their_hidden_column_are_read_by_their_names() -> None:
    data = filled(lambda book: without_column_a(where(book, COUNT)[0]))
    document = read(data)
    assert answer(document, COUNT) == 7
    assert "W-XLSX-MARK" in codes(data)
    assert "W-XLSX-MISSING" not in codes(data)


def test_the_cover_without_its_hidden_column_is_read_by_its_names() -> None:
    def change(book: Any) -> None:
        sheet = book["园区与评价"]
        sheet.cell(row_of(sheet, "园区.名称"), 4).value = "甲园区"
        without_column_a(sheet)

    assert read(filled(change)).root["园区"]["名称"] == "甲园区"


def test_a_sheet_of_one_s_own_in_the_place_of_ours_is_refused_by_name() -> None:
    def replace(book: Any) -> None:
        at = book.sheetnames.index(LEDGER)
        del book[LEDGER]
        own = book.create_sheet(LEDGER, at)
        own.append(["日期", "事项", "经办"])
        own.append(["2025.3.1", "路灯不亮", "甲"])

    [problem] = refusals(filled(replace))
    assert problem.code == "E-XLSX-LAYOUT"
    assert LEDGER in problem.message
    assert "2 行" in problem.message


@pytest.mark.parametrize("title", [LEDGER, "人工判定", "证据", "意见"])
def test_a_deleted_sheet_is_told(title: str) -> None:
    def delete(book: Any) -> None:
        del book[title]

    [warning] = read(edited(delete)).warnings
    assert (warning.code, title in warning.message) == ("W-XLSX-MISSING", True)


def test_a_copied_sheet_is_one_problem_that_names_both_sheets() -> None:
    def copy(book: Any) -> None:
        book.copy_worksheet(where(book, COUNT)[0])

    [problem] = refusals(filled(copy))
    assert problem.code == "E-XLSX-DUP"
    assert "Copy" in problem.message
    assert COUNT.id not in problem.message


def test_a_sheet_of_one_s_own_is_told_not_to_have_been_read() -> None:
    def add(book: Any) -> None:
        book.create_sheet("备查").append(["随手记"])

    [warning] = read(edited(add)).warnings
    assert (warning.code, "备查" in warning.message) == ("W-XLSX-SHEET", True)


@pytest.mark.parametrize("title", [LEDGER, "证据", "意见"])
def test_rows_of_a_list_can_be_inserted_and_deleted(title: str) -> None:
    def look(book: Any) -> None:
        sheet = book[title]
        assert sheet.protection.sheet
        assert (sheet.protection.insertRows, sheet.protection.deleteRows) == (False, False)
        widest = [d for d in sheet.column_dimensions.values() if d.max == 16_384]
        assert [d.protection.locked for d in widest] == [False]
        assert sheet.cell(3, 1).protection.locked, "the mark stays"

    edited(look)
