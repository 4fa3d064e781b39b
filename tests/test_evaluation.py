"""The walk from a self-assessment to findings: what is chosen, counted, required, eased."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from bricks import AS_OF, check, limit, provision
from test_consistency import park
from tiny_standard import TINY

import icstd.evaluation
from icstd.assessment.model import Answer, Evidence, Judgement, Row
from icstd.clauses.model import EvidencePolicy, Profile
from icstd.clauses.selection import covers, select_provisions
from icstd.errors import UsageProblem
from icstd.evaluation import evaluate, weakened
from icstd.rules.rulebook import Rulebook
from icstd.terms import EvidenceType, Special, Verdict

DEFAULT = TINY.profiles["default"]


@pytest.fixture(autouse=True)
def _book(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny standard's rules: a table that counts, and gives one count too many."""
    book = Rulebook(TINY.id)

    @book.counts("issues")
    def counted(rows: Sequence[Row], *, as_of: date) -> dict[str, int]:
        assert as_of == AS_OF
        return {"accepted": len(rows), "answered": len(rows), "waiting": 0, "enterprises": 99}

    monkeypatch.setattr(icstd.evaluation, "load_rulebook", lambda _: book)


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[str]:
    return [p.id for p in select_provisions(TINY, DEFAULT, select, ignore)]


def test_an_id_names_a_chapter_a_clause_or_a_provision_and_never_a_longer_number() -> None:
    assert chosen(["W4"]) == ["W4.1", "W4.2", "W4.8a", "W4.8b", "W4.10", "W4.12"]
    assert chosen(["W4.1"]) == ["W4.1"]
    assert chosen(["W4.8"]) == ["W4.8a", "W4.8b"]
    assert chosen(["W4.8b", "W6.1"]) == ["W4.8b", "W6.1"]
    below = replace(provision(check("manual"), "W8.1.2"), clause="W8.1")
    assert covers("W8.1", below)
    assert covers("W8.1", replace(below, clause="elsewhere"))
    assert not covers("W8.1.20", below)


def test_ignoring_takes_away_from_what_was_selected_in_the_standards_order() -> None:
    assert chosen() == list(TINY.provisions)
    assert chosen(["W6.1", "W4"], ["W4.8", "W4.12"]) == ["W4.1", "W4.2", "W4.10", "W6.1"]


@pytest.mark.parametrize(
    ("select", "ignore", "said"),
    [(["W9"], [], "W9"), ([], ["W4.3"], "W4.3"), (["W4"], ["W4"], "没有选中")],
)
def test_an_unknown_id_and_an_empty_choice_are_usage_problems(
    select: list[str], ignore: list[str], said: str
) -> None:
    with pytest.raises(UsageProblem, match=said):
        chosen(select, ignore)


def test_a_selection_is_told_in_the_report() -> None:
    report = evaluate(park(), TINY, select=("W4", "W6.1"), ignore=("W4.8",))
    assert str(report.selection) == "只评 W4、W6.1；不评 W4.8"
    assert evaluate(park(), TINY).selection is None


def test_an_unknown_profile_is_a_usage_problem_that_names_the_known_ones() -> None:
    with pytest.raises(UsageProblem, match="严") as problem:
        evaluate(park(), TINY, "严")
    assert "default" in problem.value.advice


def test_what_a_profile_does_not_demand_is_not_judged_and_is_said() -> None:
    profile = replace(DEFAULT, optional=("W4.2",))
    report = evaluate(park(), TINY, profile)
    assert "W4.2" not in {f.provision.id for f in report.findings}
    assert report.weakened == ("W4.2 应做到 W4.2。：本口径不要求",)


@pytest.mark.parametrize(
    ("name", "now", "eased"),
    [
        ("at_least", 4, True), ("at_least", 5, False), ("at_least", 6, False),
        ("at_most", 4, False), ("at_most", 5, False), ("at_most", 6, True),
    ],
)  # fmt: skip
def test_a_profile_is_weaker_where_its_limit_asks_less(name: str, now: int, eased: bool) -> None:
    its = provision(
        check("min" if name == "at_least" else "max", item="accepted",
              **{name: limit(5, param="n", unit="件")})
    )  # fmt: skip
    profile = Profile("p", "试", "", params={"n": Decimal(now)})
    told = weakened(replace(TINY, provisions={its.id: its}), profile)
    expected = f"W1.1 应当试一试。：限值由 5 件 放宽为 {now} 件"
    assert told == ((expected,) if eased else ())
    assert weakened(replace(TINY, provisions={its.id: its}), Profile("q", "试", "")) == ()


