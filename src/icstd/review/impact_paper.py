"""修订影响 as a layout and as JSON."""

from __future__ import annotations

import hashlib
from typing import Any

from ..jsontext import listing
from ..report.layout.model import Cell, Column, Layout, Pairs, Paragraph, Row, Section, Sheet, Table
from ..terms import Verdict
from .amendment import Impact
from .parks import UNSTATED
from .tables import titles
from .twice import ABSENT

SCHEMA = "icstd-impact/1"
TITLE = "标准修订影响测算"

HELD = (
    "测算只把同样的材料按现行的和拟议的各判一遍，园区的做法当作不变；修订以后园区会不会改，材料里看不出。",
    "判不出的既不算达到，也不算达不到：“一定”是材料已经能定的，“可能”是把判不出的都算上的。",
    "审核员对改动条款的结论不带到拟议的一边；总的结果按自评算。",
    "拟议的内容只用于这次测算，不是发布的版本。",
)

_LEAST = 5
_NONE = "（没有这一条）"


def impact_json(impact: Impact) -> bytes:
    """Every figure of the papers, and every park whose result changes."""
    return listing(_document(impact)).encode("utf-8")


def _document(impact: Impact) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "standard": {"number": impact.old.number, "digest": impact.old.digest},
        "proposed": list(impact.proposal.told),
        "held": list(HELD),
        "parks": len(impact.parks),
        "audited": impact.audited,
        "sure": impact.sure,
        "possible": impact.possible,
        "overall": [{"before": b, "after": a, "parks": n} for (b, a), n in impact.overall.items()],
        "clauses": [
            {
                "id": c.provision,
                "gist": c.gist,
                "moves": [{"before": b, "after": a, "parks": n} for (b, a), n in c.moves.items()],
                "new_gaps": c.new_gaps,
                "needs": [{"items": need, "parks": n} for need, n in c.needs],
                "near_old_limit": c.near,
                "undecided": c.undecided,
            }
            for c in impact.clauses
        ],
        "groups": [
            {"by": by, "group": group, "parks": parks, "fail": sure, "may_fail": possible}
            for (by, group), (parks, sure, possible) in impact.groups.items()
        ],
        "changed_parks": [
            {
                "park": t.facts.park,
                "file": t.facts.file,
                "before": t.overall[0],
                "after": t.overall[1],
                "clauses": {n: list(v) for n, v in t.verdicts.items() if v[0] != v[1]},
                "gaps": t.gaps,
            }
            for t in impact.parks
            if t.overall[0] != t.overall[1] or any(b != a for b, a in t.verdicts.values())
        ],
        "refused": [r._asdict() for r in impact.refused],
        "notices": list(impact.notices),
    }


def summary(impact: Impact) -> list[str]:
    """What page one and the terminal say."""
    failing = impact.overall.get((Verdict.MET, Verdict.UNMET), 0)
    passing = impact.overall.get((Verdict.UNMET, Verdict.MET), 0)
    gaps = sum(c.new_gaps for c in impact.clauses)
    return [
        f"拟议：{'；'.join(impact.proposal.told)}。",
        f"{len(impact.parks)} 个园区的最近一期自评各判两遍，其中 {impact.audited} 个有审核结论；"
        f"{len(impact.refused)} 个文件未能采用。",
        f"总的结果一定改变的 {impact.sure} 个（由符合变不符合 {failing} 个，"
        f"由不符合变符合 {passing} 个），可能改变的至多 {impact.possible} 个。",
        f"新增差距 {gaps} 处，涉及 {sum(bool(t.gaps) for t in impact.parks)} 个园区。",
    ]


def lay_out(impact: Impact) -> Layout:
    """Sections for HTML, sheets for Excel."""
    digest = hashlib.sha256(impact_json(impact)).hexdigest()
    say = tuple(Paragraph(text) for text in (*summary(impact), *HELD, *impact.notices))
    overall, clauses, moves = _overall(impact), _clauses(impact), _moves(impact)
    groups, parks = _groups(impact), _parks(impact)
    tables = (overall, clauses, moves, groups)
    sections = [Section("part-0", "结论", say)]
    sections += [
        Section(f"part-{n}", f"{'一二三四'[n - 1]}、{t.caption}", (t,))
        for n, t in enumerate(tables, 1)
    ]
    sheets = (Sheet("说明", say), *(Sheet(t.caption, (t,)) for t in (*tables, parks)))
    standard = impact.old
    return Layout(
        title=TITLE,
        subtitle=f"{standard.number}《{standard.title}》",
        cover=Pairs((("拟议", "；".join(impact.proposal.told)), ("园区", len(impact.parks)))),
        sections=tuple(sections),
        sheets=sheets,
        results=parks,
        footer=f"{standard.number}　编码版本 {standard.encoding_version}　内容摘要 {digest[:16]}",
        digest=digest,
        keywords=(TITLE, standard.number, digest),
    )


