"""`--set 项=值`: the same file, as if one answer were another."""

from __future__ import annotations

from collections.abc import Sequence

from ..clauses.model import DataItem, Standard
from ..errors import Place, UsageProblem
from ..terms import ItemType
from ..text import clip, visible
from ..yamlio import Document, Map, Seq
from ..yamlio.scalars import resolve

_HERE = Place(cell="--set")
_LISTS = (ItemType.CHOICES, ItemType.TEXTS)


def assume(document: Document, standard: Standard, pairs: Sequence[str]) -> Document:
    """A copy of a document in which some answers are replaced; the loader reads it as usual.

    pairs: `数据项=值`, the item by label or id; a list's parts with 、 between
    them.  Raises UsageProblem for a pair without `=` and an unknown item.
    """
    root = _copy(document.root)
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise UsageProblem(
                f"--set 后面要写成 项=值：{_shown(pair)}", "例如 --set 已回应问题数=128"
            )
        item = _item(name.strip(), standard)
        _put(root, item, standard, text.strip())
    return document._replace(root=root)


def assumed_text(pairs: Sequence[str]) -> str:
    """What a report says about answers that are not the park's."""
    return f"本报告假设 {'，'.join(map(_shown, pairs))}，不是填报文件本身的结果。"


def _item(name: str, standard: Standard) -> DataItem:
    for item in standard.items.values():
        if name in (item.id, item.label):
            return item
    from ..assessment.suggest import nearest

    near = nearest(name, [i.label for i in standard.items.values()])
    advice = f"是否想写 {near}？" if near else "icstd init 空白表.yaml 列出全部数据项"
    raise UsageProblem(f"没有数据项“{_shown(name)}”", advice)


def _put(root: Map, item: DataItem, standard: Standard, text: str) -> None:
    section = next(s for s in standard.sections if s.id == item.section)
    answers = _child(root, "填报", "填报")
    answers = _child(answers, section.title, section.id)
    key = item.id if item.id in answers else item.label
    given = answers.get(key)
    value = _value(item, text)
    if isinstance(given, Map):
        given = _copy(given)
        given.put("值", value, _HERE, _HERE)
        value = given
    answers.put(key, value, _HERE, _HERE)


def _value(item: DataItem, text: str) -> object:
    if item.type not in _LISTS or not text:
        return resolve(text)
    parts = Seq()
    for part in text.replace("，", "、").replace(",", "、").split("、"):
        parts.put(part.strip(), _HERE)
    return parts


def _child(parent: Map, title: str, other: str) -> Map:
    """A copy of the mapping under one of two keys, put in its place; new where there is none."""
    key = other if other in parent and title not in parent else title
    given = parent.get(key)
    child = _copy(given) if isinstance(given, Map) else Map()
    parent.put(key, child, *parent.places.get(key, (_HERE, _HERE)))
    return child


def _copy(given: Map) -> Map:
    copy = Map()
    for key, value in given.items():
        copy.put(key, value, *given.places[key])
    return copy


def _shown(text: str) -> str:
    return clip(visible(text), 60)
