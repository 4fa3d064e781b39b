"""整改清单: nothing people wrote is lost, nothing is struck off over an open gap."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbooks import patched

from icstd.assessment.intake import load_assessment
from icstd.assessment.whatif import suppose
from icstd.audit.plan_file import plan_workbook, plan_yaml, read_plan, read_workbook
from icstd.audit.planning import State, make_plan, reopened, status
from icstd.clauses.load import load_standard
from icstd.cli.main import main
from icstd.errors import InputProblems, UsageProblem
from icstd.evaluation import evaluate
from icstd.output import render
from icstd.report.layout.action_plan import ActionPlan, Task
from icstd.terms import Progress
from icstd.yamlio import read_document

ROOT = Path(__file__).resolve().parents[1]
STANDARD = load_standard()
PARK = load_assessment(ROOT / "examples" / "complete-park.yaml", STANDARD)
REPORT = evaluate(PARK, STANDARD)
PLAN = make_plan(REPORT, "d")
MENDED = evaluate(suppose(PARK, STANDARD, rules_governance_on="2026-02-20"), STANDARD)
GAP = "W4.8c"


def read(text: str) -> ActionPlan:
    return read_plan(read_document(text.encode(), "整改.yaml"))


def faults(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InputProblems) as refused:
        read(text)
    return [(p.code, p.place.line) for p in refused.value.problems]


def with_tasks(*lines: str) -> str:
    head = plan_yaml(replace(PLAN, tasks=())).rstrip().removesuffix("[]").rstrip()
    return "\n".join((head, *lines, ""))


def the(plan: ActionPlan, provision: str = GAP) -> list[Task]:
    return [t for t in plan.tasks if t.provision == provision]


def test_an_entry_that_is_no_task_is_refused_where_it_stands() -> None:
    text = with_tasks("  - 条款: W6.8", "  - W4.8c 已安排社区专员六月底前完成", "  -")
    first = text.split("\n").index("  - 条款: W6.8") + 1
    assert [code for code, _ in faults(text)] == ["E-TYPE", "E-TYPE"]
    assert faults(text)[0][1] == first + 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("责任人: [甲, 乙]", "E-TYPE"),
        ("责任人: {甲: 乙}", "E-TYPE"),
        ("时限: 6月底", "E-DATE"),
        ("时限: 20260631", "E-DATE"),
        ("进度: 正在办", "E-ENUM"),
        ("必备: 大概", "E-TYPE"),
        ("差距已消除: 1", "E-TYPE"),
        ("佐证: {文件: a.jpg}", "E-TYPE"),
        ("负责人: 专员", "E-UNKNOWN-KEY"),
    ],
)
def test_a_task_is_read_as_strictly_as_a_form(line: str, code: str) -> None:
    assert [c for c, _ in faults(with_tasks("  - 条款: W6.8", f"    {line}"))] == [code]


def test_several_tasks_of_one_gap_are_all_kept_in_the_words_that_tell_them_apart() -> None:
    [task] = the(PLAN)
    two = [
        replace(task, problem=f"{name}：{task.problem}", owner=name, note=f"{name}的备注")
        for name in ("甲企业", "乙企业")
    ]
    kept = replace(PLAN, tasks=(*two, *(t for t in PLAN.tasks if t is not task)))
    for form in (kept, read(plan_yaml(kept)), read_workbook(plan_workbook(kept), "整改.xlsx")):
        updated = make_plan(REPORT, "e", form)
        assert [(t.problem, t.owner, t.note) for t in the(updated)] == [
            (t.problem, t.owner, t.note) for t in two
        ]
        assert len(updated.tasks) == len(PLAN.tasks) + 1


def test_the_report_s_own_sheet_is_the_list_and_can_be_kept_up() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(REPORT, "报告.xlsx")))
    sheet = book["整改清单"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    row = next(r for r in range(4, 30) if sheet.cell(r, columns["条款"]).value == GAP)
    sheet.cell(row, columns["责任人"]).value = "社区副书记"
    sheet.cell(row, columns["时限"]).value = date(2026, 6, 30)
    sheet.cell(row, columns["佐证"]).value = "制度文本\n公示照片"
    out = io.BytesIO()
    book.save(out)
    plan = read_workbook(out.getvalue(), "报告.xlsx")
    [task] = the(plan)
    assert (task.owner, task.due) == ("社区副书记", date(2026, 6, 30))
    assert task.proof == ("制度文本", "公示照片")
    assert plan.park == PARK.park.name
    assert [t.provision for t in plan.tasks] == [t.provision for t in PLAN.tasks]
    assert [t.target for t in plan.tasks] == [t.target for t in PLAN.tasks]


def struck_off(plan: ActionPlan) -> ActionPlan:
    tasks = tuple(
        replace(t, progress=Progress.CLOSED, owner="专员", closed_by="书记", proof=("照片",))
        if t.provision == GAP
        else t
        for t in plan.tasks
    )
    return replace(plan, tasks=tasks)


def state_of(plan: ActionPlan) -> State:
    return next(s.state for s in status(plan, REPORT.as_of) if s.task.provision == GAP)


def test_a_task_is_struck_off_only_once_the_facts_say_that_the_gap_is_closed() -> None:
    early = struck_off(PLAN)
    assert state_of(early) is State.NOT_CLOSED
    assert state_of(make_plan(MENDED, "e", early)) is State.CLOSED


def test_a_gap_that_returns_reopens_its_task_and_says_so() -> None:
    closed = make_plan(MENDED, "e", struck_off(PLAN))
    again = make_plan(REPORT, "f", closed)
    [task] = the(again)
    assert (task.progress, task.gone) == (Progress.NOT_STARTED, False)
    assert "差距又出现" in task.note
    assert "书记" in task.note
    assert task.proof == ("照片",)
    assert reopened(closed, again) == (GAP,)


def test_a_gap_that_can_no_longer_be_judged_is_not_gone() -> None:
    unknown = evaluate(suppose(PARK, STANDARD, rules_governance_on=None), STANDARD)
    assert [t.gone for t in the(make_plan(unknown, "e", PLAN))] == [False]
    elsewhere = evaluate(PARK, STANDARD, select=["W6"])
    assert [t.gone for t in the(make_plan(elsewhere, "e", PLAN))] == [False]


def test_another_park_s_list_is_refused_but_not_for_its_way_of_writing() -> None:
    with pytest.raises(UsageProblem) as refused:
        make_plan(REPORT, "e", replace(PLAN, park="别的园区"))
    assert refused.value.code == "E-PLAN-PARK"
    wide = replace(PLAN, park=f" {PARK.park.name} ")
    assert make_plan(REPORT, "e", wide).park == PARK.park.name


def edited(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(PLAN)))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def own_column(book: Any) -> None:
    book["整改清单"].cell(3, 30).value = "督办领导"
    book["整改清单"].cell(4, 30).value = "区长"


def beside(book: Any) -> None:
    book["整改清单"].cell(5, 33).value = "等经费"


def formula(book: Any) -> None:
    book["整改清单"].cell(4, 12).value = "=TODAY()"


def copied(book: Any) -> None:
    book.copy_worksheet(book["整改清单"])


def no_basis(book: Any) -> None:
    del book["整改依据"]


def no_list(book: Any) -> None:
    del book["整改清单"]


def retitled(book: Any) -> None:
    book["整改清单"].cell(3, 10).value = "负责人"


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        (own_column, "E-UNKNOWN-KEY", "整改清单!AD4"),
        (beside, "E-XLSX-LAYOUT", "整改清单!AG5"),
        (formula, "E-XLSX-FORMULA", "整改清单!L4"),
        (copied, "E-XLSX-DUP", ""),
        (no_basis, "E-XLSX-LAYOUT", ""),
        (no_list, "E-XLSX-LAYOUT", ""),
        (retitled, "E-XLSX-LAYOUT", ""),
    ],
)
def test_what_is_odd_in_the_workbook_is_told_with_its_place(
    change: Callable[[Any], None], code: str, cell: str
) -> None:
    with pytest.raises(InputProblems) as refused:
        read_workbook(edited(change), "整改.xlsx")
    assert [(p.code, p.place.cell) for p in refused.value.problems] == [(code, cell)]


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_damaged_workbook_is_refused_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    shutil.copyfile(ROOT / "examples" / "complete-park.yaml", tmp_path / "park.yaml")
    monkeypatch.chdir(tmp_path)
    data = patched(part, lambda inside: inside.replace(b"count=", b"count=x"), plan_workbook(PLAN))
    data = patched(part, lambda inside: inside[: len(inside) // 2], data)
    Path("坏.xlsx").write_bytes(data)
    assert main(["plan", "park.yaml", "--update", "坏.xlsx", "-o", "新.xlsx"]) == 3
    assert main(["plan", "status", "坏.xlsx", "--as-of", "2026-05-01"]) == 3
    assert main(["check", "坏.xlsx"]) == 3
