"""Which sheet of a workbook is which: by mark, else by heading row and row names.

A sheet of ours that lost its mark is read where that is certain, and refused by
name where it is not; one that is gone is told.  Nothing of ours is taken for a
stranger, whose content would be passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..clauses.model import Section, Standard
from ..errors import Place
from ..text import clip, visible
from ..workbook.grid import Grid
from ..workbook.records import Faults, Sheet, under_headings
from . import workbook_layout as layout
from .fields import COMMENT, EVIDENCE, EVIDENCE_ID, IDENTITY, column_field, row_fields
from .workbook_sheet import find_sheet

_AGAIN = "用 icstd init 生成一张新表，把这张表的内容抄到同名工作表里"
_OURS = (layout.META_SHEET, layout.LIST_SHEET, "填表说明")


class Expected(NamedTuple):
    """A sheet that the form was made with.

    headings: those that tell it apart; names: row name → hidden id, under the
    heading `named_by`, where rows have ids.
    """

    title: str
    mark: str
    headings: tuple[str, ...]
    named_by: str = ""
    names: Mapping[str, str] = {}


def found_sheets(
    grids: list[Grid], meta: Grid | None, standard: Standard, faults: Faults
) -> list[Sheet]:
    """The form's sheets, each once, in the workbook's order; what is odd is noted."""
    expected = list(_expected(standard))
    marks = tuple(dict.fromkeys(one.mark for one in expected))
    others = [grid for grid in grids if grid is not meta]
    marked = [(g, find_sheet(g, marks, faults)) for g in others]
    sheets = _without_copies([s for _, s in marked if s is not None], faults)
    missing = [one for one in expected if not any(_is(sheet, one) for sheet in sheets)]
    strangers = [g for g, sheet in marked if sheet is None and not _beside(g)]
    if meta is None:
        return sheets
    for grid in strangers:
        one = _recognised(grid, missing)
        if one is None:
            _tell_stranger(grid, missing, faults)
            continue
        missing.remove(one)
        sheets.append(_as(grid, one, faults))
    for one in missing:
        if one.mark != layout.SECTION:  # missing questions are told one by one
            message = f"工作表“{visible(one.title)}”找不到了，按没有填处理"
            advice = "没有要填的不用管；要填的，从新生成的表里把这张工作表复制过来"
            faults.add("W-XLSX-MISSING", Place(), "", message, advice)
    return sheets


def _beside(grid: Grid) -> bool:
    """Whether a sheet is one of ours that holds no answers: guide, word lists."""
    return grid.title in _OURS or str(grid.cells.get((1, 2), "")).endswith("自评填报表")


def _expected(standard: Standard) -> Iterator[Expected]:
    names = layout.sheet_names(standard)
    cover = {f.key: f"{group}.{f.key}" for group, fields in IDENTITY.items() for f in fields}
    headings = (layout.FIELD, layout.VALUE)
    yield Expected(names["园区与评价"], layout.COVER, headings, layout.FIELD, cover)
    for section in standard.sections:
        title = names[f"section:{section.id}"]
        rows = _row_names(section, standard)
        headings = (layout.ITEM, layout.VALUE)
        yield Expected(title, layout.SECTION, headings, layout.ITEM, rows)
    for table in standard.tables.values():
        columns = tuple(column_field(column).key for column in table.columns)
        yield Expected(names[f"table:{table.id}"], layout.table_mark(table), columns)
    ids = {provision: provision for provision in standard.provisions}
    judged = (layout.PROVISION, layout.VERDICT, layout.NOTE, layout.CITED)
    yield Expected(names["人工判定"], layout.JUDGEMENTS, judged, layout.PROVISION, ids)
    evidence = tuple(field.key for field in (EVIDENCE_ID, *EVIDENCE))
    yield Expected(names["证据"], layout.EVIDENCE, evidence)
    comments = (layout.PROVISION, *(field.key for field in COMMENT))
    yield Expected(names["意见"], layout.COMMENTS, comments)


def _row_names(section: Section, standard: Standard) -> dict[str, str]:
    """Caption of a row → its id, for the rows of a section."""
    names = {}
    for item in section.items:
        for id_, field in row_fields(item, standard):
            names[item.label if id_ == item.id else f"{item.label}：{field.key}"] = id_
    return names


def _is(sheet: Sheet, one: Expected) -> bool:
    """Whether a marked sheet is the one expected; sections share a mark and differ in rows."""
    if sheet.mark != one.mark:
        return False
    return one.mark != layout.SECTION or bool(_ids(sheet) & set(one.names.values()))


def _ids(sheet: Sheet) -> set[str]:
    return {
        cell
        for (row, column), cell in sheet.grid.cells.items()
        if column == sheet.ids and row > sheet.head and isinstance(cell, str)
    }


def _without_copies(sheets: Iterable[Sheet], faults: Faults) -> list[Sheet]:
    """Each sheet once; one that is a copy of another is refused as one."""
    kept: list[Sheet] = []
    for sheet in sheets:
        ids = _ids(sheet)
        same = (k for k in kept if k.mark == sheet.mark)
        first = next((k for k in same if k.mark != layout.SECTION or _ids(k) == ids), None)
        if first is None:
            kept.append(sheet)
            continue
        names = visible(sheet.grid.title), visible(first.grid.title)
        message = f"工作表“{names[0]}”是“{names[1]}”的副本，不知道该读哪一张"
        place = sheet.grid.place(sheet.head, sheet.ids)
        faults.add("E-XLSX-DUP", place, names[0], message, "留下填好的一张，删去另一张")
    return kept


def _recognised(grid: Grid, missing: list[Expected]) -> Expected | None:
    """The one missing sheet whose headings, and row names, an unmarked sheet has."""
    fitting = []
    for one in missing:
        sheet = under_headings(grid, one.headings, Faults(""))
        if sheet is None:
            continue
        if not one.names or _named_rows(sheet, one):
            fitting.append(one)
    titled = [one for one in fitting if one.title == grid.title]
    return titled[0] if titled else fitting[0] if len(fitting) == 1 else None


def _named_rows(sheet: Sheet, one: Expected) -> dict[int, str]:
    """Row → its hidden id, by the name that stands in the row."""
    column = sheet.columns[one.named_by]
    names = {
        row: cell.strip()
        for (row, at), cell in sheet.grid.cells.items()
        if at == column and row > sheet.head and isinstance(cell, str)
    }
    return {row: one.names[name] for row, name in names.items() if name in one.names}


def _as(grid: Grid, one: Expected, faults: Faults) -> Sheet:
    """An unmarked sheet as the one it was recognised as, its row ids put back at column 0."""
    sheet = under_headings(grid, one.headings, faults)
    assert sheet is not None  # noqa: S101 - it was recognised by them
    if one.names:
        ids = {(row, 0): id_ for row, id_ in _named_rows(sheet, one).items()}
        sheet = sheet._replace(grid=grid._replace(cells={**grid.cells, **ids}))
    told = "按表头和行名认出" if one.names else "按表头认出"
    message = f"“{visible(one.title)}”表的隐藏标记没有了，{told}，照样读了"
    place = grid.place(sheet.head, 1)
    advice = "核对这张表读得对不对；隐藏的 A 列和表头不要删改"
    faults.add("W-XLSX-MARK", place, visible(grid.title), message, advice)
    return sheet._replace(mark=one.mark)


def _tell_stranger(grid: Grid, missing: list[Expected], faults: Faults) -> None:
    """Refuse a sheet that stands in the place of one of ours; say that another was not read."""
    rows = len({row for row, _ in grid.cells})
    if not rows:
        return
    title = visible(clip(grid.title, 40))
    one = next((one for one in missing if one.title == grid.title), None)
    if one is not None:
        wanted = "、".join(one.headings)
        message = f"“{title}”不是原来的那张表：找不到表头（{wanted}），里面 {rows} 行内容读不了"
        faults.add("E-XLSX-LAYOUT", Place(cell=f"{grid.title}!A1"), title, message, _AGAIN)
        missing.remove(one)
        return
    hidden = "（隐藏的）" if grid.hidden else ""
    message = f"工作表“{title}”{hidden}不是填报表的，里面 {rows} 行没有读"
    advice = "要填报的内容填在原有的工作表里；自己备查的不用管"
    faults.add("W-XLSX-SHEET", Place(cell=f"{grid.title}!A1"), title, message, advice)
