"""The unit of work: one file in, one ParkResult or Refusal out; a task is a few of them.

Plain functions over plain data: any executor can run it, on any machine
that has the same edition of the standard.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from ..assessment.intake import load_assessment
from ..clauses.load import load_standard
from ..errors import InputProblems, Problem
from ..evaluation import evaluate
from ..report.read import is_report, read_report
from ..text import visible
from ..yamlio.files import read_input
from .cache import cache_key, keep, recall
from .flatten import Edition, rows_of_document, rows_of_report
from .measure import yardsticks
from .neighbours import by_content
from .rows import Outcome, ParkResult, Passed, Refusal, Row


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
def _edition(path: str | None, profile: str) -> Edition:
    standard = load_standard(path)
    return Edition(standard, standard.profiles[profile], yardsticks(standard))


def read_park(job: Job) -> Outcome:
    """Read and evaluate one file; a bad one is refused, never raised.

    Raises KeyError for a profile that the edition does not have.
    """
    edition = _edition(job.standard, job.profile)
    try:
        data, name = read_input(job.path)
        key = ""
        if job.cache:
            key = cache_key(data, edition.standard.digest, job.profile)
            known = recall(job.cache, key, visible(job.path), edition.standard)
            if known is not None:
                return known
        neighbour = by_content(data, name)
        if neighbour:
            return Passed(visible(job.path), neighbour)
        result = _from_bytes(data, name, job.path, edition)
    except InputProblems as refused:
        return refusal(job.path, refused)
    if job.cache:
        keep(job.cache, key, result)
    return result


def read_parks(jobs: tuple[Job, ...]) -> list[Outcome]:
    """Several files, one after another: the task that is handed to an executor."""
    known: dict[Row, Row] = {}
    found = (read_park(job) for job in jobs)
    return [f.sharing(known) if isinstance(f, ParkResult) else f for f in found]


def refusal(path: str, refused: InputProblems) -> Refusal:
    """What is told of a file that cannot be used."""
    return Refusal(path, tuple(_line(p) for p in refused.problems))


def _line(problem: Problem) -> str:
    where = f"{problem.path}：" if problem.path else ""
    cure = f"。建议：{problem.advice}" if problem.advice else ""
    place = problem.place.in_file(problem.file)
    return f"{place} [{problem.code}] {where}{problem.message.rstrip('。')}{cure}"


def _from_bytes(data: bytes, name: str, path: str, edition: Edition) -> ParkResult:
    digest, file = hashlib.sha256(data).hexdigest(), visible(path)
    if is_report(data):
        found = read_report(data, name, edition.standard)
        return rows_of_document(found, edition, file, digest)
    assessment = load_assessment(data, edition.standard, name=name)
    report = evaluate(assessment, edition.standard, edition.profile)
    return rows_of_report(report, edition, file, digest)
