"""What the Excel form looks like to the program that opens it."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from test_forms_roundtrip import said
from tiny_standard import TINY
from workbooks import where

from icstd.assessment.fields import row_fields
from icstd.assessment.intake import load_assessment, load_document
from icstd.assessment.workbook_layout import sheet_names
from icstd.clauses.items import DataItem
from icstd.clauses.load import load_standard
from icstd.errors import UsageProblem
from icstd.forms.carry import carried_over
from icstd.forms.workbook_form import filled_form, xlsx_form
from icstd.forms.workbook_lists import XLSX_ROWS
from icstd.terms import ItemType

SHIPPED = load_standard()
EXAMPLE = Path(__file__).parents[1] / "examples" / "complete-park.yaml"


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(io.BytesIO(xlsx_form(TINY)))


def test_there_is_a_guide_first_then_a_sheet_for_every_section_and_ledger(book: Any) -> None:
    expected = ["填表说明", "园区与评价"]
    for section in TINY.sections:
        expected += [section.title, *(table.label for table in section.tables)]
    expected += ["人工判定", "证据", "意见", "_选项", "_icstd"]
    assert book.sheetnames == expected
    hidden = [s.title for s in book.worksheets if s.sheet_state != "visible"]
    assert hidden == ["_选项", "_icstd"]


def test_labels_are_locked_and_answers_are_not_and_there_is_no_password(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    for item in TINY.items.values():
        sheet, row = where(book, item)
        open_ = [c for c in range(1, 11) if not sheet.cell(row, c).protection.locked]
        assert open_ == [4, 7, 8, 9], item.label
    ledger = book["诉求台账"]
    assert ledger["B3"].protection.locked
    assert not ledger.column_dimensions["B"].protection.locked


def test_every_answer_cell_says_how_and_refuses_in_chinese(book: Any) -> None:
    for item in TINY.items.values():
        sheet, row = where(book, item)
        cell = f"D{row}"
        checks = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
        assert len(checks) == 1, item.label
        only = checks[0]
        assert item.help in only.prompt
        if item.type in (ItemType.YES_NO, ItemType.CHOICE):
            assert only.type == "list"
            assert "_选项" in only.formula1
        elif item.type in (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT, ItemType.DATE):
            assert only.type == "custom"
        else:
            assert only.type in (None, "none")
            continue
        assert item.label in only.error


def test_the_drop_down_of_a_choice_offers_its_options_and_the_known_words(book: Any) -> None:
    party = TINY.items["party"]
    sheet, row = where(book, party)
    check = next(v for v in sheet.data_validations.dataValidation if f"D{row}" in v.sqref)
    column = check.formula1.split("$")[1]
    offered = [c.value for c in book["_选项"][column] if c.value]
    assert offered == ["党委", "党总支", "党支部", "无", "不清楚"]


def test_open_answers_are_coloured_and_every_sheet_prints_on_a4(book: Any) -> None:
    for section in TINY.sections:
        sheet = book[section.title]
        areas = [str(area.sqref) for area in sheet.conditional_formatting]
        rows = sum(len(row_fields(item, TINY)) for item in section.items)
        assert f"D4:D{3 + rows}" in areas
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert int(sheet.page_setup.fitToHeight) == 0
        assert sheet.print_title_rows == "$3:$3"


def test_a_part_larger_than_its_whole_is_coloured_but_a_percentage_is_no_part(book: Any) -> None:
    sheet, row = where(book, TINY.items["answered"])
    rules = [
        rule.formula[0]
        for area in sheet.conditional_formatting
        for rule in area.rules
        if str(area.sqref) == f"D{row}"
    ]
    assert rules == [f"AND(ISNUMBER(D{row}),ISNUMBER('诉求办理'!$D$4),D{row}>'诉求办理'!$D$4)"]
    share, row = where(book, TINY.items["coverage"])
    assert not [a for a in share.conditional_formatting if str(a.sqref) == f"D{row}"]


def test_the_first_sheet_counts_what_is_answered() -> None:
    filled = {"填报": {"基本情况": {"企业总数": 7, "职工总数": {"说明": "待查"}}}}
    values = load_workbook(io.BytesIO(xlsx_form(TINY, filled)), data_only=True)["填表说明"]
    table = {row[1]: row[2:5] for row in values.iter_rows(values_only=True) if row[1]}
    assert table["基本情况"] == (1, 12, 11)  # a document takes three cells
    assert table["合计"] == (1, 21, 20)


def test_text_is_never_taken_for_a_formula_a_link_or_a_number() -> None:
    texts = ["=1+1", "http://example.org", "0571", "+86", "@甲", "_x0041_", "#N/A", "'甲"]
    for text in texts:
        data = xlsx_form(TINY, {"填报": {"基本情况": {"特色做法": text}}})
        sheet, row = where(load_workbook(io.BytesIO(data)), TINY.items["remark"])
        cell = sheet.cell(row, 4)
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.hyperlink is None


def test_what_a_workbook_cannot_hold_is_refused_with_another_way() -> None:
    with pytest.raises(UsageProblem, match="32767") as refused:
        xlsx_form(TINY, {"园区": {"名称": "长" * 40_000}})
    assert "YAML" in refused.value.advice
    row = {"编号": "1", "受理日期": "2025-05-01", "层级": "社区"}
    with pytest.raises(UsageProblem, match="诉求台账"):
        xlsx_form(TINY, {"台账": {"诉求台账": [row] * XLSX_ROWS}})


def test_sheets_get_names_that_a_workbook_allows_and_never_the_same_twice() -> None:
    names = sheet_names(SHIPPED)
    assert len({n.casefold() for n in names.values()}) == len(names)
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in names.values())


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
def test_a_form_opened_and_saved_by_libreoffice_says_the_same(tmp_path: Path) -> None:
    assessment = load_assessment(EXAMPLE, SHIPPED)
    (tmp_path / "form.xlsx").write_bytes(filled_form(assessment, SHIPPED))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "xlsx",
            "--outdir",
            tmp_path / "saved",
            tmp_path / "form.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    again = load_assessment(tmp_path / "saved" / "form.xlsx", SHIPPED)
    assert again.warnings == ()
    assert said(again) == said(assessment)


# --- This year's form from last year's ------------------------------------------------------


def of_a_day(item: DataItem) -> bool:
    """A count is of a day or a period and is asked anew, unless it is a promise."""
    return item.type is ItemType.COUNT and not item.commitment


def test_standing_facts_are_carried_over_for_review_and_figures_are_asked_again() -> None:
    old = load_assessment(EXAMPLE, SHIPPED)
    begun = carried_over(load_document(EXAMPLE, SHIPPED), SHIPPED)
    document = {
        **begun.document,
        "评价": {"评价日": "2027-03-01", "评价期起": "2026-01-01", "评价期止": "2026-12-31"},
    }
    new = load_assessment(xlsx_form(SHIPPED, document), SHIPPED, name="new.xlsx")
    assert begun.dropped == ()
    assert "评价日" not in begun.document["评价"]
    assert set(new.answers) == {
        i
        for i, a in old.answers.items()
        if SHIPPED.items[i].standing and a.value is not None and not of_a_day(SHIPPED.items[i])
    }
    for item, answer in new.answers.items():
        assert answer.review
        assert answer.value == old.answers[item].value
        assert answer.evidence == old.answers[item].evidence
    assert new.judgements == {}
    assert set(new.evidence) == set(old.evidence)
    assert new.park == old.park
    assert new.period.as_of == date(2027, 3, 1)
    for table in new.tables:
        backed = [i for i in SHIPPED.items.values() if i.table == table]
        assert all(item.standing for item in backed)


def test_a_form_of_an_older_version_is_carried_as_far_as_it_is_still_asked() -> None:
    text = """标准: DB99/T 9999—2025
