"""The examples of a published edition, kept in a file beside it.

They are for reading and for tests; judging never loads them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..shipped import read_shipped
from .load import shipped_edition
from .model import DataItem, Example, Provision, Standard

FORMAT = "icstd-examples/1"


def examples_beside(edition: Path) -> Path:
    """Where the examples of an edition lie: `x.json` → `x.examples.json`."""
    return edition.with_name(f"{edition.stem}.examples.json")


def load_examples(edition: str | Path | None = None) -> dict[str, tuple[Example, ...]]:
    """Examples by provision id; empty where the edition has none beside it."""
    path = examples_beside(Path(edition) if edition is not None else shipped_edition())
    try:
        raw = json.loads(read_shipped(path), parse_float=Decimal)
    except (OSError, ValueError):
        return {}
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        return {}
    return {name: tuple(_example(e) for e in found) for name, found in raw["examples"].items()}


def _example(raw: dict[str, Any]) -> Example:
    given = {n: tuple(v) if isinstance(v, list) else v for n, v in raw["given"].items()}
    return Example(**{**raw, "given": given})


def example_text(example: Example, provision: Provision, standard: Standard) -> str:
    """`受理问题数 12 件，已回应问题数 11 件 → 不符合（差一件也不行）`."""
    given = "，".join(
        f"{standard.items[name].label} {typed_text(value, standard.items[name])}"
        for name, value in example.given.items()
        if name in standard.items
    )
    nothing = "数据项都没有填" if provision.reads else "" if example.judged else "没有人作出判定"
    parts = [given or nothing]
    if example.judged:
        parts.append(f"园区判定{example.judged}")
    if example.params:
        parts.append("评价口径设 " + "、".join(f"{k} = {v}" for k, v in example.params.items()))
    why = f"（{example.why}）" if example.why else ""
    return "；".join(p for p in parts if p) + f" → {example.result}{why}"


def typed_text(value: object, item: DataItem) -> str:
    """An answer as a park would type it, with its unit."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or "无"
    if isinstance(value, dict):  # a document
        return "、".join(map(str, value.values()))
    if value is None:
        return "未填"
    if isinstance(value, int | Decimal):
        return f"{value}%" if item.unit == "%" else f"{value} {item.unit}".rstrip()
    return str(value)
