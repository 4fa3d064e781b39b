"""How provisions are decided: the engine, and beside it the rules of each standard."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from .rulebook import Rulebook


@cache
def load_rulebook(standard: str) -> Rulebook:
    """The rulebook shipped for a standard; an empty one where there is none.

    The package is named like the standard's id without its year:
    `db33t2320-2021` → `icstd.rules.db33t2320`, with a `RULEBOOK` for that id.
    """
    series = standard.rpartition("-")[0]
    name = f"{__name__}.{series}"
    if not series.isidentifier() or find_spec(name) is None:
        return Rulebook(standard)
    shipped: Rulebook | None = getattr(import_module(name), "RULEBOOK", None)
    return shipped if shipped and shipped.standard == standard else Rulebook(standard)
