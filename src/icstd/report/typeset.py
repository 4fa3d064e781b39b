"""Typesetting with typst: fonts of our own, no clock, no network, no system fonts.

Both fonts lie in this package, so that the same report gives the same bytes
everywhere and no character comes out as an empty box.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import OutputProblem
from ..shipped import read_shipped

if TYPE_CHECKING:
    import typst

ASSETS = Path(__file__).with_name("assets")
_FONTS = ASSETS / "fonts"
FAMILIES = ("Icstd Song", "Icstd Hei")
"""Body font (charts use it too) and heading font."""

_LONG = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]{12,}")
_AFTER_MARK = re.compile(r"([./:_=&?@,;\\-])(?=.)")
_ENDLESS = re.compile(r"[^./:_=&?@,;\\-]{20,}")
_FOUR = re.compile(r".{1,4}")
_BREAK = "\ue000"


@cache
def covered() -> frozenset[str]:
    """The characters that at least one of the two fonts holds."""
    return frozenset(read_shipped(_FONTS / "characters.txt").decode()) - {"\n"}


def settable(text: str) -> str:
    """The text with what the fonts lack shown as `〔U+1F600〕`."""
    if covered().issuperset(text):
        return text
    return "".join(c if c in covered() else f"〔U+{ord(c):04X}〕" for c in text)


def breakable(text: str) -> str:
    """Settable text in which long words bear U+E000 where a line may end.

    The template puts an empty space there.  A zero-width space would do for
    the eye, but would be found in every text copied from the PDF.
    """
    return _LONG.sub(_broken, settable(text))


def _broken(word: re.Match[str]) -> str:
    """A long word may end a line after a mark, or after four letters where it has none."""
    pieces = _ENDLESS.sub(lambda part: _BREAK.join(_FOUR.findall(part[0])), word[0])
    return _AFTER_MARK.sub(rf"\1{_BREAK}", pieces)


def lacking(text: str) -> str:
    """The characters of a text that the fonts lack, each once, in code point order."""
    return "".join(sorted(set(text) - covered()))


def compile_typst(source: str, name: str, value: str, day: date, form: str = "pdf") -> bytes:
    """Compile a template of `assets/` with one JSON value, reproducibly.

    source: the template's file name.  form: `pdf` or `png`.  day: the date
    the document bears.  Raises OutputProblem where the fonts are missing.
    """
    import typst

    midnight = datetime.combine(day, time(), UTC)
    made = typst.compile(
        ASSETS / source,
        root=ASSETS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf" if form == "pdf" else "png",
        ppi=200.0,
        sys_inputs={name: value},
        pdf_standards=["ua-1"] if form == "pdf" else [],
        timestamp=midnight,
    )
    return bytes(made)


NO_PICTURE = "（生成图要用 typst，这台电脑上没有装，这里只有文字。）"


def picture_of(drawing: str, day: date) -> bytes | None:
    """A chart's SVG as PNG; None where typst is not installed."""
    try:
        return compile_typst("chart.typ", "chart", drawing, day, "png")
    except ModuleNotFoundError:
        return None


@cache
def _fonts() -> typst.Fonts:
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )
    absent = [family for family in FAMILIES if family not in fonts.families()]
    if absent:
        raise OutputProblem(
            "E-OUT-FONT", f"缺少排版用的字体 {'、'.join(absent)}，排不出中文", "请重新安装 icstd"
        )
    return fonts
