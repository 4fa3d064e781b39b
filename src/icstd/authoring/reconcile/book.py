"""The workbook as data: rows a person decides, and provisions left over.

`prepare` makes it from a text and a standard; the spreadsheet modules only
carry it out and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ...clauses.model import Provision, Standard
from ...terms import Modality
from .candidates import SURE, Candidate, Matcher
from .model import Kind, OfficialText, Part, Sentence

FORMAT = "icstd-reconcile/1"
ABOUT = ("格式", "标准", "编码版本", "文本文件", "文本摘要", "文本编号", "文本题名")
"""What the workbook says about itself, by these keys."""


class Relation(StrEnum):
    """关系: how our provision stands to the sentence."""

    SAME = "相同"
    NARROWER = "较窄"
    WIDER = "较宽"
    CROSSING = "交叉"
    NONE = "无"

    @property
    def meaning(self) -> str:
        """What a person chooses it for."""
        return _MEANINGS[self]


_MEANINGS = {
    Relation.SAME: "我们的条款说的就是这一句，不多也不少",
    Relation.NARROWER: "我们的条款只是这一句的一部分",
    Relation.WIDER: "我们的条款合并了几句，或比这一句要求得多",
    Relation.CROSSING: "两者有一部分相同，各有多出来的内容",
    Relation.NONE: "我们没有相应的条款（采纳时自动补一个待编写的条款）",
}


class Fate(StrEnum):
    """处理: what becomes of a provision that no sentence supports."""

    KEEP = "保留"
    WITHDRAW = "撤销"


class Attention(StrEnum):
    """How closely a person should look at a row."""

    LOOK = "要细看"
    CONFIRM = "请确认"
    NOTHING = "不用定"


class Row(NamedTuple):
    """One sentence beside our provisions.

    sentence: the words as shown, the piece in question in 【】.  type: the
    official modality as the person leaves it.  choice: ids as typed.  place is
    the printed number; at: row of the sheet, 0 before it was read from one.
    """

    attention: Attention
    place: str
    kind: str
    sentence: str
    type: str
    hints: str
    candidates: tuple[str, ...]
    fingerprint: str
    choice: str = ""
    relation: str = ""
    note: str = ""
    result: str = ""
    at: int = 0


class Leftover(NamedTuple):
    """One of our provisions that no sentence has been found for."""

    provision: str
    fate: str = ""
    reason: str = ""
    result: str = ""
    at: int = 0


class Book(NamedTuple):
    """Everything the workbook holds.

    about: format, standard, encoding version, text name and digest.  other:
    (part, number, text) of what needs no decision: scope, references, terms.
    unread: (reason, line, text) of what is in the file and was not read as text.
    letters: (sheet, column key) → letter, where it was read from a file.
    """

    about: Mapping[str, str]
    rows: tuple[Row, ...]
    leftovers: tuple[Leftover, ...]
    other: tuple[tuple[str, str, str], ...] = ()
    unread: tuple[tuple[str, str, str], ...] = ()
    name: str = ""
    letters: Mapping[tuple[str, str], str] = {}

    def cell(self, sheet: str, key: str, at: int) -> str:
        """`逐句核对!K12`: where a person finds it; the sheet alone without row."""
        return f"{sheet}!{self.letters.get((sheet, key), 'A')}{at}" if at else sheet


def prepare(text: OfficialText, standard: Standard, earlier: Book | None = None) -> Book:
    """The workbook for a text, what was decided in an earlier one kept."""
    matcher = Matcher(standard, text)
    rows: list[Row] = []
    suggested: set[str] = set()
    for sentence in text.sentences:
        if sentence.part.binding or sentence.part is Part.INFORMATIVE_ANNEX or _doubtful(sentence):
            found = matcher.candidates(sentence) if sentence.binding else ()
            suggested |= {c.provision.id for c in found}
            rows.append(_row(sentence, found))
    order = list(Attention)
    rows.sort(key=lambda row: order.index(row.attention))
    leftovers = [Leftover(p) for p in standard.provisions if p not in suggested]
    book = Book(
        about={
            "格式": FORMAT,
            "标准": standard.id,
            "编码版本": standard.encoding_version,
            "文本文件": text.name,
            "文本摘要": text.digest,
            "文本编号": text.standard_number or "没有找到",
            "文本题名": text.title or "没有找到",
        },
        rows=tuple(rows),
        leftovers=tuple(leftovers),
        other=tuple(_other(text)),
        unread=tuple(_beside(text)),
    )
    return carried_over(book, earlier) if earlier is not None else book


def carried_over(book: Book, earlier: Book) -> Book:
    """The book with the decisions of an earlier one about the same sentences."""
    decided = {row.fingerprint: row for row in earlier.rows if row.relation or row.note}
    rows = tuple(
        row._replace(
            type=decided[row.fingerprint].type,
            choice=decided[row.fingerprint].choice,
            relation=decided[row.fingerprint].relation,
            note=decided[row.fingerprint].note,
        )
        if row.fingerprint in decided
        else row
        for row in book.rows
    )
    fates = {left.provision: left for left in earlier.leftovers if left.fate or left.reason}
    listed = {left.provision for left in book.leftovers}
    leftovers = [fates.get(left.provision, left)._replace(at=0) for left in book.leftovers]
    leftovers += [left._replace(at=0) for p, left in fates.items() if p not in listed]
    return book._replace(rows=rows, leftovers=tuple(leftovers))


def with_leftovers(book: Book, standard: Standard, chosen: Iterable[str]) -> Book:
    """The book with every provision on the second sheet that no row has chosen."""
    known = {left.provision: left for left in book.leftovers}
    taken = set(chosen)
    leftovers = [
        known.get(p, Leftover(p)) for p in standard.provisions if p not in taken or p in known
    ]
    kept = tuple(left for left in leftovers if left.provision not in taken or left.fate)
    return book._replace(leftovers=kept)


def _row(sentence: Sentence, found: tuple[Candidate, ...]) -> Row:
    first = found[0] if found and found[0].score >= SURE else None
    return Row(
        attention=_attention(sentence, first),
        place=sentence.place,
        kind=_kind(sentence),
        sentence=shown(sentence),
        type=sentence.modality.value,
        hints="；".join(_hints(sentence)),
        candidates=tuple(described(c.provision, c.score) for c in found),
        fingerprint=sentence.fingerprint,
        choice=first.provision.id if first else "",
    )


def _attention(sentence: Sentence, first: Candidate | None) -> Attention:
    doubtful = _doubtful(sentence)
    if not sentence.binding:
        return Attention.LOOK if doubtful and sentence.kind is not Kind.LEAD else Attention.NOTHING
    if doubtful or first is None or first.provision.modality is not sentence.modality:
        return Attention.LOOK
    return Attention.CONFIRM


def _doubtful(sentence: Sentence) -> bool:
    """Whether a person must look: in an informative annex only where a clause calls it in."""
    told = sentence.part is not Part.INFORMATIVE_ANNEX or bool(sentence.called)
    return told and not sentence.obligation.sure


def _kind(sentence: Sentence) -> str:
    piece = f"第 {sentence.piece} 项" if sentence.pieces > 1 else ""
    ordinal = f"第 {sentence.ordinal} 句" if sentence.ordinal > 1 or piece else ""
    annex = "（资料性附录）" if sentence.part is Part.INFORMATIVE_ANNEX else ""
    return f"{sentence.kind.value}{annex} {ordinal}{piece}".strip()


def shown(sentence: Sentence) -> str:
    """The sentence as a person reads it: after its 引语, the piece marked."""
    if sentence.pieces == 1:
        return sentence.context + sentence.text
    start, end = sentence.obligation.start, sentence.obligation.end
    text = sentence.text
    return f"{sentence.context}{text[:start]}【{text[start:end]}】{text[end:]}"


def _hints(sentence: Sentence) -> Iterable[str]:
    yield from sentence.obligation.remarks
    if sentence.vague and sentence.binding:
        yield "含义不定的词：" + "、".join(sentence.vague)
    if sentence.kind is Kind.HANGING:
        yield "悬置段，没有自己的编号"
    if sentence.kind is Kind.LEAD:
        yield "列项的引语，由下面各列项分别核对"
    if sentence.kind is Kind.TABLE and not sentence.called:
        yield "表中内容，请对照原件看"
    if sentence.modality is Modality.STATEMENT and sentence.kind not in (Kind.LEAD, Kind.TABLE):
        yield "陈述，一般没有相应的条款"


def described(provision: Provision, score: int | None = None) -> str:
    """One of our provisions in a cell: id, modality, gist, likeness."""
    likeness = f"（相似 {score}）" if score is not None else ""
    return f"{provision.id}［{provision.modality}］{provision.gist}{likeness}"


def _beside(text: OfficialText) -> Iterable[tuple[str, str, str]]:
    """What the file holds beside sentences, headings included."""
    for left in text.unread:
        yield left.why, str(left.line or ""), left.text
    for block in text.blocks:
        if block.kind.heading and block.text:
            yield "章条标题", str(block.line), f"{block.number} {block.text}".strip()


def _other(text: OfficialText) -> Iterable[tuple[str, str, str]]:
    for sentence in text.sentences:
        if sentence.part in (Part.SCOPE, Part.REFERENCES, Part.TERMS, Part.BIBLIOGRAPHY):
            yield sentence.part.value, sentence.place, sentence.text
