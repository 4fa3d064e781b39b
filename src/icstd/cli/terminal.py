"""What the terminal at standard output can show."""

from __future__ import annotations

from ..report.page import Look
from . import streams


def look() -> Look:
    """Width, colour and marks of standard output."""
    return Look(streams.columns(), streams.coloured(), streams.can_show("─■▲×·□"))
