"""The library in a notebook: rows, filters, tables, what-if, the trace of one finding."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import icstd
from icstd.observations import SecondOpinion
from icstd.terms import Modality, Verdict
from icstd.text import HIDDEN, html_table

EXAMPLES = Path(__file__).parents[1] / "examples"
STANDARD = icstd.load_standard()
ASSESSMENT = icstd.load_assessment(EXAMPLES / "complete-park.yaml", STANDARD)
REPORT = icstd.evaluate(ASSESSMENT, STANDARD)


class Tags(HTMLParser):
    """Collects the tags of a fragment and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_every_provision_is_one_flat_row_with_the_same_keys() -> None:
    rows = icstd.to_records(REPORT)
    assert [r["条款"] for r in rows] == [f.provision.id for f in REPORT.findings]
    assert len({tuple(r) for r in rows}) == 1
    assert {type(v) for r in rows for v in r.values()} == {str, bool}
    row = next(r for r in rows if r["条款"] == "W6.8")
    assert (row["结果"], row["差距"]) == ("不符合", True)
    assert "还差 1 件" in str(row["还差"])


def test_findings_are_selected_by_all_that_is_asked() -> None:
    unmet = REPORT.select(verdict=Verdict.UNMET, modality=Modality.REQUIREMENT, chapter="6")
    assert [f.provision.id for f in unmet] == ["W6.8", "W6.14b", "W6.24"]
    assert REPORT.select() == REPORT.findings
    split = REPORT.select(required=True), REPORT.select(required=False)
    assert sum(map(len, split)) == len(REPORT.findings)
    assert all(f.required for f in split[0])
    assert split[0]


def test_a_report_and_a_finding_show_themselves_as_small_tables() -> None:
    shown = Tags(REPORT._repr_html_())
    assert shown.tags == {"table", "caption", "tr", "th", "td"}
    assert "示例工业社区" in shown.said
    for found in REPORT.findings:
        text = Tags(found._repr_html_()).said
        assert found.provision.gist in text
        assert found.result.value in text


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_no_text_of_a_park_becomes_markup(name: str) -> None:
    hostile = name + "<script>alert(1)</script>\u202e"
    html = html_table(hostile, [("头",), (hostile,)])
    assert Tags(html).tags == {"table", "caption", "tr", "th", "td"}
    assert HIDDEN.search(html) is None
    park = replace(ASSESSMENT, park=ASSESSMENT.park._replace(name=hostile))
    assert "<script>" not in replace(REPORT, assessment=park)._repr_html_()


def test_what_if_changes_the_answers_named_and_nothing_else() -> None:
    assert icstd.suppose(ASSESSMENT, STANDARD) == ASSESSMENT
    label, other = "清单内生产性服务项数", "worker_voice_channel"
    later = icstd.suppose(ASSESSMENT, STANDARD, **{label: 30, other: False})
    changed = {i for i, a in later.answers.items() if a != ASSESSMENT.answers[i]}
    assert changed == {"production_services_listed", other}
    assert later.answers["production_services_listed"].value == 30
    assert later.answers["production_services_listed"].evidence == ("E6",)
    assert later.tables == ASSESSMENT.tables
    assert later.digest != ASSESSMENT.digest
    assert icstd.suppose(ASSESSMENT, STANDARD, **{other: "否"}).answers[other].value is False
    assert icstd.suppose(ASSESSMENT, STANDARD, **{other: None}).answers[other].value is None


def test_what_if_shows_when_a_gap_would_close() -> None:
    later = icstd.suppose(ASSESSMENT, STANDARD, 园区治理制度印发日期="2026-02-20")
    report = icstd.evaluate(later, STANDARD)
    before = {f.provision.id for f in REPORT.gaps}
    assert {f.provision.id for f in report.gaps} < before


