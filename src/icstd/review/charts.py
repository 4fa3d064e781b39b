"""Pictures of a review as inline SVG: pass rates with intervals, chapters, years.

Every mark carries its number or its shape; colour only helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ..palette import INK, NAVY, QUIET, RULE
from ..text import clip, width
from .clauses import ClauseReview
from .clauses import Column as Figures
from .parks import Group
from .rows import OTHERS, Side

_ROW = 18
_LABEL = 250
_PLOT = 380
_WIDTH = 780
_OTHER = "a05a00"
_LABEL_COLUMNS = 26


def forest(clauses: Sequence[ClauseReview], titles: dict[str, str], said: str) -> str:
    """Pass rates of a chapter's clauses with Wilson intervals, 自评 and 他评 apart."""
    picture = _picture(len(clauses) * _ROW + 44, said)
    for share in (0, 25, 50, 75, 100):
        x = _x(share / 100)
        picture.append(_line(x, 16, x, 20 + len(clauses) * _ROW, RULE))
        picture.append(_text(x, 11, f"{share}%", "middle", QUIET))
    for number, clause in enumerate(clauses):
        middle = 20 + number * _ROW + _ROW / 2
        name = f"{clause.provision.id} {titles[clause.provision.id]}"
        picture.append(_text(_LABEL - 34, middle + 4, _short(name), "end"))
        word = clause.provision.modality.word
        picture.append(_text(_LABEL - 10, middle + 4, word[:1], "end", QUIET))
        both = clause.own.rate is not None and clause.others.rate is not None
        _estimate(picture, clause.own, middle - (3.5 if both else 0), other=False)
        _estimate(picture, clause.others, middle + (3.5 if both else 0), other=True)
        picture.append(_text(_LABEL + _PLOT + 16, middle + 4, _counted(clause), "start", QUIET))
    foot = 34 + len(clauses) * _ROW
    _dot(picture, _LABEL + 6, foot - 4, other=False)
    picture.append(_text(_LABEL + 16, foot, "自评", "start"))
    _dot(picture, _LABEL + 66, foot - 4, other=True)
    legend = "审核或他评　横线：95% 区间（Wilson）　右侧：符合/可判"
    picture.append(_text(_LABEL + 76, foot, legend, "start"))
    return ET.tostring(picture, encoding="unicode")


def _counted(clause: ClauseReview) -> str:
    own, others = (f"{f.met}/{f.judged}" if f.judged else "—" for f in (clause.own, clause.others))
    return f"{own}　{others}"


def _estimate(picture: ET.Element, figures: Figures, y: float, *, other: bool) -> None:
    rate = figures.rate
    if rate is None:
        return
    colour = _OTHER if other else NAVY
    bar = _line(_x(rate.low), y, _x(rate.high), y, colour)
    bar.set("stroke-width", "1.6")
    picture.append(bar)
    _dot(picture, _x(rate.share), y, other=other)


def _dot(picture: ET.Element, x: float, y: float, *, other: bool) -> None:
    """自评 a full disc, 他评 an empty diamond."""
    if other:
        points = f"{_n(x)},{_n(y - 4)} {_n(x + 4)},{_n(y)} {_n(x)},{_n(y + 4)} {_n(x - 4)},{_n(y)}"
        shape = {"points": points, "fill": "#ffffff", "stroke": f"#{_OTHER}"}
        picture.append(ET.Element("polygon", shape | {"stroke-width": "1.5"}))
        return
    picture.append(ET.Element("circle", {"cx": _n(x), "cy": _n(y), "r": "3.2", "fill": f"#{NAVY}"}))


def years(side: Side, groups: Sequence[Group]) -> str:
    """Share of 符合 by year of the period's end, as one side sees it."""
    said = f"{side}：" + "；".join(
        f"{g.name} 年 {_share(g):.0%}（{g.parks} 个园区）" for g in groups
    )
    picture = _picture(len(groups) * 30 + 8, said)
    for number, group in enumerate(groups):
        top = 4 + number * 30
        picture.append(_text(_LABEL - 10, top + 15, f"{side}　{group.name} 年", "end"))
        frame = {
            "x": str(_LABEL), "y": _n(top), "width": str(_PLOT), "height": "20",
            "fill": "#ffffff", "stroke": f"#{RULE}",
        }  # fmt: skip
        picture.append(ET.Element("rect", frame))
        colour = _OTHER if side is OTHERS else NAVY
        filled = frame | {"width": _n(_PLOT * _share(group)), "fill": f"#{colour}"}
        picture.append(ET.Element("rect", filled))
        told = f"{_share(group):.1%}　{group.parks} 个园区"
        picture.append(_text(_LABEL + _PLOT + 8, top + 15, told, "start"))
    return ET.tostring(picture, encoding="unicode")


def _share(group: Group) -> float:
    return group.met / group.judged if group.judged else 0.0


def _x(share: float) -> float:
    return _LABEL + share * _PLOT


def _picture(height: float, said: str) -> ET.Element:
    return ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {_n(height)}",
            "role": "img",
            "aria-label": said,
            "font-size": "12",
            "fill": f"#{INK}",
        },
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> ET.Element:
    ends = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)}
    return ET.Element("line", ends | {"stroke": f"#{colour}"})


def _text(x: float, y: float, text: str, anchor: str, colour: str = "") -> ET.Element:
    element = ET.Element("text", {"x": _n(x), "y": _n(y), "text-anchor": anchor})
    if colour:
        element.set("fill", f"#{colour}")
    element.text = text
    return element


def _short(label: str) -> str:
    return label if width(label) <= _LABEL_COLUMNS else clip(label, _LABEL_COLUMNS)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
