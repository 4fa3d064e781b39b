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
    chapters = []
    for chapter in report.standard.chapters:
        found = report.of_chapter(chapter)
        if found:
            chapters.append(ChapterFigures(chapter.id, chapter.title, *_by_modality(found)))
    required = _tally((f for f in report.findings if f.required), Verdict)
    return Figures(*_by_modality(report.findings), required, tuple(chapters))


def _by_modality(findings: Iterable[Finding]) -> tuple[Tally, Tally, Tally]:
    found = list(findings)
    return (
        _tally((f for f in found if f.provision.modality.decides), Verdict),
        _tally((f for f in found if f.provision.modality is Modality.RECOMMENDATION), Adoption),
        _tally((f for f in found if f.provision.modality is Modality.PERMISSION), Practice),
    )


def _tally(
    findings: Iterable[Finding], words: type[Verdict] | type[Adoption] | type[Practice]
) -> Tally:
    counts = {word.value: 0 for word in words}
    for finding in findings:
        counts[finding.result.value] += 1
    return Tally(sum(counts.values()), counts)


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
