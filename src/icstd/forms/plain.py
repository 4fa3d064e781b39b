"""Looking into a document as people hand it in: plain data under Chinese keys.

The forms take what is already filled in as such a document (what
`assessment.dump.to_plain` gives), because a form half filled is not yet a
self-assessment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..clauses.model import Standard, Table

Plain = Mapping[str, Any]
"""A document: text, numbers, booleans, None, lists and mappings with text keys."""


class Entry(NamedTuple):
    """One answer of a document, in its parts."""

    value: Any = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    review: bool = False


def entry_of(given: Any) -> Entry:
    """An answer written short (`128`) or at length (`{值: 128, 证据: [E1]}`)."""
    if not isinstance(given, Mapping) or (
        given and not {*given} & {"值", "证据", "说明", "待复核"}
    ):
        return Entry(given)  # a mapping without these is a document: 名称, 文号, 日期
    return Entry(
        given.get("值"),
        tuple(given.get("证据") or ()),
        given.get("说明") or "",
        given.get("待复核") in (True, "是"),
    )


def answer_of(entry: Entry) -> Any:
    """An entry as a document writes it: short where it is only a value."""
    more = {
        "证据": list(entry.evidence),
        "说明": entry.note,
        "待复核": "是" if entry.review else None,
    }
    kept = {key: part for key, part in more.items() if part}
    if not kept:
        return entry.value
    return kept if entry.value is None else {"值": entry.value, **kept}


def answers(document: Plain, standard: Standard) -> dict[str, Entry]:
    """Item id → what the document says about it; items it leaves out are left out."""
    found = {}
    for section in standard.sections:
        written = part(document, "填报", section.title)
        for item in section.items:
            if item.label in written:
                found[item.id] = entry_of(written[item.label])
    return found


def rows(document: Plain, table: Table) -> list[Plain] | None:
    """The rows of a table; None where it was not handed in, empty where there are none."""
    given = part(document, "台账").get(table.label)
    return None if given is None else [] if given == "无" else list(given)


def part(document: Plain, *keys: str) -> Plain:
    """A part of the document; empty where it is blank or absent."""
    for key in keys:
        document = document.get(key) or {}
    return document
