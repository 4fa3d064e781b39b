"""Data items: nothing asked twice, in vain, or without saying how to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...clauses.model import DataItem, Standard, Table
from ...errors import Problem
from ...rules.kinds.kind import NUMERIC
from ...terms import ItemType
from ..witness import Refused, check_answer
from .case import Case
from .cited import cited

_CHOOSING = (ItemType.CHOICE, ItemType.CHOICES)
_BETTER = ("up", "down", "none")
_NOT_IN_KEYS = frozenset(":#{}[],&*!|>%@`\"'\n\t：｛｝［］")


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with sections, items, tables and balances."""
    for item in case.standard.items.values():
        yield from _item(case, item)
        yield from _relations(case, item)
    for table in case.standard.tables.values():
        yield from _table(case, table)
    yield from _counted(case)
    yield from _balances(case)
    yield from _in_vain(case)


def _item(case: Case, item: DataItem) -> Iterator[Problem]:
    def fault(message: str, *keys: str) -> Problem:
        return case.fault("item", item.id, message, *keys)

    odd = [c for c in item.label if c in _NOT_IN_KEYS]
    if odd or item.label != item.label.strip() or item.label[:1] in ("-", "?"):
        yield fault(
            f"名称“{item.label}”要能直接当键填写，不能含 {' '.join(odd) or '首尾空格'}。", "label"
        )
    if not item.help.strip():
        yield fault("缺一句填报说明。", "help")
    if item.better not in _BETTER:
        yield fault(f"better 应为 {'、'.join(_BETTER)} 之一。", "better")
    for message, key in (*_range(item), *_options(item)):
        yield fault(message, key)
    try:
        check_answer(item, item.example)
    except Refused as why:
        yield fault(f"示例值不能照填：{why}。", "example")


def _range(item: DataItem) -> Iterator[tuple[str, str]]:
    if item.type not in NUMERIC:
        if item.min is not None or item.max is not None:
            yield "只有数值才有 min 和 max。", "type"
        return
    if not item.unit:
        yield "数值没有单位。", "unit"
    elif item.type is ItemType.PERCENT and item.unit != "%":
        yield "百分比的单位应为 %。", "unit"
    if item.min is None or item.max is None:
        yield "数值要写明范围 min 和 max。", "type"
    elif item.min > item.max:
        yield "min 大于 max。", "min"


def _options(item: DataItem) -> Iterator[tuple[str, str]]:
    if item.type not in _CHOOSING:
        if item.options:
            yield "只有单选、多选才有 options。", "options"
    elif len(set(item.options)) < max(2, len(item.options)):
        yield "选项至少两个，且不能重复。", "options"


def _relations(case: Case, item: DataItem) -> Iterator[Problem]:
    if item.whole is not None:
        whole = case.standard.items.get(item.whole)
        if whole is None or whole is item:
            yield case.fault("item", item.id, f"整体“{item.whole}”不是别的数据项。", "whole")
        elif item.type is not ItemType.PERCENT and (
            item.type not in NUMERIC or whole.type not in NUMERIC or item.unit != whole.unit
        ):
            text = f"与整体“{whole.label}”应是同一单位的数值。"
            yield case.fault("item", item.id, text, "whole")
    if item.commitment and item.controllable:
        text = "园区的承诺不能当作整改目标，应写 controllable: false。"
        yield case.fault("item", item.id, text, "commitment")
    if item.threshold is not None:
        known = set(case.standard.sources)
        for message in cited(case, known, item.threshold):
            yield case.fault("item", item.id, f"口径数 threshold：{message}", "threshold")
    if item.asked_if is not None and item.asked_if not in case.standard.items:
        yield case.fault("item", item.id, f"没有数据项“{item.asked_if}”。", "asked_if")
    if item.table is not None and item.table not in case.standard.tables:
        yield case.fault("item", item.id, f"没有台账“{item.table}”。", "table")
    if item.table is not None and item.type is not ItemType.COUNT:
        yield case.fault("item", item.id, "只有计数才能由台账统计。", "table")


def _table(case: Case, table: Table) -> Iterator[Problem]:
    for kind in ("id", "label"):
        names = [getattr(c, kind) for c in table.columns]
        for twice in sorted({n for n in names if names.count(n) > 1}):
            yield case.fault("table", table.id, f"列“{twice}”重复。", "columns")
    for place, column in enumerate(table.columns):
        if (column.type in _CHOOSING) != bool(column.options):
            text = f"列“{column.label}”：单选、多选列要有 options，别的列不要有。"
            yield case.fault("table", table.id, text, "columns", place)
    if table.id not in case.book.ledgers:
        yield case.fault("table", table.id, "没有登记这张台账的统计函数。", "id")
        return
    ledger, columns = case.book.ledgers[table.id], {c.id for c in table.columns}
    for name in filter(None, (ledger.day, *ledger.events)):
        if name not in columns:
            text = f"统计函数要用的列“{name}”不在这张台账里。"
            yield case.fault("table", table.id, text, "columns")


def _counted(case: Case) -> Iterator[Problem]:
    """A table's function counts exactly the items that name the table."""
    for name in case.book.ledgers:
        if name not in case.standard.tables:
            yield case.fault("edition", "", f"统计函数登记的台账“{name}”不在源文件里。")
            continue
        backed = {i.id for i in case.standard.items.values() if i.table == name}
        counts = set(counted_items(case, name))
        for item in sorted(backed - counts):
            yield case.fault("item", item, f"台账“{name}”的统计函数不算这一项。", "table")
        for item in sorted(counts - backed - case.standard.withdrawn.keys()):
            text = f"统计函数算出“{item}”，但没有数据项以它为 id 并写明 table: {name}。"
            yield case.fault("table", name, text, "id")


def counted_items(case: Case, table: str) -> tuple[str, ...]:
    """Ids of the items that a table's function counts, seen on an empty table."""
    day = date(2025, 1, 1)
    return tuple(case.book.ledgers[table].adds_up((), as_of=day))


def _balances(case: Case) -> Iterator[Problem]:
    for balance in case.standard.balances:
        if not balance.left or not balance.right:
            yield case.fault("balance", balance.id, "平衡关系的两边都要有数据项。")
        for item in balance.left + balance.right:
            known = case.standard.items.get(item)
            if known is None or known.type not in NUMERIC:
                yield case.fault("balance", balance.id, f"“{item}”不是数值数据项。")


def _in_vain(case: Case) -> Iterator[Problem]:
    used = items_in_use(case.standard)
    for item in case.standard.items.values():
        if item.optional and item.id in used:
            text = "可填可不填的项不能用来判定，不要写 optional。"
            yield case.fault("item", item.id, text, "optional")
        if item.id not in used and not item.optional:
            yield case.fault("item", item.id, "没有任何条款用到这一项，白问了。", "id")


def items_in_use(standard: Standard) -> set[str]:
    """Ids of items that a check reads, or that keep one honest: balance, whole, condition."""
    read = {i for p in standard.provisions.values() for i in p.reads}
    grown = True
    while grown:
        used = [i for i in standard.items.values() if i.id in read]
        more = {name for i in used for name in (i.whole, i.asked_if) if name}
        for balance in standard.balances:
            members = {*balance.left, *balance.right}
            more |= members if members & read else set()
        grown = not more <= read
        read |= more
    return read
