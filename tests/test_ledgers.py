"""Ledgers lose nothing: rows counted, left out and kept apart, and what they do to verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icstd import load_assessment
from icstd.assessment.model import Answer, Park, Period, Row, SelfAssessment
from icstd.clauses.load import load_standard
from icstd.conformance import ConformanceReport
from icstd.errors import Place
from icstd.evaluation import evaluate
from icstd.observations import LedgerAccount
from icstd.report.words import contradiction_text
from icstd.rules import load_rulebook
from icstd.rules.tally import accounts
from icstd.terms import Value
from icstd.terms import Verdict as V

STANDARD = load_standard()
FAULTS = Path(__file__).parent / "faults"
START, END, AS_OF = date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 1)
DAY = timedelta(days=1)


def issue(number: str, **cells: Value | None) -> Row:
    """A problem accepted, answered and closed in good time; cells replaced, None takes one out."""
    usual: Mapping[str, Value | None] = {
        "issue_no": number,
        "issue_accepted_on": START,
        "issue_level": "社区",
        "issue_state": "办结",
        "issue_answered_on": START + DAY,
        "issue_closed_on": START + 2 * DAY,
    }
    named = {f"issue_{column}": value for column, value in cells.items()}
    kept = {c: v for c, v in {**usual, **named}.items() if v is not None}
    return Row(kept, Place(100 + int(number), 5))


def park(*issues: Row, typed: Mapping[str, int] | None = None, **tables: tuple[Row, ...]) -> object:
    answers = {i: Answer(i, n, place=Place(n, 1)) for i, n in (typed or {}).items()}
    return SelfAssessment(
        STANDARD.number,
        STANDARD.encoding_version,
        Park("试"),
        Period(AS_OF, START, END),
        answers=answers,
        tables={"issues": issues, **tables},
    )


def judged(*issues: Row, typed: Mapping[str, int] | None = None) -> ConformanceReport:
    return evaluate(park(*issues, typed=typed), STANDARD)  # type: ignore[arg-type]


def account(*issues: Row) -> LedgerAccount:
    return judged(*issues).ledgers[0]


@cache
def of_file(name: str) -> ConformanceReport:
    return evaluate(load_assessment(FAULTS / f"{name}.yaml", STANDARD), STANDARD)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"accepted_on": START - DAY}, "日期在评价期外"),
        ({"accepted_on": END + DAY}, "日期在评价期外"),
        ({"accepted_on": AS_OF + DAY}, "日期晚于评价日"),
        ({"closed_on": AS_OF + DAY}, "日期晚于评价日"),
        ({"answered_on": AS_OF + DAY}, "日期晚于评价日"),
        ({"answered_on": START - DAY}, "日期先后不合"),
        ({"closed_on": START - DAY}, "日期先后不合"),
        ({"answer_due": START - DAY}, "日期先后不合"),
        ({"close_due": START - DAY}, "日期先后不合"),
        ({"state": "在办"}, "状态与日期不合"),
        ({"answered_on": None, "closed_on": None}, "状态与日期不合"),
        ({"state": "在办", "closed_on": None, "revisited": True}, "状态与日期不合"),
    ],
)
def test_a_row_that_is_not_counted_is_left_out_under_its_reason(
    cells: dict[str, Value | None], reason: str
) -> None:
    found = account(issue("1"), issue("2", **cells))
    assert (found.read, len(found.counted)) == (2, 1)
    assert found.reasons == {reason: 1}
    assert found.left[0].row.place.line == 102
    assert found.counts["issues_accepted"] == 1


@pytest.mark.parametrize("day", [START, END])
def test_a_row_on_the_first_or_last_day_is_counted(day: date) -> None:
    found = account(issue("1", accepted_on=day, answered_on=day, closed_on=day))
    assert found.reasons == {}


def test_a_row_written_twice_counts_once_and_the_other_is_told() -> None:
    found = account(issue("1"), issue("1"), issue("2"))
    assert found.reasons == {"编号重复、内容相同": 1}
    assert found.text() == "诉求台账：读入 3 行，计入 2 行，编号重复、内容相同 1 行"


def test_a_number_used_for_two_things_keeps_both_apart() -> None:
    found = account(issue("1"), issue("1", level="联盟"), issue("2"))
    assert found.reasons == {"编号相同、内容不同": 2}
    assert found.counts["issues_accepted"] == 1


def test_numbers_that_start_again_each_year_clash_only_within_the_period() -> None:
    old = issue("1", accepted_on=START - DAY, level="联盟")
    assert account(issue("1"), old).reasons == {"日期在评价期外": 1}


def test_a_due_day_beyond_the_published_limit_keeps_the_row_apart() -> None:
    typed = {"resolve_days_promised": 3}
    rows = issue("1", close_due=START + 3 * DAY), issue("2", close_due=START + 700 * DAY)
    found = judged(*rows, typed=typed).ledgers[0]
    assert found.reasons == {"应办结日期超过公布的时限": 1}
    assert "距受理 700 天，公布的时限是 3 天" in found.left[0].why


def test_rows_say_which_of_them_make_up_a_count() -> None:
    late = issue("2", state="在办", answered_on=None, closed_on=None)
    found = account(issue("1"), late)
    assert [r.cells["issue_no"] for r in found.rows["issues_answered"]] == ["1"]
    assert [r.place.line for r in found.rows["issues_accepted"]] == [101, 102]


def test_a_row_apart_that_could_change_a_verdict_withholds_it_and_is_named() -> None:
    ahead = issue("2", accepted_on=AS_OF + DAY, state="在办", answered_on=None, closed_on=None)
    report = judged(issue("1"), ahead)
    finding = report.finding("W6.8")
    assert finding.verdict is V.INSUFFICIENT
    assert "按台账计入的行是符合，把没有计入的行也算上是不符合" in finding.reason
    (told,) = (c for c in report.contradictions if c.kind == "日期晚于评价日")
    assert told.effect == "tainted"
    assert "W6.8" in told.provisions
    assert told.places == (Place(102, 5),)
    assert "编号 2：受理日期 2026-03-02 晚于评价日 2026-03-01" in told.message


def test_a_row_apart_that_changes_nothing_lets_the_verdict_stand() -> None:
    report = judged(issue("1"), issue("2", answered_on=START - DAY))
    assert report.finding("W6.8").verdict is V.MET
    (told,) = report.contradictions
    assert (told.kind, told.effect) == ("日期先后不合", "stands")


def test_every_way_a_row_could_be_meant_is_tried() -> None:
    unanswered = {"state": "在办", "closed_on": None, "answered_on": START - DAY}
    report = judged(issue("1"), issue("2", **unanswered))
    assert report.finding("W6.8").verdict is V.INSUFFICIENT


def test_rows_apart_are_tried_kind_by_kind_so_that_good_ones_hide_no_bad_one() -> None:
    promised = {"revisit_rate_promised": 80}
    sound = [issue(str(n), revisited=n != 1) for n in range(1, 6)]
    apart = [issue("6", revisited=False, close_due=START - DAY)]
    apart += [issue(str(n), revisited=True, close_due=START - DAY) for n in range(7, 12)]
    assert judged(*sound, typed=promised).finding("W6.15b").verdict is V.MET
    assert judged(*sound, *apart, typed=promised).finding("W6.15b").verdict is V.INSUFFICIENT


def test_a_violation_that_the_counted_rows_show_stays() -> None:
    late = issue("1", state="在办", answered_on=None, closed_on=None)
    report = judged(late, typed={"issues_accepted": 5, "issues_answered": 5})
    assert report.finding("W6.8").verdict is V.UNMET
    told = {c.items: c.effect for c in report.contradictions}
    assert told["issues_answered",] == "kept"


def test_figures_and_ledger_that_disagree_without_consequence_stand() -> None:
    report = judged(issue("1"), typed={"visits_made": 5, "issues_surveyed": 1})
    assert [c.effect for c in report.contradictions] == []
    report = judged(*(issue(str(n)) for n in range(1, 6)), typed={"issues_answered": 5})
    assert report.contradictions == ()


def test_an_empty_ledger_is_the_statement_none_and_overrules_no_figure() -> None:
    alone = judged()
    assert alone.finding("W6.8").verdict is V.NOT_APPLICABLE
    assert alone.finding("W6.8").through == ("issues_accepted",)
    assert judged(typed={"issues_accepted": 0}).finding("W6.8").verdict is V.NOT_APPLICABLE
    against = judged(typed={"issues_accepted": 25, "issues_answered": 3})
    assert against.finding("W6.8").verdict is V.INSUFFICIENT


def test_what_is_not_yet_due_counts_where_a_row_shows_it() -> None:
    waiting = issue("2", state="在办", answered_on=None, closed_on=None, answer_due=AS_OF)
    assert judged(issue("1"), waiting).finding("W6.8").verdict is V.MET
    assert judged(waiting).finding("W6.8").verdict is V.INSUFFICIENT
    typed = {"issues_accepted": 2, "issues_answered": 1, "issues_not_yet_due": 1}
    bare = replace(park(typed=typed), tables={})  # type: ignore[type-var]
    assert evaluate(bare, STANDARD, select=["W6.8"]).finding("W6.8").verdict is V.UNEVALUATED


STATES = st.sampled_from(("办结", "在办", "撤回或不予受理"))
DATES = st.none() | st.dates(START - 3 * DAY, AS_OF + 3 * DAY)
ROWS = st.lists(
    st.builds(
        issue,
        st.sampled_from(("1", "2", "3", "4", "5")),
        state=STATES,
        level=st.sampled_from(("社区", "服务队", "联盟")),
        accepted_on=st.dates(START - 3 * DAY, START + 3 * DAY) | DATES,
        answered_on=DATES,
        closed_on=DATES,
        revisited=st.booleans(),
    ),
    max_size=6,
)


def accounted(*rows: Row) -> LedgerAccount:
    holding: SelfAssessment = park(*rows)  # type: ignore[assignment]
    return accounts(holding, STANDARD, load_rulebook(STANDARD.id), AS_OF)["issues"]


@given(ROWS)
def test_every_row_is_counted_or_left_out_never_both(rows: list[Row]) -> None:
    found = accounted(*rows)
    assert found.read == len(rows)
    assert sorted(map(id, (*found.counted, *(r.row for r in found.left)))) == sorted(map(id, rows))
    assert sum(found.reasons.values()) + len(found.counted) == len(rows)
    assert found.counts["issues_accepted"] == len(found.counted)
    assert all(len(found.rows[i]) == found.counts[i] for i in found.rows)


@given(ROWS, st.dates(date(2020, 1, 1), START - DAY), st.sampled_from(("1", "9")))
def test_a_row_that_is_left_out_changes_no_count(rows: list[Row], day: date, number: str) -> None:
    more = [*rows, issue(number, accepted_on=day)]
    assert accounted(*more).counts == accounted(*rows).counts


@given(ROWS, st.randoms())
def test_the_order_of_rows_decides_nothing(rows: list[Row], chance: object) -> None:
    turned = list(rows)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert accounted(*turned).counts == accounted(*rows).counts


@given(ROWS)
@settings(max_examples=30)
def test_withholding_never_makes_a_pass(rows: list[Row]) -> None:
    """What the sound rows alone do not pass, no other reading lets pass."""
    found = accounted(*rows)
    sound = {f.provision.id: f.verdict for f in judged(*found.counted).findings}
    for finding in judged(*rows).findings:
        assert finding.verdict in (sound[finding.provision.id], V.INSUFFICIENT)


@pytest.mark.parametrize(
    ("name", "provision", "verdict", "left"),
    [
        ("masked-result", "W6.13", V.UNMET, {}),
        ("a1-w613", "W6.13", V.UNMET, {"状态与日期不合": 5}),
        ("04-rows-dated-out", "W6.8", V.INSUFFICIENT, {"日期晚于评价日": 6, "日期在评价期外": 5}),
        ("a2-one-row-redated", "W6.8", V.INSUFFICIENT, {"日期在评价期外": 1}),
        ("a2-one-row-redated", "W6.14b", V.INSUFFICIENT, {"日期在评价期外": 1}),
        ("04b-typed-plus-empty-ledger", "W6.8", V.INSUFFICIENT, {}),
        ("04b-typed-plus-empty-ledger", "W6.14b", V.INSUFFICIENT, {}),
        ("b-vacuous", "W6.8", V.INSUFFICIENT, None),
        ("b-vacuous", "W7.12", V.INSUFFICIENT, None),
        ("b-vacuous", "W7.13", V.INSUFFICIENT, None),
    ],
)
def test_files_that_once_hid_something(
    name: str, provision: str, verdict: V, left: dict[str, int] | None
) -> None:
    report = of_file(name)
    assert report.finding(provision).verdict is verdict
    assert [a.reasons for a in report.ledgers if a.table == "issues"] == (
        [] if left is None else [left]
    )
    assert not report.conforms


def test_an_empty_ledger_improves_no_verdict_and_no_sentence_says_it_does_not_matter() -> None:
    typed, emptied = of_file("04b-typed"), of_file("04b-typed-plus-empty-ledger")
    good = (V.MET, V.NOT_APPLICABLE)
    for finding in emptied.findings:
        before = typed.finding(finding.provision.id).verdict
        assert finding.verdict not in good or before is finding.verdict
    words = [contradiction_text(c, "x.yaml") for c in emptied.contradictions if c.items]
    assert all("证据不足" in w or "不作符合与否的判定" in w for w in words)
