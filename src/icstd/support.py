"""What a finding rests on: ledger rows, figures, one case that suffices, a bare yes, a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from .clauses.model import Provision
from .errors import Place
from .terms import AtLeast, CheckKind, Paper, Value, Verdict


class Fact(NamedTuple):
    """An answer as a finding rests on it."""

    item: str
    label: str
    value: Value | None
    unit: str = ""
    place: Place = Place()
    note: str = ""
    evidence: tuple[str, ...] = ()
    from_table: str = ""  # id of the table it was counted from


class Support(StrEnum):
    """支撑, from strongest to weakest (in order of definition); a person's word is of its own."""

    LEDGER = "台账"
    FIGURE = "填报数字"
    ONE = "至少一项"
    STATEMENT = "只凭有无"
    PERSON = "人工"


def support_of(
    provision: Provision, verdict: Verdict, facts: Sequence[Fact], *, by_person: bool
) -> Support | None:
    """The support of a verdict: that of the weakest item tested; None where nothing was judged.

    Conditions of applicability and denominators are not tested.  至少一项: the
    lowest reading, by which one suffices whatever the figure.  只凭有无: no
    value but a yes, a choice or a document without number and date was tested.
    """
    if not verdict.judged:
        return None
    check = provision.check
    if by_person or check.by_person or provision.proxy:
        return Support.PERSON
    tested = [f for f in facts if f.item in check.reads and f.item != check.whole]
    measured = [f for f in tested if _measures(f.value)]
    if not measured:
        return Support.STATEMENT
    if _one_suffices(provision, measured):
        return Support.ONE
    return Support.LEDGER if all(f.from_table for f in measured) else Support.FIGURE


def _measures(value: Value | None) -> bool:
    """Whether an answer is more than a tick."""
    if isinstance(value, Paper):
        return not value.bare
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return number or isinstance(value, date | AtLeast)


def _one_suffices(provision: Provision, measured: Sequence[Fact]) -> bool:
    check = provision.check
    limits = check.limits.values()
    if check.kind is CheckKind.MIN:
        return any(limit.value is not None and limit.value <= 1 for limit in limits)
    if check.kind is CheckKind.PRESENT:
        return not any(isinstance(f.value, date | Paper) for f in measured)
    if check.kind is CheckKind.RULE:  # its limit is for a profile to set, and none is
        return bool(limits) and all(lim.value is None and not lim.item for lim in limits)
    return check.kind is CheckKind.ANY_OF
