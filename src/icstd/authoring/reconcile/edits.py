"""Changing a YAML source line by line, leaving every other line as it was.

A source is read, commented and laid out by people; dumping it again would
lose that.  The parser only says where things stand; the text is changed by
lines, from the bottom up, so that places above stay true.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...errors import InputProblems, Place, Problem

_PLAIN = re.compile("[\u4e00-\u9fffA-Za-z][^\n]*")
_UNSAFE = re.compile(
    r": |:$|\s#|^[-?:,\[\]{}#&*!|>'\"%@`]|[\[\]{},]|^(?:true|false|null|yes|no|on|off|~)$", re.I
)


def scalar(text: str) -> str:
    """A text as YAML: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and not _UNSAFE.search(text) and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)


@dataclass(slots=True)
class Source:
    """One file's lines, and the changes to be made to them.

    changes: (first line, one past the last line, new lines), 0-based, never
    overlapping.
    """

    name: str
    lines: list[str]
    ending: str
    changes: list[tuple[int, int, list[str]]] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, data: bytes) -> Source:
        """The source in a file's bytes (UTF-8)."""
        text = data.decode()
        ending = "\r\n" if "\r\n" in text else "\n"
        lines = text.replace("\r\n", "\n").split("\n")
        if lines and not lines[-1]:
            lines.pop()
        return cls(name, lines, ending)

    def bytes(self) -> bytes:
        """The file with all changes made."""
        lines = list(self.lines)
        ordered = sorted(enumerate(self.changes), key=lambda c: (c[1][0], c[1][1], c[0]))
        for _, (first, last, new) in reversed(ordered):
            lines[first:last] = new
        return (self.ending.join(lines) + self.ending).encode()

    def replace(self, first: int, last: int, new: Sequence[str]) -> None:
        """Put new lines in place of those from `first` to before `last`."""
        for start, end, _ in self.changes:
            if first < end and start < last:
                self.refuse(first, "这几行要改两次，无法自动修改")
        self.changes.append((first, last, list(new)))

    def block(self, line: int, column: int) -> tuple[int, int]:
        """Extent of what begins at a place: up to the next line not further in.

        line, column: 0-based.  Blank and comment lines at its end belong to
        what follows.
        """
        end = line + 1
        last = line + 1
        while end < len(self.lines):
            text = self.lines[end]
            stripped = text.lstrip(" ")
            if stripped and not stripped.startswith("#"):
                if len(text) - len(stripped) <= column:
                    break
                last = end + 1
            end += 1
        return line, last

    def key(self, mapping: Mapping, key: str) -> tuple[int, int, str] | None:
        """Extent of a key with its value, and its indentation; None where absent."""
        place = mapping.place(key)
        if place is None:
            return None
        line, column = place.line - 1, place.col - 1
        indent = self.lines[line][:column]
        if indent.strip(" -"):
            self.refuse(line, f"“{key}”写在一行的中间，无法逐行修改；请把这一条展开，每个键一行")
        first, last = self.block(line, column)
        return first, last, " " * column

    def refuse(self, line: int, message: str) -> None:
        """Give up on a line.  Raises InputProblems with its place."""
        advice = "改好这一处的写法后，重新运行 icstd standard adopt。"
        place = Place(line + 1, 1)
        raise InputProblems((Problem("E-STANDARD", self.name, place, "", message, advice),))


class Mapping:
    """A mapping of a source, by the places of its keys."""

    def __init__(self, node: object) -> None:
        self._places: dict[str, tuple[Place, Place]] = getattr(node, "places", {})

    def place(self, key: str) -> Place | None:
        """Where a key stands."""
        return self._places[key][0] if key in self._places else None

    @property
    def first(self) -> Place:
        """Where the mapping begins."""
        return min(places[0] for places in self._places.values())


def set_key(source: Source, mapping: Mapping, key: str, lines: Sequence[str], after: str) -> None:
    """Replace a key with its value, or put it behind the key `after`.

    lines: the key and its value without indentation of the first level.
    """
    found = source.key(mapping, key)
    if found is not None:
        first, last, indent = found
        dash = source.lines[first][: len(indent)]
        new = [dash + lines[0], *(indent + line for line in lines[1:])]
        source.replace(first, last, new)
        return
    anchor = source.key(mapping, after)
    if anchor is None:
        source.refuse(mapping.first.line - 1, f"缺“{after}”，不知道把“{key}”写在哪里")
        return
    _, last, indent = anchor
    source.replace(last, last, [indent + line for line in lines])


def dash_block(source: Source, node: object) -> tuple[int, int]:
    """Extent of a list element that is a mapping, its dash included.

    An element written on one line in braces is that line.
    """
    first = Mapping(node).first
    line = first.line - 1
    text = source.lines[line]
    dash = len(text) - len(text.lstrip(" "))
    if text.lstrip(" ").startswith("-"):
        return source.block(line, dash)
    source.refuse(line, "列表中的这一项没有以“- ”开头，无法逐行修改")
    return line, line


def lines_of(source: Source, extent: tuple[int, int]) -> Iterator[tuple[int, str]]:
    """The lines of an extent with their numbers."""
    for number in range(*extent):
        yield number, source.lines[number]
