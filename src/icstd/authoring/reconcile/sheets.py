"""Where things stand in the workbook: sheet names, columns, what may be typed."""

from __future__ import annotations

from typing import NamedTuple

from ...terms import Modality
from .book import Fate, Relation


class Column(NamedTuple):
    """A column: key of the data, heading, width in characters, list of a drop-down."""

    key: str
    title: str
    width: int
    typed: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""


ROWS_SHEET = "逐句核对"
LEFT_SHEET = "没有候选的条款"
LIST_SHEET = "条款目录"
OTHER_SHEET = "范围、引用和术语"
UNREAD_SHEET = "没有读入的文字"
ABOUT_SHEET = "说明"

_RELATION_NOTE = "\n".join(f"{r.value}：{r.meaning}" for r in Relation)

ROW_COLUMNS = (
    Column("attention", "看法", 8),
    Column("place", "官方条号", 11),
    Column("kind", "层次", 10),
    Column("sentence", "官方句子", 46),
    Column(
        "type",
        "官方类型",
        9,
        typed=True,
        choices=tuple(m.value for m in Modality),
        note="按能愿动词读出的类型；读错了就改。",
    ),
    Column("hints", "提示", 20),
    Column("candidates", "候选条款", 48),
    Column(
        "choice",
        "对应条款",
        12,
        typed=True,
        note="从下拉表里选条款编号，也可只填 1、2、3 表示第几个候选；对应几个时用顿号隔开。",
    ),
    Column(
        "relation",
        "关系",
        8,
        typed=True,
        choices=tuple(r.value for r in Relation),
        note=_RELATION_NOTE,
    ),
    Column("note", "备注", 16, typed=True),
    Column("result", "核对结果", 28),
    Column("fingerprint", "指纹", 20),
)

LEFT_COLUMNS = (
    Column("provision", "条款", 10),
    Column("modality", "类型", 8),
    Column("clause", "条", 16),
    Column("gist", "要点", 56),
    Column("sources", "现有出处", 16),
    Column(
        "fate",
        "处理",
        9,
        typed=True,
        choices=tuple(f.value for f in Fate),
        note="保留：暂时留着，仍是工作编码。\n撤销：官方文本里没有，采纳时删去，编号不再使用。",
    ),
    Column("reason", "理由", 28, typed=True),
    Column("result", "核对结果", 30),
)

LIST_COLUMNS = (
    Column("provision", "条款", 10),
    Column("modality", "类型", 8),
    Column("gist", "要点", 70),
    Column("official", "已核对的官方条号", 18),
)

OTHER_COLUMNS = (
    Column("part", "部分", 18),
    Column("place", "编号", 8),
    Column("text", "内容", 90),
)

UNREAD_COLUMNS = (
    Column("why", "为什么", 30),
    Column("line", "行或段", 8),
    Column("text", "文字", 90),
)

HEADING_ROW = 2
"""0-based row of the headings on the sheets with a title above them."""
