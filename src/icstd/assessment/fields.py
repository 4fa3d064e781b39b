"""The fields of a form: data items, columns of tables, and the fixed ones around them."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..clauses.model import Column, DataItem, Standard
from ..terms import CommentKind, EvidenceLevel, EvidenceType, ItemType, Party, Special
from ..text import plain_number
from .keys import PAPER
from .numbers import bounds


class Field(NamedTuple):
    """One thing to fill in.

    key: as in the document handed in; words: answers accepted beside the
    type's own values (无, 不清楚, 未公布).
    """

    key: str
    type: ItemType
    help: str = ""
    how: str = ""
    options: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unit: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    required: bool = False

    @property
    def label(self) -> str:
        """What people read; the key itself."""
        return self.key


def item_field(item: DataItem, standard: Standard) -> Field:
    """The field of a data item."""
    return Field(
        item.label,
        item.type,
        item.help,
        how(item, standard),
        choices(item),
        special_words(item),
        item.unit,
        *bounds(item),
    )


def row_fields(item: DataItem, standard: Standard) -> tuple[tuple[str, Field], ...]:
    """The rows that a sheet gives an item, by the id of the row: one, and three for a document.

    The keys of a document's fields are those of its parts.
    """
    field = item_field(item, standard)
    if item.type is not ItemType.DOCUMENT:
        return ((item.id, field),)
    title, number, day = PAPER
    return (
        (item.id, field._replace(type=ItemType.TEXT)),
        (f"{item.id}.{number}", Field(number, ItemType.TEXT, f"{title}一行那份文件的文号")),
        (f"{item.id}.{day}", Field(day, ItemType.DATE, f"{title}一行那份文件的日期")),
    )


def column_field(column: Column) -> Field:
    """The field of a table's column."""
    return Field(
        column.label,
        column.type,
        column.help,
        options=choices(column),
        required=column.required,
    )


def special_words(item: DataItem) -> tuple[str, ...]:
    """The words an item accepts beside its own values: 无, 不清楚, 未公布."""
    if item.commitment:  # to have made no promise is to have published none
        return (Special.UNPUBLISHED.value, Special.UNCLEAR.value)
    if item.type is ItemType.YES_NO:
        return (Special.UNCLEAR.value,)
    return (Special.NONE.value, Special.UNCLEAR.value)


def choices(item: DataItem | Column) -> tuple[str, ...]:
    """The words to pick from; empty where the answer is typed."""
    if item.type is ItemType.YES_NO:
        return ("是", "否")
    return item.options if item.type in (ItemType.CHOICE, ItemType.CHOICES) else ()


def how(item: DataItem, standard: Standard) -> str:
    """How to answer, as one line: `整数，0 至 8760；单位“小时”不用写；没有公布填“未公布”`."""
    kinds = {
        ItemType.YES_NO: "填“是”或“否”",
        ItemType.COUNT: "整数",
        ItemType.NUMBER: "数字",
        ItemType.PERCENT: "百分数，95% 填 95",
        ItemType.DATE: "日期，如 2025-03-01",
        ItemType.CHOICE: f"选一项：{'、'.join(item.options)}",
        ItemType.CHOICES: f"可选几项：{'、'.join(item.options)}",
        ItemType.TEXT: "文字",
        ItemType.TEXTS: "可填几条",
        ItemType.DOCUMENT: "文件的名称，并写文号、日期",
    }
    parts = [kinds[item.type] + _range(item)]
    if item.unit and item.type is not ItemType.PERCENT:
        parts.append(f"单位“{item.unit}”不用写")
    words = special_words(item)
    if Special.UNPUBLISHED in words:
        parts.append("没有公布填“未公布”")
    elif Special.NONE in words and Special.NONE not in item.options and not _range(item):
        parts.append("没有填“无”")
    if item.table:
        parts.append(f"填了“{standard.tables[item.table].label}”的不必填")
    return "；".join(parts)


def _range(item: DataItem) -> str:
    if item.type not in (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT):
        return ""
    least, most = bounds(item)
    low = "" if least is None else plain_number(least)
    high = "" if most is None else plain_number(most)
    if low and high:
        return f"，{low} 至 {high}"
    if low:
        return f"，不小于 {low}"
    return f"，不大于 {high}" if high else ""


_DAY = "日期，如 2025-12-31"

IDENTITY: dict[str, tuple[Field, ...]] = {
    "园区": (
        Field("名称", ItemType.TEXT, "工业集聚区或工业社区的全称", required=True),
        Field("代码", ItemType.TEXT, "上级给的园区代码，如 330206-01；没有就不填"),
        Field("所在地", ItemType.TEXT, "到县（市、区），如 宁波市北仑区"),
        Field("主导产业", ItemType.TEXT, "如 汽配模具"),
        Field("填报人岗位", ItemType.TEXT, "写岗位，如 社区专员，不写姓名"),
    ),
    "评价": (
        Field("评价日", ItemType.DATE, "填报的数据截至哪一天", _DAY, required=True),
        Field("评价期起", ItemType.DATE, "评价期的第一天，一般是一年", _DAY, required=True),
        Field("评价期止", ItemType.DATE, "评价期的最后一天，不晚于评价日", _DAY, required=True),
        Field("方式", ItemType.CHOICE, "由谁评价", options=tuple(p.value for p in Party)),
    ),
}
"""The cover: whose assessment it is, and over which time."""

EVIDENCE_ID = Field("编号", ItemType.TEXT, "如 E1；填报表里引用这个编号", required=True)

EVIDENCE: tuple[Field, ...] = (
    Field("名称", ItemType.TEXT, "材料的名称", required=True),
    Field("类型", ItemType.CHOICE, "", options=tuple(t.value for t in EvidenceType)),
    Field("文件", ItemType.TEXT, "相对于填报表所在文件夹的路径，如 附件/诉求台账.xlsx"),
    Field("日期", ItemType.DATE, "材料形成的日期", _DAY),
    Field("有效期至", ItemType.DATE, "证书、协议等写明有效期的填", _DAY),
    Field("核验程度", ItemType.CHOICE, "", options=tuple(v.value for v in EvidenceLevel)),
    Field("出处", ItemType.TEXT, "不是文件的写明在哪里查得到：档号、网址"),
    Field("说明", ItemType.TEXT),
    Field("sha256", ItemType.TEXT, "文件指纹，可不填；icstd evidence 可以算"),
)

COMMENT: tuple[Field, ...] = (
    Field("类型", ItemType.CHOICE, "", options=tuple(k.value for k in CommentKind), required=True),
    Field("说明", ItemType.TEXT, "对这一条的意见，供标准复审时参考", required=True),
)
