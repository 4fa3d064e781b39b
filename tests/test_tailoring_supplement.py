"""A county's own provisions, laid over an unchanged edition and never counted with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import EXAMPLES, PARK
from running import icstd as run

import icstd
from icstd.authoring.supplement import load_supplement
from icstd.errors import InputProblems
from icstd.report.layout import lay_out

STANDARD = icstd.load_standard()
FILE = EXAMPLES / "supplement" / "county.yaml"
TEXT = FILE.read_text("utf-8")
EXTENDED = load_supplement(FILE, STANDARD)


def judged(answers: str = "") -> icstd.ConformanceReport:
    text = PARK.read_text("utf-8").replace("填报:\n", f"填报:\n{answers}", 1)
    return icstd.evaluate(icstd.load_assessment(text.encode(), EXTENDED), EXTENDED)


def refused(text: str) -> list[str]:
    with pytest.raises(InputProblems) as found:
        load_supplement(text.encode(), STANDARD)
    assert all(p.place.line > 0 for p in found.value.problems)
    return [p.message for p in found.value.problems]


def test_the_standards_own_results_are_what_they_are_without_it() -> None:
    plain = icstd.evaluate(icstd.load_assessment(PARK, STANDARD), STANDARD)
    beside = judged("  补充：夜间值守: {夜间值守天数: 12}\n")
    assert [(f.provision.id, f.verdict, f.reason) for f in beside.findings] == [
        (f.provision.id, f.verdict, f.reason) for f in plain.findings
    ]
    assert beside.exit_code == plain.exit_code
    assert plain.supplement is None


def test_its_provisions_are_judged_on_its_own_items_and_on_the_editions() -> None:
    own = judged("  补充：夜间值守: {夜间值守天数: 12}\n").supplement
    assert own is not None
    assert {f.provision.id: f.result.value for f in own.findings} == {
        "YX1.1": "不符合",
        "YX1.2": "已采纳",
    }
    assert [n.amount for n in own.finding("YX1.1").needs] == [288]


def test_selection_reaches_into_it_and_unknown_ids_are_still_refused() -> None:
    assessment = icstd.load_assessment(PARK, EXTENDED)
    report = icstd.evaluate(assessment, EXTENDED, select=["W6", "YX1.2"])
    assert report.supplement is not None
    assert [f.provision.id for f in report.supplement.findings] == ["YX1.2"]
    with pytest.raises(icstd.UsageProblem):
        icstd.evaluate(assessment, EXTENDED, select=["YX9"])


def test_every_report_has_it_in_a_chapter_of_its_own_and_says_so() -> None:
    layout = lay_out(judged())
    titles = [s.title for s in layout.sections if "补充条款" in s.title]
    assert len(titles) == 1
    assert all("YX" not in str(row.cells) for row in layout.results.rows)
    done = run("assess", PARK, "--supplement", FILE)
    assert "结果不计入" in done.out
    assert "YX1.1" in done.out


def test_forms_ask_its_questions_and_read_them_back(tmp_path: Path) -> None:
    for name in ("f.yaml", "f.xlsx", "f.html"):
        assert run("init", tmp_path / name, "--supplement", FILE).code == 0
    assert "夜间值守天数" in (tmp_path / "f.yaml").read_text("utf-8")
    again = run("convert", PARK, "-o", tmp_path / "again.xlsx", "--supplement", FILE)
    assert again.code == 0, again.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("prefix: YX", "prefix: W", "编号前缀“W”不能用"),
        ("standard: DB33/T 2320—2021", "standard: DB99/T 1", "这是“DB99/T 1”的补充"),
        ("id: night_shifts", "id: enterprises_total", "标准里已经用了"),
        ("id: YX1.2\n        title", "id: YX2.2\n        title", "应为 YX1. 加数字"),
        ("kind: min\n", "kind: rule\n", "没有登记规则函数"),
        ("night_shifts: 299", "night_shifts: 300", "示例"),
        ("item: night_shifts", "item: nobody", "没有数据项“nobody”"),
        ("modality: 要求", "modality: 必须", "不在可选之列"),
        ("remedy: 排出", "ramedy: 排出", "不认识的键"),
    ],
)
def test_a_faulty_supplement_is_refused_with_places(old: str, new: str, said: str) -> None:
    assert old in TEXT
    messages = refused(TEXT.replace(old, new))
    assert any(said in m for m in messages), messages
