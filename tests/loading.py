"""Short ways to load documents in tests, and to look at what was refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tiny_standard import NUMBER, TINY

from icstd.assessment.load import assessment_from
from icstd.assessment.model import SelfAssessment
from icstd.errors import Exit, InputProblems, Problem
from icstd.yamlio import Document, read_document

BAD = Path(__file__).with_name("bad_inputs")
TOO_LONG = 30.0
"""Seconds of processor time that tell a hang, or work that grows with the square of a
file, on however busy a machine.  The 2 s a file may take: `benchmarks/loader.py`."""

HEAD = f"""\
标准: {NUMBER}
编码版本: "1.0"
园区: {{名称: 示例工业社区}}
评价: {{评价日: 2026-03-01, 评价期起: 2025-01-01, 评价期止: 2025-12-31}}
"""
"""The identity part, four lines; what follows begins in line five."""

BASICS = f"{HEAD}填报:\n  基本情况:\n"
APPEALS = f"{HEAD}填报:\n  诉求办理:\n"
"""Answers in a section begin in line seven."""


class Told(NamedTuple):
    """One problem, as far as tests look at it."""

    code: str
    line: int
    text: str  # message and advice


def load(text: str | bytes, name: str = "试.yaml") -> SelfAssessment:
    """Read and load a document of the tiny standard."""
    data = text if isinstance(text, bytes) else text.encode()
    return assessment_from(read_document(data, name), TINY)


def read(data: bytes, name: str = "试.yaml") -> Document:
    """Read a document without looking at what it means."""
    return read_document(data, name)


def refused(text: str | bytes, how: Callable[..., object] = load) -> list[Told]:
    """The problems a document is refused with; fails where it is taken, or takes too long."""
    begun = time.process_time()
    try:
        how(text)
    except InputProblems as problems:
        assert time.process_time() - begun < TOO_LONG
        assert problems.exit_code is Exit.INPUT
        return [told(p) for p in problems.problems]
    raise AssertionError("accepted")


def told(problem: Problem) -> Told:
    """A problem cut down, after looking at its form."""
    shown = "\n".join((problem.message, problem.advice, problem.path, *problem.excerpt))
    assert all(c.isprintable() or c in "\n\u3000" for c in shown), shown
    assert len(problem.message) < 400
    return Told(problem.code, problem.place.line, f"{problem.message}｜{problem.advice}")


def answer(text: str, section: str = "诉求办理") -> object:
    """The stored value of one answer `标签: 值`."""
    assessment = load(f"{HEAD}填报:\n  {section}:\n    {text}\n")
    (given,) = assessment.answers.values()
    return given.value
