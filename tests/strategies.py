"""Random self-assessments of any standard, as the loader would have read them.

Every answer that the loader lets through, in its stored form: specials,
evidence, judgements with reasons, comments, tables; a part never exceeds its
whole.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from icstd.assessment.model import (
    Answer,
    Comment,
    Evidence,
    Judgement,
    Park,
    Period,
    Row,
    SelfAssessment,
)
from icstd.assessment.numbers import bounds
from icstd.assessment.parts import verdict_words
from icstd.assessment.reading import stands_for_nothing
from icstd.assessment.words import NO, YES, YES_NO
from icstd.clauses.model import Column, DataItem, Standard, Table
from icstd.terms import (
    AtLeast,
    CommentKind,
    EvidenceLevel,
    EvidenceType,
    ItemType,
    Paper,
    Party,
    Special,
    Value,
    Verdict,
)

AS_OF = date(2026, 3, 1)
WORDS = ("无", "不清楚", "未公布")

_AWKWARD = st.sampled_from(
    [
        "是", "no", "null", "~", "true", "0571", "12", "1e5", "1.50", "12:30", "2026-03-01", "=",
        "<<", "*甲", "&甲", "!甲", "%甲", "@甲", "- 甲", "? 甲", "甲: 乙", "甲 #乙", "[甲]", "{甲}",
        "“甲”", '"甲"', "'甲'", "|", ">", "甲，乙", "甲：乙", "\\n", "C:\\x", "第一段\n\n第二段",
        "甲\n  乙", "𠮷😀䶮", "=1+1", "甲\t乙", "---", "...", "#甲", "[red]甲[/red]", "_x0041_",
    ]
)  # fmt: skip
_LETTERS = st.characters(
    exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufffd"
)


def texts(longest: int = 30) -> st.SearchStrategy[str]:
    """Texts as they are stored: not blank, nothing blank around, no known word."""
    free = st.text(_LETTERS, min_size=1, max_size=longest)
    kept = (free | _AWKWARD).map(str.strip)
    return kept.filter(lambda t: t != "" and t not in WORDS and not stands_for_nothing(t))


def keys_() -> st.SearchStrategy[str]:
    """Ids of evidence."""
    plain = st.integers(1, 30).map(lambda n: f"E{n}")
    odd = st.sampled_from(["1", "证据一", "A-2.1", "2026", "no", "附件 3", "true", "0571"])
    return plain | odd


def numbers(item: DataItem, most: int | None = None) -> st.SearchStrategy[Decimal]:
    """Decimals in an item's range with up to three places."""
    low, high = bounds(item)
    lowest = Decimal(-1000) if low is None else low
    highest = Decimal(10**9) if high is None else high
    if most is not None:
        highest = min(highest, Decimal(most))
    scaled = st.integers(int(lowest * 1000), int(highest * 1000)) | st.integers(
        int(lowest * 1000), int(min(highest, lowest + 3) * 1000)
    )
    return scaled.map(lambda n: Decimal(n) / 1000)


def values(item: DataItem, most: int | None = None) -> st.SearchStrategy[Value]:
    """Every kind of answer to an item; `most` bounds a count or number."""
    return plain_values(item, most) | st.sampled_from(specials(item))


def plain_values(item: DataItem, most: int | None = None) -> st.SearchStrategy[Value]:
    """Answers that are values, not words."""
    low, high = bounds(item)
    match item.type:
        case ItemType.YES_NO:
            plain: st.SearchStrategy[Value] = st.booleans()
        case ItemType.COUNT:
            highest = int(high) if high is not None else 10**9
            whole = st.integers(int(low or 0), highest if most is None else min(highest, most))
            plain = whole | whole.map(AtLeast)
        case ItemType.NUMBER | ItemType.PERCENT:
            plain = numbers(item, most)
        case ItemType.DATE:
            latest = date(2099, 12, 31) if item.future else AS_OF
            plain = st.dates(date(1950, 1, 1), latest)
        case ItemType.CHOICE:
            plain = st.sampled_from([o for o in item.options if o not in WORDS])
        case ItemType.CHOICES:
            plain = st.lists(st.sampled_from(item.options), min_size=1, unique=True).map(tuple)
        case ItemType.DOCUMENT:
            number = st.just("") | texts(20)
            dated = st.none() | st.dates(date(1950, 1, 1), AS_OF)
            plain = st.builds(Paper, texts(40).filter(_titles), number, dated)
        case ItemType.TEXTS:
            plain = st.lists(texts(), min_size=1, max_size=4, unique=True).map(tuple)
        case _:
            plain = texts(60)
    return plain


def _titles(text: str) -> bool:
    return text not in (*YES, *NO, *YES_NO)


def specials(item: DataItem) -> list[Value]:
    """Words an item's answer may be stored as."""
    words: list[Value] = [Special.UNCLEAR]
    if item.commitment:
        return [*words, Special.UNPUBLISHED]
    if item.type not in (ItemType.YES_NO, ItemType.COUNT, ItemType.NUMBER):
        words.append(Special.NONE)
    return words


