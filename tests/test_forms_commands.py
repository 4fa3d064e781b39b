"""icstd init, icstd convert and how far icstd check says a form is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import EXAMPLES, MINIMAL, icstd, tidy
from test_forms_roundtrip import said

from icstd.assessment.intake import load_assessment
from icstd.assessment.load import assessment_from
from icstd.clauses.load import load_standard
from icstd.evaluation import evaluate
from icstd.forms.progress import MOST_HELPFUL, Progress, progress_lines, progress_of
from icstd.terms import Verdict
from icstd.yamlio import read_document

STANDARD = load_standard()
PARK = EXAMPLES / "complete-park.yaml"


def test_init_makes_every_form_and_says_what_comes_next(tmp_path: Path) -> None:
    run = icstd("init", "我的园区.yaml", "我的园区.xlsx", "我的园区.html", cwd=tmp_path)
    assert run.code == 0, run
    made = {f.name for f in tmp_path.iterdir()}
    assert made == {f"我的园区{s}" for s in (".yaml", ".schema.json", ".xlsx", ".html")}
    assert "icstd assess 我的园区.yaml" in run.out
    schema = json.loads((tmp_path / "我的园区.schema.json").read_text("utf-8"))
    assert schema["title"] == "DB33/T 2320—2021 自评填报表"
    first = (tmp_path / "我的园区.yaml").read_text("utf-8").split("\n")[0]
    assert first.endswith("$schema=我的园区.schema.json")


@pytest.mark.parametrize("there", ["park.yaml", "park.schema.json"])
def test_init_replaces_nothing_unless_told_to(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("old")
    run = icstd("init", tmp_path / "park.yaml")
    assert run.code == 4, run
    assert "E-OUT-EXISTS" in run.err
    assert [f.name for f in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "old"
    assert icstd("init", tmp_path / "park.yaml", "--force").code == 0
    assert (tmp_path / there).read_text("utf-8") != "old"


def test_init_refuses_a_form_it_does_not_know(tmp_path: Path) -> None:
    run = icstd("init", tmp_path / "park.docx")
    assert run.code == 2, run
    assert ".xlsx" in run.err
    assert list(tmp_path.iterdir()) == []


def test_init_from_last_year_keeps_what_stands(tmp_path: Path) -> None:
    run = icstd("init", tmp_path / "今年.yaml", "--from", PARK)
    assert run.code == 0, run
    assert "待复核" in run.out
    document = read_document((tmp_path / "今年.yaml").read_bytes(), "今年.yaml").root
    assert document["评价"]["评价日"] is None
    assert document["填报"]["党建引领"]["牵头部门"]["待复核"] == "是"
    assert document["填报"]["联系走访"]["走访次数"] is None
    again = icstd("init", PARK, "--from", PARK, "--force")
    assert again.code == 2
    assert "E-OUT-IS-INPUT" in again.err


def test_convert_goes_from_any_form_to_any_other_and_back(tmp_path: Path) -> None:
    one, two = tmp_path / "a.xlsx", tmp_path / "b.json"
    assert icstd("convert", PARK, "-o", one, "-o", tmp_path / "c.html").code == 0
    before = one.read_bytes()
    assert icstd("convert", one, "-o", two, "-o", tmp_path / "d.yaml").code == 0
    assert one.read_bytes() == before
    expected = said(load_assessment(PARK, STANDARD))
    for name in ("a.xlsx", "b.json", "d.yaml"):
        assert said(load_assessment(tmp_path / name, STANDARD)) == expected
    assert tidy(tmp_path)


def test_convert_refuses_what_check_refuses(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(MINIMAL + "填报: {基本情况: {企业总数: 很多}}\n", encoding="utf-8")
    run = icstd("convert", bad, "-o", tmp_path / "out.xlsx")
    assert run.code == 3, run
    assert "E-TYPE" in run.err
    assert not (tmp_path / "out.xlsx").exists()


def test_a_newcomer_reaches_a_report_in_three_commands(tmp_path: Path) -> None:
    """Make the form, fill it in (here: from the example), assess it."""
    assert icstd("init", tmp_path / "我的园区.xlsx").code == 0
    assert icstd("convert", PARK, "-o", tmp_path / "我的园区.xlsx", "--force").code == 0
    run = icstd("assess", tmp_path / "我的园区.xlsx", "-o", tmp_path / "报告.html")
    assert run.code == 1, run
    assert (tmp_path / "报告.html").stat().st_size > 10_000


# --- How far a form is ----------------------------------------------------------------------


def progress(text: str) -> Progress:
    document = read_document((MINIMAL + text).encode(), "park.yaml")
    return progress_of(assessment_from(document, STANDARD), STANDARD)


def test_a_blank_form_is_at_nothing_and_every_requirement_waits() -> None:
    found = progress("")
    assert (found.filled, found.total) == (0, len(STANDARD.items))
    assert sum(s.total for s in found.sections) == found.total
    deciding = {p.id for p in STANDARD.provisions.values() if p.modality.decides}
    waiting = {b.provision.id for b in found.blocked} | {p.id for p in found.to_judge}
    assert waiting == deciding | {p.id for p in found.to_judge}
    assert all(b.missing for b in found.blocked)


def test_a_ledger_counts_as_the_answers_it_gives() -> None:
    found = progress("台账: {走访记录: []}\n")
    backed = [i for i in STANDARD.items.values() if i.table == "visits"]
    assert found.filled == len(backed) > 0


def test_giving_the_named_answers_settles_what_was_promised() -> None:
    """Filled in one after the other, each answer settles the provisions it names."""
    plain = {
        "yes_no": "是", "count": "5", "number": "5", "percent": "50", "date": "2025-06-30",
        "text": "甲",
    }  # fmt: skip
    titles = {s.id: s.title for s in STANDARD.sections}
    steps = progress("").steps
    assert len(steps) == MOST_HELPFUL
    given: dict[str, dict[str, str]] = {}
    settled: set[str] = set()
    for step in steps:
        item = step.item
        words = [o for o in item.options if o != "无"]
        value = plain.get(item.type.value) or (words[0] if item.type == "choice" else words[:1])
        given.setdefault(titles[item.section], {})[item.label] = str(value)
        settled |= {p.id for p in step.settles}
    text = "填报:\n"
    for title, answers in given.items():
        text += f"  {title}:\n" + "".join(f"    {k}: {v}\n" for k, v in answers.items())
    document = read_document((MINIMAL + text).encode(), "park.yaml")
    report = evaluate(assessment_from(document, STANDARD), STANDARD)
    open_ = {f.provision.id for f in report.findings if f.missing}
    assert settled
    assert settled & open_ == set()


def test_the_next_answers_help_requirements_before_recommendations() -> None:
    first = progress("").steps[0]
    assert any(p.modality.decides for p in first.serves)


def test_a_complete_form_has_nothing_left_to_name() -> None:
    assessment = load_assessment(PARK, STANDARD)
    found = progress_of(assessment, STANDARD)
    assert found.filled == found.total
    assert found.blocked == ()
    lines = list(progress_lines(found, STANDARD))
    assert lines[0] == f"已填 {found.total}/{found.total} 项（100%）"
    assert not any("没填完" in line or "先填" in line for line in lines)


def test_check_says_how_far_a_form_is_and_what_to_fill_in_next(tmp_path: Path) -> None:
    park = tmp_path / "park.yaml"
    park.write_text(MINIMAL + "填报: {基本情况: {企业总数: 5}}\n", encoding="utf-8")
    run = icstd("check", park)
    assert run.code == 0, run
    assert f"已填 1/{len(STANDARD.items)} 项（0%）" in run.out
    assert "不能判定的要求" in run.out
    assert f"先填这 {MOST_HELPFUL} 项" in run.out
    unmet = [f for f in evaluate(load_assessment(park, STANDARD), STANDARD).deciding
             if f.verdict is Verdict.UNEVALUATED and f.missing]  # fmt: skip
    assert f"有 {len(unmet)} 条" in run.out
