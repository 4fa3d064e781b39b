"""Evidence against what is expected: type, date, validity, level; and what it weighs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from bricks import AS_OF

from icstd.assessment.model import Evidence, Park, Period, SelfAssessment
from icstd.clauses.model import EvidenceDemand, EvidencePolicy
from icstd.conformance import Outcome
from icstd.observations import EvidenceFound
from icstd.rules.evidence import Proofs, weigh
from icstd.terms import Basis, EvidenceLevel, EvidenceType, Party, Verdict

RECORD, OTHER = EvidenceType.RECORD, EvidenceType.OTHER
LOOSE, STRICT = EvidencePolicy(), EvidencePolicy(enforce=True, levels=True)
FOREIGN = next(t for t in EvidenceType if t not in (RECORD, OTHER))
LEVELS = sorted(EvidenceLevel, key=lambda level: level.rank)


def lacking(
    proof: Evidence | tuple[Evidence, ...],
    demand: EvidenceDemand | None = None,
    policy: EvidencePolicy = LOOSE,
) -> tuple[str, ...]:
    cited = (proof,) if isinstance(proof, Evidence) else proof
    return told((demand or EvidenceDemand("台账"),), cited, policy)


def told(
    demands: tuple[EvidenceDemand, ...],
    cited: tuple[Evidence, ...],
    policy: EvidencePolicy = LOOSE,
    *found: EvidenceFound,
    party: Party = Party.SECOND,
) -> tuple[str, ...]:
    park = replace(PARK, evidence={p.id: p for p in cited}, period=PERIOD._replace(party=party))
    return Proofs(park, policy, AS_OF, found).lacking(demands, [p.id for p in cited])


PERIOD = Period(AS_OF, date(2025, 1, 1), date(2025, 12, 31))
PARK = SelfAssessment("试", "1", Park("试"), PERIOD)


def days(count: int) -> date:
    return AS_OF - timedelta(days=count)


def test_nothing_cited_is_named_without_a_fault() -> None:
    assert lacking(()) == ("台账",)


@pytest.mark.parametrize(
    ("type_", "policy", "serves"),
    [
        (RECORD, LOOSE, True),
        (OTHER, LOOSE, True),
        (FOREIGN, LOOSE, False),
        (RECORD, EvidencePolicy(enforce=True), True),
        (OTHER, EvidencePolicy(enforce=True), False),
        (FOREIGN, EvidencePolicy(enforce=True), False),
    ],
)
def test_evidence_serves_by_its_type_and_other_serves_none_where_evidence_decides(
    type_: EvidenceType, policy: EvidencePolicy, serves: bool
) -> None:
    assert (lacking(Evidence("E1", "甲", type_), policy=policy) == ()) is serves


@pytest.mark.parametrize("typed", list(EvidenceLevel))
def test_a_parks_own_word_is_a_statement_whatever_level_it_types(typed: EvidenceLevel) -> None:
    proof = (Evidence("E1", "甲", RECORD, level=typed),)
    demand = (EvidenceDemand("台账", level=EvidenceLevel.COPY),)
    assert told(demand, proof, STRICT, party=Party.FIRST) != ()
    on_disk = EvidenceFound("E1", sha256="ab")
    assert told(demand, proof, STRICT, on_disk, party=Party.FIRST) == ()
    missing = EvidenceFound("E1", ("文件不存在",))
    assert told(demand, proof, STRICT, missing, party=Party.FIRST) == ("台账（E1 文件不存在）",)


@pytest.mark.parametrize("seen", list(EvidenceLevel))
@pytest.mark.parametrize("wants", list(EvidenceLevel))
def test_what_an_auditor_saw_sets_the_level(seen: EvidenceLevel, wants: EvidenceLevel) -> None:
    proof = (Evidence("E1", "甲", RECORD, level=EvidenceLevel.INDEPENDENT),)
    demand = (EvidenceDemand("台账", level=wants),)
    lack = told(demand, proof, STRICT, EvidenceFound("E1", level=seen), party=Party.FIRST)
    assert (lack == ()) is (seen.rank >= wants.rank)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (days(0), ()),
        (days(-1), ()),
        (days(1), ("台账（E1 已于 2026-02-28 过期）",)),
    ],
)
def test_evidence_serves_to_the_last_day_of_its_validity(
    until: date, expected: tuple[str, ...]
) -> None:
    assert lacking(Evidence("E1", "甲", RECORD, valid_until=until)) == expected


def test_evidence_from_after_the_assessment_date_does_not_serve() -> None:
    assert lacking(Evidence("E1", "甲", RECORD, dated=days(0))) == ()
    lack = lacking(Evidence("E1", "甲", RECORD, dated=days(-1)))
    assert lack == ("台账（E1 的日期 2026-03-02 晚于评价日）",)


@pytest.mark.parametrize(("age", "serves"), [(0, True), (29, True), (30, True), (31, False)])
def test_freshness_flips_after_the_last_day_allowed(age: int, serves: bool) -> None:
    lack = lacking(
        Evidence("E1", "甲", RECORD, dated=days(age)), EvidenceDemand("台账", within_days=30)
    )
    assert (lack == ()) is serves
    assert serves or "已超过 30 天" in lack[0]


def test_where_freshness_counts_an_undated_piece_does_not_serve() -> None:
    proof = Evidence("E1", "甲", RECORD)
    assert lacking(proof, EvidenceDemand("台账", within_days=30)) == ("台账（E1 未写日期）",)
    assert lacking(proof) == ()


@pytest.mark.parametrize("policy", [LOOSE, STRICT])
@pytest.mark.parametrize("has", LEVELS)
@pytest.mark.parametrize("wants", LEVELS)
def test_levels_count_only_where_the_policy_says_so(
    wants: EvidenceLevel, has: EvidenceLevel, policy: EvidencePolicy
) -> None:
    lack = lacking(
        Evidence("E1", "甲", RECORD, level=has), EvidenceDemand("台账", level=wants), policy
    )
    enough = LEVELS.index(has) >= LEVELS.index(wants)
    assert (lack == ()) is (enough or policy is LOOSE)
    assert lack == () or f"需“{wants}”" in lack[0]


def test_one_good_piece_is_enough_and_the_first_fault_is_told_otherwise() -> None:
    stale = Evidence("E1", "甲", RECORD, valid_until=days(1))
    later = Evidence("E2", "乙", RECORD, dated=days(-1))
    assert lacking((stale, Evidence("E3", "丙", RECORD))) == ()
    assert lacking((stale, later)) == lacking(stale)


def test_each_demand_is_answered_for_itself() -> None:
    demands = (EvidenceDemand("台账"), EvidenceDemand("照片", FOREIGN))
    proof = Evidence("E1", "甲", RECORD, valid_until=days(1))
    lack = told(demands, (proof, Evidence("E2", "乙", FOREIGN)))
    assert [t[:2] for t in lack] == ["台账"]
    photo = Evidence("E2", "乙", FOREIGN)
    assert told(demands[::-1], (photo,)) == ("台账",)
    assert len(told(demands, ())) == 2


@pytest.mark.parametrize("verdict", list(Verdict))
def test_missing_evidence_takes_back_a_pass_and_nothing_else(verdict: Verdict) -> None:
    outcome = Outcome(verdict, "做到了", basis=Basis.PARK)
    weighed = weigh(outcome, ("台账", "照片"), STRICT)
    if verdict is Verdict.MET:
        assert weighed.verdict is Verdict.INSUFFICIENT
        assert weighed.reason == "做到了；缺证据：台账、照片"
        assert weighed.basis is Basis.PARK
    else:
        assert weighed == outcome


def test_evidence_weighs_only_where_it_is_enforced_and_lacking() -> None:
    outcome = Outcome(Verdict.MET, "做到了")
    assert weigh(outcome, ("台账",), EvidencePolicy(levels=True)) == outcome
    assert weigh(outcome, (), STRICT) == outcome
