"""The tables of a review, for the workbook, Word and the page alike."""

from __future__ import annotations

from ..clauses.model import Standard
from ..report.layout.model import Cell, Column, Row, Table
from ..terms import CommentKind, Verdict
from .clauses import ClauseReview
from .clauses import Column as Figures
from .parks import Group, Grouping, size_band
from .whole import Review

NOTHING = "—"
DECISION = "处理意见（人工填写）"
ASKED = 10
"""How many clauses an answer to a reviewer's question lists at most."""

_SEEN_BY_BOTH = 5

_MUTE = ("普遍达标", "未被评价", "适用面窄", "区分异常")
"""Signals of clauses whose result says little about a park."""


def titles(standard: Standard) -> dict[str, str]:
    """Provision id → title of its clause."""
    return {p: standard.clauses[v.clause].title for p, v in standard.provisions.items()}


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


def nobody(review: Review) -> Table:
    """Which clauses nobody meets; where there is none, which the fewest meet."""
    named = titles(review.standard)
    none = {s.provision for s in review.signals if s.name == "无人达标"}
    rated = [c for c in review.clauses if c.main.rate is not None]
    low = sorted(rated, key=lambda c: (c.provision.id not in none, c.main.met / c.main.judged))
    rows = [
        Row((
            c.provision.id, named[c.provision.id], c.provision.modality.value,
            c.main.met, c.main.judged, interval(c.main),
        ), chapter=c.provision.chapter)
        for c in low[: max(ASKED, len(none))]
    ]  # fmt: skip
    columns = (
        Column("条款", 6), Column("题目", 16), Column("类型", 4), Column("符合", 4, numeric=True),
        Column("可判", 4, numeric=True), Column("95% 区间（%）", 7, numeric=True),
    )  # fmt: skip
    return Table("哪些条款没有园区达到，或很少达到", columns, tuple(rows))


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
    """Where parks and auditors disagree, most often lowered first."""
    named = titles(review.standard)
    seen = [c for c in review.clauses if c.both >= _SEEN_BY_BOTH and c.both > c.same]
    seen.sort(key=lambda c: (-c.lowered / c.both, -c.lowered))
    rows = [
        Row((
            c.provision.id, named[c.provision.id], c.both, c.both - c.same, c.lowered,
            percent(c.lowered / c.both),
        ), chapter=c.provision.chapter)
        for c in seen[:ASKED]
    ]  # fmt: skip
    columns = (
        Column("条款", 6), Column("题目", 16), Column("两边都判", 6, numeric=True),
        Column("不一致", 5, numeric=True), Column("审核下调", 6, numeric=True),
        Column("下调率（%）", 7, numeric=True),
    )  # fmt: skip
    return Table("哪些条款园区和审核员判得不一样", columns, tuple(rows))


def signals(review: Review) -> Table:
    """All signals with their rule, numbers and caution."""
    named = titles(review.standard)
    rows = [
        Row((s.name, s.provision, named[s.provision], s.numbers, s.rule, s.caution))
        for s in review.signals
    ]
    columns = (
        Column("信号", 7), Column("条款", 6), Column("题目", 14), Column("数字", 20),
        Column("提示的条件", 22), Column("看的时候注意", 22),
    )  # fmt: skip
    return Table("信号", columns, tuple(rows))


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
    columns = (
        Column("条款", 6), Column("题目", 14), Column("类型", 4),
        Column("可判园区", 5, numeric=True), Column("符合率（%）", 6, numeric=True),
        Column("95% 区间（%）", 7, numeric=True), Column("信号", 12), Column(DECISION, 16),
        Column("要点", 30, detail=True),
        *(Column(f"{who}{what}", 6, numeric=True, detail=True)
          for who in ("自评", "他评") for what in _FIGURES),
        Column("自评区分度算不出的原因", 16, detail=True),
        Column("两边都判", 6, numeric=True, detail=True),
        Column("判得一致", 6, numeric=True, detail=True),
        Column("审核下调", 6, numeric=True, detail=True),
        Column("有两期以上结论", 8, numeric=True, detail=True),
        Column("连续两期未达到", 8, numeric=True, detail=True),
        Column("未公布承诺", 6, numeric=True, detail=True),
        Column("园区自定限值（园区数）", 20, detail=True),
        Column("限值改变后的达到数", 24, detail=True),
        *(Column(f"意见：{kind.value}", 5, numeric=True, detail=True) for kind in CommentKind),
    )  # fmt: skip
    return Table("逐条", columns, tuple(rows))


_FIGURES = (
    "参评", *(v.value for v in Verdict), "有结论（%）", "适用（%）", "符合率（%）", "区间（%）",
    "符合而无证据（%）", "区分度",
)  # fmt: skip


def _details(c: ClauseReview) -> tuple[Cell, ...]:
    limits = "、".join(f"{d.normalize():f}（{n}）" for d, n in c.promises)
    passing = "、".join(f"{s.limit.normalize():f} 时 {s.passing}/{s.parks}" for s in c.sensitivity)
    return (
        c.provision.gist, *_figures(c.own), *_figures(c.others), c.own.why_none or NOTHING,
        c.both, c.same, c.lowered, c.followed, c.lasting, c.unpublished,
        limits or NOTHING, passing or NOTHING, *(c.remarks.get(k.value, 0) for k in CommentKind),
    )  # fmt: skip


