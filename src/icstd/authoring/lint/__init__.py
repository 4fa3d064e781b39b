"""Faults of a standard's sources that its shape alone does not show.

Every fault of every kind comes back in one run, with file and line, in words.
"""

from __future__ import annotations

from ...clauses.model import Standard
from ...errors import Problem
from ...rules.rulebook import Rulebook
from ..sources import Sources
from . import checks, examples, history, identity, items, limits, profiles, terms, words
from .case import Case

__all__ = ["lint"]

_STRUCTURE = (identity.faults, items.faults, checks.faults, limits.faults)
_REST = (words.faults, terms.faults, profiles.faults, history.faults, examples.incomplete)


def lint(sources: Sources, standard: Standard, book: Rulebook) -> tuple[Problem, ...]:
    """All faults, by file and line.

    standard: that of `sources`, completed (`build.completed`) with `book`.
    Examples are run where what they rest on is sound.
    """
    case = Case(sources, standard, book)
    found = [problem for faults in _STRUCTURE for problem in faults(case)]
    unsound = {problem.path for problem in found}
    found += [problem for faults in _REST for problem in faults(case)]
    if unsound <= standard.provisions.keys():
        found += examples.failing(case, unsound)
    return tuple(sorted(found, key=lambda p: (p.file, p.place.line, p.place.col)))
