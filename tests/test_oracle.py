"""The engine against a second opinion written in another style (`oracle`).

By default some thousand random parks and the boundary inputs of every
provision; `ICSTD_SOAK=1` (as `make soak` sets it) runs 100,000 parks and up to
20,000 boundary inputs a provision.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import prod
from pathlib import Path
from random import Random
from typing import Any

import oracle
import oracle_readings
import oracle_tables
import pytest

from icstd.assessment.model import Answer, Park, Period, SelfAssessment
from icstd.clauses.load import load_standard
from icstd.clauses.model import DataItem, Profile, Provision
from icstd.evaluation import evaluate
from icstd.terms import ItemType, Special, Value

STANDARD = load_standard()
COMPUTED = {p.id: p for p in STANDARD.provisions.values() if not p.check.by_person}
AS_OF = date(2026, 3, 1)
PERIOD = Period(AS_OF, date(2025, 1, 1), date(2025, 12, 31))
SOAK = os.environ.get("ICSTD_SOAK") == "1"
PARKS = 100_000 if SOAK else 3_000
BOUNDARY_INPUTS = 20_000 if SOAK else 200
WORDS = {word.value: word for word in Special}
UNCLEAR = "不清楚"
UNITS = {
    lim.param: lim.unit for p in COMPUTED.values() for lim in p.check.limits.values() if lim.param
}
PARAMS = sorted(UNITS)
BACK = (0, 1, 2, 3, 29, 30, 31, 182, 183, 184, 364, 365, 366, 367)
NUMBERS = (0, 1, 2, 3, 4, 9, 10, 11, 49, 50, 51, 99, 100, 101)

LIMITS = ("1", "2", "3", "50", "99", "100", "364", "365", "366", "0.5", "12.5", "66.7", "99.9")

Plain = dict[str, Any]


def differences(facts: Plain, params: dict[str, Decimal], *only: str) -> list[str]:
    """Where engine and oracle disagree about a park, in words."""
    answers = {item: Answer(item, typed(answer)) for item, answer in facts.items()}
    park = SelfAssessment(
        STANDARD.number, STANDARD.encoding_version, Park("试"), PERIOD, answers=answers
    )
    profile = Profile("试", "试", "", params=params)
    report = evaluate(park, STANDARD, profile, select=only)
    said = {
        f.provision.id: oracle.verdict(
            f.provision.id, facts, {name: Fraction(n) for name, n in params.items()}, AS_OF
        )
        for f in report.findings
        if f.provision.id in COMPUTED
    }
    return [
        f"{f.provision.id}: engine {f.verdict} ({f.reason}), oracle {said[f.provision.id]}; "
        f"{ {r: facts.get(r) for r in f.provision.reads} } {params}"
        for f in report.findings
        if said.get(f.provision.id, f.verdict) != f.verdict
    ]


def typed(answer: Any) -> Value:
    """An answer of the oracle's facts as the engine holds it."""
    if isinstance(answer, list):
        return tuple(answer)
    value: Value = WORDS.get(answer, answer) if isinstance(answer, str) else answer
    return value


def known_answers(item: DataItem) -> list[Any]:
    """Answers next to which something may flip, words for a known none included."""
    low, high = item.min or 0, 10**9 if item.max is None else item.max
    match item.type:
        case ItemType.YES_NO:
            found: list[Any] = [True, False]
        case ItemType.COUNT | ItemType.PERCENT:
            found = [n for n in NUMBERS if low <= n <= high]
        case ItemType.NUMBER:
            found = [n for n in (*NUMBERS, Decimal("3.9"), Decimal("4.1")) if low <= n <= high]
        case ItemType.DATE:
            found = ["无", *(AS_OF - timedelta(days=back) for back in BACK)]
        case ItemType.CHOICE:
            found = list(item.options)
        case ItemType.CHOICES | ItemType.TEXTS:
            options = list(item.options or ("甲",))
            found = ["无", [], options[:1], options]
        case _:
            found = ["无", "社区党委"]
    return [*found, "未公布"] if item.commitment else found


def random_facts(random: Random) -> Plain:
    """A park whose parts fit their wholes; sums mostly come out; some answers are missing."""
    top = random.choice((1, 2, 3, 12, 101))
    facts: Plain = {}
    for item in STANDARD.items.values():
        if item.type is ItemType.COUNT and not item.commitment:
            picked = random.choice((0, 1, 2, top - 1, top, top + 1, random.randint(0, top)))
            facts[item.id] = min(picked, int(item.max or picked))
            if item.better == "down" and random.random() < 0.5:
                facts[item.id] = 0
        else:
            facts[item.id] = random.choice(known_answers(item))
    drawn: set[str] = set()
    for left, right in oracle_tables.BALANCES:
        if random.random() < 0.9:
            facts |= {i: random.randint(0, 2) for i in right if i not in drawn}
            drawn |= {*right}
            facts[left[0]] = max(0, sum(facts[i] for i in right) - sum(facts[i] for i in left[1:]))
    if random.random() < 0.9:
        away = facts["issues_accepted"] - sum(facts[i] for i in oracle_tables.AT_HOME)
        facts |= dict.fromkeys(oracle_tables.DESTINATIONS, 0)
        facts[random.choice(oracle_tables.DESTINATIONS)] = max(0, away)
    fit_parts(facts, random)
    if random.random() < 0.1:  # a park that has none of anything, else hardly ever drawn
        facts |= {i.id: False for i in STANDARD.items.values() if i.type is ItemType.YES_NO}
    blank, unclear = random.choice(((0.0, 0.0), (0.02, 0.01), (0.15, 0.1), (0.6, 0.2)))
    for item_id in list(facts):
        chance = random.random()
        if chance < blank:
            del facts[item_id]
        elif chance < blank + unclear:
            facts[item_id] = UNCLEAR
    return facts


