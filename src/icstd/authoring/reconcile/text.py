"""Reading the official text: a file in, sentences with their places out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from ...clauses.model import Standard
from ...errors import Place, Problem
from ...text import clip
from .characters import normal_form
from .doubts import with_doubts
from .furniture import is_page_furniture, without_furniture
from .model import Block, Kind, OfficialText, Unread
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
    lines, aside = received_lines(data, name, encoding)
    cover, kept, dropped = without_furniture(lines, name)
    builder = Builder(name, kept)
    blocks = builder.build()
    _check(blocks, name, len(lines))
    sentences, missing = with_doubts(sentences_of(blocks), name)
    told = [
        u for u in aside if not (u.why in ("页眉", "页脚") and is_page_furniture(u.text, cover))
    ]
    remarks = [*builder.remarks, *missing, *_empty_titles(blocks, name)]
    remarks += [_unread(u, name) for u in told]
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
        sentences=sentences,
        remarks=tuple(remarks),
        unread=(*aside, *sorted(dropped, key=lambda u: u.line)),
    )


def _empty_titles(blocks: Sequence[Block], name: str) -> Iterator[Problem]:
    """Headings of clauses with nothing below: a provision that lost its modal word, perhaps."""
    filled = {b.number for b in blocks if not b.kind.heading}
    filled |= {b.number.rpartition(".")[0] for b in blocks}
    for block in blocks:
        if block.kind is Kind.TITLE and block.number not in filled:
            message = f"{block.number} 只有标题“{clip(block.text, 40)}”，下面没有条文"
            advice = "请对照原件：它若是一条要求，补上能愿动词或句号后重新导入。"
            yield Problem("W-TEXT-MISSING", name, Place(block.line, 1), "", message, advice)


def _unread(left: Unread, name: str) -> Problem:
    """A warning for text that a page does not usually carry beside the standard's own."""
    place = Place(left.line, 1) if left.line else Place()
    message = f"{left.why}：“{clip(left.text, 60)}”"
    advice = "请对照原件；确是条文的，改成普通文字后重新导入。全部列在核对表的“没有读入的文字”里。"
    return Problem("W-TEXT-UNREAD", name, place, "", message, advice)


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
