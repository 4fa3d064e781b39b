"""数据矛盾: answers that cannot all be true, and answers that look odd.

A balance that does not come out, or a counted part that is larger than its
whole, takes the provisions resting on it out of judgement (`tainted`); every
other suspicion is only shown (`noted`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..assessment.model import SelfAssessment
from ..clauses.model import Balance, DataItem, Provision, Standard
from ..errors import Place
from ..observations import Contradiction, EvidenceFound
from ..terms import AtLeast, Effect, ItemType, Special, Value
from .evidence import by_content
from .facts import Doubt, show

Values = Mapping[str, Value]

MANY_PROVISIONS = 10
"""One piece of evidence for more provisions than this deserves a second look."""


def examine(
    standard: Standard,
    assessment: SelfAssessment,
    values: Values,
    as_of: date,
) -> tuple[tuple[Contradiction, ...], dict[str, Doubt]]:
    """Find contradictions; say which items' answers must not carry a verdict.

    values: answers with ledger counts already put in.  Returns the
    contradictions, tainting ones first, and the doubts by item id.
    """
    tainted, doubts = _balances(standard, assessment, values)
    for clash in _parts_over_wholes(standard, assessment, values):
        tainted.append(clash)
        doubts |= {i: Doubt(clash.kind, contradictory=True) for i in clash.items}
    noted = [
        *_impossible_percentages(standard, assessment, values),
        *_dates(assessment, as_of),
    ]
    return (*tainted, *noted), doubts


def _resting_on(standard: Standard, items: tuple[str, ...]) -> tuple[str, ...]:
    def touched(provision: Provision) -> bool:
        return not set(provision.reads).isdisjoint(items)

    return tuple(p.id for p in standard.provisions.values() if touched(p))


def _places(assessment: SelfAssessment, items: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple(assessment.answers[i].place for i in items if i in assessment.answers)


def _balances(
    standard: Standard, assessment: SelfAssessment, values: Values
) -> tuple[list[Contradiction], dict[str, Doubt]]:
    found: list[Contradiction] = []
    doubts: dict[str, Doubt] = {}
    for balance in standard.balances:
        items = balance.left + balance.right
        missing = tuple(i for i in items if _number(values.get(i)) is None)
        if missing and not _never_balanced(balance, values):
            for item in () if balance.voluntary else items:
                doubts.setdefault(item, Doubt(balance.label, False, missing))
            continue
        left, right = (
            sum((_least(values[i]) or Decimal(0) for i in side), Decimal(0))
            for side in (balance.left, balance.right)
        )
        if left == right:
            continue
        found.append(
            Contradiction(
                balance.label,
                _unbalanced(standard, balance, values, left, right),
                items,
                _places(assessment, items),
                Effect.TAINTED,
                _resting_on(standard, items),
            )
        )
        doubts |= {i: Doubt(balance.label, True) for i in items}
    return found, doubts


def _never_balanced(balance: Balance, values: Values) -> bool:
    """Whether one side is more at its least than the other is in all."""
    for side, other in ((balance.left, balance.right), (balance.right, balance.left)):
        most = [_number(values.get(i)) for i in side]
        least = [_least(values.get(i)) for i in other]
        if None not in most and None not in least:
            return sum(n or 0 for n in least) > sum(n or 0 for n in most)
    return False


def _unbalanced(
    standard: Standard, balance: Balance, values: Values, left: Decimal, right: Decimal
) -> str:
    def side(items: tuple[str, ...]) -> str:
        return " + ".join(f"{standard.items[i].label} {show(values[i])}" for i in items)

    unit = standard.items[balance.left[0]].unit
    return (
        f"{side(balance.left)}（合计 {show(left)}）不等于 {side(balance.right)}"
        f"（合计 {show(right)}），相差 {show(abs(left - right), unit)}"
    )


def _parts_over_wholes(
    standard: Standard, assessment: SelfAssessment, values: Values
) -> Iterator[Contradiction]:
    for item in standard.items.values():
        if item.whole is None or item.type is ItemType.PERCENT:
            continue
        part, whole = _least(values.get(item.id)), _number(values.get(item.whole))
        if part is None or whole is None or part <= whole:
            continue
        items = (item.id, item.whole)
        yield Contradiction(
            "部分大于整体",
            f"{item.label} {show(part, item.unit)}，多于"
            f"{standard.items[item.whole].label} {show(whole, item.unit)}",
            items,
            _places(assessment, items),
            Effect.TAINTED,
            _resting_on(standard, items),
        )


def _impossible_percentages(
    standard: Standard, assessment: SelfAssessment, values: Values
) -> Iterator[Contradiction]:
    """A percentage that no whole number out of the given total can make."""
    for item in standard.items.values():
        if item.type is not ItemType.PERCENT or item.whole is None:
            continue
        share, total = _number(values.get(item.id)), _number(values.get(item.whole))
        if share is None or total is None or total <= 0:
            continue
        step = Decimal(1).scaleb(min(int(share.as_tuple().exponent), 0))
        near = int(share * total / 100)  # rounding never hides more than the next number
        possible = (Decimal(k) * 100 / total for k in (near, near + 1))
        if any(p.quantize(step, ROUND_HALF_UP) == share for p in possible):
            continue
        yield Contradiction(
            "百分比算不出来",
            f"{item.label} {show(share, '%')}：{standard.items[item.whole].label}为 "
            f"{show(total)}，任何整数都得不出这个比例",
            (item.id, item.whole),
            _places(assessment, (item.id, item.whole)),
            Effect.NOTED,
            _resting_on(standard, (item.id,)),
        )


def _dates(assessment: SelfAssessment, as_of: date) -> Iterator[Contradiction]:
    period = assessment.period
    if as_of < period.end:
        yield Contradiction("日期先后", f"评价日 {as_of} 早于评价期止 {period.end}，评价期尚未结束")
    for proof in assessment.evidence.values():
        if proof.dated and proof.valid_until and proof.valid_until < proof.dated:
            text = f"证据 {proof.id} 的有效期止 {proof.valid_until} 早于它的日期 {proof.dated}"
            yield Contradiction("日期先后", text, places=(proof.place,))
        if proof.dated and proof.dated > as_of:
            text = f"证据 {proof.id} 的日期 {proof.dated} 晚于评价日 {as_of}"
            yield Contradiction("日期先后", text, places=(proof.place,))


def overused_evidence(
    citations: Mapping[str, tuple[str, ...]],
    assessment: SelfAssessment,
    found: Mapping[str, EvidenceFound],
) -> Iterator[Contradiction]:
    """Evidence that serves very many provisions, however many ids it has.

    citations: provision → evidence, from `cited`.
    """
    content = by_content(assessment.evidence, found)
    uses: dict[str, set[str]] = defaultdict(set)
    for provision, ids in citations.items():
        for id_ in ids:
            if id_ in content:
                uses[content[id_]].add(provision)
    for thing, provisions in uses.items():
        if len(provisions) <= MANY_PROVISIONS:
            continue
        proofs = [p for p in assessment.evidence.values() if content[p.id] == thing]
        named = "、".join(p.id for p in proofs)
        same = f"（{len(proofs)} 个编号，同一份材料）" if len(proofs) > 1 else ""
        yield Contradiction(
            "一证多用",
            f"证据 {named}《{proofs[0].name}》{same}用于 {len(provisions)} 个条款，"
            "请核对是否都能证明",
            places=tuple(p.place for p in proofs),
        )


def cited(
    provision: Provision, assessment: SelfAssessment, items: Mapping[str, DataItem]
) -> tuple[str, ...]:
    """Ids of the evidence cited for a provision, in order of first mention.

    That of a denominator or of a condition proves nothing of the clause.
    """
    wholes = {items[i].whole for i in provision.check.reads}
    ids: list[str] = []
    for item in (i for i in provision.check.reads if i not in wholes):
        if item in assessment.answers:
            ids.extend(assessment.answers[item].evidence)
    if provision.id in assessment.judgements:
        ids.extend(assessment.judgements[provision.id].evidence)
    return tuple(dict.fromkeys(ids))


def _least(value: Value | None) -> Decimal | None:
    """A number, or the least that a bound leaves open."""
    return Decimal(value.least) if isinstance(value, AtLeast) else _number(value)


def _number(value: Value | None) -> Decimal | None:
    if isinstance(value, bool | Special) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)
