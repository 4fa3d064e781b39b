"""Which results are of one park, and which of several count.

A park is known by its name.  Of its results one counts for each period and
side (自评, 他评): an audit of an earlier state of a self-assessment stays the
latest word of others when the park hands in a newer one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .rows import OTHERS, OWN, ParkFacts, ParkResult, Side

ByPark = dict[str, tuple[ParkResult, ...]]
"""Park → its results, one a period, oldest first."""


@dataclass(frozen=True, slots=True)
class Selected:
    """The results that count, by side and park.

    waived: park → provisions with an approved deviation in any of its reports
    of its latest period.  repeated: files left out because a later one is of
    the same park, period and side; overlapping: parks of which a file was left
    out because its period overlaps that of a later one; tied: parks with
    several different files of one 评价日, of which it cannot be told which is
    the later.
    """

    own: ByPark
    others: ByPark
    waived: dict[str, frozenset[str]] = field(default_factory=dict)
    repeated: int = 0
    overlapping: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()

    @property
    def main(self) -> Side:
        """The side of more parks, from which signals and first answers are read."""
        return OWN if len(self.own) >= len(self.others) else OTHERS

    def of(self, side: Side) -> ByPark:
        """The results that count for a side."""
        return self.own if side is OWN else self.others

    @property
    def parks(self) -> list[str]:
        """All names, sorted."""
        return sorted(self.own.keys() | self.others.keys())

    def answers(self, side: Side) -> list[ParkResult]:
        """The latest result of every park that holds a side's own answers and comments."""
        latest = (results[-1] for _, results in sorted(self.of(side).items()))
        return [result for result in latest if result.facts.answered_by is side]

    def counted(self) -> list[tuple[ParkResult, tuple[Side, ...]]]:
        """Every result once with the sides it counts for, by park and period."""
        found: dict[int, tuple[ParkResult, tuple[Side, ...]]] = {}
        for side in Side:
            for results in self.of(side).values():
                for result in results:
                    known = found.get(id(result), (result, ()))[1]
                    found[id(result)] = (result, (*known, side))
        return sorted(found.values(), key=lambda f: (*_when(f[0].facts), f[1]))

    def renamed(self, rename: Callable[[ParkResult], ParkResult]) -> Selected:
        """With every result, and so its park's name, replaced."""
        known = {id(r): rename(r) for r, _ in self.counted()}
        names = {r.facts.park: known[id(r)].facts.park for r, _ in self.counted()}

        def replaced(results: ByPark) -> ByPark:
            return {names[p]: tuple(known[id(r)] for r in given) for p, given in results.items()}

        waived = {names[park]: found for park, found in self.waived.items()}
        return Selected(replaced(self.own), replaced(self.others), waived, self.repeated)


def _when(facts: ParkFacts) -> tuple[str, str, str]:
    return facts.park, facts.end, facts.start


def select(results: Iterable[ParkResult]) -> Selected:
    """Of each park, period and side the latest result.

    Periods that overlap are one period written twice.  Of one 评价日, 自评 takes
    a park's file before a report, which may be of an earlier state of it, and
    他评 takes an audited report; then content decides.
    """
    given: dict[tuple[Side, str], list[ParkResult]] = {}
    waived: dict[tuple[str, str], set[str]] = {}
    for result in results:
        deviations = {row.provision for row in result.rows if row.waived}
        waived.setdefault((result.facts.park, result.facts.end), set()).update(deviations)
        for side in result.facts.sides:
            given.setdefault((side, result.facts.park), []).append(result)
    chosen: dict[Side, ByPark] = {OWN: {}, OTHERS: {}}
    repeated, kept = set[int](), set[int]()
    overlapping, tied = set[str](), set[str]()
    for (side, park), mine in sorted(given.items(), key=lambda entry: entry[0]):
        taken: list[ParkResult] = []
        for result in sorted(mine, key=lambda r: _recency(r.facts, side), reverse=True):
            clash = next((t for t in taken if _overlap(t.facts, result.facts)), None)
            if clash is None:
                taken.append(result)
            else:
                repeated.add(id(result))
                if _when(clash.facts) != _when(result.facts):
                    overlapping.add(park)
                elif _cannot_be_told(clash, result):
                    tied.add(park)
        kept |= {id(r) for r in taken}
        chosen[side][park] = tuple(sorted(taken, key=lambda r: _when(r.facts)))
    last: dict[str, str] = {}
    for park, end in waived:
        last[park] = max(end, last.get(park, ""))
    return Selected(
        chosen[OWN],
        chosen[OTHERS],
        {p: frozenset(found) for (p, end), found in waived.items() if found and end == last[p]},
        len(repeated - kept),
        tuple(sorted(overlapping)),
        tuple(sorted(tied)),
    )


