"""Cells as Excel shows them: dates, digits, escapes, units, and what cannot be seen."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from workbooks import an_item, answer, edited, patched, read, refusals, where, with_answer
from xlsxwriter import Workbook as Writer

from icstd.errors import InputProblems
from icstd.terms import ItemType
from icstd.workbook.formats import Shown, larger_unit, shown_as
from icstd.workbook.grid import Fault, Formula, Grid, Percent, read_grids

NUMBER = an_item(ItemType.NUMBER)
COUNT = an_item(ItemType.COUNT)
PERCENT = an_item(ItemType.PERCENT)
TEXT = an_item(ItemType.TEXT)
DAY = an_item(ItemType.DATE)


def grid_of(cell: str, *, style: str = "", epoch: str = "") -> Grid:
    """A workbook with one cell, given as XML, under a style given as XML."""
    book = Workbook()
    book.active["B2"] = 1
    out = io.BytesIO()
    book.save(out)
    data = patched(
        "xl/worksheets/sheet1.xml",
        lambda part: re.sub(rb"<c r=.B2.*?</c>", cell.encode(), part),
        out.getvalue(),
    )
    if style:
        data = patched(
            "xl/styles.xml",
            lambda part: re.sub(rb"<cellXfs.*?</cellXfs>", style.encode(), part, flags=re.DOTALL),
            data,
        )
    if epoch:
        change = lambda part: re.sub(rb"<workbookPr\b", b"<workbookPr " + epoch.encode(), part)  # noqa: E731
        data = patched("xl/workbook.xml", change, data)
    return read_grids(data, "x.xlsx")[0]


def value(cell: str, **more: str) -> Any:
    return grid_of(cell, **more).cells.get((2, 2))


def formatted(number: int) -> str:
    return (
        f'<cellXfs count="1"><xf numFmtId="{number}" fontId="0" fillId="0" borderId="0"/></cellXfs>'
    )


@pytest.mark.parametrize("number", [14, 22, *range(27, 32), 36, 50, 51, 52, 53, 54, 57, 58])
def test_every_built_in_date_format_gives_the_date_shown(number: int) -> None:
    cell = '<c r="B2" s="0"><v>45717</v></c>'
    assert value(cell, style=formatted(number)) == date(2025, 3, 1)


@pytest.mark.parametrize("number", [18, 21, 32, 33, 34, 35, 45, 46, 55, 56])
def test_every_built_in_time_format_gives_a_time(number: int) -> None:
    cell = '<c r="B2" s="0"><v>0.14583333333333334</v></c>'
    assert value(cell, style=formatted(number)) == "3:30:00"


@pytest.mark.parametrize(
    ("serial", "epoch", "day"),
    [
        ("45717", "", date(2025, 3, 1)),
        ("45717.999999999", "", date(2025, 3, 1)),
        ("44255", 'date1904="1"', date(2025, 3, 1)),
        ("1", "", date(1900, 1, 1)),
        ("59", "", date(1900, 2, 28)),
        ("61", "", date(1900, 3, 1)),
        ("0", 'date1904="1"', date(1904, 1, 1)),
        ("-1", "", Fault("########")),
        ("99999999", "", Fault("########")),
    ],
)
def test_a_serial_number_is_the_day_that_its_workbook_counts(
    serial: str, epoch: str, day: object
) -> None:
    found = value(f'<c r="B2" s="0"><v>{serial}</v></c>', style=formatted(31), epoch=epoch)
    assert found == day


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("25.000000000000004", 25),
        ("0.30000000000000004", Decimal("0.3")),
        ("1E-3", Decimal("0.001")),
        ("1.5E+3", 1500),
        ("999999999999999", 999999999999999),
        ("1_0", Fault("1_0")),
        ("١٢", Fault("١٢")),
        ("+5", Fault("+5")),
        ("05", Fault("05")),
        ("1.", Fault("1.")),
        (".5", Fault(".5")),
        ("NaN", Fault("NaN")),
        ("INF", Fault("INF")),
        ("1e999", Fault("1e999")),
        ("1000000000000000", Fault("1000000000000000")),
        ("0x10", Fault("0x10")),
    ],
)
def test_a_number_is_what_excel_shows_of_it_and_nothing_else_is_one(
    stored: str, shown: object
) -> None:
    assert value(f'<c r="B2"><v>{stored}</v></c>') == shown


def test_two_values_in_one_cell_are_a_damaged_workbook() -> None:
    with pytest.raises(InputProblems) as refused:
        value('<c r="B2"><v>1</v><v>2</v></c>')
    assert [p.code for p in refused.value.problems] == ["E-XLSX-DAMAGED"]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("甲_x000D_\n乙", "甲\n乙"),
        ("编号_x005F_x005F_1", "编号_x005F_1"),
        ("x005F_", "x005F_"),
        ("_xD83D__xDE00_", "😀"),
        ("_x4E2d_", "中"),
        ("a_xyz0_b", "a_xyz0_b"),
    ],
)
@pytest.mark.parametrize("where_", ["inline", "shared"])
def test_escapes_stand_for_their_characters(stored: str, text: str, where_: str) -> None:
    if where_ == "inline":
        assert value(f'<c r="B2" t="inlineStr"><is><t>{stored}</t></is></c>') == text
        return
    out = io.BytesIO()
    with Writer(out, {"in_memory": True}) as book:
        book.add_worksheet().write_string(1, 1, "PLACE")
    data = patched(
        "xl/sharedStrings.xml",
        lambda part: part.replace(b"PLACE", stored.encode()),
        out.getvalue(),
    )
    assert read_grids(data, "x.xlsx")[0].cells[2, 2] == text


@pytest.mark.parametrize("text", ["_x000D_", "_x005F_", "编号_x005F_1", "_xD83D_", "a\nb", "\t"])
def test_what_is_written_is_read_back_letter_by_letter(text: str) -> None:
    out = io.BytesIO()
    with Writer(out, {"in_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, text)
    assert read_grids(out.getvalue(), "x.xlsx")[0].cells[1, 1] == text


def test_runs_are_put_together_and_phonetic_guides_left_out() -> None:
    inside = "<r><t>经信</t></r><r><t>局</t></r><rPh sb='0' eb='1'><t>jing</t></rPh>"
    assert value(f'<c r="B2" t="inlineStr"><is>{inside}</is></c>') == "经信局"


def test_a_data_table_is_a_formula_in_words() -> None:
    cell = '<c r="B2"><f t="dataTable" ref="B2:B3" dt2D="0" r1="A1"/><v>5</v></c>'
    assert value(cell) == Formula("=模拟运算表")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.00%_ ", Shown.PERCENT),
        ("0%;[Red]-0%;0%;@", Shown.PERCENT),
        ('0"%"', Shown.NUMBER),
        ('yyyy"年"m"月"d"日"', Shown.DATE),
        ("[$-804]yyyy\\年m\\月d\\日;@", Shown.DATE),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日"', Shown.DATE),
        ("m/d", Shown.DATE),
        ("e/m/d", Shown.DATE),
        ("[h]:mm", Shown.TIME),
        ('上午/下午h"时"mm"分"', Shown.TIME),
        ("0.00E+00", Shown.NUMBER),
        ("General", Shown.NUMBER),
        ("G/通用格式", Shown.NUMBER),
        ('#,##0"天"', Shown.NUMBER),
        ('0"days"', Shown.NUMBER),
        ("[Red]0", Shown.NUMBER),
        ("@", Shown.NUMBER),
    ],
)
def test_a_format_shows_a_date_a_time_a_percentage_or_a_number(code: str, shown: Shown) -> None:
    assert shown_as(code) is shown


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0.00"万元"', "万元"),
        ("0.00万元", "万元"),
        ("0!.0,\\万", "万"),
        ('#,##0,"千"', "千"),
        ('0.00"亿"', "亿"),
        ('0"家"', ""),
        ("General", ""),
    ],
)
def test_a_larger_unit_in_a_format_is_seen(code: str, unit: str) -> None:
    assert larger_unit(code) == unit


def codes(data: bytes) -> list[str]:
    return [p.code for p in read(data).warnings]


def test_eleven_of_twelve_as_a_value_is_read_as_the_percentage_it_shows() -> None:
    data = with_answer(PERCENT, 11 / 12, "0.00%_ ")
    assert answer(read(data), PERCENT) == "91.6666666666667%"
    assert codes(data) == ["W-XLSX-DIGITS"]


def test_a_unit_in_the_format_is_told() -> None:
    assert codes(with_answer(NUMBER, 5, '0.00"万元"')) == ["W-XLSX-UNIT"]
    assert codes(with_answer(NUMBER, 5, '0.00"平方米"')) == []


def test_a_number_in_a_time_cell_leads_out_of_the_trap() -> None:
    [problem] = refusals(with_answer(COUNT, 132, "h:mm"))
    assert problem.code == "E-XLSX-DATECELL"
    assert "132" in problem.message
    assert "常规" in problem.advice


def test_a_text_that_became_a_date_is_told() -> None:
    data = with_answer(TEXT, date(2026, 3, 5), "m/d")
    assert (answer(read(data), TEXT), codes(data)) == ("2026-03-05", ["W-XLSX-DATECELL"])
    assert codes(with_answer(DAY, date(2026, 3, 5), "m/d")) == []


def test_hidden_rows_columns_and_sheets_are_told_and_read() -> None:
    def hide_row(book: Any) -> None:
        sheet, row = where(book, COUNT)
        sheet.cell(row, 4).value = 12
        sheet.row_dimensions[row].hidden = True

    def hide_sheet(book: Any) -> None:
        sheet, row = where(book, COUNT)
        sheet.cell(row, 4).value = 12
        sheet.sheet_state = "veryHidden"

    def hide_column(book: Any) -> None:
        sheet, row = where(book, COUNT)
        sheet.cell(row, 8).value = "说明"
        sheet.cell(row, 4).value = 12
        sheet.column_dimensions["H"].hidden = True

    for change in (hide_row, hide_sheet, hide_column):
        document = read(edited(change))
        [warning] = document.warnings
        assert warning.code == "W-XLSX-HIDDEN"
        assert answer(document, COUNT) in (12, {"值": 12, "说明": "说明"})
    assert codes(edited(lambda book: None)) == []


def test_a_percentage_keeps_its_meaning() -> None:
    assert value('<c r="B2" s="0"><v>0.95</v></c>', style=formatted(9)) == Percent(Decimal("0.95"))
