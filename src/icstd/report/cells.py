"""Cells as plain text, for forms without links and marks."""

from __future__ import annotations

from .layout.model import Cell, Links, Mark


def plain_text(cell: Cell, newline: str = "\n") -> str:
    """A cell's text; several lines are joined by `newline`."""
    if isinstance(cell, Mark):
        return cell.text
    if isinstance(cell, Links):
        return "、 ".join(link.text for link in cell.links)
    return str(cell) if isinstance(cell, str | int) else newline.join(cell)
