"""One answer, read as its data item says.

Nothing is guessed: what is not plainly an answer is a problem with the value
meant beside it.  The only writings evened out are full-width digits, which is
said in a warning.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ..clauses.model import DataItem
from ..errors import Place
from ..limits import DIGITS
from ..terms import ItemType, Special, Value
from ..yamlio import Seq
from ..yamlio.scalars import as_number
from .report import Path, Report
from .texts import read_option, read_text, read_texts, shown

YES_NO = {"是": True, "否": False}
SPECIALS = {word.value: word for word in Special}

_YES = frozenset(("√", "✓", "✔", "对", "有", "yes", "y", "on", "true", "1", "是的", "有的", "已有"))
_NO = frozenset(("×", "✗", "x", "无", "没有", "no", "n", "off", "false", "0", "不是", "未", "没"))
_LISTS = (ItemType.CHOICES, ItemType.TEXTS)


class Asked(NamedTuple):
    """What is asked, where the answer stands, and the date it is held against."""

    item: DataItem
    at: Place
    path: Path
    report: Report
    as_of: date | None

    def refuse(self, code: str, message: str, advice: str = "") -> None:
        """Note a problem with this answer."""
        self.report.add(code, self.at, self.path, message, advice)


def read_value(raw: Any, asked: Asked) -> Value | None:
    """The answer; None where it is blank or has been refused."""
    if raw is None:
        return None
    kind = asked.item.type
    if isinstance(raw, str):
        raw = raw.strip()
        if not raw:
            return None
        if raw in SPECIALS and not (kind is ItemType.YES_NO and raw == Special.NONE):
            return _special(SPECIALS[raw], asked)
    elif isinstance(raw, Seq) and not raw and kind is not ItemType.YES_NO:
        return _special(Special.NONE, asked)
    elif isinstance(raw, list | dict) and kind not in _LISTS:
        wanted = _WANTED[kind]
        advice = "只填一个，去掉方括号、花括号或行首的“- ”"
        asked.refuse("E-TYPE", f"这里要填{wanted}，填的是{shown(raw)}", advice)
        return None
    return _READERS[kind](raw, asked)


def read_flag(raw: Any, at: Place, path: Path, report: Report) -> bool | None:
    """true, false, 是 or 否; None where it is blank or has been refused."""
    if raw is None or isinstance(raw, bool):
        return raw
    word = raw.strip() if isinstance(raw, str) else shown(raw)
    if not word:
        return None
    if word in YES_NO and isinstance(raw, str):
        return YES_NO[word]
    lower = word.casefold()
    guess = "是" if lower in _YES else "否" if lower in _NO else ""
    advice = f"是否想填“{guess}”？" if guess else "只能填这两个字之一；不知道的留空"
    report.add("E-TYPE", at, path, f"要填“是”或“否”，填的是{shown(raw)}", advice)
    return None


def _special(word: Special, asked: Asked) -> Value | None:
    """无, 不清楚, 未公布: known words that are no values of the item's type."""
    item = asked.item
    if word is Special.UNPUBLISHED and not item.commitment:
        advice = "没有的填“无”，不知道的填“不清楚”，还没有查的留空"
        asked.refuse("E-TYPE", "只有园区对外公布的承诺才能填“未公布”", advice)
        return None
    if word is Special.NONE:
        if item.commitment:
            return Special.UNPUBLISHED  # to have made no promise is to have published none
        if item.type is ItemType.COUNT:
            return 0
        if item.type is ItemType.NUMBER:
            return Decimal(0)
    return word


def _yes_no(raw: Any, asked: Asked) -> Value | None:
    return read_flag(raw, asked.at, asked.path, asked.report)


def _number(raw: Any, asked: Asked) -> Value | None:
    if isinstance(raw, bool):
        asked.refuse("E-TYPE", f"要填{_WANTED[asked.item.type]}，填的是 {shown(raw)}", "只写数字")
        return None
    with_sign = False
    if isinstance(raw, str):
        from .numerals import explain, narrowed

        text = narrowed(raw)
        with_sign = asked.item.type is ItemType.PERCENT and text.endswith("%")
        number = as_number(text.removesuffix("%") if with_sign else text)
        if isinstance(number, str) or number is None:
            asked.refuse(*explain(raw, asked.item))
            return None
        if text != raw:
            message = f"{shown(raw)}是全角数字，已按 {text} 读"
            asked.report.add("W-FULLWIDTH", asked.at, asked.path, message, "换成半角数字")
        raw = number
    return _in_range(raw, asked, with_sign=with_sign)


