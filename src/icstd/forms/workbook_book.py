"""The workbook while it is being written: looks, lists, and what every sheet has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..assessment import workbook_layout as layout
from ..assessment.fields import row_fields
from ..clauses.model import Standard
from ..workbook.looks import Looks
from ..workbook.writing import Area, height, lines, set_up_page
from .plain import Plain
from .workbook_cells import Lists

HEAD_ROW = 2
"""Row of the headings, from 0: title, lead, headings."""

EVIDENCE_NUMBERS = 40
"""Evidence numbers that stand ready in a blank form."""


class Filling(NamedTuple):
    """Where the answers of a sheet stand, for the progress on the first sheet."""

    sheet: str
    column: int
    first: int
    last: int
    filled: int


@dataclass(slots=True)
class Book:
    """A workbook being written."""

    workbook: Any
    standard: Standard
    filled: Plain
    looks: Looks
    lists: Lists = field(default_factory=Lists)
    names: dict[str, str] = field(default_factory=dict)
    fillings: list[Filling] = field(default_factory=list)

    @property
    def allowed(self) -> dict[str, bool]:
        """What may be done to every protected sheet."""
        names = ("format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")
        return dict.fromkeys(names, True)

    def sheet(self, key: str, mark: str, title: str, lead: str, widths: Sequence[float]) -> Any:
        """A protected sheet with title, lead and mark; column A is hidden.

        Protection has no password: it keeps hands off the labels, no more.
        """
        sheet = self.workbook.add_worksheet(self.names[key])
        sheet.set_column(0, 0, 2, None, {"hidden": True})
        for column, wide in enumerate(widths, 1):
            sheet.set_column(column, column, wide)
        last = len(widths)
        sheet.merge_range(0, 1, 0, last, title, self.looks["title"])
        sheet.set_row(0, 30)
        sheet.merge_range(1, 1, 1, last, lead, self.looks["note"])
        sheet.set_row(1, height(lines(lead, sum(widths)), 15))
        sheet.write_string(HEAD_ROW, 0, mark, self.looks["id"])
        sheet.protect("", self.allowed)
        set_up_page(sheet, f"{self.standard.number} 自评填报表", head=HEAD_ROW)
        return sheet

    def headings(self, sheet: Any, row: int, titles: Iterable[str]) -> None:
        """The heading row; columns are found again by these texts."""
        for column, title in enumerate(titles, 1):
            sheet.write_string(row, column, title, self.looks["column"])
        sheet.set_row(row, 24)

    def mark_blank(self, sheet: Any, area: Area) -> None:
        """Colour cells that are still to be filled in."""
        sheet.conditional_format(*area, {"type": "blanks", "format": self.looks["blank"]})

    def cell_of(self, item: str) -> str:
        """The answer cell of a data item: `'基本情况'!$D$4`."""
        section = next(
            s for s in self.standard.sections if s.id == self.standard.items[item].section
        )
        ids = [id_ for one in section.items for id_, _ in row_fields(one, self.standard)]
        row = HEAD_ROW + 2 + ids.index(item)
        return f"'{self.names[f'section:{section.id}']}'!$D${row}"

    def offer_evidence(self, sheet: Any, row: int, column: int) -> None:
        """Offer the evidence numbers, and let several be typed."""
        first, last = HEAD_ROW + 2, HEAD_ROW + 1 + EVIDENCE_NUMBERS
        sheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "list",
                "source": f"='{self.names['证据']}'!$B${first}:$B${last}",
                "show_error": False,
                "input_title": layout.CITED,
                "input_message": "从下拉列表选证据表里的编号；有几件的自己写，如 E1、E2",
            },
        )
