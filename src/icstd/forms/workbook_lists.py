"""The sheets with one thing a row: ledgers, evidence, comments."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import workbook_layout as layout
from ..assessment.fields import COMMENT, EVIDENCE, EVIDENCE_ID, Field, column_field
from ..clauses.model import Table
from ..errors import UsageProblem
from ..limits import XLSX_ROWS
from ..terms import EvidenceType, ItemType, Special
from ..text import width
from ..workbook.records import MUST
from ..workbook.writing import LAST_COLUMN, height, lines
from .plain import Plain, part, rows
from .workbook_book import EVIDENCE_NUMBERS, HEAD_ROW, Book
from .workbook_cells import add_check, as_text, format_name, write_value


def _write_list(
    book: Book,
    key: str,
    *,
    mark: str,
    lead: str,
    fields: Sequence[Field],
    given: Sequence[Plain],
) -> None:
    """A sheet of rows with the same columns: a table, evidence, comments.

    A row that only bears its number counts as blank.
    """
    if HEAD_ROW + 1 + len(given) > XLSX_ROWS:
        raise UsageProblem(
            f"{book.names[key]}有 {len(given)} 行，Excel 填报表最多 {XLSX_ROWS - HEAD_ROW - 1} 行",
            "改用 YAML 或网页填报表，或分年度填报",
            "E-XLSX-RANGE",
        )
    widths = [_column_width(one) for one in fields]
    sheet = book.sheet(key, mark, book.names[key], lead, widths)
    titles = [f"{one.label}{MUST if one.required else ''}" for one in fields]
    book.headings(sheet, HEAD_ROW, titles)
    first = HEAD_ROW + 1
    # Rows can only be deleted from a protected sheet where every cell of theirs is unlocked.
    unlocked = book.looks["answer rest"]
    sheet.set_column(0, 0, 2, unlocked, {"hidden": True})
    sheet.set_column(len(fields) + 1, LAST_COLUMN, None, unlocked)
    sheet.protect("", {**book.allowed, "insert_rows": True, "delete_rows": True})
    for column, one in enumerate(fields, 1):
        look = book.looks[format_name(one)]
        sheet.set_column(column, column, widths[column - 1], look)
        add_check(sheet, (first, column, XLSX_ROWS - 1, column), one, book.lists)
    for number, row in enumerate(given, first):
        texts = [as_text(row.get(one.key) or "") for one in fields]
        tallest = max(lines(t, w) for t, w in zip(texts, widths, strict=True))
        sheet.set_row(number, height(tallest, 14))
        for column, one in enumerate(fields, 1):
            if one.key in row:
                write_value(sheet, (number, column), one, row[one.key], book.looks)
    sheet.freeze_panes(first, 2)


def _column_width(one: Field) -> float:
    if one.type is ItemType.TEXT:
        return 12 if one.key in ("编号",) else 24
    return max(width(one.label) + 4, 13)


def write_table(book: Book, table: Table) -> None:
    """台账: one thing a row."""
    fields = [column_field(column) for column in table.columns]
    lead = f"{table.help}标 * 的列每行都要填；一件也没有的，第一行第一格填“无”。"
    given = rows(book.filled, table)
    if given == []:
        given = [{fields[0].key: Special.NONE.value}]
    _write_list(
        book,
        f"table:{table.id}",
        mark=layout.table_mark(table),
        lead=lead,
        fields=fields,
        given=given or [],
    )


def write_evidence(book: Book) -> None:
    """证据: what can be shown, by number; numbers stand ready."""
    given = part(book.filled, "证据")
    ready = (f"E{n}" for n in range(1, EVIDENCE_NUMBERS + 1))
    numbers = dict.fromkeys((*given, *ready))
    nameless = {"类型": EvidenceType.OTHER.value}  # else the row would count as blank
    filled = [
        {EVIDENCE_ID.key: number, **((given[number] or nameless) if number in given else {})}
        for number in numbers
    ]
    lead = "佐证材料一件一行。填报各表引用这里的编号；只有编号、没有名称的行不算。"
    _write_list(
        book, "证据", mark=layout.EVIDENCE, lead=lead, fields=(EVIDENCE_ID, *EVIDENCE), given=filled
    )


def write_comments(book: Book) -> None:
    """意见 on the standard itself."""
    ids = tuple(book.standard.every_provision)
    fields = (Field(layout.PROVISION, ItemType.CHOICE, options=ids, required=True), *COMMENT)
    filled = [
        {layout.PROVISION: provision, **one}
        for provision, said in part(book.filled, "意见").items()
        for one in (said if isinstance(said, list) else [said])
    ]
    lead = "对标准条款本身的意见（可不填），供标准复审时参考：写明条款编号、意见类型和理由。"
    _write_list(book, "意见", mark=layout.COMMENTS, lead=lead, fields=fields, given=filled)
