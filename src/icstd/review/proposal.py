"""A proposed amendment: another edition, or a few changes written on the command line.

A changed standard made here lives for one comparison.  It has no digest of
an edition, so that nothing judged by it can be taken for a published result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ..clauses.load import load_standard
from ..clauses.model import Provision, Standard
from ..errors import UsageProblem
from ..terms import LimitOrigin, Modality
from ..text import clip, visible
from .measure import Yardstick, yardsticks

_FORM = "写法如 'W4.10: 应'、'W4.10.at_least=80'；删条款用 --drop W8.7"
_WORD = re.compile(r"(?P<id>[A-Za-z]+[0-9][0-9A-Za-z.]*)\s*[:：]\s*(?P<word>\S+)")
_NUMBER = re.compile(
    r"(?P<id>[A-Za-z]+[0-9][0-9A-Za-z.]*)\.(?P<bound>[a-z_]+)\s*=\s*(?P<number>\S+)"
)
_WORDS = {m.word: m for m in Modality if m is not Modality.STATEMENT} | {
    m.value: m for m in Modality
}


class Common(NamedTuple):
    """One limit for all where each park sets its own and a rule judges by it."""

    bound: str
    limit: Decimal
    item: str


class Proposal(NamedTuple):
    """What is proposed.  changed: provisions that are new, other or gone, in order of the standard.

    common: provision → limit, where only what each park promised is known.
    sticks: what measures parks by the standard in force.
    """

    standard: Standard
    changed: tuple[str, ...]
    common: dict[str, Common]
    told: tuple[str, ...]
    sticks: dict[str, Yardstick]


def propose(
    old: Standard, edition: str | None, changes: Iterable[str], drops: Iterable[str]
) -> Proposal:
    """The standard as it would be.

    edition: path of a published edition, or None for `old`.  changes:
    `W4.10: 应`, `W6.10.at_most=15`.  Raises UsageProblem for what names nothing.
    """
    new = old if edition is None else load_standard(edition)
    if new.number.split("—")[0] != old.number.split("—")[0]:
        raise UsageProblem(f"--proposed 是另一个标准：{new.number}", f"现用的是 {old.number}")
    provisions, told, common = dict(new.provisions), [], dict[str, Common]()
    for text in changes:
        provision, said = _changed(text, provisions, new, common)
        provisions[provision.id] = provision
        told.append(said)
    for name in drops:
        _known(name, provisions)
        del provisions[name]
        told.append(f"{name} 删去")
    if edition is not None:
        told.insert(0, f"换用 {new.number} 编码版本 {new.encoding_version} 的数据")
    names = dict.fromkeys((*old.provisions, *provisions))
    changed = tuple(
        n for n in names if n in common or not _same(old.provisions.get(n), provisions.get(n))
    )
    return Proposal(_with(new, provisions), changed, common, tuple(told), yardsticks(old))


def _same(one: Provision | None, other: Provision | None) -> bool:
    """Whether a provision asks for the same, whatever its wording."""
    if one is None or other is None:
        return one is other
    return all(getattr(one, part) == getattr(other, part) for part in _ASKED)


_ASKED = ("modality", "check", "applies_if", "not_applicable_allowed", "proxy")


def _changed(
    text: str, provisions: dict[str, Provision], standard: Standard, common: dict[str, Common]
) -> tuple[Provision, str]:
    word, number = _WORD.fullmatch(text.strip()), _NUMBER.fullmatch(text.strip())
    if word:
        provision = _known(word["id"], provisions)
        modality = _WORDS.get(word["word"])
        if modality is None:
            raise UsageProblem(f"--change 不认识条款类型“{clip(visible(word['word']), 20)}”", _FORM)
        said = f"{provision.id} 由“{provision.modality.word}”改为“{modality.word}”"
        return replace(provision, modality=modality), said
    if not number:
        raise UsageProblem(f"--change 看不懂：{clip(visible(text), 60)}", _FORM)
    provision, bound = _known(number["id"], provisions), number["bound"]
    try:
        limit = Decimal(number["number"].rstrip("%"))
    except InvalidOperation:
        limit = Decimal("NaN")
    if not limit.is_finite() or limit < 0:
        raise UsageProblem(f"--change 要写一个数：{clip(visible(text), 60)}", _FORM)
    known = provision.check.limits
    if bound in known:
        was = known[bound]
        now = was._replace(value=limit, item=None, param=None, origin=LimitOrigin.PROFILE)
        check = replace(provision.check, limits={**known, bound: now})
        before = "园区自定" if was.value is None else f"{was.value}{was.unit}"
        return replace(
            provision, check=check
        ), f"{provision.id} 的限值由{before}改为 {limit}{was.unit}"
    promised = next((i for i in provision.check.reads if standard.items[i].commitment), "")
    promised = promised or next((i for i in provision.reads if standard.items[i].commitment), "")
    if not promised or bound not in ("at_least", "at_most"):
        can = "、".join(known) or "没有可以改的限值"
        raise UsageProblem(f"--change：{provision.id} 没有限值 {bound}", f"有的是：{can}")
    common[provision.id] = Common(bound, limit, promised)
    return (
        provision,
        f"{provision.id} 的限值由园区自定改为统一的 {limit}{standard.items[promised].unit}",
    )


def _known(name: str, provisions: dict[str, Provision]) -> Provision:
    if name not in provisions:
        raise UsageProblem(f"没有条款“{clip(visible(name), 40)}”", "用 icstd clauses 查条款号")
    return provisions[name]


def _with(standard: Standard, provisions: dict[str, Provision]) -> Standard:
    chapters = []
    for chapter in standard.chapters:
        clauses = []
        for clause in chapter.clauses:
            kept = tuple(provisions[p.id] for p in clause.provisions if p.id in provisions)
            if kept:
                clauses.append(replace(clause, provisions=kept))
        chapters.append(replace(chapter, clauses=tuple(clauses)))
    return replace(
        standard,
        chapters=tuple(chapters),
        clauses={c.id: c for chapter in chapters for c in chapter.clauses},
        provisions=provisions,
        digest="",
    )
