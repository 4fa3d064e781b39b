"""How a run ends that did not go through: one exit code and one clear message each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from ..errors import (
    Exit,
    IcstdError,
    InputProblems,
    OutputProblem,
    Place,
    Problem,
    RuleError,
    UsageProblem,
    problem_lines,
)
from ..limits import PROBLEMS_SHOWN
from ..text import clip, visible
from . import streams
from .optional import missing
from .streams import Terminated

_ECHOED = 200


def settle(problem: BaseException, argv: Sequence[str]) -> int:
    """Say what ended the run, and return the exit code that says it too."""
    problem = missing(problem) or problem
    if isinstance(problem, SystemExit):
        return problem.code if isinstance(problem.code, int) else int(Exit.MET)
    if isinstance(problem, BrokenPipeError):
        streams.abandon()
        return int(Exit.PIPE)
    if isinstance(problem, KeyboardInterrupt):
        streams.abandon()
        streams.err("已中断")
        return int(Exit.INTERRUPTED)
    if isinstance(problem, Terminated):
        streams.abandon()
        return int(Exit.TERMINATED)
    _tell(problem, as_json=wants_json(argv), debug="--debug" in argv)
    if isinstance(problem, OutputProblem):
        streams.abandon()
    return int(problem.exit_code) if isinstance(problem, IcstdError) else int(Exit.DEFECT)


def wants_json(argv: Sequence[str]) -> bool:
    """Whether the command line asks for JSON, also where it is otherwise wrong."""
    return "--format=json" in argv or ("--format", "json") in pairwise(argv)


def _tell(problem: BaseException, *, as_json: bool, debug: bool) -> None:
    if isinstance(problem, InputProblems):
        tell_problems(problem.problems, as_json=as_json)
        return
    if isinstance(problem, UsageProblem | OutputProblem):
        code, message, advice = problem.code, problem.message, problem.advice
    else:
        code = "E-DEFECT"
        message = f"程序内部出错，与填报内容无关：{_cause(problem)}"
        advice = "" if debug else "加 --debug 重新运行，把显示的内容发给维护者"
    found = Problem(code, "", Place(), "", message, advice)
    tell_problems([found], as_json=as_json)
    if debug:
        import traceback

        streams.err("".join(traceback.format_exception(problem)).rstrip())


def _cause(problem: BaseException) -> str:
    if isinstance(problem, RuleError):
        text = str(problem)
    elif isinstance(problem, MemoryError):
        text = "内存不足"
    else:
        text = f"{type(problem).__name__}: {problem}"
    return clip(visible(text), _ECHOED)


def tell_problems(
    problems: Sequence[Problem], *, as_json: bool = False, most: int = PROBLEMS_SHOWN
) -> None:
    """Print problems to standard error, as text or one JSON object a line.

    most: how many are told in full as text; the rest is counted.
    """
    if as_json:
        for problem in problems:
            streams.err(_json(problem_record(problem)))
        return
    for problem in problems[:most]:
        streams.err("\n".join(problem_lines(problem)))
    if len(problems) > most:
        streams.err(f"还有 {len(problems) - most} 处；icstd check 表 --all 全部列出")


def problem_record(problem: Problem) -> dict[str, Any]:
    """A problem as the contract's object: code, file, line, col, path, message, advice."""
    record = {
        "code": problem.code,
        "file": problem.file,
        "line": problem.place.line,
        "col": problem.place.col,
        "path": problem.path,
        "message": problem.message,
        "advice": problem.advice,
    }
    return record | ({"cell": problem.place.cell} if problem.place.cell else {})


def _json(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


def warnings_of(problems: Iterable[Problem]) -> list[Problem]:
    """Those that do not refuse the input."""
    return [p for p in problems if not p.refused]
