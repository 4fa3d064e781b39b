"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from running import MINIMAL

# A loaded machine decides how long an example takes; CI draws the same examples every time.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """The least that can be evaluated, in a file of its own."""
    file = tmp_path / "park.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    return file
