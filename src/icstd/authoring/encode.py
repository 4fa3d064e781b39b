"""Domain objects as plain JSON data: what differs from its default, nothing else."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any


def encoded(value: object) -> Any:
    """Plain data of an object of `clauses.model`; fields at their default left out."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        given = (f for f in fields(value) if f.init)  # the others follow from these
        pairs = ((f.name, getattr(value, f.name), _default(f)) for f in given)
        return {name: encoded(v) for name, v, default in pairs if v != default}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        defaults = getattr(value, "_field_defaults", {})
        return {
            name: encoded(v)
            for name, v in zip(value._fields, value, strict=True)
            if name not in defaults or v != defaults[name]
        }
    if isinstance(value, dict):
        return {key: encoded(v) for key, v in value.items()}
    if isinstance(value, tuple | list):
        return [encoded(v) for v in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _default(field: Any) -> object:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING
