"""Signals: what a reviewer should look at first, with rule, numbers, caution.

Thresholds are data (`signals.yaml`).  A signal is never a proposal to keep,
amend or withdraw a clause: that column stays empty for people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from ..terms import CommentKind, Verdict
from ..yamlio import read_document
from .clauses import ClauseReview

Threshold = Mapping[str, object]


class Signal(NamedTuple):
    """One signal on one provision; `numbers` are the figures it was raised on."""

    name: str
    provision: str
    numbers: str
    rule: str
    caution: str


def load_thresholds(path: Path | None = None) -> dict[str, Threshold]:
    """The rules of all signals; the shipped ones unless a file is given."""
    source = path or Path(__file__).with_name("signals.yaml")
    return dict(read_document(source.read_bytes(), source.name).root)


def find_signals(
    reviews: tuple[ClauseReview, ...], thresholds: Mapping[str, Threshold]
) -> tuple[Signal, ...]:
    """All signals, in the order of the thresholds file, then of clauses."""
    found = []
    for name, threshold in thresholds.items():
        rule = str(threshold["rule"]).format(**threshold)
        for review in reviews:
            numbers = _SIGNALS[name](review, threshold)
            if numbers:
                caution = str(threshold["caution"])
                found.append(Signal(name, review.provision.id, numbers, rule, caution))
    return tuple(found)


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
    return f"可判 {column.judged} 个，符合 {column.met} 个"


def _odd(review: ClauseReview, threshold: Threshold) -> str:
    column = review.main
    value = column.discrimination
    if value is None or column.judged < _least(threshold):
        return ""
    if value >= float(str(threshold["below"])):
        return ""
    return f"可判 {column.judged} 个，相关系数 {value:.2f}"


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
    said = sum(review.remarks.get(kind, 0) for kind in kinds)
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
    if review.followed < _least(threshold):
        return ""
    if not _at_least(review.lasting, review.followed, threshold):
        return ""
    return f"有两期以上结论 {review.followed} 个，连续未达到 {review.lasting} 个"


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
