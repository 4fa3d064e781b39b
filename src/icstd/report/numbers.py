"""Every figure a report shows, counted once for all forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..clauses.model import Provision, Standard
from ..conformance import ConformanceReport, Finding
from ..terms import Adoption, CheckKind, LimitOrigin, Modality, Practice, Verdict


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


class EncodingFigures(NamedTuple):
    """How honest an encoding can be about itself: counts of provisions.

    computed: decided by the facts alone; proxy: the facts show only part, a
    person decides the rest; declared: judged by the park; delegated: rests on
    a certificate; recorded: 陈述, never judged.  verified: compared with the
    official text.  by_source: how many rest on a source of each kind (a
    provision may rest on several).  profile_limits: limits whose number comes
    from a profile.
    """

    provisions: int
    by_modality: dict[str, int]
    computed: int
    proxy: int
    declared: int
    delegated: int
    recorded: int
    verified: int
    by_source: dict[str, int]
    profile_limits: int


def encoding_figures(standard: Standard) -> EncodingFigures:
    """Count what the provisions of an encoding rest on."""
    provisions = list(standard.provisions.values())
    ways = [_way(p) for p in provisions]
    kinds = dict.fromkeys((s.kind for s in standard.sources.values()), 0)
    for provision in provisions:
        for kind in {standard.sources[r.id].kind for r in provision.sources}:
            kinds[kind] += 1
    return EncodingFigures(
        provisions=len(provisions),
        by_modality={m.value: sum(p.modality is m for p in provisions) for m in Modality},
        computed=ways.count("computed"),
        proxy=ways.count("proxy"),
        declared=ways.count("declared"),
        delegated=ways.count("delegated"),
        recorded=ways.count("recorded"),
        verified=sum(p.text_status == "verified" for p in provisions),
        by_source={kind: n for kind, n in kinds.items() if n},
        profile_limits=sum(
            lim.origin is LimitOrigin.PROFILE for p in provisions for lim in p.check.limits.values()
        ),
    )


def _way(provision: Provision) -> str:
    if provision.modality is Modality.STATEMENT:
        return "recorded"
    if provision.check.kind is CheckKind.DELEGATED:
        return "delegated"
    if provision.check.kind is CheckKind.MANUAL:
        return "declared"
    return "proxy" if provision.proxy else "computed"
