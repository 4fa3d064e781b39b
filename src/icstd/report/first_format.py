"""Reports of the format before this one, `icstd-report/1`, carried over into this one's shape.

Only the shape changes: places stand in an object of their own, the scope of an
evaluation is a structure instead of a sentence.
"""

from __future__ import annotations

from typing import Any

FIRST = "icstd-report/1"

_PLACE = ("line", "col", "cell")
_SCOPES = {"只评": "select", "不评": "ignore"}


def carried_over(old: dict[str, Any], schema: str) -> dict[str, Any]:
    """The same report in the present shape; `old` keeps to the schema of the first format."""
    return {
        **old,
        "schema": schema,
        "selection": _scope(old["selection"]),
        "findings": [f | {"facts": [_placed(t) for t in f["facts"]]} for f in old["findings"]],
        "comments": [_placed(c) for c in old["comments"]],
        "warnings": [_placed(w) | {"advice": ""} for w in old["warnings"]],
        "evidence": [
            {k: v for k, v in _placed(e).items() if k != "provisions"} for e in old["evidence"]
        ],
        "encoding": {"optional": 0, **old["encoding"]},
        "cited_by": {e["id"]: e["provisions"] for e in old["evidence"] if e["provisions"]},
    }


def _placed(entry: dict[str, Any]) -> dict[str, Any]:
    rest = {k: v for k, v in entry.items() if k not in _PLACE}
    return rest | {"place": {k: entry[k] for k in _PLACE}}


def _scope(sentence: str) -> dict[str, list[str]] | None:
    """`只评 W6、W7；不评 W6.8`: all that the first format says about its scope."""
    if not sentence:
        return None
    scope: dict[str, list[str]] = {"select": [], "ignore": []}
    for part in sentence.split("；"):
        word, _, ids = part.partition(" ")
        scope[_SCOPES.get(word, "select")] = ids.split("、")
    return scope
