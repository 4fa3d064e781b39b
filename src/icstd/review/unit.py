"""The unit of work: one file in, one ParkResult or Refusal out; a task is a few of them.

Plain functions over plain data: any executor can run it, on any machine
that has the same edition of the standard.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from .. import __version__
from ..clauses.load import load_standard
from ..clauses.model import Standard
from ..conformance import ConformanceReport
from ..errors import InputProblems, Problem
from ..evaluation import evaluate
from ..forms.intake import load_assessment
from ..report.document import SCHEMA
from ..report.read import read_report
from ..report.records import plain
from ..yamlio.files import read_input
from .measure import Yardstick, yardsticks
from .rows import ParkFacts, ParkResult, Refusal, Remark, Row

SIZE_ITEM = "enterprises_total"


class Job(NamedTuple):
    """What to do with one file.

    standard: path of a published edition, None for the shipped one; cache:
    folder of earlier results, or None.
    """

    path: str
    standard: str | None = None
    profile: str = "default"
    cache: str | None = None


class Edition(NamedTuple):
    """A standard and what it measures parks by."""

    standard: Standard
    yardsticks: dict[str, Yardstick]


@lru_cache(maxsize=4)
def _edition(path: str | None) -> Edition:
    standard = load_standard(path)
    return Edition(standard, yardsticks(standard))


def read_park(job: Job) -> ParkResult | Refusal:
    """Read and evaluate one file; a bad one is refused, never raised."""
    edition = _edition(job.standard)
    try:
        data, name = read_input(job.path)
        key = _cache_key(data, edition.standard, job) if job.cache else ""
        known = _cached(job, key)
        if known is not None:
            return known
        result = _from_bytes(data, name, edition, job.profile)
    except InputProblems as refused:
        return Refusal(job.path, tuple(_line(p) for p in refused.problems))
    _remember(job, key, result)
    return result


def read_parks(jobs: tuple[Job, ...]) -> list[ParkResult | Refusal]:
    """Several files, one after another: the task that is handed to an executor."""
    known: dict[Row, Row] = {}
    found = (read_park(job) for job in jobs)
    return [f if isinstance(f, Refusal) else f.sharing(known) for f in found]


def _line(problem: Problem) -> str:
    where = f"{problem.path}：" if problem.path else ""
    return f"{problem.place.in_file(problem.file)} [{problem.code}] {where}{problem.message}"


def _from_bytes(data: bytes, name: str, edition: Edition, profile: str) -> ParkResult:
    digest = hashlib.sha256(data).hexdigest()
    if f'"{SCHEMA}"'.encode() in data[:4096]:
        document = read_report(data, name, edition.standard)
        return _of_document(document, edition, name, digest)
    assessment = load_assessment(data, edition.standard, name=name)
    report = evaluate(assessment, edition.standard, profile)
    return _of_report(report, edition.yardsticks, name, digest)


def _of_report(
    report: ConformanceReport, sticks: Mapping[str, Yardstick], name: str, digest: str
) -> ParkResult:
    """Flat rows of a report evaluated here."""
    assessment, period = report.assessment, report.assessment.period
    answers = {f.item: plain(f.value) for found in report.findings for f in found.facts}
    answered = [a.item for a in assessment.answers.values() if a.value is not None]
    size = answers.get(SIZE_ITEM)
    facts = ParkFacts(
        file=name,
        digest=digest,
        park=assessment.park.name,
        location=assessment.park.location,
        industry=assessment.park.industry,
        size=size if isinstance(size, int) else None,
        as_of=report.as_of.isoformat(),
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        party=period.party.value,
        source="park",
        encoding_version=report.standard.encoding_version,
        audited=any(f.opinion is not None for f in report.findings),
        filled=len(answered),
        asked=len(report.standard.items),
    )
    rows = []
    for finding in report.findings:
        own = finding.own_verdict or (finding.verdict if finding.opinion else None)
        stick = sticks.get(finding.provision.id)
        reached = stick.reached(answers, report.as_of) if stick else _UNMEASURED
        rows.append(
            Row(
                finding.provision.id,
                finding.verdict.value,
                own.value if own else "",
                len(finding.evidence),
                *reached,
            )
        )
    remarks = tuple(Remark(c.provision, c.kind.value, c.text) for c in assessment.comments)
    return ParkResult(facts, tuple(rows), remarks)


_UNMEASURED = ("", "", False)


def _of_document(document: dict[str, Any], edition: Edition, name: str, digest: str) -> ParkResult:
    """Flat rows of a report JSON that has been checked."""
    assessment, park = document["assessment"], document["park"]
    items = {f["item"]: f["value"] for d in document["findings"] for f in d["facts"]}
    size = items.get(SIZE_ITEM)
    findings = document["findings"]
    facts = ParkFacts(
        file=name,
        digest=digest,
        park=park["name"],
        location=park["location"],
        industry=park["industry"],
        size=size if isinstance(size, int) else None,
        as_of=document["as_of"],
        start=assessment["start"],
        end=assessment["end"],
        party=assessment["party"],
        source="report",
        encoding_version=document["standard"]["encoding_version"],
        audited=any(f["opinion"] for f in findings),
        filled=document["filled"]["answered"],
        asked=document["filled"]["asked"],
    )
    as_of = date.fromisoformat(document["as_of"])
    rows = tuple(
        _row_of(f, edition.yardsticks, as_of)
        for f in findings
        if f["id"] in edition.standard.provisions
    )
    remarks = (Remark(c["provision"], c["kind"], c["text"]) for c in document["comments"])
    return ParkResult(facts, rows, tuple(remarks))


def _row_of(finding: dict[str, Any], sticks: Mapping[str, Yardstick], as_of: date) -> Row:
    own = finding["own_verdict"] or (finding["verdict"] if finding["opinion"] else "")
    stick = sticks.get(finding["id"])
    values = {f["item"]: f["value"] for f in finding["facts"]}
    reached = stick.reached(values, as_of) if stick else _UNMEASURED
    return Row(finding["id"], finding["verdict"], own, len(finding["evidence"]), *reached)


def _cache_key(data: bytes, standard: Standard, job: Job) -> str:
    """Content, edition, profile and version: anything else changes no result."""
    parts = (hashlib.sha256(data).hexdigest(), standard.digest, job.profile, __version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _cached(job: Job, key: str) -> ParkResult | None:
    if job.cache is None:
        return None
    try:
        known = json.loads(Path(job.cache, f"{key}.json").read_bytes())
        return _thaw(known, job.path)
    except (OSError, ValueError, TypeError, KeyError):
        return None  # absent, or torn by an earlier kill: evaluate again


def _thaw(known: dict[str, Any], path: str) -> ParkResult:
    facts = ParkFacts(*known["facts"])._replace(file=Path(path).name)
    rows = tuple(Row(*row) for row in known["rows"])
    return ParkResult(facts, rows, tuple(Remark(*r) for r in known["remarks"]))


def _remember(job: Job, key: str, result: ParkResult) -> None:
    if job.cache is None:
        return
    from ..report.write import write_bytes

    frozen = json.dumps(result._asdict(), ensure_ascii=False, separators=(",", ":"))
    write_bytes(frozen.encode(), Path(job.cache, f"{key}.json"), force=True)
