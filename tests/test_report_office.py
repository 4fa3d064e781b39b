"""LibreOffice opens what a clerk hands in: Word and Excel, once each."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from report_sample import sample

from icstd.output import render
from icstd.report.layout import lay_out

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")

REPORT = sample(audited=True)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PdfReader]:
    folder = tmp_path_factory.mktemp("office")
    for suffix in ("docx", "xlsx"):
        (folder / f"{suffix}-report.{suffix}").write_bytes(render(REPORT, f"r.{suffix}"))
    files = sorted(folder.iterdir())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=120)
    return {
        suffix: PdfReader(io.BytesIO(Path(folder, f"{suffix}-report.pdf").read_bytes()))
        for suffix in ("docx", "xlsx")
    }


def test_word_opens_with_its_headings_pages_and_a4_paper(converted: dict[str, PdfReader]) -> None:
    reader = converted["docx"]
    text = "".join(page.extract_text() for page in reader.pages)
    flat = re.sub(r"\s+", "", text)
    layout = lay_out(REPORT)
    for section in layout.sections:
        assert section.title in flat
    total = len(reader.pages)
    assert 5 <= total <= 14
    for number, page in enumerate(reader.pages, 1):
        said = re.sub(r"\s+", "", page.extract_text())
        assert f"第{number}页共{total}页" in said
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert len(_pictures(reader)) == 2


def _pictures(reader: PdfReader) -> set[int]:
    """Numbers of the picture objects that the pages use, masks left out."""
    found = set()
    for page in reader.pages:
        for reference in page["/Resources"].get("/XObject", {}).values():
            picture = reference.get_object()
            if picture["/Subtype"] == "/Image" and picture["/ColorSpace"] != "/DeviceGray":
                found.add(reference.indirect_reference.idnum)
    return found


def test_word_tables_fill_the_page_and_do_not_leave_it(converted: dict[str, PdfReader]) -> None:
    """Texts of the last column start left of the right margin, on every page."""
    rightmost = 0.0

    def note(text: str, _cm: object, matrix: list[float], *_: object) -> None:
        nonlocal rightmost
        if text.strip():
            rightmost = max(rightmost, matrix[4])

    for page in converted["docx"].pages:
        page.extract_text(visitor_text=note)
    assert 400 < rightmost < 595 - 50


def test_excel_opens_on_landscape_pages_with_every_sheet(converted: dict[str, PdfReader]) -> None:
    reader = converted["xlsx"]
    flat = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    for sheet in lay_out(REPORT).sheets:
        assert sheet.title in flat
    assert len(reader.pages) >= len(lay_out(REPORT).sheets)
    for page in reader.pages:
        assert round(page.mediabox.width) == 842
        assert round(page.mediabox.height) == 595
    assert "#" not in re.sub(r"#\d", "", flat), "no column too narrow for its numbers"
