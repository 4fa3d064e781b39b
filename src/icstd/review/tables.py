"""The reviewer's three questions and the signals as tables, for every form alike."""

from __future__ import annotations

from typing import NamedTuple

from ..clauses.model import Standard
from ..report.layout.model import Cell, Column, Row, Table
from .clauses import Column as Figures
from .signals import Signal
from .stats import wilson
from .whole import Review

NOTHING = "—"
ASKED = 10
"""How many clauses an answer to a reviewer's question lists at most."""

_SEEN_BY_BOTH = 10

_ASIDE = ("没有填",)
"""Signals that are about the form rather than the clause."""

_HALF = 0.5
"""A clause whose interval lies below this is met by the fewer."""

_MUTE = ("普遍达标", "适用面窄", "答不上来", "区分异常")
"""Signals of clauses whose result says little about a park."""


def titles(standard: Standard) -> dict[str, str]:
    """Provision id → what it is about: the clause's title, or its own gist among several."""
    shared: dict[str, int] = {}
    for clause in standard.clauses.values():
        shared[clause.title] = shared.get(clause.title, 0) + len(clause.provisions)
    return {
        p.id: clause.title if shared[clause.title] == 1 else _about(p.gist, p.modality.word)
        for clause in standard.clauses.values()
        for p in clause.provisions
    }


def _about(gist: str, word: str) -> str:
    """`宜公布走访的覆盖率。` → `公布走访的覆盖率`."""
    return gist.rstrip("。").removeprefix(word).removeprefix("有")


def percent(share: float | None) -> Cell:
    """A share in whole per cent; a dash where there are too few parks."""
    return NOTHING if share is None else round(share * 100)


def interval(figures: Figures) -> str:
    """The 95 % interval in per cent."""
    rate = figures.rate
    return NOTHING if rate is None else f"{rate.low * 100:.0f}–{rate.high * 100:.0f}"


def signal_names(review: Review) -> dict[str, str]:
    """Provision id → names of its signals."""
    found: dict[str, list[str]] = {}
    for signal in review.signals:
        found.setdefault(signal.provision, []).append(signal.name)
    return {p: "、".join(names) for p, names in found.items()}


def shortlist(review: Review) -> Table:
    """The clauses to talk about first: by the interval's bound nearer to no effect."""
    named = titles(review.standard)
    why: dict[str, list[Signal]] = {}
    for signal in review.signals:
        if signal.name not in _ASIDE:
            why.setdefault(signal.provision, []).append(signal)
    order = sorted(why, key=lambda p: (-max(s.margin for s in why[p]), -len(why[p]), p))
    rows = [
        Row((
            p, named[p], "、".join(dict.fromkeys(s.name for s in why[p])),
            "；".join(s.numbers for s in sorted(why[p], key=lambda s: -s.margin)),
        ), chapter=review.standard.provisions[p].chapter)
        for p in order[:ASKED]
    ]  # fmt: skip
    columns = (Column("条款", 6), Column("题目", 14), Column("为什么", 10), Column("数字", 26))
    return Table("先讨论哪些条款", columns, tuple(rows))


def nobody(review: Review) -> Table:
    """Which clauses hardly any park meets: the signal, then those surely met by fewer than half."""
    named = titles(review.standard)
    none = {s.provision for s in review.signals if s.name == "无人达标"}
    rated = [
        (c.provision.id not in none, c.main.rate.high, c)
        for c in review.clauses
        if c.main.rate is not None and (c.provision.id in none or c.main.rate.high < _HALF)
    ]
    rated.sort(key=lambda found: (*found[:2], found[2].provision.id))
    rows = [
        Row((
            c.provision.id, named[c.provision.id], c.provision.modality.value,
            c.main.met, c.main.judged, interval(c.main),
        ), chapter=c.provision.chapter)
        for _, _, c in rated[: max(ASKED, len(none))]
    ]  # fmt: skip
    columns = (
        Column("条款", 6), Column("题目", 16), Column("类型", 4), Column("符合", 4, numeric=True),
        Column("可判", 4, numeric=True), Column("95% 区间（%）", 7, numeric=True),
    )  # fmt: skip
    return Table("哪些条款没有园区达到，或多数园区没有达到", columns, tuple(rows))


