"""台账: rows that a park may hand in instead of counting them itself."""

from __future__ import annotations

from ..clauses.model import Column, DataItem, Standard, Table
from ..errors import Place
from ..frozen import Frozen
from ..limits import TABLE_ROWS
from ..terms import ItemType, Special, Value
from ..yamlio import Map, Seq
from .asked import Asked
from .model import Row
from .report import Path
from .texts import shown
from .values import read_value
from .walk import GROUP, Found, Walk


class Tables:
    """Reads the tables of a file; what is wrong goes to the walk's report."""

    def __init__(self, standard: Standard, walk: Walk) -> None:
        self.standard = standard
        self.walk = walk
        self.report = walk.report

    def read(self, found: Found | None) -> dict[str, tuple[Row, ...]]:
        """台账 by table id: rows, blank ones left out."""
        path = ("台账",)
        entries = self.walk.mapping(found.raw, found.at, path, GROUP) if found else Map()
        named = {t.label: t.id for t in self.standard.tables.values()}
        rows = {}
        for id_, field in self.walk.fields(entries, path, named, "台账").items():
            if field.raw is None:
                continue
            table = self.standard.tables[id_]
            read = self._rows(table, field)
            if read is not None:
                rows[id_] = read
        return {id_: rows[id_] for id_ in self.standard.tables if id_ in rows}

    def _rows(self, table: Table, field: Found) -> tuple[Row, ...] | None:
        path, raw = ("台账", table.label), field.raw
        if raw == Special.NONE:
            return ()
        if not isinstance(raw, Seq):
            advice = "每行以“- ”开头，写成一行一件"
            message = f"这里要填一行一行的台账，填的是{shown(raw)}"
            self.report.add("E-TYPE", field.at, path, message, advice)
            return None
        if len(raw) > TABLE_ROWS:
            message = f"有 {len(raw):,} 行，超过 {TABLE_ROWS:,} 行"
            self.report.add("E-TOO-LONG", field.key_at, path, message, "分成几份，或直接填件数")
            return None
        columns = {c.id: _as_item(c) for c in table.columns}
        rows = []
        for number, (given, at) in enumerate(zip(raw, raw.places, strict=True), start=1):
            row = self._row(table, columns, given, at, (*path, f"第 {number} 行"))
            if row:
                rows.append(row)
        return tuple(rows)

    def _row(
        self, table: Table, columns: dict[str, DataItem], raw: object, at: Place, path: Path
    ) -> Row | None:
        given = self.walk.mapping(raw, at, path, "写成 {列名: 内容, 列名: 内容}")
        named = {c.label: c.id for c in table.columns}
        cells: dict[str, Value] = {}
        fields = self.walk.fields(given, path, named, "列")
        for id_, field in list(fields.items()):
            asked = Asked(columns[id_], field.at, (*path, field.key), self.report, None)
            if isinstance(field.raw, str) and self._blank(field.raw, asked):
                fields[id_] = field._replace(raw=None)
                continue
            value = read_value(field.raw, asked)
            if value is not None and not isinstance(value, Special):
                cells[id_] = value
        if all(field.raw in (None, "") for field in fields.values()):
            return None
        for column in table.columns:
            if column.required and column.id not in cells:
                self._required_cell(column, fields.get(column.id), at, path)
        return Row(Frozen(cells), at)

    def _blank(self, raw: str, asked: Asked) -> bool:
        """Whether a cell holds a dash or the like: in a ledger that is a blank, and told."""
        if len(raw) > 8 or raw.strip() in asked.item.options:
            return False
        from .reading import stands_for_nothing

        if not stands_for_nothing(raw):
            return False
        if asked.item.type is ItemType.YES_NO and raw.strip() == "没有":
            return False
        message = f"{shown(raw)}按没有填读"
        advice, cause = "没有的留空", "留空"
        self.report.add("W-READ", asked.at, asked.path, message, advice, cause=cause, meant="")
        return True

    def _required_cell(self, column: Column, field: Found | None, at: Place, path: Path) -> None:
        if field and not (field.raw in (None, "") or field.raw in (Special.UNCLEAR, Special.NONE)):
            return  # refused already
        message = f"没有填“{column.label}”"
        advice = f"{column.help}；缺了它这一行不能统计".removeprefix("；")
        at, path = field.key_at if field else at, (*path, column.label)
        self.report.add("E-MISSING", at, path, message, advice, cause="没有填")


def _as_item(column: Column) -> DataItem:
    """A column read like a data item; dates of a ledger may lie ahead."""
    return DataItem(
        column.id, column.label, column.type, column.help, None, options=column.options, future=True
    )
