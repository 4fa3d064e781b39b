"""Where reading stands in a standard, and which openings make sense there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .model import Part
from .outline import Mark, Opening, follows, is_cited, is_next_chapter, is_title, opening

PARTS = {
    "范围": Part.SCOPE,
    "规范性引用文件": Part.REFERENCES,
    "术语和定义": Part.TERMS,
    "术语、定义和缩略语": Part.TERMS,
    "术语、定义、符号和缩略语": Part.TERMS,
    "术语和缩略语": Part.TERMS,
    "符号和缩略语": Part.TERMS,
    "缩略语": Part.TERMS,
    "前言": Part.FOREWORD,
    "引言": Part.INTRODUCTION,
    "参考文献": Part.BIBLIOGRAPHY,
}
NATURE = re.compile(r"[(（]\s*(规范性|资料性|补充件|参考件)\s*(?:附\s*录)?\s*[)）]")
"""How an annex says what it is; 补充件 and 参考件 are the words before GB/T 1.1—2000."""

_MENTION = re.compile("给出|规定|执行|列出|所示|要求$")
EARLY = (Part.SCOPE, Part.REFERENCES, Part.TERMS)


class Level(NamedTuple):
    """One open list: its mark, the last number in it, the block that leads it."""

    mark: Mark
    number: str
    lead: int

    @property
    def label(self) -> str:
        """Label of the last 列项, as printed; dashes are counted instead."""
        lettered = self.mark in (Mark.LETTER, Mark.DIGIT)
        return f"{self.number})" if lettered else f"列项{self.number}"


class Accepted(NamedTuple):
    """Whether an opening makes sense, and what to tell the person about it.

    label: the label it must have, where the one that stands there was misread.
    """

    yes: bool
    remark: str = ""
    label: str = ""


_NO = Accepted(False)
_YES = Accepted(True)


@dataclass(slots=True)
class Position:
    """Part, chapter, clause and open lists.

    chapter: number of the chapter or letter of the annex; number: of the 章 or
    条; both empty before chapter 1.
    """

    part: Part = Part.FOREWORD
    chapter: str = ""
    number: str = ""
    lists: list[Level] = field(default_factory=list)

    def accepts(self, found: Opening, after: str, *, boundary: bool) -> Accepted:
        """Whether a line that looks like an opening is one here.

        after: the next line; boundary: the line before was complete.
        """
        match found.mark:
            case Mark.SECTION:
                return Accepted(PARTS.get(found.label) not in EARLY or not self.chapter)
            case Mark.NOTE | Mark.EXAMPLE:
                return _YES
            case Mark.ANNEX:
                return self._annex(found, after, boundary=boundary)
            case Mark.CAPTION:
                return Accepted(boundary and not is_cited(found.rest))
            case Mark.CHAPTER:
                return self._chapter(found, after, boundary=boundary)
            case Mark.CLAUSE:
                return self._clause(found, boundary)
            case Mark.DASH | Mark.DOT:
                return Accepted(boundary and bool(self.number))
        return self._item(found, boundary)

    def _annex(self, found: Opening, after: str, *, boundary: bool) -> Accepted:
        last = self.chapter if self.chapter.isalpha() else ""
        due = chr(ord(last) + 1) if last else "A"
        if found.label == due:
            return Accepted(boundary or bool(NATURE.match(after)))
        clear = not found.rest or NATURE.search(found.rest) or NATURE.match(after)
        if not (boundary and (clear or is_title(found.rest))) or found.label == last:
            return _NO
        if not found.label.isupper():
            if not clear:
                return _NO
            return Accepted(True, f"附录的编号“{found.label}”像是认错了，按附录 {due} 读", due)
        if is_cited(found.rest) or _MENTION.search(found.rest):
            return _NO
        before = f"前一个附录是 {last}" if last else "前面没有附录"
        return Accepted(
            True, f"附录 {found.label} 接不上：{before}，附录 {due} 可能漏了或认错了编号"
        )

    def _chapter(self, found: Opening, after: str, *, boundary: bool) -> Accepted:
        if self.chapter.isalpha():
            return _NO
        below = opening(after)
        begins = below is not None and below.label == f"{found.label}.1"
        if is_next_chapter(found.label, found.rest, self.chapter):
            usual = found.rest.replace(" ", "") in PARTS  # 术语和定义 …: nothing else begins so
            return Accepted(boundary or begins or usual)
        if (
            boundary
            and begins
            and is_title(found.rest)
            and int(found.label) > int(self.chapter or 0)
        ):
            return Accepted(True, self._gap(f"第 {found.label} 章"))
        return _NO

    def _clause(self, found: Opening, boundary: bool) -> Accepted:
        how = follows(found.label, self.number, self.chapter)
        if how == "next":
            return Accepted(boundary or not is_cited(found.rest))
        if how == "gap" and boundary and not is_cited(found.rest):
            return Accepted(True, self._gap(found.label))
        letter = found.label[0]
        later = letter.isalpha() and (not self.chapter.isalpha() or letter > self.chapter)
        if later and boundary and self.number and not is_cited(found.rest):
            return Accepted(True, self._no_heading(letter, found.label))
        return _NO

    def _no_heading(self, letter: str, number: str) -> str:
        return (
            f"编号 {number} 属于附录 {letter}，但没有找到附录 {letter} 的标题；"
            "是规范性还是资料性不清楚，按规范性读"
        )

    def _gap(self, number: str) -> str:
        before = f"前一个编号是 {self.number}" if self.number else "前面没有编号"
        return f"编号 {number} 接不上：{before}，中间可能漏了内容"

    def _item(self, found: Opening, boundary: bool) -> Accepted:
        current = next((level.number for level in self.lists if level.mark is found.mark), "")
        if found.mark is Mark.LETTER:
            due = found.label in ("a", chr(ord(current) + 1) if current else "a")
        else:
            due = found.label in ("1", str(int(current or 0) + 1))
        if due:
            return _YES
        if found.mark is Mark.LETTER and boundary:
            before = f"前面的 {current})" if current else "前文"
            return Accepted(True, f"列项 {found.label}) 和{before}接不上，中间可能漏了内容")
        return _NO

    def enter(self, number: str, part: Part) -> None:
        """Begin a chapter or an annex."""
        self.number = self.chapter = number
        self.part = part
        self.lists = []

    def enter_clause(self, number: str) -> None:
        """Begin a clause of the current chapter."""
        self.number = number
        self.lists = []

    def enter_item(self, found: Opening, running: int, item: int) -> Level:
        """Begin a 列项; the level it belongs to.

        running: index of the running text above; item: index of the 列项 above.
        """
        marks = [level.mark for level in self.lists]
        if found.mark in marks and not (found.label == "a" and found.mark is Mark.LETTER):
            depth = marks.index(found.mark)
            last = self.lists[depth]
            counted = found.mark in (Mark.DASH, Mark.DOT)
            number = str(int(last.number) + 1) if counted else found.label
            level = Level(found.mark, number, last.lead)
            self.lists = [*self.lists[:depth], level]
            return level
        fresh = found.mark is Mark.LETTER
        number = "1" if found.mark in (Mark.DASH, Mark.DOT) else found.label
        level = Level(found.mark, number, running if fresh or not self.lists else item)
        self.lists = [level] if fresh else [*self.lists, level]
        return level

    @property
    def label(self) -> str:
        """Label of the current 列项 with those it stands in: `a)2)`."""
        return "".join(level.label for level in self.lists)
