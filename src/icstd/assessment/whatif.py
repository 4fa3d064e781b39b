"""What if: a self-assessment as if some answers were others, read as the loader reads a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ..clauses.model import DataItem, Standard
from ..errors import Place, UsageProblem
from ..terms import ItemType
from ..text import clip, visible
from ..yamlio import Document, Map, Seq, read_document
from ..yamlio.scalars import resolve
from .dump import to_yaml
from .load import assessment_from
from .model import SelfAssessment

_LISTS = (ItemType.CHOICES, ItemType.TEXTS)


def suppose(assessment: SelfAssessment, standard: Standard, /, **answers: object) -> SelfAssessment:
    """What if: a new self-assessment with some answers replaced.

    `icstd.suppose(a, standard, 已回应问题数=128)`.  answers: by label or id of a
    data item; a value as text is read as typed into a file, None blanks the
    answer.  standard: the edition the assessment was made for.  Answers not
    named keep their places, the digest is that of the altered content.

    Raises UsageProblem for an unknown item and a value of a kind no file can
    hold, InputProblems for a value the loader refuses.
    """
    if not answers:
        return assessment
    written = read_document(to_yaml(assessment, standard).encode("utf-8"), assessment.file)
    here = Place(cell="suppose")
    changed = {find_item(name, standard).id for name in answers}
    loaded = assessment_from(assume(written, standard, answers, here), standard)
    kept = {
        i: a if i in changed else assessment.answers.get(i, a) for i, a in loaded.answers.items()
    }
    said = [f"{find_item(n, standard).label}={_told(v)}" for n, v in answers.items()]
    return replace(
        assessment,
        answers=kept,
        digest=_digest(loaded, standard),
        warnings=loaded.warnings,
        assumed=(*assessment.assumed, *said),
    )


def _told(value: object) -> str:
    """A value as it would be typed after `--set 项=`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(str(part) for part in value)
    return str(value)


def _digest(assessment: SelfAssessment, standard: Standard) -> str:
    import hashlib

    return hashlib.sha256(to_yaml(assessment, standard).encode("utf-8")).hexdigest()


def assume(
    document: Document, standard: Standard, answers: Mapping[str, object], here: Place
) -> Document:
    """A copy of a document in which some answers are replaced; the loader reads it as usual.

    here: what messages give as the place of the replaced answers.  Raises
    UsageProblem as `suppose`.
    """
    root = _copy(document.root)
    for name, value in answers.items():
        item = find_item(name, standard)
        _put(root, item, standard, _value(item, value, here), here)
    return document._replace(root=root)


def find_item(name: str, standard: Standard) -> DataItem:
    """The data item of a label or id.  Raises UsageProblem, with the nearest label."""
    for item in standard.items.values():
        if name in (item.id, item.label):
            return item
    from .suggest import nearest

    near = nearest(name, [i.label for i in standard.items.values()])
    advice = f"是否想写 {near}？" if near else "icstd init 空白表.yaml 列出全部数据项"
    raise UsageProblem(f"没有数据项“{shown(name)}”", advice)


def shown(text: str) -> str:
    """Text that somebody typed, safe and short enough for a message."""
    return clip(visible(text), 60)


def _put(root: Map, item: DataItem, standard: Standard, value: object, here: Place) -> None:
    section = next(s for s in standard.sections if s.id == item.section)
    answers = _child(root, "填报", "填报", here)
    answers = _child(answers, section.title, section.id, here)
    key = item.id if item.id in answers else item.label
    given = answers.get(key)
    if isinstance(given, Map):
        given = _copy(given)
        given.put("值", value, here, here)
        value = given
    answers.put(key, value, here, here)


def _value(item: DataItem, value: object, here: Place) -> object:
    """A value as a document would hold it; a list may be typed with 、 between its parts."""
    if isinstance(value, str):
        if item.type not in _LISTS or not value:
            return resolve(value)
        value = [p.strip() for p in value.replace("，", "、").replace(",", "、").split("、")]
    if isinstance(value, list | tuple):
        parts = Seq()
        for part in value:
            parts.put(part, here)
        return parts
    if isinstance(value, date):
        return value.isoformat()[:10]
    if value is None or isinstance(value, bool | int | Decimal):
        return value
    if isinstance(value, float):
        return resolve(repr(value))
    raise UsageProblem(
        f"“{item.label}”的值不能是 {shown(type(value).__name__)}",
        "写数、文字、是或否（True、False）、日期或列表",
    )


def _child(parent: Map, title: str, other: str, here: Place) -> Map:
    """A copy of the mapping under one of two keys, put in its place; new where there is none."""
    key = other if other in parent and title not in parent else title
    given = parent.get(key)
    child = _copy(given) if isinstance(given, Map) else Map()
    parent.put(key, child, *parent.places.get(key, (here, here)))
    return child


def _copy(given: Map) -> Map:
    copy = Map()
    for key, value in given.items():
        copy.put(key, value, *given.places[key])
    return copy
