"""From lines to blocks: chapters, clauses, paragraphs, lists, notes, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...errors import Place, Problem
from ...text import width
from .furniture import single_openings, usual_width
from .modal import opens_with_verb
from .model import CELL, Block, Kind, Line, Part
from .outline import Mark, Opening, is_next_chapter, is_title, opening
from .position import EARLY, NATURE, PARTS, Position
from .received import MAX_PARAGRAPH
from .slips import misread_number

_ENDS = re.compile("[。；：！？.;:!?][”’）)》]*$")
_FULL_STOP = re.compile("[。！？][”’）)》]*$")
_REFERENCE = re.compile(r"(?:GB|DB|[A-Z]{2,5})\s?(?:/\s?[A-Z]+)?\s?\d")
_SERIAL = re.compile(r"\d{1,2}(?!\d|\.\d)")
_LONGEST_HEADING = 60
_FULL = 0.75  # a line shorter than this share of the usual width was not broken


@dataclass(slots=True)
class _Draft:
    part: Part
    kind: Kind
    number: str
    label: str
    text: str
    line: int
    lead: int = -1


class Builder:
    """Reads lines in order; `build` gives the blocks, `remarks` the doubts."""

    def __init__(self, name: str, lines: Sequence[Line]) -> None:
        self.remarks: list[Problem] = []
        self._name = name
        self._lines = list(single_openings(lines))
        self._width = usual_width(self._lines)
        self._drafts: list[_Draft] = []
        self._at = Position()
        self._previous: Line | None = None
        self._annex_due: set[str] = set()  # of 性质 and 标题, what has not come yet
        self._annex_line = 0
        self._printed = ""  # how the letter of this annex was misread
        self._number_alone = False

    def build(self) -> tuple[Block, ...]:
        """The blocks of all lines."""
        for index, line in enumerate(self._lines):
            after = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
            self._take(line, after)
            self._previous = line
        self._close_annex_heading()
        return tuple(_finished(self._drafts))

    def _take(self, line: Line, after: str) -> None:
        found = opening(line.text)
        if self._annex_heading(line, found):
            return
        alone, self._number_alone = self._number_alone, False
        if alone and not self._begins_anew(found, line, after):
            self._clause_text(line.text, line, after)
        elif CELL in line.text or self._next_row(line, after):
            self._add(Kind.TABLE, line.text if line.whole else line.row, line)
        else:
            accepted = self._accepted(found, line, after) or self._misread(line)
            if accepted is None:
                self._running_text(line)
            else:
                self._open(accepted, line, after)

    def _begins_anew(self, found: Opening | None, line: Line, after: str) -> bool:
        """Whether a line below a number that stands alone is no text of that number."""
        if found is None or found.mark is not Mark.CHAPTER:
            return found is not None and found.mark in (Mark.CLAUSE, Mark.SECTION)
        follows = line.whole or after.startswith(f"{found.label}.1")
        return follows and is_next_chapter(found.label, found.rest, self._at.chapter)

    def _accepted(self, found: Opening | None, line: Line, after: str) -> Opening | None:
        """The opening, if it makes sense here, under the number it must have."""
        if found is None:
            return None
        answer = self._at.accepts(found, after, boundary=self._boundary(line))
        if answer.remark:
            self._doubt(line, answer.remark)
        if answer.label:
            self._printed = found.label
            return found._replace(label=answer.label)
        return found if answer.yes else None

    def _misread(self, line: Line) -> Opening | None:
        """A clause whose number was misread: `4,5` behind 4.4."""
        at = self._at
        stands, label, rest = misread_number(line.text, at.number, at.chapter, self._printed)
        if not label or not self._boundary(line):
            return None
        self._doubt(line, f"行首的“{stands}”像是条号 {label} 认错了字，按 {label} 读")
        return Opening(Mark.CLAUSE, label, rest)

    def _next_row(self, line: Line, after: str) -> bool:
        """Whether a numbered line goes on with the numbered rows of a table."""
        last = self._drafts[-1] if self._drafts else None
        if last is None or last.kind is not Kind.TABLE or line.whole:
            return False
        before, now = (_SERIAL.match(text) for text in (last.text, line.row))
        return bool(
            before
            and now
            and int(now.group()) == int(before.group()) + 1
            and not after.startswith(f"{now.group()}.1")
        )

    def _doubt(self, line: Line, remark: str) -> None:
        advice = "请对照原件看看这一处，缺的补上后重新导入；确无遗漏就不用管。"
        place = Place(line.no, 1)
        self.remarks.append(Problem("W-TEXT-NUMBER", self._name, place, "", remark, advice))

    def _boundary(self, line: Line) -> bool:
        """Whether the line before was complete, so that this one may begin anew."""
        last = self._previous
        if last is None or line.whole or not self._drafts or self._drafts[-1].kind.heading:
            return True
        return bool(_ENDS.search(last.text)) or not self._broken(last)

    def _broken(self, line: Line) -> bool:
        """Whether a line is so long that it may have been broken at its end."""
        return not line.whole and width(line.text) >= _FULL * self._width

    def _open(self, found: Opening, line: Line, after: str) -> None:
        at = self._at
        match found.mark:
            case Mark.SECTION:
                part = PARTS.get(found.label, Part.BIBLIOGRAPHY)
                if part in EARLY:
                    at.enter(str(int(at.chapter or 0) + 1), part)
                    self._add(Kind.CHAPTER, found.rest, line)
                else:
                    at.enter("", part)
            case Mark.CHAPTER:
                title = re.sub(r"\s+", "", found.rest)
                at.enter(found.label, PARTS.get(title, Part.BODY))
                self._add(Kind.CHAPTER, title, line)
            case Mark.CLAUSE:
                self._open_clause(found, line, after)
            case Mark.ANNEX:
                at.enter(found.label, Part.NORMATIVE_ANNEX)
                self._add(Kind.CHAPTER, "", line)
                self._annex_due = {"性质", "标题"}
                self._annex_line = line.no
                if found.rest:
                    self._annex_heading(line._replace(text=found.rest), None)
            case Mark.NOTE:
                self._add(Kind.NOTE, found.rest, line, at.label)
            case Mark.EXAMPLE:
                self._add(Kind.EXAMPLE, found.rest, line, at.label)
            case Mark.CAPTION:
                at.lists = []
                self._add(Kind.TABLE, line.text, line)
            case _:
                level = at.enter_item(found, self._introducing(), len(self._drafts) - 1)
                self._add(Kind.ITEM, found.rest, line, at.label, level.lead)

    def _open_clause(self, found: Opening, line: Line, after: str) -> None:
        chapter = found.label.split(".")[0]
        if chapter != self._at.chapter:  # the chapter's own heading is missing
            part = Part.NORMATIVE_ANNEX if chapter.isalpha() else Part.BODY
            self._at.enter(chapter, part)
            self._add(Kind.CHAPTER, "", line)
        self._at.enter_clause(found.label)
        if found.rest:
            self._clause_text(found.rest, line, after)
        else:
            self._number_alone = True

    def _clause_text(self, text: str, line: Line, after: str) -> None:
        """The text behind a clause number: a heading, a provision or a term."""
        below = opening(after)
        if self._at.part is Part.TERMS:
            kind = Kind.TERM
        elif not is_title(text) or (below is None and self._broken(line)):
            kind = Kind.CLAUSE
        else:
            numbered = below is not None and below.mark in (Mark.CLAUSE, Mark.CHAPTER)
            child = below is not None and below.label == f"{self._at.number}.1"
            bare = numbered and not child and opens_with_verb(text, direct=True)
            kind = Kind.CLAUSE if bare else Kind.TITLE
        self._add(kind, text, line)

    def _introducing(self) -> int:
        """Index of the running text above within the clause; -1 where there is none."""
        for index in range(len(self._drafts) - 1, -1, -1):
            draft = self._drafts[index]
            if draft.number != self._at.number or draft.kind.heading or draft.kind is Kind.ITEM:
                return -1
            if not draft.kind.additional and draft.kind is not Kind.TABLE:
                return index
        return -1

    def _annex_heading(self, line: Line, found: Opening | None) -> bool:
        """Take the lines under `附录 A`: its nature and its title, in either order."""
        if not self._annex_due:
            return False
        nature = NATURE.search(line.text)
        rest = line.text
        if nature and "性质" in self._annex_due and len(rest) <= _LONGEST_HEADING:
            informative = nature.group(1) in ("资料性", "参考件")
            self._at.part = Part.INFORMATIVE_ANNEX if informative else Part.NORMATIVE_ANNEX
            self._drafts[-1].part = self._at.part
            self._annex_due.discard("性质")
            rest = f"{rest[: nature.start()]}{rest[nature.end() :]}".strip()
            if not rest:
                return True
        elif found is not None:
            nature = None
        if "标题" in self._annex_due and (nature or found is None) and is_title(rest):
            self._drafts[-1].text = rest
            self._annex_due.discard("标题")
            return True
        self._close_annex_heading()
        return False

    def _close_annex_heading(self) -> None:
        if "性质" in self._annex_due:
            self._doubt(
                Line(self._annex_line, ""),
                f"附录 {self._at.chapter} 没有写明规范性还是资料性，按规范性读",
            )
        self._annex_due = set()

    def _running_text(self, line: Line) -> None:
        last = self._drafts[-1] if self._drafts else None
        part = self._at.part
        if part is Part.REFERENCES and _REFERENCE.match(line.text):
            self._add(Kind.REFERENCE, line.text, line)
        elif last is None or last.kind.heading or self._new_paragraph(line, last):
            if not (last and last.kind is Kind.TABLE):
                self._at.lists = []
            term = part is Part.TERMS and "." in self._at.number
            self._add(Kind.TERM if term else Kind.PARAGRAPH, line.text, line)
        elif last.kind is Kind.TABLE and not line.whole:
            self._add(Kind.TABLE, line.row or line.text, line)
        else:
            last.text = _joined(last.text, line.text)

    def _new_paragraph(self, line: Line, last: _Draft) -> bool:
        """Whether running text begins a paragraph, or goes on with the last block."""
        previous = self._previous
        if not last.text:
            return False  # 注： or 示例： alone on its line
        if len(last.text) > MAX_PARAGRAPH:
            return True
        if last.number != self._at.number or previous is None:
            return True
        if last.kind is Kind.TABLE:
            return bool(_FULL_STOP.search(line.text))
        if line.whole or (last.kind is Kind.TERM and last.line == previous.no):
            return True
        if _FULL_STOP.search(previous.text):
            return line.indented or line.after_blank or not self._broken(previous)
        return line.after_blank and not self._broken(previous)

    def _add(self, kind: Kind, text: str, line: Line, label: str = "", lead: int = -1) -> None:
        at = self._at
        self._drafts.append(_Draft(at.part, kind, at.number, label, text, line.no, lead))


def _joined(left: str, right: str) -> str:
    words = left[-1:].isascii() and left[-1:].isalnum() and right[:1].isascii()
    return f"{left}{' ' if words else ''}{right}"


def _finished(drafts: Sequence[_Draft]) -> Iterator[Block]:
    """Drafts as blocks, 悬置段 told from 段."""
    numbers = {d.number for d in drafts if d.kind in (Kind.CLAUSE, Kind.TITLE)}
    for draft in drafts:
        hanging = draft.kind is Kind.PARAGRAPH and f"{draft.number}.1" in numbers
        kind = Kind.HANGING if hanging else draft.kind
        yield Block(draft.part, kind, draft.number, draft.label, draft.text, draft.line, draft.lead)
