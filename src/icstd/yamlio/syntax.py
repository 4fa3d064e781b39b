"""Syntax errors in words a clerk understands, at the place where they were made.

The library often blames the line after the fault, so the lines around are
looked at for what people really type: full-width punctuation, tabs, a missing
space, an unquoted value.  Imported only when a file does not parse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..errors import Place, Problem
from ..limits import KEY_CHARS
from ..text import clip, echo, reveal
from .excerpt import excerpt
from .lines import (
    full_width_colon,
    full_width_in_flow,
    missing_space,
    odd_indent,
    quoted,
    tab_indent,
    unclosed_quote,
)
from .tree import Document


class Fault(NamedTuple):
    """What the parser said: 0-based line and column, and where it began."""

    said: str
    line: int
    col: int
    while_: str
    from_line: int
    from_col: int


class Cure(NamedTuple):
    """The fault in words; `span` characters are marked, None for a word."""

    line: int
    col: int
    message: str
    advice: str
    span: int | None = 1


Lines = tuple[str, ...]
_Finder = Callable[[Fault, Lines], Cure | None]


def explain(fault: Exception, document: Document) -> Problem:
    """The problem behind an exception of the parser."""
    lines = document.lines
    seen = _fault(fault, lines)
    for find in _FINDERS:
        cure = find(seen, lines)
        if cure:
            break
    else:
        message = "这里的写法不合 YAML 的规则"
        advice = "检查这一行和上一行的冒号、缩进、引号和括号；拿不准的文字整个加上双引号"
        cure = Cure(seen.line, seen.col, message, advice)
    place = Place(cure.line + 1, cure.col + 1)
    shown = excerpt(lines, place, cure.span)
    return Problem("E-SYNTAX", document.name, place, "", cure.message, cure.advice, shown)


def explain_root(value: Any, at: Place, document: Document) -> Problem:
    """Why a document that is text or a list at its top is not a form."""
    lines = document.lines
    if isinstance(value, list):
        message = "最外层是列表，应当是“名称: 内容”"
        return document.problem("E-ROOT", at, "", message, "对照 icstd init 生成的填报表改写")
    for number in range(at.line - 1, len(lines)):
        for look in (full_width_colon, missing_space):
            found = look(lines[number])
            if found:
                place = Place(number + 1, found.col + 1)
                shown = excerpt(lines, place, 1)
                message = f"整个文件被读成了一段文字：{found.message}"
                return Problem("E-ROOT", document.name, place, "", message, found.advice, shown)
    line = lines[at.line - 1] if at.line else ""
    message = f"整个文件被读成了一段文字{echo(str(value), 40)}"
    advice = "对照 icstd init 生成的填报表改写，每行写成“名称: 内容”"
    if "\t" in line:
        message = "这像是从表格里粘贴来的内容"
        advice = "用 Excel 填报的，请填 icstd init 生成的 .xlsx 填报表，直接交那个文件"
    elif line.lstrip().startswith("－"):
        message = "列表的横线用了全角“－”"
        advice = "换成英文减号，后面加一个空格：- 内容"
    return document.problem("E-ROOT", at, "", message, advice)


def _fault(fault: Exception, lines: Lines) -> Fault:
    mark = getattr(fault, "problem_mark", None)
    begin = getattr(fault, "context_mark", None) or mark
    last = len(lines) - 1
    line, col = (min(mark.line, last), mark.column) if mark else (0, 0)
    from_line, from_col = (min(begin.line, last), begin.column) if begin else (line, col)
    said, while_ = getattr(fault, "problem", None), getattr(fault, "context", None)
    return Fault(said or "", line, col, while_ or "", from_line, from_col)


def _nearby(fault: Fault, lines: Lines) -> Iterator[int]:
    """Lines in which the fault may lie: where it began, where it showed, the one above.

    A form has remarks between its lines, so they are passed over like blanks.
    """
    above = fault.line - 1
    while above > 0 and lines[above].strip()[:1] in ("", "#"):
        above -= 1
    yield from dict.fromkeys((fault.from_line, fault.line, max(above, 0)))


def _indent(fault: Fault, lines: Lines) -> Cure | None:
    for number in _nearby(fault, lines):
        found = tab_indent(lines[number]) or odd_indent(lines[number])
        if found and "quoted" not in fault.while_ and "flow" not in fault.while_:
            return Cure(number, found.col, found.message, found.advice)
    return None


def _punctuation(fault: Fault, lines: Lines) -> Cure | None:
    if "quoted scalar" in fault.while_ or "directive" in fault.while_:
        return None
    for look in (full_width_colon, missing_space):
        for number in _nearby(fault, lines):
            found = look(lines[number])
            if found:
                return Cure(number, found.col, found.message, found.advice)
    return None


def _quotes(fault: Fault, lines: Lines) -> Cure | None:
    if "quoted scalar" in fault.while_ and fault.said.startswith("found unexpected"):
        mark = lines[fault.from_line][fault.from_col : fault.from_col + 1]
        message = f"引号 {mark} 没有配对，后面的内容全被当成了这段文字"
        advice = f"在这段文字的末尾补上 {mark}"
        return Cure(fault.from_line, fault.from_col, message, advice, None)
    if "escape" in fault.said or "hexdecimal" in fault.said:
        message = "双引号里的反斜杠 \\ 有特别的含义，这里的写法认不出"
        advice = "路径里的 \\ 换成 /，或把双引号换成单引号"
        line = lines[fault.line]
        at = line.rfind("\\", 0, fault.col + 1)
        return Cure(fault.line, max(at, 0), message, advice)
    if fault.said not in ("did not find expected key", "did not find expected '-' indicator"):
        return None
    for number in _nearby(fault, lines):
        found = unclosed_quote(lines[number])
        if found and number <= fault.line:
            return Cure(number, found.col, found.message, found.advice, None)
    return None


def _brackets(fault: Fault, lines: Lines) -> Cure | None:
    kinds = {"while parsing a flow sequence": "[ ]", "while parsing a flow mapping": "{ }"}
    pair = kinds.get(fault.while_)
    if pair is None:
        return None
    for number in range(fault.from_line, fault.line + 1):
        found = full_width_in_flow(lines[number])
        if found:
            return Cure(number, found.col, found.message, found.advice)
    opened = f"第 {fault.from_line + 1} 行第 {fault.from_col + 1} 列的 {pair[0]}"
    message = f"{opened} 没有配对的 {pair[2]}，或者里面少了逗号"
    advice = f"补上 {pair[2]}；文字本身以 {pair[0]} 开头的，整段加引号"
    return Cure(fault.line, fault.col, message, advice)


_STARTERS = {
    "while scanning an anchor": "&",
    "while scanning an alias": "*",
    "while scanning a tag": "!",
    "while parsing a tag": "!",
    "while scanning a block scalar": "| 或 >",
}


def _starter(fault: Fault, lines: Lines) -> Cure | None:
    line = lines[fault.line]
    char = _STARTERS.get(fault.while_) or (
        line[fault.col : fault.col + 1] if "cannot start any token" in fault.said else ""
    )
    if not char or char == "\t":
        return None
    message = f"内容不能以 {char} 开头，它在 YAML 里有特别的含义"
    at = fault.from_col if fault.while_ in _STARTERS else fault.col
    number = fault.from_line if fault.while_ in _STARTERS else fault.line
    return Cure(number, at, message, f"整段加引号：{quoted(lines[number][at:])}", None)


def _second_colon(fault: Fault, lines: Lines) -> Cure | None:
    if "mapping values are not allowed" not in fault.said:
        return None
    line = lines[fault.line]
    key = re.match(r"\s*(?:- +)*([^\s:][^:]*): +(?=\S)", line)
    if key and key.end() <= fault.col:
        value = line[key.end() :]
        message = f"{echo(key[1])}的内容里又有冒号加空格"
        advice = f"把内容整个加引号：{clip(reveal(key[1]), 30)}: {quoted(value)}"
        return Cure(fault.line, key.end(), message, advice, None)
    return _indentation(fault, lines, "比上一行多了缩进，但上一行已经有内容")


def _sequence_inline(fault: Fault, _: Lines) -> Cure | None:
    if "block sequence entries are not allowed" not in fault.said:
        return None
    message = "列表的“- ”要另起一行，不能跟在冒号后面"
    return Cure(fault.line, fault.col, message, "换行写“  - 内容”，或写成 [内容, 内容]")


def _trailing(fault: Fault, lines: Lines) -> Cure | None:
    if not fault.said.startswith("did not find expected"):
        return None
    line = lines[fault.line]
    before = line[: fault.col].rstrip()
    if before and before[-1] in "\"'":
        message = "引号后面还有文字"
        advice = "把整段内容都放进引号里，或去掉引号"
        return Cure(fault.line, fault.col, message, advice, None)
    if before and before[-1] in "]}":
        message = "括号后面还有文字"
        advice = "内容以括号开头的，整段加引号"
        return Cure(fault.line, fault.col, message, advice, None)
    if "document start" in fault.said:
        message = "内容到上一行已经结束，这里又有内容"
        return Cure(fault.line, fault.col, message, "删去多余的内容，或检查上一行的写法", None)
    return _indentation(fault, lines, "缩进和上面同级的行没有对齐")


def _indentation(fault: Fault, lines: Lines, message: str) -> Cure:
    line = lines[fault.line]
    start = len(line) - len(line.lstrip())
    advice = "同一级的行左边对齐，下一级多缩两个空格；按空格键，不按 Tab 键"
    return Cure(fault.line, start, message, advice, None)


def _no_colon(fault: Fault, lines: Lines) -> Cure | None:
    if "could not find expected ':'" not in fault.said:
        return None
    line = lines[fault.from_line]
    if len(line) - fault.from_col > KEY_CHARS:
        message = f"冒号前的名称超过 {KEY_CHARS:,} 字"
        return Cure(
            fault.from_line, fault.from_col, message, "名称照填报表里的写，内容写在冒号后面"
        )
    message = "这一行没有冒号，不知道是哪一项的内容"
    advice = "写成“名称: 内容”；是上一行内容的一部分，就接到上一行去"
    return Cure(fault.from_line, fault.from_col, message, advice, None)


def _directive(fault: Fault, _: Lines) -> Cure | None:
    if "directive" not in fault.while_ and "incompatible YAML" not in fault.said:
        return None
    message = "以 % 开头的这一行是 YAML 的版本说明，写得不对或版本不支持"
    return Cure(fault.line, 0, message, "删去这一行", None)


_FINDERS: tuple[_Finder, ...] = (
    _directive,
    _indent,
    _quotes,
    _punctuation,
    _brackets,
    _starter,
    _second_colon,
    _sequence_inline,
    _no_colon,
    _trailing,
)
