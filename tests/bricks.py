"""Small provisions, items and facts for tests of the engine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from icstd.assessment.model import Judgement
from icstd.clauses.model import (
    Check,
    DataItem,
    Limit,
    ModalityBasis,
    Provision,
    SourceRef,
    Verifiability,
)
from icstd.rules.facts import Doubt, Facts
from icstd.terms import CheckKind, Effort, ItemType, LimitOrigin, Method, Modality, Value

AS_OF = date(2026, 3, 1)

ITEMS = {
    i.id: i
    for i in (
        DataItem("flag", "有中心", ItemType.YES_NO, "", True),
        *(DataItem(f"part{n}", f"要素{n}", ItemType.YES_NO, "", True) for n in (1, 2, 3)),
        DataItem("count", "走访数", ItemType.COUNT, "", 3, unit="家"),
        DataItem("total", "企业总数", ItemType.COUNT, "", 9, unit="家", controllable=False),
        DataItem("hours", "排查用时", ItemType.NUMBER, "", 4, unit="小时", better="down"),
        DataItem("share", "满意率", ItemType.PERCENT, "", 95, unit="%"),
        DataItem(
            "form", "组织形式", ItemType.CHOICE, "", "党委",
            options=("党委", "总支", "支部", "联合支部", "无"),
        ),
        DataItem("day", "评价日期", ItemType.DATE, "", "2026-01-01"),
        DataItem("names", "部门名单", ItemType.TEXTS, "", ("甲",)),
        DataItem(
            "promise", "承诺走访数", ItemType.COUNT, "", 5, "", "家", controllable=False,
            commitment=True,
        ),
    )
}  # fmt: skip


def limit(value: int | None = None, **more: object) -> Limit:
    origin = more.pop("origin", LimitOrigin.SOURCE)
    number = None if value is None else Decimal(value)
    return Limit(origin, number, **more)  # type: ignore[arg-type]


def promised(item: str = "promise") -> Limit:
    return Limit(LimitOrigin.COMMITMENT, item=item)


def check(kind: str, **parts: object) -> Check:
    limits = {n: parts.pop(n) for n in ("at_least", "at_most") if n in parts}
    return Check(CheckKind(kind), limits=limits, **parts)  # type: ignore[arg-type]


def provision(
    its_check: Check, id_: str = "W1.1", modality: Modality = Modality.REQUIREMENT, **more: object
) -> Provision:
    return Provision(
        id=id_,
        modality=modality,
        modality_basis=ModalityBasis("inferred", "试"),
        gist="应当试一试。",
        sources=(SourceRef("A"),),
        subject="社区服务中心",
        check=its_check,
        evidence=(),
        remedy="补上。",
        effort=Effort.LOW,
        verifiability=Verifiability("可计算"),
        method=Method.DOCUMENTS,
        place="社区服务中心",
        clause=id_,
        chapter="1",
        **more,  # type: ignore[arg-type]
    )


def facts(
    params: dict[str, int] | None = None,
    judged: Judgement | None = None,
    doubts: dict[str, Doubt] | None = None,
    /,
    **values: Value,
) -> Facts:
    return Facts(
        items=ITEMS,
        values=values,
        as_of=AS_OF,
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
        params={n: Decimal(v) for n, v in (params or {}).items()},
        judgements={judged.provision: judged} if judged else {},
        doubts=doubts or {},
    )
