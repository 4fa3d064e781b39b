"""What the forms ask: one description, laid out as YAML, as a workbook and as a page.

Everything here is derived from the standard's data items and provisions;
there is no second list of questions.
"""

from __future__ import annotations

from typing import NamedTuple

from ..assessment.parts import verdict_words
from ..assessment.values import bounds
from ..clauses.model import Check, Column, DataItem, Provision, Standard
from ..terms import CheckKind, ItemType, Special, Verdict
from ..text import plain_number


class Hint(NamedTuple):
    """A figure that a provision compares, simple enough to show while filling in.

    kind: `min` (item at least `least`) or `ratio` (part of whole, per cent).
    """

    kind: str
    of: str  # id of the provision
    item: str
    whole: str
    least: object


def special_words(item: DataItem) -> tuple[str, ...]:
    """The words an item accepts beside its own values: 无, 不清楚, 未公布."""
    if item.commitment:  # to have made no promise is to have published none
        return (Special.UNPUBLISHED.value, Special.UNCLEAR.value)
    if item.type is ItemType.YES_NO:
        return (Special.UNCLEAR.value,)
    return (Special.NONE.value, Special.UNCLEAR.value)


def choices(item: DataItem | Column) -> tuple[str, ...]:
    """The words to pick from; empty where the answer is typed."""
    if item.type is ItemType.YES_NO:
        return ("是", "否")
    return item.options if item.type in (ItemType.CHOICE, ItemType.CHOICES) else ()


def how(item: DataItem, standard: Standard) -> str:
    """How to answer, as one line: `整数，0 至 8760；单位“小时”不用写；没有公布填“未公布”`."""
    kinds = {
        ItemType.YES_NO: "填“是”或“否”",
        ItemType.COUNT: "整数",
        ItemType.NUMBER: "数字",
        ItemType.PERCENT: "百分数，95% 填 95",
        ItemType.DATE: "日期，如 2025-03-01",
        ItemType.CHOICE: f"选一项：{'、'.join(item.options)}",
        ItemType.CHOICES: f"可选几项：{'、'.join(item.options)}",
        ItemType.TEXT: "文字",
        ItemType.TEXTS: "可填几条",
    }
    parts = [kinds[item.type] + _range(item)]
    if item.unit and item.type is not ItemType.PERCENT:
        parts.append(f"单位“{item.unit}”不用写")
    words = special_words(item)
    if Special.UNPUBLISHED in words:
        parts.append("没有公布填“未公布”")
    elif Special.NONE in words and Special.NONE not in item.options and not _range(item):
        parts.append("没有填“无”")
    if item.table:
        parts.append(f"填了“{standard.tables[item.table].label}”的不必填")
    return "；".join(parts)


def _range(item: DataItem) -> str:
    if item.type not in (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT):
        return ""
    least, most = bounds(item)
    low = "" if least is None else plain_number(least)
    high = "" if most is None else plain_number(most)
    if low and high:
        return f"，{low} 至 {high}"
    if low:
        return f"，不小于 {low}"
    return f"，不大于 {high}" if high else ""


def advice(item: DataItem, standard: Standard) -> str:
    """How to answer, with an example where one helps."""
    said = how(item, standard)
    if choices(item):
        return said
    given = item.example
    shown = "、".join(map(str, given)) if isinstance(given, list | tuple) else given
    return f"{said}。例：{shown}"


def serves(standard: Standard) -> dict[str, tuple[Provision, ...]]:
    """Data item → the provisions its answer serves, in the standard's order."""
    found: dict[str, list[Provision]] = {item: [] for item in standard.items}
    for provision in standard.provisions.values():
        for item in provision.reads:
            found[item].append(provision)
    return {item: tuple(provisions) for item, provisions in found.items()}


def serves_text(provisions: tuple[Provision, ...]) -> str:
    """`W6.5（应）、W7.3（宜）`; empty where the answer serves none by itself."""
    return "、".join(f"{p.id}（{p.modality.word}）" for p in provisions)


def judged_by_person(standard: Standard) -> tuple[tuple[Provision, tuple[Verdict, ...]], ...]:
    """The provisions on which the park may hand in a 人工判定, and the words allowed."""
    found = []
    for provision in standard.provisions.values():
        words = tuple(dict.fromkeys(verdict_words(provision).values()))
        if words:
            found.append((provision, words))
    return tuple(found)


def about(provision: Provision) -> str:
    """What a person has to judge: the gist, how it is read, when to speak at all."""
    parts = [provision.gist, provision.reading]
    if not provision.judgeable:
        parts.append("本条按填报的数据判定；确实不适用的，才在这里写明理由。")
    return "\n".join(text for text in parts if text)


def hints(standard: Standard) -> tuple[Hint, ...]:
    """Comparisons with a fixed number, for the live 还差 of the page."""
    found = []
    for provision in standard.provisions.values():
        least = _fixed(provision.check)
        check = provision.check
        if least is None:
            continue
        if check.kind is CheckKind.MIN and check.item:
            found.append(Hint("min", provision.id, check.item, "", least))
        elif check.kind is CheckKind.RATIO and check.part and check.whole:
            found.append(Hint("ratio", provision.id, check.part, check.whole, least))
    return tuple(found)


def _fixed(check: Check) -> object | None:
    limit = check.limits.get("at_least")
    return None if limit is None or limit.item else limit.value
