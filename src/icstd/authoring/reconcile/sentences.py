"""From blocks to sentences, each with its type, its doubts and its fingerprint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...terms import Modality
from .characters import fingerprint
from .model import CELL, Block, Kind, Obligation, Part, Sentence
from .obligations import obligations, vague_words

_OPEN, _CLOSE = "（(《“「〔[", "）)》”」〕]"
_STOPS = "。！？"
_COLON = re.compile("[：:]$")


def split_sentences(text: str) -> tuple[str, ...]:
    """Sentences of a block; a full stop inside brackets or quotes does not end one."""
    balanced = sum(map(text.count, _OPEN)) == sum(map(text.count, _CLOSE))
    found: list[str] = []
    depth = begin = 0
    for place, character in enumerate(text):
        if balanced and character in _OPEN:
            depth += 1
        elif balanced and character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in _STOPS and depth == 0:
            end = place + 1
            found.append(text[begin:end].strip())
            begin = end
    found.append(text[begin:].strip())
    return tuple(piece for piece in found if piece.strip("”’）) "))


def sentences_of(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """Every sentence of a standard, in order; headings hold none."""
    leads = {block.lead for block in blocks if block.lead >= 0}
    found: list[Sentence] = []
    last_of: dict[int, Sentence] = {}
    for index, block in enumerate(blocks):
        if block.kind.heading or not block.text:
            continue
        lead = last_of.get(block.lead)
        new = list(_of_block(block, lead, leads_list=index in leads))
        found += new
        if new:
            last_of[index] = next((s for s in reversed(new) if s.kind is Kind.LEAD), new[-1])
    return tuple(found)


def _of_block(block: Block, lead: Sentence | None, *, leads_list: bool) -> Iterator[Sentence]:
    table = block.kind is Kind.TABLE
    texts = (block.text.replace(CELL, " │ "),) if table else split_sentences(block.text)
    for ordinal, text in enumerate(texts, start=1):
        is_lead = leads_list and ordinal == len(texts)
        context = _context(lead) if lead is not None else ""
        duties = _duties(block, text, lead)
        leading = _leading(duties, text) if is_lead else -1
        if is_lead:
            duties = tuple(
                _as_lead(duty, text, nested=lead is not None, alone=len(duties) == 1)
                if n == leading
                else duty._replace(sure=False, remarks=(*duty.remarks, _BESIDE_LIST))
                for n, duty in enumerate(duties)
            )
        for piece, duty in enumerate(duties, start=1):
            yield Sentence(
                part=block.part,
                kind=Kind.LEAD if piece - 1 == leading else block.kind,
                number=block.number,
                label=block.label,
                ordinal=ordinal,
                piece=piece,
                pieces=len(duties),
                text=text,
                context=context,
                line=block.line,
                obligation=duty,
                vague=vague_words(text[duty.start : duty.end]),
                fingerprint=fingerprint(context + text, piece, len(duties)),
            )


def _context(lead: Sentence) -> str:
    """What introduces a 列项: the 引语, with that of the list it stands in."""
    return lead.context + lead.text


def _duties(block: Block, text: str, lead: Sentence | None) -> tuple[Obligation, ...]:
    """Type and extent of each provision in a sentence."""
    if block.kind.additional or block.part in _NO_PROVISIONS or block.kind in _NO_DUTY:
        found = obligations(text)
        told = block.kind.additional or block.part in (Part.SCOPE, Part.TERMS)
        if told and found[0].word and found[0].modality is Modality.REQUIREMENT:
            where = block.kind.value if block.kind.additional else block.part.value
            remark = f"{where}里出现“{found[0].word}”：按 GB/T 1.1，此处不应有要求"
            return (Obligation(0, len(text), Modality.STATEMENT, "", False, (remark,)),)
        return (Obligation(0, len(text), Modality.STATEMENT, "", True),)
    if lead is None or block.kind is not Kind.ITEM:
        return obligations(text)
    return obligations(text, inherited=lead.modality)


def _leading(duties: Sequence[Obligation], text: str) -> int:
    """Which of a sentence's provisions the 列项 complete; the others stand by themselves."""
    said = [n for n, d in enumerate(duties) if _LISTS.search(text[d.start : d.end])]
    return said[-1] if said else len(duties) - 1


def _as_lead(duty: Obligation, text: str, *, nested: bool, alone: bool) -> Obligation:
    """The type of a 引语, which it hands to its 列项."""
    if not duty.word and not nested:
        steps = Modality.INSTRUCTION if _asks_for_steps(text) else Modality.STATEMENT
        return Obligation(0, len(text), steps, "", True)
    return duty._replace(start=0, end=len(text)) if alone else duty


def _asks_for_steps(text: str) -> bool:
    return bool(re.search("步骤|程序|流程|顺序|方法", text) and _COLON.search(text))


_LISTS = re.compile("下列|以下|如下")
_BESIDE_LIST = "列项的引语里另有一项要求，已拆开"
_NO_PROVISIONS = (
    Part.FOREWORD,
    Part.INTRODUCTION,
    Part.SCOPE,
    Part.REFERENCES,
    Part.TERMS,
    Part.BIBLIOGRAPHY,
)
_NO_DUTY = (Kind.REFERENCE, Kind.TERM)
