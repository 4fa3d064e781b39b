"""Numbers as clerks write them; used only where an answer is not plainly a number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ..clauses.model import DataItem
from ..terms import ItemType
from ..text import echo, plain_number
from ..yamlio.scalars import as_number

_NARROW = str.maketrans("０１２３４５６７８９．－＋％，／：", "0123456789.-+%,/:")
_ABOUT = re.compile(r"(约|大约|近|超过?|不足|至少)|(多|余|左右|以上|以下|上下|[+＋])\s*\D*$")
_WITH_UNIT = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([^0-9:eExX.,][^0-9:]{0,7}2?)").fullmatch
_NEVER = re.compile(r"[-+]?(\.?inf(inity)?|\.?nan)", re.IGNORECASE).fullmatch

_AREA, _TIME, _MONEY, _PLAIN = "面积", "时间", "金额", ""
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
_TENS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_HANZI = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_HANZI |= {"〇": 0, "九": 9}


def narrowed(text: str) -> str:
    """Full-width digits and signs as their narrow ones."""
    return text if text.isascii() else text.translate(_NARROW)


def explain(text: str, item: DataItem) -> tuple[str, str, str]:
    """Why a text is no answer to a numeric item: code, message, advice."""
    said = echo(text, 40)
    plain = narrowed(text.strip())
    if _NEVER(plain):
        return "E-NUMBER", f"{said}不是一个数", "填具体的数；不知道的留空"
    if _ABOUT.search(plain):
        advice = "填确切的数；只有约数的留空，把约数写进说明"
        return "E-TYPE", f"{said}是约数，不能用来判定", advice
    tidy = _tidied(plain, item.unit)
    if tidy:
        return "E-TYPE", f"{said}不是规定的数字写法{tidy[1]}", f"写成 {tidy[0]}"
    return _with_unit(plain, said, item) or ("E-TYPE", _wanted(item, said), _example(item))


def _wanted(item: DataItem, said: str) -> str:
    kind = "整数" if item.type is ItemType.COUNT else "数"
    return f"要填{kind}，填的是{said}"


def _example(item: DataItem) -> str:
    return f"只写数字，如 {item.example}" if item.example is not None else "只写数字"


def _tidied(text: str, unit: str) -> tuple[str, str] | None:
    """The number meant, and what is wrong with the way it is written."""
    bare = re.sub(r"(?<=[0-9])[,_\s'](?=[0-9])", "", text)
    if bare != text and _is_number(bare):
        return bare, "：数字中间不加逗号、空格"
    if text.startswith("+") and _is_number(text[1:]):
        return text[1:], "：前面不加加号"
    if re.fullmatch(r"-?0+[0-9]+(\.[0-9]+)?", text):
        kept = re.sub(r"^(-?)0+(?=[0-9])", r"\1", text)
        return (kept, "：前面不加 0") if _is_number(kept) else None
    if re.fullmatch(r"-?\.[0-9]+", text):
        return text.replace(".", "0."), "：小数点前要有 0"
    if re.fullmatch(r"-?[0-9]+\.", text):
        return text[:-1], "：小数点后没有数字"
    hanzi = _from_hanzi(text.removesuffix(unit).strip())
    return (str(hanzi), "") if hanzi is not None else None


def _is_number(text: str) -> bool:
    return not isinstance(as_number(text), str)


def _from_hanzi(text: str) -> int | None:
    """一百二十八 → 128; None where it is no such numeral."""
    total = part = digit = 0
    for char in text:
        if char in _HANZI:
            digit = _HANZI[char]
        elif char in _TENS:
            size = _TENS[char]
            if size >= 10_000:
                total, part, digit = (total + part + digit) * size, 0, 0
            else:
                part, digit = part + (digit or 1) * size, 0
        else:
            return None
    return total + part + digit if len(text) < 16 and text else None


def _with_unit(text: str, said: str, item: DataItem) -> tuple[str, str, str] | None:
    found = _WITH_UNIT(text)
    if not found or not _is_number(found[1].replace(",", "")):
        return None
    number, unit = found[1].replace(",", ""), found[2].strip()
    wanted = item.unit
    if unit == "%":
        return "E-TYPE", f"要填数量，填的是百分数{said}", "填数量本身，比例由系统计算"
    if unit == wanted or (unit in ("个", "家", "人", "次", "件", "项") and unit != wanted):
        return "E-UNIT", f"{said}带了单位", f"只写数字 {number}，单位“{wanted or unit}”不用写"
    amount = Fraction(number)
    if unit and unit[0] in _TENS and _TENS[unit[0]] >= 1_000 and unit[1:] in ("", wanted):
        meant = _shown(amount * _TENS[unit[0]])
        return "E-UNIT", f"{said}不是写全的数字", f"写成 {meant}"
    here, there = _UNITS.get(unit), _UNITS.get(wanted)
    if here and there and here[0] == there[0]:
        same = amount * here[1] / there[1]
        about = "" if _shown(same) == _exact(same) else "约"
        advice = f"换算过来{about}是 {_shown(same)} {wanted}，核对后填这个数"
        return "E-UNIT", f"{said}的单位是“{unit}”，这里要用“{wanted}”", advice
    if wanted:
        return "E-UNIT", f"{said}带了别的字，这里的单位是“{wanted}”", "只写数字，单位不用写"
    return None


def _shown(amount: Fraction) -> str:
    """At most two decimals."""
    value = Decimal(amount.numerator) / Decimal(amount.denominator)
    return plain_number(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _exact(amount: Fraction) -> str:
    return plain_number(Decimal(amount.numerator) / Decimal(amount.denominator))
