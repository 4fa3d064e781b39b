"""The text helpers under the name the renderers use; defined in `icstd.text`."""

from __future__ import annotations

from ..text import HIDDEN, char_width, clip, pad, visible, width, wrap

__all__ = ["HIDDEN", "char_width", "clip", "pad", "visible", "width", "wrap"]
