"""Last year's answers as the start of this year's form.

What stands (a party organisation, a room, a published promise) is kept and
marked 待复核; what belongs to a period (dates, counts, judgements) is asked
again.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..assessment.asked import Asked
from ..assessment.dump import to_plain
from ..assessment.load import assessment_from
from ..assessment.report import Report
from ..assessment.values import read_value
from ..clauses.model import DataItem, Standard, Table
from ..errors import InputProblems, Place
from ..terms import ItemType
from ..yamlio import Document, Map
from .plain import answer_of, entry_of


class Carried(NamedTuple):
    """The document to begin with, and names of what this edition asks otherwise."""

    document: dict[str, Any]
    dropped: tuple[str, ...] = ()


def carried_over(document: Document, standard: Standard) -> Carried:
    """What of an earlier form stands; the dates of the new one are blank.

    A form made for another encoding version is read as far as this one asks
    the same; of its own version it must be sound.

    Raises InputProblems.
    """
    dropped: list[str] = []
    if _other_version(document, standard):
        document = _pruned(document, standard, dropped)
    said = to_plain(assessment_from(document, standard), standard)
    begun = {
        "标准": standard.number,
        "编码版本": standard.encoding_version,
        "园区": said["园区"],
        "评价": {"方式": said["评价"]["方式"]},
        "填报": _standing(said.get("填报", {}), standard),
        "台账": {
            table.label: said["台账"][table.label]
            for table in standard.tables.values()
            if table.label in said.get("台账", {}) and _stands(table, standard)
        },
        "证据": said.get("证据", {}),
        "意见": said.get("意见", {}),
    }
    return Carried({key: part for key, part in begun.items() if part}, tuple(dropped))


def _standing(said: dict[str, Any], standard: Standard) -> dict[str, Any]:
    kept = {}
    for section in standard.sections:
        given = said.get(section.title, {})
        answers = {
            item.label: answer_of(entry_of(given[item.label])._replace(review=True))
            for item in section.items
            if _stays(item) and given.get(item.label) is not None
        }
        if answers:
            kept[section.title] = answers
    return kept


def _stays(item: DataItem) -> bool:
    """Whether last year's answer may begin this year's form: never a count of a day or a period."""
    return item.standing and (item.type is not ItemType.COUNT or item.commitment)


def _stands(table: Table, standard: Standard) -> bool:
    """Whether every figure that a table backs is a standing one."""
    backed = [item for item in standard.items.values() if item.table == table.id]
    return bool(backed) and all(item.standing for item in backed)


def _other_version(document: Document, standard: Standard) -> bool:
    """Whether it is a form of this standard, but not of this encoding version."""
    root = document.root
    same = root.get("标准") in (standard.number, standard.id)
    version = root.get("编码版本")
    return same and isinstance(version, str) and version.strip() != standard.encoding_version


def _pruned(document: Document, standard: Standard, dropped: list[str]) -> Document:
    """The parts of an older form that this edition can read.

    Answers are looked up by label wherever they stand, for sections may have
    been cut anew.
    """
    old, root = document.root, Map()
    for key in ("标准", "园区", "评价", "证据"):
        if key in old:
            root.put(key, old[key], *old.places[key])
    at = old.places["编码版本"][1]
    root.put("编码版本", standard.encoding_version, at, at)
    answers = Map()
    root.put("填报", answers, at, at)
    titles = {section.id: section.title for section in standard.sections}
    labels = {item.label: item for item in standard.items.values()}
    for section in _maps(old.get("填报")):
        for label, raw in section.items():
            item = labels.get(label)
            if raw is None:
                continue
            if item is None or not _readable(raw, item, document):
                dropped.append(label)
                continue
            title = titles[item.section]
            if title not in answers:
                answers.put(title, Map(), at, at)
            answers[title].put(label, raw, *section.places[label])
    return document._replace(root=root)


def _maps(value: Any) -> list[Map]:
    return [v for v in value.values() if isinstance(v, Map)] if isinstance(value, Map) else []


def _readable(raw: Any, item: DataItem, document: Document) -> bool:
    """Whether this edition takes the answer as it stands."""
    report = Report(document)
    value = raw.get("值") if isinstance(raw, Map) else raw
    read_value(value, Asked(item, Place(), (), report, None))
    try:
        report.close()
    except InputProblems:
        return False
    return True
