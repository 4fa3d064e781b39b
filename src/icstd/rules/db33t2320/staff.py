"""Rule on the staff of the community service centre."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from ...conformance import Outcome
from ..facts import show
from ..rulebook import BEYOND, at_least, insufficient, met, unevaluated, unmet
from .book import db33t2320


@db33t2320.figure("W5.5", "at_most", "家/人")
def enterprises_a_head(enterprises_total: int, full_time_staff: int) -> int | Decimal | None:
    """Enterprises (家) that one full-time member of staff looks after, rounded up."""
    if not enterprises_total:
        return None
    return ceil(Decimal(enterprises_total) / full_time_staff) if full_time_staff else BEYOND


@db33t2320.rule("W5.5")
def centre_has_full_time_staff(
    full_time_staff: int, enterprises_total: int | None, *, enterprises_per_staff: Decimal | None
) -> Outcome:
    """The centre has full-time staff (人), enough of them where a profile says how many.

    Source B03 gives no figure: one is enough unless the profile sets how many
    enterprises (家) one person may look after.
    """
    per_head = enterprises_per_staff
    reason = f"专职工作人员 {full_time_staff} 人"
    if per_head is None:
        if full_time_staff > 0:
            return met(reason)
        return unmet(reason, at_least("full_time_staff", 1, full_time_staff, "人"))
    if enterprises_total is None or enterprises_total == 0:
        if full_time_staff == 0:
            return unmet(reason)
        missing = ("enterprises_total",)
        if enterprises_total == 0:
            return insufficient(f"{reason}，企业总数 0 家，无从计算配比", missing=missing)
        return unevaluated(f"{reason}，“企业总数”不明，无从计算配比", missing=missing)
    target = ceil(enterprises_total / per_head)
    reason = (
        f"{reason}，企业总数 {enterprises_total} 家，按每人 {show(per_head, '家')}需 {target} 人"
    )
    if full_time_staff >= target:
        return met(reason)
    need = at_least("full_time_staff", target, full_time_staff, "人")
    return unmet(f"{reason}，还差 {target - full_time_staff} 人", need)
