"""JSON as we write it: Chinese as it is, decimals with their digits, nothing hidden raw."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from .text import HIDDEN


def listing(document: dict[str, Any]) -> str:
    """JSON with one entry of each list a line, hidden characters escaped."""
    members = ",\n".join(f"{_dump(key)}: {_member(value)}" for key, value in document.items())
    lines = f"{{\n{members}\n}}\n".split("\n")
    return "\n".join(t if t.isprintable() else HIDDEN.sub(_escape, t) for t in lines)


def _member(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _dump(value)
    return "[\n" + ",\n".join(f" {_dump(entry)}" for entry in value) + "\n]"


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def plain(document: Any, indent: int | None = 1) -> bytes:
    """A document as JSON; decimals keep their digits."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent, default=_number)
    return f"{text}\n".encode()


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value))
