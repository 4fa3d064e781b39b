"""虚构标准自己的 Python 规则和台账统计：icstd 的源码里没有一行提到它。

icstd assess park.yaml --standard db99t0001-2024.json --rules db99t0001-2024/rules.py
"""

from __future__ import annotations

from datetime import date

from icstd import Need, NeedKind, Outcome, Row, Rulebook, Verdict

RULEBOOK = Rulebook("db99t0001-2024")


@RULEBOOK.rule("W7.3")
def hazards_are_mended(hazards: int, hazards_fixed: int) -> Outcome:
    """登记的隐患全部整改；没有登记隐患的不适用。"""
    if hazards == 0:
        return Outcome(Verdict.NOT_APPLICABLE, "没有登记隐患", through=("hazards",))
    reason = f"登记隐患 {hazards} 项，已整改 {hazards_fixed} 项"
    if hazards_fixed >= hazards:
        return Outcome(Verdict.MET, reason)
    left = hazards - hazards_fixed
    need = Need(NeedKind.AT_LEAST, "hazards_fixed", low=hazards, amount=left, unit="项")
    return Outcome(Verdict.UNMET, reason, (need,))


@RULEBOOK.counts("bookings", day="booking_day")
def count_bookings(rows: list[Row], *, as_of: date) -> dict[str, list[Row] | None]:  # noqa: ARG001
    """收取押金次数：评价期内收了押金的预约；评价期以外的行，程序已经另列。"""
    asked = [row.cells.get("booking_deposit") for row in rows]
    if not all(isinstance(a, bool) for a in asked):
        return {"deposits": None}
    return {"deposits": [row for row, a in zip(rows, asked, strict=True) if a]}
