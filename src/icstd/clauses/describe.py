"""A check in plain Chinese, generated from the check itself.

What people read about how a provision is decided is never written beside the
check: it would not follow when the check changes.
"""

from __future__ import annotations

from decimal import Decimal

from ..terms import CheckKind, ItemType, LimitOrigin, Verdict
from .model import Check, Limit, Provision, Standard

_NUMERIC = (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT)
_BOUNDS = {"at_least": "不少于", "at_most": "不超过"}
_ORIGINS = {
    LimitOrigin.SOURCE: "出处 {source}",
    LimitOrigin.LAW: "法规 {source}",
    LimitOrigin.PROFILE: "评价口径",
    LimitOrigin.COMMITMENT: "园区的承诺",
}


def describe_check(provision: Provision, standard: Standard) -> str:
    """How a provision is decided, in Chinese sentences.

    Covers the condition, the check, what the park may declare and which
    profile parameters change a limit.
    """
    sentences = []
    if provision.applies_if is not None:
        condition = _says(provision, provision.applies_if, standard)
        sentences.append(f"适用条件：{condition}")
    if provision.check.by_person:
        sentences.append(_by_person(provision))
    else:
        sentences.append(_says(provision, provision.check, standard))
    if provision.check.when_zero is not None and provision.check.whole is not None:
        whole = _label(provision.check.whole, standard)
        sentences.append(f"{whole}为 0 时{_zero(provision.check.when_zero)}")
    if provision.proxy:
        sentences.append("数据只能说明一部分，数据达到后还要人工判定")
    if provision.not_applicable_allowed:
        sentences.append("写明理由的，可判不适用")
    sentences += _parameters(provision)
    return "。".join(sentences) + "。"


def describe_limits(provision: Provision, standard: Standard) -> tuple[str, ...]:
    """Each limit of the check with its origin: `不少于 100%（出处 A）`."""
    return tuple(
        f"{_BOUNDS.get(name, '')}{_value(limit, standard)}（{describe_origin(limit)}）".strip()
        for name, limit in provision.check.limits.items()
    )


def describe_origin(limit: Limit) -> str:
    """Where a limit comes from, in words."""
    words = _ORIGINS[limit.origin].format(source=limit.source)
    return f"{words}，参数 {limit.param}" if limit.param else words


def _says(provision: Provision, check: Check, standard: Standard) -> str:
    """The condition that a check states, without a full stop."""
    if check.kind is CheckKind.PRESENT:
        return _present(check, standard)
    if check.kind is CheckKind.ONE_OF:
        choices = "或".join(f"“{v}”" for v in check.values)
        return f"{_label(check.item, standard)}填{choices}"
    if check.kind is CheckKind.ANY_OF:
        elements = "".join(_label(i, standard) for i in check.items)
        return f"下列各项中至少{_value(check.limits['at_least'], standard)}填“是”：{elements}"
    if check.kind is CheckKind.RATIO:
        part, whole = _label(check.part, standard), _label(check.whole, standard)
        return f"{part}占{whole}的比例不低于{_value(check.limits['at_least'], standard)}"
    if check.kind is CheckKind.WITHIN_DAYS:
        most = _value(check.limits["at_most"], standard)
        return f"{_label(check.item, standard)}在评价日之前，且距评价日不超过{most}"
    if check.kind is CheckKind.RULE:
        return _rule(provision, check, standard)
    return _compared(check, standard)


def _present(check: Check, standard: Standard) -> str:
    item = standard.items[check.item or ""]
    label = _label(check.item, standard)
    if item.type is ItemType.YES_NO:
        return f"{label}填“是”"
    if item.commitment:
        return f"{label}已填，不是“未公布”或“无”"
    if item.type in _NUMERIC:
        return f"{label}大于 0"
    return f"{label}已填，不是“无”"


def _compared(check: Check, standard: Standard) -> str:
    parts = [
        f"{word}{_value(check.limits[name], standard)}"
        for name, word in _BOUNDS.items()
        if name in check.limits
    ]
    return _label(check.item, standard) + "、".join(parts)


def _rule(provision: Provision, check: Check, standard: Standard) -> str:
    items = "".join(_label(i, standard) for i in check.items)
    text = f"由规则计算，用到{items}"
    limits = (lim for lim in check.limits.values() if lim.value is not None or lim.item)
    text += "".join(f"，限值{_value(limit, standard)}" for limit in limits)
    return text + ("，口径见读法" if provision.reading else "")


def _by_person(provision: Provision) -> str:
    if provision.check.kind is CheckKind.DELEGATED:
        expected = "、".join(e.what for e in provision.evidence) or "证明文件"
        return f"凭外部证明判定：{expected}；没有证明的，不得判符合"
    return f"由人判定，方法为{provision.method}：{provision.place}"


def _zero(verdict: Verdict) -> str:
    return "不适用" if verdict is Verdict.NOT_APPLICABLE else f"按{verdict}处理"


def _parameters(provision: Provision) -> list[str]:
    found = []
    for limit in provision.check.limits.values():
        if limit.param is None:
            continue
        unset = "默认不设限值，" if limit.value is None else "限值"
        found.append(f"{unset}可由评价口径设定（参数 {limit.param}）")
    return found


def _value(limit: Limit, standard: Standard) -> str:
    if limit.item is not None:
        return _label(limit.item, standard)
    return "未设" if limit.value is None else f" {_number(limit.value, limit.unit)}"


def _number(value: Decimal, unit: str) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if unit == "%" else f"{text} {unit}".rstrip()


def _label(item: str | None, standard: Standard) -> str:
    return f"“{standard.items[item or ''].label}”"
