"""Texts that some program somewhere takes for an order: here they are read, and nothing else."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from report_reading import HtmlPage, csv_rows, docx_tables, pdf_text
from report_sample import sample

from icstd.output import render
from icstd.report.typeset import covered
from icstd.text import visible

TEXTS = {
    "rich markup": "[red]红[/red]",
    "rich unmatched": "[/x]",
    "rich swallowed": "[abc] [4.1]",
    "rich link": "[link=https://example.org]点我[/link]",
    "rich emoji code": ":warning: :bomb:",
    "HTML script": "<script>alert(1)</script>",
    "attribute break-out": "\" onmouseover=\"alert(1)' x='",
    "javascript link": "javascript:alert(1)",
    "JSON in script": '{"a": "</script><script>alert(1)</script>"}',
    "template": "{{ 7*7 }} {% include 'x' %} ${x} #{x}",
    "Excel formula": "=1+1",
    "Excel HYPERLINK": '=HYPERLINK("http://example.org","点我")',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "tab and formula": "\t=1+1",
    "full-width formula": "＝1+1",
    "Excel error": "#N/A",
    "OOXML escape": "_x0041_",
    "CSV marks": 'a;b,"c"\r\nd',
    "three dashes": "--- a",
    "Word field": "{ PAGE } \\* MERGEFORMAT",
    "long word": "x" * 300,
    "combining marks": "e" + "\u0301" * 12 + "好",
    "XML": "&amp; & < > ' \"",
    "typst": '#import "x": * $a^2$ *b* _c_ `d` <e> @f \\u{41}',
    "CDATA": "]]><![CDATA[x",
    "percent": "100% %s %(x)s",
}


@pytest.fixture(params=list(TEXTS), scope="module")
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[str(request.param)]


def test_html_shows_it(text: str) -> None:
    page = HtmlPage(render(sample((text,) * 12), "r.html"))
    assert page.text.count(visible(text).strip()) >= 12
    tags = {tag for tag, _ in page.tags}
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "a" in tags
    targets = [found["href"] or "" for tag, found in page.tags if tag == "a"]
    assert all(target.startswith("#") for target in targets)


def test_csv_holds_it_and_no_spreadsheet_takes_it_for_a_formula(text: str) -> None:
    data = render(sample((text,) * 12), "r.csv")
    cell = csv_rows(data)[1][0]
    shown = visible(text)
    risky = shown.lstrip()[0] in "=+-@＝"
    assert cell == ("'" + shown if risky else shown)


def test_excel_holds_it_as_text(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(sample((text,) * 12), "r.xlsx")))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert {c.data_type for c in cells} == {"s", "n"}
    shown = visible(text)
    found = [c for c in cells if c.value == shown]
    assert found, "the name of the park stands alone in a cell"
    assert all(c.quotePrefix for c in found if c.coordinate != "A2")


@pytest.mark.parametrize("start", range(0, len(TEXTS), 12))
def test_word_and_pdf_hold_it(start: int) -> None:
    texts = (*TEXTS.values(), *("平常",) * 12)[start : start + 12]
    report = sample(texts)
    word = "\n".join(c for t in docx_tables(render(report, "r.docx")) for row in t for c in row)
    paper = re.sub(r"\s+", "", pdf_text(render(report, "r.pdf")))
    for text in texts:
        shown = visible(text)
        assert shown in word
        known = "".join(c if c in covered() else f"〔U+{ord(c):04X}〕" for c in shown)
        assert re.sub(r"\s+", "", known) in paper


def test_an_evidence_path_is_text_and_no_link(tmp_path: Path) -> None:
    report = sample(("平常",) * 5 + ("javascript:alert(1)",) + ("平常",) * 6)
    page = tmp_path / "r.html"
    page.write_bytes(render(report, "r.html"))
    assert "javascript:" in page.read_text("utf-8")
    assert 'href="javascript' not in page.read_text("utf-8")
