"""What a person must look at closely, beyond the sentence itself.

A clause calls in a table, an annex or another standard; characters were
misread.  None of this changes the text: it makes rows 要细看 and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...errors import Place, Problem
from ...terms import Modality
from .characters import fingerprint
from .model import Kind, Obligation, Part, Sentence
from .obligations import obligations
from .slips import as_meant, slips

_NAME = r"[A-Z]\.?\d{1,2}|\d{1,2}|[A-Z](?![A-Za-z])"
_CALL = re.compile(
    rf"(?<!参见)(?<!参考)(?P<what>[下上]?表|附\s*录)\s*(?P<first>{_NAME})?"
    rf"(?P<more>(?:\s*[、和及与或~～—至到]\s*(?:表|附\s*录)?\s*(?:{_NAME}))*)"
)
_CAPTION = re.compile(rf"(?:续\s*)?表\s*(?P<n>{_NAME})")
_RANGE = re.compile("[~～—至到]")
_SERIAL = re.compile(r"[\d.()（）]*")
_CITED_STANDARD = re.compile(
    r"(?:(?:GB|DB\s?\d{2,4}|HJ|AQ|GA|JGJ|CJJ|TSG|ISO|IEC|MZ|SB|WS|XF|LD|T)(?:\s?/\s?[A-Z]{1,6})?"
    r"|[A-Z]{1,3}\s?/\s?[A-Z]{1,6})\s?\d{2,6}(?:\.\d+)?(?:\s?[—–-]\s?\d{4})?"
)
_CITED_LAW = re.compile("(?:按|照|依据|根据|符合|执行|遵守|适用)[^，。；]{0,12}《[^》]{2,40}》")
_CELLS = " │ "


class _Call(NamedTuple):
    """Where a table or an annex is called in first, and what kind of provision does it."""

    place: str
    line: int
    modality: Modality


def with_doubts(
    sentences: Sequence[Sentence], name: str
) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """The sentences, those that need a closer look marked; what is called in and missing."""
    calls = _calls(sentences)
    found: list[Sentence] = []
    met: set[str] = set()
    for table, group in _grouped(sentences, calls):
        met.add(table)
        if table in calls:
            found += _cells(group, table, calls[table])
        else:
            found += group
    annexes = {f"附录{s.number[0]}" for s in sentences if s.number[:1].isalpha()}
    found = [_called_annex(s, calls) for s in found]
    missing = [_missing(n, call, name) for n, call in calls.items() if n not in met | annexes]
    return tuple(_looked_through(s) for s in found), tuple(missing)


def _calls(sentences: Iterable[Sentence]) -> dict[str, _Call]:
    """Tables and annexes that clauses call in, by name; the strictest call counts."""
    calls: dict[str, _Call] = {}
    order = list(Modality)
    for s in sentences:
        if not s.part.binding or s.kind.additional or s.kind is Kind.TABLE:
            continue
        for match in _CALL.finditer(s.text):
            for target in _targets(match, s.line):
                if target == f"附录{s.number[:1]}":
                    continue  # an annex that names itself
                new = _Call(s.place, s.line, s.modality)
                old = calls.get(target, new)
                calls[target] = min(old, new, key=lambda c: order.index(c.modality))
    return calls


def _targets(match: re.Match[str], line: int) -> Iterator[str]:
    what = re.sub(r"\s", "", match["what"])
    if what == "下表":
        yield f"下表{line}"
    elif match["first"] and what in ("表", "附录"):
        first = match["first"]
        more = re.findall(_NAME, match["more"])
        yield f"{what}{first}"
        yield from (f"{what}{n}" for n in more)
        if _RANGE.search(match["more"]) and more and first.isdigit() and more[-1].isdigit():
            yield from (f"{what}{n}" for n in range(int(first) + 1, int(more[-1])))


def _grouped(
    sentences: Sequence[Sentence], calls: dict[str, _Call]
) -> Iterator[tuple[str, list[Sentence]]]:
    """The sentences in order, every table by itself with its name."""
    waiting = {call.line: name for name, call in calls.items() if name.startswith("下表")}
    name, due = "", ""
    group: list[Sentence] = []
    for s in sentences:
        caption = _CAPTION.match(s.text) if s.kind is Kind.TABLE else None
        ends = bool(name) and (s.kind is not Kind.TABLE or caption)
        if ends or (s.kind is Kind.TABLE and not name):
            yield name, group
            name, group = "", []
        if s.kind is Kind.TABLE and not name:
            name = f"表{caption['n']}" if caption else due or "无题的表"
            due = ""
        elif s.kind is not Kind.TABLE:
            due = waiting.get(s.line, due)
        group.append(s)
    yield name, group


def _cells(group: Sequence[Sentence], table: str, call: _Call) -> Iterator[Sentence]:
    """A table that a clause calls in: a row for each cell that can hold a demand."""
    rows = [s for s in group if s.piece == 1]
    caption = rows[0] if _CAPTION.match(rows[0].text) else None
    named = table if not table.startswith("下表") else "这张表"
    if caption:
        yield caption
        rows = rows[1:]
    title = f"{caption.text}：" if caption else ""
    head = rows[0].text.split(_CELLS) if len(rows) > 1 else []
    why = f"{call.place} 要求按{named}办，请对照原件逐格核对"
    for place, row in enumerate(rows):
        if head and place == 0:
            duty = Obligation(0, len(row.text), Modality.STATEMENT, "", False, (f"表头；{why}",))
            yield row._replace(obligation=duty, called=call.place, pieces=1)
            continue
        duties = list(_duties(row.text, head, call, why))
        for piece, duty in enumerate(duties, start=1):
            yield row._replace(
                obligation=duty,
                context=title,
                piece=piece,
                pieces=len(duties),
                called=call.place,
                fingerprint=fingerprint(title + row.text, piece, len(duties)),
            )


def _duties(text: str, head: Sequence[str], call: _Call, why: str) -> Iterator[Obligation]:
    """The cells of a row as provisions; a serial number and the row's own name are none."""
    at = 0
    cells: list[tuple[int, int, str]] = []
    for column, cell in enumerate(text.split(_CELLS)):
        if cell.strip():
            cells.append((column, at, cell))
        at += len(cell) + len(_CELLS)
    telling = [c for c in cells if not (c[0] == 0 and _SERIAL.fullmatch(c[2]))] or cells
    for column, start, cell in telling[1:] or telling:
        said = obligations(cell)[0]
        modality = said.modality if said.word else call.modality
        of = f"“{head[column]}”一栏；" if column < len(head) and head[column] else ""
        remark = f"{of}{why}"
        yield Obligation(start, start + len(cell), modality, said.word, False, (remark,))


