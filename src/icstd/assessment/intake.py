"""Taking in whatever form a park hands in: YAML, JSON or a filled-in workbook."""

from __future__ import annotations

import os

from ..clauses.model import Standard
from ..yamlio import Document, read_document
from ..yamlio.files import read_input
from .load import assessment_from
from .model import SelfAssessment

_WORKBOOK = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


def load_assessment(
    source: str | os.PathLike[str] | bytes,
    standard: Standard,
    *,
    name: str = "",
    encoding: str | None = None,
) -> SelfAssessment:
    """Read a self-assessment from a path, `-` (standard input) or bytes.

    name: what messages call the bytes; its suffix tells a workbook from text.
    encoding: of a text file that is not UTF-8, for those who know.

    Raises InputProblems with every fault found; UsageProblem for an unknown
    encoding.
    """
    return assessment_from(load_document(source, standard, name=name, encoding=encoding), standard)


def load_document(
    source: str | os.PathLike[str] | bytes,
    standard: Standard,
    *,
    name: str = "",
    encoding: str | None = None,
) -> Document:
    """The document of a form, whatever its kind, not yet held against the items.

    Raises as `load_assessment`.
    """
    if isinstance(source, bytes):
        data, name = source, name or "（内容）"
    else:
        data, name = read_input(source)
    if name.lower().endswith(_WORKBOOK):
        from .workbook_form import read_form

        return read_form(data, name, standard)
    return read_document(data, name, encoding)
