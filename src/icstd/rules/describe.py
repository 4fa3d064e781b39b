"""A check in plain Chinese, generated from the check itself.

What people read about how a provision is decided is never written beside the
check: it would not follow when the check changes.
"""

from __future__ import annotations

from ..clauses.model import Check, Limit, Provision, Standard
from ..terms import LimitOrigin, Verdict
from .kinds import KINDS
from .kinds.kind import BOUNDS, label, limit_in_words

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
        condition = _condition(provision, provision.applies_if, standard)
        sentences.append(f"适用条件：{condition}")
    sentences.append(_condition(provision, provision.check, standard))
    if provision.check.when_zero is not None and provision.check.whole is not None:
        whole = label(provision.check.whole, standard)
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
        (
            BOUNDS.get(name, "") + limit_in_words(limit, standard) + f"（{describe_origin(limit)}）"
        ).strip()
        for name, limit in provision.check.limits.items()
    )


def describe_origin(limit: Limit) -> str:
    """Where a limit comes from, in words."""
    words = _ORIGINS[limit.origin].format(source=limit.source)
    words += f"，{limit.article}" if limit.article else ""
    return f"{words}，参数 {limit.param}" if limit.param else words


def _condition(provision: Provision, check: Check, standard: Standard) -> str:
    return KINDS[check.kind].describe(provision, check, standard)


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
