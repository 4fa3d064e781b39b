"""Python rules and ledger counts of DB33/T 2320—2021: pure functions, no engine."""

from __future__ import annotations

from . import (  # noqa: F401 - each registers its rules when imported
    activities,
    emergency,
    issues,
    ledgers,
    living,
    party,
    production,
    safety,
    staff,
    welfare,
)
from .book import db33t2320

RULEBOOK = db33t2320
