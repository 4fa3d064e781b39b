"""The JSON Schema of `icstd-report/1`, generated from the words of the field.

`report.schema.json` beside this module is its published form; a test proves
it current (`python tools/report_schema.py` renews it).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..clauses.figures import EncodingFigures
from ..conformance import NeedKind
from ..terms import (
    Adoption,
    Basis,
    CommentKind,
    Effort,
    EvidenceLevel,
    EvidenceType,
    Method,
    Modality,
    Party,
    Practice,
    Verdict,
)
from .document import SCHEMA

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_FLAG: _Schema = {"type": "boolean"}
_COUNT: _Schema = {"type": "integer", "minimum": 0}
_NUMBER: _Schema = {"type": "number"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}
_COUNTS: _Schema = {"type": "object", "additionalProperties": _COUNT}
# A length instead of `$`, which in Python also matches before a line end; no year 0000.
_DATE: _Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "maxLength": 10,
}
_DIGEST: _Schema = {"type": "string", "pattern": "^[0-9a-f]{64}", "maxLength": 64}
_VALUE: _Schema = {"type": ["string", "number", "boolean", "null", "array"], "items": _TEXT}
_PLACE = {"line": _COUNT, "col": _COUNT, "cell": _TEXT}


def report_schema() -> _Schema:
    """The schema as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:icstd:{SCHEMA.replace('/', ':')}",
        "title": "icstd 符合性报告",
        **_object(_members()),
    }


def _object(members: dict[str, _Schema], optional: Iterable[str] = ()) -> _Schema:
    return {
        "type": "object",
        "properties": members,
        "required": [m for m in members if m not in set(optional)],
        "additionalProperties": False,
    }


def _list(entry: _Schema) -> _Schema:
    return {"type": "array", "items": entry}


def _one_of(words: Iterable[str]) -> _Schema:
    return {"enum": list(dict.fromkeys(str(w) for w in words))}


def _maybe(schema: _Schema) -> _Schema:
    return {"anyOf": [{"type": "null"}, schema]}


def _tally(words: Iterable[str]) -> _Schema:
    return _object({str(w): _COUNT for w in words})


def _members() -> dict[str, _Schema]:
    tallies = {
        "deciding": _tally(Verdict),
        "recommended": _tally(Adoption),
        "permitted": _tally(Practice),
    }
    head = {"id": _TEXT, "title": _TEXT}
    return {
        "schema": {"const": SCHEMA},
        "notice": _TEXT,
        "standard": _standard(),
        "profile": _profile(),
        "park": _object(
            dict.fromkeys(("name", "location", "industry", "respondent", "code"), _TEXT)
        ),
        "assessment": _assessment(),
        "as_of": _DATE,
        "selection": _TEXT,
        "assumed": _TEXTS,
        "notes": _TEXTS,
        "conclusion": _object(
            {"conforms": _FLAG, "decided": _FLAG, "exit_code": {"enum": [0, 1]}, "text": _TEXT}
        ),
        "filled": _object({"answered": _COUNT, "asked": _COUNT}),
        "counts": _object({**tallies, "required": _tally(Verdict)}),
        "chapters": _list(_object({**head, **tallies})),
        "clauses": _list(_object({**head, "chapter": _TEXT, "result": _maybe(_results())})),
        "score": _maybe(
            _object(
                {"value": _NUMBER, "low": _NUMBER, "high": _NUMBER, "band": _TEXT, "policy": _TEXT}
            )
        ),
        "findings": _list(_finding()),
        "contradictions": _list(_contradiction()),
        "ledgers": _list(_ledger()),
        "emptied": _list(_object({"item": _TEXT, "provisions": _TEXTS})),
        "tables_used": {"type": "object", "additionalProperties": _TEXT},
        "comments": _list(
            _object({"provision": _TEXT, "kind": _one_of(CommentKind), "text": _TEXT, **_PLACE})
        ),
        "evidence": _list(_evidence()),
        "warnings": _list(_object({"code": _TEXT, "path": _TEXT, "message": _TEXT, **_PLACE})),
        "encoding": _encoding(),
        "result_digest": _DIGEST,
    }


def _results() -> _Schema:
    return _one_of((*Verdict, *Adoption, *Practice))


