"""The terminal report: what a clerk must find in it, on any terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import EXAMPLES, MINIMAL, PARK

import icstd
from icstd.clauses.selection import Selection
from icstd.conformance import Need, NeedKind
from icstd.errors import Place, Problem
from icstd.observations import Contradiction, SecondOpinion, Waiver
from icstd.report.document import report_document
from icstd.report.page import Look
from icstd.report.terminal import render_brief, render_text
from icstd.report.words import NOT_AN_ERROR, need_text
from icstd.terms import Verdict
from icstd.text import HIDDEN, width

STANDARD = icstd.load_standard()
ESCAPE = re.compile("\x1b\\[[0-9]*m")


def report_of(source: object = PARK) -> icstd.ConformanceReport:
    return icstd.evaluate(icstd.load_assessment(source, STANDARD), STANDARD)  # type: ignore[arg-type]


REPORT = report_of()
WIDE = render_text(REPORT, Look(400))
EMPTY = report_of(MINIMAL.encode())


def flat(report: icstd.ConformanceReport) -> str:
    """The report without its line breaks, which may stand inside any word."""
    return re.sub(r"\n +", "", render_text(report, Look(400)))


FLAT = flat(REPORT)


def sections(text: str) -> list[str]:
    """Titles: the lines with a rule under them."""
    lines = text.splitlines()
    return [a.split("（")[0] for a, b in pairwise(lines) if b.startswith("───")]


def test_the_sections_come_in_the_order_a_clerk_needs_them() -> None:
    assert sections(WIDE) == [
        "数据矛盾",
        "台账行数",
        "各章要求和指示的结论",
        "各章推荐的采纳情况",
        "没有达到的要求",
        "先做这几件",
        "没有采纳的推荐",
        "还不能判定的条款",
    ]


def test_the_first_lines_say_what_it_is_and_that_it_is_not_official() -> None:
    first = WIDE.splitlines()[:3]
    assert "符合性报告" in first[0]
    assert "工作编码" in first[1]
    assert "不是官方认定" in first[1]


def test_every_gap_tells_fact_place_shortfall_remedy_and_evidence() -> None:
    for finding in REPORT.gaps:
        assert f"{finding.provision.id} " in FLAT
        assert finding.provision.gist in FLAT
        assert finding.provision.remedy in FLAT
        for need in finding.needs:
            assert need_text(need, STANDARD) in FLAT
        for fact in finding.facts:
            where = f"{REPORT.assessment.file}:{fact.place.line}:{fact.place.col}"
            assert not fact.place.line or where in FLAT
    assert "还差 1 件（达到 24 件）" in FLAT


def test_every_open_provision_and_every_recommendation_not_adopted_is_named() -> None:
    for finding in (*REPORT.open, *REPORT.unadopted):
        assert finding.provision.id in FLAT


def test_what_would_settle_an_empty_form_is_named_by_section() -> None:
    text = flat(EMPTY)
    asked = {i for f in EMPTY.open for i in f.missing}
    for item in asked:
        assert f"“{STANDARD.items[item].label}”" in text
    for finding in EMPTY.open:
        assert finding.provision.id in text
    assert "尚无可判条款" in text


def test_the_figures_are_those_of_the_json_report() -> None:
    counts = report_document(REPORT)["counts"]["deciding"]
    row = next(line for line in WIDE.splitlines() if line.startswith("全部"))
    shown = [0 if cell == "-" else int(cell) for cell in row.split()[1:]]
    assert shown == [*counts.values(), sum(counts.values())]


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["gaps", "nothing to judge"])
def test_exit_code_1_is_said_to_be_no_program_error(report: icstd.ConformanceReport) -> None:
    assert report.exit_code == 1
    assert NOT_AN_ERROR in render_text(report)
    assert NOT_AN_ERROR in render_brief(report)


def test_a_park_that_conforms_is_told_so_without_excuses() -> None:
    met = tuple(
        replace(f, verdict=Verdict.MET, needs=(), missing=(), reason="已做到")
        for f in REPORT.findings
    )
    text = render_text(replace(REPORT, findings=met, contradictions=()), Look(400))
    assert "适用的要求和指示都判为符合" in text
    assert NOT_AN_ERROR not in text
    assert "没有达到" not in text


def test_contradictions_that_taint_say_which_provisions_are_held_back() -> None:
    assert "（W8.7）不作符合与否的判定" in WIDE


def test_remarks_easings_and_selection_stand_before_the_conclusion() -> None:
    changed = replace(
        REPORT, notes=("这是说明",), weakened=("W6.8 放宽",), selection=Selection(("W6",))
    )
    text = render_text(changed, Look(400))
    head = text[: text.index("结论  ")]
    assert "这是说明" in head
    assert "W6.8 放宽" in head
    assert "本次只评 W6，不是全部条款" in text


def test_what_the_loader_wondered_about_is_told_with_its_place() -> None:
    found = Problem("W-FULLWIDTH", "park.yaml", Place(7, 9), "填报 › 应急", "“１２”是全角数字")
    told = replace(REPORT, assessment=replace(REPORT.assessment, warnings=(found,) * 23))
    text = render_text(told, Look(400))
    assert text.count("complete-park.yaml:7:9  填报 › 应急：“１２”是全角数字") == 20
    assert "还有 3 处" in text


def test_a_second_opinion_and_a_waiver_stand_beside_the_park_s_own_word() -> None:
    gap = REPORT.gaps[0]
    seen = replace(
        gap,
        own_verdict=Verdict.MET,
        opinion=SecondOpinion(Verdict.UNMET, "现场没有见到", "主审"),
        waiver=Waiver("街道办", "新建", date(2026, 1, 1), date(2026, 6, 30)),
    )
    findings = tuple(seen if f is gap else f for f in REPORT.findings)
    text = render_text(replace(REPORT, findings=findings), Look(400))
    assert "园区自评为符合；主审：现场没有见到；批准偏离：街道办，至 2026-06-30" in text


@pytest.mark.parametrize("columns", [40, 41, 60, 72, 80, 100, 120, 400])
@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["complete", "empty"])
def test_no_line_is_wider_than_the_terminal(report: icstd.ConformanceReport, columns: int) -> None:
    for line in render_text(report, Look(columns)).splitlines():
        assert width(line) <= columns, line


def test_colour_changes_nothing_but_colour() -> None:
    plain, coloured = (render_text(REPORT, Look(100, colour)) for colour in (False, True))
    assert "\x1b" not in plain
    assert ESCAPE.search(coloured)
    assert ESCAPE.sub("", coloured) == plain


def test_a_terminal_without_marks_gets_ascii_ones() -> None:
    text = render_text(REPORT, Look(100, marks=False))
    assert not set("─■▲×□") & set(text)
    assert "##########+xx" in text


HOSTILE = [
    "[red]红[/red]",
    "[/x]",
    "[abc]",
    "[link=http://a]x[/link]",
    ":warning:",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "=cmd|'/c calc'!A0",
    "_x0041_",
    "---",
    "**粗**",
    "a\u202eb",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_other_tools_would_take_for_markup_is_shown_as_it_is(text: str) -> None:
    park = REPORT.assessment.park._replace(name=text)
    hostile = replace(REPORT, assessment=replace(REPORT.assessment, park=park))
    shown = render_text(hostile, Look(400))
    assert f"园区  {text.replace(chr(0x202E), chr(92) + 'u202e')}" in shown


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60), columns=st.integers(40, 200))
def test_any_text_in_any_field_is_harmless(text: str, columns: int) -> None:
    gap = REPORT.gaps[1]
    facts = tuple(f._replace(value=text, note=text, place=Place(1, 1)) for f in gap.facts)
    changed = replace(gap, reason=text, facts=facts)
    assessment = replace(
        REPORT.assessment, park=REPORT.assessment.park._replace(name=text), file=text
    )
    report = replace(
        REPORT,
        assessment=assessment,
        findings=tuple(changed if f is gap else f for f in REPORT.findings),
        contradictions=(Contradiction("矛盾", text, places=(Place(2, 2),)),),
        notes=(text,),
    )
    shown = render_text(report, Look(columns))
    assert not HIDDEN.search(shown)
    assert all(width(line) <= columns for line in shown.splitlines())


def test_a_very_long_answer_is_clipped_on_the_terminal_only() -> None:
    gap = REPORT.gaps[1]
    facts = (gap.facts[0]._replace(note="长" * 10_000),)
    findings = tuple(replace(f, facts=facts) if f is gap else f for f in REPORT.findings)
    report = replace(REPORT, findings=findings)
    assert "…" in render_text(report)
    assert len(render_text(report)) < len(WIDE) + 2_000
    assert "长" * 10_000 in str(report_document(report))


def test_every_kind_of_need_is_said_in_plain_words() -> None:
    item = "issues_answered"
    assert item in STANDARD.items
    label = STANDARD.items[item].label
    said = {
        Need(
            NeedKind.AT_LEAST, item, low=128, amount=3, unit="件"
        ): f"{label}：还差 3 件（达到 128 件）",
        Need(
            NeedKind.AT_MOST, item, high=0, amount=2, unit="件"
        ): f"{label}：还要减少 2 件（不超过 0 件）",
        Need(NeedKind.SET, item, values=(True,)): f"{label}：需要做到（能如实填“是”）",
        Need(NeedKind.SET, item, values=("甲", "乙")): f"{label}：需要做到下列之一：甲、乙",
        Need(NeedKind.SET, item, values=("甲",)): f"{label}：需要做到“甲”",
        Need(NeedKind.DATE, item, low=date(2025, 3, 1), high=date(2026, 3, 1)): (
            f"{label}：日期应在 2025-03-01 至 2026-03-01 之间"
        ),
        Need(NeedKind.DATE, item, high=date(2026, 3, 1)): (
            f"{label}：做到后填日期，不晚于 2026-03-01"
        ),
        Need(NeedKind.JUDGE, note="年度计划"): "待判定：年度计划",
        Need(NeedKind.EVIDENCE, note="台账"): "补交证据：台账",
    }
    for need, text in said.items():
        assert need_text(need, STANDARD) == text


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_example_reads_without_a_hole(example: object) -> None:
    text = render_text(report_of(example), Look(400))
    for hole in ("None", "（）", "：：", "。。", "、、", "，，", "  ，"):
        assert hole not in text
