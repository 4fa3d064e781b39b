"""A form in the shape that a file name asks for."""

from __future__ import annotations

from pathlib import PurePath

from ..clauses.model import Standard
from ..errors import UsageProblem
from ..jsontext import plain
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
        from .workbook_form import xlsx_form

        return xlsx_form(standard, filled)
    if suffix == ".html":
        from .html_form import html_form

        return html_form(standard, filled)
    if suffix == ".json":
        return plain(filled or {})
    if suffix in BLANK:
        from .yaml_form import yaml_form

        return yaml_form(standard, filled, schema)
    raise UsageProblem(f"没有“{suffix}”形式的填报表", f"可用的有：{'、'.join(FILLED)}")
