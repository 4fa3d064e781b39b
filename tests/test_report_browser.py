"""The HTML report in a real browser: quiet console, filters that work, pages that print."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import AVAILABLE, Browser
from pypdf import PdfReader
from report_sample import hostile, sample

from icstd.output import render
from icstd.report.layout import lay_out

pytestmark = pytest.mark.skipif(not AVAILABLE, reason="needs Chromium and chromedriver")

REPORT = sample()
SHOWN = (
    "return [...document.querySelectorAll('tr[data-result]')].filter(r => !r.hidden).map(r => r.id)"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "report.html").write_bytes(render(REPORT, "r.html"))
    (folder / "hostile.html").write_bytes(render(hostile(), "r.html"))
    with Browser(folder) as browser:
        browser.open(folder / "report.html")
        yield browser


def _folder(page: Browser) -> Path:
    return page.downloads.parent


def _choose(page: Browser, name: str, value: str) -> list[str]:
    """Set a filter as a person would, and tell which rows are left."""
    page.run(
        "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
        "e.dispatchEvent(new Event('change')); e.dispatchEvent(new Event('input'));",
        name,
        value,
    )
    shown: list[str] = page.run(SHOWN)
    return shown


def _ids(*results: str, chapter: str = "") -> list[str]:
    return [
        f"provision-{f.provision.id}"
        for f in REPORT.findings
        if (not results or f.result.value in results)
        and (not chapter or f.provision.chapter == chapter)
    ]


def test_all_results_are_shown_and_counted_at_first(page: Browser) -> None:
    assert page.run(SHOWN) == _ids()
    assert (
        page.text("//*[@id='told']")
        == f"显示 {len(REPORT.findings)} 条，共 {len(REPORT.findings)} 条"
    )


def test_filters_by_chapter_result_and_words_leave_what_fits(page: Browser) -> None:
    assert _choose(page, "chapter", "6") == _ids(chapter="6")
    assert _choose(page, "result", "不符合") == _ids("不符合", chapter="6")
    assert page.run("return document.querySelectorAll('#results .scroll[hidden]').length") == 1
    page.click("//*[@id='reset']")
    assert page.run(SHOWN) == _ids()
    page.type("//*[@id='search']", "w6.1 联系人")
    assert page.run(SHOWN) == ["provision-W6.1"]
    assert page.text("//*[@id='told']").startswith("显示 1 条")
    page.type("//*[@id='search']", "没有这样的话")
    assert page.run(SHOWN) == []
    page.click("//*[@id='reset']")


def test_a_reference_to_a_hidden_row_shows_it_again(page: Browser) -> None:
    assert "provision-W6.8" not in _choose(page, "result", "符合")
    page.click("//section[@id='required']//a[text()='W6.8']")
    assert "provision-W6.8" in page.run(SHOWN)


def test_console_stays_quiet_even_on_hostile_texts(page: Browser) -> None:
    page.open(_folder(page) / "hostile.html")
    assert page.run("return document.title").endswith("</script><img src=x onerror=alert(2)>")
    assert len(page.run(SHOWN)) == len(REPORT.findings)
    assert page.run("return document.documentElement.scrollWidth <= window.innerWidth")
    assert page.complaints() == []
    page.open(_folder(page) / "report.html")
    assert page.complaints() == []


def test_it_prints_on_numbered_a4_pages_without_filters(page: Browser) -> None:
    options = {"page": {"width": 21.0, "height": 29.7}, "background": True}
    printed = PdfReader(io.BytesIO(base64.b64decode(page._call("POST", "/print", options))))
    said = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in printed.pages]
    texts = [text.replace("\u2eda", "页") for text in said]  # Chromium maps it to the radical
    assert 4 <= len(texts) <= 9
    for number, text in enumerate(texts, 1):
        assert f"第 {number} 页" in text
        assert f"共 {len(texts)} 页" in text
        assert lay_out(REPORT).digest[:16] in text
    assert "显示全部" not in "".join(texts)
    assert "跳到正文" not in "".join(texts)


def test_without_script_everything_is_there_but_the_filters(tmp_path: Path) -> None:
    text = render(REPORT, "r.html").decode()
    bare = text[: text.rindex("<script>")] + text[text.rindex("</script>") + 9 :]
    file = tmp_path / "bare.html"
    file.write_text(bare, "utf-8")
    folder = tmp_path / "profile"
    folder.mkdir()
    with Browser(folder) as browser:
        browser.open(file)
        assert len(browser.run(SHOWN)) == len(REPORT.findings)
        hidden = "return getComputedStyle(document.querySelector('.filters')).display"
        assert browser.run(hidden) == "none"