def _overall(impact: Impact) -> Table:
    columns = (
        Column("现行", 8), Column("拟议", 8), Column("园区数", 6, numeric=True),
    )  # fmt: skip
    rows = tuple(Row((_said(b), _said(a), n)) for (b, a), n in impact.overall.items())
    return Table("总的结果", columns, rows, headed=False)


def _said(overall: str) -> str:
    return "定不了" if overall == Verdict.UNEVALUATED else overall


def _names(impact: Impact) -> dict[str, str]:
    return titles(impact.proposal.standard) | titles(impact.old)


def _clauses(impact: Impact) -> Table:
    named = _names(impact)
    columns = (
        Column("条款", 6), Column("题目", 14), Column("符合：现行", 5, numeric=True),
        Column("符合：拟议", 5, numeric=True), Column("新增差距", 5, numeric=True),
        Column("缺数据判不出", 6, numeric=True), Column("在原限值 5% 以内", 6, numeric=True),
        Column("新增差距还差什么（园区数）", 18),
    )  # fmt: skip
    rows = []
    for c in impact.clauses:
        before, after = (
            sum(n for pair, n in c.moves.items() if pair[at] == Verdict.MET) for at in (0, 1)
        )
        needs = "；".join(f"{need}（{n}）" for need, n in c.needs) or "—"
        figures = (before, after, c.new_gaps, c.undecided, c.near)
        rows.append(Row((c.provision, named[c.provision], *figures, needs)))
    return Table("逐条", columns, tuple(rows), headed=False)


def _moves(impact: Impact) -> Table:
    columns = (
        Column("条款", 6), Column("现行", 8), Column("拟议", 8), Column("园区数", 6, numeric=True),
    )  # fmt: skip
    rows = tuple(
        Row((c.provision, before or _NONE, after or _NONE, n))
        for c in impact.clauses
        for (before, after), n in c.moves.items()
    )
    return Table("结论从什么变成什么", columns, rows, headed=False)


def _groups(impact: Impact) -> Table:
    columns = (
        Column("按什么分", 6), Column("组", 14), Column("园区数", 6, numeric=True),
        Column("由符合变不符合", 8, numeric=True), Column("至多", 6, numeric=True),
    )  # fmt: skip
    shown = {key: n for key, n in impact.groups.items() if n[0] >= _LEAST}
    rows = [Row((*key, *shown[key])) for key in sorted(shown, key=_order)]
    for by in ("规模", "所在地"):
        small = [n for key, n in impact.groups.items() if key[0] == by and key not in shown]
        if small:
            sums: tuple[Cell, ...] = tuple(sum(part) for part in zip(*small, strict=True))
            rows.append(Row((by, f"不足 {_LEAST} 个园区的各组合计", *sums)))
    return Table("按规模和地方", columns, tuple(rows), headed=False)


def _order(key: tuple[str, str]) -> tuple[bool, bool, int, str]:
    by, group = key
    digits = "".join(c for c in group.partition("家")[0].partition("—")[0] if c.isdigit())
    below = "以下" in group
    return by != "规模", group == UNSTATED, 0 if below else int(digits or 0), group


def _parks(impact: Impact) -> Table:
    columns = (
        Column("园区", 14), Column("所在地", 8), Column("现行", 6), Column("拟议", 6),
        Column("改变的条款", 24), Column("新增差距还差什么", 24),
    )  # fmt: skip
    rows = []
    for t in impact.parks:
        moved = [
            f"{n} {b or '无'}→{a or '无'}" for n, (b, a) in t.verdicts.items() if b != a != ABSENT
        ]
        gaps = [f"{n} {need}" for n, need in t.gaps.items()]
        told = ("；".join(moved) or "—", "；".join(gaps) or "—")
        rows.append(Row((t.facts.park, t.facts.location or "—", *map(_said, t.overall), *told)))
    return Table("园区", columns, tuple(rows))
