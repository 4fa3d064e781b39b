"""What a standard's text consists of, once it has been read.

Structure words are those of GB/T 1.1—2020 chapter 7 (章 条 段 列项) and
chapter 9 (注 示例 附录).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ...errors import Problem
from ...terms import Modality

CELL = "\u2502"
"""Stands between the cells of a table row."""


class Line(NamedTuple):
    """A line of the file as it came, tidied.

    no: 1-based number of the line (of the paragraph, in a Word file).
    indented: it started with at least two spaces or one full-width space.
    after_blank: the line before it was empty.
    whole: it is a paragraph by itself (Word), never a piece of one.
    row: the line with CELL where its columns are apart, should it be a table's row.
    """

    no: int
    text: str
    indented: bool = False
    after_blank: bool = False
    whole: bool = False
    row: str = ""


class Unread(NamedTuple):
    """Text of the file that is not read as text of the standard.

    line: its line or paragraph; 0 where it stands outside the text.
    """

    why: str
    line: int
    text: str


class Part(StrEnum):
    """要素: the part of the standard that a sentence stands in."""

    FOREWORD = "前言"
    INTRODUCTION = "引言"
    SCOPE = "范围"
    REFERENCES = "规范性引用文件"
    TERMS = "术语和定义"
    BODY = "正文"
    NORMATIVE_ANNEX = "规范性附录"
    INFORMATIVE_ANNEX = "资料性附录"
    BIBLIOGRAPHY = "参考文献"

    @property
    def binding(self) -> bool:
        """Whether provisions of this part decide conformity."""
        return self in (Part.BODY, Part.NORMATIVE_ANNEX)


class Kind(StrEnum):
    """层次 or 附加信息: what a block of text is."""

    CHAPTER = "章标题"
    TITLE = "条标题"
    CLAUSE = "条"
    PARAGRAPH = "段"
    HANGING = "悬置段"
    LEAD = "列项引语"
    ITEM = "列项"
    NOTE = "注"
    EXAMPLE = "示例"
    TABLE = "表"
    TERM = "术语"
    REFERENCE = "引用文件"

    @property
    def heading(self) -> bool:
        """Whether it is a heading, which never holds a provision."""
        return self in (Kind.CHAPTER, Kind.TITLE)

    @property
    def additional(self) -> bool:
        """附加信息: notes and examples never hold requirements."""
        return self in (Kind.NOTE, Kind.EXAMPLE)


class Block(NamedTuple):
    """A run of text under one number.

    number: printed number of the 章 or 条 it stands in (`4.2`, `A.1`), empty
    before chapter 1.  label: printed label of a 列项 (`a)`, `a)2)`, `列项3`).
    lead: index of the block that introduces it, for a 列项; -1 otherwise.
    """

    part: Part
    kind: Kind
    number: str
    label: str
    text: str
    line: int
    lead: int = -1


class Obligation(NamedTuple):
    """One provision found in a sentence, as drafted.

    start, end: the piece of the sentence it was read from.  word: the modal
    word found, empty where the mood alone decides.  sure: False where a person
    should look at the type.
    """

    start: int
    end: int
    modality: Modality
    word: str
    sure: bool
    remarks: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence, or one of several provisions in it.

    place: printed number with the label of the 列项 (`4.2 a)`).
    ordinal: 1-based within its block.  piece, pieces: 1/1, or 2/3 of a split
    sentence.  context: the 引语 of a 列项, the title of a table called in.
    called: place of the clause that calls in the table or annex it stands in.
    """

    part: Part
    kind: Kind
    number: str
    label: str
    ordinal: int
    piece: int
    pieces: int
    text: str
    context: str
    line: int
    obligation: Obligation
    vague: tuple[str, ...]
    fingerprint: str
    called: str = ""

    @property
    def place(self) -> str:
        """The printed number, as one would cite it."""
        return f"{self.number} {self.label}".strip()

    @property
    def modality(self) -> Modality:
        """Kind of provision after GB/T 1.1—2020 annex C."""
        return self.obligation.modality

    @property
    def fragment(self) -> str:
        """The piece of the sentence that this provision was read from."""
        return self.text[self.obligation.start : self.obligation.end]

    @property
    def binding(self) -> bool:
        """Whether a person has to say what becomes of it.

        Provisions of the body, of normative annexes and of what a clause calls
        in; not statements, not additional information, not the 引语 that its 列项
        complete.
        """
        return (
            (self.part.binding or bool(self.called))
            and self.modality is not Modality.STATEMENT
            and not self.kind.additional
            and self.kind is not Kind.LEAD
        )


class OfficialText(NamedTuple):
    """A standard as read: what it is, its blocks and sentences.

    digest: sha256 of the file read.  remarks: `W-` problems, things the reader
    was not sure of, each with its line.  unread: what is in the file and in no block.
    """

    name: str
    digest: str
    standard_number: str
    title: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    remarks: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()

    def title_of(self, number: str) -> str:
        """Heading printed at a number, or empty."""
        for block in self.blocks:
            if block.kind.heading and block.number == number:
                return block.text
        return ""
