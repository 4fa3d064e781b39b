"""How the workbook looks: formats, colours by rule, print set-up."""

from __future__ import annotations

from typing import Any

from ..terms import Modality, Verdict, result_of
from .palette import BAND, INK, NAVY, QUIET, RULE, TINTS

_TEXT = {
    "font_name": "宋体",
    "font_size": 10,
    "font_color": f"#{INK}",
    "text_wrap": True,
    "valign": "top",
}
_LINED = {"bottom": 1, "bottom_color": f"#{RULE}"}
_HEAD = {
    **_TEXT,
    "font_name": "黑体",
    "bg_color": f"#{BAND}",
    "top": 2,
    "top_color": f"#{NAVY}",
    "bottom": 1,
    "bottom_color": f"#{NAVY}",
    "valign": "vcenter",
}
_LOOKS = {
    "text": {**_TEXT, **_LINED, "quote_prefix": True},
    "number": {**_TEXT, **_LINED, "align": "right", "indent": 1, "num_format": "0"},
    "total": {**_TEXT, **_LINED, "bold": True, "quote_prefix": True},
    "total number": {
        **_TEXT,
        **_LINED,
        "bold": True,
        "align": "right",
        "indent": 1,
        "num_format": "0",
    },
    "head": _HEAD,
    "number head": {**_HEAD, "align": "right", "indent": 1},
    "title": {
        "font_name": "黑体",
        "font_size": 16,
        "font_color": f"#{NAVY}",
        "valign": "vcenter",
        "quote_prefix": True,
    },
    "part": {"font_name": "黑体", "font_size": 11, "font_color": f"#{NAVY}", "valign": "vcenter"},
    "label": {**_TEXT, **_LINED, "font_name": "黑体", "font_color": f"#{QUIET}"},
    "body": {**_TEXT, "quote_prefix": True},
    "low": {**_TEXT, "valign": "bottom"},
    "line": {"bottom": 1, "bottom_color": f"#{QUIET}"},
    "lead": {**_TEXT, "font_size": 12, "quote_prefix": True},
    "note": {**_TEXT, "font_size": 9, "font_color": f"#{QUIET}", "quote_prefix": True},
    "notice": {**_TEXT, "bg_color": f"#{BAND}", "quote_prefix": True},
}


def formats_of(book: Any) -> dict[str, Any]:
    """The formats by name, made once for a workbook."""
    return {name: book.add_format(look) for name, look in _LOOKS.items()}


def tints_of(book: Any) -> dict[str, Any]:
    """A result's word → the format that colours it."""
    tints: dict[str, Any] = {}
    for verdict in Verdict:
        tint = TINTS[verdict]
        look = book.add_format({"font_color": f"#{tint.ink}", "bg_color": f"#{tint.paper}"})
        for modality in Modality:
            tints.setdefault(result_of(modality, verdict).value, look)
    return tints


def colour_results(sheet: Any, tints: dict[str, Any], area: tuple[int, int, int, int]) -> None:
    """Colour the results in an area by rule, so that edited ones change colour too."""
    for word, look in tints.items():
        sheet.conditional_format(
            *area, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        )


def set_up_page(sheet: Any, footer: str) -> None:
    """A4 landscape, numbered, with the result digest on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    safe = footer.replace("&", "&&")
    sheet.set_header("&C&A")
    sheet.set_footer(f"&L{safe}&R第 &P 页　共 &N 页")
    sheet.hide_gridlines(2)
