"""Reads the forms of a report back into plain texts and tables, with other libraries."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import openpyxl
from pypdf import PdfReader

Grid = list[list[str]]


class HtmlPage(HTMLParser):
    """The tables, texts and tags of an HTML page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tables: list[Grid] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._cell: list[str] | None = None
        self._quiet = 0
        self.feed(data.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag in ("style", "script"):
            self._quiet += 1
        if tag == "span" and found.get("aria-hidden") == "true":
            self._quiet += 1
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script") or (tag == "span" and self._quiet):
            self._quiet = max(0, self._quiet - 1)
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append("".join(self._cell).strip())
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._quiet:
            return
        self.text += data
        if self._cell is not None:
            self._cell.append(data)


def html_tables(data: bytes) -> list[Grid]:
    return HtmlPage(data).tables


def docx_tables(data: bytes) -> list[Grid]:
    document = docx.Document(io.BytesIO(data))
    return [
        [["\n".join(p.text for p in c.paragraphs) for c in row.cells] for row in t.rows]
        for t in document.tables
    ]


def xlsx_sheets(data: bytes) -> dict[str, Grid]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: [["" if v is None else str(v) for v in row] for row in sheet.values]
        for sheet in book
    }


def csv_rows(data: bytes) -> Grid:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def parts(data: bytes) -> dict[str, str]:
    """The XML parts of an Office file, one tag a line, so that differences can be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: re.sub(r">\s*<", ">\n<", package.read(name).decode("utf-8"))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
