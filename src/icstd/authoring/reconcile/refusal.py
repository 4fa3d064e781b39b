"""How a text of the standard is refused."""

from __future__ import annotations

from typing import NoReturn

from ...errors import InputProblems, Place, Problem


def refuse(code: str, name: str, message: str, advice: str, place: Place | None = None) -> NoReturn:
    """Refuse a text.  Raises InputProblems with this one problem."""
    raise InputProblems((Problem(code, name, place or Place(), "", message, advice),))
