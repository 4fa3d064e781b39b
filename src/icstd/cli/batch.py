"""Many files at once: a pool of processes, and what is said while it works."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from . import streams

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ..review.rows import Refusal

_WORTH_A_POOL = 64
"""Files from which starting further processes pays."""

_PROBLEMS_TOLD = 5

_QUIET_SECONDS = 60
"""How often something is said where nobody watches."""


class Stopped(Exception):
    """--strict met a file it cannot use."""


def pool(args: Namespace, files: int, stack: ExitStack) -> Executor | None:
    """A process pool where more than one process is asked for or worth it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    jobs = args.jobs or (cores or 1 if files >= _WORTH_A_POOL else 1)
    if jobs == 1:
        return None
    import multiprocessing
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    # A worker that is forked from here would carry the whole list of files.
    ways = multiprocessing.get_all_start_methods()
    way = multiprocessing.get_context("forkserver" if "forkserver" in ways else None)
    workers = ProcessPoolExecutor(min(jobs, files), way, initializer=_worker)
    try:
        workers.submit(os.getpid).result()  # starts the workers, or shows that none can be
    except (OSError, BrokenExecutor):
        workers.shutdown(wait=False, cancel_futures=True)
        return None
    return stack.enter_context(workers)


def _worker() -> None:
    """Leave signals to the process that was started by hand, and do not outlive it."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the process that started this one is gone, however it went."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


_BAR = 24
"""Cells of the progress bar."""


def _bar(done: int, files: int) -> str:
    full = done * _BAR // files
    return f"\r已读 [{'#' * full}{'-' * (_BAR - full)}] {done}/{files}"


def progress(*, strict: bool) -> Callable[[int, int, Refusal | None], None]:
    """Say what was refused as it comes; a bar where somebody watches, else a line a minute."""
    watched = sys.stderr is not None and sys.stderr.isatty()
    last = time.monotonic()

    def tell(done: int, files: int, refused: Refusal | None) -> None:
        nonlocal last
        if refused is not None:
            _tell(refused, watched=watched)
            if strict:
                raise Stopped
        if watched and (done % 20 == 0 or done == files):
            end = "\n" if done == files else ""
            sys.stderr.write(f"{_bar(done, files)}{end}")
            sys.stderr.flush()
        elif not watched and time.monotonic() - last >= _QUIET_SECONDS:
            last = time.monotonic()
            streams.err(f"已读 {done}/{files}")

    return tell


def _tell(refused: Refusal, *, watched: bool) -> None:
    from ..text import visible

    told = [visible(line) for line in refused.problems[:_PROBLEMS_TOLD]]
    more = len(refused.problems) - len(told)
    head = ("\r" if watched else "") + f"不能用：{visible(refused.file)}"
    tail = [f"还有 {more} 处"] if more > 0 else []
    streams.err("\n  ".join([head, *told, *tail]))
