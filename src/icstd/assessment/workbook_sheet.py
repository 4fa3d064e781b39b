"""One sheet of the form: its mark, and cells as a document holds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..errors import Place
from ..workbook.grid import Grid
from ..workbook.records import Faults, Sheet, columns_of
from ..yamlio import Map
from .fields import Field
from .workbook_values import value_of


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
    value: Any = None if cell is None else value_of(cell, field.type, field.options)
    if value is None:
        return
    place = sheet.grid.place(row, column)
    target.put(key or field.key, listed(value, place), place, place)


def listed(value: Any, place: Place) -> Any:
    """A list of texts as the loader expects it, every element at the same cell."""
    from ..yamlio import Seq

    if not isinstance(value, list):
        return value
    seq = Seq()
    for one in value:
        seq.put(one, place)
    return seq
