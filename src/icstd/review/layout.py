"""复审支撑材料 as a layout: sections for Word, sheets for the reviewer's workbook."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

from ..report.layout.model import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Layout,
    Mark,
    Pairs,
    Paragraph,
    Row,
    Section,
    Sheet,
    Table,
)
from ..terms import Verdict
from . import clause_tables, park_tables, tables
from .clause_tables import DECISION
from .document import review_json
from .rows import Side
from .whole import Review

TITLE = "标准复审支撑材料"

HUMAN = f"本材料只摆数字和信号，不提“继续有效、修订、废止”的建议；“{DECISION}”一栏由复审人员填写。"


LIMITS = (
    "多数限值标准里有没有、是多少，现在都不知道，是评价口径暂定的。下面按园区填报的数，算出假如各园区"
    "都用同一个限值，会有几个达到；百分比和天数按常用的档，其余取四分之三、一半、四分之一的园区够得着的数。"
    "这只说明参评园区现在在哪里，不说明限值应当定多少。"
)


def lay_out(review: Review) -> Layout:
    """The review as sections and sheets."""
    standard = review.standard
    digest = hashlib.sha256(review_json(review)).hexdigest()
    clause_table, parks_table = clause_tables.clauses(review), park_tables.parks(review)
    sensitivity = clause_tables.sensitivity(review)
    pictures = tuple(block for pair in chapters(review) for block in pair)
    answers: tuple[Block, ...] = (
        tables.shortlist(review),
        tables.nobody(review),
        tables.mute(review),
        tables.disagreement(review),
    )
    signals = tuple(b for g in tables.signal_groups(review) for b in _signal(g))
    sections: list[tuple[str, tuple[Block, ...]]] = [
        ("先看这几张表", answers),
        ("信号", signals or (Paragraph("信号：没有。"),)),
        ("各章结果分布", pictures),
        ("逐条情况", (clause_table.brief(),)),
        ("园区自定的承诺", (clause_tables.promises(review),)),
        ("限值松紧", (Paragraph(LIMITS), sensitivity)),
        ("分组和年度", (*_ungrouped(review), park_tables.groups(review))),
        ("对标准的意见", (park_tables.comments(review),)),
        ("未采用的文件", (park_tables.refused(review),)),
    ]
    named = [
        Section(f"part-{n}", f"{'一二三四五六七八九'[n - 1]}、{title}", _blocks(blocks))
        for n, (title, blocks) in enumerate(sections, 1)
    ]
    say = [Paragraph(text) for text in (*review.cautions, *review.notices, HUMAN)]
    named.insert(0, Section("part-0", "怎样看这份材料", tuple(say)))
    sheets = (
        Sheet("说明", (*say, *(b for a in answers for b in _blocks((a,))), *pictures)),
        *(
            Sheet(t.caption, (t,))
            for t in (
                tables.signals(review), clause_table, sensitivity, parks_table,
                park_tables.groups(review), park_tables.comments(review),
                park_tables.refused(review),
            )
        ),
    )  # fmt: skip
    return Layout(
        title=TITLE,
        subtitle=f"{standard.number}《{standard.title}》",
        cover=Pairs(cover(review)),
        sections=tuple(named),
        sheets=sheets,
        results=clause_table,
        footer=f"{standard.number}　编码版本 {standard.encoding_version}　内容摘要 {digest[:16]}",
        digest=digest,
        keywords=(TITLE, standard.number, digest),
    )


def _signal(group: tables.SignalGroup) -> tuple[Block, ...]:
    return (
        Paragraph(f"{group.name}（{len(group.table.rows)} 条）", "lead"),
        Paragraph(f"提示的条件：{group.rule}。看的时候注意：{group.caution}。", "note"),
        replace(group.table, headed=False),
    )


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Empty tables say so."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and not block.rows:
            out.append(Paragraph(f"{block.caption}：没有。"))
        else:
            out.append(block)
    return tuple(out)


def cover(review: Review) -> tuple[tuple[str, Cell], ...]:
    """What was reviewed, on which encoding, with which profile."""
    standard = review.standard
    profile = standard.profiles[review.profile]
    return (
        ("标准", f"{standard.number}《{standard.title}》，编码版本 {standard.encoding_version}"),
        ("范围", f"{len(review.selected.parks)} 个园区，{len(review.selected.counted())} 份评价"),
        ("评价口径", profile.title),
        ("园区名称", "已改为代号" if review.anonymous else "照填报内容"),
        ("说明", standard.notice),
    )


UNGROUPED = (
    "园区已改为代号，不按规模、产业、所在地分组：逐个园区的数都列着，组的合计会露出组里有谁。"
)


def _ungrouped(review: Review) -> tuple[Paragraph, ...]:
    return (Paragraph(UNGROUPED),) if review.anonymous else ()


def chapters(review: Review) -> list[tuple[Chart, Table]]:
    """A chart and a table of the chapters' results for each side that spoke."""
    spoke = {line.side for line in review.lines}
    return [_chapters(review, side) for side in Side if side in spoke]


def _chapters(review: Review, side: Side) -> tuple[Chart, Table]:
    """Results of 要求 and 指示 by chapter as shares of a hundred, and as counts.

    The total stands second: a workbook draws its chart from the columns after it.
    """
    counts: dict[str, Counter[Verdict]] = {c.id: Counter() for c in review.standard.chapters}
    for line in review.lines:
        if line.side is side:
            for chapter, found in line.chapters.items():
                counts[chapter].update(found)
    names = {c.id: f"第 {c.id} 章 {c.title}" for c in review.standard.chapters}
    bars = tuple(
        Bar(
            names[c], tuple((Mark(v.value, v), n) for v, n in zip(Verdict, _shares(t), strict=True))
        )
        for c, t in counts.items()
    )
    said = "；".join(
        f"{bar.label} 符合 {bar.parts[0][1]}%、不符合 {bar.parts[2][1]}%" for bar in bars
    )
    chart = Chart("bars", f"各章要求和指示的结果（{side}）", said, bars)
    total = Column("合计", 6, numeric=True)
    columns = (Column("章", 16), total, *(Column(v.value, 6, numeric=True) for v in Verdict))
    rows = tuple(Row((names[c], t.total(), *(t[v] for v in Verdict))) for c, t in counts.items())
    return chart, Table(f"各章要求和指示的结果（{side}，园区 × 条款，次数）", columns, rows)


def _shares(counts: Counter[Verdict]) -> list[int]:
    """Whole per cent that add up to 100, by largest remainder."""
    whole = sum(counts.values())
    if not whole:
        return [0] * len(Verdict)
    floors = [counts[v] * 100 // whole for v in Verdict]
    rests = sorted(range(len(floors)), key=lambda i: -(counts[list(Verdict)[i]] * 100 % whole))
    for i in rests[: 100 - sum(floors)]:
        floors[i] += 1
    return floors
