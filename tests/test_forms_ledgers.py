"""Ledgers and paper of the web form: a table with paste, and every section in print."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Iterator

import pypdf
import pytest
from browser import AVAILABLE, Browser
from form_steps import HOME, blank_page, go, settled
from tiny_standard import TINY

from icstd.forms.html_form import html_form

pytestmark = pytest.mark.skipif(
    not AVAILABLE, reason="no Chromium with chromedriver on this machine"
)

MESSAGE = "//p[@id='message']"
ASK = "//section[@id='ask']"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("page")
    (folder / HOME).write_bytes(html_form(TINY))
    with Browser(folder) as browser:
        yield browser


@pytest.fixture
def page(window: Browser) -> Browser:
    opened = blank_page(window)
    go(opened, "诉求办理")
    return opened


def rows(page: Browser) -> object:
    return page.run("return collect()").get("台账", {}).get("诉求台账")


def paste(page: Browser, text: str, cell: str) -> None:
    """Put text on the clipboard and paste it into a cell."""
    page.run(
        "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
        "document.querySelector(`input[aria-label='${arguments[1]}']`).dispatchEvent("
        "new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))",
        text,
        cell,
    )


def choose(page: Browser, text: str) -> None:
    page.click(f"{ASK}//button[text()='{text}']")


def paste_whole(page: Browser, text: str) -> None:
    page.click("//button[text()='从 Excel 粘贴']")
    page.run("document.querySelector('#ask textarea').value = arguments[0]", text)
    choose(page, "下一步：核对列")


def test_rows_are_typed_and_taken_away(page: Browser) -> None:
    page.click("//button[text()='添加一行']")
    page.type("//input[@aria-label='第 1 行，编号']", "1")
    page.type("//input[@aria-label='第 1 行，层级']", "社区")
    page.click("//button[text()='添加一行']")
    page.type("//input[@aria-label='第 2 行，编号']", "2")
    assert rows(page) == [{"编号": "1", "层级": "社区"}, {"编号": "2"}]
    page.click("//button[@aria-label='删去第 1 行']")
    assert rows(page) == [{"编号": "2"}]


def test_cells_of_a_spreadsheet_are_pasted_where_they_belong(page: Browser) -> None:
    page.click("//button[text()='添加一行']")
    paste(page, '1\t2025-05-01\r\n"2\n续"\t2025-05-02\r\n', "第 1 行，编号")
    assert rows(page) == [
        {"编号": "1", "受理日期": "2025-05-01"},
        {"编号": "2\n续", "受理日期": "2025-05-02"},
    ]
    paste(page, "x\t" * 30, "第 1 行，层级")
    assert "放不下" in settled(page, MESSAGE, "列")


def test_a_ledger_of_ones_own_is_matched_column_by_column(page: Browser) -> None:
    text = "登记编号\t受理 日期\t备注\n7\t2025-05-01\t很急\n\t\t\n合计\t\t1\n"
    paste_whole(page, text)
    assert "登记编号" in page.text(ASK)
    choose(page, "贴入")
    told = settled(page, MESSAGE, "贴入")
    assert "贴入 1 行" in told
    assert "1 行合计没有贴入" in told
    assert "没有要的列：备注" in told
    assert rows(page) == [{"编号": "7", "受理日期": "2025-05-01"}]


def test_one_column_is_never_filled_from_two(page: Browser) -> None:
    paste_whole(page, "编号\t另一号\n1\t2\n")
    page.run(
        "const s = document.querySelectorAll('#ask select');"
        "s[0].value = s[1].value = s[0].options[1].text"
    )
    choose(page, "贴入")
    assert "选了两次" in page.text(ASK)
    choose(page, "不贴了")
    assert rows(page) is None


def test_a_column_once_named_is_known_the_next_time(page: Browser) -> None:
    for number in ("1", "2"):
        paste_whole(page, f"件\n{number}\n")
        if number == "1":
            page.run(
                "document.querySelector('#ask select').value = '编号';"
                "document.querySelector('#ask input[type=checkbox]').checked = true"
            )
        choose(page, "贴入")
    assert rows(page) == [{"编号": "1"}, {"编号": "2"}]


def test_thousands_of_rows_are_held_and_a_screenful_is_shown(page: Browser) -> None:
    many = [{"编号": str(n)} for n in range(5000)]
    page.run("fillRows(ledgers.get('诉求台账'), arguments[0], '', [])", many)
    settled(page, "//p[@class='pager']", "共 5000 行")
    assert page.run("return document.querySelectorAll('.grid tbody tr').length") == 50
    page.click("//button[text()='后 50 行']")
    assert "第 51 至 100 行" in page.text("//p[@class='pager']")
    assert rows(page) == many


def test_a_column_that_the_ledger_does_not_have_is_named_as_lost(page: Browser) -> None:
    lost = page.run("return fill({台账: {诉求台账: [{编号: '1', 多余: '2'}]}})")
    assert lost == ["诉求台账 › 第 1 行"]


def printed(page: Browser) -> str:
    data = base64.b64decode(page.printed())
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages)
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("blank", [False, True])
def test_print_has_every_section_filled_or_blank(page: Browser, blank: bool) -> None:
    page.run(
        "fill({填报: {诉求办理: {受理问题数: {值: 4711, 说明: '含电话'}}},"
        "台账: {诉求台账: [{编号: '甲字第九号'}]}}); blankPaper = arguments[0]",
        blank,
    )
    text = printed(page)
    assert ("4711" in text) is not blank
    assert ("含电话" in text) is not blank
    assert ("甲字第九号" in text) is not blank
    assert ("□是" in text) is blank
    assert "受理日期" in text  # the ledger's columns, also to be filled in by hand
    assert page.run("return document.getElementById('paper').textContent") == ""
    laid = page.run("layPaper(); return document.getElementById('paper').textContent")
    for section in TINY.sections:
        assert section.title in laid
        for item in section.items:
            assert item.label in laid
