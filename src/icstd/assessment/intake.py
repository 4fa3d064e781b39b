"""Taking in whatever form a park hands in: YAML, JSON or a filled-in workbook."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ..clauses.model import Standard
from ..yamlio import Document, read_document
from ..yamlio.files import read_input
from .load import assessment_from
from .model import SelfAssessment

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | Mapping[str, Any]
_WORKBOOK = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


def load_assessment(
    source: Source,
    standard: Standard,
    *,
    name: str = "",
    encoding: str | None = None,
) -> SelfAssessment:
    """Read a self-assessment from a path, `-` (standard input), bytes or a plain mapping.

    source: a mapping holds what a file would hold, under Chinese keys or ASCII
    ids; its problems are located by their path.
    name: what messages call bytes or mapping; its suffix tells a workbook from text.
    encoding: of a text file that is not UTF-8, for those who know.

    Raises InputProblems with every fault found; UsageProblem for an unknown
    encoding; TypeError naming an argument of a kind that cannot be read.
    """
    return assessment_from(load_document(source, standard, name=name, encoding=encoding), standard)


def load_document(
    source: Source,
    standard: Standard,
    *,
    name: str = "",
    encoding: str | None = None,
) -> Document:
    """The document of a form, whatever its kind, not yet held against the items.

    Raises as `load_assessment`.
    """
    if not isinstance(standard, Standard):
        raise TypeError(f"standard must be a Standard, not {type(standard).__name__}")
    if isinstance(source, Mapping):
        from .plaindata import document_of

        return document_of(source, name or "（数据）")
    if isinstance(source, bytes | bytearray | memoryview):
        data, name = bytes(source), name or "（内容）"
    elif isinstance(source, str | os.PathLike):
        data, name = read_input(source)
    else:
        kinds = "a path, bytes or a mapping"
        raise TypeError(f"source must be {kinds}, not {type(source).__name__}")
    if name.lower().endswith(_WORKBOOK):
        from .workbook_form import read_form

        return read_form(data, name, standard)
    return read_document(data, name, encoding)
