"""Ids, names and references: unique, well-formed, in order, and all there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...clauses.model import Clause, Provision
from ...errors import Problem
from .case import Case

_ITEM = re.compile(r"[a-z][a-z0-9_]*")
_PART = re.compile(r"\d+|[a-z]")
_FILLED_IN = {
    "provision": ("clause", "chapter", "fingerprint"),
    "item": ("section",),
    "table": ("section",),
}
_SUPPORTS = ("content", "modality", "limit")
_STATUS = ("reconstructed", "verified")


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with what things are called and what they refer to."""
    yield from _written_by_hand(case)
    yield from _edition(case)
    yield from _order(case)
    yield from _gaps(case)
    yield from _labels(case)
    for chapter in case.standard.chapters:
        for clause in chapter.clauses:
            yield from _clause(case, chapter.id, clause)
            for provision in clause.provisions:
                yield from _provision(case, clause, provision)


def _edition(case: Case) -> Iterator[Problem]:
    folder = case.sources.folder.resolve().name
    if case.standard.id != folder:
        text = f"标准的 id“{case.standard.id}”应与文件夹名“{folder}”相同。"
        yield case.fault("edition", "", text, "id")
    for name in case.standard.withdrawn:
        used = (case.standard.provisions, case.standard.clauses, case.standard.items)
        if any(name in things for things in used):
            yield case.fault("edition", "", f"编号 {name} 已撤销，不能再用。", "withdrawn", name)


def _written_by_hand(case: Case) -> Iterator[Problem]:
    for (kind, name), mark in case.sources.marks.items():
        for key in _FILLED_IN.get(kind, ()):
            if key in mark.node():
                text = f"“{key}”由生成步骤填写，源文件里不要写。"
                yield case.fault(kind, name, text, key)


def order_of(name: str) -> tuple[tuple[int, str], ...]:
    """Sort key of a working number: W4.9 before W4.10, W4.8a before W4.8b."""
    parts = _PART.findall(name)
    return tuple((int(p), "") if p.isdigit() else (0, p) for p in parts)


def _order(case: Case) -> Iterator[Problem]:
    for chapter in case.standard.chapters:
        for earlier, later in pairwise(chapter.clauses):
            if order_of(earlier.id) >= order_of(later.id):
                yield case.fault("clause", later.id, f"应排在 {earlier.id} 之前。", "id")
    for clause in case.standard.clauses.values():
        for before, after in pairwise(clause.provisions):
            if order_of(before.id) >= order_of(after.id):
                yield case.fault("provision", after.id, f"应排在 {before.id} 之前。", "id")


def _gaps(case: Case) -> Iterator[Problem]:
    """A number left out is a number withdrawn: none disappears without a word."""
    prefix = case.standard.prefix
    withdrawn = {n for n in case.standard.withdrawn if n.startswith(prefix)}  # items have none
    known = {*case.standard.provisions, *withdrawn}
    children: dict[tuple[str, ...], set[str]] = {}
    for name in known:
        path = tuple(_PART.findall(name))
        for depth in range(1, len(path)):
            children.setdefault(path[:depth], set()).add(path[depth])
    for parent, found in children.items():
        ranks = {ord(c) - ord("a") + 1 if c.isalpha() else int(c) for c in found}
        letters = any(c.isalpha() for c in found)
        for rank in sorted(set(range(1, max(ranks))) - ranks):
            gone = prefix + _written(parent) + (chr(ord("a") + rank - 1) if letters else f".{rank}")
            text = f"编号 {gone} 空缺：撤销的编号要列入 withdrawn 并写明原因。"
            yield case.fault("edition", "", text, "withdrawn")


def _written(path: tuple[str, ...]) -> str:
    """`("8", "1", "3")` as `8.1.3`, a letter without a dot."""
    return "".join(p if p.isalpha() or not i else f".{p}" for i, p in enumerate(path))


def _labels(case: Case) -> Iterator[Problem]:
    """Labels are typed as keys: each means one thing over the whole standard."""
    used: dict[str, str] = {}
    names = [("section", s.id, s.title, "title") for s in case.standard.sections]
    for section in case.standard.sections:
        names += [("item", i.id, i.label, "label") for i in section.items]
        names += [("table", t.id, t.label, "label") for t in section.tables]
    for kind, name, label, key in names:
        if label in used:
            yield case.fault(kind, name, f"名称“{label}”已用于 {used[label]}。", key)
        used.setdefault(label, name)
        if kind != "section" and not _ITEM.fullmatch(name):
            yield case.fault(kind, name, f"id“{name}”应由小写字母、数字和下划线组成。", "id")


def _clause(case: Case, chapter: str, clause: Clause) -> Iterator[Problem]:
    stem = f"{case.standard.prefix}{chapter}"
    if not re.fullmatch(rf"{re.escape(stem)}(\.\d+)+", clause.id):
        text = f"条的编号“{clause.id}”应为 {stem}. 加数字，如 {stem}.1。"
        yield case.fault("clause", clause.id, text, "id")
    if clause.topic not in {s.id for s in case.standard.sections}:
        text = f"topic“{clause.topic}”不是任何一组数据项的 id。"
        yield case.fault("clause", clause.id, text, "topic")
    if not clause.provisions:
        yield case.fault("clause", clause.id, "这一条没有条款。")
    if len(clause.provisions) > 1 and not clause.lead:
        yield case.fault("clause", clause.id, "有多个列项，缺引语 lead。")


def _provision(case: Case, clause: Clause, provision: Provision) -> Iterator[Problem]:
    gone = any(re.fullmatch(rf"{re.escape(clause.id)}[a-z.].*", w) for w in case.standard.withdrawn)
    only = len(clause.provisions) == 1 and not gone  # the last of several keeps its own id
    pattern = rf"{re.escape(clause.id)}([a-z]|(\.\d+)+[a-z]?)"
    if only and provision.id != clause.id:
        text = f"一条只有一个条款时，编号与条相同，应为 {clause.id}。"
        yield case.fault("provision", provision.id, text, "id")
    if not only and not re.fullmatch(pattern, provision.id):
        text = f"列项编号应为 {clause.id} 加字母或加“.数字”，如 {clause.id}a。"
        yield case.fault("provision", provision.id, text, "id")
    yield from _sources(case, provision)
    if provision.text_status not in _STATUS:
        text = f"text_status 应为 {'、'.join(_STATUS)} 之一。"
        yield case.fault("provision", provision.id, text, "text_status")
    if provision.text_status == "verified" and not (
        provision.official and provision.text_fingerprint
    ):
        text = "已与官方文本核对的条款要有 official 和 text_fingerprint。"
        yield case.fault("provision", provision.id, text, "text_status")
    if provision.official and provision.text_status != "verified":
        text = "尚未核对的条款不能有官方条号。"
        yield case.fault("provision", provision.id, text, "official")


def _sources(case: Case, provision: Provision) -> Iterator[Problem]:
    for place, reference in enumerate(provision.sources):
        keys = ("sources", place)
        if reference.id not in case.standard.sources:
            text = f"没有出处“{reference.id}”。"
            yield case.fault("provision", provision.id, text, *keys, "id")
        if reference.supports not in _SUPPORTS:
            text = f"supports 应为 {'、'.join(_SUPPORTS)} 之一。"
            yield case.fault("provision", provision.id, text, *keys, "supports")
    if not any(r.supports == "content" for r in provision.sources):
        text = "没有一个出处支持条款的内容（supports: content）。"
        yield case.fault("provision", provision.id, text, "sources")
