"""`present`: 是, a choice, a date, a list, a number above 0."""

from __future__ import annotations

from ...clauses.model import Check, Provision, Standard
from ...conformance import Need, NeedKind, Outcome
from ...terms import CheckKind, ItemType, Special
from ..facts import Facts
from ..rulebook import at_least, met, set_to, unmet
from .kind import NUMERIC, Kind, if_controllable, is_number, label, the, unknown_of


def _decide(check: Check, facts: Facts) -> Outcome:
    item = the(check.item)
    unknown = unknown_of(facts, item)
    if unknown:
        return unknown
    value = facts.get(item)
    if value is True or (is_number(value) and value > 0):
        return met(facts.say(item))
    if is_number(value) or isinstance(value, bool | Special) or not value:
        return unmet(facts.say(item), *if_controllable(facts, _bring_about(item, facts)))
    return met(facts.say(item))


def _bring_about(item: str, facts: Facts) -> Need:
    definition = facts.items[item]
    if definition.type is ItemType.DATE:
        return Need(NeedKind.DATE, item, high=facts.as_of)
    if definition.type in NUMERIC:
        return at_least(item, 1, 0, definition.unit)
    if definition.type is ItemType.YES_NO:
        return set_to(item, True)
    return set_to(item, *(o for o in definition.options if o != Special.NONE))


def _describe(_: Provision, check: Check, standard: Standard) -> str:
    item = standard.items[the(check.item)]
    name = label(check.item, standard)
    if item.type is ItemType.YES_NO:
        return f"{name}填“是”"
    if item.commitment:
        return f"{name}已填，不是“未公布”或“无”"
    if item.type in NUMERIC:
        return f"{name}大于 0"
    return f"{name}已填，不是“无”"


KIND = Kind(CheckKind.PRESENT, _decide, _describe, fields=("item",), condition=True)
