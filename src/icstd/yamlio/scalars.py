"""What an unquoted scalar means.

YAML 1.2 core, narrowed to what JSON calls a number: `no`, `12:30`, `0571`,
`+86 …`, `0x1F`, `1_000`, dates and anything longer than fifteen digits stay
text, so that nothing a clerk typed is ever changed in silence.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ..limits import DIGITS, EXPONENT_DIGITS

Scalar = str | int | Decimal | bool | None

_NUMBER = re.compile(
    rf"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE][-+]?[0-9]{{1,{EXPONENT_DIGITS}}})?"
).fullmatch

WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


def resolve(text: str) -> Scalar:
    """The value of a plain scalar."""
    first = text[:1]
    if "0" <= first <= "9" or first == "-":
        return as_number(text)
    return WORDS.get(text, text)


def as_number(text: str) -> Scalar:
    """An int or Decimal where the text is exactly a number within limits, else the text."""
    found = _NUMBER(text) if len(text) < 32 else None
    if found is None:
        return text
    whole, fraction = found[1], found[2]
    if fraction is None and len(found[0]) == len(whole) + (text[0] == "-"):
        return int(text) if len(whole) <= DIGITS else text
    return Decimal(text) if len(whole) + len(fraction or "") <= DIGITS else text
