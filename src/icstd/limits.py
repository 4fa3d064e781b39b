"""Every limit on what is read, in one place; `icstd limits` prints `TABLE`.

The numbers come from the reliability contract: far above any real park, far
below what would exhaust a small machine.
"""

from __future__ import annotations

from typing import NamedTuple

INPUT_BYTES = 5 * 1024 * 1024
DEPTH = 32
NODES = 200_000
SCALAR_CHARS = 200_000
KEY_CHARS = 1_024
TEXT_CHARS = 10_000
NAME_CHARS = 200
LIST_ITEMS = 1_000
TABLE_ROWS = 5_000
DIGITS = 15
EXPONENT_DIGITS = 2
EARLIEST_YEAR, LATEST_YEAR = 1949, 2100

REPORT_BYTES = 20 * 1024 * 1024
"""A JSON report is at most a few hundred kilobytes; more is no report."""

EVIDENCE_FILES = 1_000
EVIDENCE_BYTES = 2 << 30

XLSX_PACKED = INPUT_BYTES
XLSX_INFLATED = 50_000_000
XLSX_RATIO = 100
XLSX_MEMBERS = 200
XLSX_ROWS = 5_010
XLSX_COLUMNS = 50

PROBLEMS_SHOWN = 20
"""Problems told in full; the rest is only counted."""

PROBLEMS_KEPT = 1_000
"""Problems looked for in one file before giving up."""

ECHOED_CHARS = 60
"""Characters of the input repeated inside a message."""

EXCERPT_COLUMNS = 60
NARROWEST, WIDEST = 40, 400


class Line(NamedTuple):
    """A line of `icstd limits`: what is limited, to how much, why or what to do."""

    what: str
    most: str
    remark: str = ""


TABLE: tuple[Line, ...] = (
    Line("填报文件大小", f"{INPUT_BYTES >> 20} MB", "附件另放文件夹，填报文件里只写文件名"),
    Line("嵌套层数", f"{DEPTH} 层"),
    Line("内容个数（键、值、列表项合计）", f"{NODES:,} 个"),
    Line("一段文字，任何位置", f"{SCALAR_CHARS:,} 字"),
    Line("说明、意见等文字栏", f"{TEXT_CHARS:,} 字", "更长的写成文件，登记为证据"),
    Line("名称、编号、文件路径等短栏", f"{NAME_CHARS} 字"),
    Line("一个列表（选项、证据编号等）", f"{LIST_ITEMS:,} 条"),
    Line("一张台账", f"{TABLE_ROWS:,} 行"),
    Line("键（冒号前的名称）", f"{KEY_CHARS:,} 字"),
    Line("数字的位数", f"{DIGITS} 位", "更长的一串数字按文字读，如身份证号"),
    Line("数字的指数", f"{EXPONENT_DIGITS} 位"),
    Line("日期", f"{EARLIEST_YEAR} 年至 {LATEST_YEAR} 年"),
    Line("锚点、别名、合并键、类型标签、第二份文档", "不允许", "遇到第一个就停下"),
    Line("证据文件个数", f"{EVIDENCE_FILES:,} 个"),
    Line("单个证据文件", f"{EVIDENCE_BYTES >> 30} GB"),
    Line("读回的 JSON 报告", f"{REPORT_BYTES >> 20} MB"),
    Line("Excel 表，文件大小", f"{XLSX_PACKED >> 20} MB"),
    Line("Excel 表，解开后", f"{XLSX_INFLATED // 1_000_000} MB"),
    Line("Excel 表，压缩比", f"{XLSX_RATIO} 倍"),
    Line("Excel 表，内部部件", f"{XLSX_MEMBERS} 个"),
    Line("Excel 表，每张表", f"{XLSX_ROWS:,} 行 × {XLSX_COLUMNS} 列"),
    Line("一次列出的问题", f"{PROBLEMS_SHOWN} 处", "其余只报个数；改完再检查一次"),
    Line("一个文件里找的问题", f"{PROBLEMS_KEPT:,} 处", "再多就不找了"),
    Line("终端宽度", f"{NARROWEST} 至 {WIDEST} 列"),
)
