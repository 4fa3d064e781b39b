"""Parks beside each other: by chapter, by group, by year; small groups hidden.

Only 要求 and 指示 count here.  A group of fewer than `LEAST_IN_GROUP` parks is
not shown, and neither is the one other group from which it could be computed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ..clauses.model import Standard
from ..terms import Verdict
from .rows import ParkFacts, ParkResult

LEAST_IN_GROUP = 3

SIZES = ((50, "50 家以下"), (200, "50—199 家"), (500, "200—499 家"))
LARGEST, UNSTATED = "500 家及以上", "未填"


class ParkLine(NamedTuple):
    """One park's latest period: verdict counts of its 要求/指示 by chapter."""

    facts: ParkFacts
    chapters: dict[str, Counter[Verdict]]
    verdicts: dict[str, Verdict]  # of every provision, for the matrix

    @property
    def counts(self) -> Counter[Verdict]:
        """Over all chapters."""
        return sum(self.chapters.values(), Counter())


class Group(NamedTuple):
    """Parks that share an attribute, or a year: parks, judged units, met units."""

    name: str
    parks: int
    judged: int
    met: int


class Grouping(NamedTuple):
    """Groups by one attribute; `hidden` parks are in groups too small to show."""

    attribute: str
    groups: tuple[Group, ...]
    hidden: int


def park_lines(results: Sequence[ParkResult], standard: Standard) -> list[ParkLine]:
    """The latest period of every park, by name.  results: one per park and period."""
    latest: dict[str, ParkResult] = {}
    for result in sorted(results, key=lambda r: (r.facts.end, r.facts.start)):
        latest[result.facts.park] = result
    return [_line(latest[name], standard) for name in sorted(latest)]


def _line(result: ParkResult, standard: Standard) -> ParkLine:
    chapters: dict[str, Counter[Verdict]] = {c.id: Counter() for c in standard.chapters}
    verdicts = {}
    for row in result.rows:
        provision = standard.provisions.get(row.provision)
        if provision is None:
            continue
        verdicts[row.provision] = Verdict(row.verdict)
        if provision.modality.decides:
            chapters[provision.chapter][Verdict(row.verdict)] += 1
    return ParkLine(result.facts, chapters, verdicts)


def size_band(size: int | None) -> str:
    """The band a park's number of enterprises falls in."""
    if size is None:
        return UNSTATED
    return next((name for below, name in SIZES if size < below), LARGEST)


PLACE = "所在地"

ATTRIBUTES: dict[str, Callable[[ParkFacts], str]] = {
    "规模": lambda f: size_band(f.size),
    "主导产业": lambda f: f.industry or UNSTATED,
    PLACE: lambda f: f.location or UNSTATED,
}


def groupings(lines: Sequence[ParkLine]) -> tuple[Grouping, ...]:
    """Parks by each attribute, small cells suppressed."""
    return tuple(_grouping(name, of, lines) for name, of in ATTRIBUTES.items())


def _grouping(
    attribute: str, of: Callable[[ParkFacts], str], lines: Sequence[ParkLine]
) -> Grouping:
    members: dict[str, list[ParkLine]] = {}
    for line in lines:
        members.setdefault(of(line.facts), []).append(line)
    groups = [_group(name, members[name]) for name in sorted(members)]
    small = [g for g in groups if g.parks < LEAST_IN_GROUP]
    shown = [g for g in groups if g.parks >= LEAST_IN_GROUP]
    hidden = sum(g.parks for g in small)
    if small and hidden < LEAST_IN_GROUP and shown:
        # the total minus the shown groups would give the small one away
        least = min(shown, key=lambda g: (g.parks, g.name))
        shown.remove(least)
        hidden += least.parks
    return Grouping(attribute, tuple(shown), hidden)


def _group(name: str, lines: Sequence[ParkLine]) -> Group:
    total: Counter[Verdict] = sum((line.counts for line in lines), Counter())
    judged = sum(n for v, n in total.items() if v.judged)
    return Group(name, len(lines), judged, total[Verdict.MET])


def by_year(results: Sequence[ParkResult], standard: Standard) -> tuple[Group, ...]:
    """All periods by the year they end in; fewer than LEAST_IN_GROUP parks: hidden."""
    years: dict[str, list[ParkLine]] = {}
    for result in results:
        years.setdefault(result.facts.end[:4], []).append(_line(result, standard))
    groups = (_group(year, years[year]) for year in sorted(years))
    return tuple(g for g in groups if g.parks >= LEAST_IN_GROUP)


def anonymised(
    results: Iterable[ParkResult], *, keep_comments: bool = False
) -> tuple[list[ParkResult], dict[str, str]]:
    """Results without names, places, files, sizes and free text; and name → code.

    Codes number the parks in the order of a keyed hash of their names.  The
    key is made from the contents of all files, so that nobody can find a
    park's code by hashing likely names, and the same files give the same
    codes.  The mapping is for the caller alone and never written.
    """
    kept = list(results)
    digests = "".join(sorted(r.facts.digest for r in kept))
    key = hashlib.sha256(digests.encode()).digest()

    def rank(name: str) -> bytes:
        return hmac.new(key, name.encode(), hashlib.sha256).digest()

    names = sorted({r.facts.park for r in kept}, key=rank)
    width = len(str(len(names)))
    codes = {name: f"园区 {i:0{width}}" for i, name in enumerate(names, 1)}
    return [_blank(r, codes[r.facts.park], keep_comments) for r in kept], codes


def _blank(result: ParkResult, code: str, keep_comments: bool) -> ParkResult:
    facts = result.facts._replace(
        park=code, file="", digest="", location="", industry="", size=None
    )
    remarks = tuple(r if keep_comments else r._replace(text="") for r in result.remarks)
    return ParkResult(facts, result.rows, remarks)
