"""Fixtures that several test modules share."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import EXAMPLES


@pytest.fixture
def park() -> Path:
    """The fictional park of the examples: every question answered, gaps of every kind."""
    return EXAMPLES / "complete-park.yaml"
