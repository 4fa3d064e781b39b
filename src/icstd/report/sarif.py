"""SARIF 2.1.0: every provision a rule, every finding a result, for code hosts and viewers.

What SARIF has no place for (amounts still lacking, basis, evidence, opinions)
stands in `properties`.  未评价 is kind `open`, 证据不足 kind `review`: neither
is ever a pass.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .._version import __version__
from ..conformance import ConformanceReport
from ..errors import Problem
from ..jsontext import listing
from .document import report_document

_KINDS = {
    "符合": "pass",
    "不适用": "notApplicable",
    "未评价": "open",
    "证据不足": "review",
    "部分符合": "fail",
    "不符合": "fail",
}
_KEPT = (
    *("result", "modality", "basis", "required", "effort", "needs", "missing", "evidence"),
    *("evidence_missing", "own_verdict", "opinion", "waiver", "suspect"),
)
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(report: ConformanceReport) -> bytes:
    """The findings as a SARIF log."""
    whole = report_document(report)
    file = whole["assessment"]["file"]
    rules = [_rule(f) for f in whole["findings"]]
    results = [_result(place, f, file) for place, f in enumerate(whole["findings"])]
    run = _run(rules, results, whole["conclusion"]["exit_code"])
    run["artifacts"] = [
        {"location": {"uri": quote(file)}, "hashes": {"sha-256": whole["assessment"]["digest"]}}
    ]
    kept = ("notice", "conclusion", "counts", "park", "as_of", "profile", "result_digest")
    run["properties"] = {key: whole[key] for key in kept}
    return listing(_log(run)).encode()


def problems_log(problems: Sequence[tuple[str, Problem]]) -> str:
    """Problems of files, (path, problem) each, as a SARIF log."""
    codes = sorted({problem.code for _, problem in problems})
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "kind": "fail",
            "level": "error" if problem.refused else "warning",
            "message": {"text": told(problem)},
            "locations": [_place(path, problem.place.line, problem.place.col, problem.path)],
        }
        for path, problem in problems
    ]
    refused = any(problem.refused for _, problem in problems)
    return listing(_log(_run([{"id": code} for code in codes], results, 3 if refused else 0)))


def told(problem: Problem) -> str:
    """A problem in one line: where in the form, what, and the cure."""
    cell = f"{problem.place.cell} " if problem.place.cell else ""
    path = f"{problem.path}：" if problem.path else ""
    advice = f" 建议：{problem.advice}" if problem.advice else ""
    return f"{cell}{path}{problem.message}{advice}"


def _log(run: Mapping[str, Any]) -> dict[str, Any]:
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _run(rules: Iterable[Any], results: Iterable[Any], code: int) -> dict[str, Any]:
    driver = {"name": "icstd", "version": __version__, "rules": list(rules)}
    return {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": code}],
        "results": list(results),
    }


def _rule(finding: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": finding["id"],
        "name": finding["title"],
        "shortDescription": {"text": finding["gist"]},
        "help": {"text": finding["remedy"] or finding["gist"]},
        "properties": {
            "tags": [finding["modality"]],
            "sources": finding["sources"],
            "text_status": finding["text_status"],
        },
    }


def _result(index: int, finding: Mapping[str, Any], file: str) -> dict[str, Any]:
    kind = _KINDS[finding["verdict"]]
    deciding = finding["modality"] in ("要求", "指示")
    level = "none"
    if kind == "fail":
        level = "note" if not deciding else "error" if finding["verdict"] == "不符合" else "warning"
    seal = f"{finding['id']}/{finding['fingerprint']}".encode()
    result: dict[str, Any] = {
        "ruleId": finding["id"],
        "ruleIndex": index,
        "kind": kind,
        "level": level,
        "message": {"text": f"{finding['result']}：{finding['reason'] or finding['gist']}"},
        "locations": [
            _place(file, fact["place"]["line"], fact["place"]["col"], fact["label"])
            for fact in finding["facts"]
            if fact["place"]["line"]
        ],
        "partialFingerprints": {"icstd/v1": hashlib.sha256(seal).hexdigest()},
        "properties": {key: finding[key] for key in _KEPT},
    }
    if finding["waiver"]:
        waiver = finding["waiver"]
        why = f"{waiver['approver']}：{waiver['ground']}（{waiver['start']} 至 {waiver['end']}）"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    return result


def _place(file: str, line: int, column: int, name: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(file)}}
    if line:
        physical["region"] = {"startLine": line, **({"startColumn": column} if column else {})}
    place: dict[str, Any] = {"physicalLocation": physical}
    return place | ({"logicalLocations": [{"fullyQualifiedName": name}]} if name else {})