def _figures(figures: Figures) -> tuple[Cell, ...]:
    value = figures.discrimination
    return (
        figures.selected, *figures.counts.values(), percent(figures.coverage),
        percent(figures.applicability), percent(figures.rate.share if figures.rate else None),
        interval(figures), percent(figures.unproven),
        NOTHING if value is None else f"{value:.2f}",
    )  # fmt: skip


def promises(review: Review) -> Table:
    """What parks promise by themselves, and how many reach which limit."""
    named = titles(review.standard)
    rows = []
    for c in review.clauses:
        if not (c.promises or c.unpublished):
            continue
        limits = "、".join(f"{d.normalize():f}（{n} 个）" for d, n in c.promises)
        reach = "；".join(
            f"定为 {s.limit.normalize():f}：{s.passing}/{s.parks} 达到" for s in c.sensitivity
        )
        missed = c.own.counts[Verdict.UNMET] + c.own.counts[Verdict.PARTLY]
        rows.append(Row((
            c.provision.id, named[c.provision.id], c.unpublished, missed,
            limits or NOTHING, reach or NOTHING,
        )))  # fmt: skip
    columns = (
        Column("条款", 6), Column("题目", 14), Column("未公布承诺", 6, numeric=True),
        Column("未达到", 5, numeric=True), Column("园区自定的限值", 20),
        Column("同一限值下达到的园区", 28),
    )  # fmt: skip
    return Table("园区自定的承诺", columns, tuple(rows))


def parks(review: Review) -> Table:
    """Every park's latest period by chapter."""
    chapters = review.standard.chapters
    ordered = sorted(review.lines, key=lambda line: (-rate_of(line.counts), line.facts.park))
    rows = [
        Row((
            line.facts.park,
            *(() if review.anonymous else (
                line.facts.location or NOTHING, line.facts.industry or NOTHING,
                size_band(line.facts.size),
            )),
            f"{line.facts.start} 至 {line.facts.end}",
            line.facts.party, "有" if line.facts.audited else NOTHING,
            *(f"{t[Verdict.MET]}/{_judged(t)}" for t in line.chapters.values()),
            f"{line.counts[Verdict.MET]}/{_judged(line.counts)}",
        ))
        for line in ordered
    ]  # fmt: skip
    told = (Column("所在地", 6), Column("主导产业", 7), Column("规模", 7))
    columns = (
        Column("园区", 14), *(() if review.anonymous else told), Column("评价期", 11),
        Column("方式", 5), Column("审核", 3),
        *(Column(f"第 {c.id} 章", 5, numeric=True) for c in chapters),
        Column("合计", 5, numeric=True),
    )  # fmt: skip
    return Table("园区", columns, tuple(rows))


def rate_of(counts: dict[Verdict, int]) -> float:
    """符合 of judged; 0 where nothing was judged."""
    judged = _judged(counts)
    return counts[Verdict.MET] / judged if judged else 0.0


def _judged(counts: dict[Verdict, int]) -> int:
    return sum(n for v, n in counts.items() if v.judged)


def groups(review: Review) -> Table:
    """Parks by size, industry and place, small groups left out; and by year."""
    rows = [row for g in review.groupings for row in _grouping(g)]
    rows += [_group("年度", y) for y in review.years]
    columns = (
        Column("按什么分", 8), Column("组", 14), Column("园区数", 6, numeric=True),
        Column("有结论的条款合计", 10, numeric=True), Column("符合的合计", 8, numeric=True),
        Column("占比（%）", 7, numeric=True),
    )  # fmt: skip
    return Table("分组", columns, tuple(rows))


def _grouping(grouping: Grouping) -> list[Row]:
    rows = [_group(grouping.attribute, g) for g in grouping.groups]
    if grouping.hidden:
        hidden = "园区太少，不单列"
        rows.append(Row((grouping.attribute, hidden, grouping.hidden, NOTHING, NOTHING, NOTHING)))
    return rows


def _group(attribute: str, group: Group) -> Row:
    share = group.met / group.judged if group.judged else None
    return Row((attribute, group.name, group.parks, group.judged, group.met, percent(share)))


def comments(review: Review) -> Table:
    """What parks said about clauses; the words where they may be shown."""
    rows: list[Row] = []
    named = titles(review.standard)
    if review.remarks:
        rows = [
            Row((r.provision, named.get(r.provision, NOTHING), r.kind, r.text))
            for r in review.remarks
        ]
    else:
        rows = [
            Row((c.provision.id, named[c.provision.id], kind, f"{n} 条"))
            for c in review.clauses
            for kind, n in c.remarks.items()
        ]
    columns = (Column("条款", 6), Column("题目", 14), Column("类型", 6), Column("意见", 34))
    return Table("意见", columns, tuple(rows))


def refused(review: Review) -> Table:
    """Files that could not be used, with their problems."""
    rows = [Row((r.file, tuple(r.problems))) for r in review.refused if r.file]
    if review.anonymous and review.refused:
        rows = [Row((f"{len(review.refused)} 个文件", ("匿名时不列文件名和问题",)))]
    return Table("未采用文件", (Column("文件", 16), Column("问题", 50)), tuple(rows))
