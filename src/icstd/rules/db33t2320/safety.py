"""Hazards put right when due (W7.12); what a list of grids adds up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from ...conformance import Outcome
from ...terms import Value
from ..rulebook import Rows, at_least, insufficient, met, not_applicable, unevaluated, unmet
from .book import db33t2320


@db33t2320.rule("W7.12")
def hazards_are_put_right_when_due(
    hazards_found: int, hazards_fixed: int | None, hazards_not_due: int | None
) -> Outcome:
    """Every hazard (处) whose time to be put right is up has been put right.

    A hazard is fixed, not yet due, or due and open; what is due and open is
    the rest and is not asked.  None found: 不适用.  Source: B12.
    """
    if hazards_found == 0:
        return not_applicable("评价期内没有发现安全隐患")
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
    if still_open == 0:
        return met(reason)
    return unmet(
        f"{reason}，还有 {still_open} 处到期未改",
        at_least("hazards_fixed", hazards_found - hazards_not_due, hazards_fixed, "处"),
    )


@db33t2320.counts("grids")
def count_grids(rows: Rows, **_dates: date) -> Mapping[str, int]:
    """Grids (个), those with a leader, and enterprises (家) in them.

    Rows with one number are one grid.  Where they disagree the less
    favourable row counts, so that a repeated row raises nothing.  Grids are a
    standing fact: the dates do not bear on them.
    """
    grids: dict[Value | None, list[Mapping[str, Value]]] = defaultdict(list)
    for row in rows:
        grids[row.cells.get("number")].append(row.cells)
    return {
        "grids_total": len(grids),
        "grids_with_leader": sum(
            all(cells.get("leader") is True for cells in same) for same in grids.values()
        ),
        "enterprises_in_grids": sum(
            min(_count(cells.get("enterprises")) for cells in same) for same in grids.values()
        ),
    }


def _count(value: Value | None) -> int:
    return value if isinstance(value, int) else 0
