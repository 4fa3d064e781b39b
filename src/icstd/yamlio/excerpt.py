"""The line a problem stands in, with a caret under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import Place
from ..limits import EXCERPT_COLUMNS
from ..text import reveal, width

_TOKEN = re.compile(
    r"""
    "(?:[^"\\]|\\.)*" | '[^']*'          # quoted
    | [^\s:：,\[\]{}\#] (?: [^:：,\[\]{}\#] | :(?=\S) | (?<=\S)\# )*   # plain
    """,
    re.VERBOSE,
)
_BEFORE = 24
"""Columns kept before the caret where a line is too long to show whole."""


def excerpt(lines: Sequence[str], place: Place, span: int | None = None) -> tuple[str, ...]:
    """Two lines: the line with its number, and carets under what is wrong.

    span: characters to mark; by default the word at the place.  Empty where
    the place is in no line (a workbook, the file as a whole).
    """
    if not 0 < place.line <= len(lines):
        return ()
    line = lines[place.line - 1]
    at = min(max(place.col - 1, 0), len(line))
    if span is None:
        found = _TOKEN.match(line, at, at + EXCERPT_COLUMNS)
        span = len(found[0].rstrip()) if found else 1
    start, before = at, ""
    room = EXCERPT_COLUMNS if _fits(line) else _BEFORE
    while start > 0 and width(grown := reveal(line[start - 1]) + before) < room:
        before, start = grown, start - 1
    if start:
        before = "…" + before
    marked = _cut(reveal(line[at : at + span]), EXCERPT_COLUMNS - width(before))
    rest = line[at + span : at + span + EXCERPT_COLUMNS]
    after = _cut(reveal(rest), EXCERPT_COLUMNS - width(before) - width(marked))
    gutter = f"{place.line:>5} | "
    carets = "^" * max(width(marked), 1)
    return (
        (gutter + before + marked + after).rstrip(),
        " " * (len(gutter) + width(before)) + carets,
    )


def _fits(line: str) -> bool:
    return len(line) <= EXCERPT_COLUMNS and width(reveal(line)) <= EXCERPT_COLUMNS


def _cut(text: str, columns: int) -> str:
    """`text` within so many columns, the last of them `…` where something is cut."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return text + "…" if columns > 0 else ""
