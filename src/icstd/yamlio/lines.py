"""What people mistype in a line: each finder looks at one line on its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..text import clip, reveal


class Slip(NamedTuple):
    """A likely slip: 0-based column, what it is, how to mend it."""

    col: int
    message: str
    advice: str


_FULL_WIDTH_KEY = re.compile(r"\s*(?:- +)*[^\s\"'#：:\[{][^\"'#：:]*(：)")
_PROPER_KEY = re.compile(r"\s*(?:- +)*[^\s\"'#][^#\"']*?:(\s|$)")
_TIGHT_KEY = re.compile(r"\s*(?:- +)*[^\s\"'#:\[{][^\"'#:\s]*(:)(?!//)[^\s:]")
_WIDE_SPACE_KEY = re.compile(r"\s*(?:- +)*[^\s\"'#:\[{][^\"'#:\s]*(:)[\u3000\u00a0]")
_WIDE_IN_FLOW = {
    "，": "英文逗号 ,",
    "：": "英文冒号加空格",
    "；": "英文逗号 ,",
    "［": "英文方括号 [",
    "］": "英文方括号 ]",
    "【": "英文方括号 [",
    "】": "英文方括号 ]",
    "｛": "英文花括号 {",
    "｝": "英文花括号 }",
    "“": '英文引号 "',
    "”": '英文引号 "',
}


def full_width_colon(line: str) -> Slip | None:
    """A key followed by `：`, in a line without a proper `: `."""
    found = _FULL_WIDTH_KEY.match(line)
    if not found or _PROPER_KEY.match(line):
        return None
    return Slip(found.start(1), "冒号用了全角“：”", "换成英文冒号，后面加一个空格：“: ”")


def missing_space(line: str) -> Slip | None:
    """A key and value with nothing, or something that is no space, between `:` and value."""
    if _PROPER_KEY.match(line) and not _WIDE_SPACE_KEY.match(line):
        return None
    wide = _WIDE_SPACE_KEY.match(line)
    if wide:
        kind = "全角空格" if line[wide.end() - 1] == "\u3000" else "别处粘贴来的特殊空格"
        return Slip(wide.start(1), f"冒号后面是{kind}", "换成一个英文空格")
    found = _TIGHT_KEY.match(line)
    return Slip(found.start(1), "冒号后面少一个空格", "在冒号后面加一个空格") if found else None


def tab_indent(line: str) -> Slip | None:
    """A Tab among the blanks that a line starts with."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent or not line.strip():
        return None
    return Slip(indent.index("\t"), "缩进用了 Tab 键", "换成空格，每一级两个")


def odd_indent(line: str) -> Slip | None:
    """A blank that is no plain blank among those that a line starts with."""
    indent = line[: len(line) - len(line.lstrip())]
    odd = next((n for n, char in enumerate(indent) if char not in " \t\n"), None)
    if odd is None or not line.strip():
        return None
    kind = "全角空格" if indent[odd] == "\u3000" else "网页或 Word 里粘贴来的空格"
    return Slip(odd, f"缩进用了{kind}", "换成英文空格，每一级两个")


def full_width_in_flow(line: str) -> Slip | None:
    """Full-width punctuation outside quotes in a line with brackets."""
    quote = ""
    for col, char in enumerate(line):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in _WIDE_IN_FLOW:
            message = f"括号里用了全角“{char}”"
            return Slip(col, message, f"换成{_WIDE_IN_FLOW[char]}；是文字的一部分就加引号")
    return None


def unclosed_quote(line: str) -> Slip | None:
    """A value that starts with a quote which does not end in the line."""
    found = re.match(r"""[^"'#]*?:\s+(["'])""", line)
    if not found:
        return None
    mark = found[1]
    rest = line[found.end() :].replace("\\" + mark, "").replace(mark * 2, "")
    if mark in rest:
        return None
    return Slip(found.start(1), f"引号 {mark} 没有配对", f"在这段文字的末尾补上 {mark}")


def quoted(value: str) -> str:
    """A value as it could be written in quotes, for an advice; clipped."""
    value = reveal(value.strip())
    mark = "'" if '"' in value or "\\" in value else '"'
    if mark == "'" and "'" in value:
        value = value.replace("'", "''")
    return f"{mark}{clip(value, 40)}{mark}"
