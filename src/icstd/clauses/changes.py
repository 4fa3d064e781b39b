"""From one encoding to the next: which provisions changed, and what that touches.

The list lies beside the published edition (`….changes.json`).  It tells the
holder of an earlier self-assessment which answers to look at again, and a
comparison of reports which ids belong together.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputProblems, Place, Problem
from ..shipped import is_shipped, read_shipped

FORMAT = "icstd-changes/1"


class ChangedProvision(NamedTuple):
    """A provision in both encodings.

    what: what differs, in Chinese.  suspect: what it demands has changed, so
    that judgements and answers given for it need a second look.  items: ids of
    the data items it reads.
    """

    id: str
    what: tuple[str, ...]
    suspect: bool
    items: tuple[str, ...]


class Step(NamedTuple):
    """The way from one encoding version to the next."""

    old: str
    new: str
    added: tuple[str, ...]
    changed: tuple[ChangedProvision, ...]
    withdrawn: dict[str, str]  # id → why
    items_withdrawn: dict[str, str]  # id → label


class Since(NamedTuple):
    """All that changed since an earlier version: what to look at again."""

    old: str
    new: str
    suspect: tuple[str, ...]  # provisions
    items: tuple[str, ...]  # data items whose answers are read by them
    withdrawn: tuple[str, ...]
    items_withdrawn: dict[str, str]
    mapping: dict[str, str]  # provision id then → now; withdrawn ids are left out


def changes_beside(edition: Path) -> Path:
    """Where the list of changes of a published edition lies."""
    return edition.with_suffix(".changes.json")


def edition_of(edition: Path, version: str) -> Path:
    """Where the edition of an earlier version lies, beside the current one."""
    return edition.with_name(f"{edition.stem}@{version}.json")


def load_changes(edition: Path) -> tuple[Step, ...]:
    """The steps listed beside a published edition, oldest first; none without a list.

    Raises InputProblems for a list that cannot be read.
    """
    path = changes_beside(edition)
    if not is_shipped(path):
        return ()
    try:
        whole = json.loads(read_shipped(path))
        if whole["format"] != FORMAT:
            raise ValueError(whole["format"])
        return tuple(_step(raw) for raw in whole["steps"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        message = f"版本变更表读不懂：{fault!r}。"
        advice = "文件可能不完整。请重新安装，或删去它再运行 icstd standard adopt。"
        place = Place()
        raise InputProblems(
            (Problem("E-EDITION", path.name, place, "", message, advice),)
        ) from fault


def since(steps: tuple[Step, ...], version: str) -> Since | None:
    """What changed after an encoding version; None where the list does not know it."""
    known = [step.old for step in steps]
    if version not in known:
        return None
    taken = steps[known.index(version) :]
    suspect: dict[str, None] = {}
    items: dict[str, None] = {}
    withdrawn: dict[str, None] = {}
    items_withdrawn: dict[str, str] = {}
    mapping: dict[str, str] = {}
    for step in taken:
        for changed in step.changed:
            mapping.setdefault(changed.id, changed.id)
            if changed.suspect:
                suspect[changed.id] = None
                items |= dict.fromkeys(changed.items)
        withdrawn |= dict.fromkeys(step.withdrawn)
        items_withdrawn |= step.items_withdrawn
    return Since(
        version,
        taken[-1].new,
        tuple(p for p in suspect if p not in withdrawn),
        tuple(i for i in items if i not in items_withdrawn),
        tuple(withdrawn),
        items_withdrawn,
        {old: new for old, new in mapping.items() if old not in withdrawn},
    )


def listed(steps: tuple[Step, ...], standard: str) -> bytes:
    """The bytes of a list of steps."""
    whole = {"format": FORMAT, "standard": standard, "steps": [_plain(s) for s in steps]}
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _plain(step: Step) -> dict[str, Any]:
    changed = [
        {"id": c.id, "what": list(c.what), "suspect": c.suspect, "items": list(c.items)}
        for c in step.changed
    ]
    return step._asdict() | {"changed": changed}


def _step(raw: dict[str, Any]) -> Step:
    changed = tuple(
        ChangedProvision(c["id"], tuple(c["what"]), c["suspect"], tuple(c["items"]))
        for c in raw["changed"]
    )
    return Step(
        raw["old"],
        raw["new"],
        tuple(raw["added"]),
        changed,
        raw["withdrawn"],
        raw["items_withdrawn"],
    )
