"""Parks beside each other: by chapter, by group, by year; small groups hidden.

Only 要求 and 指示 count here, and the two sides are never added up.  A group
of fewer than `LEAST_IN_GROUP` parks is not shown, and neither is the one other
group from which it could be computed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..clauses.model import Standard
from ..terms import Verdict
from .identity import Selected
from .rows import OTHERS, OWN, ParkFacts, ParkResult, Side

LEAST_IN_GROUP = 3

SIZES = ((50, "50 家以下"), (200, "50—199 家"), (500, "200—499 家"))
LARGEST, UNSTATED = "500 家及以上", "未填"
BANDS = (*(name for _, name in SIZES), LARGEST)


class ParkLine(NamedTuple):
    """What one side says of one park in its latest period.

    main: whether it stands for the park where there is room for one line only
    (its own word, that of others where it has none).  chapters: verdict counts
    of 要求/指示 by chapter.  verdicts: of every provision that side spoke on,
    for the matrix.  beside: the verdict of others on the same period, where
    there is one beside the park's own.
    """

    facts: ParkFacts
    side: Side
    main: bool
    chapters: dict[str, Counter[Verdict]]
    verdicts: dict[str, Verdict]
    beside: dict[str, Verdict]

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

    side: Side
    attribute: str
    groups: tuple[Group, ...]
    hidden: int


def park_lines(selected: Selected, standard: Standard) -> list[ParkLine]:
    """One line for each park and side that spoke, by name."""
    found = []
    for park in selected.parks:
        main = OWN if park in selected.own else OTHERS
        for side in Side:
            periods = selected.of(side).get(park)
            if periods:
                line = _line(periods[-1], side, standard)
                beside = _beside(line, selected.others.get(park, ()))
                found.append(line._replace(main=side is main, beside=beside))
    return found


def _line(result: ParkResult, side: Side, standard: Standard) -> ParkLine:
    chapters: dict[str, Counter[Verdict]] = {c.id: Counter() for c in standard.chapters}
    verdicts = {}
    for row, said in result.heard(side):
        provision, verdict = standard.provisions[row.provision], Verdict(said)
        verdicts[row.provision] = verdict
        if provision.modality.decides:
            chapters[provision.chapter][verdict] += 1
    return ParkLine(result.facts, side, True, chapters, verdicts, {})


def _beside(line: ParkLine, others: Sequence[ParkResult]) -> dict[str, Verdict]:
    if line.side is OTHERS or not others:
        return {}
    latest = others[-1]
    if (latest.facts.start, latest.facts.end) != (line.facts.start, line.facts.end):
        return {}
    return {row.provision: Verdict(said) for row, said in latest.heard(OTHERS)}


def size_band(size: int | None) -> str:
    """The band a park's number of enterprises falls in."""
    if size is None:
        return UNSTATED
    return BANDS[size_rank(size)]


def size_rank(size: int) -> int:
    """The place of a park's band in `BANDS`."""
    return sum(size >= below for below, _ in SIZES)


ATTRIBUTES: dict[str, Callable[[ParkFacts], str]] = {
    "规模": lambda f: size_band(f.size),
    "主导产业": lambda f: f.industry or UNSTATED,
    "所在地": lambda f: f.location or UNSTATED,
}


def groupings(lines: Sequence[ParkLine]) -> tuple[Grouping, ...]:
    """Parks by each attribute, each side for itself, small cells suppressed."""
    return tuple(
        _grouping(name, of, side, mine)
        for side in Side
        if (mine := [line for line in lines if line.side is side])
        for name, of in ATTRIBUTES.items()
    )


def _grouping(
    attribute: str, of: Callable[[ParkFacts], str], side: Side, lines: Sequence[ParkLine]
) -> Grouping:
    members: dict[str, list[ParkLine]] = {}
    for line in lines:
        members.setdefault(of(line.facts), []).append(line)
    order = [*BANDS, UNSTATED]  # of other attributes only 未填
    names = sorted(members, key=lambda n: (order.index(n) if n in order else 0, n))
    groups = [_group(name, members[name]) for name in names]
    small = [g for g in groups if g.parks < LEAST_IN_GROUP]
    shown = [g for g in groups if g.parks >= LEAST_IN_GROUP]
    hidden = sum(g.parks for g in small)
    if small and hidden < LEAST_IN_GROUP and shown:
        # the total minus the shown groups would give the small one away
        least = min(shown, key=lambda g: (g.parks, g.name))
        shown.remove(least)
        hidden += least.parks
    return Grouping(side, attribute, tuple(shown), hidden)


def _group(name: str, lines: Sequence[ParkLine]) -> Group:
    total: Counter[Verdict] = sum((line.counts for line in lines), Counter())
    judged = sum(n for v, n in total.items() if v.judged)
    return Group(name, len(lines), judged, total[Verdict.MET])


def by_year(selected: Selected, side: Side, standard: Standard) -> tuple[Group, ...]:
    """A side's periods by the year they end in; fewer than LEAST_IN_GROUP parks: hidden."""
    years: dict[str, dict[str, ParkLine]] = {}
    for park, periods in selected.of(side).items():
        for result in periods:  # of two that end in one year the later stands
            years.setdefault(result.facts.end[:4], {})[park] = _line(result, side, standard)
    groups = (_group(year, list(years[year].values())) for year in sorted(years))
    return tuple(g for g in groups if g.parks >= LEAST_IN_GROUP)


def anonymised(selected: Selected, *, keep_comments: bool = False) -> Selected:
    """Results without names, places, files, sizes, days and free text.

    Codes number the parks in the order of a keyed hash of their names.  The
    key is made from the contents of all files, so that nobody can find a
    park's code by hashing likely names, and the same files give the same
    codes.  Who has which code is never written.
    """
    digests = "".join(sorted(r.facts.digest for r, _ in selected.counted()))
    key = hashlib.sha256(digests.encode()).digest()

    def rank(name: str) -> bytes:
        return hmac.new(key, name.encode(), hashlib.sha256).digest()

    names = sorted(selected.parks, key=rank)
    width = len(str(len(names)))
    codes = {name: f"园区 {i:0{width}}" for i, name in enumerate(names, 1)}
    return selected.renamed(lambda r: _blank(r, codes[r.facts.park], keep_comments))


def _blank(result: ParkResult, code: str, keep_comments: bool) -> ParkResult:
    facts = result.facts._replace(
        park=code,
        file="",
        digest="",
        origin="",
        location="",
        industry="",
        size=None,
        as_of="",
        figures="",
    )
    remarks = tuple(r if keep_comments else r._replace(text="") for r in result.remarks)
    return ParkResult(facts, result.rows, remarks)  # counts might be known to be a park's
