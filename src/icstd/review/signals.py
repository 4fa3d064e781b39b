"""Signals: what a reviewer should look at first, with rule, numbers, caution.

Thresholds are data (`signals.yaml`).  A signal is never a proposal to keep,
amend or withdraw a clause: that column stays empty for people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, NoReturn

from ..errors import InputProblems, UsageProblem
from ..terms import CommentKind, Verdict
from ..text import clip, visible
from ..yamlio import Map, read_document
from ..yamlio.files import read_input
from .clauses import ClauseReview

Threshold = Mapping[str, object]


class Signal(NamedTuple):
    """One signal on one provision; `numbers` are the figures it was raised on.

    note: what is to be known of this provision before the signal is believed.
    """

    name: str
    provision: str
    numbers: str
    rule: str
    caution: str
    note: str


def load_thresholds(path: Path | None = None) -> dict[str, Threshold]:
    """The rules of all signals; the shipped ones unless a file is given.

    A file may leave signals out, not invent any.  Raises InputProblems where
    it cannot be read, UsageProblem where it does not say what a signal needs.
    """
    shipped = Path(__file__).with_name("signals.yaml")
    known: dict[str, Threshold] = dict(read_document(shipped.read_bytes(), shipped.name).root)
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
            found = type(threshold[key])
            if isinstance(value, str):
                if found is not str:
                    _wrong(signal, f"{key} 要写文字", "")
            elif found is not int and not (key == "below" and found is Decimal):
                _wrong(signal, f"{key} 要写整数", "")
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


def find_signals(
    reviews: tuple[ClauseReview, ...], thresholds: Mapping[str, Threshold]
) -> tuple[Signal, ...]:
    """All signals, in the order of the thresholds file, then of clauses."""
    found = []
    for name, threshold in thresholds.items():
        rule = str(threshold["rule"])
        for key, value in threshold.items():  # no str.format: the text may be a stranger's
            rule = rule.replace(f"{{{key}}}", str(value))
        for review in reviews:
            numbers = _SIGNALS[name](review, threshold)
            if numbers:
                caution = str(threshold["caution"])
                note = _PARTIAL if review.provision.proxy else ""
                found.append(Signal(name, review.provision.id, numbers, rule, caution, note))
    return tuple(found)


_PARTIAL = "数据只说明本条的一部分，符合要由人补判；没有补判的停在“未评价”，不是没有达到"


def _least(threshold: Threshold) -> int:
    return int(str(threshold["least"]))


def _at_least(part: int, whole: int, threshold: Threshold) -> bool:
    return part * 100 >= int(str(threshold["rate"])) * whole


def _at_most(part: int, whole: int, threshold: Threshold) -> bool:
    return part * 100 <= int(str(threshold["rate"])) * whole


def _nobody(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    if column.judged < _least(threshold) or column.met:
        return ""
    return f"可判 {column.judged} 个，符合 0 个"


def _everybody(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    if column.judged < _least(threshold) or not _at_least(column.met, column.judged, threshold):
        return ""
    audited = review.both if column is review.own else 0
    seen = f"；审核判过 {audited} 个，下调 {review.lowered} 个" if audited else ""
    return f"可判 {column.judged} 个，符合 {column.met} 个{seen}"


def _odd(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    value = column.discrimination
    fewer = min(column.met, column.judged - column.met)  # one odd park among many makes no case
    if value is None or column.judged < _least(threshold) or fewer < int(str(threshold["each"])):
        return ""
    if value >= float(str(threshold["below"])):
        return ""
    return f"可判 {column.judged} 个，符合 {column.met} 个，相关系数 {value:.2f}"


def _unproven(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    if column.met < _least(threshold) or column.unproven is None:
        return ""
    bare = round(column.unproven * column.met)
    if not _at_least(bare, column.met, threshold):
        return ""
    return f"符合 {column.met} 个，其中 {bare} 个没有列证据"


def _unclear(review: ClauseReview, threshold: Threshold) -> str:
    kinds = (CommentKind.UNCLEAR, CommentKind.UNVERIFIABLE)
    said = sum(review.main.remarks.get(kind, 0) for kind in kinds)
    parks = review.main.selected
    if said < _least(threshold) or not _at_least(said, parks, threshold):
        return ""
    return f"{parks} 个园区中有 {said} 条意见说不清楚或不可测"


def _narrow(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    excused = column.counts[Verdict.NOT_APPLICABLE]
    known = column.judged + excused
    if known < _least(threshold) or not _at_most(column.judged, known, threshold):
        return ""
    return f"适用情况明确 {known} 个，适用 {column.judged} 个"


def _lasting(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    if column.followed < _least(threshold):
        return ""
    if not _at_least(column.lasting, column.followed, threshold):
        return ""
    return f"有两期以上结论 {column.followed} 个，连续未达到 {column.lasting} 个"


def _unjudged(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    known = column.judged + column.counts[Verdict.NOT_APPLICABLE]
    if column.selected < _least(threshold) or not _at_most(known, column.selected, threshold):
        return ""
    return f"参评 {column.selected} 个，有结论或不适用 {known} 个"


_SIGNALS: dict[str, Callable[[ClauseReview, Threshold], str]] = {
    "无人达标": _nobody,
    "普遍达标": _everybody,
    "区分异常": _odd,
    "不可证实": _unproven,
    "表述不清": _unclear,
    "适用面窄": _narrow,
    "久拖不改": _lasting,
    "未被评价": _unjudged,
}
