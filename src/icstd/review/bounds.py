"""Signals that hold one share against a stated threshold, and those that only count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..clauses.model import Standard
from .clauses import ClauseReview
from .matrix import (
    BARE,
    BLANK,
    EXCUSED,
    JUDGED,
    OPEN,
    PASSED,
    PUZZLED,
    UNMET,
    Material,
    count,
    mask,
)
from .stats import Interval, at_least, at_most, thinned, wilson

Threshold = Mapping[str, object]


class Context(NamedTuple):
    """What signals are read from.  deff: design effect, 1 where too small to matter."""

    standard: Standard
    reviews: tuple[ClauseReview, ...]
    material: Material
    deff: float


class Candidate(NamedTuple):
    """A clause that may get a signal: p where one was tested; large: the effect is enough."""

    provision: str
    p: float | None
    large: bool
    margin: float
    numbers: str


def number(threshold: Threshold, key: str) -> int:
    """A threshold's number."""
    return int(str(threshold[key]))


def told(interval: Interval | None) -> str:
    """`区间 3–12%`."""
    return "" if interval is None else f"区间 {interval.low * 100:.0f}–{interval.high * 100:.0f}%"


def _bound(
    provision: str,
    part: tuple[int, int],
    threshold: Threshold,
    said: str,
    *,
    deff: float = 1,
    low: bool = False,
) -> Candidate:
    """Whether k of n lies below a rate (low), or above it."""
    k, n = part
    rate = number(threshold, "rate") / 100
    some, whole = thinned(k, n, deff, low=low)
    p = at_most(some, whole, rate) if low else at_least(some, whole, rate)
    interval = wilson(k, n, deff)
    assert interval is not None  # noqa: S101 - n is at least the threshold's least
    margin = (rate - interval.high) / rate if low else (interval.low - rate) / (1 - rate)
    large = k < rate * n if low else k > rate * n
    return Candidate(provision, p, large, margin, f"{said}，{told(interval)}")


def worst_case(met: int, judged: int, unknown: int) -> str:
    """What the rate would be if all that is unknown were unmet, or met; where much is unknown."""
    whole = judged + unknown
    if not whole or judged * 100 >= 80 * whole:
        return ""
    low, high = met * 100 / whole, (met + unknown) * 100 / whole
    return f"；判不出的有 {unknown} 个，全算上是 {low:.0f}%–{high:.0f}%"


def nobody(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Hardly any park meets it."""
    for name, codes in context.material.columns.items():
        met, judged = count(codes, PASSED), count(codes, JUDGED)
        if judged >= number(threshold, "least"):
            said = f"可判 {judged} 个，符合 {met} 个{worst_case(met, judged, count(codes, OPEN))}"
            yield _bound(name, (met, judged), threshold, said, deff=context.deff, low=True)


def everybody(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Nearly all parks meet it."""
    for review in context.reviews:
        name = review.provision.id
        codes = context.material.columns[name]
        met, judged = count(codes, PASSED), count(codes, JUDGED)
        if judged >= number(threshold, "least"):
            audited = review.pairs.judged if review.main is review.own else 0
            seen = f"；审核判过 {audited} 个，下调 {review.pairs.lowered} 个" if audited else ""
            open_ = worst_case(met, judged, count(codes, OPEN))
            said = f"可判 {judged} 个，符合 {met} 个{open_}{seen}"
            yield _bound(name, (met, judged), threshold, said, deff=context.deff)


def unanswerable(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Who answered says 不清楚."""
    for name, codes in context.material.columns.items():
        puzzled = codes.count(PUZZLED)
        answered = count(codes, (*JUDGED, EXCUSED, *OPEN)) - codes.count(BLANK)
        if answered >= number(threshold, "least"):
            said = (
                f"作了答的 {answered} 个，答不上来 {puzzled} 个，没有填的 {codes.count(BLANK)} 个"
            )
            yield _bound(name, (puzzled, answered), threshold, said, deff=context.deff)


def unproven(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Met, but nothing is cited."""
    for name, codes in context.material.columns.items():
        met, bare = count(codes, PASSED), codes.count(BARE)
        if met >= number(threshold, "least"):
            said = f"符合 {met} 个，其中 {bare} 个没有列证据"
            yield _bound(name, (bare, met), threshold, said, deff=context.deff)


def narrow(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """It applies to few."""
    for name, codes in context.material.columns.items():
        judged = count(codes, JUDGED)
        known = judged + codes.count(EXCUSED)
        if known >= number(threshold, "least"):
            said = f"适用情况明确 {known} 个，适用 {judged} 个"
            yield _bound(name, (judged, known), threshold, said, deff=context.deff, low=True)


def lasting(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Unmet one period before, and still."""
    material = context.material
    for name, before in material.before.items():
        unmet = mask(before, (UNMET,)) & mask(material.last[name], JUDGED)
        n = unmet.bit_count()
        if n >= number(threshold, "least"):
            still = (unmet & mask(material.last[name], (UNMET,))).bit_count()
            said = f"上一期未达到 {n} 个，仍未达到 {still} 个"
            yield _bound(name, (still, n), threshold, said, deff=context.deff)


def disagreement(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """The park and its auditor judge otherwise."""
    for review in context.reviews:
        pairs = review.pairs
        if pairs.judged >= number(threshold, "pairs"):
            differ = pairs.raised + pairs.lowered
            ways = f"下调 {pairs.lowered}、上调 {pairs.raised}"
            said = f"两边都判 {pairs.judged} 个，不同 {differ} 个（{ways}）"
            yield _bound(review.provision.id, (differ, pairs.judged), threshold, said)


def unclear(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Parks of several places say in words of their own that it is not clear."""
    for review in context.reviews:
        parks, places, texts = context.material.unclear.get(review.provision.id, (0, 0, 0))
        enough = min(parks, texts) >= number(threshold, "least")
        if enough and places >= number(threshold, "places"):
            share = parks / max(review.main.selected, 1)
            said = f"{places} 个地方的 {parks} 个园区反映，有 {texts} 种说法"
            yield Candidate(review.provision.id, None, True, share, said)


def blank(context: Context, threshold: Threshold) -> Iterator[Candidate]:
    """Nobody says anything: mostly the form's affair, so it is only counted."""
    for name, codes in context.material.columns.items():
        parks, empty = len(codes) - codes.count(0), codes.count(BLANK)
        large = empty * 100 > number(threshold, "rate") * parks
        if parks >= number(threshold, "least") and large:
            yield Candidate(name, None, True, 0.0, f"参评 {parks} 个，没有填或没有判 {empty} 个")
