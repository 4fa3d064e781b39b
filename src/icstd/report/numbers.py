"""Every figure a report shows, counted once for all forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..conformance import ConformanceReport, Finding
from ..terms import Adoption, Modality, Practice, Verdict


class Tally(NamedTuple):
    """How many of `total` findings have each result, all results present."""

    total: int
    counts: dict[str, int]


class ChapterFigures(NamedTuple):
    """The tallies of one chapter."""

    id: str
    title: str
    deciding: Tally
    recommended: Tally
    permitted: Tally


class Figures(NamedTuple):
    """The tallies of a report.

    deciding: 要求 and 指示 by Verdict; recommended: 推荐 by Adoption;
    permitted: 允许 by Practice; required: 必备条款 by Verdict.
    """

    deciding: Tally
    recommended: Tally
    permitted: Tally
    required: Tally
    chapters: tuple[ChapterFigures, ...]


def figures(report: ConformanceReport) -> Figures:
    """Count a report's findings.  Chapters without a selected provision are left out."""
    by_chapter: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_chapter.setdefault(finding.provision.chapter, []).append(finding)
    chapters = tuple(
        ChapterFigures(c.id, c.title, *_by_modality(by_chapter[c.id]))
        for c in report.standard.chapters
        if c.id in by_chapter
    )
    required = _tally([f for f in report.findings if f.required], Verdict)
    return Figures(*_by_modality(report.findings), required, chapters)


def _by_modality(findings: Iterable[Finding]) -> tuple[Tally, Tally, Tally]:
    deciding, recommended, permitted = [], [], []
    for finding in findings:
        modality = finding.provision.modality
        if modality is Modality.RECOMMENDATION:
            recommended.append(finding)
        elif modality is Modality.PERMISSION:
            permitted.append(finding)
        elif modality.decides:
            deciding.append(finding)
    return _tally(deciding, Verdict), _tally(recommended, Adoption), _tally(permitted, Practice)


def _tally(
    findings: list[Finding], words: type[Verdict] | type[Adoption] | type[Practice]
) -> Tally:
    counts = {str(word): 0 for word in words}
    for finding in findings:
        counts[finding.result] += 1
    return Tally(len(findings), counts)


def filled(report: ConformanceReport) -> tuple[int, int]:
    """How many data items are answered, and how many there are.

    Only items that the selected provisions read; a table counts as an answer
    of the items it backs.
    """
    asked = {i for f in report.findings for i in f.provision.reads}
    answers = report.assessment.answers
    done = {i for i in asked if i in answers and answers[i].value is not None}
    done |= asked & set(report.tables_used)
    return len(done), len(asked)


def cited_by(report: ConformanceReport) -> dict[str, tuple[str, ...]]:
    """Evidence → the provisions whose findings cite it, in the standard's order."""
    uses: dict[str, list[str]] = {}
    for finding in report.findings:
        for cited in finding.evidence:
            uses.setdefault(cited, []).append(finding.provision.id)
    return {cited: tuple(found) for cited, found in sorted(uses.items())}
