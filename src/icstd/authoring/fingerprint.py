"""The fingerprint of a provision: what it demands, in twelve hex digits.

A judgement made under one fingerprint is suspect under another.  It covers
what decides the verdict (gist, modality, check with its limits, condition,
proxy) and nothing that does not (remedy, sources, wording of the reading).
"""

from __future__ import annotations

import json
from hashlib import sha256

from ..clauses.model import Provision
from .encode import encoded


def demand(provision: Provision) -> dict[str, object]:
    """What a provision demands, as plain data."""
    return {
        "gist": provision.gist,
        "modality": provision.modality.value,
        "check": encoded(provision.check),
        "applies_if": encoded(provision.applies_if) if provision.applies_if else None,
        "proxy": provision.proxy,
    }


def fingerprint(provision: Provision) -> str:
    """`fp-` and twelve hex digits: text to every YAML reader, never a number."""
    text = json.dumps(demand(provision), ensure_ascii=False, sort_keys=True, allow_nan=False)
    return f"fp-{sha256(text.encode()).hexdigest()[:12]}"
