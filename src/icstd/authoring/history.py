"""The editions published before, and the list of changes that follows from them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from ..clauses.changes import listed
from ..clauses.load import load_standard
from ..clauses.model import Standard
from .reconcile.changes import step_between


def earlier_editions(edition: Path) -> tuple[Standard, ...]:
    """Editions of earlier encodings that lie beside a published one, oldest first."""
    found = [load_standard(path) for path in edition.parent.glob(f"{edition.stem}@*.json")]
    return tuple(sorted(found, key=lambda s: _order(s.encoding_version)))


def changes_since(edition: Path, now: Standard) -> bytes | None:
    """The list of changes up to `now`, or None where nothing was published before."""
    all_ = (*earlier_editions(edition), now)
    steps = tuple(step_between(before, after) for before, after in pairwise(all_))
    return listed(steps, now.id) if steps else None


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
