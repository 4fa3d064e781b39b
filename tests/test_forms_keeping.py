"""What was typed into the web form is never lost and never shown as something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import AVAILABLE, Browser
from form_steps import HOME, blank_page, item, settled
from tiny_standard import TINY

from icstd.forms.html_form import html_form

pytestmark = pytest.mark.skipif(
    not AVAILABLE, reason="no Chromium with chromedriver on this machine"
)

MESSAGE = "//p[@id='message']"
ASK = "//section[@id='ask']"
FIGURE = "//input[@inputmode]"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("page")
    (folder / HOME).write_bytes(html_form(TINY))
    with Browser(folder) as browser:
        yield browser


@pytest.fixture
def page(window: Browser) -> Browser:
    (window.downloads.parent / HOME).write_bytes(html_form(TINY))
    return blank_page(window)


def answer(page: Browser, label: str, number: str) -> None:
    page.run("open(pages.findIndex((p) => p.title === '基本情况'), true)")
    page.type(item(label, FIGURE), number)


def kept(page: Browser) -> None:
    settled(page, "//p[@id='kept']", "已存在本浏览器")
    page.run("clearTimeout(pending); progress(); keep()")


def answers(page: Browser) -> object:
    return page.run("return collect()").get("填报", {}).get("基本情况", {})


def choose(page: Browser, text: str) -> None:
    page.click(f"{ASK}//button[text()='{text}']")


def part(**figures: object) -> str:
    own = {"标准": TINY.number, "编码版本": TINY.encoding_version}
    return json.dumps({**own, "填报": {"基本情况": figures}}, ensure_ascii=False)


def load(page: Browser, **files: str) -> None:
    page.run(
        "takeFiles(arguments[0].map(([name, text]) => new File([text], name + '.json')))",
        list(files.items()),
    )


def anew(page: Browser, **figures: object) -> None:
    """The form made again under the same name, with other content, and opened."""
    form = page.downloads.parent / HOME
    form.write_bytes(html_form(TINY, {"填报": {"基本情况": figures}}))
    page.run("unsaved = false")
    page.open(form)


def test_a_form_made_anew_asks_which_content_counts(page: Browser) -> None:
    answer(page, "企业总数", "64")
    kept(page)
    anew(page, 企业总数=77)
    assert "用哪一份内容" in page.text(ASK)
    assert "企业总数" in page.text(ASK) and "64" in page.text(ASK) and "77" in page.text(ASK)
    choose(page, "用这份表带来的")
    assert answers(page) == {"企业总数": 77}
    page.run("unsaved = false")
    page.open(page.downloads.parent / HOME)
    assert answers(page) == {"企业总数": 77}
    assert page.run("return asking()") is False


def test_while_it_asks_nothing_kept_is_touched(page: Browser) -> None:
    answer(page, "企业总数", "64")
    kept(page)
    before = page.run("return localStorage.getItem(store)")
    anew(page, 企业总数=77)
    page.run("keep(); changed()")
    assert page.run("return localStorage.getItem(store)") == before
    page.open(page.downloads.parent / HOME)  # asked again, not forgotten
    assert "用哪一份内容" in page.text(ASK)
    choose(page, "接着上次填的")
    assert answers(page) == {"企业总数": 64}


def test_what_an_earlier_version_of_the_page_kept_is_asked_about(page: Browser) -> None:
    page.run("localStorage.setItem(store, arguments[0])", part(企业总数=64))
    page.open(page.downloads.parent / HOME)
    choose(page, "接着上次填的")
    assert answers(page) == {"企业总数": 64}


def test_content_of_another_edition_can_only_be_saved(page: Browser) -> None:
    old = part(企业总数=64).replace(f'"{TINY.encoding_version}"', '"0.1"')
    page.run("localStorage.setItem(store, arguments[0])", old)
    page.open(page.downloads.parent / HOME)
    assert "另一个版本" in page.text(ASK)
    assert "接着上次填的" not in page.text(ASK)
    choose(page, "把上次填的存为文件")
    choose(page, "用这份表带来的")
    assert answers(page) == {}


def test_the_second_tab_follows_the_first(page: Browser) -> None:
    first = page.handle()
    page.new_tab(page.downloads.parent / HOME)
    second = page.handle()
    page.tab(first)
    answer(page, "企业总数", "77")
    kept(page)
    page.tab(second)
    settled(page, MESSAGE, "另一个标签页")
    answer(page, "职工总数", "900")
    kept(page)
    page.tab(first)
    settled(page, MESSAGE, "另一个标签页")
    assert answers(page) == {"企业总数": 77, "职工总数": 900}
    page.tab(second)
    page.run("unsaved = false")
    page.close_tab(first)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("用这一页的", {"企业总数": 1}),
        ("用另一页的", {"职工总数": 2}),
        ("合在一起", {"企业总数": 1, "职工总数": 2}),
    ],
)
def test_two_tabs_with_changes_of_their_own_are_never_put_over_each_other(
    page: Browser, choice: str, expected: object
) -> None:
    first = page.handle()
    page.new_tab(page.downloads.parent / HOME)
    second = page.handle()
    page.run("window.removeEventListener('storage', noticed)")  # a browser that tells nothing
    page.tab(first)
    answer(page, "职工总数", "2")
    kept(page)
    page.tab(second)
    answer(page, "企业总数", "1")
    assert "另一个标签页" in settled(page, ASK, "另一个标签页")
    choose(page, choice)
    page.run("unsaved = false")
    assert answers(page) == expected
    page.close_tab(first)
    settled(page, MESSAGE, "另一个标签页" if choice != "用另一页的" else "")
    assert answers(page) == expected


def test_loading_over_what_was_typed_asks(page: Browser) -> None:
    answer(page, "企业总数", "555")
    kept(page)
    load(page, 半张=part(企业总数=86))
    assert "555" in settled(page, ASK, "还没有存为文件")
    assert "86" in page.text(ASK)
    choose(page, "不载入")
    assert answers(page) == {"企业总数": 555}
    load(page, 半张=part(企业总数=86))
    settled(page, ASK, "还没有存为文件")
    choose(page, "换成文件里的")
    settled(page, MESSAGE, "已载入")
    assert answers(page) == {"企业总数": 86}


def test_several_files_are_put_together_and_two_answers_are_never_chosen_silently(
    page: Browser,
) -> None:
    load(page, 甲=part(企业总数=86), 乙=part(企业总数=87, 职工总数=5))
    assert "两边填得不一样" in settled(page, ASK, "不一样")
    choose(page, "选好了")
    assert "还有 1 处没有选" in page.text(ASK)
    page.click(f"{ASK}//label[contains(.,'乙.json')]")
    choose(page, "选好了")
    assert "2 个文件" in settled(page, MESSAGE, "已载入")
    assert answers(page) == {"企业总数": 87, "职工总数": 5}


def test_one_number_for_two_proofs_becomes_two_numbers(page: Browser) -> None:
    own = json.loads(part(企业总数={"值": 86, "证据": ["E1"]}))
    other = json.loads(part(职工总数={"值": 5, "证据": ["E1"]}))
    own["证据"], other["证据"] = {"E1": {"名称": "甲证"}}, {"E1": {"名称": "乙证"}}
    load(page, 甲=json.dumps(own), 乙=json.dumps(other))
    settled(page, MESSAGE, "已载入")
    assert answers(page) == {
        "企业总数": {"值": 86, "证据": ["E1"]},
        "职工总数": {"值": 5, "证据": ["E2"]},
    }
    assert page.run("return collect()")["证据"] == {"E1": {"名称": "甲证"}, "E2": {"名称": "乙证"}}


def test_one_section_is_saved_by_itself(page: Browser) -> None:
    answer(page, "企业总数", "12")
    page.click("//section[h2='基本情况']//button[text()='只存这一节']")
    assert "载入文件" in settled(page, MESSAGE, "已存为")
    files: list[Path] = []
    while not files:
        files = [f for f in page.downloads.iterdir() if f.suffix == ".json" and f.stat().st_size]
    assert files[0].name == "自评填报-基本情况.json"
    assert json.loads(files[0].read_text("utf-8")) == json.loads(part(企业总数=12))


def test_an_old_browser_loads_all_the_same(page: Browser) -> None:
    page.run(
        "delete File.prototype.text; delete Blob.prototype.text;"
        "delete String.prototype.replaceAll;"
        "delete Element.prototype.replaceChildren; delete Blob.prototype.arrayBuffer"
    )
    load(page, 半张=part(企业总数=86))
    settled(page, MESSAGE, "已载入")
    assert answers(page) == {"企业总数": 86}


def test_a_step_that_fails_says_so(page: Browser) -> None:
    page.run("delete window.FileReader; window.FileReader = undefined")
    load(page, 半张=part(企业总数=86))
    assert "读不出来" in settled(page, MESSAGE, "半张.json")
    page.run("setTimeout(() => { throw new Error('试') }, 0)")
    assert "没有做成" in settled(page, MESSAGE, "没有做成")
