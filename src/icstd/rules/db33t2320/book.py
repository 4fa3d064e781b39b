"""The rulebook that the modules beside this one register in."""

from __future__ import annotations

from ..rulebook import Rulebook

db33t2320 = Rulebook("db33t2320-2021")
