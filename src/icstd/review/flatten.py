"""A report as flat rows: one evaluated here, or a JSON report read back.

A JSON report is taken at its word, so it must be a plain one: of the same
edition and profile, over all its provisions, on the park's own answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ..assessment.whatif import shown
from ..clauses.model import Profile, Standard
from ..conformance import ConformanceReport
from ..errors import InputProblems, Place, Problem
from ..report.codec import encoded
from ..report.document import profile_record
from ..report.numbers import filled
from ..report.read import ReportFile
from ..report.records import FindingRecord, ReportDocument
from ..terms import Special, Verdict
from ..yamlio.files import display_name
from .measure import Yardstick
from .outliers import EXPOSURES
from .rows import Count, ParkFacts, ParkResult, Remark, Row

SIZE_ITEM = "enterprises_total"

_UNMEASURED = ("", "", False)


class Edition(NamedTuple):
    """A standard, the profile parks are judged by, and what measures them."""

    standard: Standard
    profile: Profile
    yardsticks: dict[str, Yardstick]

    def reached(
        self, provision: str, answers: Mapping[str, object], as_of: date
    ) -> tuple[str, str, bool]:
        """As `Yardstick.reached`; nothing where the provision has none."""
        stick = self.yardsticks.get(provision)
        return stick.reached(answers, as_of) if stick else _UNMEASURED


def rows_of_report(
    report: ConformanceReport, edition: Edition, file: str, digest: str
) -> ParkResult:
    """Flat rows of a report on an unaudited file; `file` as the review calls it."""
    assessment, period = report.assessment, report.assessment.period
    answers = {f.item: encoded(f.value) for found in report.findings for f in found.facts}
    answered, asked = filled(report)
    facts = ParkFacts(
        file=file,
        digest=digest,
        origin=assessment.digest,
        park=assessment.park.name,
        location=assessment.park.location,
        industry=assessment.park.industry,
        size=_size(answers),
        as_of=report.as_of.isoformat(),
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        party=period.party.value,
        audited=False,
        filled=answered,
        asked=asked,
        figures=_figures(answers),
    )
    rows = tuple(
        Row(
            finding.provision.id,
            finding.verdict.value,
            "",
            False,
            len(finding.evidence),
            *edition.reached(finding.provision.id, answers, report.as_of),
            _puzzled(finding.verdict, (f.value for f in finding.facts)),
        )
        for finding in report.findings
    )
    remarks = tuple(Remark(c.provision, c.kind.value, c.text) for c in assessment.comments)
    return ParkResult(facts, rows, remarks, _counts(answers))


def rows_of_document(given: ReportFile, edition: Edition, file: str, digest: str) -> ParkResult:
    """Flat rows of a JSON report.

    Raises InputProblems with every reason why it cannot be counted.
    """
    reasons = tuple(_reasons(given, edition))
    if reasons:
        name = display_name(file)
        raise InputProblems(
            tuple(Problem("E-REPORT", name, Place(), "", what, cure) for what, cure in reasons)
        )
    document = given.document
    assessment, park, findings = document.assessment, document.park, document.findings
    answers = {f.item: encoded(f.value) for found in findings for f in found.facts}
    rows = tuple(_row(f, edition, document.as_of) for f in findings)
    facts = ParkFacts(
        file=file,
        digest=digest,
        origin=assessment.digest,
        park=park.name,
        location=park.location,
        industry=park.industry,
        size=_size(answers),
        as_of=document.as_of.isoformat(),
        start=assessment.start.isoformat(),
        end=assessment.end.isoformat(),
        party=assessment.party.value,
        audited=any(row.auditor for row in rows),
        filled=document.filled.answered,
        asked=document.filled.asked,
        figures=_figures(answers),
    )
    remarks = (Remark(c.provision, c.kind.value, c.text) for c in document.comments)
    return ParkResult(facts, rows, tuple(remarks), _counts(answers))


def _size(answers: Mapping[str, object]) -> int | None:
    size = answers.get(SIZE_ITEM)
    return size if isinstance(size, int) and not isinstance(size, bool) else None


def _row(finding: FindingRecord, edition: Edition, as_of: date) -> Row:
    said = finding.opinion.verdict if finding.opinion else None
    own = finding.own_verdict or finding.verdict
    answers = {f.item: encoded(f.value) for f in finding.facts}
    return Row(
        finding.id,
        own.value,
        said.value if said else "",
        finding.waiver is not None,
        len(finding.evidence),
        *edition.reached(finding.id, answers, as_of),
        _puzzled(own, answers.values()),
    )


def _puzzled(verdict: str, values: Iterable[object]) -> bool:
    return verdict == Verdict.INSUFFICIENT and Special.UNCLEAR in values


_ENOUGH_FIGURES = 15
"""Counts above 1 from which two parks with all of them alike are no chance."""


def _figures(answers: Mapping[str, object]) -> str:
    """A digest of a park's counts above 1; empty where they are too few."""
    told = sorted((item, n) for item, n in answers.items() if type(n) is int and n > 1)
    if len(told) < _ENOUGH_FIGURES:
        return ""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _counts(answers: Mapping[str, object]) -> tuple[Count, ...]:
    wanted = dict.fromkeys((*EXPOSURES, *EXPOSURES.values()))
    return tuple(Count(item, n) for item in wanted if type(n := answers.get(item)) is int)


def _reasons(given: ReportFile, edition: Edition) -> Iterator[tuple[str, str]]:
    """Why a report cannot stand beside others, and what would cure that."""
    document = given.document
    if not given.intact:
        yield "报告内容与它的摘要不符，写出以后被改动过", "用 icstd assess 重新写出"
    if document.standard.digest != edition.standard.digest:
        what = "报告所依据的标准数据与现用的编码版本号相同，内容不同"
        yield what, "用现用的标准数据重新评价"
    if document.assessment.start > document.assessment.end:
        yield "报告的评价期起晚于评价期止", "用 icstd assess 重新写出"
    if document.assumed:
        said = "，".join(map(shown, document.assumed))
        yield f"这是假设出来的结果（{said}），不是园区的自评", "去掉 --set 重新写出"
    if document.selection:
        yield (
            f"报告没有评全部条款（{shown(str(document.selection))}）",
            "去掉 --select、--ignore 重新写出",
        )
    named, wanted = document.profile.id, edition.profile.id
    if named != wanted:
        what = f"报告的评价口径是“{shown(named)}”，这次汇总按“{wanted}”"
        yield what, "汇总时用 --profile 换成同一口径，或按这次的口径重新写出"
    elif document.profile.changed(weakened=()) != profile_record(edition.profile):
        yield f"报告的评价口径也叫“{wanted}”，内容却与现用的不同", "按现用的口径重新写出"
    elif not document.selection and _misplaced(document, edition):
        yield "报告所列的条款与标准数据对不上", "用 icstd assess 重新写出"


def _misplaced(document: ReportDocument, edition: Edition) -> bool:
    """Whether provisions are missing, strange or twice, or comments are on strange ones."""
    known, optional = edition.standard.provisions, edition.profile.optional
    found = [f.id for f in document.findings]
    commented = (c.provision for c in document.comments)
    return found != [p for p in known if p not in optional] or any(
        c not in known for c in commented
    )
