"""Counts, numbers and percentages: what is read as one, within the range of its item."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ..clauses.model import DataItem
from ..limits import DIGITS
from ..terms import AtLeast, ItemType, Value
from .asked import Asked
from .reading import Wrong
from .texts import shown

_WANTED = {
    ItemType.COUNT: "一个整数",
    ItemType.NUMBER: "一个数",
    ItemType.PERCENT: "一个百分数",
}


def number_of(raw: Any, asked: Asked) -> Value | None:
    """The count, number or percentage of an answer, read as `numerals` says."""
    if isinstance(raw, date):
        _refuse_day(raw, asked)
        return None
    if isinstance(raw, bool):
        asked.refuse("E-TYPE", f"要填{_WANTED[asked.item.type]}，填的是 {shown(raw)}", "只写数字")
        return None
    if not isinstance(raw, str):
        return _in_range(raw, asked)
    from .numerals import lower_bound, narrowed, read_number

    if asked.item.type is ItemType.COUNT and (text := lower_bound(raw)):
        return _at_least(raw, text, asked)
    percent = asked.item.type is ItemType.PERCENT
    text = narrowed(raw)
    with_sign = percent and (text.endswith("%") or text.startswith("百分之"))
    bare = text.removesuffix("%").removeprefix("百分之").strip() if with_sign else text
    found = read_number(bare if with_sign else raw, asked.item)
    if isinstance(found, Wrong):
        _refuse(found, asked)
        return None
    value = _in_range(found.value, asked, with_sign=with_sign)
    cause = found.cause or ("全角数字" if text != raw else "")
    if with_sign and text != f"{bare}%":
        cause = cause or "百分数写法"
    if value is not None and cause:
        meant = f"{shown(value)}%" if with_sign else value
        asked.tell(raw, meant, cause)
    return value


def _at_least(raw: str, text: str, asked: Asked) -> Value | None:
    """A count known only from below; the bound itself is read like a count."""
    from .numerals import read_number

    found = read_number(text, asked.item)
    if isinstance(found, Wrong):
        _refuse(found._replace(meant=None), asked)
        return None
    least = in_range(found.value, asked.item, with_sign=False)
    if isinstance(least, Wrong):
        _refuse(least, asked)
        return None
    bound = AtLeast(int(least))
    if raw.strip() not in (str(bound), f"至少{bound.least}"):
        asked.tell(raw, bound, "至少")
    return bound


def _refuse(wrong: Wrong, asked: Asked) -> None:
    """Note a problem; the number it suggests only where that would be accepted."""
    meant = wrong.meant
    if meant is not None and isinstance(in_range(meant, asked.item, with_sign=False), Wrong):
        wrong = wrong._replace(advice="核对后填实际的数", meant=None)
    asked.refuse_as(wrong)


def _refuse_day(raw: date, asked: Asked) -> None:
    """A cell that the spreadsheet turned into a date (3-5, 1/2) cannot be a number again."""
    message = f"要填{_WANTED[asked.item.type]}，这一格却成了日期，显示为 {raw}"
    advice = "选中这一格，把格式改成“常规”，再填一次（3-5、1/2 一类会被表格程序改成日期）"
    asked.refuse("E-TYPE", message, advice, cause="日期格式")


def _in_range(number: int | Decimal, asked: Asked, *, with_sign: bool = False) -> Value | None:
    found = in_range(number, asked.item, with_sign=with_sign)
    if isinstance(found, Wrong):
        _refuse(found, asked)
        return None
    if asked.item.type is ItemType.COUNT and isinstance(number, Decimal):
        asked.tell(_typed(number), found, "整数写法")
    return found


def _typed(number: Decimal) -> str:
    return str(number) if "E" in str(number) else f"{number:f}"


def in_range(number: int | Decimal, item: DataItem, *, with_sign: bool) -> int | Decimal | Wrong:
    """A number as an item stores it, or why the item cannot have it.

    with_sign: whether a percentage was written with its sign; bare, a number
    up to 1 could be a share of one.
    """
    check = f"检查是否打错，单位是“{item.unit}”" if item.unit else "检查是否打错"
    if not _short_enough(number):
        return Wrong("E-RANGE", f"数字写全了超过 {DIGITS} 位", check)
    if item.type is ItemType.COUNT and number != int(number):
        return Wrong("E-TYPE", f"要填整数，填的是 {shown(number)}", "填整数")
    if item.type is ItemType.PERCENT and not with_sign and 0 < number <= 1:
        text, many = shown(number), shown(Decimal(number) * 100)
        advice = f"百分之{many}写成 {many}%，百分之{text}写成 {text}%"
        return Wrong("E-PERCENT", f"分不清 {text} 是 {text}% 还是 {many}%", advice)
    low, high = bounds(item)
    if (low is not None and number < low) or (high is not None and number > high):
        return Wrong("E-RANGE", f"{shown(number)} 超出范围，应当{_range(low, high)}", check)
    return int(number) if item.type is ItemType.COUNT else Decimal(number) + 0  # no -0


def bounds(item: DataItem) -> tuple[Decimal | None, Decimal | None]:
    """The range in force: the item's own, else from 0 for counts, 0 to 100 for percentages."""
    low, high = item.min, item.max
    if low is None and item.type in (ItemType.COUNT, ItemType.PERCENT):
        low = Decimal(0)
    if high is None and item.type is ItemType.PERCENT:
        high = Decimal(100)
    return low, high


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return f"不大于 {shown(high)}"
    return f"不小于 {shown(low)}" if high is None else f"在 {shown(low)} 至 {shown(high)} 之间"


def _short_enough(number: int | Decimal) -> bool:
    """Whether it can be written out in fifteen digits, without exponent."""
    if isinstance(number, int) or not number:
        return bool(-(10**DIGITS) < number < 10**DIGITS)
    reduced = number.normalize().as_tuple()
    exponent = int(reduced.exponent)
    before = max(len(reduced.digits) + exponent, 1)
    return before + max(-exponent, 0) <= DIGITS


def comparable(value: Any) -> int | Decimal | None:
    """A number that can be compared, a bound at its least; words and yes/no are none."""
    if isinstance(value, AtLeast):
        return value.least
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return value
