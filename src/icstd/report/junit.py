"""JUnit XML: a suite a chapter, a case a provision, for build servers.

A gap of a 要求 or 指示 is a failure; whatever was not judged is `skipped` with
its reason, never passed; a recommendation that was not adopted passes with a
word in `system-out`.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from ..conformance import ConformanceReport, Finding
from ..text import visible
from .words import need_text


def render(report: ConformanceReport) -> bytes:
    """The findings as JUnit XML."""
    root = ET.Element("testsuites", name=visible(report.assessment.park.name))
    for chapter in report.standard.chapters:
        found = [f for f in report.findings if f.provision.chapter == chapter.id]
        if not found:
            continue
        suite = ET.SubElement(
            root,
            "testsuite",
            name=f"{chapter.id} {chapter.title}",
            tests=str(len(found)),
            failures=str(sum(f.is_gap for f in found)),
            errors="0",
            skipped=str(sum(_unjudged(f) for f in found)),
            timestamp=f"{report.as_of.isoformat()}T00:00:00",
            hostname="icstd",
            time="0",
        )
        for finding in found:
            _case(suite, finding, report)
    ET.indent(root)
    text: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _unjudged(finding: Finding) -> bool:
    return not finding.verdict.judged


def _case(suite: ET.Element, finding: Finding, report: ConformanceReport) -> None:
    provision, standard = finding.provision, report.standard
    case = ET.SubElement(
        suite,
        "testcase",
        name=f"{provision.id} {standard.clauses[provision.clause].title}",
        classname=f"{standard.id}.{provision.modality}",
        time="0",
    )
    reason = visible(f"{finding.result}：{finding.reason}")
    if finding.is_gap:
        lines = [provision.gist, *(need_text(n, standard) for n in finding.needs), provision.remedy]
        if finding.waiver:
            lines.append(f"批准偏离：{finding.waiver.approver}，{finding.waiver.ground}")
        failure = ET.SubElement(case, "failure", message=reason, type=finding.verdict.value)
        failure.text = visible("\n".join(lines), newline="\n")
    elif _unjudged(finding):
        ET.SubElement(case, "skipped", message=reason)
    elif finding.is_unadopted:
        ET.SubElement(case, "system-out").text = reason
