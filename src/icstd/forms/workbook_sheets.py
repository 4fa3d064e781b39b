"""The sheets with one question a row: cover, sections, judgements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..assessment import workbook_layout as layout
from ..assessment.fields import IDENTITY, Field, row_fields
from ..clauses.model import Provision, Section
from ..terms import ItemType, Verdict
from ..workbook.writing import cell_name, height, lines
from .plain import Entry, answers, part
from .questions import about, advice, judged_by_person, serves, serves_text
from .workbook_book import HEAD_ROW, Book, Filling
from .workbook_cells import add_check, write_text, write_value

_REVIEW = Field(layout.REVIEW, ItemType.CHOICE, options=("是",))
_NOTE = Field(layout.NOTE, ItemType.TEXT)
_CITED = Field(layout.CITED, ItemType.TEXTS)


def write_cover(book: Book) -> None:
    """园区与评价: one field a row."""
    sheet = book.sheet(
        "园区与评价",
        layout.COVER,
        "园区与评价",
        "带“必填”的几项不填，判定无法进行。",
        (8, 20, 36, 60),
    )
    book.headings(sheet, HEAD_ROW, layout.COVER_HEADINGS)
    row = HEAD_ROW + 1
    for group, fields in IDENTITY.items():
        for one in fields:
            sheet.write_string(row, 0, f"{group}.{one.key}", book.looks["id"])
            sheet.write_string(row, 1, "必填" if one.required else "", book.looks["label center"])
            sheet.write_string(row, 2, one.label, book.looks["label bold"])
            value = part(book.filled, group).get(one.key)
            write_value(sheet, (row, 3), one, value, book.looks)
            add_check(sheet, (row, 3, row, 3), one, book.lists)
            sheet.write_string(row, 4, one.help, book.looks["help"])
            sheet.set_row(row, 24)
            if one.required:
                book.mark_blank(sheet, (row, 3, row, 3))
            row += 1
    sheet.freeze_panes(HEAD_ROW + 1, 0)


def write_section(book: Book, section: Section) -> None:
    """One section of data items: one item a row."""
    widths = (5, 25, 16, 7, 52, 12, 24, 8, 20)
    key = f"section:{section.id}"
    sheet = book.sheet(key, layout.SECTION, section.title, section.help, widths)
    book.headings(sheet, HEAD_ROW, layout.SECTION_HEADINGS)
    known = answers(book.filled, book.standard)
    served = serves(book.standard)
    first = HEAD_ROW + 1
    filled = 0
    row = HEAD_ROW
    for number, item in enumerate(section.items, 1):
        row += 1
        entry = known.get(item.id, Entry())
        filled += entry.value is not None
        (_, one), *further = row_fields(item, book.standard)
        paper = entry.value if isinstance(entry.value, Mapping) else {}
        value = paper.get("名称") if paper else entry.value
        sheet.write_string(row, 0, item.id, book.looks["id"])
        sheet.write_number(row, 1, number, book.looks["label center"])
        sheet.write_string(row, 2, item.label, book.looks["label bold"])
        write_value(sheet, (row, 3), one, value, book.looks)
        add_check(sheet, (row, 3, row, 3), one, book.lists)
        sheet.write_string(row, 4, item.unit, book.looks["label center"])
        advised = advice(item, book.standard)
        how = f"{item.help}\n{advised}"
        sheet.write_rich_string(
            row, 5, f"{item.help}\n", book.looks["help grey"],
            advised, book.looks["help"],
        )  # fmt: skip
        if item.whole is not None and item.type is not ItemType.PERCENT:
            _mark_larger(book, sheet, row, item.whole)
        _remarks(book, sheet, row, entry)
        use = serves_text(served[item.id])
        sheet.write_string(row, 9, use, book.looks["serves"])
        sheet.set_row(row, max(height(max(lines(how, 54), lines(use, 20)), 14), 34))
        for id_, piece in further:
            row += 1
            filled += paper.get(piece.key) is not None
            names = (id_, f"{item.label}：{piece.key}")
            _further(book, sheet, row, names, (piece, paper.get(piece.key)))
    last = row
    book.mark_blank(sheet, (first, 3, last, 3))
    sheet.freeze_panes(first, 3)
    book.fillings.append(Filling(book.names[key], 3, first, last, filled))


def _further(
    book: Book, sheet: Any, row: int, names: tuple[str, str], part: tuple[Field, Any]
) -> None:
    """A row for one more part of a document.

    names: id of the row, and its caption; part: field and value.
    """
    field, value = part
    sheet.write_string(row, 0, names[0], book.looks["id"])
    sheet.write_string(row, 1, "", book.looks["label center"])
    sheet.write_string(row, 2, names[1], book.looks["label bold"])
    write_value(sheet, (row, 3), field, value, book.looks)
    add_check(sheet, (row, 3, row, 3), field, book.lists)
    sheet.write_string(row, 4, "", book.looks["label center"])
    sheet.write_string(row, 5, field.help, book.looks["help"])
    sheet.set_row(row, 20)


def _mark_larger(book: Book, sheet: Any, row: int, whole: str) -> None:
    """Colour a part that is larger than its whole, wherever that stands."""
    part = cell_name(row, 3)
    total = book.cell_of(whole)
    larger = f"=AND(ISNUMBER({part}),ISNUMBER({total}),{part}>{total})"
    rule = {"type": "formula", "criteria": larger, "format": book.looks["wrong"]}
    sheet.conditional_format(row, 3, row, 3, rule)


def _remarks(book: Book, sheet: Any, row: int, entry: Entry) -> None:
    """Evidence numbers, remark and 待复核 beside an answer."""
    looks = book.looks
    write_value(sheet, (row, 6), _CITED, list(entry.evidence), looks)
    book.offer_evidence(sheet, row, 6)
    write_value(sheet, (row, 7), _NOTE, entry.note or None, looks)
    write_value(sheet, (row, 8), _REVIEW, "是" if entry.review else None, looks)
    add_check(sheet, (row, 8, row, 8), _REVIEW, book.lists)
    sheet.conditional_format(row, 8, row, 8, {"type": "no_blanks", "format": looks["review"]})


def write_judgements(book: Book) -> None:
    """人工判定: the provisions on which a person says whether they are met."""
    sheet = book.sheet(
        "人工判定",
        layout.JUDGEMENTS,
        "人工判定",
        "下列条款不能只凭数字判断，由园区如实判定并写明理由；没有把握的留空。",
        (10, 8, 48, 12, 36, 12, 34, 10),
    )
    book.headings(sheet, HEAD_ROW, layout.JUDGEMENT_HEADINGS)
    sheet.set_column(8, 8, 10, None, {"hidden": True})
    first = HEAD_ROW + 1
    row = first
    for provision, words in judged_by_person(book.standard):
        _judgement(book, sheet, row, provision, words)
        row += 1
    sheet.freeze_panes(first, 2)


def _judgement(
    book: Book,
    sheet: Any,
    row: int,
    provision: Provision,
    words: tuple[Verdict, ...],
) -> None:
    said = part(book.filled, "人工判定", provision.id)
    looks = book.looks
    verdict = Field(layout.VERDICT, ItemType.CHOICE, options=tuple(w.value for w in words))
    sheet.write_string(row, 0, provision.id, looks["id"])
    sheet.write_string(row, 1, provision.id, looks["label center"])
    sheet.write_string(row, 2, provision.modality.value, looks["label center"])
    gist = about(provision)
    sheet.write_string(row, 3, gist, looks["help"])
    write_value(sheet, (row, 4), verdict, said.get("结论"), looks)
    add_check(sheet, (row, 4, row, 4), verdict, book.lists)
    if provision.judgeable:
        book.mark_blank(sheet, (row, 4, row, 4))
    write_value(sheet, (row, 5), _NOTE, said.get("说明"), looks)
    write_value(sheet, (row, 6), _CITED, said.get("证据"), looks)
    book.offer_evidence(sheet, row, 6)
    expected = "；".join(demand.what for demand in provision.evidence)
    sheet.write_string(row, 7, expected, looks["help"])
    stamp = said.get("条款指纹", "") if said else provision.fingerprint
    write_text(sheet, row, 8, stamp or "", looks["id"])
    sheet.set_row(row, max(height(max(lines(gist, 48), lines(expected, 34)), 14), 30))
