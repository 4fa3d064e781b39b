"""A form in the shape that a file name asks for."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from ..clauses.model import Standard
from ..errors import UsageProblem
from .plain import Plain

BLANK = (".yaml", ".yml", ".xlsx", ".html")
"""Suffixes in which a form to fill in can be had."""

FILLED = (*BLANK, ".json")
"""Suffixes in which a filled-in form can be had."""


def render_form(
    name: str, standard: Standard, filled: Plain | None = None, schema: str = ""
) -> bytes:
    """The form that the suffix of `name` stands for, with what `filled` says.

    schema: the name of the JSON Schema beside a YAML form.

    Raises UsageProblem where a workbook cannot hold what is filled in.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsx":
        from .xlsx_form import xlsx_form

        return xlsx_form(standard, filled)
    if suffix == ".html":
        from .html_form import html_form

        return html_form(standard, filled)
    if suffix == ".json":
        return to_json(filled or {})
    if suffix in BLANK:
        from .yaml_form import yaml_form

        return yaml_form(standard, filled, schema)
    raise UsageProblem(f"没有“{suffix}”形式的填报表", f"可用的有：{'、'.join(FILLED)}")


def to_json(document: Any, indent: int | None = 1) -> bytes:
    """A document as JSON; decimals keep their digits."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent, default=_number)
    return f"{text}\n".encode()


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value))
