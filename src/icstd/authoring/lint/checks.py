"""Checks: each kind reads what it needs, nothing else, and it is all there."""

from __future__ import annotations

from collections.abc import Iterator

from ...clauses.model import Check, Provision
from ...errors import Problem
from ...terms import CheckKind, ItemType, Verdict
from .case import Case, checks_of
from .items import NUMERIC

_FIELDS: dict[CheckKind, tuple[str, ...]] = {
    CheckKind.PRESENT: ("item",),
    CheckKind.MIN: ("item",),
    CheckKind.MAX: ("item",),
    CheckKind.BETWEEN: ("item",),
    CheckKind.ONE_OF: ("item", "values"),
    CheckKind.RATIO: ("part", "whole", "when_zero"),
    CheckKind.WITHIN_DAYS: ("item",),
    CheckKind.ANY_OF: ("items",),
    CheckKind.MANUAL: (),
    CheckKind.DELEGATED: (),
    CheckKind.RULE: (),
}
"""Fields a kind needs; all others but limits stay empty."""

_TYPES: dict[CheckKind, tuple[ItemType, ...]] = {
    CheckKind.MIN: NUMERIC,
    CheckKind.MAX: NUMERIC,
    CheckKind.BETWEEN: NUMERIC,
    CheckKind.ONE_OF: (ItemType.CHOICE,),
    CheckKind.RATIO: (ItemType.COUNT, ItemType.NUMBER),
    CheckKind.WITHIN_DAYS: (ItemType.DATE,),
    CheckKind.ANY_OF: (ItemType.YES_NO,),
}
_TYPE_NAMES = {
    CheckKind.ONE_OF: "单选",
    CheckKind.WITHIN_DAYS: "日期",
    CheckKind.ANY_OF: "是否题",
}
_CONDITIONS = (CheckKind.PRESENT, CheckKind.MIN, CheckKind.MAX, CheckKind.BETWEEN, CheckKind.ONE_OF)


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with how provisions are decided."""
    for provision in case.standard.provisions.values():
        yield from _provision(case, provision)
    for name in case.book.rules:
        if name not in case.standard.provisions and name not in case.standard.withdrawn:
            yield case.fault("edition", "", f"规则登记在 {name} 名下，但没有这个条款。")


def _provision(case: Case, provision: Provision) -> Iterator[Problem]:
    for key, check in checks_of(provision):
        yield from _fields(case, provision, key, check)
        yield from _items(case, provision, key, check)
    yield from _rule(case, provision)
    condition = provision.applies_if
    if condition and condition.kind not in _CONDITIONS:
        text = f"适用条件不能用 {condition.kind}，可用 {'、'.join(_CONDITIONS)}。"
        yield case.fault("provision", provision.id, text, "applies_if", "kind")
    if provision.proxy and provision.check.by_person:
        text = "由人判定的条款不需要 proxy。"
        yield case.fault("provision", provision.id, text, "proxy")


def _fields(case: Case, provision: Provision, key: str, check: Check) -> Iterator[Problem]:
    needed = _FIELDS[check.kind]
    written = check
    if check.kind is CheckKind.RULE:  # the build filled `items` in: look at the source
        node = case.sources.mark("provision", provision.id).node()[key]
        if "items" in node:
            text = "规则读哪些数据项由函数的参数决定，这里不要写 items。"
            yield case.fault("provision", provision.id, text, key, "items")
    for name in ("item", "part", "whole", "items", "values", "when_zero"):
        given = bool(getattr(written, name))
        if name in needed and not given:
            text = f"判定方式 {check.kind} 要写 {name}。"
            yield case.fault("provision", provision.id, text, key)
        if given and name not in needed and not (check.kind is CheckKind.RULE and name == "items"):
            text = f"判定方式 {check.kind} 用不到 {name}。"
            yield case.fault("provision", provision.id, text, key, name)
    if check.when_zero not in (None, Verdict.NOT_APPLICABLE, Verdict.INSUFFICIENT):
        text = "when_zero 只能是 不适用 或 证据不足。"
        yield case.fault("provision", provision.id, text, key, "when_zero")


def _items(case: Case, provision: Provision, key: str, check: Check) -> Iterator[Problem]:
    if check.kind is CheckKind.RULE:
        return
    read = [("item", check.item), ("part", check.part), ("whole", check.whole)]
    read += [("items", name) for name in check.items]
    for field, name in read:
        if name is None:
            continue
        item = case.standard.items.get(name)
        if item is None:
            text = f"没有数据项“{name}”。"
            yield case.fault("provision", provision.id, text, key, field)
            continue
        types = _TYPES.get(check.kind)
        if types and item.type not in types:
            wanted = _TYPE_NAMES.get(check.kind, "数值")
            text = f"判定方式 {check.kind} 要{wanted}，“{item.label}”不是。"
            yield case.fault("provision", provision.id, text, key, field)
        if field == "whole" and item.controllable:
            text = f"“{item.label}”用作分母，应写 controllable: false。"
            yield case.fault("item", name, text, "id")
        for value in check.values if check.kind is CheckKind.ONE_OF else ():
            if value not in item.options:
                text = f"“{value}”不是“{item.label}”的选项。"
                yield case.fault("provision", provision.id, text, key, "values")
    if check.kind is CheckKind.RATIO and check.part and check.whole:
        part = case.standard.items.get(check.part)
        if part is not None and check.whole in case.standard.items and part.whole != check.whole:
            text = f"“{part.label}”是分子，应写明整体 whole: {check.whole}。"
            yield case.fault("item", check.part, text, "whole")


def _rule(case: Case, provision: Provision) -> Iterator[Problem]:
    rule = case.book.rules.get(provision.id)
    by_rule = provision.check.kind is CheckKind.RULE
    if rule is None:
        if by_rule:
            yield case.fault("provision", provision.id, "没有登记规则函数。", "check", "kind")
        return
    if not by_rule:
        text = "登记了规则函数，但判定方式不是 rule。"
        yield case.fault("provision", provision.id, text, "check", "kind")
        return
    if not provision.reading:
        text = "由规则计算的条款要有读法 reading：怎样算，一看就懂。"
        yield case.fault("provision", provision.id, text, "check", "kind")
    for name in rule.items:
        if name not in case.standard.items:
            text = f"规则函数的参数“{name}”不是数据项。"
            yield case.fault("provision", provision.id, text, "check")
    declared = set(provision.check.limits)
    for name in sorted(set(rule.limits) - declared):
        text = f"规则函数要限值“{name}”，limits 里没有。"
        yield case.fault("provision", provision.id, text, "check", "limits")
    for name in sorted(declared - set(rule.limits)):
        text = f"规则函数不用限值“{name}”。"
        yield case.fault("provision", provision.id, text, "check", "limits", name)
