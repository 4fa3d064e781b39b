"""Party coverage of enterprises (W7.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil

from ...conformance import Outcome
from ...terms import Special
from ..rulebook import at_least, insufficient, met, not_applicable, share, unevaluated, unmet
from .book import db33t2320


@db33t2320.figure("W7.1", "at_least", "%")
def share_with_organization(party_due: int, party_built: int) -> Decimal | None:
    """Enterprises with a party organization, of those that ought to have one (per cent)."""
    return share(party_built, party_due)


@db33t2320.rule("W7.1")
def enterprises_with_three_members_have_an_organization(
    party_due: int,
    party_built: int | None,
    party_due_by: str | Special,
    party_due_on: date | Special,
    *,
    percent: Decimal,
    days: Decimal,
    as_of: date,
) -> Outcome:
    """Enterprises that ought to have a party organization have one.

    party_due: enterprises (家) with three or more full members; party_built:
    those of them with an organization of their own or a joint one; percent:
    the share demanded.  How many ought to have one is a fact only once it
    says who counted and when: a “无” there, or a roster older than `days` on
    the assessment date, leaves it 证据不足.  Source: L2
    (Party constitution, article 30: three or more full members), A.
    """
    items = {"party_due_by": party_due_by, "party_due_on": party_due_on}
    missing = tuple(i for i, answer in items.items() if answer is Special.NONE)
    if missing:
        reason = f"应建 {party_due} 家没有写明由谁、以哪一天的名册核算，不足以据此判定"
        return insufficient(reason, missing=missing)
    counted = f"（{party_due_by}按 {party_due_on} 名册核算）"
    age = (as_of - party_due_on).days if isinstance(party_due_on, date) else 0
    if age > days:
        reason = f"应建 {party_due} 家{counted}，距评价日 {age} 天，超过 {days} 天，不足以据此判定"
        return insufficient(reason, missing=("party_due_on",))
    if party_due == 0:
        return not_applicable(f"没有正式党员三人以上的企业{counted}", "party_due")
    if party_built is None:
        reason = f"应建 {party_due} 家{counted}，“已建党组织企业数”未知"
        return unevaluated(reason, missing=("party_built",))
    target = ceil(percent * party_due / 100)
    reason = f"应建 {party_due} 家{counted}、已建 {party_built} 家"
    if party_built >= target:
        return met(reason)
    return unmet(
        f"{reason}，还差 {target - party_built} 家",
        at_least("party_built", target, party_built, "家"),
    )
