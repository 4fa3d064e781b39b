"""`one_of`: the choice is one of those accepted."""

from __future__ import annotations

from ...clauses.model import Check, Provision, Standard
from ...conformance import Outcome
from ...terms import CheckKind, ItemType
from ..facts import Facts, show
from ..rulebook import met, set_to, unmet
from .kind import Kind, if_controllable, label, the, unknown_of


def _decide(check: Check, facts: Facts) -> Outcome:
    item = the(check.item)
    unknown = unknown_of(facts, item)
    if unknown:
        return unknown
    value = facts.get(item)
    chosen = value if isinstance(value, tuple) else (show(value),)
    reason = f"{facts.say(item)}（可接受：{'、'.join(check.values)}）"
    if any(c in check.values for c in chosen):
        return met(reason)
    return unmet(reason, *if_controllable(facts, set_to(item, *check.values)))


def _describe(_: Provision, check: Check, standard: Standard) -> str:
    if standard.items[the(check.item)].type is ItemType.CHOICES:
        chosen = "或".join(f"“{v}”" for v in check.values)
        return f"{label(check.item, standard)}选有{chosen}"
    choices = "或".join(f"“{v}”" for v in check.values)
    return f"{label(check.item, standard)}填{choices}"


KIND = Kind(
    CheckKind.ONE_OF,
    _decide,
    _describe,
    fields=("item", "values"),
    types=(ItemType.CHOICE, ItemType.CHOICES),
    wanted="单选或多选",
    condition=True,
)