@st.composite
def _answers(
    draw: st.DrawFn, standard: Standard, evidence: dict[str, Evidence]
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    cited = st.lists(st.sampled_from(sorted(evidence)), unique=True, max_size=3)
    ordered = sorted(standard.items.values(), key=lambda i: _depth(i, standard))
    for item in ordered:
        kind = draw(st.integers(0, 5))
        if kind == 0:
            continue
        most = None
        whole = answers.get(item.whole or "")
        if whole is not None and item.type is not ItemType.PERCENT:
            is_number = isinstance(whole.value, int | Decimal) and whole.value is not True
            most = int(whole.value) if is_number else None  # type: ignore[arg-type]
        value = None if kind == 1 else draw(values(item, most))
        more = kind == 2 and evidence
        answers[item.id] = Answer(
            item.id,
            value,
            tuple(draw(cited)) if more else (),
            draw(texts(40)) if kind in (2, 3) else "",
            review=kind == 4,
        )
    return {i: answers[i] for i in standard.items if i in answers}


def _depth(item: DataItem, standard: Standard) -> int:
    """How many wholes an item is part of, one within the other."""
    return 0 if item.whole is None else 1 + _depth(standard.items[item.whole], standard)


@st.composite
def _evidence(draw: st.DrawFn) -> dict[str, Evidence]:
    days = st.none() | st.dates(date(1950, 1, 1), date(2099, 12, 31))
    optional = st.just("") | texts()
    found = {}
    for id_ in draw(st.lists(keys_(), max_size=4, unique=True)):
        found[id_] = Evidence(
            id_,
            draw(optional),
            draw(st.sampled_from(EvidenceType)),
            draw(st.sampled_from(["", "附件/台账.xlsx", "../x", "C:\\x"])),
            draw(st.sampled_from(["", "0" * 64, "12e34" + "5" * 59])),
            draw(days),
            draw(days),
            draw(st.sampled_from(EvidenceLevel)),
            draw(optional),
            draw(optional),
        )
    return found


@st.composite
def _judgements(
    draw: st.DrawFn, standard: Standard, evidence: dict[str, Evidence]
) -> dict[str, Judgement]:
    said = {}
    for provision in standard.provisions.values():
        verdicts = sorted(set(verdict_words(provision).values()))
        if not verdicts or draw(st.booleans()):
            continue
        verdict = draw(st.sampled_from(verdicts))
        needs_reason = verdict is Verdict.NOT_APPLICABLE
        cited = draw(st.lists(st.sampled_from(sorted(evidence)), unique=True)) if evidence else []
        reason = draw(texts() if needs_reason else st.just("") | texts())
        mark = draw(st.sampled_from(["", provision.fingerprint, "旧指纹"]))
        said[provision.id] = Judgement(provision.id, verdict, reason, tuple(cited), mark)
    return said


@st.composite
def _comments(draw: st.DrawFn, standard: Standard) -> tuple[Comment, ...]:
    said = st.lists(st.tuples(st.sampled_from(CommentKind), st.just("") | texts()), max_size=2)
    provisions = draw(st.lists(st.sampled_from(list(standard.provisions)), unique=True, max_size=3))
    ordered = [p for p in standard.provisions if p in provisions]
    return tuple(Comment(p, kind, text) for p in ordered for kind, text in draw(said))


@st.composite
def _rows(draw: st.DrawFn, table: Table) -> tuple[Row, ...]:
    rows = []
    for _ in range(draw(st.integers(0, 3))):
        cells: dict[str, Value] = {}
        for column in table.columns:
            if column.required or draw(st.booleans()):
                cells[column.id] = draw(_cell(column))
        if cells:
            rows.append(Row(cells))
    return tuple(rows)


def _cell(column: Column) -> st.SearchStrategy[Value]:
    item = DataItem(
        column.id, column.label, column.type, "", None, options=column.options, future=True
    )
    return plain_values(item)


@st.composite
def assessments(draw: st.DrawFn, standard: Standard) -> SelfAssessment:
    """A self-assessment equal to what the loader makes of its document."""
    evidence = draw(_evidence())
    start = draw(st.dates(date(2020, 1, 1), AS_OF))
    tables = {t.id: draw(_rows(t)) for t in standard.tables.values() if draw(st.booleans())}
    optional = st.just("") | texts()
    return SelfAssessment(
        standard=standard.number,
        encoding_version=standard.encoding_version,
        park=Park(draw(texts()), draw(optional), draw(optional), draw(optional)),
        period=Period(
            AS_OF, start, draw(st.dates(start, date(2026, 12, 31))), draw(st.sampled_from(Party))
        ),
        answers=draw(_answers(standard, evidence)),
        judgements=draw(_judgements(standard, evidence)),
        evidence=evidence,
        comments=draw(_comments(standard)),
        tables=tables,
    )
