"""From paths to results: finding the files, running the units, taking no sides."""

from __future__ import annotations

import glob
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..errors import UsageProblem
from .neighbours import HIDDEN, by_name, told
from .rows import Outcome, ParkResult, Passed, Refusal, Row
from .unit import Job, read_parks

SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")

Progress = Callable[[int, int, Refusal | None], None]

_AT_ONCE = 16
"""Files of one task at most: equal rows among them travel once."""

_IN_FLIGHT = 8
"""Tasks handed to an executor at a time: memory stays flat however many files."""


class Gathered(NamedTuple):
    """All results in path order, what was refused, and remarks on the paths."""

    results: tuple[ParkResult, ...]
    refused: tuple[Refusal, ...]
    notices: tuple[str, ...]


def find_files(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Files named by files, folders (all below, by suffix) and globs.

    Returns the files, each once, sorted, and notices on repeated ones and on
    neighbours that are no self-assessments, links to folders among them.
    Raises UsageProblem where a path names nothing.
    """
    found: list[str] = []
    passed: dict[str, set[str]] = {}
    for path in paths:
        named = _expand(path, passed)
        if not named:
            raise UsageProblem(
                f"“{path}”没有对应的园区文件",
                f"支持 {'、'.join(SUFFIXES)}{''.join(told(passed))}",
            )
        found += named
    names: dict[str, list[str]] = {}
    for name in found:
        names.setdefault(os.path.realpath(name), []).append(name)
    again = sorted(name for given in names.values() for name in sorted(given)[1:])
    notices = told(passed)
    if again:
        more = "" if len(again) == 1 else f" 等 {len(again)} 处"
        notices.append(f"有的文件被重复指到，各只计一次：{again[0]}{more}。")
    return sorted(min(given) for given in names.values()), notices


def _expand(path: str, passed: dict[str, set[str]]) -> list[str]:
    """The files a path stands for; what is passed over goes into `passed`, by kind."""
    if os.path.isdir(path):  # noqa: PTH112 - names as typed must survive
        return sorted(_below(path, passed))
    exact = os.path.lexists(path)
    named = [path] if exact else sorted(glob.glob(path, recursive=True))  # noqa: PTH207
    kept = []
    for name in named:
        kind = by_name(Path(name).name)
        if kind and not (exact and kind == HIDDEN):  # whoever names a hidden file means it
            passed.setdefault(kind, set()).add(name)
        else:
            kept.append(name)
    return kept


def _below(folder: str, passed: dict[str, set[str]]) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        for name in list(folders):
            whole = os.path.join(place, name)  # noqa: PTH118
            kind = by_name(name) or ("链接到的文件夹" if os.path.islink(whole) else "")  # noqa: PTH114
            if kind:
                folders.remove(name)
                passed.setdefault(kind, set()).add(whole)
        for name in files:
            if not name.lower().endswith(SUFFIXES):
                continue
            whole = os.path.join(place, name)  # noqa: PTH118
            kind = by_name(name)
            if kind:
                passed.setdefault(kind, set()).add(whole)
            else:
                yield whole


def gather(
    paths: Sequence[str],
    like: Job,
    executor: Executor | None = None,
    progress: Progress = lambda _done, _all, _refused: None,
) -> Gathered:
    """Read all files, with any executor; results do not depend on which.

    progress: called as (done, all, the refusal if it was one) after each file;
    what it raises ends the run.
    """
    files, notices = find_files(paths)
    results: list[ParkResult] = []
    refused: list[Refusal] = []
    passed: dict[str, set[str]] = {}
    known: dict[Row, Row] = {}
    for done, outcome in enumerate(_run(files, like, executor), 1):
        bad = outcome if isinstance(outcome, Refusal) else None
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        elif isinstance(outcome, Passed):
            passed.setdefault(outcome.kind, set()).add(outcome.file)
        else:
            results.append(outcome.sharing(known))
        progress(done, len(files), bad)
    return Gathered(tuple(results), tuple(refused), (*notices, *told(passed)))


def _run(files: list[str], like: Job, executor: Executor | None) -> Iterator[Outcome]:
    """Outcomes in the order of files, a bounded number of tasks in flight."""
    size = max(1, min(_AT_ONCE, len(files) // 32))
    tasks = (
        tuple(like._replace(path=path) for path in files[begin : begin + size])
        for begin in range(0, len(files), size)
    )
    if executor is None:
        for jobs in tasks:
            yield from read_parks(jobs)
        return
    waiting = deque(executor.submit(read_parks, jobs) for jobs in islice(tasks, _IN_FLIGHT))
    while waiting:
        yield from waiting.popleft().result()
        waiting.extend(executor.submit(read_parks, jobs) for jobs in islice(tasks, 1))
