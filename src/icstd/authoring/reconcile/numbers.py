"""Quantities in a sentence, and the limits of a provision: do they agree?"""

from __future__ import annotations

import re
from decimal import Decimal

from ...clauses.model import Provision
from ...terms import LimitOrigin

_FIGURES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNIT = (
    "个|家|人|名|次|天|日|周|月|季度|年|件|项|场|处|台|套|份|小时|分钟|平方米|米|公里|元|万元|户|种|类|册|辆|"
    "h|min|s|d|m²|m2|m|km|mm|cm|kg|t|℃|°C|lx|dB|kV|kW|V|W|%|％|‰|工作日|倍|班"
)
_QUANTITY = re.compile(
    rf"(?<![\d.A-Za-z/—-])(\d+(?:\.\d+)?|[一二三四五六七八九十两百千]+)\s*(?:个)?(?:{_UNIT})(?![A-Za-z])"
)
# 低于 80 may be encoded as at most 79.9: such limits agree when less than 1 apart.
_STRICT = re.compile("(?<!不)(?:低于|小于|不足|少于|超过|大于|高于|多于)")
_EVERY = re.compile("每[一个家处名件项位条座间]|全部|所有|各(?:类|项|个|企业|部门)|百分之百|全覆盖")
_CITATION = re.compile(r"(?:GB|DB|[A-Z]{2,5})\s?(?:/\s?[A-Z]+)?\s?[\d.]+(?:—\d{4})?|附录\s?[A-Z]")
_SOFT = re.compile(
    "第[一二三四五六七八九十]+|一[般定致旦些次性]|一并|统一|唯一|同一|之一|一站式|一体"
)


def quantities(sentence: str) -> frozenset[Decimal]:
    """Numbers with a unit in a sentence; 每一个, 全部 and 所有 count as 100."""
    text = _CITATION.sub("", sentence)
    found = {_value(m.group(1)) for m in _QUANTITY.finditer(_SOFT.sub("", _EVERY.sub("", text)))}
    if _EVERY.search(text):
        found.add(Decimal(100))
    return frozenset(found)


def limits(provision: Provision) -> frozenset[Decimal]:
    """Numbers a provision compares with that a source is said to give."""
    checks = [provision.check, *((provision.applies_if,) if provision.applies_if else ())]
    origins = (LimitOrigin.SOURCE, LimitOrigin.LAW)
    return frozenset(
        limit.value
        for check in checks
        for limit in check.limits.values()
        if limit.value is not None and limit.origin in origins
    )


def disagreement(sentence: str, provision: Provision) -> str:
    """How the numbers differ, in words; empty where they do not.

    Only where both sides give numbers and share none: a limit may be how we
    read a word, and a sentence may hold numbers that are no limits.
    """
    said, ours = quantities(sentence), limits(provision)
    agree = said & ours or (
        _STRICT.search(sentence) and any(abs(a - b) < 1 for a in said for b in ours)
    )
    if said and ours and not agree:
        return f"句子里的数是 {_listed(said)}，条款的限值是 {_listed(ours)}"
    return ""


def _listed(numbers: frozenset[Decimal]) -> str:
    return "、".join(f"{n.normalize():f}" for n in sorted(numbers))


def _value(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text)
    total = section = 0
    for character in text:
        if character in _FIGURES:
            section = _FIGURES[character]
        else:
            power = {"十": 10, "百": 100, "千": 1000}[character]
            total += (section or 1) * power
            section = 0
    return Decimal(total + section)
