"""Charts as SVG: drawn once, shown in HTML and PDF, and as a picture in Word.

Every part carries its number or its sign, so that the charts read without
colour; the words are in the legend.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from ..palette import INK, QUIET, TINTS
from ..terms import Modality, Verdict, result_of
from ..text import clip, width
from .layout.model import Bar, Chart, Mark

_WIDTH = 680
_LABEL = 150
_SIZE = 12
_ROW = 28
_BOX = 18
_STEP = 21
_LABEL_COLUMNS = 22


def svg(chart: Chart, font: str = "") -> str:
    """The chart as an SVG element; `font` names a family, empty: the page's own."""
    rows = _bars(chart.bars) if chart.kind == "bars" else _strip(chart.bars)
    parts, height = rows
    legend, lines = _legend(_verdicts(chart.bars), height + 14, solid=chart.kind == "bars")
    picture = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {height + 18 + 22 * lines}",
            "role": "img",
            "aria-label": chart.summary,
            "font-size": str(_SIZE),
            "fill": f"#{INK}",
        },
    )
    if font:
        picture.set("font-family", font)
    picture.extend((*parts, *legend))
    return ET.tostring(picture, encoding="unicode")


def _bars(bars: tuple[Bar, ...]) -> tuple[list[ET.Element], int]:
    most = max((sum(n for _, n in bar.parts) for bar in bars), default=0) or 1
    unit = (_WIDTH - _LABEL - 40) / most
    parts: list[ET.Element] = []
    for line, bar in enumerate(bars):
        top = line * _ROW + 4
        parts.append(_text(_LABEL - 10, top + 14, _short(bar.label), "end"))
        x = float(_LABEL)
        for mark, count in bar.parts:
            if count:
                wide = count * unit
                parts.append(_rect(x, top, wide, 20, mark))
                parts.append(_text(x + wide / 2, top + 14, _count(mark, count, wide), "middle"))
                x += wide
        total = sum(n for _, n in bar.parts)
        parts.append(_text(x + 8, top + 14, str(total), "start", QUIET))
    return parts, len(bars) * _ROW + 4


def _strip(bars: tuple[Bar, ...]) -> tuple[list[ET.Element], int]:
    first = max((len(bar.parts) for bar in bars), default=0)
    second = max((len(bar.aside) for bar in bars), default=0)
    step = min(float(_STEP), (_WIDTH - _LABEL - 24) / max(first + second, 1))
    aside = _LABEL + first * step + 20
    parts = []
    if first:
        parts.append(_text(_LABEL, 12, "要求和指示", "start", QUIET))
    if second:
        parts.append(_text(aside, 12, "推荐", "start", QUIET))
    for line, bar in enumerate(bars):
        top = line * 24 + 20
        parts.append(_text(_LABEL - 10, top + 13, _short(bar.label), "end"))
        for start, group in ((float(_LABEL), bar.parts), (aside, bar.aside)):
            for place, (mark, _) in enumerate(group):
                parts += _box(start + place * step, top, min(_BOX, step - 2), mark)
    return parts, len(bars) * 24 + 20


def _box(x: float, top: float, size: float, mark: Mark) -> list[ET.Element]:
    tint = TINTS[mark.verdict or Verdict.UNEVALUATED]
    box = _rect(x + 0.5, top + 0.5, size - 1, _BOX - 1, mark)
    box.set("fill", f"#{tint.paper}")
    box.set("stroke", f"#{tint.fill}")
    return [box, _text(x + size / 2, top + 13, tint.sign, "middle", tint.ink)]


def _count(mark: Mark, count: int, wide: float) -> str:
    """The number in a bar, after its sign where there is room for both."""
    sign = TINTS[mark.verdict or Verdict.UNEVALUATED].sign
    return f"{sign} {count}" if wide >= 24 else str(count)


def _solid(x: float, top: float, mark: Mark) -> list[ET.Element]:
    sign = TINTS[mark.verdict or Verdict.UNEVALUATED].sign
    return [_rect(x, top, _BOX, _BOX, mark), _text(x + _BOX / 2, top + 13, sign, "middle")]


def _legend(verdicts: list[Verdict], top: float, *, solid: bool) -> tuple[list[ET.Element], int]:
    """What colours and signs mean; for the strip, which shows 推荐 too, in both their words."""
    parts: list[ET.Element] = []
    x, lines = float(_LABEL), 1 if verdicts else 0
    for verdict in verdicts:
        adopted = result_of(Modality.RECOMMENDATION, verdict).value
        words = verdict.value if solid or adopted == verdict else f"{verdict}、{adopted}"
        room = _BOX + 6 + width(words) * _SIZE / 2 + 16
        if x + room > _WIDTH:
            x, top, lines = float(_LABEL), top + 22, lines + 1
        mark = Mark(words, verdict)
        parts += _solid(x, top, mark) if solid else _box(x, top, _BOX, mark)
        parts.append(_text(x + _BOX + 6, top + 13, words, "start"))
        x += room
    return parts, lines


def _verdicts(bars: Iterable[Bar]) -> list[Verdict]:
    """The verdicts that occur, in their order."""
    found = {m.verdict for bar in bars for m, n in (*bar.parts, *bar.aside) if n}
    return [v for v in Verdict if v in found]


def _short(label: str) -> str:
    return label if width(label) <= _LABEL_COLUMNS else clip(label, _LABEL_COLUMNS)


def _rect(x: float, y: float, wide: float, high: float, mark: Mark) -> ET.Element:
    tint = TINTS[mark.verdict or Verdict.UNEVALUATED]
    return ET.Element(
        "rect",
        {
            "x": _number(x),
            "y": _number(y),
            "width": _number(wide),
            "height": _number(high),
            "fill": f"#{tint.fill}",
            "stroke": "#ffffff",
            "stroke-width": "1",
        },
    )


def _text(x: float, y: float, text: str, anchor: str, colour: str = "") -> ET.Element:
    element = ET.Element("text", {"x": _number(x), "y": _number(y), "text-anchor": anchor})
    if colour:
        element.set("fill", f"#{colour}")
    element.text = text
    return element


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
