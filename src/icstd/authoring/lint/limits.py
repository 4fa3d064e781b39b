"""Limits: where each number comes from, in which unit, who may change it."""

from __future__ import annotations

from collections.abc import Iterator

from ...clauses.model import Check, Limit, Provision
from ...errors import Problem
from ...rules.kinds import KINDS
from ...terms import CheckKind, LimitOrigin
from .case import Case, checks_of
from .cited import cited


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with the limits of all checks."""
    for provision in case.standard.provisions.values():
        for key, check in checks_of(provision):
            yield from _names(case, provision, key, check)
            for name, limit in check.limits.items():
                for message in (
                    *_origin(case, provision, check, limit),
                    *_unit(case, check, limit),
                ):
                    text = f"限值 {name}：{message}"
                    yield case.fault("provision", provision.id, text, key, "limits", name)
    yield from _shared_params(case)


def _names(case: Case, provision: Provision, key: str, check: Check) -> Iterator[Problem]:
    needed = KINDS[check.kind].limits
    if needed is None:
        return
    for name in needed:
        if name not in check.limits:
            text = f"判定方式 {check.kind} 要有限值 {name}。"
            yield case.fault("provision", provision.id, text, key)
    for name in check.limits:
        if name not in needed:
            text = f"判定方式 {check.kind} 用不到限值 {name}。"
            yield case.fault("provision", provision.id, text, key, "limits", name)


def _origin(case: Case, provision: Provision, check: Check, limit: Limit) -> Iterator[str]:
    if limit.origin in (LimitOrigin.SOURCE, LimitOrigin.LAW):
        yield from cited(case, {reference.id for reference in provision.sources}, limit)
    elif limit.source is not None:
        yield "没有出处的限值不要写 source。"
    if limit.origin is LimitOrigin.PROFILE:
        if limit.param is None:
            yield "origin 为 profile 的限值要写参数名 param。"
        if limit.value is None and check.kind is not CheckKind.RULE:
            yield "要有默认数值 value。"
    if limit.origin is LimitOrigin.COMMITMENT:
        promise = case.standard.items.get(limit.item or "")
        if promise is None or not promise.commitment:
            yield "item 应指向一个承诺数据项（commitment: true）。"
        if limit.value is not None or limit.param is not None:
            yield "园区承诺就是限值，不要再写 value 或 param。"
    elif limit.item is not None:
        yield "只有园区承诺的限值才写 item。"


def _unit(case: Case, check: Check, limit: Limit) -> Iterator[str]:
    if limit.item is not None:
        return
    wanted = KINDS[check.kind].unit
    item = case.standard.items.get(check.item or "")
    if not wanted and item is not None:
        wanted = item.unit
    if not limit.unit:
        yield "缺单位 unit。"
    elif wanted and limit.unit != wanted:
        yield f"单位应为“{wanted}”，现为“{limit.unit}”。"


def _shared_params(case: Case) -> Iterator[Problem]:
    """A parameter used twice means the same number in both places."""
    first: dict[str, tuple[str, Limit]] = {}
    for provision in case.standard.provisions.values():
        for name, limit in provision.check.limits.items():
            if limit.param is None:
                continue
            other, known = first.setdefault(limit.param, (provision.id, limit))
            if (known.value, known.unit) != (limit.value, limit.unit):
                text = f"参数 {limit.param} 在 {other} 中的数值或单位与此不同。"
                yield case.fault("provision", provision.id, text, "check", "limits", name)
