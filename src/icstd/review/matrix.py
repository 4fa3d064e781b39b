"""Who said what of which clause, as one byte a park: what every comparison is counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from ..clauses.model import Standard
from ..terms import CommentKind, Verdict
from .identity import Selected
from .parks import size_rank
from .rows import ParkFacts, ParkResult, Side
from .stats import design_effect

ABSENT, MET, BARE, UNMET, EXCUSED, PUZZLED, DOUBTED, BLANK = range(8)
"""What a park says of a clause: nothing at all, 符合 with evidence and without, 部分符合
or 不符合, 不适用, 证据不足 because of an answer 不清楚, 证据不足 otherwise, 未评价."""

PASSED = (MET, BARE)
JUDGED = (*PASSED, UNMET)
OPEN = (PUZZLED, DOUBTED, BLANK)

_CODES = {
    Verdict.MET: MET,
    Verdict.PARTLY: UNMET,
    Verdict.UNMET: UNMET,
    Verdict.NOT_APPLICABLE: EXCUSED,
    Verdict.INSUFFICIENT: DOUBTED,
    Verdict.UNEVALUATED: BLANK,
}

Columns = Mapping[str, bytes]
"""Provision → a code for each park, parks in one order for all."""


def columns_of(results: Sequence[ParkResult], side: Side, standard: Standard) -> Columns:
    """The codes of some results, a side's word."""
    found = {p: bytearray(len(results)) for p in standard.provisions}
    for number, result in enumerate(results):
        for row, said in result.heard(side):
            code = _CODES[Verdict(said)]
            if code == DOUBTED and row.puzzled:
                code = PUZZLED
            elif code == MET and not row.evidence:
                code = BARE
            found[row.provision][number] = code
    return {p: bytes(codes) for p, codes in found.items()}


def count(codes: bytes, wanted: Iterable[int]) -> int:
    """How many parks have one of these codes."""
    return sum(map(codes.count, wanted))


def mask(codes: bytes, wanted: Iterable[int]) -> int:
    """The parks with one of these codes, as bits."""
    table = bytearray(b"0" * 256)
    for code in wanted:
        table[code] = 49  # 1
    return int(codes.translate(bytes(table)), 2) if codes else 0


def members(labels: Sequence[str]) -> dict[str, int]:
    """Label → the parks that bear it, as bits; those without a label are in none."""
    return {
        label: int("".join("01"[x == label] for x in labels), 2)
        for label in sorted(set(labels) - {""})
    }


class Material(NamedTuple):
    """What the comparisons of a review are made on: the main side, latest period, copies left out.

    counties, regions, industries: who belongs where, as bits of `parks` parks
    (none where parks are anonymous); sizes: bands by rank.  first and last: the same
    parks in their first and latest period, before: in the one before the latest;
    still: parks left out of these, whose figures did not change.  unclear:
    provision → parks, places and different texts of comments that it is not clear or
    cannot be measured.
    """

    parks: int
    columns: Columns
    counties: dict[str, int]
    regions: dict[str, int]
    industries: dict[str, int]
    sizes: dict[int, int]
    pairs: int
    first: Columns
    before: Columns
    last: Columns
    still: int
    unclear: dict[str, tuple[int, int, int]]
    copies: tuple[tuple[str, ...], ...]
    """Names of parks with the very same figures, by group."""


def material(selected: Selected, standard: Standard, *, strata: bool) -> Material:
    """Put what counts in order for comparing."""
    side = selected.main
    series = [periods for _, periods in sorted(selected.of(side).items())]
    alike: dict[str, list[str]] = {}
    kept = []
    for periods in series:
        facts = periods[-1].facts
        if facts.figures:
            alike.setdefault(facts.figures, []).append(facts.park)
            if alike[facts.figures][0] != facts.park:
                continue
        kept.append(periods)
    latest = [periods[-1] for periods in kept]
    facts_ = [r.facts for r in latest]
    twice = [p for p in kept if len(p) > 1]
    moved = [p for p in twice if not _same(p[0].facts, p[-1].facts)]

    def by(label: Callable[[ParkFacts], str]) -> dict[str, int]:
        return members([label(f) for f in facts_]) if strata else {}

    sizes = by(lambda f: "" if f.size is None else str(size_rank(f.size)))
    return Material(
        len(kept),
        columns_of(latest, side, standard),
        members([f.location for f in facts_]),
        by(lambda f: region(f.location)),
        by(lambda f: f.industry),
        {int(rank): bits for rank, bits in sizes.items()},
        len(moved),
        columns_of([p[0] for p in moved], side, standard),
        columns_of([p[-2] for p in moved], side, standard),
        columns_of([p[-1] for p in moved], side, standard),
        len(twice) - len(moved),
        _unclear(selected.answers(side)),
        tuple(tuple(names) for names in alike.values() if len(names) > 1),
    )


def _unclear(results: Iterable[ParkResult]) -> dict[str, tuple[int, int, int]]:
    said: dict[str, list[tuple[str, str, str]]] = {}
    for result in results:
        park, place = result.facts.park, result.facts.location
        for remark in result.remarks:
            if remark.kind in (CommentKind.UNCLEAR, CommentKind.UNVERIFIABLE):
                said.setdefault(remark.provision, []).append((park, place or park, remark.text))
    return {
        provision: (
            len({p for p, _, _ in all_}),
            len({w for _, w, _ in all_}),
            len({t for _, _, t in all_}),
        )
        for provision, all_ in said.items()
    }


def _same(one: ParkFacts, other: ParkFacts) -> bool:
    return bool(one.figures) and one.figures == other.figures


def region(location: str) -> str:
    """The prefecture of a place written with its county: `宁波市北仑区` → `宁波市`."""
    city, found, rest = location.partition("市")
    return f"{city}市" if found and rest else location


def rest_scores(columns: Columns, unit: int) -> tuple[list[int], list[int], dict[str, int]]:
    """How each park does beside the average: sum over its judged clauses, and their number.

    Each judged clause counts `unit` for 符合, less the clause's own pass rate,
    so that which clauses happened to be judged says nothing.  Also returned: that rate
    of each clause, in `unit`.
    """
    parks = max(map(len, columns.values()), default=0)
    sums, judged, rates = [0] * parks, [0] * parks, {}
    for name, codes in columns.items():
        met, whole = count(codes, PASSED), count(codes, JUDGED)
        rates[name] = rate = met * unit // whole if whole else 0
        for number, code in enumerate(codes):
            if code in JUDGED:
                sums[number] += (0 if code == UNMET else unit) - rate
                judged[number] += 1
    return sums, judged, rates


NEGLECTED = 1.2
"""A design effect up to this is not worth a wider interval."""

_LEAST_COUNTIES, _LEAST_JUDGED, _LEAST_EACH = 10, 30, 5


def clustering(compared: Material) -> float | None:
    """Median design effect of counties over clauses, at least 1; None below 10 counties."""
    counties = compared.counties.values()
    if len(counties) < _LEAST_COUNTIES:
        return None
    found = []
    for codes in compared.columns.values():
        judged, passed = mask(codes, JUDGED), mask(codes, PASSED)
        n, met = judged.bit_count(), passed.bit_count()
        if n >= _LEAST_JUDGED and min(met, n - met) >= _LEAST_EACH:
            lots = [((passed & c).bit_count(), (judged & c).bit_count()) for c in counties]
            effect = design_effect(lots)
            if effect is not None:
                found.append(effect)
    return max(1.0, median(found)) if found else None
