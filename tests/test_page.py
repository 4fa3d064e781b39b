"""The page that judges by itself: the same engine, the same bytes, in a real browser.

Without npm or Chromium none of this runs, and the run says so.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from browser import AVAILABLE, Browser
from provinces import province
from running import EXAMPLES, ROOT

import icstd
from icstd.assessment.dump import to_plain
from icstd.clauses.load import load_standard
from icstd.clauses.model import Standard
from icstd.errors import InputProblems, problem_lines
from icstd.forms.render import render_form
from icstd.output import render
from icstd.page.desk import Desk
from icstd.rules.outside import read_rulebook
from icstd.rules.rulebook import Rulebook

pytestmark = pytest.mark.skipif(
    not AVAILABLE or shutil.which("npm") is None,
    reason="the page is not tried: no npm, or no Chromium with chromedriver on this machine",
)

SHIPPED = load_standard()
FORMATS = (".json", ".csv", ".html", ".xlsx")
BAD = sorted((ROOT / "tests" / "bad_inputs").glob("*.yaml"))[::7][:10]
STATE = "return result.state.textContent"


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("page_build", ROOT / "tools/page/build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, built once for all workers of a run, in a folder with a Chinese name."""
    folder = tmp_path_factory.getbasetemp().parent / "优盘 一"
    folder.mkdir(exist_ok=True)
    page = folder / "icstd 自评.html"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not page.exists():
            data = builder().build()
            assert data == builder().build(), "two builds differ"
            page.write_bytes(data)
    return page


@pytest.fixture(scope="module")
def window(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("page")) as browser:
        browser.open(built)
        yield browser


@pytest.fixture
def page(window: Browser, built: Path) -> Browser:
    """The page with nothing in it; its engine stays started, as for a person at work."""
    window.run("localStorage.clear(); fill({}); known = saved = content(); active = false")
    window.run("unsaved = false; contentChanged(); progress(); open(0, true)")
    for old in window.downloads.iterdir():
        old.unlink()
    return window


def asked(page: Browser, script: str, *args: object, seconds: int = 240) -> Any:
    """What an asynchronous function body over `args` gives; the engine takes its time."""
    page.run(
        f"globalThis.given = null; (async (...args) => {{ {script} }})(...arguments).then("
        "(value) => (globalThis.given = [value]),"
        "(fault) => (globalThis.given = [`FAULT ${fault}`]))",
        *args,
    )
    until = time.monotonic() + seconds
    while (found := page.run("return globalThis.given")) is None:
        assert time.monotonic() < until, "no answer"
        time.sleep(0.1)
    return found[0]


BYTES = "const bytes = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));"
DIGESTS = """
const found = JSON.parse(await engine("judge", {data: bytes(args[1]), name: args[0]}));
const hex = async (data) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))]
  .map((n) => n.toString(16).padStart(2, "0")).join("");
const sums = {digest: found.digest};
for (const suffix of args[2]) sums[suffix] = await hex(await engine("paper", {suffix}));
return sums;
"""


def digests_in_page(page: Browser, name: str, data: bytes) -> Any:
    return asked(page, BYTES + DIGESTS, name, data.decode("latin-1"), list(FORMATS))


def digests_of_command(
    name: str, data: bytes, standard: Standard = SHIPPED, rulebook: Rulebook | None = None
) -> dict[str, str]:
    assessment = icstd.load_assessment(data, standard, name=name)
    report = icstd.evaluate(assessment, standard, rulebook=rulebook)
    sums = {"digest": icstd.report_document(report)["result_digest"]}
    return sums | {s: hashlib.sha256(render(report, f"x{s}")).hexdigest() for s in FORMATS}


def filled_workbook() -> bytes:
    assessment = icstd.load_assessment(EXAMPLES / "complete-park.yaml", SHIPPED)
    return render_form("a.xlsx", SHIPPED, to_plain(assessment, SHIPPED))


@pytest.mark.parametrize(
    "name", ["complete-park.yaml", "dagang-2020.yaml", "lingfeng-2021.yaml", "表.xlsx"]
)
def test_every_paper_is_byte_for_byte_the_commands(page: Browser, name: str) -> None:
    data = filled_workbook() if name == "表.xlsx" else (EXAMPLES / name).read_bytes()
    assert digests_in_page(page, name, data) == digests_of_command(name, data)


