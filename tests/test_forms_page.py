"""The web form in a real browser: fill in, save, load, assess."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import AVAILABLE, Browser
from form_steps import blank_page, cover, go, item, saved, settled
from tiny_standard import TINY

from icstd.assessment.intake import load_assessment
from icstd.conformance import ConformanceReport
from icstd.evaluation import evaluate
from icstd.forms.html_form import html_form
from icstd.terms import Verdict

pytestmark = pytest.mark.skipif(
    not AVAILABLE, reason="no Chromium with chromedriver on this machine"
)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "form.html").write_bytes(html_form(TINY))
    with Browser(folder) as browser:
        yield browser


@pytest.fixture
def page(window: Browser) -> Browser:
    """The blank form, with nothing remembered from the test before."""
    return blank_page(window)


def report_of(file: Path) -> ConformanceReport:
    return evaluate(load_assessment(file, TINY), TINY)


def test_a_form_is_filled_in_saved_and_assessed(page: Browser) -> None:
    cover(page)
    go(page, "诉求办理")
    page.type(item("受理问题数", "//input[@inputmode]"), "12")
    page.type(item("已回应问题数", "//input[@inputmode]"), " １２ ")
    page.type(item("未到期数", "//input[@inputmode]"), "0")
    page.click(item("有诉求电话", "//label[contains(.,'是')]"))
    page.click(item("生活服务", "//label[contains(.,'住宿')]"))
    page.type(item("公布的办结时限", "//select[contains(@class,'other')]"), "未公布", clear=False)
    page.click(item("受理问题数", "//summary"))
    page.type(item("受理问题数", "//textarea[contains(@id,'f')]"), "E1")
    go(page, "证据")
    page.click("//button[text()='添加一件佐证']")
    page.type(
        "//fieldset[legend='佐证材料']//textarea[@id=//label[text()='名称']/@for]", "诉求台账"
    )
    file = saved(page)
    assert file.name == "示例工业社区.json"
    written = json.loads(file.read_text("utf-8"))
    assert written["标准"] == TINY.number
    appeals = written["填报"]["诉求办理"]
    assert appeals == {
        "受理问题数": {"值": 12, "证据": ["E1"]},
        "已回应问题数": 12,
        "未到期数": 0,
        "有诉求电话": "是",
        "生活服务": ["住宿"],
        "公布的办结时限": "未公布",
    }
    assert written["证据"] == {"E1": {"名称": "诉求台账"}}
    assert report_of(file).finding("W6.8").verdict is Verdict.MET
    assert page.complaints() == []


def test_a_saved_file_is_loaded_again(page: Browser, tmp_path: Path) -> None:
    file = tmp_path / "去年.json"
    document = {
        "标准": TINY.number,
        "编码版本": TINY.encoding_version,
        "园区": {"名称": "甲园区"},
        "填报": {"基本情况": {"企业总数": {"值": 78, "说明": "含租赁厂房", "待复核": "是"}}},
        "台账": {"诉求台账": [{"编号": "1", "受理日期": "2025-05-01", "层级": "社区"}]},
    }
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    page.run("document.getElementById('file').hidden = false")
    page.type("//input[@id='file']", str(file), clear=False)
    assert settled(page, "//p[@id='message']", "已载入") == "已载入。"
    assert page.run("return collect()") == document
    go(page, "基本情况")
    assert "78" in page.run("return items.get('企业总数').value() + ''")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "读不懂"),
        ("[1]", "不是填报内容"),
        ('{"标准": "DB33/T 1—2020", "编码版本": "1.0"}', "没有载入"),
        ('{"标准": "DB99/T 9999—2025", "编码版本": "0.9"}', "编码版本"),
        (
            '{"标准": "DB99/T 9999—2025", "编码版本": "1.0","填报": {"基本情况": {"没有这项": 1}}}',
            "没有这项",
        ),
        (
            '{"标准": "DB99/T 9999—2025", "编码版本": "1.0",'
            '"填报": {"基本情况": {"成立日期": "2015年5月"}}}',
            "成立日期",
        ),
    ],
)
def test_what_cannot_be_loaded_is_named(page: Browser, text: str, word: str) -> None:
    page.run("takeFiles([new File([arguments[0]], '某表.json')])", text)
    assert word in settled(page, "//p[@id='message']", word)
    assert page.run("return document.getElementById('message').className") == "bad"


def test_what_is_still_lacking_is_said_while_typing(page: Browser) -> None:
    go(page, "诉求办理")
    page.type(item("受理问题数", "//input[@inputmode]"), "12")
    page.type(item("已回应问题数", "//input[@inputmode]"), "9")
    status = item("已回应问题数", "//p[contains(@class,'status')]")
    assert "还差 3 件" in settled(page, status, "还差")
    page.type(item("已回应问题数", "//input[@inputmode]"), "15")
    assert settled(page, status, "不能大于") == "不能大于“受理问题数”（12），多了 3 件"
    page.type(item("已回应问题数", "//input[@inputmode]"), "-1")
    settled(page, status, "应在 0 至 100000 之间")
    page.type(item("已回应问题数", "//input[@inputmode]"), "九件")
    settled(page, status, "请填整数")
    page.type(item("走访覆盖率", "//input[@inputmode]"), "0.95")
    settled(page, item("走访覆盖率", "//p[contains(@class,'status')]"), "95 表示 95%")
    settled(page, "//p[@id='progress']", "2 处要改")


def test_a_balance_that_does_not_come_out_is_said_on_the_spot(page: Browser) -> None:
    go(page, "诉求办理")
    for label, number in (("受理问题数", "12"), ("已回应问题数", "9"), ("未到期数", "2")):
        page.type(item(label, "//input[@inputmode]"), number)
    clash = "//section[not(@hidden)]/p[contains(@class,'bad')]"
    assert "相差 1" in settled(page, clash, "不平")


def test_progress_counts_answers_and_leads_to_the_next_open_one(page: Browser) -> None:
    total = len(TINY.items)
    assert page.text("//p[@id='progress']") == f"已填 0 项，共 {total} 项"
    go(page, "基本情况")
    page.type(item("企业总数", "//input[@inputmode]"), "7")
    settled(page, "//p[@id='progress']", "已填 1 项")
    asked = next(len(s.items) for s in TINY.sections if s.title == "基本情况")
    count = "//nav//button[span[text()='基本情况']]/span[@class='count']"
    settled(page, count, f"1/{asked}")
    page.click("//button[@id='open']")
    focused = "return document.activeElement.closest('.item').querySelector('label').textContent"
    assert page.run(focused) == "职工总数"


def test_what_was_typed_is_still_there_after_the_page_is_closed(page: Browser) -> None:
    go(page, "基本情况")
    page.type(item("企业总数", "//input[@inputmode]"), "7")
    settled(page, "//p[@id='kept']", "已存在本浏览器")
    page.open(page.downloads.parent / "form.html")
    assert "接着上次" in page.text("//p[@id='message']")
    assert page.run("return collect()")["填报"] == {"基本情况": {"企业总数": 7}}
    page.click("//button[@id='clear']")
    settled(page, "//p[@id='message']", "已清空")
    assert "填报" not in page.run("return collect()")


def test_an_empty_ledger_and_none_are_told_apart(page: Browser) -> None:
    go(page, "诉求办理")
    page.click("//label[contains(.,'一件也没有')]")
    assert page.run("return collect()")["台账"] == {"诉求台账": []}
    page.click("//label[contains(.,'一件也没有')]")
    assert "台账" not in page.run("return collect()")


def test_judging_by_hand_takes_the_provision_as_it_reads_now(page: Browser) -> None:
    old = {"W4.8a": {"结论": "符合", "条款指纹": "f-old"}}
    page.run("fill(arguments[0])", {"人工判定": old})
    assert page.run("return collect()")["人工判定"] == old
    go(page, "人工判定")
    page.type("//fieldset[legend[contains(.,'W4.8a')]]//select", "不符合", clear=False)
    assert page.run("return collect()")["人工判定"] == {
        "W4.8a": {"结论": "不符合", "条款指纹": "f-W4.8a"}
    }


def test_hostile_text_stays_text(page: Browser) -> None:
    evil = '</script><script>document.title="x"</script><img src=x onerror="document.title=1">'
    form = page.downloads.parent / "evil.html"
    form.write_bytes(html_form(TINY, {"园区": {"名称": evil}, "证据": {evil: {"名称": evil}}}))
    page.open(form)
    assert page.run("return document.title").startswith(TINY.number)
    written = page.run("return collect()")
    assert written["园区"]["名称"] == evil
    assert written["证据"] == {evil: {"名称": evil}}
    assert page.run("return document.querySelectorAll('img').length") == 0
    assert page.complaints() == []


def test_the_page_asks_nobody_else_and_carries_its_own_policy() -> None:
    text = html_form(TINY).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r"""(src|href)\s*=|https?://|@import|url\(""", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_it_fits_a_telephone(page: Browser) -> None:
    page.resize(500, 800)
    try:
        page.open(page.downloads.parent / "form.html")
        for section in ("诉求办理", "人工判定", "证据"):
            page.run("open(pages.findIndex((p) => p.title === arguments[0]))", section)
            assert page.run("return document.documentElement.scrollWidth <= window.innerWidth")
        assert page.run("return document.getElementById('menu').open") is False
    finally:
        page.resize(1200, 900)
