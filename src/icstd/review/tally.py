"""Per-clause tallies over many parks: added up in any order, merged at will.

A park counts once, with its latest period; how a clause fares from period to
period is kept apart (persistence, trend).  Self-assessments and assessments by
others (audited, second or third party) are counted in separate columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from ..clauses.model import Standard
from ..terms import Modality, Party, Verdict
from .rows import ParkFacts, ParkResult, Row
from .stats import REST_UNIT, ItemRest

OWN, OTHERS = "自评", "他评"

_ORDER = {Verdict.UNMET: 0, Verdict.PARTLY: 1, Verdict.MET: 2}


@dataclass(slots=True)
class Tally:
    """What is known about one provision over many parks.

    verdicts: column (自评, 他评) → verdict → parks.  unproven: parks whose
    符合 cites no evidence, by column.  agreement: (自评结论, 审核结论) → parks.
    sums: for discrimination, by column.  promises: the park-set limit → parks;
    reached: what was measured → parks.  cycles: (periods judged 不符合 or
    部分符合 in a row up to the latest, periods judged) → parks.
    """

    provision: str
    verdicts: dict[str, Counter[Verdict]] = field(
        default_factory=lambda: {OWN: Counter(), OTHERS: Counter()}
    )
    unproven: Counter[str] = field(default_factory=Counter)
    agreement: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    sums: dict[str, ItemRest] = field(default_factory=lambda: {OWN: ItemRest(), OTHERS: ItemRest()})
    unpublished: int = 0
    promises: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    cycles: Counter[tuple[int, int]] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)

    def merge(self, other: Tally) -> None:
        """Add another tally of the same provision to this one."""
        for column in (OWN, OTHERS):
            self.verdicts[column] += other.verdicts[column]
            self.sums[column] = self.sums[column].merge(other.sums[column])
        self.unproven += other.unproven
        self.agreement += other.agreement
        self.unpublished += other.unpublished
        self.promises += other.promises
        self.reached += other.reached
        self.cycles += other.cycles
        self.remarks += other.remarks


def tally(results: Iterable[ParkResult], standard: Standard) -> dict[str, Tally]:
    """Tallies of all provisions, in the standard's order.

    results: as from `identity.latest_of_each_period`.  A provision that no result has
    keeps an empty tally; results of withdrawn provisions are left out.
    """
    tallies = {p: Tally(p) for p in standard.provisions}
    unscored = {p.id for p in standard.provisions.values() if p.modality is Modality.PERMISSION}
    by_park: dict[str, list[ParkResult]] = {}
    for result in results:
        by_park.setdefault(result.facts.park, []).append(result)
    for periods in by_park.values():
        periods.sort(key=lambda r: (r.facts.end, r.facts.start))
        _add_park(tallies, periods, unscored)
    return tallies


def _add_park(tallies: dict[str, Tally], periods: list[ParkResult], unscored: set[str]) -> None:
    latest = periods[-1]
    for remark in latest.remarks:
        if remark.provision in tallies:
            tallies[remark.provision].remarks[remark.kind] += 1
    known = [row for row in latest.rows if row.provision in tallies]
    columns = {OWN, OTHERS} if latest.facts.audited else {column_of(latest.facts)}
    for column in sorted(columns):
        # what the auditor did not look at is still the park's own word
        heard = column == OWN or latest.facts.party != Party.FIRST
        counted = [row for row in known if heard or row.own]
        verdicts = {row.provision: _verdict(row, column) for row in counted}
        # a permission used or not says nothing about how well a park does
        rests = _rest_scores({p: v for p, v in verdicts.items() if p not in unscored})
        for row in counted:
            to, verdict = tallies[row.provision], verdicts[row.provision]
            _add_row(to, row, column, verdict, None if row.provision in unscored else rests)
    for row in known:
        _add_once(tallies[row.provision], row)
    _add_cycles(tallies, periods)


def column_of(facts: ParkFacts) -> str:
    """自评 for a park's own word, 他评 where somebody else assessed."""
    return OWN if facts.party == Party.FIRST and not facts.audited else OTHERS


def _verdict(row: Row, column: str) -> Verdict:
    return Verdict(row.own if column == OWN and row.own else row.verdict)


def _rest_scores(verdicts: dict[str, Verdict]) -> tuple[int, int]:
    judged = [v for v in verdicts.values() if v.judged]
    return sum(v is Verdict.MET for v in judged), len(judged)


def _add_row(
    to: Tally, row: Row, column: str, verdict: Verdict, rests: tuple[int, int] | None
) -> None:
    to.verdicts[column][verdict] += 1
    if not verdict.judged:
        return
    met = verdict is Verdict.MET
    if met and not row.evidence:
        to.unproven[column] += 1
    if rests is None:
        return
    met_elsewhere, judged_elsewhere = rests[0] - met, rests[1] - 1
    if judged_elsewhere:
        rest = round(Fraction(met_elsewhere * REST_UNIT, judged_elsewhere))
        to.sums[column] = to.sums[column].add(met=met, rest=rest)


def _add_once(to: Tally, row: Row) -> None:
    if row.own:
        to.agreement[Verdict(row.own), Verdict(row.verdict)] += 1
    if row.unpublished:
        to.unpublished += 1
    if row.promised:
        to.promises[row.promised] += 1
    # figures that contradict each other (证据不足 though a limit is set) measure nothing
    if row.measured and (row.unpublished or Verdict(row.own or row.verdict).judged):
        to.reached[row.measured] += 1


def _add_cycles(tallies: dict[str, Tally], periods: list[ParkResult]) -> None:
    """How many periods in a row, up to the latest, a clause was not met."""
    history: dict[str, list[Verdict]] = {}
    for result in periods:
        for row in result.rows:
            verdict = Verdict(row.verdict)
            if row.provision in tallies and verdict.judged:
                history.setdefault(row.provision, []).append(verdict)
    for provision, verdicts in history.items():
        failing = 0
        for verdict in reversed(verdicts):
            if verdict is Verdict.MET:
                break
            failing += 1
        tallies[provision].cycles[failing, len(verdicts)] += 1


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
