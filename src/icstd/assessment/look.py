"""Looking a document through: what it says, and what would be written in place of odd writings."""

from __future__ import annotations

from typing import NamedTuple

from ..clauses.model import Standard
from ..errors import InputProblems, Problem
from ..yamlio import Document
from .load import assessment_from
from .model import SelfAssessment
from .report import Remedy, Report


class Looked(NamedTuple):
    """A document looked through: what it says (None where refused), and all about its writing."""

    assessment: SelfAssessment | None
    problems: tuple[Problem, ...]
    remedies: tuple[Remedy, ...]


def look_through(document: Document, standard: Standard) -> Looked:
    """A document held against the items, with what would be written in place of odd writings."""
    report = Report(document)
    try:
        assessment = assessment_from(document, standard, report=report)
    except InputProblems as refused:
        return Looked(None, refused.problems, tuple(report.remedies))
    return Looked(assessment, assessment.warnings, tuple(report.remedies))
