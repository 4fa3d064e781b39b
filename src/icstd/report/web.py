"""What every page of ours shares: colours as CSS, and hashes for its own script and style."""

from __future__ import annotations

import base64
import hashlib

from .. import palette
from ..terms import Verdict

ORDER = {verdict: number for number, verdict in enumerate(Verdict)}
"""Verdict → the number in its class name (`v0` …)."""


def colour_rules() -> tuple[str, str]:
    """The colours as CSS variables, and one rule for each result's mark."""
    colours = {
        "ink": palette.INK,
        "quiet": palette.QUIET,
        "rule": palette.RULE,
        "band": palette.BAND,
        "navy": palette.NAVY,
    }
    root = "".join(f"--{name}: #{value}; " for name, value in colours.items())
    marks = "".join(
        f".v{ORDER[v]} {{ color: #{t.ink}; background: #{t.paper}; }}\n"
        for v, t in palette.TINTS.items()
    )
    return f":root {{ {root}}}\n", marks


def integrity(text: str) -> str:
    """What the content security policy calls a script or style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