def test_a_standard_of_ones_own_is_judged_the_same(tmp_path: Path, built: Path) -> None:
    home = EXAMPLES / "second-standard"
    edition, rules = home / "db99t0001-2024.json", home / "db99t0001-2024/rules.py"
    file = tmp_path / "second.html"
    file.write_bytes(builder().build(edition, rules))
    data = (home / "park.yaml").read_bytes()
    with Browser(tmp_path) as browser:
        browser.open(file)
        found = digests_in_page(browser, "park.yaml", data)
    expected = digests_of_command(
        "park.yaml", data, load_standard(edition), read_rulebook(str(rules))
    )
    assert found == expected


def test_faults_are_told_in_the_same_words(page: Browser) -> None:
    assert len(BAD) == 10
    texts = {file.name: file.read_bytes().decode("latin-1") for file in BAD}
    script = """
const told = {};
for (const [name, text] of Object.entries(args[0])) {
  told[name] = JSON.parse(await engine("told", {data: bytes(text), name}));
}
return told;
"""
    expected = {}
    for file in BAD:
        try:
            problems = icstd.load_assessment(file.read_bytes(), SHIPPED, name=file.name).warnings
        except InputProblems as found:
            problems = found.problems
        expected[file.name] = ["\n".join(problem_lines(p)) for p in problems]
    assert asked(page, BYTES + script, texts) == expected


def loaded(page: Browser, name: str) -> None:
    assessment = icstd.load_assessment(EXAMPLES / name, SHIPPED)
    document = render_form("a.json", SHIPPED, to_plain(assessment, SHIPPED)).decode()
    page.run("fill(JSON.parse(arguments[0])); changed()", document)


def judged(page: Browser) -> str:
    page.run("judgeNow()")
    return settled_state(page)


def settled_state(page: Browser) -> str:
    until = time.monotonic() + 240
    busy = ("正在", "内容有变", "还没有")
    while (state := page.run(STATE)).startswith(busy) or page.run("return running"):
        assert time.monotonic() < until, state
        time.sleep(0.1)
    return str(state)


def test_what_is_saved_is_judged_by_the_command_with_the_same_digest(page: Browser) -> None:
    loaded(page, "complete-park.yaml")
    assert judged(page).startswith("已按现在填的内容判定")
    shown = page.run("return document.querySelector('.digest').textContent.split(' ')[1]")
    page.run("save()")
    files: list[Path] = []
    while not files:
        files = [f for f in page.downloads.iterdir() if f.suffix == ".json" and f.stat().st_size]
    report = icstd.evaluate(icstd.load_assessment(files[0], SHIPPED), SHIPPED)
    assert icstd.report_document(report)["result_digest"] == shown
    beside = page.run("return items.get('已回应问题数').node.querySelector('.beside').textContent")
    assert "W6.8 不符合" in beside
    assert "还差" in beside
    assert page.run("return heads.get('诉求办理').textContent").count("符合") >= 1


def test_an_older_report_never_stands_beside_newer_answers(page: Browser) -> None:
    loaded(page, "complete-park.yaml")
    judged(page)
    until = time.monotonic() + 60
    while page.run("return result.frame.hidden"):
        assert time.monotonic() < until
        time.sleep(0.1)
    page.run("open(pages.findIndex((p) => p.title === '诉求办理'), true)")
    box = "//div[contains(@class,'item')][.//label[text()='受理问题数']]//input[@inputmode]"
    page.type(box, "-3")
    assert page.run(
        "return [result.frame.hidden, result.papers.hidden,"
        "document.querySelectorAll('.mark').length]"
    ) == [True, True, 0]
    assert settled_state(page).startswith("还不能判定")
    assert "受理问题数" in page.run("return result.body.textContent")
    assert page.run("return result.papers.hidden") is True


def test_an_excel_form_and_last_years_form_are_read(page: Browser, tmp_path: Path) -> None:
    book = tmp_path / "我的 园区.xlsx"
    book.write_bytes(filled_workbook())
    page.run("byId('file').hidden = false")
    page.type("//input[@id='file']", str(book), clear=False)
    until = time.monotonic() + 240
    while not page.run("return items.get('受理问题数').value()"):
        assert time.monotonic() < until, page.text("//p[@id='message']")
        time.sleep(0.1)
    text = page.run("return asText()").encode()
    by_page = icstd.load_assessment(text, SHIPPED, name="a.json")
    by_book = icstd.load_assessment(book, SHIPPED)
    assert to_plain(by_page, SHIPPED) == to_plain(by_book, SHIPPED)
    desk = Desk()
    data = (EXAMPLES / "complete-park.yaml").read_bytes()
    script = "return JSON.parse(await engine('begin', {data: bytes(args[0]), name: '去年.yaml'}))"
    begun = asked(page, BYTES + script, data.decode("latin-1"))
    assert begun == json.loads(desk.begin(data, "去年.yaml"))