def _in_range(number: int | Decimal, asked: Asked, *, with_sign: bool) -> Value | None:
    item = asked.item
    check = f"检查是否打错，单位是“{item.unit}”" if item.unit else "检查是否打错"
    if item.type is ItemType.COUNT and not isinstance(number, int):
        whole = number == number.to_integral_value() and abs(number) < 10**DIGITS
        advice = f"写成 {int(number)}" if whole else "填整数"
        asked.refuse("E-TYPE", f"要填整数，填的是 {shown(number)}", advice)
        return None
    if not _short_enough(number):
        asked.refuse("E-RANGE", f"数字写全了超过 {DIGITS} 位", check)
        return None
    if item.type is ItemType.PERCENT and not with_sign and 0 < number <= 1:
        text, many = shown(number), shown(Decimal(number) * 100)
        advice = f"百分之{many}写成 {many}%，百分之{text}写成 {text}%"
        asked.refuse("E-PERCENT", f"分不清 {text} 是 {text}% 还是 {many}%", advice)
        return None
    low, high = bounds(item)
    if (low is not None and number < low) or (high is not None and number > high):
        asked.refuse("E-RANGE", f"{shown(number)} 超出范围，应当{_range(low, high)}", check)
        return None
    return number if item.type is ItemType.COUNT else Decimal(number)


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


def _date(raw: Any, asked: Asked) -> Value | None:
    found = read_day(raw, asked.at, asked.path, asked.report)
    if found and asked.as_of and found > asked.as_of and not asked.item.future:
        message = f"{found} 晚于评价日 {asked.as_of}"
        advice = "检查年份；评价日以后才有的事不填，或者改评价日"
        asked.refuse("E-DATE-FUTURE", message, advice)
        return None
    return found


def read_day(raw: Any, at: Place, path: Path, report: Report) -> date | None:
    """A date; None where it is blank or has been refused."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, str) and len(raw) == 10 and raw.isascii() and raw[4] == raw[7] == "-":
        try:
            plain = date.fromisoformat(raw)
        except ValueError:
            plain = None
        if plain and 1950 <= plain.year <= 2099:
            return plain
    from .dates import Wrong, read_date

    found = read_date(raw)
    if isinstance(found, Wrong):
        report.add(found.code, at, path, found.message, found.advice)
        return None
    if isinstance(raw, str) and raw.strip() != str(found):
        message = f"{shown(raw)}里有全角字符，已按 {found} 读"
        report.add("W-FULLWIDTH", at, path, message, "换成半角字符")
    return found


def _choice(raw: Any, asked: Asked) -> Value | None:
    return read_option(raw, asked.item.options, asked.at, asked.path, asked.report) or None


def _text(raw: Any, asked: Asked) -> Value | None:
    return read_text(raw, asked.at, asked.path, asked.report) or None


def _list(raw: Any, asked: Asked) -> Value | None:
    """Options or texts; a known word may stand alone among them."""
    words = read_texts(raw, asked.at, asked.path, asked.report)
    special = next((w for w in words if w in SPECIALS), None)
    if special and len(words) == 1:
        return _special(SPECIALS[special], asked)
    if special:
        message = f"“{special}”不能和别的内容一起列"
        advice = f"去掉“{special}”，或去掉其余各项"
        asked.report.add("E-TYPE", words[special], asked.path, message, advice)
        return None
    if asked.item.type is ItemType.CHOICES:
        for word, at in words.items():
            read_option(word, asked.item.options, at, asked.path, asked.report)
    return tuple(words) or None


_WANTED = {
    ItemType.YES_NO: "“是”或“否”",
    ItemType.COUNT: "一个整数",
    ItemType.NUMBER: "一个数",
    ItemType.PERCENT: "一个百分数",
    ItemType.DATE: "一个日期",
    ItemType.CHOICE: "一个选项",
    ItemType.TEXT: "一段文字",
}
_READERS: dict[ItemType, Callable[[Any, Asked], Value | None]] = {
    ItemType.YES_NO: _yes_no,
    ItemType.COUNT: _number,
    ItemType.NUMBER: _number,
    ItemType.PERCENT: _number,
    ItemType.DATE: _date,
    ItemType.CHOICE: _choice,
    ItemType.CHOICES: _list,
    ItemType.TEXT: _text,
    ItemType.TEXTS: _list,
}
