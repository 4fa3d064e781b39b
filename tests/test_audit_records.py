"""Second opinions, deviations, change over time and rectification keep their record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icstd.assessment.intake import load_assessment
from icstd.audit.diff import MIRROR, compare
from icstd.audit.file import read_audit
from icstd.audit.opinions import agreement, apply_audit
from icstd.audit.plan_file import plan_workbook, plan_yaml, read_plan, read_workbook
from icstd.audit.planning import State, make_plan, status
from icstd.audit.sampling import draw
from icstd.audit.template import audit_template
from icstd.audit.types import Audit, Deviation
from icstd.clauses.load import load_standard
from icstd.errors import InputProblems, UsageProblem
from icstd.evaluation import evaluate
from icstd.observations import SecondOpinion, Waiver
from icstd.report.layout.action_plan import ActionPlan, Task
from icstd.report.read import as_read
from icstd.report.records import ReportDocument
from icstd.terms import Basis, EvidenceLevel, Method, Progress, Verdict
from icstd.yamlio import read_document

STANDARD = load_standard()
EXAMPLES = Path(__file__).parents[1] / "examples"
ASSESSMENT = load_assessment(EXAMPLES / "complete-park.yaml", STANDARD)
REPORT = evaluate(ASSESSMENT, STANDARD)
DOCUMENT = as_read(REPORT)
DAY = REPORT.as_of


def audit_of(opinions: dict[str, SecondOpinion], *deviations: Deviation) -> Audit:
    return Audit(DAY, ("组长",), opinions, deviations)


def said(verdict: Verdict | None) -> SecondOpinion:
    return SecondOpinion(verdict, "看了原件", "审核员")


def test_an_overruled_verdict_keeps_the_parks_own_beside_it() -> None:
    audited = apply_audit(REPORT, audit_of({"W4.1": said(Verdict.UNMET)}))
    finding, before = audited.finding("W4.1"), REPORT.finding("W4.1")
    assert (finding.verdict, finding.own_verdict) == (Verdict.UNMET, before.verdict)
    assert finding.basis is Basis.AUDITOR
    assert finding.reason == before.reason
    assert finding.facts == before.facts
    others = [f for f in audited.findings if f.provision.id != "W4.1"]
    assert others == [f for f in REPORT.findings if f.provision.id != "W4.1"]


def test_agreement_counts_verdicts_and_tells_apart_remarks_without_one() -> None:
    opinions = {
        "W4.1": said(Verdict.UNMET),
        "W4.2": said(Verdict.MET),
        "W4.3": said(None),
        "W6.8": said(Verdict.MET)._replace(method=Method.DOCUMENTS, seen=("E1",)),
        "W4.5": said(Verdict.INSUFFICIENT),
    }
    audited = apply_audit(REPORT, audit_of(opinions))
    found = agreement(audited)
    assert (found.looked_at, found.unsaid, found.same) == (4, 1, 1)
    assert (found.lowered, found.raised) == (2, 1)
    assert "另有 1 条只写了说明，没有下结论" in audited.notes[0]


def deviation(start: date, end: date) -> Deviation:
    return Deviation("W6.24", Waiver("区经信局", "正在登记", start, end))


@pytest.mark.parametrize(
    ("start", "end", "in_force"),
    [(0, 0, True), (0, 9, True), (-9, 0, True), (1, 9, False), (-9, -1, False)],
)
def test_a_deviation_counts_only_from_its_first_to_its_last_day(
    start: int, end: int, in_force: bool
) -> None:
    its = deviation(DAY + timedelta(start), DAY + timedelta(end))
    waived = apply_audit(REPORT, audit_of({}, its))
    finding = waived.finding("W6.24")
    assert (finding.waiver is not None) is in_force
    assert finding.verdict is Verdict.UNMET, "a mark beside the verdict, which stays"
    assert waived.exit_code == REPORT.exit_code
    assert any("W6.24" in note for note in waived.notes)
    ignored = apply_audit(REPORT, audit_of({}, its), waivers=False)
    assert ignored.finding("W6.24") == REPORT.finding("W6.24")


def test_a_deviation_nobody_needs_is_told() -> None:
    its = replace_id(deviation(DAY, DAY), "W4.1")
    notes = apply_audit(REPORT, audit_of({}, its)).notes
    assert any("没有用上" in note for note in notes)


def replace_id(its: Deviation, provision: str) -> Deviation:
    return its._replace(provision=provision)


def test_an_audit_of_a_file_that_changed_since_says_so() -> None:
    audit = replace(audit_of({}), assessment_digest="0" * 64)
    assert any("改动" in note for note in apply_audit(REPORT, audit).notes)


def filled_template() -> str:
    text = audit_template(REPORT)
    text = text.replace("核查日:  ", "核查日: 2026-03-02  ", 1)
    return text.replace("W4.1: {结论: , 理由: ,", "W4.1: {结论: 不符合, 理由: 批复过期,", 1)


def test_a_blank_template_reads_back_as_an_audit_without_opinions() -> None:
    text = audit_template(REPORT).replace("核查日:  ", "核查日: 2026-03-02  ", 1)
    audit = read_audit(read_document(text.encode(), "核查.yaml"), STANDARD)
    assert audit.opinions == {}
    assert audit.assessment_digest == ASSESSMENT.digest
    filled = read_audit(read_document(filled_template().encode(), "核查.yaml"), STANDARD)
    assert {k: o.verdict for k, o in filled.opinions.items()} == {"W4.1": Verdict.UNMET}


def problems_of(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InputProblems) as refused:
        read_audit(read_document(text.encode(), "核查.yaml"), STANDARD)
    return [(p.code, p.place.line) for p in refused.value.problems]


def test_a_broken_audit_file_is_told_line_by_line() -> None:
    text = f"""标准: {STANDARD.number}
