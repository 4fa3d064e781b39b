"""The unit of work: one file in, one ParkResult or Refusal out; a task is a few of them.

Plain functions over plain data: any executor can run it, on any machine
that has the same edition of the standard.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from .. import __version__
from ..clauses.load import load_standard
from ..clauses.model import Provision, Standard
from ..conformance import ConformanceReport
from ..errors import InputProblems
from ..evaluation import evaluate
from ..forms.intake import load_assessment
from ..report.document import SCHEMA
from ..report.read import read_report
from ..report.records import plain
from ..terms import Special
from ..yamlio.files import read_input
from .measure import Answers, measured
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


@lru_cache(maxsize=4)
def _standard(path: str | None) -> Standard:
    return load_standard(path)


def read_park(job: Job) -> ParkResult | Refusal:
    """Read and evaluate one file; a bad one is refused, never raised."""
    standard = _standard(job.standard)
    try:
        data, name = read_input(job.path)
        key = _cache_key(data, standard, job)
        known = _cached(job, key)
        if known is not None:
            return known
        result = _from_bytes(data, name, standard, job.profile)
    except InputProblems as refused:
        return Refusal(job.path, tuple(_line(p) for p in refused.problems))
    _remember(job, key, result)
    return result


def read_parks(jobs: tuple[Job, ...]) -> list[ParkResult | Refusal]:
    """Several files, one after another: the task that is handed to an executor."""
    known: dict[Row, Row] = {}
    found = (read_park(job) for job in jobs)
    return [f if isinstance(f, Refusal) else f.sharing(known) for f in found]


def _line(problem: Any) -> str:
    return f"{problem.place.in_file(problem.file)} [{problem.code}] {problem.message}"


def _from_bytes(data: bytes, name: str, standard: Standard, profile: str) -> ParkResult:
    digest = hashlib.sha256(data).hexdigest()
    if f'"{SCHEMA}"'.encode() in data[:4096]:
        document = read_report(data, name, standard)
        return result_of_document(document, standard, name, digest)
    assessment = load_assessment(data, standard, name=name)
    return result_of_report(evaluate(assessment, standard, profile), name, digest)


def result_of_report(report: ConformanceReport, name: str, digest: str) -> ParkResult:
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
        rows.append(
            Row(
                finding.provision.id,
                finding.verdict.value,
                own.value if own else "",
                len(finding.evidence),
                *_reached(finding.provision, answers, report.standard, report.as_of),
            )
        )
    remarks = tuple(Remark(c.provision, c.kind.value, c.text) for c in assessment.comments)
    return ParkResult(facts, tuple(rows), remarks)


def _reached(
    provision: Provision, answers: Answers, standard: Standard, as_of: date
) -> tuple[str, str, bool]:
    """(the park's own limit, what it reached, whether it publishes no limit)."""
    figure = measured(provision, answers, standard.id, as_of)
    promised = [i for i in provision.reads if standard.items[i].commitment]
    limit = answers.get(promised[0]) if promised else None
    if limit in (Special.UNPUBLISHED, Special.NONE):
        return "", figure, True
    known = isinstance(limit, int | float) and not isinstance(limit, bool)
    return str(limit) if known else "", figure, False


def result_of_document(
    document: dict[str, Any], standard: Standard, name: str, digest: str
) -> ParkResult:
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
    rows = tuple(_row_of(f, standard, as_of) for f in findings if f["id"] in standard.provisions)
    remarks = (Remark(c["provision"], c["kind"], c["text"]) for c in document["comments"])
    return ParkResult(facts, rows, tuple(remarks))


def _row_of(finding: dict[str, Any], standard: Standard, as_of: date) -> Row:
    own = finding["own_verdict"] or (finding["verdict"] if finding["opinion"] else "")
    values = {f["item"]: f["value"] for f in finding["facts"]}
    provision = standard.provisions[finding["id"]]
    reached = _reached(provision, values, standard, as_of)
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
