"""`rule`: a Python function registered under the provision's id."""

from __future__ import annotations

from ...clauses.model import Check, Provision, Standard
from ...terms import CheckKind
from .kind import Kind, label, limit_in_words


def _describe(provision: Provision, check: Check, standard: Standard) -> str:
    items = "".join(label(i, standard) for i in check.items)
    text = f"由规则计算，用到{items}"
    limits = (lim for lim in check.limits.values() if lim.value is not None or lim.item)
    text += "".join(f"，限值{limit_in_words(limit, standard)}" for limit in limits)
    return text + ("，口径见读法" if provision.reading else "")


KIND = Kind(CheckKind.RULE, None, _describe, limits=None)
