"""What the forms ask: one description, laid out as YAML, as a workbook and as a page.

Everything here is derived from the standard's data items and provisions;
there is no second list of questions.
"""

from __future__ import annotations

from typing import NamedTuple

from ..assessment.fields import choices, how
from ..assessment.parts import verdict_words
from ..clauses.model import Check, DataItem, Provision, Standard
from ..terms import CheckKind, Verdict


class Hint(NamedTuple):
    """A figure that a provision compares, simple enough to show while filling in.

    kind: `min` (item at least `least`) or `ratio` (part of whole, per cent).
    """

    kind: str
    of: str  # id of the provision
    item: str
    whole: str
    least: object


def advice(item: DataItem, standard: Standard) -> str:
    """How to answer, with an example where one helps."""
    said = how(item, standard)
    if choices(item):
        return said
    given = item.example
    if isinstance(given, dict):  # a document
        given = list(given.values())
    shown = "、".join(map(str, given)) if isinstance(given, list | tuple) else given
    return f"{said}。例：{shown}"


def serves(standard: Standard) -> dict[str, tuple[Provision, ...]]:
    """Data item → the provisions its answer serves, in the standard's order."""
    found: dict[str, list[Provision]] = {item: [] for item in standard.items}
    for provision in standard.every_provision.values():
        for item in provision.reads:
            found[item].append(provision)
    return {item: tuple(provisions) for item, provisions in found.items()}


def serves_text(provisions: tuple[Provision, ...]) -> str:
    """`W6.5（应）、W7.3（宜）`; empty where the answer serves none by itself."""
    return "、".join(f"{p.id}（{p.modality.word}）" for p in provisions)


def judged_by_person(standard: Standard) -> tuple[tuple[Provision, tuple[Verdict, ...]], ...]:
    """The provisions on which the park may hand in a 人工判定, and the words allowed."""
    found = []
    for provision in standard.every_provision.values():
        words = tuple(dict.fromkeys(verdict_words(provision).values()))
        if words:
            found.append((provision, words))
    return tuple(found)


def about(provision: Provision) -> str:
    """What a person has to judge: the gist, how it is read, when to speak at all."""
    parts = [provision.gist, provision.reading]
    if not provision.judgeable:
        parts.append("本条按填报的数据判定；确实不适用的，才在这里写明理由。")
    return "\n".join(text for text in parts if text)


def hints(standard: Standard) -> tuple[Hint, ...]:
    """Comparisons with a fixed number, for the live 还差 of the page."""
    found = []
    for provision in standard.every_provision.values():
        least = _fixed(provision.check)
        check = provision.check
        if least is None:
            continue
        if check.kind is CheckKind.MIN and check.item:
            found.append(Hint("min", provision.id, check.item, "", least))
        elif check.kind is CheckKind.RATIO and check.part and check.whole:
            found.append(Hint("ratio", provision.id, check.part, check.whole, least))
    return tuple(found)


def _fixed(check: Check) -> object | None:
    limit = check.limits.get("at_least")
    return None if limit is None or limit.item else limit.value
