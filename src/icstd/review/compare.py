"""Signals that compare: clauses with each other, groups, periods, parks and auditors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..terms import Modality
from .bounds import Candidate, Context, Threshold, number, told
from .matrix import JUDGED, OPEN, PASSED, UNMET, count, mask, rest_scores
from .parks import BANDS
from .stats import (
    Sums,
    equal_shares,
    fair,
    fisher,
    net_change,
    newcombe,
    normal,
    pooled_r,
    stratified_z,
)

UNIT = 1_000_000
"""Scores are kept as whole numbers out of this many."""

LEAST_IN_GROUP = 5
_REST_CLAUSES = 20
_COVERED = 80
"""Per cent of the parks concerned that must be judged before anything is compared."""


def backward(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Who meets it does worse elsewhere: against the rest of its judged clauses, within counties.

    The rest leaves out clauses that read a common data item, and permissions.
    """
    standard, material = context.standard, context.material
    scored = {
        name: codes
        for name, codes in material.columns.items()
        if standard.provisions[name].modality is not Modality.PERMISSION
    }
    sums, judged, rates = rest_scores(scored, UNIT)
    for name, codes in scored.items():
        met, whole = count(codes, PASSED), count(codes, JUDGED)
        if whole < number(threshold, "least") or min(met, whole - met) < number(threshold, "each"):
            continue
        reads = set(standard.provisions[name].reads)
        kin = [
            (scored[other], rates[other])
            for other in scored
            if other == name or reads & set(standard.provisions[other].reads)
        ]
        rest: dict[int, int] = {}
        for park, code in enumerate(codes):
            if code in JUDGED:
                mine = [(c[park], rate) for c, rate in kin if c[park] in JUDGED]
                left = judged[park] - len(mine)
                if left >= _REST_CLAUSES:
                    taken = sum((0 if c == UNMET else UNIT) - rate for c, rate in mine)
                    rest[park] = (sums[park] - taken) // left
        strata = _of_scores(codes, rest, material.counties)
        z, r = stratified_z(strata), pooled_r(strata)
        n = sum(s.n for s in strata)
        if z is None or r is None or n < number(threshold, "least"):
            continue
        about = fisher(r, n)
        near = f"近似区间 {about.low:.2f} 到 {about.high:.2f}"
        said = f"可判 {whole} 个，符合 {met} 个，相关系数 {r:.2f}（{near}）"
        large = r * 100 <= number(threshold, "below")
        yield Candidate(name, normal(z, two_sided=False), large, -about.high, said)


def _of_scores(codes: bytes, rest: Mapping[int, int], counties: Mapping[str, int]) -> list[Sums]:
    last = len(codes) - 1  # bits stand in reverse
    found, seen = [], 0
    lots = [[p for p in rest if bits >> (last - p) & 1] for bits in counties.values()]
    if sum(len(lot) for lot in lots if len(lot) > 1) * 2 < len(rest):
        lots = [list(rest)]
    for lot in lots:
        seen += len(lot)
        passed = [rest[p] for p in lot if codes[p] != UNMET]
        every = [rest[p] for p in lot]
        found.append(
            Sums(len(lot), len(passed), sum(every), sum(passed), sum(y * y for y in every))
        )
    return found


