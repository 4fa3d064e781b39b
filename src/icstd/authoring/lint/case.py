"""What every lint rule looks at, and how it says what it found."""

from __future__ import annotations

from dataclasses import dataclass

from ...clauses.model import Check, Provision, Standard
from ...errors import Problem
from ...rules.rulebook import Rulebook
from ..sources import Sources


@dataclass(frozen=True, slots=True)
class Case:
    """A standard under inspection: as written, as completed, and its rules."""

    sources: Sources
    standard: Standard
    book: Rulebook

    def fault(
        self, kind: str, name: str, message: str, *keys: str | int, advice: str = ""
    ) -> Problem:
        """A fault of a named thing (see `Sources.marks`), at `keys` below it."""
        mark = self.sources.mark(kind, name)
        return mark.problem(message, *keys, path=name, advice=advice)


def checks_of(provision: Provision) -> tuple[tuple[str, Check], ...]:
    """The check and, where there is one, the condition, each with its key."""
    condition = provision.applies_if
    return (("check", provision.check), *((("applies_if", condition),) if condition else ()))
