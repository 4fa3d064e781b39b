"""A corrected copy of a form: odd writings replaced by what they were read as, nothing else.

A text keeps every line, remark and order; of a workbook a fresh form is made,
for a person's own file is never saved again.  Only what was read is written;
what has two readings stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from ..assessment.dump import as_typed, dump_yaml, to_plain
from ..assessment.look import Looked, look_through
from ..assessment.model import SelfAssessment
from ..assessment.report import Remedy
from ..assessment.workbook_form import read_form
from ..clauses.model import Standard
from ..errors import InputProblems, Place, Problem
from ..jsontext import plain
from ..yamlio import Document, read_document
from ..yamlio.parser import parser_of
from .workbook_form import xlsx_form


class Change(NamedTuple):
    """One writing replaced: where, what stood there, what stands there now."""

    place: Place
    before: str
    after: str


class Mended(NamedTuple):
    """A corrected copy: its bytes, each change, and what still has to be mended by hand."""

    data: bytes
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


class _Token(NamedTuple):
    start: int
    end: int
    in_list: bool
    quoted: bool


def mend_text(document: Document, standard: Standard) -> Mended:
    """The corrected copy of a YAML or JSON form.

    Raises RuntimeError where the copy would not read to the same answers: a
    defect of icstd, and no copy is better than a wrong one.
    """
    text = "\n".join(document.lines)
    looked = look_through(document, standard)
    as_json = document.lines[0].lstrip().startswith("{")
    tokens = _tokens(text)
    pieces: list[tuple[_Token, str]] = []
    changes = []
    for remedy in _sure(looked.remedies):
        token = tokens.get(remedy.place[:2])
        if token is None or (as_json and token.in_list and isinstance(remedy.meant, list)):
            continue
        after = _written(remedy.meant, as_json=as_json, bare=token.in_list)
        changes.append(Change(remedy.place, text[token.start : token.end], after))
        pieces.append((token, after))
    copy = _replaced(text, pieces)
    _demand_same(looked, look_through(read_document(copy.encode(), document.name), standard))
    changes.sort(key=lambda change: change.place)
    left = tuple(p for p in looked.problems if p.refused)
    return Mended(copy.encode(), tuple(changes), left)


def mend_workbook(document: Document, standard: Standard) -> Mended:
    """A fresh form that holds everything read from a workbook.

    Raises InputProblems where the workbook is refused.
    """
    looked = look_through(document, standard)
    if looked.assessment is None:
        raise InputProblems(looked.problems)
    data = xlsx_form(standard, to_plain(looked.assessment, standard))
    again = look_through(read_form(data, document.name, standard), standard)
    _demand_same(looked, again)
    changes = tuple(
        Change(r.place, r.said, _written(r.meant, as_json=False)) for r in _sure(looked.remedies)
    )
    return Mended(data, changes, ())


def _sure(remedies: Iterable[Remedy]) -> list[Remedy]:
    return [r for r in remedies if r.sure]


def _tokens(text: str) -> dict[tuple[int, int], _Token]:
    """Where each value of a text begins and ends, by line and column from 1."""
    from yaml.events import (
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    tokens: dict[tuple[int, int], _Token] = {}
    within: list[bool] = []  # whether the collections around are lists in brackets
    following = parser_of(text).get_event
    while not isinstance(event := following(), StreamEndEvent):
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            within.append(isinstance(event, SequenceStartEvent) and bool(event.flow_style))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            within.pop()
        elif isinstance(event, ScalarEvent):
            begin: Any = event.start_mark
            end: Any = event.end_mark
            place = (begin.line + 1, begin.column + 1)
            first, last = starts[begin.line] + begin.column, starts[end.line] + end.column
            tokens[place] = _Token(first, last, bool(within and within[-1]), bool(event.style))
    return tokens


def _written(meant: Any, *, as_json: bool, bare: bool = False) -> str:
    """A value as it is typed, so that it may stand in a block or between brackets.

    bare: several texts stand in a list already, and need no brackets.
    """
    value = list(meant) if isinstance(meant, list | tuple) else as_typed(meant)
    if value == "" and not as_json:
        return ""
    if as_json:
        return plain(value, indent=None).decode().strip()
    text = dump_yaml([value]).strip()
    text = text[2:] if text.startswith("- ") else text[1:-1]
    return text[1:-1] if bare and text.startswith("[") else text


def _replaced(text: str, pieces: list[tuple[_Token, str]]) -> str:
    done, at = [], 0
    for token, after in sorted(pieces):
        done += [text[at : token.start], after]
        at = token.end
    return "".join((*done, text[at:]))


def _demand_same(before: Looked, after: Looked) -> None:
    same = _said(before.assessment) == _said(after.assessment)
    refused = [[p.code for p in one.problems if p.refused] for one in (before, after)]
    if not same or refused[0] != refused[1]:
        raise RuntimeError("the corrected copy does not read to the same answers")


def _said(assessment: SelfAssessment | None) -> object:
    """What an assessment says, without where it says it."""
    if assessment is None:
        return None
    none = Place()
    return replace(
        assessment,
        answers={
            i: a._replace(place=none)
            for i, a in assessment.answers.items()
            if a[1:4] != (None, (), "")  # a blank that is written down is a blank
        },
        judgements={i: j._replace(place=none) for i, j in assessment.judgements.items()},
        evidence={i: e._replace(place=none) for i, e in assessment.evidence.items()},
        comments=tuple(c._replace(place=none) for c in assessment.comments),
        tables={
            t: tuple(r._replace(place=none) for r in rows) for t, rows in assessment.tables.items()
        },
        digest="",
        warnings=(),
    )
