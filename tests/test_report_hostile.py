"""Whatever stands in a field comes out as text, in every form."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from report_reading import HtmlPage, csv_rows, docx_tables, pdf_text, xlsx_sheets
from report_sample import HOSTILE, hostile, sample
from running import icstd

from icstd.conformance import ConformanceReport
from icstd.output import render
from icstd.report import pdf
from icstd.report.layout import lay_out
from icstd.report.layout import shown as marked_visible
from icstd.text import HIDDEN, visible
from icstd.workbook.writing import MAX_CELL, fitted

REPORT = hostile(audited=True)
SHORT = [visible(t) for t in HOSTILE if len(t) < 200]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    forms = ("html", "docx", "xlsx", "pdf", "csv", "json")
    return {s: render(REPORT, f"r.{s}") for s in forms}


@pytest.fixture(scope="module")
def typeset(made: dict[str, bytes]) -> str:
    return pdf_text(made["pdf"])


def _xml(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {n: package.read(n).decode() for n in package.namelist() if n.endswith(".xml")}


def test_no_form_carries_hidden_characters(made: dict[str, bytes], typeset: str) -> None:
    texts = [made[s].decode("utf-8-sig") for s in ("html", "csv", "json")]
    texts += [*_xml(made["docx"]).values(), *_xml(made["xlsx"]).values(), typeset]
    for text in texts:
        found = set(HIDDEN.findall(text)) - {"\r"}
        assert not found, f"{found!r}"


def test_html_shows_markup_as_text_and_runs_none_of_it(made: dict[str, bytes]) -> None:
    page = HtmlPage(made["html"])
    names = [tag for tag, _ in page.tags]
    assert names.count("script") == 1
    assert "img" not in names
    for text in SHORT:
        assert text in page.text
    assert not any(name.startswith("on") for _, found in page.tags for name in found)


def test_word_shows_every_text_and_stays_well_formed(made: dict[str, bytes]) -> None:
    for text in _xml(made["docx"]).values():
        etree.fromstring(text.encode())
    said = "\n".join(c for t in docx_tables(made["docx"]) for row in t for c in row)
    for text in SHORT:
        assert text in said


def test_excel_shows_every_text_and_takes_none_for_a_formula(made: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types == {"s", "n"}
    assert not any(sheet.hyperlinks for sheet in book if hasattr(sheet, "hyperlinks"))
    assert not [n for n in _xml(made["xlsx"]) if "externalLink" in n]
    said = "\n".join(c for rows in xlsx_sheets(made["xlsx"]).values() for row in rows for c in row)
    for text in SHORT:
        assert text in said


def test_excel_cuts_what_a_cell_cannot_hold_and_says_so() -> None:
    assert fitted("x" * MAX_CELL) == "x" * MAX_CELL
    cut = fitted("x" * (MAX_CELL + 1))
    assert len(cut) == MAX_CELL
    assert cut.endswith("……（此处截断，全文见 JSON 报告）")


def test_csv_cells_never_begin_like_a_formula(made: dict[str, bytes]) -> None:
    rows = csv_rows(made["csv"])
    assert not [c for row in rows for c in row if c[:1] in tuple("=+-@\t\r＝＋－＠")]
    named = csv_rows(render(sample(("=1+1", *HOSTILE[1:])), "r.csv"))
    assert {row[0] for row in named[1:]} == {"'=1+1"}


def test_pdf_takes_no_text_for_markup_and_shows_what_its_fonts_lack(typeset: str) -> None:
    flat = re.sub(r"\s+", "", typeset)
    for text in SHORT:
        shown = "".join(
            c if c not in "😀𠮷𡈽👨👩👧\u0301\u0302\u0303\u0304" else f"〔U+{ord(c):04X}〕"
            for c in text
        )
        assert re.sub(r"\s+", "", shown) in flat
    (warning,) = pdf.warnings_for(REPORT)
    for code in ("U+1F600", "U+20BB7", "U+0301"):
        assert code in warning
    assert pdf.warnings_for(sample()) == ()


def test_long_words_stay_on_the_page(typeset: str) -> None:
    most = max(len(run) for run in re.findall(r"L+", typeset))
    assert most < 130, "a line of the page, not the whole word"
    assert typeset.count("L") >= 10_000


def test_evidence_ids_of_any_kind_lead_nowhere_but_into_the_page() -> None:
    name = 'E"><b onclick=x>'
    base = sample()
    proof = base.assessment.evidence["E1"]._replace(id=name)
    assessment = replace(base.assessment, evidence={name: proof})
    findings = tuple(replace(f, evidence=(name, "无此证据")) for f in base.findings)
    page = HtmlPage(render(replace(base, assessment=assessment, findings=findings), "r.html"))
    assert "b" not in [tag for tag, _ in page.tags]
    assert ("a", {"href": "#evidence-1"}) in page.tags
    assert name in page.text


def _with_texts(text: str) -> ConformanceReport:
    return sample((text,) * len(HOSTILE))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_survives_into_html_word_excel_and_csv(text: str) -> None:
    report = _with_texts(text)
    shown = visible(text)
    assert shown in marked_visible(lay_out(report)).subtitle
    assert shown.strip() in HtmlPage(render(report, "r.html")).text
    assert csv_rows(render(report, "r.csv"))[1][0].removeprefix("'") == shown.removeprefix("'")
    for part in _xml(render(report, "r.xlsx")).values():
        etree.fromstring(part.encode())


@settings(max_examples=4, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_typeset_and_put_into_word(text: str) -> None:
    report = _with_texts(text)
    assert render(report, "r.pdf").startswith(b"%PDF")
    for part in _xml(render(report, "r.docx")).values():
        etree.fromstring(part.encode())


def test_the_command_line_names_the_characters_that_the_pdf_lacks(minimal: Path) -> None:
    text = minimal.read_text("utf-8").replace("名称: ", "名称: 𠮷", 1)
    minimal.write_text(text, "utf-8")
    run = icstd("assess", minimal, "-o", minimal.with_suffix(".pdf"))
    assert "U+20BB7" in run.err
    assert run.code == 1
