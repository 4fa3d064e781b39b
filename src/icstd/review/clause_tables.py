"""Clause by clause: all figures, what parks promise, and what other limits would do."""

from __future__ import annotations

from ..report.layout.model import Cell, Column, Row, Table
from ..rules.facts import show
from ..terms import CommentKind, LimitOrigin, Verdict
from ..text import plain_number
from .clauses import ClauseReview
from .clauses import Column as Figures
from .measure import AT_MOST
from .tables import NOTHING, interval, percent, signal_names, titles
from .whole import Review

DECISION = "处理意见（人工填写）"


def clauses(review: Review) -> Table:
    """Every provision with all figures, and a column that people fill in."""
    named, flagged = titles(review.standard), signal_names(review)
    rows = [
        Row(
            (
                c.provision.id, named[c.provision.id], c.provision.modality.value,
                c.main.judged, percent(c.main.rate.share if c.main.rate else None),
                interval(c.main), flagged.get(c.provision.id, NOTHING), "", *_details(c),
            ),
            chapter=c.provision.chapter,
        )
        for c in review.clauses
    ]  # fmt: skip
    main = review.selected.main
    columns = (
        Column("条款", 6), Column("题目", 20), Column("类型", 4),
        Column(f"可判园区（{main}）", 6, numeric=True),
        Column(f"符合率（{main}，%）", 6, numeric=True),
        Column("95% 区间（%）", 7, numeric=True), Column("信号", 11), Column(DECISION, 14),
        Column("要点", 30, detail=True),
        *(Column(f"{who}{what}", 6, numeric=True, detail=True)
          for who in ("自评", "他评") for what in _FIGURES),
        Column("两边都判", 6, numeric=True, detail=True),
        Column("判得一致", 6, numeric=True, detail=True),
        Column("审核下调", 6, numeric=True, detail=True),
        Column("审核上调", 6, numeric=True, detail=True),
        Column("自评未判、审核判了", 6, numeric=True, detail=True),
        Column("审核认为证据不足", 6, numeric=True, detail=True),
        Column("批准偏离", 6, numeric=True, detail=True),
        Column("园区自定限值（园区数）", 20, detail=True),
        Column("限值改为多少 → 达到的园区数", 24, detail=True),
    )  # fmt: skip
    return Table("逐条", columns, tuple(rows))


_FIGURES = (
    "参评", *(v.value for v in Verdict), "有结论（%）", "适用（%）", "符合率（%）", "区间（%）",
    "符合而无证据（%）", "判不出的全算上（%）", "有两期以上结论", "连续两期未达到",
    "未公布承诺", *(f"意见：{kind.value}" for kind in CommentKind),
)  # fmt: skip


def _details(c: ClauseReview) -> tuple[Cell, ...]:
    limits = "、".join(f"{plain_number(d)}（{n}）" for d, n in c.promises)
    return (
        c.provision.gist, *_figures(c.own), *_figures(c.others),
        c.pairs.judged, c.pairs.judged - c.pairs.raised - c.pairs.lowered, c.pairs.lowered,
        c.pairs.raised, c.pairs.settled, c.pairs.doubted, c.waived,
        limits or NOTHING, _tried(c) or NOTHING,
    )  # fmt: skip


def _figures(figures: Figures) -> tuple[Cell, ...]:
    bounds = figures.bounds
    return (
        figures.selected, *figures.counts.values(), percent(figures.coverage),
        percent(figures.applicability), percent(figures.rate.share if figures.rate else None),
        interval(figures), percent(figures.unproven),
        NOTHING if bounds is None else f"{bounds[0] * 100:.0f}–{bounds[1] * 100:.0f}",
        figures.followed, figures.lasting, figures.unpublished,
        *(figures.remarks.get(k.value, 0) for k in CommentKind),
    )  # fmt: skip


def promises(review: Review) -> Table:
    """What parks promise by themselves, as the side of more parks answered."""
    named = titles(review.standard)
    rows = []
    for c in review.clauses:
        if not (c.promises or c.main.unpublished):
            continue
        limits = "、".join(f"{plain_number(d)}（{n} 个）" for d, n in c.promises)
        missed = c.main.counts[Verdict.UNMET] + c.main.counts[Verdict.PARTLY]
        title = named[c.provision.id]
        rows.append(Row((c.provision.id, title, c.main.unpublished, missed, limits or NOTHING)))
    columns = (
        Column("条款", 6), Column("题目", 18), Column("未公布承诺", 6, numeric=True),
        Column("未达到", 5, numeric=True), Column("园区自定的限值（园区数）", 30),
    )  # fmt: skip
    return Table("园区自定的承诺", columns, tuple(rows))


_ORIGINS = {
    LimitOrigin.SOURCE: "出处",
    LimitOrigin.PROFILE: "评价口径",
    LimitOrigin.COMMITMENT: "园区自定",
    LimitOrigin.LAW: "法律法规",
}


def sensitivity(review: Review) -> Table:
    """How many parks would pass if the limit were another, by the figures of the main side."""
    named = titles(review.standard)
    rows = []
    for c in review.clauses:
        scale = c.scale
        if scale is None or not c.sensitivity:
            continue
        bound = "不超过" if scale.bound == AT_MOST else "不少于"
        now = NOTHING if scale.now is None else show(scale.now, scale.unit)
        rows.append(Row((
            c.provision.id, named[c.provision.id], _ORIGINS[scale.origin], now,
            c.sensitivity[0].parks, f"{bound}（{scale.unit}）", _tried(c),
        ), chapter=c.provision.chapter))  # fmt: skip
    columns = (
        Column("条款", 6), Column("题目", 16), Column("限值来自", 5), Column("现行限值", 6),
        Column("有数的园区", 5, numeric=True), Column("假如要求", 7),
        Column("改为多少 → 达到的园区数", 30),
    )  # fmt: skip
    return Table("限值松紧", columns, tuple(rows))


def _tried(c: ClauseReview) -> str:
    return "，".join(f"{plain_number(s.limit)} → {s.passing}" for s in c.sensitivity)
