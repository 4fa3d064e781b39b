"""Where a profile asks less than the standard does: page one says so."""

from __future__ import annotations

from ..clauses.model import Limit, Profile, Standard
from .facts import show


def weakened(standard: Standard, profile: Profile) -> tuple[str, ...]:
    """Where a profile demands less than the standard's own limits, in Chinese."""
    if not profile.optional and not profile.params:
        return ()
    found = [
        f"{p.id} {p.gist}：本口径不要求"
        for p in standard.provisions.values()
        if p.id in profile.optional
    ]
    for provision in standard.provisions.values():
        for name, limit in provision.check.limits.items():
            eased = _eased(name, limit, profile)
            if eased:
                found.append(f"{provision.id} {provision.gist}：{eased}")
    return tuple(found)


def _eased(name: str, limit: Limit, profile: Profile) -> str:
    if limit.param is None or limit.value is None or limit.param not in profile.params:
        return ""
    now = profile.params[limit.param]
    lower_is_easier = name != "at_most"
    eased = now < limit.value if lower_is_easier else now > limit.value
    return f"限值由 {show(limit.value, limit.unit)} 放宽为 {show(now, limit.unit)}" if eased else ""
