"""Faults of a standard's sources that its shape alone does not show.

Every fault of every kind comes back in one run, with file and line, in words.
"""

from __future__ import annotations

from ...clauses.model import Standard
from ...errors import Problem
from ...rules.book import Rulebook
from ..sources import Sources
from . import checks, examples, identity, items, limits, profiles, words
from .case import Case

__all__ = ["lint"]

_KINDS = (
    identity.faults,
    items.faults,
    checks.faults,
    limits.faults,
    words.faults,
    profiles.faults,
    examples.faults,
)


def lint(sources: Sources, standard: Standard, book: Rulebook) -> tuple[Problem, ...]:
    """All faults, by file and line.

    standard: that of `sources`, completed (`build.completed`) with `book`.
    """
    case = Case(sources, standard, book)
    found = [problem for faults in _KINDS for problem in faults(case)]
    return tuple(sorted(found, key=lambda p: (p.file, p.place.line, p.place.col)))
