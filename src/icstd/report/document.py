"""The JSON report `icstd-report/2`: self-contained, the same bytes for the same input.

Every number of the other forms is in it, and everything that reads reports
back (diff, review, verify) works on it.  Its types are in `records`.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from ..clauses.figures import encoding_figures
from ..clauses.model import Profile, Standard
from ..conformance import ConformanceReport, Finding, Need, combined
from ..jsontext import listing
from ..observations import LedgerAccount
from ..scoring import policy_text, score
from . import numbers
from .codec import encoded
from .numbers import ChapterFigures, Figures
from .records import (
    SCHEMA,
    AssessmentRecord,
    ChapterRecord,
    ClauseRecord,
    ConclusionRecord,
    CountsRecord,
    Digest,
    EmptiedRecord,
    FilledRecord,
    FindingRecord,
    LedgerRecord,
    LeftRecord,
    NeedRecord,
    ProfileRecord,
    ReportDocument,
    ScoreRecord,
    StandardRecord,
    WarningRecord,
)
from .words import conclusion, need_text

_OUTSIDE_DIGEST = ("result_digest",)


def report_document(report: ConformanceReport) -> dict[str, Any]:
    """The report as plain data: str, int, float, bool, None, list, dict.

    Numbers are JSON numbers, dates ISO text, lists sorted where their order
    says nothing.  `result_digest` is the sha256 of the canonical form of all
    the rest but the name of the file read, so that a renamed file gives the
    same result.
    """
    plain: dict[str, Any] = encoded(_records(report))
    plain["result_digest"] = result_digest(plain)
    return plain


def _records(report: ConformanceReport) -> ReportDocument:
    standard, assessment, own = report.standard, report.assessment, report.supplement
    answered, asked = numbers.filled(report)
    document: ReportDocument = _taken(
        ReportDocument,
        report,
        assessment,
        schema=SCHEMA,
        notice=standard.notice,
        standard=_taken(StandardRecord, standard, sources=tuple(standard.sources.values())),
        profile=profile_record(report.profile, report.weakened),
        assessment=_taken(AssessmentRecord, assessment, assessment.period),
        conclusion=_taken(ConclusionRecord, report, text=conclusion(report)),
        filled=FilledRecord(answered=answered, asked=asked),
        **_counted(report),
        clauses=_clauses(report),
        score=_score(report),
        findings=tuple(_finding(f, standard) for f in report.findings),
        supplement=tuple(_finding(f, own.standard) for f in own.findings) if own else (),
        ledgers=tuple(map(ledger_record, report.ledgers)),
        emptied=tuple(
            EmptiedRecord(item=item, provisions=tuple(f.provision.id for f in found))
            for item, found in report.emptied.items()
        ),
        tables_used=dict(sorted(report.tables_used.items())),
        evidence=tuple(assessment.evidence.values()),
        cited_by=numbers.cited_by(report),
        warnings=tuple(_taken(WarningRecord, w) for w in assessment.warnings),
        encoding=encoding_figures(standard),
        result_digest=Digest(""),
    )
    return document


def _taken(kind: Any, *sources: object, **known: object) -> Any:
    """A record whose fields are `known`, or else those of the first source that has them."""
    origins = _origins(kind, *map(type, sources))
    return kind(**{n: known[n] if n in known else getattr(sources[o], n) for n, o in origins})


@cache
def _origins(kind: Any, *sources: type) -> tuple[tuple[str, int], ...]:
    """Field → the first source that has it."""
    return tuple(
        (name, next((n for n, s in enumerate(sources) if hasattr(s, name)), -1))
        for name in kind.__annotations__
    )


def render(report: ConformanceReport) -> bytes:
    """The JSON report as UTF-8 bytes, no raw control or bidi characters in it."""
    return listing(report_document(report)).encode("utf-8")


def result_digest(document: dict[str, Any]) -> str:
    """sha256 (hex) of a report's content; see `report_document`."""
    content = {k: v for k, v in document.items() if k not in _OUTSIDE_DIGEST}
    content["assessment"] = {k: v for k, v in document["assessment"].items() if k != "file"}
    canonical = json.dumps(
        content, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def profile_record(profile: Profile, weakened: tuple[str, ...] = ()) -> ProfileRecord:
    """All of a profile that bears on verdicts."""
    record: ProfileRecord = _taken(
        ProfileRecord,
        profile,
        params=dict(sorted(profile.params.items())),
        evidence_enforced=profile.evidence.enforce,
        evidence_levels=profile.evidence.levels,
        weakened=weakened,
    )
    return record


def _counted(report: ConformanceReport) -> dict[str, Any]:
    figures = numbers.figures(report)

    def counts(found: Figures | ChapterFigures, *groups: str) -> dict[str, Any]:
        return {g: getattr(found, g).counts for g in groups}

    by_modality = ("deciding", "recommended", "permitted")
    return {
        "counts": CountsRecord(**counts(figures, *by_modality, "required")),
        "chapters": tuple(
            ChapterRecord(id=c.id, title=c.title, **counts(c, *by_modality))
            for c in figures.chapters
        ),
    }


def _clauses(report: ConformanceReport) -> tuple[ClauseRecord, ...]:
    parts: dict[str, list[Finding]] = {}
    for finding in report.findings:
        parts.setdefault(finding.provision.clause, []).append(finding)
    return tuple(
        ClauseRecord(id=c.id, title=c.title, chapter=chapter.id, result=combined(found))
        for chapter in report.standard.chapters
        for c in chapter.clauses
        if (found := parts.get(c.id))
    )


def _score(report: ConformanceReport) -> ScoreRecord | None:
    policy = report.profile.scoring
    result = score(report) if policy.enabled else None
    return result and _taken(ScoreRecord, result, policy=policy_text(policy))


def ledger_record(account: LedgerAccount) -> LedgerRecord:
    """Every row that no count includes, by reason: its number, place, and what is wrong."""
    left_out = tuple(_taken(LeftRecord, left, place=left.row.place) for left in account.left)
    record: LedgerRecord = _taken(
        LedgerRecord, account, counted=len(account.counted), left_out=left_out
    )
    return record


def _need(need: Need, standard: Standard) -> NeedRecord:
    return NeedRecord(**need._asdict(), text=need_text(need, standard))


def _finding(finding: Finding, standard: Standard) -> FindingRecord:
    provision = finding.provision
    record: FindingRecord = _taken(
        FindingRecord,
        LedgerRecord,
        LeftRecord,
        finding,
        provision,
        title=standard.clauses[provision.clause].title,
        sources=tuple(s.id for s in provision.sources),
        needs=tuple(_need(n, standard) for n in finding.needs),
    )
    return record
