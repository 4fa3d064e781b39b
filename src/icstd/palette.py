"""The colours and signs of results, one definition for all forms.

Muted, so that words lead; every ink has a contrast of at least 4.5 : 1 on its
paper, and no result is told by colour alone.
"""

from __future__ import annotations

from typing import NamedTuple

from .terms import Verdict


class Tint(NamedTuple):
    """ink: text; paper: its background; fill: bars and boxes; sign: one character."""

    ink: str
    paper: str
    fill: str
    sign: str


TINTS = {
    Verdict.MET: Tint("1e5a3c", "e4efe8", "7fae93", "√"),
    Verdict.PARTLY: Tint("7a4e00", "f8edd4", "dcb567", "△"),
    Verdict.UNMET: Tint("8c2222", "f7e2df", "c9776f", "×"),
    Verdict.NOT_APPLICABLE: Tint("55595e", "eff0f1", "dadcde", "—"),
    Verdict.INSUFFICIENT: Tint("4f3f78", "eae6f3", "a99cc9", "?"),
    Verdict.UNEVALUATED: Tint("3f5568", "e8eef3", "c3d0db", "○"),
}

INK = "22262b"
QUIET = "5b6168"
RULE = "c9cdd2"
BAND = "eef1f4"
NAVY = "1f3a5f"
