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


def read_texts(
    raw: Any, at: Place, path: Path, report: Report, known: Collection[str] = ()
) -> dict[str, Place]:
    """The texts of a list with their places, each once; empty where blank or refused.

    known: what may stand in it, where that is a closed list.  A single text is
    a list of one; several of one text, with 、 between them or all of them
    known, are read as such.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return {}
    if not isinstance(raw, Seq):
        return _listed(raw, at, path, report, known)
    if len(raw) > LIST_ITEMS:
        message = f"列了 {len(raw):,} 条，超过 {LIST_ITEMS:,} 条"
        report.add("E-TOO-LONG", at, path, message, "写成文件，登记为证据")
        return {}
    texts: dict[str, Place] = {}
    for part, there in zip(raw, raw.places, strict=True):
        text = read_text(part, there, path, report)
        several = _known_parts(text, known) if text and text not in known else []
        if several:
            names = "、".join(f"“{one}”" for one in several)
            report.add(
                "W-READ",
                there,
                path,
                f"{shown(text)}按{names}几项读",
                _BETWEEN,
                cause="几项",
                meant=several,
            )
        for one in several or [text]:
            if one in texts:
                message = f"{shown(one)}重复列出，只算一次"
                report.add("W-REPEATED", there, path, message, "删去重复的")
            elif one:
                texts[one] = there
    return texts


_BETWEEN = "几项之间用英文逗号，如 [甲, 乙]；Excel 表里用顿号"


def _listed(
    raw: Any, at: Place, path: Path, report: Report, known: Collection[str]
) -> dict[str, Place]:
    """A text where a list belongs: one item, or several that can be told apart."""
    import re

    from .suggest import same_option

    text = raw.strip() if isinstance(raw, str) else ""
    if text and known and not _known_parts(text, known) and same_option(text, known) != text:
        return {text: at}  # one that is not known is no list either
    open_ended = not text or re.match(r"[-－—\[［【]\S", text) or "\n" in text
    parts = _known_parts(text, known) or [part.strip() for part in re.split("[、；;]", text)]
    if open_ended or not all(parts) or any("，" in part or "," in part for part in parts):
        report.add(
            "E-TYPE", at, path, f"这里要填列表，填的是{shown(raw)}", _as_list(shown_text(raw))
        )
        return {}
    names = "、".join(f"“{part}”" for part in parts)
    how = f"{names}{len(parts)} 项" if len(parts) > 1 else f"一项{names}"
    advice = f"写成 [{', '.join(parts)}]"
    report.add("W-READ", at, path, f"{shown(raw)}按{how}读", advice, cause="列表写法", meant=parts)
    return dict.fromkeys(parts, at)


def shown_text(raw: Any) -> str:
    """A raw value as text, for an advice."""
    return raw if isinstance(raw, str) else shown(raw)


def _known_parts(text: str, known: Collection[str]) -> list[str]:
    """The known words that a text consists of, blanks and marks between; else nothing."""
    import re

    parts = [part for part in re.split(r"[、，,；;\s]+", text) if part] if known else []
    return parts if len(parts) > 1 and all(part in known for part in parts) else []


def read_option(raw: Any, options: Collection[str], at: Place, path: Path, report: Report) -> str:
    """One of the options; empty where it is blank or has been refused.

    Punctuation, width and blanks around an option are read and told.
    """
    word = raw.strip() if isinstance(raw, str) else "" if raw is None else shown(raw)
    if not word or word in options:
        return word
    from .reading import nothing_said, stands_for_nothing
    from .suggest import same_option

    said = shown(raw)
    if same := same_option(word, options):
        report.add(
            "W-READ", at, path, f"{said}按“{same}”读", f"写成“{same}”", cause="选项写法", meant=same
        )
        return same
    if stands_for_nothing(word) and word != "不适用":  # as a verdict it means something
        nothing = nothing_said(said)
        report.add(nothing.code, at, path, nothing.message, nothing.advice, cause="没有填明白")
        return ""
    meant = report.misspelt(word, options)
    allowed = f"可填：{'、'.join(options)}"
    advice = f"是否想填“{meant}”？{allowed}" if meant else allowed
    report.add("E-ENUM", at, path, f"没有{said}这个选项", advice, cause=word, meant=meant or None)
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
