"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from running import MINIMAL

# A loaded machine decides how long an example takes.  Every test run draws the same examples,
# so that a change is judged and not the draw; the long campaign looks for new ones.
settings.register_profile("house", deadline=None, derandomize=not os.environ.get("ICSTD_SOAK"))
settings.load_profile("house")


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """The least that can be evaluated, in a file of its own."""
    file = tmp_path / "park.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    return file
