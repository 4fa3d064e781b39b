"""Last year's answers as the start of this year's form.

What stands (a party organisation, a room, a published promise) is kept and
marked 待复核; what belongs to a period (dates, counts, judgements) is asked
again.
"""

from __future__ import annotations

from typing import Any

from ..assessment.dump import to_plain
from ..assessment.model import SelfAssessment
from ..clauses.model import DataItem, Standard, Table
from .plain import answer_of, entry_of


def carried_over(
    assessment: SelfAssessment, standard: Standard, old: Standard | None = None
) -> dict[str, Any]:
    """The document to begin a new assessment with; its dates are blank.

    old: the edition that the assessment was made under, where it is another;
    what the new one asks otherwise is left blank.
    """
    before = old or standard
    said = to_plain(assessment, before)
    document = {
        "标准": standard.number,
        "编码版本": standard.encoding_version,
        "园区": said["园区"],
        "评价": {"方式": said["评价"]["方式"]},
        "填报": _answers(said.get("填报", {}), standard, before),
        "台账": {
            table.label: said["台账"][table.label]
            for table in standard.tables.values()
            if table.label in said.get("台账", {}) and _stands(table, standard, before)
        },
        "证据": said.get("证据", {}),
        "意见": {p: c for p, c in said.get("意见", {}).items() if p in standard.provisions},
    }
    return {key: part for key, part in document.items() if part}


def _answers(said: dict[str, Any], standard: Standard, before: Standard) -> dict[str, Any]:
    titles = {section.id: section.title for section in before.sections}
    kept = {}
    for section in standard.sections:
        answers = {}
        for item in section.items:
            same = before.items.get(item.id)
            if same is None or not item.standing or not _asked_alike(item, same):
                continue
            given = said.get(titles[same.section], {}).get(same.label)
            if given is not None:
                answers[item.label] = answer_of(entry_of(given)._replace(review=True))
        if answers:
            kept[section.title] = answers
    return kept


def _asked_alike(item: DataItem, before: DataItem) -> bool:
    return item.type is before.type and set(before.options) <= set(item.options)


def _stands(table: Table, standard: Standard, before: Standard) -> bool:
    """Whether a table still has its columns and backs standing figures only."""
    same = before.tables.get(table.id)
    if same is None or same.columns != table.columns:
        return False
    backed = [item for item in standard.items.values() if item.table == table.id]
    return bool(backed) and all(item.standing for item in backed)
