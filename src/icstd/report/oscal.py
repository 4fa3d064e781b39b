"""OSCAL assessment results: for tools that keep controls and findings in OSCAL.

OSCAL knows satisfied and not-satisfied only: everything that is not 符合 is
not-satisfied, with our verdict in `remarks` and in properties.  Open risks are
the gaps of 要求 and 指示.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from ..conformance import ConformanceReport
from ..jsontext import listing
from .document import report_document

VERSION = "1.2.1"
_NAMESPACE = "urn:icstd:oscal"
_REASONS = {"符合": "pass", "部分符合": "fail", "不符合": "fail"}


def render(report: ConformanceReport) -> bytes:
    """The findings as OSCAL assessment results in JSON."""
    whole = report_document(report)
    name = _Names(whole["result_digest"])
    day = f"{whole['as_of']}T00:00:00+08:00"
    findings = whole["findings"]
    evidence = [e["id"] for e in whole["evidence"]]
    result = {
        "uuid": name("result"),
        "title": whole["park"]["name"] or "园区",
        "description": whole["conclusion"]["text"],
        "start": f"{whole['assessment']['start']}T00:00:00+08:00",
        "end": f"{whole['assessment']['end']}T23:59:59+08:00",
        "reviewed-controls": {
            "control-selections": [
                {"include-controls": [{"control-id": _token(f["id"])} for f in findings]}
            ]
        },
        "observations": [_observation(f, name, day, evidence) for f in findings],
        "findings": [_finding(f, name) for f in findings],
    }
    if risks := [_risk(f, name) for f in findings if _is_gap(f)]:
        result["risks"] = risks
    resources = [
        {
            "uuid": name("evidence", e["id"]),
            "title": f"{e['id']} {e['name']}",
            "description": e["reference"] or e["name"],
        }
        for e in whole["evidence"]
    ]
    resources.append({"uuid": name("plan"), "title": f"评价口径 {whole['profile']['title']}"})
    properties = {
        "result-digest": whole["result_digest"],
        "standard-digest": whole["standard"]["digest"],
    }
    return listing(
        {
            "assessment-results": {
                "uuid": name("document"),
                "metadata": {
                    "title": f"{whole['standard']['number']} 自评结果",
                    "last-modified": day,
                    "version": whole["standard"]["encoding_version"],
                    "oscal-version": VERSION,
                    "props": [_property(k, v) for k, v in properties.items()],
                    "remarks": whole["notice"],
                },
                "import-ap": {"href": f"#{name('plan')}"},
                "results": [result],
                "back-matter": {"resources": resources},
            }
        }
    ).encode()


class _Names:
    """Version 4 shaped ids that are the same for the same report."""

    def __init__(self, digest: str) -> None:
        self._digest = digest

    def __call__(self, *parts: str) -> str:
        seed = hashlib.sha256("/".join((self._digest, *parts)).encode()).digest()[:16]
        return str(uuid.UUID(bytes=seed, version=4))


def _token(name: str) -> str:
    return name.replace("/", "-")


def _property(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": _NAMESPACE, "value": value}


def _is_gap(finding: Mapping[str, Any]) -> bool:
    deciding = finding["modality"] in ("要求", "指示")
    return deciding and finding["verdict"] in ("部分符合", "不符合")


def _observation(
    finding: Mapping[str, Any], name: _Names, day: str, known: list[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "uuid": name("observation", finding["id"]),
        "title": finding["title"],
        "description": finding["reason"] or finding["gist"],
        "props": [_property(key, finding[key]) for key in ("result", "basis", "modality")],
        "methods": ["EXAMINE"],
        "collected": day,
    }
    cited = [e for e in finding["evidence"] if e in known]
    if cited:
        found["relevant-evidence"] = [
            {"href": f"#{name('evidence', e)}", "description": e} for e in cited
        ]
    return found


def _finding(finding: Mapping[str, Any], name: _Names) -> dict[str, Any]:
    verdict = finding["verdict"]
    found: dict[str, Any] = {
        "uuid": name("finding", finding["id"]),
        "title": f"{finding['id']} {finding['title']}",
        "description": finding["gist"],
        "props": [_property("verdict", verdict)],
        "target": {
            "type": "objective-id",
            "target-id": _token(finding["id"]),
            "status": {
                "state": "satisfied" if verdict == "符合" else "not-satisfied",
                "reason": _REASONS.get(verdict, "other"),
                "remarks": verdict,
            },
        },
        "related-observations": [{"observation-uuid": name("observation", finding["id"])}],
    }
    if _is_gap(finding):
        found["related-risks"] = [{"risk-uuid": name("risk", finding["id"])}]
    return found


def _risk(finding: Mapping[str, Any], name: _Names) -> dict[str, Any]:
    steps = [*(need["text"] for need in finding["needs"]), finding["remedy"]]
    return {
        "uuid": name("risk", finding["id"]),
        "title": finding["title"],
        "description": finding["reason"] or finding["gist"],
        "statement": finding["gist"],
        "status": "deviation-approved" if finding["waiver"] else "open",
        "remediations": [
            {
                "uuid": name("remediation", finding["id"]),
                "lifecycle": "recommendation",
                "title": "整改措施",
                "description": "\n".join(step for step in steps if step) or finding["gist"],
            }
        ],
    }
