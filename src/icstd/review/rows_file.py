"""Every park, period and provision as a row: CSV and Parquet, written as they are made.

What stands in each column is told in `COLUMNS`.  A row's second half depends
on the provision's result alone, of which thousands of parks have few: it is
written once and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ..errors import UsageProblem
from ..report.csv_file import line
from .rows import ParkFacts, Row, Side
from .whole import Review

COLUMNS = {
    "园区": "名称；匿名时是代号",
    "所在地": "照填",
    "主导产业": "照填",
    "企业总数": "照填，没有填的空着",
    "评价日": "年-月-日",
    "评价期起": "年-月-日",
    "评价期止": "年-月-日",
    "评价方式": "自评、第二方评价、第三方评价",
    "计入": "这份算自评、他评，还是两样都算",
    "文件": "交来的文件",
    "条款": "工作编码的条款号",
    "类型": "要求、指示、推荐、允许",
    "评价结论": "审核之前的结论；推荐条款的“符合”就是已采纳",
    "审核结论": "审核员的结论，没有判过的空着",
    "批准偏离": "有批准的写“是”",
    "证据件数": "这一条引用的证据",
    "园区自定限值": "园区公布的时限、次数等",
    "实际数值": "按这一条的量法算出的数；“无”是什么限值都达不到",
    "未公布承诺": "没有公布的写“是”",
    "答不清楚": "因填“不清楚”而证据不足的写“是”",
}
"""Column → what stands in it."""

_NUMBERS = ("企业总数", "证据件数")
_PARKS_AT_ONCE = 200


def rows_csv(review: Review) -> Iterator[bytes]:
    """The rows as CSV, a piece a park.

    All verdicts are on the common scale, 推荐 and 允许 too, so that the figures
    can be computed again from the rows.
    """
    yield line(COLUMNS).encode("utf-8-sig")

    @cache
    def tail(row: Row) -> str:
        return line(_tail(row, review))

    for result, sides in review.selected.counted():
        head = line(_head(result.facts, sides)).removesuffix("\r\n")
        yield "".join(f"{head},{tail(row)}" for row in result.rows).encode()


def rows_parquet(review: Review) -> Iterator[bytes]:
    """The rows as Parquet.  Raises UsageProblem where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as cause:
        raise UsageProblem(
            "写 Parquet 要装 pyarrow", "运行 python -m pip install pyarrow"
        ) from cause
    kinds = [(name, pyarrow.int64() if name in _NUMBERS else pyarrow.string()) for name in COLUMNS]
    schema, sink = pyarrow.schema(kinds), _Sink()
    counted = review.selected.counted()
    with parquet.ParquetWriter(pyarrow.PythonFile(sink, mode="w"), schema) as writer:
        for begin in range(0, len(counted), _PARKS_AT_ONCE):
            rows = [
                (*_head(result.facts, sides), *_tail(row, review))
                for result, sides in counted[begin : begin + _PARKS_AT_ONCE]
                for row in result.rows
            ]
            columns = [
                [None if value == "" else value for value in column]
                for column in zip(*rows, strict=True)
            ]
            writer.write_table(pyarrow.table(columns or [[] for _ in COLUMNS], schema=schema))
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """A file that hands on what was written to it."""

    closed = False

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self.pieces.append(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing to let go of."""

    def taken(self) -> bytes:
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)


def _head(f: ParkFacts, sides: tuple[Side, ...]) -> tuple[str | int, ...]:
    size = "" if f.size is None else f.size
    return (
        f.park, f.location, f.industry, size, f.as_of, f.start, f.end, f.party,
        "、".join(sides), f.file,
    )  # fmt: skip


def _tail(row: Row, review: Review) -> tuple[str | int, ...]:
    modality = review.standard.provisions[row.provision].modality.value
    return (
        row.provision, modality, row.own, row.auditor, "是" if row.waived else "", row.evidence,
        row.promised, row.measured, "是" if row.unpublished else "", "是" if row.puzzled else "",
    )  # fmt: skip
