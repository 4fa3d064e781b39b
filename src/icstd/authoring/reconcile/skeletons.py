"""Provisions to be written: what is known of a sentence without saying its words."""

from __future__ import annotations

from ...clauses.model import Standard
from ...terms import Modality
from .book import Book
from .coverage import Decision
from .edits import scalar

SOURCE_ID = "S"
"""Id of the official text among the sources."""

_ASKS = {
    Modality.REQUIREMENT: "应做到官方文本 {place} 所要求的内容（要点待编写）。",
    Modality.INSTRUCTION: "按官方文本 {place} 的指示办理（要点待编写）。",
    Modality.RECOMMENDATION: "宜做到官方文本 {place} 所推荐的内容（要点待编写）。",
    Modality.PERMISSION: "可以采用官方文本 {place} 所允许的做法（要点待编写）。",
}


def skeleton(name: str, topic: str, decision: Decision) -> list[str]:
    """The lines of a clause with one provision, to be completed by an author.

    It is judged by a person until somebody writes a check, and stays
    `reconstructed` until its own words are confirmed.
    """
    row = decision.row
    place = where(decision)
    gist = _ASKS[decision.modality].format(place=place)
    return [
        f"  - id: {name}",
        f"    title: 官方文本 {row.place}",
        f"    topic: {topic}",
        "    provisions:",
        f"      - id: {name}",
        f"        modality: {decision.modality}",
        "        modality_basis:",
        "          status: official",
        f"          because: {because(decision)}",
        f"        gist: {gist}",
        f"        text_fingerprint: {scalar_text(row.fingerprint)}",
        "        sources:",
        f"          - {{id: {SOURCE_ID}, supports: content, note: {scalar(place)}}}",
        "        subject: 待编写",
        "        check: {kind: manual}",
        "        evidence:",
        "          - {what: 待编写, type: 记录}",
        "        remedy: 对照官方文本办理；整改措施待编写。",
        "        effort: medium",
        "        verifiability: {level: 需判断, vague: []}",
        "        method: 查阅",
        "        place: 待编写",
    ]


def where(decision: Decision) -> str:
    """`6.1.2 第 2 句第 1 项`: the sentence, for a person who holds the text."""
    _, _, ordinal = decision.row.kind.partition(" ")
    return f"{decision.row.place} {ordinal}".strip()


def because(decision: Decision) -> str:
    """Why a provision has the modality it has, once the text says so."""
    word = decision.modality.word
    if decision.modality is Modality.INSTRUCTION:
        return f"官方文本 {where(decision)} 用祈使句。"
    return f"官方文本 {where(decision)} 用“{word}”一类的能愿动词。"


def scalar_text(fingerprint: str) -> str:
    """A fingerprint in quotes, so that no reader takes it for a number."""
    return f'"{fingerprint}"'


def source_entry(standard: Standard, book: Book) -> list[str]:
    """The official text as a source: which copy was used, not what it says."""
    return [
        f"  - id: {SOURCE_ID}",
        "    kind: 官方文本",
        f"    title: {scalar(f'{standard.number}《{standard.title}》')}",
        "    reliability: 一手",
        f"    locator: 核对所用文本的 sha256 前 12 位 {book.about.get('文本摘要', '')[:12]}",
    ]
