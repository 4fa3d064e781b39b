"""Holding what the reader found against what a generated document has."""

from __future__ import annotations

from typing import NamedTuple

from gbt11 import Generated

from icstd.authoring.reconcile.characters import normal_form
from icstd.authoring.reconcile.model import OfficialText, Part


class Score(NamedTuple):
    """Counts: of how many, how many were right."""

    sentences: int = 0
    found: int = 0
    placed: int = 0
    typed: int = 0
    split: int = 0
    headings: int = 0
    headed: int = 0
    extra: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


def score(made: Generated, text: OfficialText) -> tuple[Score, list[str]]:
    """Counts for one document, and what went wrong in words."""
    binding = (Part.BODY, Part.NORMATIVE_ANNEX)
    read: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for s in text.sentences:
        if s.part in binding:
            read.setdefault((s.place, normal_form(s.text)), []).append(
                (s.kind.value, s.modality.value)
            )
    anywhere = {words for _, words in read}
    wanted: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for p in made.expected:
        wanted.setdefault((p.place, normal_form(p.text)), []).append((p.kind, p.modality))
    found = placed = typed = split = 0
    wrong: list[str] = []
    for key, pieces in wanted.items():
        got = read.get(key, [])
        found += key[1] in anywhere
        placed += bool(got) and got[0][0] == pieces[0][0]
        split += len(got) == len(pieces)
        right = [m for _, m in got] == [m for _, m in pieces]
        typed += right
        if not right or got[0][0] != pieces[0][0]:
            wrong.append(f"{key}: wanted {pieces}, got {got}")
    headings = {(b.number, normal_form(b.text)) for b in text.blocks if b.kind.heading}
    headed = sum((n, normal_form(t)) in headings for n, t in made.headings)
    extra = len(read.keys() - wanted.keys())
    return Score(len(wanted), found, placed, typed, split, len(made.headings), headed, extra), wrong
