"""One sheet of the form: its mark, and cells as a document holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from ..errors import Place
from ..terms import ItemType
from ..text import plain_number, visible
from ..workbook.grid import Grid, Percent
from ..workbook.records import Faults, Sheet, columns_of, text_of
from ..yamlio import Map
from .fields import Field
from .workbook_values import NUMERIC, value_of


def find_sheet(grid: Grid, marks: Iterable[str], faults: Faults) -> Sheet | None:
    """The form's sheet in a grid; None where it bears no mark."""
    known = tuple(marks)
    for (row, column), cell in sorted(grid.cells.items(), key=lambda entry: entry[0]):
        if isinstance(cell, str) and cell in known:
            return Sheet(grid, row, columns_of(grid, row, column, faults), cell, column)
    return None


def read_into(target: Map, sheet: Sheet, row: int, field: Field, faults: Faults, *path: str,
              heading: str = "", key: str = "") -> None:  # fmt: skip
    """Put one cell into a mapping under the field's key; blanks are left out."""
    column = sheet.columns[heading or field.key]
    named = sheet.path(*path, *([] if path and path[-1] == field.key else [field.key]))
    if faults.odd_cell(sheet.grid, row, column, named):
        return
    cell = sheet.grid.cells.get((row, column))
    if cell is None or _other_than_typed(sheet.grid, (row, column), field, named, faults):
        return
    value: Any = value_of(cell, field.type, field.options)
    if value is None:
        return
    place = sheet.grid.place(row, column)
    target.put(key or field.key, listed(value, place), place, place)


def _other_than_typed(
    grid: Grid, at: tuple[int, int], field: Field, path: str, faults: Faults
) -> bool:
    """Say where a cell's format made something else of what was typed; whether it is lost."""
    cell, place = grid.cells[at], grid.place(*at)
    stored = plain_number(grid.numbers[at]) if at in grid.numbers else ""
    if stored and isinstance(cell, str) and field.type in NUMERIC:
        message = f"这一格的格式是时间，显示成“{cell}”，格里存的数是 {stored}"
        advice = "把这一格的格式改成“常规”，再把要填的数重新打一遍"
        faults.add("E-XLSX-DATECELL", place, path, message, advice)
        return True
    if isinstance(cell, date) and field.type in (ItemType.TEXT, ItemType.TEXTS):
        message = f"这一格被表格程序当成了日期，按 {cell} 读"
        advice = "原来打的是“3-5”一类的，先把这一格的格式设为“文本”，再重新打一遍"
        faults.add("W-XLSX-DATECELL", place, path, message, advice)
    elif stored and isinstance(cell, int | Decimal | Percent) and not isinstance(cell, bool):
        shown = plain_number(cell.number if isinstance(cell, Percent) else cell)
        message = f"格里存的是 {stored}，按表格程序能显示的 15 位读作 {shown}"
        faults.add("W-XLSX-DIGITS", place, path, message, "多半是公式算出的尾数，不用改")
    unit = grid.units.get(at)
    if unit and field.type in NUMERIC and not isinstance(cell, date | str):
        message = f"这一格的数字格式带“{visible(unit)}”，格里存的数是 {text_of(cell)}，按这个数读"
        asked = f"“{field.unit}”" if field.unit else "填报项的单位"
        advice = f"核对是不是以{asked}为单位；不是的换算后再填，并把格式改成“常规”"
        faults.add("W-XLSX-UNIT", place, path, message, advice)
    return False


def listed(value: Any, place: Place) -> Any:
    """A list of texts as the loader expects it, every element at the same cell."""
    from ..yamlio import Seq

    if not isinstance(value, list):
        return value
    seq = Seq()
    for one in value:
        seq.put(one, place)
    return seq
