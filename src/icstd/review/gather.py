"""From paths to results: finding the files, running the units, taking no sides."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..errors import UsageProblem
from .neighbours import HIDDEN, by_name, told
from .rows import ParkResult, Passed, Refusal, Row
from .unit import Job, read_parks

SUFFIXES = (".yaml", ".yml", ".json", ".xlsx")

Progress = Callable[[int, int, Refusal | None], None]

_AT_ONCE = 16
"""Files of one task at most: equal rows among them travel once."""

_EACH, _UNKNOWN_WORKERS = 4, 16
"""Tasks handed to each worker at a time, and the number of workers where it is not said."""


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
    in_flight: int | None = None,
) -> Gathered:
    """Read all files, with any executor; results do not depend on which.

    in_flight: as for `run_all`.  progress: called as (done, all, the refusal if
    it was one) after each file; what it raises ends the run.
    """
    files, notices = find_files(paths)
    results: list[ParkResult] = []
    refused: list[Refusal] = []
    passed: dict[str, set[str]] = {}
    known: dict[Row, Row] = {}
    jobs = [like._replace(path=path) for path in files]
    for done, outcome in enumerate(run_all(jobs, read_parks, executor, in_flight), 1):
        bad = outcome if isinstance(outcome, Refusal) else None
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        elif isinstance(outcome, Passed):
            passed.setdefault(outcome.kind, set()).add(outcome.file)
        else:
            results.append(outcome.sharing(known))
        progress(done, len(files), bad)
    results.sort(key=lambda r: r.facts.file)
    return Gathered(tuple(results), tuple(sorted(refused)), (*notices, *told(passed)))


Job_ = TypeVar("Job_")
Done = TypeVar("Done")


def run_all(
    jobs: Sequence[Job_],
    work: Callable[[tuple[Job_, ...]], list[Done]],
    executor: Executor | None,
    in_flight: int | None = None,
) -> Iterator[Done]:
    """What becomes of each job, as it comes; a bounded number of tasks at the executor.

    work: done to a few jobs at a time.  in_flight: such tasks at once, four
    a worker if not given; one that is slow keeps no other waiting.
    """
    size = max(1, min(_AT_ONCE, len(jobs) // 32))
    tasks = (tuple(jobs[begin : begin + size]) for begin in range(0, len(jobs), size))
    if executor is None:
        for task in tasks:
            yield from work(task)
        return
    most = in_flight or _EACH * getattr(executor, "_max_workers", _UNKNOWN_WORKERS)
    waiting = {executor.submit(work, task) for task in islice(tasks, most)}
    while waiting:
        ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        waiting |= {executor.submit(work, task) for task in islice(tasks, len(ready))}
        for future in ready:
            yield from future.result()
