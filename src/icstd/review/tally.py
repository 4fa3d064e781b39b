"""Per-clause tallies over many parks, added up in any order.

A park counts once a side (自评, 他评), with the latest period of that side; how
a clause fares from period to period is kept apart (persistence).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..clauses.model import Standard
from ..terms import Verdict
from .identity import Selected
from .rows import OTHERS, ParkResult, Side

_UNMEASURED = (Verdict.INSUFFICIENT, Verdict.NOT_APPLICABLE)
_ORDER = {Verdict.UNMET: 0, Verdict.PARTLY: 1, Verdict.MET: 2}


@dataclass(slots=True)
class SideTally:
    """What one side says of a provision.

    verdicts: → parks.  unproven: parks whose 符合 cites no evidence.  cycles:
    (periods judged 不符合 or 部分符合 in a row up to the latest, periods judged) →
    parks.  unpublished, promises: parks without a limit of their own, and that
    limit → parks; reached: what was measured → parks; remarks: kind of comment →
    parks.  The last four are what that side itself answered.
    """

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unproven: int = 0
    cycles: Counter[tuple[int, int]] = field(default_factory=Counter)
    unpublished: int = 0
    promises: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)


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


def tally(selected: Selected, standard: Standard) -> dict[str, Tally]:
    """Tallies of all provisions, in the standard's order.

    A provision that no result has keeps an empty tally.
    """
    tallies = {p: Tally(p) for p in standard.provisions}
    for side in Side:
        for periods in selected.of(side).values():
            _add_latest(tallies, periods[-1], side)
            _add_cycles(tallies, periods, side)
        for result in selected.answers(side):
            _add_answers(tallies, result, side)
    for audits in selected.others.values():
        _add_audit(tallies, audits[-1])
    for provisions in selected.waived.values():
        for provision in provisions:
            tallies[provision].waived += 1
    return tallies


def _add_latest(tallies: dict[str, Tally], latest: ParkResult, side: Side) -> None:
    for row, said in latest.heard(side):
        to = tallies[row.provision].sides[side]
        to.verdicts[Verdict(said)] += 1
        if said == Verdict.MET and not row.evidence:
            to.unproven += 1


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


class Pairs(NamedTuple):
    """Parks seen by themselves and by an auditor, by what came of it.

    judged: of both verdicts; of these raised and lowered ones, the rest being
    the same.  settled: unknown to the park, judged by the auditor; doubted:
    the other way; excused: 不适用 to one of them only.  cells: own 符合 or not,
    beside the auditor's: both, own only, the auditor's only, neither.
    """

    judged: int
    raised: int
    lowered: int
    settled: int
    doubted: int
    excused: int
    cells: tuple[int, int, int, int]


def pairs_of(agreement: Counter[tuple[Verdict, Verdict]]) -> Pairs:
    """What auditors made of the parks' own verdicts."""
    judged = raised = lowered = settled = doubted = excused = 0
    cells = [0, 0, 0, 0]
    for (own, final), parks in agreement.items():
        if own.judged and final.judged:
            judged += parks
            raised += parks * (_ORDER[final] > _ORDER[own])
            lowered += parks * (_ORDER[final] < _ORDER[own])
            cells[2 * (own is not Verdict.MET) + (final is not Verdict.MET)] += parks
        settled += parks * (own.unknown and final.judged)
        doubted += parks * (own.judged and final.unknown)
        excused += parks * (
            (own is Verdict.NOT_APPLICABLE) is not (final is Verdict.NOT_APPLICABLE)
        )
    return Pairs(
        judged, raised, lowered, settled, doubted, excused, (cells[0], cells[1], cells[2], cells[3])
    )