def mute(review: Review) -> Table:
    """Which clauses say little: everybody meets them, nobody is judged on them."""
    named = titles(review.standard)
    said: dict[str, list[tuple[str, str]]] = {}
    for signal in review.signals:
        if signal.name in _MUTE:
            said.setdefault(signal.provision, []).append((signal.name, signal.numbers))
    rows = [
        Row((
            p, named[p], "、".join(n for n, _ in found), "；".join(x for _, x in found),
        ), chapter=review.standard.provisions[p].chapter)
        for p, found in sorted(said.items(), key=lambda kv: _MUTE.index(kv[1][0][0]))
    ]  # fmt: skip
    columns = (Column("条款", 6), Column("题目", 16), Column("信号", 10), Column("依据", 22))
    return Table("哪些条款看不出园区之间的差别", columns, tuple(rows))


def disagreement(review: Review) -> Table:
    """Where parks and auditors disagree, by how far that is beyond chance."""
    named = titles(review.standard)
    seen = []
    for c in review.clauses:
        n, differ = c.pairs.judged, c.pairs.raised + c.pairs.lowered
        about = wilson(differ, n)
        if about is not None and n >= _SEEN_BY_BOTH and differ:
            seen.append((-about.low, c, differ, about))
    seen.sort(key=lambda found: (found[0], found[1].provision.id))
    rows = [
        Row((
            c.provision.id, named[c.provision.id], c.pairs.judged, differ,
            f"{about.low * 100:.0f}–{about.high * 100:.0f}", c.pairs.lowered, c.pairs.raised,
            c.pairs.settled, c.pairs.doubted,
        ), chapter=c.provision.chapter)
        for _, c, differ, about in seen[:ASKED]
    ]  # fmt: skip
    columns = (
        Column("条款", 6), Column("题目", 16), Column("两边都判", 5, numeric=True),
        Column("不一致", 5, numeric=True), Column("95% 区间（%）", 6, numeric=True),
        Column("下调", 4, numeric=True), Column("上调", 4, numeric=True),
        Column("自评未判、审核判了", 6, numeric=True), Column("审核认为证据不足", 6, numeric=True),
    )  # fmt: skip
    return Table("哪些条款园区和审核员判得不一样", columns, tuple(rows))


class SignalGroup(NamedTuple):
    """All provisions with one signal, its rule and its caution said once."""

    name: str
    rule: str
    caution: str
    table: Table


def signal_groups(review: Review) -> list[SignalGroup]:
    """Signals by name, in their order."""
    named = titles(review.standard)
    found: dict[str, list[Signal]] = {}
    for signal in review.signals:
        found.setdefault(signal.name, []).append(signal)
    groups = []
    for name, raised in found.items():
        columns = [Column("条款", 6), Column("题目", 18), Column("数字", 22)]
        if any(s.note for s in raised):
            columns.append(Column("另请注意", 16))
        rows = tuple(
            Row((s.provision, named[s.provision], s.numbers, s.note)[: len(columns)])
            for s in raised
        )
        table = Table(name, tuple(columns), rows)
        groups.append(SignalGroup(name, raised[0].rule, raised[0].caution, table))
    return groups


def signals(review: Review) -> Table:
    """All signals with their rule, numbers and caution, a row each."""
    named = titles(review.standard)
    rows = [
        Row((s.name, s.provision, named[s.provision], s.numbers, s.rule, _caution(s)))
        for s in review.signals
    ]
    columns = (
        Column("信号", 7), Column("条款", 6), Column("题目", 14), Column("数字", 20),
        Column("提示的条件", 22), Column("看的时候注意", 22),
    )  # fmt: skip
    return Table("信号", columns, tuple(rows))


def _caution(signal: Signal) -> str:
    return f"{signal.caution}；{signal.note}" if signal.note else signal.caution