def _recency(facts: ParkFacts, side: Side) -> tuple[str, bool, str, str]:
    first_hand = facts.digest == facts.origin
    return facts.as_of, first_hand if side is OWN else facts.audited, facts.digest, facts.file


def _cannot_be_told(one: ParkResult, other: ParkResult) -> bool:
    """Whether two files of one day say different things of the park."""
    if one.facts.as_of != other.facts.as_of or one.facts.origin == other.facts.origin:
        return False
    return [r.before_audit() for r in one.rows] != [r.before_audit() for r in other.rows]


def _overlap(one: ParkFacts, other: ParkFacts) -> bool:
    return one.start <= other.end and other.start <= one.end


def same_spelling(results: Sequence[ParkResult]) -> tuple[list[ParkResult], list[str]]:
    """The results with one spelling a park, and the spellings of those that had several.

    Full-width letters and digits, blanks and the case of letters make no
    other park; the latest spelling stands.
    """
    spelt: dict[str, dict[str, tuple[str, str]]] = {}
    for result in results:
        facts = result.facts
        times = spelt.setdefault(_bare(facts.park), {})
        times[facts.park] = max(times.get(facts.park, ("", "")), (facts.end, facts.as_of))
    several = {key: times for key, times in spelt.items() if len(times) > 1}
    latest = {key: max(times, key=lambda n: (times[n], n)) for key, times in several.items()}
    written = sorted("／".join(sorted(times)) for times in several.values())
    return [_named(r, latest.get(_bare(r.facts.park), r.facts.park)) for r in results], written


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def told_apart(results: Sequence[ParkResult]) -> tuple[list[ParkResult], list[str]]:
    """The results with the place added to names that parks of several places bear; those names.

    A place that another ends with is the same one (北仑区, 宁波市北仑区).  A
    result without a place, or with one that several end with, keeps the bare
    name: it cannot be told whose it is.
    """
    places: dict[str, set[str]] = {}
    for result in results:
        places.setdefault(result.facts.park, set()).add(_bare(result.facts.location))
    full = {name: _full(given) for name, given in places.items()}
    shared = {name: given for name, given in full.items() if len(given) > 1}
    return [_placed(r, shared.get(r.facts.park, ())) for r in results], sorted(shared)


def _full(places: set[str]) -> tuple[str, ...]:
    """The places that no other ends with."""
    return tuple(sorted(p for p in places if not any(o != p and o.endswith(p) for o in places)))


def _placed(result: ParkResult, places: Sequence[str]) -> ParkResult:
    meant = [p for p in places if p.endswith(_bare(result.facts.location))]
    return _named(result, f"{result.facts.park}（{meant[0]}）") if len(meant) == 1 else result


def _named(result: ParkResult, name: str) -> ParkResult:
    if name == result.facts.park:
        return result
    return result._replace(facts=result.facts._replace(park=name))


def judged_again(results: Sequence[ParkResult]) -> tuple[list[ParkResult], list[str]]:
    """Reports whose own self-assessment is at hand take the park's side from it.

    A report's digest is no proof, and here none is needed: the file it names
    was judged in this run.  Kept from the report are its auditor's verdicts,
    deviations and date.  Also returned: reports that told otherwise.
    """
    sources = {r.facts.origin: r for r in results if r.facts.digest == r.facts.origin}
    found, differing = [], []
    for result in results:
        source = sources.get(result.facts.origin)
        if source is None or result.facts.digest == result.facts.origin:
            found.append(result)
            continue
        again = _from_source(result, source)
        found.append(again)
        same_day = result.facts.as_of == source.facts.as_of
        if again.facts.party != result.facts.party or (same_day and again.rows != result.rows):
            differing.append(result.facts.file)
    return found, sorted(differing)


def _from_source(report: ParkResult, source: ParkResult) -> ParkResult:
    said = {row.provision: row for row in report.rows}
    rows = []
    for row in source.rows:
        other = said.get(row.provision, row)
        rows.append(row._replace(auditor=other.auditor, waived=other.waived))
    mine = report.facts
    facts = source.facts._replace(
        file=mine.file, digest=mine.digest, as_of=mine.as_of, audited=mine.audited
    )
    return ParkResult(facts, tuple(rows), source.remarks)