编码版本: "{STANDARD.encoding_version}"
核查: {{核查日: 2026-02-30}}
判定:
  W4.1: {{结论: 基本符合, 理由: 好}}
  W4.2: {{结论: 不符合}}
  W99.1: {{结论: 符合, 理由: 好}}
  W4.3: {{结沦: 符合}}
  W4.5: {{结论: 符合, 理由: 好, 样本: {{总数: 5, 抽取: 9}}}}
偏离:
  W6.8: {{批准人: 局, 理由: 由, 起: 2026-05-01, 止: 2026-01-01}}
"""
    assert problems_of(text) == [
        ("E-DATE", 3),
        ("E-ENUM", 5),
        ("E-MISSING", 6),
        ("E-CLAUSE", 7),
        ("E-UNKNOWN-KEY", 8),
        ("E-CONSISTENCY", 9),
        ("E-DATE-RANGE", 11),
    ]


def test_a_sample_can_be_drawn_again_whatever_the_order_of_rows() -> None:
    first = draw(ASSESSMENT, STANDARD, "诉求台账", 5, 7)
    rows = tuple(reversed(ASSESSMENT.tables["issues"]))
    turned = replace(ASSESSMENT, tables=ASSESSMENT.tables | {"issues": rows})
    again = draw(turned, STANDARD, "诉求台账", 5, 7)
    assert {k for _, k in first.rows} == {k for _, k in again.rows}
    assert (first.population, first.size, first.seed) == (len(rows), 5, 7)
    seeds = {draw(ASSESSMENT, STANDARD, "诉求台账", 5, s).rows for s in range(9)}
    assert len(seeds) > 1


@pytest.mark.parametrize(("table", "size"), [("没有", 1), ("诉求台账", 0), ("诉求台账", 999)])
def test_a_sample_that_cannot_be_drawn_is_refused(table: str, size: int) -> None:
    with pytest.raises(UsageProblem):
        draw(ASSESSMENT, STANDARD, table, size, 1)


def test_nothing_changes_between_a_report_and_itself() -> None:
    same = compare(DOCUMENT, DOCUMENT)
    assert same.empty
    assert (same.closed, same.opened) == ((), ())
    assert [m.provision for m in same.still_open] == [
        f.provision.id for f in REPORT.findings if f.is_gap
    ]


ITEMS = sorted(ASSESSMENT.answers)


@given(st.sets(st.sampled_from(ITEMS), max_size=12), st.sets(st.sampled_from(ITEMS), max_size=12))
@settings(max_examples=15, deadline=None)
def test_comparing_backwards_mirrors_comparing_forwards(less: set[str], other: set[str]) -> None:
    a, b = without(less), without(other)
    there, back = compare(a, b), compare(b, a)
    assert {(c.provision, c.change) for c in there.changed} == {
        (c.provision, MIRROR[c.change]) for c in back.changed
    }
    assert {m.provision for m in there.closed} == {m.provision for m in back.opened}
    assert {m.provision for m in there.still_open} == {m.provision for m in back.still_open}


def without(items: set[str]) -> ReportDocument:
    answers = {i: a for i, a in ASSESSMENT.answers.items() if i not in items}
    return as_read(evaluate(replace(ASSESSMENT, answers=answers), STANDARD))


def test_other_encodings_are_compared_only_through_a_mapping() -> None:
    older = DOCUMENT.changed(standard=DOCUMENT.standard.changed(encoding_version="0.9"))
    with pytest.raises(UsageProblem, match="编码版本"):
        compare(older, DOCUMENT)
    assert compare(older, DOCUMENT, {}).empty


PEOPLE = st.fixed_dictionaries(
    {
        "owner": st.sampled_from(["", "专员", "副书记"]),
        "reviewer": st.sampled_from(["", "书记"]),
        "due": st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        "progress": st.sampled_from(Progress),
        "proof": st.lists(st.sampled_from(["E1", "照片 3 张"]), unique=True).map(tuple),
        "closed_by": st.sampled_from(["", "专员", "书记"]),
        "note": st.sampled_from(["", "=1+1", "[red]急[/red]", "两行\n文字"]),
    }
)
PLAN = make_plan(REPORT, DOCUMENT.result_digest)


@st.composite
def kept_up(draw_: st.DrawFn) -> ActionPlan:
    return replace(PLAN, tasks=tuple(replace(t, **draw_(PEOPLE)) for t in PLAN.tasks))


def by_people(task: Task) -> tuple[object, ...]:
    return tuple(
        getattr(task, name)
        for name in ("owner", "reviewer", "due", "progress", "proof", "closed_by", "note")
    )


@given(kept_up(), st.sets(st.sampled_from(ITEMS), max_size=20))
@settings(max_examples=15, deadline=None)
def test_an_update_loses_nothing_that_people_wrote(plan: ActionPlan, gone: set[str]) -> None:
    answers = {i: a for i, a in ASSESSMENT.answers.items() if i not in gone}
    later = evaluate(replace(ASSESSMENT, answers=answers), STANDARD)
    updated = make_plan(later, "d", plan)
    after = {t.provision: t for t in updated.tasks}
    for task in plan.tasks:
        assert by_people(after[task.provision]) == by_people(task)
    gaps = {f.provision.id for f in later.gaps}
    met = {
        f.provision.id for f in later.findings if f.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)
    }
    assert gaps <= {t.provision for t in updated.tasks if not t.gone}
    assert {t.provision for t in updated.tasks if t.gone} <= met


@given(kept_up())
@settings(max_examples=10, deadline=None)
def test_a_plan_comes_back_from_yaml_and_from_excel(plan: ActionPlan) -> None:
    assert read_plan(read_document(plan_yaml(plan).encode(), "整改.yaml")) == plan
    assert read_workbook(plan_workbook(plan), "整改.xlsx") == plan


def state(**people: object) -> State:
    task = replace(PLAN.tasks[0], **people)  # type: ignore[arg-type]
    return status(replace(PLAN, tasks=(task,)), DAY)[0].state


CLOSED = {
    "gone": True,
    "progress": Progress.CLOSED,
    "owner": "专员",
    "proof": ("照片",),
    "closed_by": "书记",
}


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (CLOSED, State.CLOSED),
        (CLOSED | {"gone": False}, State.NOT_CLOSED),
        (CLOSED | {"proof": ()}, State.NOT_CLOSED),
        (CLOSED | {"closed_by": ""}, State.NOT_CLOSED),
        (CLOSED | {"closed_by": "专员"}, State.NOT_CLOSED),
        ({"progress": Progress.TO_ACCEPT}, State.TO_ACCEPT),
        ({"owner": "专员", "due": DAY - timedelta(1)}, State.OVERDUE),
        ({"owner": "专员", "due": DAY}, State.DUE_SOON),
        ({"owner": "专员", "due": DAY + timedelta(14)}, State.DUE_SOON),
        ({"owner": "专员", "due": DAY + timedelta(15)}, State.UNDER_WAY),
        ({"due": DAY}, State.UNPLANNED),
    ],
)
def test_a_task_stands_where_dates_and_proof_put_it(
    people: dict[str, object], expected: State
) -> None:
    assert state(**people) is expected


def test_everything_of_the_audit_can_be_had_from_python_on_plain_dicts() -> None:
    import icstd.audit

    said = {
        "标准": STANDARD.number,
        "编码版本": STANDARD.encoding_version,
        "核查": {"核查日": "2026-03-10", "核查组": ["组长"]},
        "判定": {"W4.1": {"结论": "不符合", "理由": "没有见到成立文件", "证据": ["E1"]}},
        "证据核验": {"E1": "见原件"},
    }
    audit = icstd.audit.read_audit(said, STANDARD)
    assert {f.id: f.level for f in audit.seen()} == {"E1": EvidenceLevel.ORIGINAL}
    report = icstd.audit.apply_audit(REPORT, audit)
    assert [d.lowered for d in icstd.audit.agreement(report).disagreements] == [True]
    assert len(icstd.audit.plan(report, "0" * 64).tasks) == len(report.gaps)
    for name in icstd.audit.__all__:
        assert callable(getattr(icstd.audit, name))


@pytest.mark.parametrize("approver", ["社区主任", REPORT.assessment.park.name, "本园区"])
def test_a_park_approves_no_deviation_of_its_own(approver: str) -> None:
    its = Deviation("W6.24", Waiver(approver, "正在登记", DAY, DAY))
    with pytest.raises(InputProblems) as refused:
        apply_audit(REPORT, audit_of({}, its))
    assert [p.code for p in refused.value.problems] == ["E-AUDIT"]


def test_only_those_whom_the_profile_names_approve_deviations() -> None:
    profile = replace(REPORT.profile, approvers=("区市场监管局",))
    strict = replace(REPORT, profile=profile)
    with pytest.raises(InputProblems):
        apply_audit(strict, audit_of({}, deviation(DAY, DAY)))
    its = Deviation("W6.24", Waiver("区 市场监管局", "正在登记", DAY, DAY))
    assert apply_audit(strict, audit_of({}, its)).finding("W6.24").waiver is not None


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.NOT_APPLICABLE])
def test_a_kinder_verdict_on_figures_needs_method_and_evidence(verdict: Verdict) -> None:
    bare = audit_of({"W4.9": said(verdict)})
    with pytest.raises(InputProblems) as refused:
        apply_audit(REPORT, bare)
    assert "没有写方法和证据" in refused.value.problems[0].message
    grounded = said(verdict)._replace(method=Method.DOCUMENTS, seen=("E1",))
    assert apply_audit(REPORT, audit_of({"W4.9": grounded})).finding("W4.9").verdict is verdict
    unknown = grounded._replace(seen=("E99",))
    with pytest.raises(InputProblems):
        apply_audit(REPORT, audit_of({"W4.9": unknown}))
