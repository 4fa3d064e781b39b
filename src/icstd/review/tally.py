"""Per-clause tallies over many parks: added up in any order, merged at will.

A park counts once a side (自评, 他评), with the latest period of that side; how
a clause fares from period to period is kept apart (persistence).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ..clauses.model import Standard
from ..terms import Modality, Verdict
from .identity import Selected
from .rows import OTHERS, ParkResult, Side
from .stats import REST_UNIT, ItemRest

_UNMEASURED = (Verdict.INSUFFICIENT, Verdict.NOT_APPLICABLE)
_ORDER = {Verdict.UNMET: 0, Verdict.PARTLY: 1, Verdict.MET: 2}


@dataclass(slots=True)
class SideTally:
    """What one side says of a provision.

    verdicts: → parks.  unproven: parks whose 符合 cites no evidence.  sums:
    for discrimination.  cycles: (periods judged 不符合 or 部分符合 in a row up
    to the latest, periods judged) → parks.  unpublished, promises: parks
    without a limit of their own, and that limit → parks; reached: what was
    measured → parks; remarks: kind of comment → parks.  The last four are what
    that side itself answered.
    """

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unproven: int = 0
    sums: ItemRest = field(default_factory=ItemRest)
    cycles: Counter[tuple[int, int]] = field(default_factory=Counter)
    unpublished: int = 0
    promises: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)

    def merge(self, other: SideTally) -> None:
        """Add another lot of parks."""
        self.verdicts += other.verdicts
        self.unproven += other.unproven
        self.sums = self.sums.merge(other.sums)
        self.cycles += other.cycles
        self.unpublished += other.unpublished
        self.promises += other.promises
        self.reached += other.reached
        self.remarks += other.remarks


@dataclass(slots=True)
class Tally:
    """What is known about one provision over many parks.

    agreement: (自评结论, 审核结论) → parks.  waived: parks with an approved
    deviation.
    """

    provision: str
    sides: dict[Side, SideTally] = field(default_factory=lambda: {s: SideTally() for s in Side})
    agreement: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    waived: int = 0

    def merge(self, other: Tally) -> None:
        """Add another tally of the same provision to this one."""
        for side, tally_ in self.sides.items():
            tally_.merge(other.sides[side])
        self.agreement += other.agreement
        self.waived += other.waived


def tally(selected: Selected, standard: Standard) -> dict[str, Tally]:
    """Tallies of all provisions, in the standard's order.

    A provision that no result has keeps an empty tally.
    """
    tallies = {p: Tally(p) for p in standard.provisions}
    unscored = {p.id for p in standard.provisions.values() if p.modality is Modality.PERMISSION}
    for side in Side:
        for periods in selected.of(side).values():
            _add_latest(tallies, periods[-1], side, unscored)
            _add_cycles(tallies, periods, side)
        for result in selected.answers(side):
            _add_answers(tallies, result, side)
    for audits in selected.others.values():
        _add_audit(tallies, audits[-1])
    for provisions in selected.waived.values():
        for provision in provisions:
            tallies[provision].waived += 1
    return tallies


def _add_latest(
    tallies: dict[str, Tally], latest: ParkResult, side: Side, unscored: set[str]
) -> None:
    counted = [(row, Verdict(said)) for row, said in latest.heard(side)]
    # a permission used or not says nothing about how well a park does
    rests = _rest_scores([v for row, v in counted if row.provision not in unscored])
    for row, verdict in counted:
        to = tallies[row.provision].sides[side]
        to.verdicts[verdict] += 1
        if verdict is Verdict.MET and not row.evidence:
            to.unproven += 1
        if verdict.judged and row.provision not in unscored:
            _add_rest(to, verdict, rests)


def _rest_scores(verdicts: list[Verdict]) -> tuple[int, int]:
    judged = [v for v in verdicts if v.judged]
    return sum(v is Verdict.MET for v in judged), len(judged)


def _add_rest(to: SideTally, verdict: Verdict, rests: tuple[int, int]) -> None:
    met = verdict is Verdict.MET
    met_elsewhere, judged_elsewhere = rests[0] - met, rests[1] - 1
    if judged_elsewhere:
        rest = round(Fraction(met_elsewhere * REST_UNIT, judged_elsewhere))
        to.sums = to.sums.add(met=met, rest=rest)


def _add_cycles(tallies: dict[str, Tally], periods: Sequence[ParkResult], side: Side) -> None:
    """How many periods in a row, up to the latest, a clause was not met."""
    history: dict[str, list[Verdict]] = {}
    for result in periods:
        for row, said in result.heard(side):
            if Verdict(said).judged:
                history.setdefault(row.provision, []).append(Verdict(said))
    for provision, verdicts in history.items():
        failing = 0
        for verdict in reversed(verdicts):
            if verdict is Verdict.MET:
                break
            failing += 1
        tallies[provision].sides[side].cycles[failing, len(verdicts)] += 1


def _add_audit(tallies: dict[str, Tally], audit: ParkResult) -> None:
    """What an auditor made of a park's own verdicts."""
    if audit.facts.answered_by is OTHERS:
        return  # two parties outside the park: nothing of its own to agree with
    for row, said in audit.heard(OTHERS):
        tallies[row.provision].agreement[Verdict(row.own), Verdict(said)] += 1


def _add_answers(tallies: dict[str, Tally], latest: ParkResult, side: Side) -> None:
    for remark in latest.remarks:
        tallies[remark.provision].sides[side].remarks[remark.kind] += 1
    for row in latest.rows:
        to = tallies[row.provision].sides[side]
        to.unpublished += row.unpublished
        if row.promised:
            to.promises[row.promised] += 1
        # figures that contradict each other (证据不足 though a limit is set) measure nothing
        if row.measured and (row.unpublished or row.own not in _UNMEASURED):
            to.reached[row.measured] += 1


def downgrades(agreement: Counter[tuple[Verdict, Verdict]]) -> tuple[int, int, int]:
    """(seen by both, same verdict, lowered by the auditor).

    Lowered: a judged verdict made worse, or a 符合 that the auditor found
    unproven.
    """
    both = same = lowered = 0
    for (own, final), parks in agreement.items():
        both += parks
        same += parks * (own is final)
        worse = own in _ORDER and final in _ORDER and _ORDER[final] < _ORDER[own]
        lowered += parks * (worse or (own is Verdict.MET and final.unknown))
    return both, same, lowered
