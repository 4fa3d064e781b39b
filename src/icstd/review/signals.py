"""Signals: what a reviewer should look at first, with rule, numbers, caution.

What compares is decided by an exact p, then over all clauses together by a
false discovery rate of 5 %, then by a least effect; thresholds are data
(`signals.yaml`).  A signal is never a proposal to keep, amend or withdraw a
clause: that column stays empty for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from ..errors import InputProblems, UsageProblem
from ..shipped import read_shipped
from ..text import clip, visible
from ..yamlio import Map, read_document
from ..yamlio.files import read_input
from . import bounds, compare
from .bounds import Candidate, Context, Threshold
from .stats import discoveries

FALSE_RATE = 0.05
"""Share of false ones among the signals of one kind, at most, on average."""


class Signal(NamedTuple):
    """One signal on one provision; `numbers` are the figures it was raised on.

    note: what is to be known of this provision before the signal is believed.
    p: exact p, None where nothing was tested; margin: how far, of all the way
    there is (0 … 1), the nearer bound of the interval lies from no effect.
    """

    name: str
    provision: str
    numbers: str
    rule: str
    caution: str
    note: str
    p: float | None
    margin: float


SIGNALS: dict[str, Callable[[Context, Threshold], Iterator[Candidate]]] = {
    "无人达标": bounds.nobody,
    "普遍达标": bounds.everybody,
    "答不上来": bounds.unanswerable,
    "区分异常": compare.backward,
    "分组差别": compare.groups,
    "逐年变化": compare.years,
    "久拖不改": bounds.lasting,
    "两边不一": bounds.disagreement,
    "一边偏": compare.one_sided,
    "不可证实": bounds.unproven,
    "适用面窄": bounds.narrow,
    "表述不清": bounds.unclear,
    "没有填": bounds.blank,
}


def load_thresholds(path: Path | None = None) -> dict[str, Threshold]:
    """The rules of all signals; the shipped ones unless a file is given.

    A file may leave signals out, not invent any.  Raises InputProblems where
    it cannot be read, UsageProblem where it does not say what a signal needs.
    """
    shipped = Path(__file__).with_name("signals.yaml")
    known: dict[str, Threshold] = dict(read_document(read_shipped(shipped), shipped.name).root)
    if path is None:
        return known
    data, name = read_input(str(path))
    given = _read(data, name)
    for signal, threshold in given.items():
        if signal not in known:
            _wrong(signal, "没有这个信号", f"可用的有：{'、'.join(known)}")
        if not isinstance(threshold, Mapping) or set(threshold) != set(known[signal]):
            _wrong(signal, "要写的各项不齐或有多余", f"照原样写：{'、'.join(known[signal])}")
        for key, value in known[signal].items():
            if type(threshold[key]) is not type(value):
                _wrong(signal, f"{key} 要写{'文字' if isinstance(value, str) else '整数'}", "")
            if key == "rate" and not 0 < int(str(threshold[key])) < 100:
                _wrong(signal, "rate 是百分数，在 1 到 99 之间", "")
    return dict(given)


def _read(data: bytes, name: str) -> Map:
    try:
        return read_document(data, name).root
    except InputProblems as found:
        advice = "抄一份自带的信号阈值文件再改，各信号、各项照原样写"
        told = (
            p._replace(advice=advice) if p.code in ("E-ROOT", "E-EMPTY") else p
            for p in found.problems
        )
        raise InputProblems(tuple(told)) from None


def _wrong(signal: str, message: str, advice: str) -> NoReturn:
    raise UsageProblem(f"信号阈值“{clip(visible(signal), 40)}”：{message}", advice)


class Raised(NamedTuple):
    """The signals, and how many comparisons of each name were made for them."""

    signals: tuple[Signal, ...]
    tested: dict[str, int]


def find_signals(context: Context, thresholds: Mapping[str, Threshold]) -> Raised:
    """All signals, in the order of the thresholds file, then of clauses."""
    proxies = {p.id for p in context.standard.provisions.values() if p.proxy}
    found, tested = [], {}
    for name, threshold in thresholds.items():
        rule = str(threshold["rule"])
        for key, value in threshold.items():  # no str.format: the text may be a stranger's
            rule = rule.replace(f"{{{key}}}", str(value))
        candidates = list(SIGNALS[name](context, threshold))
        ps = [c.p for c in candidates if c.p is not None]
        if ps:
            tested[name] = len(ps)
        significant = iter(discoveries(ps, FALSE_RATE))
        for c in candidates:
            if (c.p is None or next(significant)) and c.large:
                note = _PARTIAL if c.provision in proxies else ""
                found.append(
                    Signal(
                        name,
                        c.provision,
                        c.numbers,
                        rule,
                        str(threshold["caution"]),
                        note,
                        c.p,
                        c.margin,
                    )
                )
    return Raised(tuple(found), tested)


_PARTIAL = "数据只说明本条的一部分，符合要由人补判；没有补判的停在“未评价”，不是没有达到"
