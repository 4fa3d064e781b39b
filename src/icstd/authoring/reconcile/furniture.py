"""What a page carries beside the text: cover, running heads, page numbers, contents.

Copying from a PDF mixes them into the sentences; here they go, and what the
cover says about the document is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...errors import Place
from ...text import width
from .model import Line, Unread
from .refusal import refuse

_NUMBER = r"(?:GB|DB\s?\d{2,4}|T|Q|[A-Z]{2})\s?(?:/\s?[A-Z]{1,8})?\s?[\dX]{1,6}(?:\.\d{1,2})?"
_STANDARD_NUMBER = re.compile(rf"({_NUMBER}\s?[—–\-－]+\s?(?:[12]\d{{3}}|X{{4}}|20XX))")
_PAGE = re.compile(r"(?:[—–\-－·]\s*)?(?:\d{1,3}|[IVX]{1,5}|[ivx]{1,5})(?:\s*[—–\-－·])?")
_PAGE_OF = re.compile(
    r"第\s*\d+\s*页.*|(?:共\s*)?\d+\s*/\s*\d+(?:\s*页)?|Page\s*\d+.*", re.IGNORECASE
)
_LEADER = re.compile(
    r"(?:…|\.{3,}|·{3,}|．{2,}|_{3,}|—{3,}|\s{3,})\s*[\dIVXivx]+\s*$|(?:…{2,}|\.{6,})$"
)
_SCOPE = re.compile(r"1[\s.、]*范\s*围")
_INLINE_ITEM = re.compile(
    r"(?<=[：:；;。])\s*(?=[(（]?[a-z][)）])|(?<=[：:；;])\s*(?=\d{1,2}[)）]|——)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_COVER_WORDS = re.compile(
    "发\\s*布|实\\s*施|ICS|CCS|备案|代替|标\\s*准$|中华人民共和国|征求意见|报批|送审|[A-Z]{6,}"
)

_EARLY = {"范围": "1", "规范性引用文件": "2", "术语和定义": "3"}


class Cover(NamedTuple):
    """What the cover says; empty where it does not."""

    number: str = ""
    title: str = ""


def bare(text: str) -> str:
    """A line without any space, dashes alike: for comparing headings."""
    return re.sub("[—–－-]+", "—", re.sub(r"\s+", "", text))


def without_furniture(lines: Sequence[Line], name: str) -> tuple[Cover, list[Line], list[Unread]]:
    """The cover; the lines that are text, from the foreword on; the lines that are not.

    Raises InputProblems when the file holds two standards.
    """
    lines, dropped = _one_standard(_whole_headings(lines), name)
    cover = _cover(lines)
    kept: list[Line] = []
    page_break = False
    begin = _text_begins(lines)
    dropped += [Unread("封面", line.no, line.text) for line in lines[:begin]]
    for index in range(begin, len(lines)):
        line = lines[index]
        if _is_running(line.text, cover) or _is_page_number(index, lines, cover):
            page_break = True
            dropped.append(Unread("书眉或页码", line.no, line.text))
            continue
        # A blank line at a page break says nothing about paragraphs.
        kept.append(line._replace(after_blank=line.after_blank and not page_break))
        page_break = False
    return cover, kept, dropped


def _whole_headings(lines: Sequence[Line]) -> list[Line]:
    """Join `1` and `范围` where copying has put them on two lines."""
    kept: list[Line] = []
    for line in lines:
        if kept and _EARLY.get(bare(line.text)) == kept[-1].text:
            kept[-1] = kept[-1]._replace(text=f"{kept[-1].text} {line.text}")
        else:
            kept.append(line)
    return kept


def _one_standard(lines: Sequence[Line], name: str) -> tuple[list[Line], list[Unread]]:
    """Take the table of contents out; refuse a second standard."""
    contents = [i for i, line in enumerate(lines) if bare(line.text) in ("目次", "目录")]
    kept = list(lines)
    out: list[Line] = []
    for begin in reversed(contents):
        end = next((i for i in range(begin + 1, len(kept)) if _ends_contents(kept, i)), begin + 1)
        out += kept[begin:end]
        del kept[begin:end]
    out += [line for line in kept if _in_contents(line)]
    kept = [line for line in kept if not _in_contents(line)]
    scopes = [i for i, line in enumerate(kept) if _SCOPE.fullmatch(line.text)]
    if len(scopes) > 1:
        first, second = kept[scopes[0]], kept[scopes[1]]
        refuse(
            "E-TEXT-TWO",
            name,
            f"文件里像是有两项标准：第 {first.no} 行和第 {second.no} 行都是“1 范围”",
            "一次只导入一项标准；请把另一项删去或另存为一个文件。",
            Place(second.no, 1),
        )
    return kept, [Unread("目次", line.no, line.text) for line in out]


def _in_contents(line: Line) -> bool:
    return bool(_LEADER.search(line.text)) and "。" not in line.text


def _ends_contents(lines: Sequence[Line], index: int) -> bool:
    """Whether the text after a table of contents begins at a line."""
    text = bare(lines[index].text)
    if text in ("前言", "引言"):
        return not any(bare(line.text) == text for line in lines[index + 1 : index + 60])
    if _SCOPE.fullmatch(lines[index].text):
        return not any(_SCOPE.fullmatch(line.text) for line in lines[index + 1 :])
    return False


def _cover(lines: Sequence[Line]) -> Cover:
    """Number and title, from the cover or the line above chapter 1."""
    number = ""
    for line in lines[:80]:
        found = _STANDARD_NUMBER.search(line.text)
        if found and not line.text.startswith(("代替", "本")) and len(line.text) < 40:
            number = re.sub(r"\s*[—–\-－]+\s*", "—", found.group(1))
            break
    scope = next((i for i, line in enumerate(lines) if _SCOPE.fullmatch(line.text)), 0)
    above = [line.text for line in lines[max(0, scope - 3) : scope]]
    candidates = [t for t in reversed(above) if _is_title(t, number)]
    candidates += [line.text for line in lines[: min(scope, 30)] if _is_title(line.text, number)]
    return Cover(number, candidates[0].replace(" ", "") if candidates else "")


def _is_title(text: str, number: str) -> bool:
    if len(_HAN.findall(text)) < 4 or width(text) > 80 or re.search("[。：；，]", text):
        return False
    if _COVER_WORDS.search(text) or bare(text) == bare(number):
        return False
    return bare(text) not in ("前言", "引言", "目次", "目录")


def _text_begins(lines: Sequence[Line]) -> int:
    """Index where the cover ends: the foreword, the introduction or chapter 1."""
    scope = next((i for i, line in enumerate(lines) if _SCOPE.fullmatch(line.text)), 0)
    for index in range(scope):
        if bare(lines[index].text) in ("前言", "引言"):
            return index
    return scope


def _is_running(text: str, cover: Cover) -> bool:
    """Whether a line is a running head: the number or the title, alone."""
    plain = bare(text)
    if cover.title and plain == bare(cover.title):
        return True
    if not cover.number:
        return False
    number = bare(cover.number)
    return bool(
        re.fullmatch(rf"(?:\d{{1,3}}|[IVX]+)?{re.escape(number)}(?:\d{{1,3}}|[IVX]+)?", plain)
    )


def is_page_furniture(text: str, cover: Cover) -> bool:
    """Whether the text of a header or footer is a running head or a page number."""
    return _is_running(text, cover) or bool(_PAGE.fullmatch(text) or _PAGE_OF.fullmatch(text))


def _is_page_number(index: int, lines: Sequence[Line], cover: Cover) -> bool:
    """Whether a line is a page number and not the number of a chapter."""
    text = lines[index].text
    if _PAGE_OF.fullmatch(text):
        return True
    if not _PAGE.fullmatch(text):
        return False
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    beside_head = _is_running(after, cover) or (
        index > 0 and _is_running(lines[index - 1].text, cover)
    )
    heading = bool(re.fullmatch("[\u4e00-\u9fff、和与及 ]{2,16}", after))
    return beside_head or not (text.isdigit() and heading)


def single_openings(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines with several 列项 in a row taken apart."""
    for line in lines:
        for piece in _INLINE_ITEM.split(line.text):
            if piece.strip():
                whole = piece == line.text
                yield line._replace(text=piece.strip(), row=line.row if whole else "")


def usual_width(lines: Sequence[Line]) -> int:
    """Columns a full line takes; out of reach where lines were not broken."""
    widths = sorted(width(line.text) for line in lines if not line.whole)
    usual = widths[int(len(widths) * 0.9)] if widths else 0
    return usual if 0 < usual <= 110 else 10_000
