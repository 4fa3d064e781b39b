"""What the page that judges by itself asks of the engine: bytes in, JSON and papers out.

The page's script draws what it gets from here and decides nothing: every
verdict, number and sentence comes from the same functions as the command's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from ..assessment.dump import to_plain
from ..assessment.intake import load_assessment, load_document
from ..assessment.load import assessment_from
from ..clauses.load import load_standard
from ..clauses.model import Section, Standard
from ..conformance import ConformanceReport, Finding
from ..errors import InputProblems, Problem, problem_lines
from ..evaluation import evaluate
from ..forms.carry import carried_over
from ..jsontext import plain
from ..output import render
from ..palette import TINTS
from ..report.document import report_document
from ..report.web import ORDER
from ..report.words import conclusion, contradiction_text, missing_text, need_text
from ..rules.outside import read_rulebook
from ..terms import Modality

Buffer = bytes | memoryview
"""Bytes, or how the browser hands them over."""


class Desk:
    """One standard, and the report last made; `judge` forgets the one before."""

    def __init__(self, edition: str | None = None, rules: str | None = None) -> None:
        """`edition`: path of a published edition; None for the shipped one.

        rules: path of the Python rules of a standard of one's own.
        """
        self.edition = edition
        self.rulebook = read_rulebook(rules) if rules else None
        self.standard: Standard = load_standard(edition)
        self.report: ConformanceReport | None = None

    def judge(self, data: Buffer, name: str) -> str:
        """JSON: `{"refused": [...]}`, or what `_shown` gives.

        refused: problems as `_told` gives them; there is no report then.
        """
        self.report = None
        try:
            assessment = load_assessment(bytes(data), self.standard, name=name)
        except InputProblems as found:
            return _json({"refused": [_told(p) for p in found.problems]})
        self.report = evaluate(assessment, self.standard, rulebook=self.rulebook)
        return _json(_shown(self.report))

    def paper(self, suffix: str) -> bytes:
        """The report last made, in the form a suffix (`.html`) names.

        Raises LookupError where there is none.
        """
        if self.report is None:
            raise LookupError("no report")
        return render(self.report, f"report{suffix}")

    def read(self, data: Buffer, name: str) -> str:
        """A form of any kind as the page's document: `{"doc", "notes"}` or `{"bad"}`.

        What cannot be used yet is brought along as it was typed, and told.
        """
        try:
            document = load_document(bytes(data), self.standard, name=name)
        except InputProblems as found:
            return _json({"bad": _lines(found)})
        try:
            assessment = assessment_from(document, self.standard)
        except InputProblems as found:
            return _json({"doc": document.root, "notes": [_lines(found)]})
        notes = [_line(problem) for problem in assessment.warnings]
        return _json({"doc": to_plain(assessment, self.standard), "notes": notes})

    def told(self, data: Buffer, name: str) -> str:
        """What `icstd check` says of a file, one text a problem, as JSON."""
        try:
            problems = load_assessment(bytes(data), self.standard, name=name).warnings
        except InputProblems as found:
            problems = found.problems
        return _json([_line(problem) for problem in problems])

    def begin(self, data: Buffer, name: str) -> str:
        """Last year's form as the beginning of this year's: `{"doc", "notes"}` or `{"bad"}`."""
        try:
            begun = carried_over(
                load_document(bytes(data), self.standard, name=name), self.standard
            )
        except InputProblems as found:
            return _json({"bad": _lines(found)})
        dropped = "、".join(begun.dropped)
        notes = [f"这一版标准不再这样问、没有带过来的：{dropped}。"] if dropped else []
        return _json({"doc": begun.document, "notes": notes})

    def review(
        self, paths: list[str], progress: Callable[[int, int], None], *, anonymise: bool
    ) -> Mapping[str, Any]:
        """Many parks at once: `html` and `xlsx` as bytes, `told` as JSON.

        told: `{"refused": [{"file", "lines"}], "notices": [...]}`; where no file could
        be used there are no papers.  progress: called as (done, all).
        """
        from datetime import date

        from ..report.xlsx_file import render_layout
        from ..review.html import render as page
        from ..review.layout import lay_out
        from ..review.whole import review

        found = review(
            paths,
            standard=self.edition,
            anonymise=anonymise,
            progress=lambda done, every, _refused: progress(done, every),
        )
        told = {
            "refused": [
                {"file": PurePath(r.file).name, "lines": list(r.problems)} for r in found.refused
            ],
            "notices": [*found.cautions, *found.notices],
            "parks": len(found.selected.parks),
        }
        if not found.selected.parks:
            return {"told": _json(told)}
        book = render_layout(lay_out(found), date.fromisoformat(found.day))
        return {"told": _json(told), "html": page(found), "xlsx": book}


def _shown(report: ConformanceReport) -> dict[str, Any]:
    """All that the page draws beside its questions."""
    standard = report.standard
    found = {f.provision.id: _finding(f, standard) for f in report.findings}
    return {
        "digest": report_document(report)["result_digest"],
        "conclusion": conclusion(report),
        "findings": found,
        "items": _items(standard, found),
        "sections": {s.title: _counts(s, report) for s in standard.sections},
        "gaps": [f.provision.id for f in report.gaps],
        "unadopted": [f.provision.id for f in report.unadopted],
        "open": [f.provision.id for f in report.open],
        "contradictions": [
            {
                "text": contradiction_text(c._replace(places=()), ""),
                "items": _labels(c.items, standard),
            }
            for c in report.contradictions
        ],
        "notes": list(report.notes),
        "warnings": [_told(p) for p in report.assessment.warnings],
    }


def _labels(items: tuple[str, ...], standard: Standard) -> list[str]:
    return [standard.items[i].label for i in items if i in standard.items]


def _finding(finding: Finding, standard: Standard) -> dict[str, Any]:
    provision = finding.provision
    tint = TINTS[finding.verdict]
    waits = missing_text(finding, standard)
    needs = [need_text(need, standard) for need in finding.needs]
    return {
        "result": str(finding.result),
        "mark": ORDER[finding.verdict],
        "sign": tint.sign,
        "modality": provision.modality.value,
        "gist": provision.gist,
        "reason": finding.reason,
        "needs": needs,
        "waits": waits,
        "asks": provision.remedy if finding.is_gap or finding.is_unadopted else "",
        "reads": _labels(provision.reads, standard),
    }


def _items(standard: Standard, found: Mapping[str, Any]) -> dict[str, list[str]]:
    """Label of a data item → the provisions that it decides."""
    items: dict[str, list[str]] = {}
    for provision in standard.provisions.values():
        if provision.id in found and provision.modality is not Modality.STATEMENT:
            for label in _labels(provision.reads, standard):
                items.setdefault(label, []).append(provision.id)
    return items


def _counts(section: Section, report: ConformanceReport) -> list[dict[str, Any]]:
    """How often each result occurs among the 要求 and 指示 that a section's answers decide."""
    asked = {item.id for item in section.items}
    deciding = [f for f in report.deciding if asked & set(f.provision.reads)]
    counts = Counter(f.verdict for f in deciding)
    return [
        {"result": str(v), "mark": ORDER[v], "sign": TINTS[v].sign, "count": counts[v]}
        for v in TINTS
        if counts[v]
    ]


def _told(problem: Problem) -> dict[str, str]:
    ended = problem.message if problem.message.endswith(("。", "？")) else f"{problem.message}。"
    where = f"{problem.path}：" if problem.path else ""
    cure = f"建议：{problem.advice}" if problem.advice else ""
    return {"text": f"{where}{ended}{cure}", "path": problem.path}


def _line(problem: Problem) -> str:
    return "\n".join(problem_lines(problem))


def _lines(found: InputProblems) -> str:
    return "\n".join(_line(problem) for problem in found.problems)


def _json(value: object) -> str:
    return json.dumps(json.loads(plain(value, indent=None)), ensure_ascii=False)
