"""Dates as clerks write them: one form accepted, the others recognised and corrected."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..limits import EARLIEST_YEAR, LATEST_YEAR
from .numerals import narrowed
from .texts import shown

_EXACT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch
_LOOSE = re.compile(
    r"([0-9]{4})\s*[-/.年·~—–]\s*([0-9]{1,2})\s*[-/.月·~—–]\s*([0-9]{1,2})\s*日?"
    r"(?:[T ].*)?"
).fullmatch
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})").fullmatch
_MONTH = re.compile(r"[0-9]{4}\s*[-/.年]\s*[0-9]{1,2}\s*月?").fullmatch
_FORM = "日期写成 2026-03-01 的样子"
_SERIALS = range(18_000, 80_000)
_SERIAL_ZERO = date(1899, 12, 30)


class Wrong(NamedTuple):
    """Why something is no date: code, message, advice."""

    code: str
    message: str
    advice: str


def read_date(raw: Any) -> date | Wrong:
    """The date an answer gives, or what is wrong with it."""
    if isinstance(raw, str):
        text = narrowed(raw.strip())
        exact = _EXACT(text)
        if exact:
            return _calendar(*map(int, exact.groups()))
        return _corrected(text, raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return _number(raw)
    return Wrong("E-DATE", f"{shown(raw)}不是日期", _FORM)


def _calendar(year: int, month: int, day: int) -> date | Wrong:
    if not 1 <= month <= 12:
        return Wrong("E-DATE", f"没有 {month} 月", "月份是 01 至 12，检查年月日的次序")
    days = calendar.monthrange(max(year, 1), month)[1]
    if not 1 <= day <= days:
        leap = f"，{year} 年不是闰年" if (month, day) == (2, 29) else ""
        return Wrong(
            "E-DATE", f"{year} 年 {month} 月没有 {day} 日{leap}", f"这个月到 {days} 日为止"
        )
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        advice = f"年份应在 {EARLIEST_YEAR} 至 {LATEST_YEAR} 之间，检查是否打错"
        return Wrong("E-DATE-RANGE", f"{year} 年不在可能的范围里", advice)
    return date(year, month, day)


def _corrected(text: str, raw: str) -> Wrong:
    said = f"{shown(raw)}不是规定的日期写法"
    found = _LOOSE(text) or _COMPACT(text)
    if found:
        meant = _calendar(*map(int, found.groups()))
        return meant if isinstance(meant, Wrong) else Wrong("E-DATE", said, f"写成 {meant}")
    if _MONTH(text) or re.fullmatch(r"[0-9]{4}年?", text):
        return Wrong(
            "E-DATE", f"{shown(raw)}没有写到日", f"{_FORM}；只知道年月的，取那个月的最后一天"
        )
    return Wrong("E-DATE", said, _FORM)


def _number(raw: int) -> Wrong:
    found = _COMPACT(str(raw))
    if found:
        meant = _calendar(*map(int, found.groups()))
        if isinstance(meant, date):
            return Wrong("E-DATE", f"{raw} 不是规定的日期写法", f"写成 {meant}")
    if raw in _SERIALS:
        meant = _SERIAL_ZERO + timedelta(raw)
        advice = f"如果是从 Excel 粘贴来的，写成 {meant}"
        return Wrong("E-DATE", f"{raw} 像是 Excel 的日期序号", advice)
    return Wrong("E-DATE", f"{shown(raw)} 不是日期", _FORM)
