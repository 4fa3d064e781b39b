"""Services to small and medium enterprises (W8.1.1)."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from ...conformance import Outcome
from ..rulebook import at_least, met, not_applicable, share, unevaluated, unmet
from .book import db33t2320


@db33t2320.figure("W8.1.1", "at_least", "%")
def share_served(sme_served: int, sme_total: int) -> Decimal | None:
    """Small and medium enterprises served in the period, of all in the park (per cent)."""
    return share(sme_served, sme_total)


@db33t2320.rule("W8.1.1")
def small_enterprises_are_served(
    sme_served: int | None, sme_total: int | None, *, percent: Decimal | None
) -> Outcome:
    """Some small or medium enterprise (家) was served in the period.

    percent: the share of them a profile may demand; without it one is enough
    and the total matters only where none was served.  No such enterprise in
    the park: 不适用.  Source: A, on what the standard is for.
    """
    if sme_total == 0:
        return not_applicable("园区没有中小微企业", "sme_total")
    if sme_served is None:
        return unevaluated("享受生产性服务的中小微企业数未知", missing=("sme_served",))
    reason = f"享受生产性服务的中小微企业 {sme_served} 家"
    if percent is None and sme_served >= 1:
        return met(reason)
    if sme_total is None:
        return unevaluated(f"{reason}，中小微企业总数未填", missing=("sme_total",))
    target = max(1, ceil((percent or 0) * sme_total / 100))
    reason = f"{reason}，全园区 {sme_total} 家"
    if sme_served >= target:
        return met(reason)
    return unmet(
        f"{reason}，还差 {target - sme_served} 家",
        at_least("sme_served", target, sme_served, "家"),
    )
