"""Clauses that parks meet together or not at all: one may say all that the other says."""

from __future__ import annotations

from itertools import combinations

from ..clauses.model import Standard
from .matrix import JUDGED, PASSED, Columns, mask
from .stats import wilson

LEAST, EACH, APART = 80, 10, 0.05
"""Parks judged on both, on either side of each, and the upper bound of the share that differs."""


def together(columns: Columns, standard: Standard) -> tuple[tuple[str, ...], ...]:
    """Groups of provisions that read nothing in common and hardly ever differ."""
    bits = {p: (mask(codes, JUDGED), mask(codes, PASSED)) for p, codes in columns.items()}
    wide = []
    for name, (judged, passed) in bits.items():
        n, met = judged.bit_count(), passed.bit_count()
        if n >= LEAST and min(met, n - met) >= EACH:
            wide.append(name)
    group = {name: name for name in wide}
    for one, other in combinations(wide, 2):
        both = bits[one][0] & bits[other][0]
        n, differ = both.bit_count(), ((bits[one][1] ^ bits[other][1]) & both).bit_count()
        if n < LEAST or differ > APART * n or _common(one, other, standard):
            continue
        interval = wilson(differ, n)
        if interval is not None and interval.high <= APART:
            kept, gone = group[one], group[other]
            group = {name: kept if at == gone else at for name, at in group.items()}
    found: dict[str, list[str]] = {}
    for name in wide:
        found.setdefault(group[name], []).append(name)
    return tuple(tuple(names) for names in found.values() if len(names) > 1)


def _common(one: str, other: str, standard: Standard) -> bool:
    reads = (set(standard.provisions[name].reads) for name in (one, other))
    return not set.isdisjoint(*reads)
