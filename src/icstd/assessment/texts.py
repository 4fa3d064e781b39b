"""Texts and words: what any place of a file that is no number, date or yes/no may hold."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from ..errors import Place
from ..limits import DIGITS, LIST_ITEMS, TEXT_CHARS
from ..yamlio import Seq
from .report import Path, Report


def shown(raw: Any) -> str:
    """A raw value inside a message."""
    from ..text import echo, plain_number

    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, int | Decimal):
        return plain_number(raw) if abs(raw) < 10**DIGITS else f"{raw}"
    if isinstance(raw, dict):
        return "一组内容"
    return "列表" if isinstance(raw, list) else echo(str(raw), 40)


def read_text(raw: Any, at: Place, path: Path, report: Report, most: int = TEXT_CHARS) -> str:
    """A text, blanks around it dropped; empty where it is blank or has been refused.

    A number is taken as it was typed; what the reader took for another thing
    (true, 2e5) cannot be, and is to be quoted.
    """
    if raw is None:
        return ""
    if isinstance(raw, bool) or (isinstance(raw, Decimal) and "E" in str(raw)):
        quoted = f'写成 "{shown(raw)}"' if isinstance(raw, bool) else "给它加上引号"
        report.add("E-TYPE", at, path, "这里要填文字，这个写法被读成了别的", quoted)
        return ""
    if isinstance(raw, list | dict):
        advice = "写成一段文字；里面有冒号或方括号的，整段加引号"
        report.add("E-TYPE", at, path, f"这里要填一段文字，填的是{shown(raw)}", advice)
        return ""
    text = raw.strip() if isinstance(raw, str) else str(raw)
    if len(text) > most:
        message = f"有 {len(text):,} 字，超过 {most:,} 字"
        report.add("E-TOO-LONG", at, path, message, "写短些；长的内容写成文件，登记为证据")
        return ""
    return text


def read_texts(raw: Any, at: Place, path: Path, report: Report) -> dict[str, Place]:
    """The texts of a list with their places, each once; empty where blank or refused."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return {}
    if not isinstance(raw, Seq):
        text = raw if isinstance(raw, str) else shown(raw)
        report.add("E-TYPE", at, path, f"这里要填列表，填的是{shown(raw)}", _as_list(text))
        return {}
    if len(raw) > LIST_ITEMS:
        message = f"列了 {len(raw):,} 条，超过 {LIST_ITEMS:,} 条"
        report.add("E-TOO-LONG", at, path, message, "写成文件，登记为证据")
        return {}
    texts: dict[str, Place] = {}
    for part, there in zip(raw, raw.places, strict=True):
        text = read_text(part, there, path, report)
        if text in texts:
            report.add("W-REPEATED", there, path, f"{shown(text)}重复列出，只算一次", "删去重复的")
        elif text:
            texts[text] = there
    return texts


def read_option(raw: Any, options: Collection[str], at: Place, path: Path, report: Report) -> str:
    """One of the options; empty where it is blank or has been refused."""
    word = raw.strip() if isinstance(raw, str) else "" if raw is None else shown(raw)
    if not word or word in options:
        return word
    meant = report.near(word, options)
    allowed = f"可填：{'、'.join(options)}"
    advice = f"是否想填“{meant}”？{allowed}" if meant else allowed
    said = shown(raw)
    report.add("E-ENUM", at, path, f"没有{said}这个选项", advice)
    return ""


def _as_list(text: str) -> str:
    """How to write as a list what is written as text."""
    import re

    from ..text import clip, reveal

    if re.match(r"[-－—]\S", text):
        return "行首的“-”要用英文减号，后面加一个空格：- 内容"
    parts = [reveal(part) for part in re.split(r"[、，,；;\s\[\]［］【】]+", text[:80]) if part]
    sample = clip("、".join(parts), 40).replace("、", ", ")
    return f"写成 [{sample}]，或换行后每行一个“- 内容”"
