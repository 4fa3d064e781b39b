"""Workbooks for tests: the real form, changed as people and attackers change it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

from tiny_standard import TINY

from icstd.assessment.workbook_form import read_form
from icstd.clauses.model import DataItem, Standard
from icstd.errors import InputProblems, Problem
from icstd.forms.workbook_form import xlsx_form
from icstd.terms import ItemType
from icstd.yamlio import Document

Cells = Any
"""An openpyxl worksheet."""


def standard() -> Standard:
    """The small standard: its form has every kind of cell and is quick to edit."""
    return TINY


@cache
def blank() -> bytes:
    return xlsx_form(standard())


def an_item(kind: ItemType, *, commitment: bool = False) -> DataItem:
    """The first data item of a type."""
    return next(
        i for i in standard().items.values() if i.type is kind and i.commitment is commitment
    )


def edited(change: Callable[[Any], None], data: bytes | None = None) -> bytes:
    """A form after someone worked on it in a spreadsheet program."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data or blank()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(sheet: Cells, id_: str) -> int:
    """The row that bears an id in the hidden column."""
    return next(c.row for c in sheet["A"] if c.value == id_)


def where(book: Any, item: DataItem) -> tuple[Cells, int]:
    """The sheet and the row of a data item."""
    for sheet in book.worksheets:
        for cell in sheet["A"]:
            if cell.value == item.id and not sheet.title.startswith("_"):
                return sheet, cell.row
    raise LookupError(item.id)


def with_answer(item: DataItem, value: object, number_format: str = "General") -> bytes:
    """The form with one value cell filled in."""

    def fill(book: Any) -> None:
        sheet, row = where(book, item)
        sheet.cell(row, 4).value = value
        sheet.cell(row, 4).number_format = number_format

    return edited(fill)


def read(data: bytes) -> Document:
    return read_form(data, "form.xlsx", standard())


def answer(document: Document, item: DataItem) -> Any:
    """What the document says about an item; None where nothing."""
    section = next(s for s in standard().sections if s.id == item.section)
    return document.root.get("填报", {}).get(section.title, {}).get(item.label)


def refusals(data: bytes) -> list[Problem]:
    """What a workbook is refused for; empty where it is read."""
    try:
        read(data)
    except InputProblems as refused:
        return [p for p in refused.problems if p.refused]
    return []


def patched(part: str, change: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    """The form with one of its parts changed below the surface."""
    source = zipfile.ZipFile(io.BytesIO(data or blank()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            inside = source.read(member)
            target.writestr(member.filename, change(inside) if member.filename == part else inside)
    return out.getvalue()


def added(name: str, content: bytes, data: bytes | None = None) -> bytes:
    """The form with one more part."""
    out = io.BytesIO(data or blank())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, content)
    return out.getvalue()
