"""Reviews in which nothing is to be found: verdicts that chance alone deals out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from icstd.clauses.load import load_standard
from icstd.review.bounds import Context
from icstd.review.clauses import review_clauses
from icstd.review.matrix import (
    BARE,
    BLANK,
    EXCUSED,
    MET,
    PUZZLED,
    UNMET,
    Columns,
    Material,
    clustering,
    members,
)  # fmt: skip
from icstd.review.rows import OWN
from icstd.review.signals import find_signals, load_thresholds
from icstd.review.tally import Tally
from icstd.terms import Verdict

STANDARD = load_standard()
THRESHOLDS = load_thresholds()


class Noise(NamedTuple):
    """How a review without effects is made.

    rate: share of 符合; spread: of rates from county to county, which are not
    compared then, as they differ; bare: of 符合 without evidence; applies: of
    known that apply; empty: left blank; puzzled: of those who answered; differ:
    of audited pairs; audits: how many.
    """

    rate: float = 0.5
    spread: float = 0.0
    bare: float = 0.2
    applies: float = 1.0
    empty: float = 0.0
    puzzled: float = 0.0
    differ: float = 0.1
    audits: int = 60
    counties: int = 12
    parks: int = 200


def flags(noise: Noise, seed: int) -> Counter[str]:
    """Signal → how many clauses it is raised on, where none should be."""
    raised = find_signals(context(noise, seed), THRESHOLDS).signals
    return Counter(s.name for s in raised)


def context(
    noise: Noise, seed: int, planted: Mapping[str, Mapping[str, float]] | None = None
) -> Context:
    """A review's material.  planted: provision → label (`rate`, a county, size …) → rate."""
    draw = random.Random(f"{seed}/{noise}")  # noqa: S311
    places = [f"县{draw.randrange(noise.counties):02}" for _ in range(noise.parks)]
    sizes = [str(draw.randrange(4)) for _ in range(noise.parks)]
    industries = [draw.choice("甲乙丙") for _ in range(noise.parks)]
    labels = list(zip(places, sizes, industries, strict=True))
    county_rates = {
        p: {c: _around(draw, noise) for c in sorted(set(places))} for p in STANDARD.provisions
    }

    def columns(period: str) -> Columns:
        found = {}
        for p in STANDARD.provisions:
            rates = _Rates(county_rates[p], (planted or {}).get(p, {}), period)
            found[p] = bytes(_codes(draw, noise, labels, rates))
        return found

    first, before, last = (columns(period) for period in ("first", "before", "last"))
    by_size = {int(rank): bits for rank, bits in members(sizes).items()}
    material = Material(
        noise.parks, last, members(places), {} if noise.spread else members(places),
        members(industries), by_size, noise.parks, first, before, last, 0, {}, (),
    )  # fmt: skip
    tallies = {p: Tally(p) for p in STANDARD.provisions}
    for tally in tallies.values():
        for _ in range(noise.audits):
            own, other = draw.sample((Verdict.MET, Verdict.UNMET), 2)
            tally.agreement[own, other if draw.random() < noise.differ else own] += 1
    deff = clustering(material)
    used = deff if deff and deff > 1.2 else 1.0
    reviews = review_clauses(tallies, STANDARD, STANDARD.profiles["default"], OWN, used)
    return Context(STANDARD, reviews, material, used)


def _around(draw: random.Random, noise: Noise) -> float:
    if not noise.spread:
        return noise.rate
    weight = 1 / noise.spread
    return draw.betavariate(noise.rate * weight, (1 - noise.rate) * weight)


class _Rates(NamedTuple):
    """Rate by county; what is planted instead, by label; which period it is."""

    counties: Mapping[str, float]
    planted: Mapping[str, float]
    period: str

    def of(self, labels: tuple[str, str, str]) -> float:
        place, size, industry = labels
        rate = self.counties[place]
        for label in ("rate", place, f"size{size}", industry, self.period):
            rate = self.planted.get(label, rate)
        return rate


def _codes(
    draw: random.Random, noise: Noise, labels: list[tuple[str, str, str]], rates: _Rates
) -> list[int]:
    if not noise.spread and not rates.planted:
        left, shares = 1.0, []
        for code, share in (
            (BLANK, noise.empty), (PUZZLED, noise.puzzled), (EXCUSED, 1 - noise.applies),
            (UNMET, 1 - noise.rate), (BARE, noise.bare), (MET, 1.0),
        ):  # fmt: skip
            shares.append((code, left * share))
            left *= 1 - share
        codes, weights = zip(*shares, strict=True)
        return draw.choices(codes, weights, k=len(labels))
    found = []
    for park in labels:
        rate = rates.of(park)
        if draw.random() < noise.empty:
            found.append(BLANK)
        elif draw.random() < noise.puzzled:
            found.append(PUZZLED)
        elif draw.random() >= noise.applies:
            found.append(EXCUSED)
        elif draw.random() >= rate:
            found.append(UNMET)
        else:
            found.append(BARE if draw.random() < noise.bare else MET)
    return found


SCENES = {
    "coins": Noise(),
    "boundary low": Noise(rate=0.1, bare=0.5, applies=0.3, puzzled=0.2, differ=0.2, parks=300),
    "boundary high": Noise(rate=0.9, bare=0.5, differ=0.2),
    "boundary lasting": Noise(rate=0.3),
    "clustered": Noise(rate=0.5, spread=0.25, counties=20),
    "clustered low": Noise(rate=0.1, spread=0.1, counties=20),
    "holes": Noise(applies=0.7, empty=0.2),
}
