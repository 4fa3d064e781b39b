"""Parks side by side, their groups, their comments, and the files left out."""

from __future__ import annotations

from collections import Counter

from ..report.layout.model import Column, Row, Table
from ..terms import Verdict
from .parks import Group, Grouping, ParkLine, size_band
from .rows import OTHERS, Side
from .tables import NOTHING, percent, titles
from .whole import Review


def parks(review: Review) -> Table:
    """Every park's latest period by chapter; a further row for the word of others."""
    chapters = review.standard.chapters
    rows = [
        Row((
            line.facts.park,
            *(() if review.anonymous else (
                line.facts.location or NOTHING, line.facts.industry or NOTHING,
                size_band(line.facts.size),
            )),
            f"{line.facts.start} 至 {line.facts.end}", assessor(line),
            *(f"{t[Verdict.MET]}/{_judged(t)}" for t in line.chapters.values()),
            f"{line.counts[Verdict.MET]}/{_judged(line.counts)}",
        ))
        for line in in_order(review)
    ]  # fmt: skip
    told = (Column("所在地", 6), Column("主导产业", 7), Column("规模", 7))
    columns = (
        Column("园区", 14), *(() if review.anonymous else told), Column("评价期", 16),
        Column("谁的结论", 6), *(Column(f"第 {c.id} 章", 5, numeric=True) for c in chapters),
        Column("合计", 5, numeric=True),
    )  # fmt: skip
    return Table("园区", columns, tuple(rows))


def assessor(line: ParkLine) -> str:
    """自评, 审核 or who else assessed."""
    return line.facts.party if line.side is line.facts.answered_by else "审核"


def in_order(review: Review) -> list[ParkLine]:
    """Parks from the one that meets most to the one that meets least, its own word first."""
    place = {
        line.facts.park: n
        for n, line in enumerate(
            sorted(
                (line for line in review.lines if line.main),
                key=lambda line: (-rate_of(line.counts), line.facts.park),
            )
        )
    }
    return sorted(review.lines, key=lambda line: (place[line.facts.park], line.side is OTHERS))


def rate_of(counts: dict[Verdict, int]) -> float:
    """符合 of judged; 0 where nothing was judged."""
    judged = _judged(counts)
    return counts[Verdict.MET] / judged if judged else 0.0


def _judged(counts: dict[Verdict, int]) -> int:
    return sum(n for v, n in counts.items() if v.judged)


def groups(review: Review) -> Table:
    """Parks by size, industry and place, small groups left out; by year; each side apart."""
    rows = [row for g in review.groupings for row in _grouping(g)]
    rows += [_group(side, "年度", y) for side, found in review.years.items() for y in found]
    columns = (
        Column("谁的结论", 6), Column("按什么分", 7), Column("组", 14),
        Column("园区数", 6, numeric=True), Column("有结论的条款合计", 10, numeric=True),
        Column("符合的合计", 8, numeric=True), Column("占比（%）", 7, numeric=True),
    )  # fmt: skip
    return Table("分组", columns, tuple(rows))


def _grouping(grouping: Grouping) -> list[Row]:
    side, attribute = grouping.side, grouping.attribute
    rows = [_group(side, attribute, g) for g in grouping.groups]
    if grouping.hidden:
        blank = (NOTHING, NOTHING, NOTHING)
        rows.append(Row((side.value, attribute, "园区太少，不单列", grouping.hidden, *blank)))
    return rows


def _group(side: Side, attribute: str, group: Group) -> Row:
    share = group.met / group.judged if group.judged else None
    figures = (group.parks, group.judged, group.met, percent(share))
    return Row((side.value, attribute, group.name, *figures))


def comments(review: Review) -> Table:
    """What parks said about clauses, the same words once; words only where they may be shown."""
    named = titles(review.standard)
    said: Counter[tuple[Side, str, str, str]] = Counter()
    for side, remark in review.remarks:
        said[side, remark.provision, remark.kind, remark.text] += 1
    order = {c.provision.id: n for n, c in enumerate(review.clauses)}
    rows = [
        Row((provision, named[provision], side.value, kind, parks, text or NOTHING))
        for (side, provision, kind, text), parks in sorted(
            said.items(), key=lambda kv: (order[kv[0][1]], kv[0][0], -kv[1], kv[0])
        )
    ]
    columns = (
        Column("条款", 6), Column("题目", 16), Column("谁的意见", 5), Column("类型", 5),
        Column("园区数", 4, numeric=True), Column("意见", 30),
    )  # fmt: skip
    return Table("意见", columns, tuple(rows))


def refused(review: Review) -> Table:
    """Files that could not be used, with their problems."""
    rows = [Row((r.file, tuple(r.problems))) for r in review.refused if r.file]
    if review.anonymous and review.refused:
        rows = [Row((f"{len(review.refused)} 个文件", ("匿名时不列文件名和问题",)))]
    return Table("未采用文件", (Column("文件", 16), Column("问题", 50)), tuple(rows))