class _Clause:
    """The bits of one clause: who is judged, who passed, and of whom nothing is known."""

    def __init__(self, codes: bytes) -> None:
        self.judged, self.passed = mask(codes, JUDGED), mask(codes, PASSED)
        self.open = mask(codes, OPEN)

    def of(self, bits: int) -> tuple[int, int]:
        """(passed, judged) among some parks."""
        return (self.passed & bits).bit_count(), (self.judged & bits).bit_count()

    def each(self, groups: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        """Of every group (passed, judged)."""
        return {name: self.of(bits) for name, bits in groups.items()}

    def covered(self, groups: Iterable[int]) -> bool:
        """Whether enough is judged in each group to compare them."""
        for bits in groups:
            judged = (self.judged & bits).bit_count()
            if judged * 100 < _COVERED * (judged + (self.open & bits).bit_count()):
                return False
        return True


def groups(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Rates differ by size or industry, within counties, or by place."""
    material, least = context.material, number(threshold, "least")
    gap = number(threshold, "gap")
    everyone = (1 << material.parks) - 1
    for name, codes in material.columns.items():
        clause = _Clause(codes)
        if clause.judged.bit_count() < least:
            continue
        bands = _large(clause, {BANDS[rank]: b for rank, b in material.sizes.items()})
        if len(bands) > 1 and clause.covered(bands.values()):
            ranks = [(material.sizes[BANDS.index(band)], BANDS.index(band)) for band in bands]
            p, within = _trend(clause, ranks, material.counties)
            yield from _told(name, p, clause.each(bands), gap, f"规模：{within}")
        industries = _large(clause, material.industries)
        for industry, bits in industries.items() if len(material.industries) > 1 else ():
            two = {industry: bits, "其余产业": everyone & ~bits}
            if clause.of(two["其余产业"])[1] >= LEAST_IN_GROUP and clause.covered(two.values()):
                p, within = _trend(clause, [(two["其余产业"], 0), (bits, 1)], material.counties)
                yield from _told(name, p, clause.each(two), gap, f"产业：{within}")
        places = _comparable(clause, material.regions, everyone)
        if len(places) > 1 and clause.covered(places.values()):
            p = equal_shares([clause.of(bits) for bits in places.values()])
            yield from _told(name, p, clause.each(places), gap, "地方：")


def _large(clause: _Clause, groups: Mapping[str, int]) -> dict[str, int]:
    return {name: b for name, b in groups.items() if clause.of(b)[1] >= LEAST_IN_GROUP}


def _comparable(clause: _Clause, groups: Mapping[str, int], everyone: int) -> dict[str, int]:
    """Groups of which each cell is expected to hold 5 parks, the others taken together."""
    met, n = clause.of(everyone)
    fewer = min(met, n - met)
    kept = {name: b for name, b in groups.items() if clause.of(b)[1] * fewer >= 5 * n}
    others = everyone
    for bits in kept.values():
        others &= ~bits
    return kept | {"其他": others} if clause.of(others)[1] * fewer >= 5 * n > 0 else kept


def _trend(
    clause: _Clause, ranks: list[tuple[int, int]], counties: Mapping[str, int]
) -> tuple[float | None, str]:
    """p that passing goes with rank, within counties; and whether it could not be within."""
    ranked = 0
    for bits, _ in ranks:
        ranked |= bits
    lots = list(counties.values())
    inside = [n for bits in lots if (n := (clause.judged & ranked & bits).bit_count()) > 1]
    apart = sum(inside) * 2 < (clause.judged & ranked).bit_count()
    strata = []
    for lot in [ranked] if apart else lots:
        y = xy = yy = 0
        for bits, rank in ranks if lot & clause.judged else ():
            passed, judged = clause.of(bits & lot)
            y, xy, yy = y + rank * judged, xy + rank * passed, yy + rank * rank * judged
        passed, judged = clause.of(ranked & lot)
        strata.append(Sums(judged, passed, y, xy, yy))
    z = stratified_z(strata)
    return None if z is None else normal(z), "同县园区太少，不分县比，" if apart else ""


def _told(
    name: str, p: float | None, shares: Mapping[str, tuple[int, int]], gap: int, said: str
) -> Iterator[Candidate]:
    if p is None:
        return
    ranked = sorted(shares, key=lambda part: (shares[part][0] / shares[part][1], part))
    low, high = ranked[0], ranked[-1]
    apart = newcombe(shares[high], shares[low])
    figures = "，".join(f"{part} {m}/{n}" for part, (m, n) in ((x, shares[x]) for x in (high, low)))
    numbers = f"{said}{figures}，相差 {apart.share * 100:.0f} 个百分点（{told(apart)}）"
    yield Candidate(name, p, apart.share * 100 >= gap, max(apart.low, 0.0), numbers)


def years(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """The same parks, first period against latest."""
    material = context.material
    for name, codes in material.first.items():
        first, last = _Clause(codes), _Clause(material.last[name])
        both = first.judged & last.judged
        n, concerned = both.bit_count(), (both | first.open | last.open).bit_count()
        gained = (both & last.passed & ~first.passed).bit_count()
        lost = (both & first.passed & ~last.passed).bit_count()
        if n < number(threshold, "pairs") or n * 100 < _COVERED * concerned:
            continue
        change = net_change(gained, lost, n)
        way = "好转" if gained > lost else "变差"
        said = (
            f"{way}：可比 {n} 个，未达到变达到 {gained} 个，达到变未达到 {lost} 个，"
            f"净变化 {change.share * 100:+.0f} 个百分点（{told(change)}）"
        )
        large = abs(change.share) * 100 >= number(threshold, "gap")
        large = large and gained + lost >= number(threshold, "each")
        near = max(change.low, -change.high, 0.0)
        yield Candidate(name, fair(gained, lost), large, near, said)


def one_sided(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Auditors raise more than they lower, or the other way."""
    for review in context.reviews:
        pairs = review.pairs
        if pairs.judged >= number(threshold, "pairs"):
            way = "上调多" if pairs.raised > pairs.lowered else "下调多"
            said = (
                f"{way}：两边都判 {pairs.judged} 个，下调 {pairs.lowered}、上调 {pairs.raised} 个"
            )
            net = net_change(pairs.raised, pairs.lowered, pairs.judged)
            near = max(net.low, -net.high, 0.0)
            yield Candidate(
                review.provision.id, fair(pairs.raised, pairs.lowered), True, near, said
            )
