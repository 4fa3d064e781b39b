"""Each form is built as its readers need it: Word, Excel, browsers, PDF readers."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from report_reading import HtmlPage, csv_rows, parts, pdf_text
from report_sample import sample
from running import PARK

import icstd
from icstd.output import render
from icstd.palette import TINTS
from icstd.report.layout import lay_out
from icstd.report.layout.action_plan import FIELDS, NUMBER
from icstd.report.typeset import ASSETS, covered
from icstd.terms import Progress

REPORT = sample()
ORDER = [
    "使用须知",
    "结论",
    "必备条款",
    "各章情况",
    "差距与整改",
    "未采纳的推荐条款",
    "尚不能判定的条款",
    "数据矛盾",
    "佐证材料目录",
    "逐条结果",
    "对标准的意见",
    "评价方法与口径",
    "条款的出处",
    "签字盖章",
]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {s: render(REPORT, f"r.{s}") for s in ("html", "docx", "xlsx", "pdf", "csv")}


def test_all_forms_have_the_same_sections_in_the_same_order(made: dict[str, bytes]) -> None:
    titles = [s.title for s in lay_out(REPORT).sections]
    assert [t.partition("、")[2] for t in titles] == ORDER
    page = re.findall(r"<h2[^>]*>(.*?)</h2>", made["html"].decode())
    word = docx.Document(io.BytesIO(made["docx"]))
    headings = [
        p.text for p in word.paragraphs if p.style is not None and p.style.name == "Heading 1"
    ]
    outline = [entry.title for entry in _flat(PdfReader(io.BytesIO(made["pdf"])).outline)]
    assert page == headings == titles
    assert [t for t in outline if t in titles] == titles


def _flat(outline: list) -> list:  # type: ignore[type-arg]
    return [e for part in outline for e in (_flat(part) if isinstance(part, list) else [part])]


def test_html_runs_only_the_style_and_the_script_whose_hashes_it_names(
    made: dict[str, bytes],
) -> None:
    text = made["html"].decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    for tag in ("style", "script"):
        (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r'(?:src|href)="(?!#)', text), "nothing is fetched"
    assert " style=" not in text, "the policy would drop it"


def test_html_is_found_its_way_in_by_landmarks_headers_and_captions(made: dict[str, bytes]) -> None:
    page = HtmlPage(made["html"])
    names = [tag for tag, _ in page.tags]
    assert {"header", "nav", "main", "footer"} <= set(names)
    assert ("html", {"lang": "zh-CN"}) in page.tags
    assert names.count("caption") == names.count("table")
    assert all("scope" in found for tag, found in page.tags if tag == "th")
    assert all(found.get("aria-label") for tag, found in page.tags if tag == "svg")
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    targets = {(found.get("href") or "")[1:] for tag, found in page.tags if tag == "a"}
    assert targets <= set(ids)


def test_results_are_told_by_words_with_enough_contrast() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    for tint in TINTS.values():
        contrast = (light(tint.paper) + 0.05) / (light(tint.ink) + 0.05)
        assert contrast >= 4.5
    assert len({t.sign for t in TINTS.values()}) == len(TINTS)


def test_word_repeats_table_heads_and_keeps_its_widths(made: dict[str, bytes]) -> None:
    word = docx.Document(io.BytesIO(made["docx"]))
    headed = 0
    for table in word.tables:
        assert table.autofit is False
        grid = [column.width for column in table.columns]
        for row in table.rows:
            assert [cell.width for cell in row.cells] == grid
        headed += bool(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader"))
    assert headed == sum(
        type(b).__name__ == "Table" for s in lay_out(REPORT).sections for b in s.blocks
    )


def test_word_names_its_chinese_fonts_and_no_theme_fonts(made: dict[str, bytes]) -> None:
    word = docx.Document(io.BytesIO(made["docx"]))
    for name, font in (("Normal", "宋体"), ("Heading 1", "黑体"), ("Title", "黑体")):
        fonts = word.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
    assert not re.search(
        r"w:\w*[tT]heme=", re.sub(r"<w:color[^>]*>", "", parts(made["docx"])["word/styles.xml"])
    )


def test_word_numbers_its_pages_and_describes_its_pictures(made: dict[str, bytes]) -> None:
    footer = parts(made["docx"])["word/footer1.xml"]
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    pictures = re.findall(r"<wp:docPr[^>]*>", parts(made["docx"])["word/document.xml"])
    assert len(pictures) == 2
    assert all("descr=" in p for p in pictures)


def test_excel_writes_texts_as_texts_and_numbers_as_numbers(made: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), f"{sheet.title}!{cell.coordinate}"
                if cell.data_type == "s" and cell.row > 3 and sheet.title == "逐条结果":
                    assert cell.quotePrefix
    results = book["逐条结果"]
    assert {results.cell(r, 1).data_type for r in range(4, results.max_row + 1)} == {"s"}
    assert "W6.10" in [results.cell(r, 1).value for r in range(4, results.max_row + 1)]


def test_excel_sheets_are_ready_to_filter_to_keep_up_and_to_print(made: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    wanted = ["汇总", "逐条结果", "整改清单", "推荐条款", "佐证材料目录", "数据矛盾"]
    assert [n for n in book.sheetnames if n in wanted] == wanted
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert "结果摘要" in (sheet.oddFooter.left.text or "")
    for name in wanted[1:]:
        assert book[name].page_setup.fitToHeight == 0, "as many pages as it takes"
        assert book[name].sheet_properties.pageSetUpPr.fitToPage, "one page wide"
        assert book[name].freeze_panes == "B4"
        assert book[name].auto_filter.ref
        assert book[name].print_title_rows == "$3:$3"
    ledger = book["整改清单"]
    titles = [cell.value for cell in ledger[3]]
    assert titles == [NUMBER, *(one.title for one in FIELDS)]
    (choice,) = ledger.data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(Progress)}"'
    assert str(choice.sqref).startswith("M4")
    assert book["逐条结果"].conditional_formatting
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(io.BytesIO(made["xlsx"])).namelist()


def test_pdf_is_tagged_named_and_numbered(made: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(made["pdf"]))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "zh-CN"
    assert reader.metadata is not None
    assert reader.metadata.title == f"{lay_out(REPORT).title}　示例工业社区"
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"第 {number} 页　共 {total} 页" in page.extract_text()


def test_pdf_uses_our_fonts_and_no_others(made: dict[str, bytes]) -> None:
    fonts = set()
    for page in PdfReader(io.BytesIO(made["pdf"])).pages:
        for font in page["/Resources"]["/Font"].values():
            fonts.add(font.get_object()["/BaseFont"].split("+")[-1])
    assert {f.removesuffix("-Identity-H") for f in fonts} == {"IcstdSong-Regular", "IcstdHei-Bold"}


def test_the_fonts_hold_all_that_reports_of_the_shipped_standard_say() -> None:
    from icstd.clauses.load import shipped_edition

    text = shipped_edition().read_text("utf-8")
    lacking = {c for c in text if c not in covered() and c != "\n"}
    assert not lacking, f"run tools/subset_fonts.py: {''.join(sorted(lacking))}"


def test_csv_has_one_row_a_provision_and_opens_in_excel(made: dict[str, bytes]) -> None:
    assert made["csv"].startswith(b"\xef\xbb\xbf")
    head, *rows = csv_rows(made["csv"])
    assert len(rows) == len(REPORT.findings)
    assert all(len(row) == len(head) for row in rows)


def test_forms_carry_the_result_digest_in_their_footers(made: dict[str, bytes]) -> None:
    footer = lay_out(REPORT).footer
    assert lay_out(REPORT).digest[:16] in footer
    assert f"<footer><p>{footer}</p></footer>" in made["html"].decode()
    assert footer in re.sub(r"<[^>]*>", "", parts(made["docx"])["word/footer1.xml"])
    assert pdf_text(made["pdf"]).count(footer) == len(PdfReader(io.BytesIO(made["pdf"])).pages)


def test_the_report_of_a_whole_park_stays_small_enough_to_mail() -> None:
    standard = icstd.load_standard()
    park = icstd.load_assessment(PARK, standard)
    report = icstd.evaluate(park, standard)
    assert len(render(report, "r.html")) < 300_000
    assert len(render(report, "r.pdf")) < 3_000_000


def test_the_list_of_characters_is_what_the_fonts_hold() -> None:
    held: set[str] = set()
    for name in ("IcstdSong-Regular.otf", "IcstdHei-Bold.otf"):
        with TTFont(ASSETS / "fonts" / name, lazy=True) as font:
            held |= {chr(code) for code in font.getBestCmap()}
    assert covered() == held
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text("utf-8")
