"""What a report consists of, whatever the form: sections, blocks, tables, cells.

Texts in it are plain and visible: no markup, no line ends, nothing hidden.
How a block looks is the renderer's business; what it says, in which order and
under which column titles, is decided once, in this package.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from ...terms import Verdict

NARROW = 10
"""Columns up to this width keep it; wider ones share what is left."""

ROOM = 54
"""Chinese characters of a table's text that fit across an A4 page."""


class Mark(NamedTuple):
    """A result: its word, and the verdict that decides its colour (None: none)."""

    text: str
    verdict: Verdict | None = None


class Link(NamedTuple):
    """A reference to a row, card or piece of evidence elsewhere in the report."""

    text: str
    anchor: str


class Links(NamedTuple):
    """References side by side; shown with `、` between them."""

    links: tuple[Link, ...]


Cell = str | int | Mark | Links | tuple[str, ...]
"""One cell: a text, a whole number, a result, references, or several lines."""


class Column(NamedTuple):
    """A column of a table.

    width: in Chinese characters of the table's text; up to `NARROW` it is
    kept, beyond it is a share of the room left.  numeric: numbers, set to the
    right.  detail: shown only where there is room for many columns (Excel,
    CSV); these come last.  choices: what may be filled in, where people keep the column up.
    asked: filled in by people, coloured in the workbook.
    """

    title: str
    width: int
    numeric: bool = False
    detail: bool = False
    choices: tuple[str, ...] = ()
    asked: bool = False


class Row(NamedTuple):
    """A row; `chapter` and `result` are what it can be filtered by."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    chapter: str = ""
    result: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    caption: names it.  headed: whether the caption stands over it (not where
    the section's heading says the same).  filterable: worth searching and
    filtering.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headed: bool = True
    filterable: bool = False

    @property
    def figures(self) -> bool:
        """Whether it is a small table of numbers, to be kept on one page."""
        return len(self.rows) <= 12 and all(c.numeric for c in self.columns[1:])

    def brief(self) -> Table:
        """The same without its detail columns, for forms as wide as a page."""
        kept = [n for n, c in enumerate(self.columns) if not c.detail]
        if len(kept) == len(self.columns):
            return self
        rows = tuple(r._replace(cells=tuple(r.cells[n] for n in kept)) for r in self.rows)
        return replace(self, columns=tuple(self.columns[n] for n in kept), rows=rows)

    def widths(self, room: int = ROOM) -> tuple[float, ...]:
        """The columns' widths as parts of one, on a page `room` characters wide."""
        kept = sum(c.width for c in self.columns if c.width <= NARROW)
        shared = sum(c.width for c in self.columns if c.width > NARROW)
        if not shared or kept > room * 0.7:
            everything = kept + shared
            return tuple(c.width / everything for c in self.columns)
        each = (room - kept) / shared
        return tuple(
            (c.width if c.width <= NARROW else c.width * each) / room for c in self.columns
        )


class Paragraph(NamedTuple):
    """A paragraph.  role: body, lead (the conclusion), notice (set off), note (small)."""

    text: str
    role: str = "body"


class Pairs(NamedTuple):
    """Facts under their labels."""

    pairs: tuple[tuple[str, Cell], ...]


class Card(NamedTuple):
    """One gap, told under labels."""

    anchor: str
    title: str
    mark: Mark
    pairs: tuple[tuple[str, Cell], ...]


class Cards(NamedTuple):
    """Gaps one below the other."""

    cards: tuple[Card, ...]


class Bar(NamedTuple):
    """A line of a chart: how many of each result, or one result after another.

    aside: a second group, set apart (推荐 beside 要求 and 指示).
    """

    label: str
    parts: tuple[tuple[Mark, int], ...]
    aside: tuple[tuple[Mark, int], ...] = ()


class Chart(NamedTuple):
    """A chart.  kind: `bars` (counts by result) or `strip` (one box a provision).

    summary: what it shows, in words, for those who do not see it.
    """

    kind: str
    title: str
    summary: str
    bars: tuple[Bar, ...]


class Signature(NamedTuple):
    """A block to be signed or sealed by hand: who, and the lines to fill."""

    title: str
    lines: tuple[str, ...]


class Signatures(NamedTuple):
    """Blocks side by side."""

    blocks: tuple[Signature, ...]


class NewPage(NamedTuple):
    """A new page begins here when a sheet is printed."""


Block = Paragraph | Pairs | Table | Cards | Chart | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A section under its heading; `anchor` is unique in the report."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: blocks one below the other, tables for keeping up."""

    title: str
    blocks: tuple[Block | NewPage, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole report, ready to be rendered.

    footer: stands on every page.  results: one row a provision, with every
    column; the CSV form is this table alone.
    """

    title: str
    subtitle: str
    cover: Pairs
    sections: tuple[Section, ...]
    sheets: tuple[Sheet, ...]
    results: Table
    footer: str
    digest: str
    keywords: tuple[str, ...] = ()

    def anchors(self) -> frozenset[str]:
        """What can be referred to: rows and cards that stand in the sections."""
        blocks = [block for section in self.sections for block in section.blocks]
        rows = {r.anchor for b in blocks if isinstance(b, Table) for r in b.rows}
        cards = {c.anchor for b in blocks if isinstance(b, Cards) for c in b.cards}
        return frozenset(rows | cards) - {""}
