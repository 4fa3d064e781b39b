"""What the Python rules of a standard hold, against what its data asks of them."""

from __future__ import annotations

import subprocess
import sys

import icstd
from icstd.rules import load_rulebook
from icstd.terms import CheckKind

FRESH = """
import icstd
from icstd.rules import load_rulebook
book = load_rulebook(icstd.load_standard().id)
print(*sorted(book.rules), "/", *sorted(book.ledgers))
"""


def test_every_rule_and_every_counted_table_is_found_from_the_start() -> None:
    """In a fresh process, where nothing else has imported a topic."""
    standard = icstd.load_standard()
    rules = {i for i, p in standard.provisions.items() if p.check.kind is CheckKind.RULE}
    counted = {item.table for item in standard.items.values() if item.table}
    done = subprocess.run(
        [sys.executable, "-c", FRESH], capture_output=True, text=True, check=True, timeout=60
    )
    found, tables = done.stdout.split("/")
    assert set(found.split()) == rules
    assert set(tables.split()) == counted


def test_a_standard_without_rules_has_an_empty_book() -> None:
    book = load_rulebook("db99t9999-2025")
    assert (book.standard, book.rules, book.ledgers) == ("db99t9999-2025", {}, {})