def test_what_if_and_set_read_a_value_alike() -> None:
    from icstd.assessment.intake import load_document
    from icstd.assessment.load import assessment_from
    from icstd.cli.whatif import assume

    document = load_document(EXAMPLES / "complete-park.yaml", STANDARD)
    given_ = {
        "经费和资源来源": "财政、自筹",
        "走访次数": "12",
        "台账最近更新日": "2025-12-01",
    }
    typed = assume(document, STANDARD, [f"{k}={v}" for k, v in given_.items()])
    one = assessment_from(typed, STANDARD).answers
    other = icstd.suppose(ASSESSMENT, STANDARD, **given_).answers
    assert {i: a.value for i, a in one.items()} == {i: a.value for i, a in other.items()}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("受理问题数", -1),
        ("受理问题数", "约二十"),
        ("受理问题数", True),
        ("受理问题数", float("nan")),
        ("有服务大厅", 1),
        ("经费和资源来源", ["外星人"]),
        ("台账最近更新日", "2025-02-30"),
    ],
)
def test_what_if_refuses_what_a_file_could_not_say(name: str, value: object) -> None:
    with pytest.raises(icstd.InputProblems) as refused:
        icstd.suppose(ASSESSMENT, STANDARD, **{name: value})
    assert [name in p.path for p in refused.value.problems] == [True]


def test_what_if_names_the_nearest_item_and_refuses_strange_objects() -> None:
    with pytest.raises(icstd.UsageProblem) as unknown:
        icstd.suppose(ASSESSMENT, STANDARD, 受理问题=1)
    assert "受理问题数" in str(unknown.value.advice)
    with pytest.raises(icstd.UsageProblem, match="走访次数"):
        icstd.suppose(ASSESSMENT, STANDARD, 走访次数=object())


def test_the_trace_of_a_finding_names_clause_reading_facts_verdict_and_needs() -> None:
    text = icstd.explain(REPORT, "W6.8")
    finding = REPORT.finding("W6.8")
    for part in (finding.provision.gist, finding.provision.reading, finding.reason):
        assert part in text
    place = ASSESSMENT.answers["issues_accepted"].place
    assert f"complete-park.yaml:{place.line}:" in text
    assert text.index("读法") < text.index("数据\n") < text.index("结果") < text.index("还差\n")
    with pytest.raises(KeyError):
        icstd.explain(REPORT, "W99.9")


def test_the_trace_shows_an_overruling_beside_the_parks_own_verdict() -> None:
    opinion = SecondOpinion(Verdict.UNMET, "看了原件", "组长", seen=("E1",))
    finding = replace(
        REPORT.finding("W4.1"), verdict=Verdict.UNMET, own_verdict=Verdict.MET, opinion=opinion
    )
    rest = [finding if f.provision.id == "W4.1" else f for f in REPORT.findings]
    text = icstd.explain(replace(REPORT, findings=tuple(rest)), "W4.1")
    for part in ("园区自评为符合", "组长判为不符合", "看了 E1", "看了原件"):
        assert part in text


def test_the_trace_of_a_clause_shows_the_result_of_each_part() -> None:
    text = icstd.explain(REPORT, "W4.8")
    assert text.startswith("W4.8 制度齐备：部分符合\n各项  W4.8a 符合，W4.8b 符合，W4.8c 不符合\n")
    for part in ("W4.8a", "W4.8b", "W4.8c"):
        assert icstd.explain(REPORT, part) in text


def test_every_finding_can_be_explained() -> None:
    for found in REPORT.findings:
        assert found.reason in icstd.explain(REPORT, found.provision.id)


def test_the_example_notebook_runs_and_is_stored_without_outputs() -> None:
    import nbformat
    from nbclient import NotebookClient

    book = nbformat.read(EXAMPLES / "audit_notebook.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    code = [c for c in book.cells if c.cell_type == "code"]
    assert [c.outputs for c in code] == [[]] * len(code)
    assert {c.execution_count for c in code} == {None}
    NotebookClient(
        book, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLES)}}
    ).execute()
    outputs = [o for c in code for o in c.outputs]
    assert any("text/html" in o.get("data", {}) for o in outputs)
    assert not [o for o in outputs if o.output_type == "error"]
