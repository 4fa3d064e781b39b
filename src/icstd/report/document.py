"""The JSON report `icstd-report/1`: self-contained, sorted, the same bytes for the same input.

Every number of the other forms is in it, and everything that reads reports
back (diff, review, verify) works on it.  The shape is `report.schema.json`.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..assessment.model import SelfAssessment
from ..clauses.figures import encoding_figures
from ..clauses.model import Profile, Standard
from ..conformance import ConformanceReport, Finding, combined
from ..jsontext import listing
from ..observations import Contradiction
from ..scoring import policy_text, score
from . import numbers
from .records import finding_record, ledger_record, place_record, plain, word
from .words import conclusion

SCHEMA = "icstd-report/1"

_OUTSIDE_DIGEST = ("result_digest",)


def report_document(report: ConformanceReport) -> dict[str, Any]:
    """The report as plain data: str, int, float, bool, None, list, dict.

    Numbers are JSON numbers, dates ISO text, lists sorted where their order
    says nothing.  `result_digest` is the sha256 of the canonical form of all
    the rest but the name of the file read, so that a renamed file gives the
    same result.
    """
    standard = report.standard
    figures = numbers.figures(report)
    done, asked = numbers.filled(report)
    parts: dict[str, list[Finding]] = {}
    for finding in report.findings:
        parts.setdefault(finding.provision.clause, []).append(finding)
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "notice": standard.notice,
        "standard": _standard(standard),
        "profile": {**profile_record(report.profile), "weakened": list(report.weakened)},
        "park": report.assessment.park._asdict(),
        "assessment": _assessment(report.assessment),
        "as_of": report.as_of.isoformat(),
        "selection": report.selection,
        "assumed": list(report.assessment.assumed),
        "notes": list(report.notes),
        "conclusion": {
            "conforms": report.conforms,
            "decided": report.decided,
            "exit_code": int(report.exit_code),
            "text": conclusion(report),
        },
        "filled": {"answered": done, "asked": asked},
        "counts": {
            "deciding": figures.deciding.counts,
            "recommended": figures.recommended.counts,
            "permitted": figures.permitted.counts,
            "required": figures.required.counts,
        },
        "chapters": [
            {
                "id": c.id,
                "title": c.title,
                "deciding": c.deciding.counts,
                "recommended": c.recommended.counts,
                "permitted": c.permitted.counts,
            }
            for c in figures.chapters
        ],
        "clauses": [
            {"id": c.id, "title": c.title, "chapter": chapter.id, "result": word(combined(found))}
            for chapter in standard.chapters
            for c in chapter.clauses
            if (found := parts.get(c.id))
        ],
        "score": _score(report),
        "findings": [finding_record(f, standard) for f in report.findings],
        "contradictions": [_contradiction(c) for c in report.contradictions],
        "ledgers": [ledger_record(a) for a in report.ledgers],
        "emptied": [
            {"item": item, "provisions": [f.provision.id for f in found]}
            for item, found in report.emptied.items()
        ],
        "tables_used": dict(sorted(report.tables_used.items())),
        "comments": [
            {
                "provision": c.provision,
                "kind": c.kind.value,
                "text": c.text,
                **place_record(c.place),
            }
            for c in report.assessment.comments
        ],
        "evidence": _evidence(report),
        "warnings": [
            {"code": w.code, "path": w.path, "message": w.message, **place_record(w.place)}
            for w in report.assessment.warnings
        ],
        "encoding": encoding_figures(standard)._asdict(),
    }
    document["result_digest"] = result_digest(document)
    return document


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


def _standard(standard: Standard) -> dict[str, Any]:
    return {
        "id": standard.id,
        "number": standard.number,
        "title": standard.title,
        "encoding_version": standard.encoding_version,
        "status": standard.status,
        "digest": standard.digest,
        "facts": standard.facts,
        "sources": [s._asdict() for s in standard.sources.values()],
    }


def profile_record(profile: Profile) -> dict[str, Any]:
    """All of a profile that bears on verdicts, as plain data."""
    return {
        "id": profile.id,
        "title": profile.title,
        "description": profile.description,
        "params": {k: plain(v) for k, v in sorted(profile.params.items())},
        "required": None if profile.required is None else list(profile.required),
        "optional": list(profile.optional),
        "evidence_enforced": profile.evidence.enforce,
        "evidence_levels": profile.evidence.levels,
    }


def _assessment(assessment: SelfAssessment) -> dict[str, Any]:
    period = assessment.period
    return {
        "file": assessment.file,
        "digest": assessment.digest,
        "encoding_version": assessment.encoding_version,
        "as_of": period.as_of.isoformat(),
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "party": period.party.value,
    }


def _score(report: ConformanceReport) -> dict[str, Any] | None:
    policy = report.profile.scoring
    result = score(report) if policy.enabled else None
    if result is None:
        return None
    return {
        "value": plain(result.value),
        "low": plain(result.low),
        "high": plain(result.high),
        "band": result.band,
        "policy": policy_text(policy),
    }


def _contradiction(found: Contradiction) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "message": found.message,
        "items": list(found.items),
        "places": [place_record(p) for p in found.places],
        "effect": found.effect,
        "provisions": list(found.provisions),
    }


def _evidence(report: ConformanceReport) -> list[dict[str, Any]]:
    """The evidence index, each with the provisions that cite it."""
    uses: dict[str, list[str]] = {}
    for finding in report.findings:
        for cited in finding.evidence:
            uses.setdefault(cited, []).append(finding.provision.id)
    return [
        {
            "id": e.id,
            "name": e.name,
            "type": e.type.value,
            "file": e.file,
            "sha256": e.sha256,
            "dated": plain(e.dated),
            "valid_until": plain(e.valid_until),
            "level": e.level.value,
            "reference": e.reference,
            "note": e.note,
            "provisions": uses.get(e.id, []),
            **place_record(e.place),
        }
        for e in report.assessment.evidence.values()
    ]
