"""Checks: each kind reads what it needs, nothing else, and it is all there."""

from __future__ import annotations

from collections.abc import Iterator

from ...clauses.model import Check, Provision
from ...errors import Problem
from ...rules.fit import misfits
from ...rules.kinds import KINDS
from ...terms import CheckKind, Verdict
from .case import Case, checks_of


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with how provisions are decided."""
    for provision in case.standard.provisions.values():
        yield from _provision(case, provision)
    for misfit in misfits(case.book, case.standard):
        kind = "provision" if misfit.provision else "edition"
        yield case.fault(kind, misfit.provision, misfit.message, *misfit.keys)


def _provision(case: Case, provision: Provision) -> Iterator[Problem]:
    for key, check in checks_of(provision):
        yield from _fields(case, provision, key, check)
        yield from _items(case, provision, key, check)
    if provision.check.kind is CheckKind.RULE and not provision.reading:
        text = "由规则计算的条款要有读法 reading：怎样算，一看就懂。"
        yield case.fault("provision", provision.id, text, "check", "kind")
    condition = provision.applies_if
    if condition and not KINDS[condition.kind].condition:
        usable = "、".join(kind.word for kind in KINDS.values() if kind.condition)
        text = f"适用条件不能用 {condition.kind}，可用 {usable}。"
        yield case.fault("provision", provision.id, text, "applies_if", "kind")
    if provision.proxy and provision.check.by_person:
        text = "由人判定的条款不需要 proxy。"
        yield case.fault("provision", provision.id, text, "proxy")


def _fields(case: Case, provision: Provision, key: str, check: Check) -> Iterator[Problem]:
    needed = KINDS[check.kind].fields
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
        types = KINDS[check.kind].types
        if types and item.type not in types:
            wanted = KINDS[check.kind].wanted
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