编码版本: "0.9"
园区: {名称: 甲园区}
评价: {评价日: 2026-03-01, 评价期起: 2025-01-01, 评价期止: 2025-12-31}
填报:
  旧的一节:
    成立日期: {值: 2015-05-01, 说明: 以批复为准}
    企业总数: 78
    规划期止: 2030年
    取消了的项: 3
人工判定: {W4.1: {结论: 很好}}
"""
    begun = carried_over(load_document(text.encode(), TINY, name="old.yaml"), TINY)
    assert begun.document["编码版本"] == TINY.encoding_version
    assert begun.document["填报"] == {
        "基本情况": {"成立日期": {"值": "2015-05-01", "说明": "以批复为准", "待复核": "是"}}
    }
    assert begun.dropped == ("规划期止", "取消了的项")


def test_an_older_workbook_is_carried_over_too() -> None:
    old = xlsx_form(
        TINY, {"园区": {"名称": "甲"}, "填报": {"基本情况": {"成立日期": "2015-05-01"}}}
    )
    book = load_workbook(io.BytesIO(old))
    book["_icstd"]["B3"] = "0.9"
    for cell, day in (("D9", "2026-03-01"), ("D10", "2025-01-01"), ("D11", "2025-12-31")):
        book["园区与评价"][cell] = day
    out = io.BytesIO()
    book.save(out)
    begun = carried_over(load_document(out.getvalue(), TINY, name="old.xlsx"), TINY)
    assert begun.document["填报"]["基本情况"]["成立日期"]["值"] == "2015-05-01"
