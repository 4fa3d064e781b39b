"""The Excel/WPS form: blank, half filled or filled, always by the same writer."""

from __future__ import annotations

from typing import Any

from ..assessment import workbook_layout as layout
from ..assessment.dump import to_plain
from ..assessment.model import SelfAssessment
from ..clauses.model import Standard
from ..text import width
from ..workbook.looks import Looks
from ..workbook.writing import area_name, cell_name, workbook_of
from .plain import Plain
from .workbook_book import Book, Filling
from .workbook_lists import write_comments, write_evidence, write_table
from .workbook_sheets import write_cover, write_judgements, write_section

_STEPS = (
    "填“园区与评价”。带“必填”的不填，判定无法进行。",
    "逐表填“填报值”一列：黄色是还没有填的。不知道的留空，说不准的填“不清楚”，确实没有的填“无”。",
    "有佐证材料的，先在“证据”表登记一行，再把编号（如 E1）填到“佐证编号”一列。",
    "有台账的可以整表填（或从原有台账粘贴为“值”），件数、次数由工具统计，不必再数。",
    "“人工判定”表里的条款由园区如实判断；“意见”表写对标准本身的意见，可不填。",
    "存盘（仍存为 .xlsx），运行：icstd assess 本文件名.xlsx --to .",
)


def xlsx_form(standard: Standard, filled: Plain | None = None) -> bytes:
    """The workbook of a standard's form, with what `filled` already says.

    Raises UsageProblem where a workbook cannot hold what is filled in.
    """

    def write(workbook: Any) -> None:
        names = layout.sheet_names(standard)
        _write(Book(workbook, standard, filled or {}, Looks(workbook), names=names))

    return workbook_of(write, f"{standard.number} 自评填报表")


def _write(book: Book) -> None:
    guide = book.workbook.add_worksheet(book.names["填表说明"])
    write_cover(book)
    for section in book.standard.sections:
        write_section(book, section)
        for table in section.tables:
            write_table(book, table)
    write_judgements(book)
    write_evidence(book)
    write_comments(book)
    _write_guide(book, guide)
    _write_lists(book)
    _write_meta(book)
    guide.activate()


def filled_form(assessment: SelfAssessment, standard: Standard) -> bytes:
    """The workbook of an assessment: the blank form's, filled in.

    Raises as `xlsx_form`.
    """
    return xlsx_form(standard, to_plain(assessment, standard))


def _write_guide(book: Book, sheet: Any) -> None:
    """填表说明: what to do, what the colours mean, how far it is."""
    looks = book.looks
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 4, 12)
    sheet.set_column(5, 5, 46)
    sheet.merge_range(0, 1, 0, 5, f"{book.standard.number} 自评填报表", looks["title"])
    sheet.set_row(0, 36)
    sheet.merge_range(1, 1, 1, 5, f"《{book.standard.title}》", looks["part"])
    sheet.merge_range(2, 1, 2, 5, book.standard.notice, looks["notice"])
    sheet.set_row(2, 15 * (-(-width(book.standard.notice) // 100)) + 8)
    row = 4
    for number, step in enumerate(_STEPS, 1):
        sheet.merge_range(row, 1, row, 5, f"{number}. {step}", looks["body"])
        sheet.set_row(row, 18 if width(step) < 100 else 33)
        row += 1
    row += 1
    for column, title in enumerate(("填报表", "已填", "共", "还没填"), 1):
        sheet.write_string(row, column, title, looks["column"])
    row += 1
    first = row
    for filling in book.fillings:
        _progress_line(sheet, row, filling, looks)
        row += 1
    _total_line(sheet, row, first, book, looks)
    sheet.protect("", {"select_locked_cells": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _progress_line(sheet: Any, row: int, filling: Filling, looks: Looks) -> None:
    area = area_name((filling.first, filling.column, filling.last, filling.column), fixed=True)
    total = filling.last - filling.first + 1
    cells = [cell_name(row, column) for column in (2, 3)]
    name = filling.sheet
    sheet.write_url(row, 1, f"internal:'{name}'!D{filling.first + 1}", looks["link"], name)
    sheet.write_formula(row, 2, f"=COUNTA('{name}'!{area})", looks["label center"], filling.filled)
    sheet.write_formula(row, 3, f"=ROWS('{name}'!{area})", looks["label center"], total)
    sheet.write_formula(
        row, 4, f"={cells[1]}-{cells[0]}", looks["label center"], total - filling.filled
    )


def _total_line(sheet: Any, row: int, first: int, book: Book, looks: Looks) -> None:
    filled = sum(f.filled for f in book.fillings)
    total = sum(f.last - f.first + 1 for f in book.fillings)
    sheet.write_string(row, 1, "合计", looks["label bold"])
    for column, value in ((2, filled), (3, total), (4, total - filled)):
        area = area_name((first, column, row - 1, column))
        sheet.write_formula(row, column, f"=SUM({area})", looks["label center"], value)


def _write_lists(book: Book) -> None:
    """The hidden sheet behind the drop-downs."""
    sheet = book.workbook.add_worksheet(layout.LIST_SHEET)
    for words, column in book.lists.columns.items():
        for row, word in enumerate(words):
            sheet.write_string(row, column, word)
    sheet.very_hidden()
    sheet.protect("")


def _write_meta(book: Book) -> None:
    """The hidden sheet that says which standard, which encoding, which questions."""
    sheet = book.workbook.add_worksheet(layout.META_SHEET)
    lines = [
        (layout.MARK, layout.LAYOUT),
        ("标准", book.standard.number),
        ("编码版本", book.standard.encoding_version),
        *((item.id, item.label) for item in book.standard.items.values()),
    ]
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)
    sheet.very_hidden()
    sheet.protect("")
