"""Running the examples that stand beside the clauses.

An example says what a park would type and what comes of it.  It is judged on
its own facts: balances whose other items it leaves out do not hold it up.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ..assessment.model import Judgement, Park, Period, SelfAssessment
from ..clauses.model import DataItem, Example, Provision, Standard
from ..conformance import Outcome
from ..rules.book import Rulebook
from ..rules.checks import decide
from ..rules.consistency import examine
from ..rules.facts import Doubt, Facts
from ..terms import ItemType, Special, Value, Verdict

PERIOD = date(2025, 1, 1), date(2025, 12, 31)
"""The period every example is about."""

PROOF = "E1"
"""The evidence that every judged example cites."""


class Refused(ValueError):
    """An example holds what no park could hand in; the text says what."""


def outcome_of(
    provision: Provision, example: Example, standard: Standard, book: Rulebook
) -> Outcome:
    """What comes of an example.  Raises Refused."""
    values: dict[str, Value] = {}
    bearing = _bearing(provision, standard)
    for name, typed in example.given.items():
        if name not in bearing:
            raise Refused(f"本条不用数据项“{name}”")
        value = answer_of(standard.items[name], typed)
        if value is not None:
            values[name] = value
    judgements = {}
    if example.judged is not None:
        said = Judgement(provision.id, Verdict(example.judged), "示例", (PROOF,))
        judgements[provision.id] = said
    as_of = date.fromisoformat(example.as_of)
    facts = Facts(
        items=standard.items,
        values=values,
        as_of=as_of,
        start=PERIOD[0],
        end=PERIOD[1],
        params={name: Decimal(value) for name, value in example.params.items()},
        judgements=judgements,
        doubts=_clashes(standard, values, as_of),
    )
    return decide(provision, facts, book)


def _bearing(provision: Provision, standard: Standard) -> set[str]:
    """Items the provision reads, and those that must balance with them."""
    read = set(provision.reads)
    sums = ({*balance.left, *balance.right} for balance in standard.balances)
    return read.union(*(members for members in sums if members & read))


def _clashes(standard: Standard, values: dict[str, Value], as_of: date) -> dict[str, Doubt]:
    """Answers of the example that contradict each other."""
    period = Period(as_of, *PERIOD)
    park = SelfAssessment(standard.number, standard.encoding_version, Park("示例"), period)
    _, doubts = examine(standard, park, values, {}, as_of)
    return {item: doubt for item, doubt in doubts.items() if doubt.contradictory}


def answer_of(item: DataItem, typed: object) -> Value | None:
    """What a park's answer means.  Raises Refused where it could not be handed in."""
    if typed is None:
        return None
    if typed in (Special.UNCLEAR.value, Special.UNPUBLISHED.value):
        return Special(typed)
    if item.type is ItemType.YES_NO:
        if isinstance(typed, bool):
            return typed
        if typed in ("是", "否"):
            return typed == "是"
    elif typed in (Special.NONE.value, ()):
        return 0 if item.type in (ItemType.COUNT, ItemType.NUMBER) else Special.NONE
    elif (item.type is ItemType.COUNT and isinstance(typed, int)) or (
        item.type in (ItemType.NUMBER, ItemType.PERCENT) and isinstance(typed, int | Decimal)
    ):
        return typed
    elif item.type is ItemType.DATE:
        return date.fromisoformat(str(typed))
    elif item.type is ItemType.CHOICE and typed in item.options:
        return str(typed)
    elif item.type is ItemType.TEXT and isinstance(typed, str):
        return typed
    elif item.type in (ItemType.CHOICES, ItemType.TEXTS) and isinstance(typed, tuple):
        return tuple(map(str, typed))
    raise Refused(f"“{item.label}”不能填 {typed!r}")