def test_many_parks_are_reviewed_as_by_the_command(
    page: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(province(tmp_path, parks=6, audits=0).rglob("*.yaml"))[:6]
    flat = tmp_path / "flat"
    flat.mkdir()
    for file in files:
        shutil.copy(file, flat / file.name)
    (flat / "坏.yaml").write_text("填报: 1\n", encoding="utf-8")
    names = sorted(f.name for f in flat.iterdir())
    page.run(
        "addParks(arguments[0].map(([n, t]) => new File([t], n))); reviewNow()",
        [[n, (flat / n).read_text("utf-8")] for n in names],
    )
    until = time.monotonic() + 240
    while page.run("return many.busy"):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert "1 个文件不能用" in page.run("return many.state.textContent")
    assert "坏.yaml" in page.run("return many.told.textContent")
    monkeypatch.chdir(flat)
    found = Desk().review(names, lambda _done, _all: None, anonymise=False)
    sums = asked(
        page,
        "const hex = async (b) => [...new Uint8Array(await crypto.subtle.digest('SHA-256', b))]"
        ".map((n) => n.toString(16).padStart(2, '0')).join('');"
        "return [await hex(many.found.html), await hex(many.found.xlsx)]",
    )
    assert sums == [hashlib.sha256(found[k]).hexdigest() for k in ("html", "xlsx")]


def test_a_review_can_be_stopped(page: Browser) -> None:
    text = (EXAMPLES / "complete-park.yaml").read_text("utf-8")
    page.run("many.files = []; addParks([new File([arguments[0]], 'a.yaml')]); reviewNow()", text)
    page.run("stopReview()")
    until = time.monotonic() + 60
    while page.run("return many.busy"):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert "没有出材料" in page.run("return many.state.textContent")
    assert page.run("return many.papers.hidden") is True


def test_nothing_is_asked_of_a_network_and_nothing_complains(page: Browser, built: Path) -> None:
    loaded(page, "complete-park.yaml")
    judged(page)
    assert page.complaints() == []
    asked_for = page.run("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert [name for name in asked_for if not name.startswith(("blob:", "file:"))] == []
    policy = re.search(r'Policy" content="([^"]*)"', built.read_text("utf-8")[:3000])
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe-eval&#39;" not in policy[1].replace("wasm-unsafe-eval", "")
    assert "http" not in policy[1]


def test_it_fits_a_telephone_and_has_no_serious_fault_of_access(page: Browser) -> None:
    loaded(page, "complete-park.yaml")
    judged(page)
    axe = (ROOT / "build/page/npm/node_modules/axe-core/axe.min.js").read_text("utf-8")
    page.run(axe)
    page.resize(500, 844)
    try:
        for title in ("诉求办理", "判定结果", "多个园区一起看", "关于本页"):
            page.run("open(pages.findIndex((p) => p.title === arguments[0]), true)", title)
            assert page.run("return document.documentElement.scrollWidth <= window.innerWidth")
            found = asked(
                page,
                "const run = await axe.run({exclude: [['iframe']]}, {iframes: false});"
                "return run.violations.filter((v) => ['serious', 'critical'].includes(v.impact))"
                ".map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))])",
            )
            assert found == [], title
    finally:
        page.resize(1200, 900)


def test_an_old_browser_gets_the_plain_form_and_a_sentence(built: Path, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        browser.before_each_page("delete window.DecompressionStream")
        browser.open(built)
        assert "太旧" in browser.text("//p[@id='too-old']")
        assert browser.run("return document.getElementById('judge')") is None
        browser.run("fill({园区: {名称: '甲'}}); changed(); save()")
        assert browser.run("return collect()['园区']['名称']") == "甲"


def test_the_page_says_what_it_is_made_of(built: Path) -> None:
    text = built.read_text("utf-8")
    found = re.search(r'id="bundle-data">(.*?)</script>', text, re.DOTALL)
    assert found
    bundle = json.loads(found[1])
    assert SHIPPED.digest[:16] in bundle["judges"]
    assert re.search(r"提交 [0-9a-f]{40}", bundle["judges"])
    names = {one["name"].lower() for one in bundle["made"]}
    wanted = {"icstd", "pyodide", "cpython", "pyyaml", "jinja2", "markupsafe", "openpyxl"}
    assert wanted | {"xlsxwriter", "rapidfuzz", "et_xmlfile"} <= names
    assert all(
        one["version"] and one["licence"] for one in bundle["made"] if one["name"] != "icstd"
    )
    assert len(bundle["licences"]) >= 7
