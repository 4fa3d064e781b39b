"""What may stand in a line that people read: visible, measured and wrapped.

Text from a submitted file can hold control characters, bidi overrides and
towers of combining marks.  Every renderer passes it through `visible`, so that
no output carries them raw.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

from .limits import ECHOED_CHARS

_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_CLASS = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f" + _NONCHARACTERS
)


HIDDEN = re.compile(f"[{_CLASS}]")
"""Control (but the line end), format, surrogate and separator characters, noncharacters."""

_PILED_UP = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕％%…,.;:?!)]}”’")
_NEVER_LAST = frozenset("（《〈「『【〔([{“‘")


def visible(text: str, newline: str = " ") -> str:
    """`text` with everything invisible shown as `\\u202e` and the like.

    Line ends become `newline` (a blank; pass `"\\n"` where paragraphs are
    wanted), tabs become blanks, and more than four combining marks on one
    letter are cut to four.
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = newline.join(HIDDEN.sub(_escape, line) for line in text.split("\n"))
    return _PILED_UP.sub(r"\1", text)


def _escape(found: re.Match[str]) -> str:
    return _code(found[0])


def _code(char: str) -> str:
    """A character as its escape: `\\u202e`."""
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def clip(text: str, columns: int) -> str:
    """`text` cut to a display width, with `…` where something is left out."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for char in text:
        used += char_width(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + "…"


def echo(text: str, columns: int = ECHOED_CHARS) -> str:
    """A piece of the input as a message repeats it: `“…”`, clipped, nothing invisible."""
    return f"“{clip(reveal(text[: columns + 1]), columns)}”"


def reveal(text: str) -> str:
    """`text` with everything but printable characters and the blank as escapes.

    Stricter than `visible`: a tab, a no-break or ideographic space in a faulty
    line is likely the fault.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _code(c) for c in text)


def char_width(char: str) -> int:
    """Columns a character takes on a terminal: 0, 1 or 2."""
    if char < "\u0300":
        return 1
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me") else 1


def width(text: str) -> int:
    """Columns a text takes on a terminal (East Asian wide characters take two)."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def pad(text: str, columns: int) -> str:
    """`text` with blanks up to a display width."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`, broken as Chinese is set.

    A line may end after any Chinese character but never inside a Latin word or
    a number that fits on a line, never before a closing mark, never after an
    opening one.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(paragraph, max(columns, 4))
    return lines


def _wrap_paragraph(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = width(piece)
        if used and used + size > columns:
            lines.append(line.rstrip())
            line, used, piece = "", 0, piece.lstrip()  # noqa: PLW2901
            size = width(piece)
        while size > columns:
            head = clip(piece, columns + 1)[:-1] or piece[0]
            lines.append(head)
            piece = piece[len(head) :]  # noqa: PLW2901
            size = width(piece)
        line, used = line + piece, used + size
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The parts of a text between which a line may end."""
    pieces: list[str] = []
    for char in text:
        previous = pieces[-1][-1] if pieces else ""
        together = previous and (
            char in _NEVER_FIRST
            or previous in _NEVER_LAST
            or char_width(char) == 0
            or (char_width(char) == 1 and char_width(previous) == 1 and " " not in (char, previous))
        )
        if together:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def plain_number(value: int | Decimal) -> str:
    """A number without exponent or trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def html_table(caption: str, rows: Iterable[Sequence[str]]) -> str:
    """A small HTML table, everything escaped and visible; the first row is the head."""
    from html import escape

    tags = iter(["th"])
    lines = [
        "".join(f"<{tag}>{escape(visible(c))}</{tag}>" for c in row)
        for row in rows
        for tag in [next(tags, "td")]
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><caption>{escape(visible(caption))}</caption>{body}</table>"
