"""Every figure and every result in every form is the one in the JSON."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from report_reading import (
    Grid,
    HtmlPage,
    csv_rows,
    docx_tables,
    html_tables,
    parts,
    pdf_text,
    xlsx_sheets,
)
from report_sample import sample

from icstd.output import render

REPORTS = {"self-assessed": sample(), "audited": sample(audited=True, scored=True)}
SIGNS = "[√△×—?○]"


@pytest.fixture(params=list(REPORTS))
def case(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    return request.param, json.loads(render(REPORTS[request.param], "r.json"))


def _expected_counts(document: dict[str, Any]) -> list[tuple[str, tuple[int, ...]]]:
    """All rows of counts a report shows, in their order: distribution, chapters, total."""
    counts = document["counts"]

    def row(label: str, tally: dict[str, int]) -> tuple[str, tuple[int, ...]]:
        return label, (sum(tally.values()), *tally.values())

    return [
        row("要求和指示", counts["deciding"]),
        row("其中必备条款", counts["required"]),
        row("推荐（采纳情况）", counts["recommended"]),
        *(row(f"{c['id']} {c['title']}", c["deciding"]) for c in document["chapters"]),
        row("合计", counts["deciding"]),
        *(row(f"{c['id']} {c['title']}", c["recommended"]) for c in document["chapters"]),
        row("合计", counts["recommended"]),
    ]


def _counts(grids: list[Grid]) -> list[tuple[str, tuple[int, ...]]]:
    """Rows of a label and seven numbers, in the order in which they stand."""
    found = []
    for grid in grids:
        for row in grid:
            if len(row) == 8 and row[0] and all(n.isdigit() for n in row[1:]):
                found.append((row[0], tuple(map(int, row[1:]))))
    return found


def _results(grids: list[Grid], column: str) -> dict[str, str]:
    """Provision → result, from the tables that list every result."""
    found = {}
    for grid in grids:
        if grid and grid[0][0] == "条款" and "判定理由" in grid[0] and "类型" in grid[0]:
            place = grid[0].index(column)
            found |= {row[0]: row[place].lstrip("√△×—?○ ") for row in grid[1:]}
    return found


def _same_results(found: dict[str, str], document: dict[str, Any]) -> None:
    """Every provision once, in order; 未审核 only where nobody gave a second opinion."""
    audited = any(f["opinion"] for f in document["findings"])
    expected = {
        f["id"]: "未审核"
        if audited and not (f["opinion"] or f["waiver"] or f["own_verdict"])
        else f["result"]
        for f in document["findings"]
    }
    assert list(found.items()) == list(expected.items())


def _column(name: str) -> str:
    return "审核结论" if name == "audited" else "结论"


def test_html_shows_the_figures_of_the_json(case: tuple[str, dict[str, Any]]) -> None:
    name, document = case
    grids = html_tables(render(REPORTS[name], "r.html"))
    assert _counts(grids) == _expected_counts(document)
    _same_results(_results(grids, _column(name)), document)


def test_word_shows_the_figures_of_the_json(case: tuple[str, dict[str, Any]]) -> None:
    name, document = case
    grids = docx_tables(render(REPORTS[name], "r.docx"))
    assert _counts(grids) == _expected_counts(document)
    _same_results(_results(grids, _column(name)), document)


def test_excel_shows_the_figures_of_the_json(case: tuple[str, dict[str, Any]]) -> None:
    name, document = case
    sheets = xlsx_sheets(render(REPORTS[name], "r.xlsx"))
    assert _counts([sheets["汇总"]]) == _expected_counts(document)
    _same_results(_results([sheets["逐条结果"][2:]], _column(name)), document)


def test_csv_shows_the_results_of_the_json(case: tuple[str, dict[str, Any]]) -> None:
    name, document = case
    head, *rows = csv_rows(render(REPORTS[name], "r.csv"))
    place, clause = head.index(_column(name)), head.index("条款")
    _same_results({row[clause]: row[place] for row in rows}, document)
    gaps = {row[clause] for row in rows if row[head.index("差距")] == "是"}
    decides = ("要求", "指示")
    assert gaps == {
        f["id"]
        for f in document["findings"]
        if f["modality"] in decides and f["verdict"] in ("不符合", "部分符合")
    }
    assert {row[-1] for row in rows} == {document["result_digest"]}


def test_pdf_shows_the_figures_of_the_json(case: tuple[str, dict[str, Any]]) -> None:
    name, document = case
    text = pdf_text(render(REPORTS[name], "r.pdf"))
    lines = re.findall(r"^(.+?)((?: [0-9]+){7})$", text, re.MULTILINE)
    found = [(label, tuple(map(int, numbers.split()))) for label, numbers in lines]
    assert found == _expected_counts(document)
    listed = text[text.rindex("逐条结果") :]
    pattern = rf"^(W[0-9.]+[a-z]?) (?:要求|指示|推荐|允许|陈述).*?{SIGNS} (\w+)"
    results = dict(re.findall(pattern, listed, re.MULTILINE | re.DOTALL))
    park = {f["id"]: f["result"] for f in document["findings"]}
    for finding in document["findings"]:
        if finding["own_verdict"]:
            park[finding["id"]] = finding["own_verdict"]
    assert results == park


@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx", "pdf"])
def test_every_form_says_the_same_conclusion(suffix: str) -> None:
    document = json.loads(render(REPORTS["self-assessed"], "r.json"))
    data = render(REPORTS["self-assessed"], f"r.{suffix}")
    said = {
        "html": lambda: HtmlPage(data).text,
        "docx": lambda: _all_docx(data),
        "xlsx": lambda: "".join(c for rows in xlsx_sheets(data).values() for r in rows for c in r),
        "pdf": lambda: pdf_text(data),
    }[suffix]()
    flat = re.sub(r"\s+", "", said)
    assert re.sub(r"\s+", "", document["conclusion"]["text"]) in flat
    assert re.sub(r"\s+", "", document["notice"]) in flat
    assert document["result_digest"][:16] in flat
    filled = document["filled"]
    assert f"已填{filled['answered']}项，共{filled['asked']}项" in flat


def _all_docx(data: bytes) -> str:
    read = parts(data)
    texts = [read["word/document.xml"], *(v for k, v in read.items() if "footer" in k)]
    return re.sub(r"<[^>]*>", "", "".join(texts))
