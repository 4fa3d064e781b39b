"""Fixtures that several test modules share."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import MINIMAL


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """The least that can be evaluated, in a file of its own."""
    file = tmp_path / "park.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    return file
