"""`icstd plan`: the rectification list from the gaps, and where it stands."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UsageProblem
from ..inputs import (
    add_judging_arguments,
    add_proof_arguments,
    day,
    edition,
    judge,
    load_park,
    read_bytes,
)
from ..papers import add_output_arguments, deliver

if TYPE_CHECKING:
    from ...report.layout.action_plan import ActionPlan

_WORKBOOK = ".xlsx"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `icstd plan` takes."""
    parser.epilog = (
        "例：icstd plan 我的园区.yaml -o 整改.xlsx；"
        "icstd plan 新一期.yaml --update 整改.xlsx -o 整改2.xlsx；"
        "icstd plan status 整改.xlsx --as-of 2026-06-30"
    )
    parser.add_argument(
        "park", metavar="填报文件", help="填报文件；写 status 则看后面整改清单的进度"
    )
    parser.add_argument("plan", metavar="整改清单", nargs="?", help="与 status 同用")
    parser.add_argument("--update", metavar="整改清单", help="在已有清单上更新，人填的内容都保留")
    add_output_arguments(parser)
    add_proof_arguments(parser)
    add_judging_arguments(parser)


def run(args: Namespace) -> int:
    """Write or print the list, or its status; always 0."""
    if args.park == "status":
        return _status(args)
    from ...report.document import report_document
    from .. import streams

    kept = _read(args.update) if args.update else None
    from ...audit.planning import make_plan, reopened

    standard = edition(args)
    assessment = load_park(args, standard, assumed=args.set)
    report = judge(args, assessment, standard, base=args.base, audit=args.audit)
    plan = make_plan(report, report_document(report)["result_digest"], kept)
    inputs = [p for p in (args.park, args.update, args.audit) if p and p != "-"]
    _deliver(plan, args, inputs)
    again = reopened(kept, plan) if kept else ()
    if again:
        streams.err(f"说明  差距又出现，已重新打开：{'、'.join(again)}\n")
    return 0


def _deliver(plan: ActionPlan, args: Namespace, inputs: list[str]) -> None:
    from ...audit.plan_file import plan_workbook, plan_yaml
    from ...output import write_bytes
    from .. import streams

    if not args.output:
        streams.out(plan_yaml(plan))
    for target in args.output:
        suffix = Path(target).suffix.lower()
        if suffix not in (_WORKBOOK, ".yaml", ".yml"):
            raise UsageProblem(f"整改清单不能写成 {target}", "文件名以 .yaml 或 .xlsx 结尾")
        data = plan_workbook(plan) if suffix == _WORKBOOK else plan_yaml(plan).encode("utf-8")
        write_bytes(data, target, force=args.force, inputs=inputs)
        streams.out(f"已写出 {target}，共 {len(plan.tasks)} 项\n")


def _status(args: Namespace) -> int:
    from ...audit.planning import status
    from ...audit.views import plan_papers

    if not args.plan:
        raise UsageProblem("没有写整改清单文件", "icstd plan status 整改.yaml --as-of 2026-06-30")
    if args.as_of is None:
        example = day("2026-06-30")
        raise UsageProblem("没有写看哪一天的进度", f"加 --as-of，例如 --as-of {example}")
    plan = _read(args.plan)
    states = status(plan, args.as_of)
    counts = Counter(s.state.value for s in states)
    said = "，".join(f"{name} {n} 项" for name, n in sorted(counts.items()))
    lead = f"{args.as_of}：共 {len(states)} 项，{said}。" if states else "清单里没有任务。"
    deliver(plan_papers(plan, states), args, args.as_of, [args.plan], lead)
    return 0


def _read(path: str) -> ActionPlan:
    from ...audit.plan_file import read_plan, read_workbook
    from ...yamlio import read_document

    data, name = read_bytes(path)
    if name.lower().endswith(_WORKBOOK):
        return read_workbook(data, name)
    return read_plan(read_document(data, name))
