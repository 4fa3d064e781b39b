"""Checks, and the Python rules of each standard by topic."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from .book import Rulebook, db33t2320

_TOPICS: dict[str, tuple[str, ...]] = {
    db33t2320.standard: (
        "activities",
        "emergency",
        "issues",
        "living",
        "party",
        "production",
        "safety",
        "staff",
        "tables",
        "welfare",
    ),
}
"""Standard id → the modules of this package that hold its rules."""

_BOOKS = {db33t2320.standard: db33t2320}


@cache
def load_rulebook(standard: str) -> Rulebook:
    """The Python rules of a standard; an empty book where it has none."""
    for topic in _TOPICS.get(standard, ()):
        import_module(f"{__name__}.{topic}")
    return _BOOKS.get(standard) or Rulebook(standard)
