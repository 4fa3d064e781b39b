"""`icstd review`: many parks at once, clause by clause, for the review of the standard."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Exit, UsageProblem
from .. import streams

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ...review.rows import Refusal
    from ...review.whole import Review

SUFFIXES = (".html", ".xlsx", ".docx", ".json", ".csv")
TO = ("review.html", "复审支撑表.xlsx", "review.docx")
"""What `--to DIR` writes."""

MOST_JOBS = 256
_WORTH_A_POOL = 64
"""Files from which starting further processes pays."""

_PROBLEMS_TOLD = 5


class _Stopped(Exception):
    """--strict met a file it cannot use."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd review` takes."""
    parser.epilog = "例：icstd review 全省自评 审核报告/*.json --to 复审 --anonymise"
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="路径",
        help="园区填报文件（YAML、Excel、JSON）或 icstd 的 JSON 报告；可以是文件、文件夹、通配符",
    )
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="文件",
        help="写出文件，可以多次；扩展名决定格式：html xlsx docx json csv",
    )
    parser.add_argument(
        "--to", metavar="文件夹", help="写出网页、复审支撑表（Excel）和 Word 三种材料"
    )
    parser.add_argument("--force", action="store_true", help="允许覆盖已有的输出文件")
    parser.add_argument(
        "--cache", metavar="文件夹", help="存放逐个园区的结果；再次运行时内容没变的文件不再判定"
    )
    parser.add_argument(
        "--jobs", type=_jobs, metavar="个数", help="同时用几个进程；不写时按机器和文件多少决定"
    )
    parser.add_argument("--strict", action="store_true", help="遇到不能用的文件就停，不出材料")
    parser.add_argument(
        "--anonymise", action="store_true", help="园区改用代号，不列地点、文件名和意见原文"
    )
    parser.add_argument(
        "--keep-comments", action="store_true", help="与 --anonymise 同用：保留意见原文"
    )
    parser.add_argument("--profile", default="default", metavar="口径", help="评价口径")
    parser.add_argument("--standard", metavar="文件", help="用另一个发布版本的标准数据（JSON）")
    parser.add_argument("--thresholds", metavar="文件", help="用另一份信号阈值（YAML）")


def _jobs(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_JOBS:
        return int(text)
    raise ArgumentTypeError(f"个数是 1 到 {MOST_JOBS} 的整数")


def run(args: Namespace) -> int:
    """Gather, review, deliver; 0, or 3 where a file could not be used."""
    from ...output import check_targets
    from ...review.gather import find_files
    from ...review.whole import review

    targets = list(args.output)
    targets += [str(Path(args.to) / name) for name in TO] if args.to is not None else []
    files, _ = find_files(args.paths)
    kept = _without_own(files, targets)
    inputs = [*kept, *(p for p in (args.standard, args.thresholds) if p)]
    check_targets(targets, force=args.force, inputs=inputs, suffixes=SUFFIXES, folder=args.to)
    _check_cache(args.cache)
    with ExitStack() as stack:
        executor = _pool(args, len(files), stack)
        try:
            found = review(
                args.paths,
                standard=args.standard,
                profile=args.profile,
                executor=executor,
                cache=args.cache,
                anonymise=args.anonymise,
                keep_comments=args.keep_comments,
                thresholds=Path(args.thresholds) if args.thresholds else None,
                progress=_progress(strict=args.strict),
            )
        except _Stopped:
            if executor is not None:
                executor.shutdown(cancel_futures=True)
            streams.err("有文件不能用，已停止；没有写出任何材料。")
            return int(Exit.INPUT)
    if not found.selected.parks:
        streams.err("\n".join(["没有一个文件能用，不出材料。", *found.notices]))
        return int(Exit.INPUT)
    _deliver(found, args, targets, inputs)
    return int(Exit.INPUT if found.refused else Exit.MET)


def _without_own(files: list[str], targets: list[str]) -> list[str]:
    """The files without earlier papers of ours that are about to be written again."""
    from ...errors import InputProblems
    from ...review.neighbours import by_content
    from ...yamlio.files import read_input

    again = {os.path.realpath(target) for target in targets}
    own = set()
    for file in files:
        if again and os.path.realpath(file) in again:
            with suppress(InputProblems):
                own.update([file] if by_content(*read_input(file)) else [])
    return [file for file in files if file not in own]


def _check_cache(folder: str | None) -> None:
    if folder is not None and not Path(folder).is_dir():
        raise UsageProblem("--cache 指的文件夹不存在", "先建好文件夹")


def _pool(args: Namespace, files: int, stack: ExitStack) -> Executor | None:
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
    pool = ProcessPoolExecutor(min(jobs, files), way, initializer=_worker)
    try:
        pool.submit(os.getpid).result()  # starts the workers, or shows that none can be
    except (OSError, BrokenExecutor):
        pool.shutdown(wait=False, cancel_futures=True)
        return None
    return stack.enter_context(pool)


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


def _progress(*, strict: bool) -> Callable[[int, int, Refusal | None], None]:
    """Say what was refused as it comes; a bar only where somebody watches."""
    watched = sys.stderr is not None and sys.stderr.isatty()

    def tell(done: int, files: int, refused: Refusal | None) -> None:
        if refused is not None:
            _tell(refused, watched=watched)
            if strict:
                raise _Stopped
        if watched and (done % 20 == 0 or done == files):
            end = "\n" if done == files else ""
            sys.stderr.write(f"{_bar(done, files)}{end}")
            sys.stderr.flush()

    return tell


def _tell(refused: Refusal, *, watched: bool) -> None:
    from ...text import visible

    told = [visible(line) for line in refused.problems[:_PROBLEMS_TOLD]]
    more = len(refused.problems) - len(told)
    head = ("\r" if watched else "") + f"不能用：{visible(refused.file)}"
    tail = [f"还有 {more} 处"] if more > 0 else []
    streams.err("\n  ".join([head, *told, *tail]))


def _deliver(found: Review, args: Namespace, targets: list[str], inputs: list[str]) -> None:
    from ...output import make_folder, write_bytes
    from ...text import visible

    papers = [(t, _rendered(found, Path(t).suffix.lower())) for t in targets]
    if args.to is not None:
        make_folder(args.to)
    for target, data in papers:  # all are made before the first is written
        write_bytes(data, target, force=args.force, inputs=inputs)
    for caution in found.cautions:
        streams.out(f"{caution}\n")
    names: dict[str, list[str]] = {}
    for signal in found.signals:
        names.setdefault(signal.name, []).append(signal.provision)
    for name, provisions in names.items():
        streams.out(f"{name}（{len(provisions)}）：{'、'.join(provisions)}\n")
    for notice in found.notices:
        streams.out(f"提示：{visible(notice)}\n")
    for target in targets:
        streams.out(f"已写出 {visible(target)}\n")


def _rendered(found: Review, suffix: str) -> bytes:
    if suffix == ".json":
        from ...review.document import review_json

        return review_json(found)
    if suffix == ".csv":
        from ...review.document import rows_csv

        return rows_csv(found)
    if suffix == ".html":
        from ...review.html import render

        return render(found)
    from importlib import import_module

    from ...review.layout import lay_out

    module = import_module(f"...report.{suffix[1:]}_file", __package__)
    data: bytes = module.render_layout(lay_out(found), date.fromisoformat(found.day))
    return data