def test_table_counts_go_before_typed_figures_but_only_for_the_items_a_table_backs() -> None:
    table: dict[str, tuple[Row, ...]] = {"issues": (Row({}), Row({}), Row({}))}
    report = evaluate(replace(park(accepted=9, answered=1, enterprises=7), tables=table), TINY)
    facts = {f.item: f for f in report.finding("W6.8").facts}
    assert (facts["accepted"].value, facts["accepted"].from_table) == (3, "issues")
    assert report.finding("W6.8").verdict is Verdict.INSUFFICIENT  # typed it would be 不符合
    assert report.tables_used == dict.fromkeys(("accepted", "answered", "waiting"), "诉求台账")
    assert [c.kind for c in report.contradictions] == ["台账与填报不符"] * 2


def test_a_table_nobody_counts_is_left_alone() -> None:
    report = evaluate(replace(park(), tables={"other": (Row({}),)}), TINY)
    assert report.tables_used == {}


def test_a_failed_balance_takes_the_verdict_away() -> None:
    report = evaluate(park(accepted=12, answered=12, waiting=1), TINY)
    assert report.finding("W6.8").verdict is Verdict.INSUFFICIENT
    assert (
        evaluate(park(accepted=12, answered=12, waiting=0), TINY).finding("W6.8").verdict
        is Verdict.MET
    )


def test_requirements_are_required_unless_the_profile_lists_its_own() -> None:
    report = evaluate(park(), TINY)
    assert {f.provision.id for f in report.findings if f.required} == {
        p.id for p in TINY.provisions.values() if p.modality.decides
    }
    listed = evaluate(park(), TINY, replace(DEFAULT, required=("W6.8",)))
    assert [f.provision.id for f in listed.findings if f.required] == ["W6.8"]
    assert not any(
        f.required for f in evaluate(park(), TINY, replace(DEFAULT, required=())).findings
    )


def test_enforced_evidence_turns_a_bare_pass_into_unproven() -> None:
    strict = replace(DEFAULT, evidence=EvidencePolicy(enforce=True))
    bare = park(party="党委")
    assert evaluate(bare, TINY).finding("W4.1").verdict is Verdict.MET
    found = evaluate(bare, TINY, strict).finding("W4.1")
    assert (found.verdict, found.evidence_missing) == (Verdict.INSUFFICIENT, ("台账",))
    shown = replace(
        bare,
        answers={"party": Answer("party", "党委", ("E1", "E7"))},
        evidence={"E1": Evidence("E1", "甲", EvidenceType.RECORD)},
    )
    found = evaluate(shown, TINY, strict).finding("W4.1")
    assert (found.verdict, found.evidence_missing, found.evidence) == (
        Verdict.MET, (), ("E1", "E7"),
    )  # fmt: skip


def test_a_judgement_on_another_wording_is_marked_suspect() -> None:
    def suspect(fingerprint: str) -> bool:
        said = Judgement("W4.12", Verdict.MET, "看过", fingerprint=fingerprint)
        report = evaluate(replace(park(), judgements={"W4.12": said}), TINY)
        return report.finding("W4.12").suspect

    assert [suspect(f) for f in ("old", "f-W4.12", "")] == [True, False, False]
    assert not evaluate(park(), TINY).finding("W4.12").suspect


def test_facts_are_shown_where_there_is_a_value_or_a_note() -> None:
    assessment = park(party=None)
    assert evaluate(assessment, TINY).finding("W4.1").facts == ()
    assessment = replace(assessment, answers={"party": Answer("party", None, note="在建")})
    (fact,) = evaluate(assessment, TINY).finding("W4.1").facts
    assert (fact.value, fact.note, fact.label) == (None, "在建", "党组织形式")
    (fact,) = evaluate(park(party=Special.NONE), TINY).finding("W4.1").facts
    assert (fact.value, fact.place.line) == (Special.NONE, 5)


def test_the_date_given_goes_before_the_files_own() -> None:
    later = date(2026, 4, 1)
    assert evaluate(park(), TINY, as_of=later).as_of == later
    assert evaluate(park(), TINY).as_of == AS_OF
