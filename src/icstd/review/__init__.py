"""Many parks at once: what the review of a standard is decided from.

`review(paths, …)` gives a `Review`, every figure of the papers; `impact(paths, …)` an
`Impact`, the same parks judged by the standard in force and by a proposed one.
Both take any `concurrent.futures.Executor`; results do not depend on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .amendment import Impact, impact
    from .document import review_document
    from .whole import Review, review

__all__ = ["Impact", "Review", "impact", "review", "review_document"]

_HOMES = {
    "Impact": ".amendment",
    "Review": ".whole",
    "impact": ".amendment",
    "review": ".whole",
    "review_document": ".document",
}


def __getattr__(name: str) -> object:
    """Fetch a public name from where it is defined."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(_HOMES[name], __name__), name)
    globals()[name] = found
    return found
