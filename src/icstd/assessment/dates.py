"""Dates as clerks write them: whatever can be one day only is read, the rest refused."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ..limits import EARLIEST_YEAR, LATEST_YEAR
from .numerals import narrowed, numeral
from .reading import Read, Wrong, nothing_said, stands_for_nothing
from .texts import shown

_EXACT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch
_LOOSE = re.compile(
    r"([0-9]{4})\s*([-/.年·~—–])\s*([0-9]{1,2})\s*([-/.月·~—–])\s*([0-9]{1,2})\s*[日号]?"
    r"(?:[T ]\s*(.+))?"
).fullmatch
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})").fullmatch
_MONTH = re.compile(r"[0-9]{4}\s*[-/.年]\s*[0-9]{1,2}\s*月?").fullmatch
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?").fullmatch
_SHORT_YEAR = re.compile(
    r"[0-9]{1,2}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,4}\s*日?"
).fullmatch
_NO_YEAR = re.compile(r"[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}\s*[日号]?").fullmatch
_IN_HANZI = re.compile(
    r"([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
).fullmatch
_FORM = "日期写成 2026-03-01 的样子"
_WRITING, _WIDTH, _SERIAL = "日期写法", "全角字符", "Excel 日期序号"
_SERIALS = range(18_000, 80_000)
_SERIAL_ZERO = date(1899, 12, 30)


def read_date(raw: Any) -> Read | Wrong:
    """The day that a text, number or date can only mean, or what is wrong with it."""
    if isinstance(raw, date):
        return _calendar(raw.year, raw.month, raw.day)
    if isinstance(raw, str):
        text = narrowed(raw.strip())
        if exact := _EXACT(text):
            year, month, day = map(int, exact.groups())
            return _calendar(year, month, day, "" if text == raw.strip() else _WIDTH)
        return _from_text(text, raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return _from_digits(str(raw)) or Wrong("E-DATE", f"{shown(raw)} 不是日期", _FORM)
    if isinstance(raw, Decimal):
        return _from_text(str(raw), str(raw))
    return Wrong("E-DATE", f"{shown(raw)}不是日期", _FORM)


def _calendar(year: int, month: int, day: int, cause: str = "") -> Read | Wrong:
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
    return Read(date(year, month, day), cause)


def _from_text(text: str, raw: str) -> Read | Wrong:
    said = shown(raw)
    if (found := _LOOSE(text)) and _agree(found[2], found[4]):
        meant = _calendar(int(found[1]), int(found[3]), int(found[5]), _WRITING)
        if found[6] and not _TIME(found[6]) and isinstance(meant, Read):
            day = meant.value
            return Wrong("E-DATE", f"{said}不只是一个日期", f"写成 {day}", day.isoformat())
        return meant
    if (found := _IN_HANZI(text)) and (day := numeral(found[3])) and (month := numeral(found[2])):
        return _calendar(numeral(found[1]) or 0, month, day, _WRITING)
    if text.isdecimal() and (meant_ := _from_digits(text)):
        return meant_
    if _MONTH(text) or re.fullmatch(r"[0-9]{4}年?", text):
        advice = f"{_FORM}；只知道年月的，取那个月的最后一天"
        return Wrong("E-DATE", f"{said}没有写到日", advice)
    if _SHORT_YEAR(text):
        return Wrong("E-DATE", f"{said}分不清哪个是年、哪个是月", f"年份写四位，{_FORM}")
    if _NO_YEAR(text):
        return Wrong("E-DATE", f"{said}没有写年份", _FORM)
    if stands_for_nothing(raw):
        return nothing_said(said)
    return Wrong("E-DATE", f"{said}不是规定的日期写法", _FORM)


def _agree(first: str, second: str) -> bool:
    """Whether the marks between year, month and day are of one kind: 2025年3月1日, 2025.3.1."""
    return first == second or (first, second) == ("年", "月")


def _from_digits(digits: str) -> Read | Wrong | None:
    """20250301, or the number under which Excel keeps a day; None where it is neither."""
    if found := _COMPACT(digits):
        return _calendar(int(found[1]), int(found[2]), int(found[3]), _WRITING)
    if len(digits) == 5 and int(digits) in _SERIALS:
        day = _SERIAL_ZERO + timedelta(int(digits))
        return _calendar(day.year, day.month, day.day, _SERIAL)
    return None