IN_SUMS = {i for left, right in oracle_tables.BALANCES for i in (*left, *right)}
IN_SUMS |= {*oracle_tables.DESTINATIONS}


def fit_parts(facts: Plain, random: Random) -> None:
    """Make every part at most its whole, as the loader demands; often the whole itself."""
    for item in STANDARD.items.values():
        part, whole = facts.get(item.id), facts.get(item.whole or "")
        if isinstance(part, int) and isinstance(whole, int) and item.type is not ItemType.PERCENT:
            near = part if item.id in IN_SUMS else random.choice((part, whole, whole - 1))
            facts[item.id] = min(max(near, 0), whole)


def random_params(random: Random) -> dict[str, Decimal]:
    if random.random() < 0.5:
        return {}
    return {name: random.choice(allowed(name)) for name in PARAMS}


def allowed(name: str) -> list[Decimal]:
    """The numbers that a profile may set for a parameter."""
    numbers = [Decimal(n) for n in LIMITS]
    return [n for n in numbers if n <= 100] if UNITS[name] == "%" else numbers


def boundary_inputs(provision: Provision) -> list[Plain]:
    """Every combination of flipping answers to what a provision reads, or a fixed sample."""
    random = Random(provision.id)  # noqa: S311 - the same sample every time
    blank = object()
    ranges = [[blank, UNCLEAR, *known_answers(STANDARD.items[item])] for item in provision.reads]
    combinations = prod(len(r) for r in ranges)
    if combinations <= BOUNDARY_INPUTS:
        picks: Sequence[int] = range(combinations)
    else:
        picks = [random.randrange(combinations) for _ in range(BOUNDARY_INPUTS)]
    found = []
    for pick in picks:
        facts: Plain = {}
        rest = pick
        for item, answers in zip(provision.reads, ranges, strict=True):
            rest, place = divmod(rest, len(answers))
            if answers[place] is not blank:
                facts[item] = answers[place]
        if parts_fit(facts):
            found.append(facts)
    return found


def parts_fit(facts: Plain) -> bool:
    for item_id, part in facts.items():
        whole = facts.get(STANDARD.items[item_id].whole or "")
        numbers = isinstance(part, int | Decimal) and isinstance(whole, int | Decimal)
        if numbers and STANDARD.items[item_id].type is not ItemType.PERCENT and part > whole:
            return False
    return True


def test_the_oracle_imports_nothing_of_the_package() -> None:
    allowed = {"__future__", "collections.abc", "datetime", "fractions", "typing"}
    own = {"oracle", "oracle_readings", "oracle_tables"}
    for module in (oracle, oracle_readings, oracle_tables):
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
        imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert imported <= allowed | own
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.Import)]


def test_the_oracle_has_an_opinion_on_exactly_the_computed_provisions() -> None:
    assert oracle.covered() == set(COMPUTED)


@pytest.mark.parametrize("provision", COMPUTED.values(), ids=COMPUTED)
def test_engine_and_oracle_agree_on_boundary_inputs(provision: Provision) -> None:
    own = [lim.param for lim in provision.check.limits.values() if lim.param]
    settings: list[dict[str, Decimal]] = [{}, *({n: v} for n in own for v in allowed(n)[2:])]
    inputs = boundary_inputs(provision)
    assert inputs
    for params in settings:
        for facts in inputs:
            assert differences(facts, params, provision.id) == []


@pytest.mark.parametrize("share", range(4))
def test_engine_and_oracle_agree_on_random_parks(share: int) -> None:
    random = Random(share)  # noqa: S311 - the same parks every time
    for _ in range(PARKS // 4):
        assert differences(random_facts(random), random_params(random)) == []


def test_the_random_parks_meet_and_fail_every_computed_provision() -> None:
    random = Random("both")  # noqa: S311 - the same parks every time
    parks = [random_facts(random) for _ in range(800)]
    lacking = []
    for provision in COMPUTED:
        said = {oracle.verdict(provision, facts, {}, AS_OF) for facts in parks}
        passed = oracle_readings.OPEN if provision in oracle_tables.IN_PART else oracle_readings.MET
        if not {passed, oracle_readings.UNMET} <= said:
            lacking.append(provision)
    assert lacking == []
