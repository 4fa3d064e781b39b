"""Whether a rulebook and a standard go together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..clauses.model import Standard
from ..errors import UsageProblem
from ..terms import CheckKind
from .rulebook import Rulebook


class Misfit(NamedTuple):
    """A rule and its provision that do not go together; keys: the part of the provision."""

    provision: str
    keys: tuple[str, ...]
    message: str


def misfits(book: Rulebook, standard: Standard) -> Iterator[Misfit]:
    """Where a rulebook and a standard do not fit: lint and `evaluate` ask the same."""
    for name in book.rules:
        if name not in standard.provisions and name not in standard.withdrawn:
            yield Misfit("", (), f"规则登记在 {name} 名下，但没有这个条款。")
    for provision in standard.provisions.values():
        rule = book.rules.get(provision.id)
        by_rule = provision.check.kind is CheckKind.RULE
        if rule is None:
            if by_rule:
                yield Misfit(provision.id, ("check", "kind"), "没有登记规则函数。")
            continue
        if not by_rule:
            text = "登记了规则函数，但判定方式不是 rule。"
            yield Misfit(provision.id, ("check", "kind"), text)
            continue
        for name in rule.items:
            if name not in standard.items:
                text = f"规则函数的参数“{name}”不是数据项。"
                yield Misfit(provision.id, ("check",), text)
        declared = set(provision.check.limits)
        for name in sorted(set(rule.limits) - declared):
            text = f"规则函数要限值“{name}”，limits 里没有。"
            yield Misfit(provision.id, ("check", "limits"), text)
        for name in sorted(declared - set(rule.limits)):
            text = f"规则函数不用限值“{name}”。"
            yield Misfit(provision.id, ("check", "limits", name), text)


def refuse_misfit(book: Rulebook, standard: Standard) -> None:
    """Raise UsageProblem where a rulebook given from outside does not fit the standard."""
    if book.standard != standard.id:
        raise UsageProblem(
            f"规则集是 {book.standard} 的，用的标准是 {standard.id}", "换成这项标准的规则文件"
        )
    asked = [p.id for p in standard.provisions.values() if p.check.kind is CheckKind.RULE]
    if asked and not book.rules:
        raise UsageProblem(
            f"{standard.number} 有 {len(asked)} 条要由 Python 规则计算（{'、'.join(asked[:5])}），"
            "没有给规则集",
            "命令后加 --rules 规则文件.py；在 Python 里用 evaluate(…, rulebook=…)",
        )
    said = [
        f"{m.provision}{'：' if m.provision else ''}{m.message}" for m in misfits(book, standard)
    ]
    if said:
        shown = "".join(said[:5]) + (f"还有 {len(said) - 5} 处。" if len(said) > 5 else "")
        raise UsageProblem(f"规则集与标准对不上：{shown}", "icstd standard lint 逐处列出")
