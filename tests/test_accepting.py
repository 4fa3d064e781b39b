"""Arguments, dates and objects made by hand obey what a file obeys; problems travel whole."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import icstd
from icstd.assessment.model import Answer, Comment, Judgement, Park, Period, Row, SelfAssessment
from icstd.clauses.load import load_standard
from icstd.cli.main import main
from icstd.errors import (
    InputProblems,
    OutputProblem,
    Place,
    Problem,
    RuleError,
    UsageProblem,
)
from icstd.evaluation import evaluate
from icstd.terms import CommentKind, Special, Verdict

STANDARD = load_standard()
PARK = Path(__file__).parents[1] / "examples" / "complete-park.yaml"
AS_OF, START, END = date(2026, 3, 1), date(2025, 1, 1), date(2025, 12, 31)


def made(**answers: Any) -> SelfAssessment:
    return SelfAssessment(
        STANDARD.number,
        STANDARD.encoding_version,
        Park("试"),
        Period(AS_OF, START, END),
        answers={i: Answer(i, value) for i, value in answers.items()},
    )


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"assessment": {}}, "assessment must be SelfAssessment, not dict"),
        ({"standard": "DB33"}, "standard must be Standard, not str"),
        ({"profile": None}, "profile must be str or Profile, not NoneType"),
        ({"as_of": "2026-03-01"}, "as_of must be datetime.date or None, not str"),
        ({"as_of": datetime(2026, 3, 1)}, "as_of must be datetime.date or None, not datetime"),  # noqa: DTZ001
        ({"select": "W6"}, "select must be a collection of str, not str"),
        ({"ignore": [6]}, "ignore must be a collection of str, not list"),
    ],
)
def test_a_wrong_type_names_the_argument(wrong: dict[str, Any], named: str) -> None:
    given: dict[str, Any] = {"assessment": made(), "standard": STANDARD, **wrong}
    with pytest.raises(TypeError, match=named):
        evaluate(**given)


@pytest.mark.parametrize("day", [date.min, date(1948, 12, 31), date(2101, 1, 1), date.max])
def test_no_date_overflows_and_none_out_of_range_is_judged_at(day: date) -> None:
    with pytest.raises(UsageProblem, match="不在 1949 至 2100 年之间"):
        evaluate(made(), STANDARD, as_of=day)


def test_an_assessment_date_before_the_period_or_the_facts_is_refused() -> None:
    with pytest.raises(UsageProblem, match="早于评价期起 2025-01-01"):
        evaluate(made(), STANDARD, as_of=date(2024, 12, 31))
    with pytest.raises(UsageProblem, match="早于填报的日期：最近一次应急演练日期 2025-06-02"):
        evaluate(made(last_drill=date(2025, 6, 2)), STANDARD, as_of=date(2025, 6, 1))


@pytest.mark.parametrize("text", ["0001-01-01", "1950-01-01", "9999-12-31", "2026-02-30"])
def test_the_command_refuses_such_a_date_as_a_wrong_call(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["assess", str(PARK), "--as-of", text]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"enterprises_total": -1}, "E-RANGE"),
        ({"enterprises_total": 2.5}, "E-TYPE"),
        ({"enterprises_total": "很多"}, "E-TYPE"),
        ({"enterprises_total": True}, "E-TYPE"),
        ({"enterprises_total": Special.NONE}, "E-TYPE"),
        ({"city_integration_plan": 1}, "E-TYPE"),
        ({"last_drill": date(2027, 1, 1)}, "E-DATE-FUTURE"),
        ({"last_drill": date(1900, 1, 1)}, "E-DATE-RANGE"),
        ({"visit_coverage_promised": Decimal(101)}, "E-RANGE"),
        ({"no_such_item": 1}, "E-UNKNOWN-KEY"),
    ],
)
def test_what_no_file_may_say_no_object_may_say(answers: dict[str, Any], code: str) -> None:
    with pytest.raises(InputProblems) as caught:
        evaluate(made(**answers), STANDARD)
    assert [p.code for p in caught.value.problems] == [code]


def test_a_period_made_by_hand_is_held_to_its_order() -> None:
    for period in (Period(AS_OF, END, START), Period(START, END, END)):
        with pytest.raises(InputProblems, match="E-CONSISTENCY"):
            evaluate(replace(made(), period=period), STANDARD)


@pytest.mark.parametrize("other", [{"standard": "DB33/T 1—2000"}, {"encoding_version": "0.9"}])
def test_an_assessment_of_another_standard_or_encoding_has_to_be_carried_over(
    other: dict[str, str],
) -> None:
    foreign = replace(made(enterprises_total=9), **other)  # type: ignore[arg-type]
    with pytest.raises(UsageProblem, match="这份自评按") as caught:
        evaluate(foreign, STANDARD)
    assert "icstd.carry_over" in caught.value.advice
    carried = icstd.carry_over(foreign, STANDARD)
    assert carried.warnings == ()
    assert carried.answers["enterprises_total"].value == 9
    assert evaluate(carried, STANDARD).findings


def test_what_is_not_carried_over_is_named() -> None:
    foreign = replace(
        made(gone=3, enterprises_total="many", city_integration_plan=True),
        encoding_version="0.9",
        judgements={i: Judgement(i, Verdict.MET) for i in ("W4.12", "W6.8", "W99.9")},
        comments=(Comment("W99.9", CommentKind.UNCLEAR, "？"),),
        tables={"ghosts": (Row({"a": 1}),), "visits": (Row({"visit_no": "1", "odd": "x"}),)},
    )
    carried = icstd.carry_over(foreign, STANDARD)
    assert set(carried.answers) == {"city_integration_plan"}
    assert set(carried.judgements) == {"W4.12"}
    assert carried.tables["visits"][0].cells == {"visit_no": "1"}
    assert [(p.code, p.path) for p in carried.warnings] == [
        *[("W-RETIRED", "填报")] * 2,
        *[("W-RETIRED", "人工判定")] * 2,
        ("W-RETIRED", "意见"),
        *[("W-RETIRED", "台账")] * 2,
    ]


def test_frozen_means_frozen_mappings_included() -> None:
    assessment = icstd.load_assessment(PARK, STANDARD)
    report = evaluate(assessment, STANDARD)
    held: list[Any] = [
        assessment.answers,
        assessment.tables,
        assessment.tables["issues"][0].cells,
        STANDARD.provisions,
        STANDARD.items,
        STANDARD.provisions["W6.2"].check.limits,
        STANDARD.profiles["default"].params,
        report.tables_used,
        report.ledgers[0].counts,
    ]
    for mapping in held:
        with pytest.raises(TypeError, match="read-only"):
            mapping["x"] = 1
        with pytest.raises(TypeError, match="read-only"):
            mapping.update(x=1)
        assert pickle.loads(pickle.dumps(mapping)) == mapping  # noqa: S301 - our own
        assert copy.copy(mapping) == mapping


PROBLEM = Problem("E-TYPE", "a.yaml", Place(3, 5), "填报 › 甲", "不对", "改成 1")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (InputProblems((PROBLEM, PROBLEM)), "\n".join([str(PROBLEM)] * 2)),
        (UsageProblem("不行", "这样", "E-X"), "不行"),
        (OutputProblem("E-DISK", "写不下", "换个盘"), "写不下"),
        (RuleError("W6.8", "answered", ZeroDivisionError("x")), "判定 W6.8 的规则 answered 出错："),
    ],
)
def test_problems_say_themselves_and_survive_a_trip_between_processes(
    problem: Exception, text: str
) -> None:
    back = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own
    assert str(back) == str(problem)
    assert str(back).startswith(text)
    assert vars(back) == vars(problem)
    assert str(PROBLEM) == "a.yaml:3:5  [E-TYPE] 填报 › 甲：不对；建议：改成 1"
