"""Parks side by side, their groups, their comments, and the files left out."""

from __future__ import annotations

from collections import Counter

from ..report.layout.model import Column, Row, Table
from ..terms import Verdict
from .parks import Group, Grouping, size_band
from .tables import NOTHING, percent, titles
from .whole import Review


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
    """What parks said about clauses, the same words once; words only where they may be shown."""
    named = titles(review.standard)
    said: Counter[tuple[str, str, str]] = Counter()
    for remark in review.remarks:
        said[remark.provision, remark.kind, remark.text] += 1
    order = {c.provision.id: n for n, c in enumerate(review.clauses)}
    rows = [
        Row((provision, named[provision], kind, parks, text or NOTHING))
        for (provision, kind, text), parks in sorted(
            said.items(), key=lambda kv: (order[kv[0][0]], -kv[1], kv[0])
        )
        if provision in order
    ]
    columns = (
        Column("条款", 6), Column("题目", 16), Column("类型", 5),
        Column("园区数", 4, numeric=True), Column("意见", 30),
    )  # fmt: skip
    return Table("意见", columns, tuple(rows))


def refused(review: Review) -> Table:
    """Files that could not be used, with their problems."""
    rows = [Row((r.file, tuple(r.problems))) for r in review.refused if r.file]
    if review.anonymous and review.refused:
        rows = [Row((f"{len(review.refused)} 个文件", ("匿名时不列文件名和问题",)))]
    return Table("未采用文件", (Column("文件", 16), Column("问题", 50)), tuple(rows))
