"""`icstd review`: many parks at once, clause by clause, for the review of the standard."""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Exit, UsageProblem
from .. import streams
from ..batch import Stopped, pool, progress

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ...review.whole import Review

SUFFIXES = (".html", ".xlsx", ".docx", ".json", ".csv", ".parquet")
TO = ("review.html", "复审支撑表.xlsx", "review.docx")
"""What `--to DIR` writes."""

IMPACT_SUFFIXES = (".html", ".xlsx", ".json")
IMPACT_TO = ("修订影响.html", "修订影响.xlsx")

MOST_JOBS = 256


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
        help="写出文件，可以多次；扩展名决定格式：html xlsx docx json csv parquet",
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
    parser.add_argument("--since", type=_day, metavar="年或日", help="只计评价期止不早于这一天的")
    amend = parser.add_argument_group("修订影响测算（写了下面任何一项，就只出影响测算）")
    amend.add_argument("--proposed", metavar="文件", help="拟议的发布版本（JSON）")
    amend.add_argument(
        "--change",
        action="append",
        default=[],
        metavar="改动",
        help="拟议的改动，可以多次：'W4.10: 应'、'W4.10.at_least=80'、'W6.10.at_most=15'",
    )
    amend.add_argument("--drop", action="append", default=[], metavar="条款", help="拟删的条款")


def _jobs(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_JOBS:
        return int(text)
    raise ArgumentTypeError(f"个数是 1 到 {MOST_JOBS} 的整数")


def _day(text: str) -> str:
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return text
    raise ArgumentTypeError("写年份或日期，如 2024、2024-07-01")


def run(args: Namespace) -> int:
    """Gather, review, deliver; 0, or 3 where a file could not be used."""
    from ...output import check_targets
    from ...review.gather import find_files
    from ...review.whole import review

    targets = list(args.output)
    names = IMPACT_TO if _proposed(args) else TO
    targets += [str(Path(args.to) / name) for name in names] if args.to is not None else []
    files, _ = find_files(args.paths)
    kept = _without_own(files, targets)
    inputs = [*kept, *(p for p in (args.standard, args.thresholds, args.proposed) if p)]
    check_targets(
        targets, force=args.force, inputs=inputs, suffixes=_suffixes(args), folder=args.to
    )
    _check_cache(args.cache)
    with ExitStack() as stack:
        executor = pool(args, len(files), stack)
        try:
            if _proposed(args):
                return _impact(args, executor, targets, inputs)
            found = review(
                args.paths,
                standard=args.standard,
                profile=args.profile,
                executor=executor,
                cache=args.cache,
                anonymise=args.anonymise,
                keep_comments=args.keep_comments,
                thresholds=Path(args.thresholds) if args.thresholds else None,
                progress=progress(strict=args.strict),
                since=args.since or "",
            )
        except Stopped:
            if executor is not None:
                executor.shutdown(cancel_futures=True)
            streams.err("有文件不能用，已停止；没有写出任何材料。")
            return int(Exit.INPUT)
    if not found.selected.parks:
        streams.err("\n".join(["没有一个文件能用，不出材料。", *found.notices]))
        return int(Exit.INPUT)
    _deliver(found, args, targets, inputs)
    return int(Exit.INPUT if found.refused else Exit.MET)


def _proposed(args: Namespace) -> bool:
    return bool(args.proposed or args.change or args.drop)


def _suffixes(args: Namespace) -> tuple[str, ...]:
    return IMPACT_SUFFIXES if _proposed(args) else SUFFIXES


def _impact(
    args: Namespace, executor: Executor | None, targets: list[str], inputs: list[str]
) -> int:
    """What an amendment would change; 0, or 3 where a file could not be used."""
    from importlib import import_module

    from ...output import RENDERERS, make_folder, write_bytes
    from ...review.amendment import impact
    from ...review.impact_paper import impact_json, lay_out, summary

    found = impact(
        args.paths,
        proposed=args.proposed,
        changes=args.change,
        drops=args.drop,
        standard=args.standard,
        profile=args.profile,
        executor=executor,
        progress=progress(strict=args.strict),
    )
    day = date.fromisoformat(max(t.facts.as_of for t in found.parks))
    if args.to is not None:
        make_folder(args.to)
    layout = lay_out(found)
    for target in targets:
        suffix = Path(target).suffix.lower()
        if suffix == ".json":
            data = impact_json(found)
        else:
            module = import_module(f"...report.{RENDERERS[suffix]}", __package__)
            data = module.render_layout(layout, day)
        write_bytes(data, target, force=args.force, inputs=inputs)
    for line in summary(found):
        streams.out(f"{line}\n")
    _tell_written(found.notices, targets)
    return int(Exit.INPUT if found.refused else Exit.MET)


def _tell_written(notices: Sequence[str], targets: Sequence[str]) -> None:
    from ...text import visible

    for notice in notices:
        streams.out(f"提示：{visible(notice)}\n")
    for target in targets:
        streams.out(f"已写出 {visible(target)}\n")


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


def _deliver(found: Review, args: Namespace, targets: list[str], inputs: list[str]) -> None:
    from ...output import make_folder, write_bytes

    if args.to is not None:
        make_folder(args.to)
    for target in targets:  # each goes to disk as it is made, whole or not at all
        data = _rendered(found, Path(target).suffix.lower())
        write_bytes(data, target, force=args.force, inputs=inputs)
    for caution in found.cautions:
        streams.out(f"{caution}\n")
    names: dict[str, list[str]] = {}
    for signal in found.signals:
        names.setdefault(signal.name, []).append(signal.provision)
    for name, provisions in names.items():
        streams.out(f"{name}（{len(provisions)}）：{'、'.join(provisions)}\n")
    _tell_written(found.notices, targets)


def _rendered(found: Review, suffix: str) -> bytes | Iterator[bytes]:
    if suffix == ".json":
        from ...review.document import review_json

        return review_json(found)
    if suffix == ".csv":
        from ...review.rows_file import rows_csv

        return rows_csv(found)
    if suffix == ".parquet":
        from ...review.rows_file import rows_parquet

        return rows_parquet(found)
    if suffix == ".html":
        from ...review.html import render

        return render(found)
    from importlib import import_module

    from ...review.layout import lay_out

    module = import_module(f"...report.{suffix[1:]}_file", __package__)
    data: bytes = module.render_layout(lay_out(found), date.fromisoformat(found.day))
    return data
