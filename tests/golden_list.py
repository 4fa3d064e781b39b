"""What the standard demands, one line a provision, so that a change is always seen.

`.venv/bin/python tests/golden_list.py` rewrites `golden/provisions.txt`.
"""

from __future__ import annotations

from pathlib import Path

from icstd.clauses.load import load_standard
from icstd.clauses.model import Check, EvidenceDemand, Limit, Provision, Standard

GOLDEN = Path(__file__).with_name("golden") / "provisions.txt"


def golden_list(standard: Standard) -> str:
    """The list as it is kept."""
    return "".join(line(p) + "\n" for p in standard.provisions.values())


def line(provision: Provision) -> str:
    """`W6.1  要求  ratio part=… whole=… at_least=100%(source A)  …`."""
    parts = [provision.id, provision.modality.value, check_words(provision.check)]
    if provision.applies_if:
        parts.append(f"if {check_words(provision.applies_if)}")
    if provision.proxy:
        parts.append("proxy")
    if provision.not_applicable_allowed:
        parts.append("may be 不适用")
    parts += [evidence_words(e) for e in provision.evidence]
    return "  ".join(parts)


def check_words(check: Check) -> str:
    words = [check.kind.value]
    for name in ("item", "part", "whole", "items", "values", "when_zero"):
        value = getattr(check, name)
        if value:
            words.append(f"{name}={','.join(value) if isinstance(value, tuple) else value}")
    words += [f"{name}={limit_words(limit)}" for name, limit in sorted(check.limits.items())]
    return " ".join(words)


def limit_words(limit: Limit) -> str:
    number = limit.item or ("unset" if limit.value is None else f"{limit.value:f}")
    whence = [limit.origin.value, limit.source, limit.param]
    return f"{number}{limit.unit}({' '.join(filter(None, whence))})"


def evidence_words(demand: EvidenceDemand) -> str:
    age = f"≤{demand.within_days}天" if demand.within_days is not None else ""
    return f"[{demand.type}{age} {demand.level} {demand.what}]"


if __name__ == "__main__":
    GOLDEN.write_text(golden_list(load_standard()), encoding="utf-8")
