"""Reading the official text: a file in, sentences with their places out."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from ...clauses.model import Standard
from ...errors import Place, Problem
from .characters import normal_form
from .furniture import without_furniture
from .model import Block, Kind, OfficialText
from .received import received_lines
from .refusal import refuse
from .sentences import sentences_of
from .structure import Builder


def read_official_text(data: bytes, name: str, encoding: str | None = None) -> OfficialText:
    """A standard written to GB/T 1.1, read from a .txt or .docx file.

    Raises InputProblems, located and with a cure, for what is no such text:
    PDF, scan, old Word file, two standards in one file, no standard at all,
    a piece without chapter 4.
    """
    lines = received_lines(data, name, encoding)
    cover, kept = without_furniture(lines, name)
    builder = Builder(name, kept)
    blocks = builder.build()
    _check(blocks, name, len(lines))
    remarks = list(builder.remarks)
    if not cover.number:
        remarks.append(
            Problem(
                "W-TEXT-COVER",
                name,
                Place(),
                "",
                "没有找到标准编号",
                "封面没有复制进来也不要紧；请自己确认这是要核对的那项标准、那一版。",
            )
        )
    return OfficialText(
        name=name,
        digest=sha256(data).hexdigest(),
        standard_number=cover.number,
        title=cover.title,
        blocks=blocks,
        sentences=sentences_of(blocks),
        remarks=tuple(remarks),
    )


def other_standard(text: OfficialText, standard: Standard) -> Problem | None:
    """A warning where the text's number is not that of the standard it is held against."""
    ours = normal_form(standard.number)
    if not text.standard_number or normal_form(text.standard_number) == ours:
        return None
    message = f"文本的编号是 {text.standard_number}，要核对的是 {standard.number}"
    advice = "请确认没有拿错文件；核对另一项标准要用 --standard 指明它的源文件夹。"
    return Problem("W-TEXT-OTHER", text.name, Place(), "", message, advice)


def _check(blocks: Sequence[Block], name: str, lines: int) -> None:
    """Refuse what is not a standard, or only its beginning."""
    chapters = [b for b in blocks if b.kind is Kind.CHAPTER and b.number.isdigit()]
    if not chapters:
        refuse(
            "E-TEXT-NOT-STANDARD",
            name,
            f"读了 {lines} 行，没有找到“1 范围”这样的章，不像按 GB/T 1.1 编写的标准",
            "请确认导入的是标准正文：章、条都要带编号，编号后空一格，如“4 基本要求”“4.1 总则”。",
        )
    if not any(int(chapter.number) >= 4 for chapter in chapters):
        last = chapters[-1]
        refuse(
            "E-TEXT-NO-CHAPTER-4",
            name,
            f"只读到第 {last.number} 章“{last.text}”，没有第 4 章；要求都在第 4 章以后",
            f"看看第 {last.line} 行以后是否没有复制全，或者第 4 章丢了章号（应写成“4 章名”一行）。",
            Place(last.line, 1),
        )
