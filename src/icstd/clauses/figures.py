"""Encoding honesty as figures: what the provisions of an encoding rest on.

Defined here once; `icstd clauses --summary`, the annex of every report and the
README show these and no others.
"""

from __future__ import annotations

from typing import NamedTuple

from ..terms import CheckKind, ItemType, LimitOrigin, Modality
from .model import Provision, Standard

LEGAL = ("法律", "党内法规", "行政法规", "部门规章", "地方性法规")
"""Kinds of source that bind whom they name."""

STRENGTH = (
    "官方文本",
    "项目原始材料",
    "标准公开片段",
    "北仑实践",
    *LEGAL,
    "姊妹标准",
    "外地做法",
    "方法",
)
"""Kinds of source, strongest first; a kind not listed comes last."""

_MEASURED = (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT, ItemType.DATE)


class EncodingFigures(NamedTuple):
    """Counts of provisions and of what a park is asked.

    Each of these three groups adds up to `provisions`:
    by_modality: 要求, 指示, 推荐, 允许, 陈述;
    computed, proxy, declared, delegated, recorded: decided by the facts alone;
    the facts show only part and a person decides the rest; judged by the park;
    rests on an outside body's document; 陈述, never judged;
    by_strongest: by the kind of the strongest source of each provision.

    stated: of those computed, how many rest on the park's own word alone
    (是/否, a choice, a text), not on figures or dates.  by_source: how many
    rest on a source of each kind (a provision may rest on several).
    verified: compared with the official text.  profile_limits: limits whose
    number comes from a profile, not from a source.  items: data items in all;
    from_tables: those of them that a ledger gives where the park hands it in;
    optional: those that are only told.
    """

    provisions: int
    by_modality: dict[str, int]
    computed: int
    proxy: int
    declared: int
    delegated: int
    recorded: int
    stated: int
    verified: int
    by_source: dict[str, int]
    by_strongest: dict[str, int]
    profile_limits: int
    items: int
    from_tables: int
    optional: int


def encoding_figures(standard: Standard) -> EncodingFigures:
    """Count what the provisions of an encoding rest on."""
    provisions = list(standard.provisions.values())
    ways = [way_of(p) for p in provisions]
    kinds = [source_kinds(p, standard) for p in provisions]
    known = sorted({k for found in kinds for k in found}, key=_rank)
    return EncodingFigures(
        provisions=len(provisions),
        by_modality={m.value: sum(p.modality is m for p in provisions) for m in Modality},
        computed=ways.count("computed"),
        proxy=ways.count("proxy"),
        declared=ways.count("declared"),
        delegated=ways.count("delegated"),
        recorded=ways.count("recorded"),
        stated=sum(
            w == "computed" and _stated(p, standard) for p, w in zip(provisions, ways, strict=True)
        ),
        verified=sum(p.text_status == "verified" for p in provisions),
        by_source={k: sum(k in found for found in kinds) for k in known},
        by_strongest={k: n for k in known if (n := sum(found[:1] == (k,) for found in kinds))},
        profile_limits=sum(
            lim.origin is LimitOrigin.PROFILE for p in provisions for lim in p.check.limits.values()
        ),
        items=len(standard.items),
        from_tables=sum(i.table is not None for i in standard.items.values()),
        optional=sum(i.optional for i in standard.items.values()),
    )


LEAST = ("可由台账统计", "填报的数字或日期", "至少一项", "只凭有无", "人工")
"""What the least that passes a provision rests on, strongest first."""


def least_counts(standard: Standard) -> dict[str, dict[str, int]]:
    """Kind of provision → what the least that passes rests on (`LEAST`) → how many."""
    rests = [(p, least_support(p, standard)) for p in standard.provisions.values()]
    found = {}
    for modality in Modality:
        these = [word for p, word in rests if p.modality is modality]
        if these:
            found[modality.value] = {word: these.count(word) for word in LEAST}
    return found


def least_support(provision: Provision, standard: Standard) -> str:
    """One of `LEAST`, for the lowest reading and without asking how it was answered.

    Conditions of applicability do not count.
    """
    check = provision.check
    if check.by_person or provision.proxy:
        return "人工"
    tested = [standard.items[i] for i in check.reads]
    if not any(i.type in _MEASURED for i in tested):
        return "只凭有无"
    numbers = all(i.type is not ItemType.DATE and not i.commitment for i in tested)
    limits = list(check.limits.values())
    by_one = {
        CheckKind.MIN: any(limit.value == 1 for limit in limits),
        CheckKind.PRESENT: numbers,
        CheckKind.ANY_OF: True,
        CheckKind.RULE: bool(limits) and all(lim.value is None and not lim.item for lim in limits),
    }
    if by_one.get(check.kind, False):
        return "至少一项"
    return "可由台账统计" if any(i.table for i in tested) else "填报的数字或日期"


def verification_sentence(standard: Standard) -> str:
    """`78/104 条已与官方文本核对，其余 26 条仍是工作编码。`: the end of every notice."""
    statuses = [p.text_status for p in standard.provisions.values()]
    done, total = statuses.count("verified"), len(statuses)
    if not done:
        return f"共 {total} 条，均未与官方文本核对。"
    if done == total:
        return f"{done}/{total} 条已与官方文本核对。"
    return f"{done}/{total} 条已与官方文本核对，其余 {total - done} 条仍是工作编码。"


def way_of(provision: Provision) -> str:
    """How a provision is decided: a field name of `EncodingFigures`."""
    if provision.modality is Modality.STATEMENT:
        return "recorded"
    if provision.check.kind is CheckKind.DELEGATED:
        return "delegated"
    if provision.check.kind is CheckKind.MANUAL:
        return "declared"
    return "proxy" if provision.proxy else "computed"


def _stated(provision: Provision, standard: Standard) -> bool:
    return not any(standard.items[i].type in _MEASURED for i in provision.check.reads)


def source_kinds(provision: Provision, standard: Standard) -> tuple[str, ...]:
    """Kinds of the sources that give a provision's content, strongest first."""
    cited = {standard.sources[r.id].kind for r in provision.sources if r.supports == "content"}
    return tuple(sorted(cited, key=_rank))


def _rank(kind: str) -> tuple[int, str]:
    return (STRENGTH.index(kind) if kind in STRENGTH else len(STRENGTH), kind)


def figure_rows(
    found: EncodingFigures,
) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """The figures as people read them: groups of label and number."""
    return (
        (
            "条款",
            (
                ("条款总数", found.provisions),
                *((f"其中{word}", n) for word, n in found.by_modality.items() if n),
                ("已与官方文本逐条核对", found.verified),
            ),
        ),
        (
            "怎样判定",
            (
                ("由填报的数据判定", found.computed),
                ("（其中只凭园区自报有无、类别的）", found.stated),
                ("数据只说明一部分，须人工补判", found.proxy),
                ("由园区人工判定", found.declared),
                ("凭外部证明判定", found.delegated),
                ("只陈述，不判定", found.recorded),
                ("限值由评价口径设定", found.profile_limits),
            ),
        ),
        (
            "填报的数据项",
            (
                ("数据项总数", found.items),
                ("其中交了台账就由台账统计", found.from_tables),
                ("其中只写概况、可以不填", found.optional),
                ("其余要逐项填写", found.items - found.from_tables - found.optional),
            ),
        ),
        ("内容最强的出处", tuple(found.by_strongest.items())),
        ("内容引用到的出处（一条可有几个）", tuple(found.by_source.items())),
    )
