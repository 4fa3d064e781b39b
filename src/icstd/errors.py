"""Problems that people can mend, and the exceptions that carry them.

Exit codes and the shape of messages are the reliability contract; each
exception knows the exit code it ends a run with.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from .text import HIDDEN, visible


class Exit(IntEnum):
    """What a run's exit code says; one meaning each."""

    MET = 0
    NOT_MET = 1
    USAGE = 2
    INPUT = 3
    OUTPUT = 4
    DEFECT = 70
    INTERRUPTED = 130
    TERMINATED = 143
    PIPE = 141


class Place(NamedTuple):
    """Where something stands in a submitted file.

    `line` and `col` are 1-based, in characters; 0 where there is none.
    `cell` names sheet and cell (`诉求办理!C7`) when the file is a workbook.
    """

    line: int = 0
    col: int = 0
    cell: str = ""

    def in_file(self, name: str) -> str:
        """`park.yaml:14:3`, `form.xlsx:诉求办理!C7`, or just the name."""
        if self.cell:
            return f"{name}:{self.cell}"
        return f"{name}:{self.line}:{self.col}" if self.line else name


class Problem(NamedTuple):
    """One thing wrong with a submitted file: where, what, and the cure.

    `code` starts with `E-` (refused) or `W-` (accepted, but look at it).
    `path` is the Chinese path, e.g. `填报 › 诉求办理`.  `excerpt` is the line
    and the caret under it, ready to print, or empty.
    """

    code: str
    file: str
    place: Place
    path: str
    message: str
    advice: str = ""
    excerpt: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`park.yaml:14:3  [E-TYPE] 填报 › 诉求办理：……；建议：……`."""
        path = f"{self.path}：" if self.path else ""
        advice = f"；建议：{self.advice}" if self.advice else ""
        message = self.message.removesuffix("。")
        return f"{self.place.in_file(self.file)}  [{self.code}] {path}{message}{advice}"

    @property
    def refused(self) -> bool:
        """Whether the input is refused because of it."""
        return self.code.startswith("E-")


def problem_lines(problem: Problem) -> list[str]:
    """A problem as people read it: place, code, what; the excerpt; the cure."""
    where = problem.place.in_file(visible(problem.file)) if problem.file else "icstd"
    path = f"{problem.path}：" if problem.path else ""
    ended = problem.message if problem.message.endswith(("。", "？")) else problem.message + "。"
    lines = [visible(f"{where}  [{problem.code}] {path}{ended}")]
    lines += [HIDDEN.sub("?", line) for line in problem.excerpt]
    if problem.advice:
        lines.append(visible(f"  建议：{problem.advice}"))
    return lines


class IcstdError(Exception):
    """Base of everything icstd raises on purpose."""

    exit_code = Exit.DEFECT


class InputProblems(IcstdError):
    """A submitted file is refused; `problems` lists every fault found."""

    exit_code = Exit.INPUT

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        """The problems, one a line: place, code, path, what is wrong, the cure."""
        return "\n".join(map(str, self.problems))


class UsageProblem(IcstdError):
    """The call itself makes no sense: unknown id, nothing selected."""

    exit_code = Exit.USAGE

    def __init__(self, message: str, advice: str = "", code: str = "E-USAGE") -> None:
        super().__init__(message, advice, code)
        self.message, self.advice, self.code = message, advice, code

    def __str__(self) -> str:
        """What is wrong with the call."""
        return self.message


class OutputProblem(IcstdError):
    """A result could not be delivered."""

    exit_code = Exit.OUTPUT

    def __init__(self, code: str, message: str, advice: str = "") -> None:
        super().__init__(code, message, advice)
        self.code, self.message, self.advice = code, message, advice

    def __str__(self) -> str:
        """What could not be delivered."""
        return self.message


class RuleError(IcstdError):
    """A rule crashed: a defect of icstd, never a verdict."""

    exit_code = Exit.DEFECT

    def __init__(self, provision: str, rule: str, cause: BaseException | str) -> None:
        told = cause if isinstance(cause, str) else repr(cause)
        super().__init__(provision, rule, told)  # as text: not every cause can be pickled
        self.provision, self.rule = provision, rule

    def __str__(self) -> str:
        """Which rule failed on which provision, and how."""
        return "判定 {} 的规则 {} 出错：{}".format(*self.args)
