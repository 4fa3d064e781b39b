"""The relief fund's accounts are public (W8.7)."""

from __future__ import annotations

from decimal import Decimal

from ...conformance import Outcome
from ...text import plain_number
from ..rulebook import met, set_to, unevaluated, unmet
from .book import db33t2320

Money = int | Decimal


@db33t2320.rule("W8.7")
def fund_accounts_are_public(
    fund_published: bool,
    fund_opening: Money | None,
    fund_income: Money | None,
    fund_spent: Money | None,
    fund_closing: Money | None,
) -> Outcome:
    """The fund's opening balance, income, spending and closing balance (元) are public.

    That opening + income = spending + closing is a balance of the standard's
    data: where it fails, the evaluation withholds the verdict as 数据矛盾.
    Source: A (the fund); that its accounts are public is inferred.
    """
    amounts = {
        "fund_opening": fund_opening,
        "fund_income": fund_income,
        "fund_spent": fund_spent,
        "fund_closing": fund_closing,
    }
    missing = tuple(item for item, amount in amounts.items() if amount is None)
    if not fund_published:
        # Publishing alone mends it only once there are accounts to publish.
        needs = () if missing else (set_to("fund_published", True),)
        return unmet("帮困基金收支没有公开", *needs)
    known = [amount for amount in amounts.values() if amount is not None]
    if missing:
        return unevaluated("帮困基金收支已公开，但账目四个数没有填全", missing=missing)
    opening, income, spent, closing = map(plain_number, known)
    return met(
        f"帮困基金收支已公开：期初 {opening} 元，收入 {income} 元，"
        f"支出 {spent} 元，期末 {closing} 元"
    )
