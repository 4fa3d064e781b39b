"""A page of text for a terminal: wrapped by display width, painted last."""

from __future__ import annotations

from typing import NamedTuple

from ..text import pad, visible, width, wrap


class Look(NamedTuple):
    """What the terminal can show.

    columns: 40 to 400; colour: whether it understands colours; marks: whether
    it can show marks and rules outside ASCII.
    """

    columns: int = 100
    colour: bool = False
    marks: bool = True


_STYLES = {
    "strong": "1",
    "faint": "2",
    "good": "32",
    "bad": "31",
    "warn": "33",
    "unknown": "35",
}

MOST_READABLE = 120
"""Wider lines are hard to read, however wide the terminal is."""


LONGEST = 400
"""Columns of one answer that are shown; the files carry it whole."""


class Page:
    """Collects lines.  Every text is made visible before it is measured."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.columns = min(look.columns, MOST_READABLE)
        self.lines: list[str] = []

    def paint(self, text: str, style: str) -> str:
        """`text` in a style where the terminal has colours."""
        if not style or not self.look.colour or not text:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"

    def put(self, text: str = "", indent: int = 0, style: str = "") -> None:
        """A paragraph."""
        for line in wrap(visible(text), self.columns - indent):
            self.lines.append(" " * indent + self.paint(line, style) if line else "")

    def labelled(self, label: str, text: str, indent: int = 0, style: str = "") -> None:
        """A paragraph beside a label, hanging under itself."""
        space = width(label) + 2
        first, *more = wrap(visible(text), self.columns - indent - space)
        gap = " " * indent
        self.lines.append(gap + self.paint(label, "faint") + "  " + self.paint(first, style))
        self.lines += [gap + " " * space + self.paint(line, style) for line in more]

    def head(self, title: str, style: str = "strong") -> None:
        """A section's title, set off by an empty line and a rule under it."""
        rule = ("─" if self.look.marks else "-") * min(self.columns, 60)
        self.lines += ["", self.paint(visible(title), style), self.paint(rule, "faint")]

    def row(self, cells: list[str], widths: list[int]) -> None:
        """Cells side by side: the first to the left, numbers to the right."""
        first, *rest = cells
        line = pad(first, widths[0])
        for cell, columns in zip(rest, widths[1:], strict=True):
            line += " " * (columns - width(cell)) + cell
        self.lines.append(line.rstrip())

    def text(self) -> str:
        """The whole page."""
        return "\n".join(self.lines) + "\n"