def _called_annex(s: Sentence, calls: dict[str, _Call]) -> Sentence:
    annex = f"附录{s.number[:1]}"
    if annex not in calls or not s.number[:1].isalpha() or s.called:
        return s
    call = calls[annex]
    remark = f"{call.place} 要求按{annex}办，请对照原件核对"
    if s.part is Part.INFORMATIVE_ANNEX:
        remark += f"；{annex}标为资料性，与这一要求对不上，请定以哪个为准"
    return _doubted(s, remark)._replace(called=call.place)


def _missing(target: str, call: _Call, name: str) -> Problem:
    what = "下面的表" if target.startswith("下表") else target
    message = f"{call.place} 提到{what}，文本里没有找到它的标题"
    advice = f"请对照原件：{what}的内容可能漏了，或混在别的段落里；补上后重新导入。"
    return Problem("W-TEXT-MISSING", name, Place(call.line, 1), "", message, advice)


def _looked_through(s: Sentence) -> Sentence:
    """Citations and slips of recognition in a sentence that may bind."""
    if not (s.part.binding or s.called):
        return s
    fragment = s.fragment
    if not s.kind.additional and s.kind is not Kind.LEAD:
        cited = [m.group() for m in _CITED_STANDARD.finditer(fragment)]
        cited += [m.group() for m in _CITED_LAW.finditer(fragment)]
        if cited:
            named = "、".join(dict.fromkeys(cited))
            s = _doubted(s, f"引用了 {named}：被引用的内容也在要求之内，请查原文")
    found = slips(fragment)
    if found:
        pairs = "、".join(dict.fromkeys(f"“{x.found}”似为“{x.meant}”" for x in found))
        meant = as_meant(fragment, found)
        modality = obligations(meant)[0].modality
        kind = f"，类型为{modality}" if modality is not s.modality else ""
        s = _doubted(s, f"可能认错了字：{pairs}；应读作“{meant}”{kind}")
    return s


def _doubted(s: Sentence, remark: str) -> Sentence:
    old = s.obligation
    return s._replace(obligation=old._replace(sure=False, remarks=(*old.remarks, remark)))