def _standard() -> _Schema:
    source = ("id", "kind", "title", "reliability", "locator", "address", "seen")
    return _object(
        {
            "id": _TEXT,
            "number": _TEXT,
            "title": _TEXT,
            "encoding_version": _TEXT,
            "status": _TEXT,
            "digest": _TEXT,
            "facts": {"type": "object", "additionalProperties": _TEXT},
            "sources": _list(_object(dict.fromkeys(source, _TEXT))),
        }
    )


def _profile() -> _Schema:
    return _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "description": _TEXT,
            "params": {"type": "object", "additionalProperties": _NUMBER},
            "required": _maybe(_TEXTS),
            "optional": _TEXTS,
            "evidence_enforced": _FLAG,
            "evidence_levels": _FLAG,
            "weakened": _TEXTS,
        }
    )


def _assessment() -> _Schema:
    return _object(
        {
            "file": _TEXT,
            "digest": _TEXT,
            "encoding_version": _TEXT,
            "as_of": _DATE,
            "start": _DATE,
            "end": _DATE,
            "party": _one_of(Party),
        }
    )


def _finding() -> _Schema:
    texts = ("id", "clause", "chapter", "title", "gist", "text_status", "fingerprint")
    return _object(
        {
            **dict.fromkeys(texts, _TEXT),
            "modality": _one_of(Modality),
            "official": _maybe(_TEXT),
            "sources": _TEXTS,
            "result": _results(),
            "verdict": _one_of(Verdict),
            "basis": _one_of(Basis),
            "reason": _TEXT,
            "required": _FLAG,
            "suspect": _FLAG,
            "effort": _one_of(Effort),
            "remedy": _TEXT,
            "facts": _list(_fact()),
            "needs": _list(_need()),
            "missing": _TEXTS,
            "through": _TEXTS,
            "evidence": _TEXTS,
            "evidence_missing": _TEXTS,
            "own_verdict": _maybe(_one_of(Verdict)),
            "opinion": _maybe(_opinion()),
            "waiver": _maybe(
                _object({"approver": _TEXT, "ground": _TEXT, "start": _DATE, "end": _DATE})
            ),
        }
    )


def _fact() -> _Schema:
    return _object(
        {
            "item": _TEXT,
            "label": _TEXT,
            "value": _VALUE,
            "unit": _TEXT,
            **_PLACE,
            "note": _TEXT,
            "evidence": _TEXTS,
            "from_table": _TEXT,
        }
    )


def _need() -> _Schema:
    return _object(
        {
            "kind": _one_of(NeedKind),
            "item": _maybe(_TEXT),
            "values": _list(_VALUE),
            "low": _VALUE,
            "high": _VALUE,
            "amount": _maybe(_NUMBER),
            "unit": _TEXT,
            "note": _TEXT,
            "text": _TEXT,
        }
    )


def _opinion() -> _Schema:
    return _object(
        {
            "verdict": _maybe(_one_of(Verdict)),
            "reason": _TEXT,
            "role": _TEXT,
            "method": _maybe(_one_of(Method)),
            "seen": _TEXTS,
            "sample": _TEXT,
            "kind": _TEXT,
        }
    )


def _ledger() -> _Schema:
    left = {"key": _TEXT, "reason": _TEXT, "why": _TEXT, "apart": _FLAG, **_PLACE}
    head = {"table": _TEXT, "label": _TEXT, "read": _COUNT, "counted": _COUNT}
    return _object({**head, "left_out": _list(_object(left))})


def _contradiction() -> _Schema:
    return _object(
        {
            "kind": _TEXT,
            "message": _TEXT,
            "items": _TEXTS,
            "places": _list(_object(dict(_PLACE))),
            "effect": _one_of(("tainted", "kept", "stands", "noted")),
            "provisions": _TEXTS,
        }
    )


def _evidence() -> _Schema:
    return _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "type": _one_of(EvidenceType),
            "file": _TEXT,
            "sha256": _TEXT,
            "dated": _maybe(_DATE),
            "valid_until": _maybe(_DATE),
            "level": _one_of(EvidenceLevel),
            "reference": _TEXT,
            "note": _TEXT,
            "provisions": _TEXTS,
            **_PLACE,
        }
    )


def _encoding() -> _Schema:
    tallies = ("by_modality", "by_source", "by_strongest")
    counts = [f for f in EncodingFigures._fields if f not in tallies]
    return _object({**dict.fromkeys(counts, _COUNT), **dict.fromkeys(tallies, _COUNTS)})
