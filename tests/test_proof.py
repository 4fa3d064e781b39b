"""Evidence against what is expected: type, date, validity, level; and what it weighs."""

from datetime import date, timedelta

import pytest
from bricks import AS_OF

from icstd.assessment.model import Evidence
from icstd.clauses.model import EvidenceDemand, EvidencePolicy
from icstd.conformance import Outcome
from icstd.rules.evidence import unmet_demands, weigh
from icstd.terms import Basis, EvidenceLevel, EvidenceType, Verdict

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
    return unmet_demands((demand or EvidenceDemand("台账"),), cited, AS_OF, policy)


def days(count: int) -> date:
    return AS_OF - timedelta(days=count)


def test_nothing_cited_is_named_without_a_fault() -> None:
    assert lacking(()) == ("台账",)


@pytest.mark.parametrize(("type_", "serves"), [(RECORD, True), (OTHER, True), (FOREIGN, False)])
def test_evidence_serves_by_its_type_and_other_serves_any(
    type_: EvidenceType, serves: bool
) -> None:
    assert (lacking(Evidence("E1", "甲", type_)) == ()) is serves


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
    told = lacking(Evidence("E1", "甲", RECORD, dated=days(-1)))
    assert told == ("台账（E1 的日期 2026-03-02 晚于评价日）",)


@pytest.mark.parametrize(("age", "serves"), [(0, True), (29, True), (30, True), (31, False)])
def test_freshness_flips_after_the_last_day_allowed(age: int, serves: bool) -> None:
    told = lacking(
        Evidence("E1", "甲", RECORD, dated=days(age)), EvidenceDemand("台账", within_days=30)
    )
    assert (told == ()) is serves
    assert serves or "已超过 30 天" in told[0]


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
    told = lacking(
        Evidence("E1", "甲", RECORD, level=has), EvidenceDemand("台账", level=wants), policy
    )
    enough = LEVELS.index(has) >= LEVELS.index(wants)
    assert (told == ()) is (enough or policy is LOOSE)
    assert told == () or f"需“{wants}”" in told[0]


def test_one_good_piece_is_enough_and_the_first_fault_is_told_otherwise() -> None:
    stale = Evidence("E1", "甲", RECORD, valid_until=days(1))
    later = Evidence("E2", "乙", RECORD, dated=days(-1))
    assert lacking((stale, Evidence("E3", "丙", RECORD))) == ()
    assert lacking((stale, later)) == lacking(stale)


def test_each_demand_is_answered_for_itself() -> None:
    demands = (EvidenceDemand("台账"), EvidenceDemand("照片", FOREIGN))
    proof = Evidence("E1", "甲", RECORD, valid_until=days(1))
    told = unmet_demands(demands, (proof, Evidence("E2", "乙", FOREIGN)), AS_OF, LOOSE)
    assert [t[:2] for t in told] == ["台账"]
    photo = Evidence("E2", "乙", FOREIGN)
    assert unmet_demands(demands[::-1], (photo,), AS_OF, LOOSE) == ("台账",)
    assert len(unmet_demands(demands, (), AS_OF, LOOSE)) == 2


@pytest.mark.parametrize("verdict", list(Verdict))
def test_missing_evidence_takes_back_a_pass_and_nothing_else(verdict: Verdict) -> None:
    outcome = Outcome(verdict, "做到了", basis=Basis.PARK)
    weighed = weigh(outcome, ("台账", "照片"), STRICT)
    if verdict in (Verdict.MET, Verdict.PARTLY):
        assert weighed.verdict is Verdict.INSUFFICIENT
        assert weighed.reason == "做到了；缺证据：台账、照片"
        assert weighed.basis is Basis.PARK
    else:
        assert weighed == outcome


def test_evidence_weighs_only_where_it_is_enforced_and_lacking() -> None:
    outcome = Outcome(Verdict.MET, "做到了")
    assert weigh(outcome, ("台账",), EvidencePolicy(levels=True)) == outcome
    assert weigh(outcome, (), STRICT) == outcome
