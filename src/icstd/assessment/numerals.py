"""Numbers as clerks write them; used only where an answer is not plainly a number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ..clauses.model import DataItem
from ..terms import ItemType
from ..text import echo, plain_number
from ..yamlio.scalars import as_number
from .reading import Read, Wrong, nothing_said, stands_for_nothing

_NARROW = str.maketrans("０１２３４５６７８９．－＋％，／：（）", "0123456789.-+%,/:()")
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于|≥|>=)\s*(.+)").fullmatch
_ABOUT = re.compile(r"(约|大约|近|超过?|不足|至少|不少于)|(多|余|左右|以上|以下|上下|[+＋])\s*\D*$")
_GROUPED = re.compile(r"([-+]?[0-9]{1,3}(?:([, ])[0-9]{3})(?:\2[0-9]{3})*(?:\.[0-9]+)?)").fullmatch
_WITH_UNIT = re.compile(
    r"(-?[0-9][0-9, ]*?(?:\.[0-9]+)?)\s*([^0-9:eExX.,\s][^0-9:]{0,7}2?)"
).fullmatch
_REMARKED = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*\S{0,3}?\s*[(（【].+").fullmatch
_NEVER = re.compile(r"[-+]?(\.?inf(inity)?|\.?nan)", re.IGNORECASE).fullmatch
_CLOCK = re.compile(r"([0-9]{1,3})(?::([0-5]?[0-9])(?::00)?|小时([0-9]{1,2})分钟?)").fullmatch
_RANGE = re.compile(r"[0-9.]+\s*[-—–~～至到/]\s*[0-9.]+\D{0,3}").fullmatch

_AREA, _TIME, _MONEY = "面积", "时间", "金额"
_UNITS: dict[str, tuple[str, Fraction]] = {
    "平方米": (_AREA, Fraction(1)),
    "㎡": (_AREA, Fraction(1)),
    "m²": (_AREA, Fraction(1)),
    "m2": (_AREA, Fraction(1)),
    "平米": (_AREA, Fraction(1)),
    "平方": (_AREA, Fraction(1)),
    "亩": (_AREA, Fraction(2000, 3)),
    "公顷": (_AREA, Fraction(10_000)),
    "平方公里": (_AREA, Fraction(1_000_000)),
    "分钟": (_TIME, Fraction(1)),
    "小时": (_TIME, Fraction(60)),
    "天": (_TIME, Fraction(1440)),
    "日": (_TIME, Fraction(1440)),
    "周": (_TIME, Fraction(10_080)),
    "元": (_MONEY, Fraction(1)),
    "万元": (_MONEY, Fraction(10_000)),
    "亿元": (_MONEY, Fraction(100_000_000)),
}
_COUNTED = frozenset("个家人次件项场处支名户条位")
_LARGE = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_DIGITS = "零一二三四五六七八九"
_PLAIN = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟", "零零二一二三四五六七八九十百千")


def narrowed(text: str) -> str:
    """Full-width digits and signs as their narrow ones."""
    return text if text.isascii() else text.translate(_NARROW)


def lower_bound(text: str) -> str:
    """What stands behind 至少, 不少于, ≥; empty where nothing of the kind stands there."""
    found = _AT_LEAST(narrowed(text.strip()))
    return found[1].strip() if found else ""


def read_number(text: str, item: DataItem) -> Read | Wrong:
    """The number that a text can only mean for an item, or why it is none.

    Of a percentage the sign is gone: whether there was one is the caller's to
    see.  A number in another unit, a rounded one (2 万) and an approximate one
    are refused, with the number they would come to.
    """
    said, plain = echo(text, 40), narrowed(text.strip())
    number = as_number(plain)
    if not isinstance(number, str) and number is not None and not isinstance(number, bool):
        return Read(number, "" if plain == text.strip() else "全角数字")
    if _NEVER(plain):
        return Wrong("E-NUMBER", f"{said}不是一个数", "填具体的数；不知道的留空")
    if stands_for_nothing(text):
        return nothing_said(said)
    if _ABOUT.search(plain):
        advice = "填确切的数；只有约数的留空，把约数写进说明"
        return Wrong("E-TYPE", f"{said}是约数，不能用来判定", advice)
    found = _tidied(plain, item) or _more_than_a_number(plain, said, item)
    return found or _with_unit(plain, said, item) or _other(plain, said, item)


def _tidied(text: str, item: DataItem) -> Read | None:
    """A number whose writing alone is odd."""
    bare = text.lstrip("¥￥").strip() if item.unit == "元" else text
    if found := _GROUPED(bare):
        return _read(re.sub("[, ]", "", found[1]).removeprefix("+"), "数字中间有逗号、空格")
    if re.fullmatch(r"\+[0-9.]+", bare):
        return _read(bare[1:], "前面有加号")
    if re.fullmatch(r"-?\.[0-9]+", bare):
        return _read(bare.replace(".", "0."), "小数点前少 0")
    if bare != text:
        return _read(bare, "前面有货币符号")
    unit = item.unit if text.endswith(item.unit) and item.unit not in _LARGE else ""
    hanzi = numeral(text.removesuffix(unit).strip()) if text != unit else None
    return Read(hanzi, "中文数字") if hanzi is not None else None


def _read(text: str, cause: str) -> Read | None:
    number = as_number(text)
    return None if isinstance(number, str) else Read(number, cause)


def numeral(text: str) -> int | None:
    """一百二十八, 壹佰贰拾捌, 八六〇 → the number; None where it is not exactly one.

    Numerals with 万 and 亿 are mostly rounded, 一百二 and 七八 have two readings:
    none of them is one.
    """
    plain = text.translate(_PLAIN)
    if len(plain) > 2 and all(c in _DIGITS for c in plain) and plain[0] != "零":
        return int("".join(str(_DIGITS.index(c)) for c in plain))
    total = digit = 0
    for char in plain:
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char in "十百千":
            total, digit = total + (digit or 1) * 10 ** ("十百千".index(char) + 1), 0
        else:
            return None
    spelled = _spelled(total + digit)
    usual = spelled[1:] if spelled.startswith("一十") else spelled  # 十二 beside 一十二
    return total + digit if plain and plain in (spelled, usual) else None


def _spelled(number: int) -> str:
    """The numeral as it is properly written, for numbers below ten thousand."""
    if number < 10 or number > 9_999:
        return _DIGITS[number] if number < 10 else ""
    text = ""
    for size, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += _DIGITS[digit] + name
        elif text and number % size and not text.endswith("零"):
            text += "零"
    return text


def _with_unit(text: str, said: str, item: DataItem) -> Read | Wrong | None:
    found = _WITH_UNIT(text)
    number = _read(re.sub("[, ]", "", found[1]), "带了单位") if found else None
    if not found or number is None or (not found[1].isdecimal() and not _sound(found[1])):
        return None
    unit, wanted = found[2].strip(), item.unit
    if unit == "%":
        advice = "填数量本身，比例由系统计算"
        return Wrong("E-TYPE", f"要填数量，填的是百分数{said}", advice)
    if unit and unit in (wanted, "个" if wanted in _COUNTED else wanted):
        return number
    amount = Fraction(number.value)
    if unit[0] in _LARGE and unit[1:] in ("", wanted):
        meant = _shown(amount * _LARGE[unit[0]])
        return Wrong("E-UNIT", f"{said}不是写全的数字", f"写成 {meant}", as_number(meant))
    here, there = _UNITS.get(unit), _UNITS.get(wanted)
    if here and there and here[0] == there[0]:
        return number if here[1] == there[1] else _converted(said, unit, amount, item)
    if wanted:
        advice = f"核对是不是以“{wanted}”计，是的只写数字"
        return Wrong("E-UNIT", f"{said}带了别的字，这里的单位是“{wanted}”", advice)
    return None


def _sound(number: str) -> bool:
    return not isinstance(as_number(number), str) or _GROUPED(number) is not None


def _converted(said: str, unit: str, amount: Fraction, item: DataItem) -> Wrong:
    same = amount * _UNITS[unit][1] / _UNITS[item.unit][1]
    about = "" if _shown(same) == _exact(same) else "约"
    whole = item.type is not ItemType.COUNT or same.denominator == 1
    advice = f"换算过来{about}是 {_shown(same)} {item.unit}，核对后填这个数"
    if not whole:
        advice = f"换算过来{about}是 {_shown(same)} {item.unit}，这里要填整数，请核对"
    return Wrong(
        "E-UNIT",
        f"{said}的单位是“{unit}”，这里要用“{item.unit}”",
        advice,
        as_number(_shown(same)) if whole else None,
    )


def _more_than_a_number(text: str, said: str, item: DataItem) -> Wrong | None:
    """What is wrong with a range, a clock time and a number with a remark behind it."""
    if _RANGE(text):
        cure = "填一个确切的数；填不准的留空，把范围写进说明"
        return Wrong("E-TYPE", f"{said}像是一个范围，也可能是分数或日期", cure)
    if (found := _CLOCK(text)) and item.unit in ("小时", "分钟"):
        minutes = int(found[1]) * 60 + int(found[2] or found[3])
        return _converted(said, "分钟", Fraction(minutes), item)
    if found := _REMARKED(text):
        advice = f"数字只写 {found[1]}，其余写进说明"
        return Wrong("E-TYPE", f"{said}在数字后面带了说明", advice, as_number(found[1]))
    return None


def _other(text: str, said: str, item: DataItem) -> Wrong:
    """Why a text is no number for sure, and which it may be."""
    if re.fullmatch(r"[0-9]{16,}", text):
        return Wrong("E-TYPE", f"{_wanted(item)}，填的是{said}", "数字超过 15 位，检查是否打错")
    bare = re.sub(r"(?<=[0-9])[,_\s'](?=[0-9])", "", text).rstrip(".")
    kept = re.sub(r"^(-?)0+(?=[0-9])", r"\1", bare)
    number = as_number(kept)
    if kept != text and not isinstance(number, str) and number is not None and text[:1].isdecimal():
        return Wrong("E-TYPE", f"{said}不是规定的数字写法", f"是 {kept} 的，写成 {kept}", number)
    example = f"只写数字，如 {item.example}" if item.example is not None else "只写数字"
    return Wrong("E-TYPE", f"{_wanted(item)}，填的是{said}", example)


def _wanted(item: DataItem) -> str:
    return "要填整数" if item.type is ItemType.COUNT else "要填数"


def _shown(amount: Fraction) -> str:
    """At most two decimals."""
    value = Decimal(amount.numerator) / Decimal(amount.denominator)
    return plain_number(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _exact(amount: Fraction) -> str:
    return plain_number(Decimal(amount.numerator) / Decimal(amount.denominator))
