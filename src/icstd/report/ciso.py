"""CISO Assistant: the standard as a framework library, a report as its audit import file.

Its audits know no 未评价 beside 证据不足: both are `not_assessed`, and the word
stands first in the observations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..assessment.dump import dump_yaml
from ..clauses.model import Chapter, Provision, Standard
from ..conformance import ConformanceReport, Finding
from ..terms import Modality, Verdict
from .csv_file import lines
from .words import need_text

_RESULTS = {
    Verdict.MET: "compliant",
    Verdict.PARTLY: "partially_compliant",
    Verdict.UNMET: "non_compliant",
    Verdict.NOT_APPLICABLE: "not_applicable",
    Verdict.INSUFFICIENT: "not_assessed",
    Verdict.UNEVALUATED: "not_assessed",
}
_GROUPS = {
    Modality.REQUIREMENT: "M",
    Modality.INSTRUCTION: "M",
    Modality.RECOMMENDATION: "R",
    Modality.PERMISSION: "P",
    Modality.STATEMENT: "P",
}
_HEADINGS = (
    *("urn", "assessable", "ref_id", "name", "description"),
    *("compliance_result", "requirement_progress", "score", "observations"),
)


def framework(standard: Standard) -> bytes:
    """The provisions as a library file: own words, sources, groups by modality."""
    base = f"urn:icstd:risk:framework:{standard.id}"
    name = f"{standard.number}《{standard.title}》"
    groups = (("M", "要求和指示"), ("R", "推荐"), ("P", "允许"))
    library = {
        "urn": f"urn:icstd:risk:library:{standard.id}",
        "locale": "zh",
        "ref_id": standard.id.upper(),
        "name": name,
        "description": standard.notice,
        "copyright": standard.notice,
        "version": 1,
        "provider": "icstd",
        "packager": "icstd",
        "objects": {
            "framework": {
                "urn": base,
                "ref_id": standard.id.upper(),
                "name": name,
                "description": f"编码版本 {standard.encoding_version}。{standard.notice}",
                "implementation_groups_definition": [
                    {"ref_id": ref, "name": title} for ref, title in groups
                ],
                "requirement_nodes": [n for c in standard.chapters for n in _nodes(c, standard)],
            }
        },
    }
    return dump_yaml(library).encode()


def _urn(standard: Standard, name: str) -> str:
    return f"urn:icstd:risk:req_node:{standard.id}:{name.lower()}"


def _nodes(chapter: Chapter, standard: Standard) -> Iterator[dict[str, Any]]:
    top = _urn(standard, f"ch{chapter.id}")
    yield {
        "urn": top, "assessable": False, "depth": 1, "ref_id": chapter.id, "name": chapter.title,
    }  # fmt: skip
    for clause in chapter.clauses:
        alone = [p.id for p in clause.provisions] == [clause.id]
        parent = top
        if not alone:
            parent = _urn(standard, clause.id)
            yield {
                "urn": parent, "parent_urn": top, "assessable": False, "depth": 2,
                "ref_id": clause.id, "name": clause.title,
            }  # fmt: skip
        for provision in clause.provisions:
            yield _node(provision, clause.title, parent, 2 if alone else 3, standard)


def _node(
    provision: Provision, title: str, parent: str, depth: int, standard: Standard
) -> dict[str, Any]:
    sources = "、".join(dict.fromkeys(s.id for s in provision.sources))
    return {
        "urn": _urn(standard, provision.id),
        "parent_urn": parent,
        "assessable": True,
        "depth": depth,
        "ref_id": provision.id,
        "name": title,
        "description": provision.gist,
        "annotation": f"类型：{provision.modality}\n出处：{sources}\n整改措施：{provision.remedy}",
        "implementation_groups": [_GROUPS[provision.modality]],
    }


def render(report: ConformanceReport) -> bytes:
    """The results as the CSV that an audit of the framework imports."""
    return lines(_HEADINGS, (_row(finding, report.standard) for finding in report.findings))


def _row(finding: Finding, standard: Standard) -> tuple[str, ...]:
    provision = finding.provision
    needs = (need_text(n, standard) for n in finding.needs)
    return (
        _urn(standard, provision.id),
        "x",
        provision.id,
        standard.clauses[provision.clause].title,
        provision.gist,
        _RESULTS[finding.verdict],
        "to_do" if finding.verdict.unknown else "done",
        "",
        "；".join([f"{finding.result}：{finding.reason}", *needs]),
    )
