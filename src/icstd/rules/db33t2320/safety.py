"""Hazards put right when due (W7.12); what a list of grids adds up to."""

from __future__ import annotations

from datetime import date

from ...conformance import Outcome
from ...terms import Value
from ..rulebook import (
    Counts,
    Rows,
    at_least,
    at_most,
    insufficient,
    met,
    not_applicable,
    nothing_due,
    unevaluated,
    unmet,
    unproved,
)
from .book import db33t2320


@db33t2320.rule("W7.12")
def hazards_are_put_right_when_due(
    hazards_found: int,
    hazards_fixed: int | None,
    hazards_not_due: int | None,
    *,
    counted: frozenset[str],
) -> Outcome:
    """Every hazard (处) whose time to be put right is up has been put right.

    A hazard is fixed, not yet due, or due and open; what is due and open is
    the rest and is not asked.  None found: 不适用.  A figure of what is not
    yet due carries no pass unless a ledger bears it out.  Source: B12.
    """
    if hazards_found == 0:
        return not_applicable("评价期内没有发现安全隐患", "hazards_found")
    known = {"hazards_fixed": hazards_fixed, "hazards_not_due": hazards_not_due}
    missing = tuple(item for item, answer in known.items() if answer is None)
    if hazards_fixed is None or hazards_not_due is None:
        reason = f"发现隐患 {hazards_found} 处，整改完和期限未到的各有多少没有填全"
        return unevaluated(reason, missing=missing)
    reason = (
        f"发现隐患 {hazards_found} 处，已整改 {hazards_fixed} 处，期限未到 {hazards_not_due} 处"
    )
    still_open = hazards_found - hazards_not_due - hazards_fixed
    if still_open < 0:
        return insufficient(
            f"{reason}，后两数相加多出 {-still_open} 处，先核对台账", missing=tuple(known)
        )
    if hazards_fixed == 0 == still_open:
        return nothing_due(f"{reason}，都还没有到期，看不出是否整改", "hazards_not_due")
    borne_out = hazards_not_due == 0 or "hazards_not_due" in counted
    if still_open == 0:
        return met(reason) if borne_out else unproved(reason, "hazards_not_due")
    target = hazards_found - hazards_not_due
    needs = [at_least("hazards_fixed", target, hazards_fixed, "处")] if borne_out else []
    return unmet(f"{reason}，还有 {still_open} 处到期未改", *needs)


@db33t2320.rule("W7.13")
def hazards_are_put_right_in_time(
    hazards_found: int,
    hazards_late: int,
    hazards_fixed: int | None,
    hazards_not_due: int | None,
    *,
    counted: frozenset[str],
) -> Outcome:
    """No hazard (处) is put right after its time, or open beyond it.

    Where all that was found is not yet due nothing was shown; what is due and
    open is late, so that no late one beside some that are due and open is a
    contradiction.  A figure of what is not yet due carries no pass unless a
    ledger bears it out.  Source: B12; that late means none is a reading.
    """
    reason = f"发现隐患 {hazards_found} 处，整改超期 {hazards_late} 处"
    if hazards_late > 0:
        done = hazards_fixed == hazards_found and hazards_not_due == 0
        needs = (at_most("hazards_late", 0, hazards_late, "处"),) if done else ()
        return unmet(reason, *needs)
    known = {"hazards_fixed": hazards_fixed, "hazards_not_due": hazards_not_due}
    if hazards_fixed is None or hazards_not_due is None:
        missing = tuple(item for item, answer in known.items() if answer is None)
        return unevaluated(f"{reason}，整改完和期限未到的各有多少没有填全", missing=missing)
    if hazards_not_due == hazards_found:
        return nothing_due(f"{reason}，都还没有到期，看不出是否按期", "hazards_not_due")
    still_open = hazards_found - hazards_fixed - hazards_not_due
    if still_open > 0:
        clash = f"{reason}，却有 {still_open} 处到期未改，先核对"
        return insufficient(clash, missing=("hazards_late", *known))
    if still_open < 0:
        return insufficient(f"{reason}，已整改与未到期之和多于发现数，先核对", missing=tuple(known))
    if hazards_not_due and "hazards_not_due" not in counted:
        return unproved(reason, "hazards_not_due")
    return met(reason)


@db33t2320.counts("grids")
def count_grids(rows: Rows, *, as_of: date) -> Counts:  # noqa: ARG001 - a standing list
    """Grids (个), those with a leader, and enterprises (家) in them."""
    return {
        "grids_total": rows,
        "grids_with_leader": [row for row in rows if row.cells.get("leader") is True],
        "enterprises_in_grids": sum(_count(row.cells.get("enterprises")) for row in rows),
    }


def _count(value: Value | None) -> int:
    return value if isinstance(value, int) else 0
