"""How workbooks look: fonts, colours and cell formats, set once for all of them."""

from __future__ import annotations

from typing import Any

from ..palette import BAND, INK, NAVY, QUIET, RULE, TINTS
from ..terms import Modality, Verdict, result_of

_WHITE, _YELLOW, _RED, _ORANGE = "#FFFFFF", "#FFF6D6", "#F8D7D3", "#FCE3C8"

_TEXT: dict[str, Any] = {
    "font_name": "宋体",
    "font_size": 10,
    "font_color": f"#{INK}",
    "text_wrap": True,
    "valign": "top",
}
_STRONG = {**_TEXT, "font_name": "黑体"}
_LINED = {"bottom": 1, "bottom_color": f"#{RULE}"}
_BOX = {"border": 1, "border_color": f"#{RULE}"}
_PLAIN = {"quote_prefix": True}
_FIGURE = {"align": "right", "indent": 1, "num_format": "0"}
_BAND = {
    **_STRONG,
    "bg_color": f"#{BAND}",
    "top": 2,
    "top_color": f"#{NAVY}",
    "bottom": 1,
    "bottom_color": f"#{NAVY}",
    "valign": "vcenter",
}
_LABEL = {**_TEXT, **_BOX, "bg_color": f"#{BAND}", "valign": "vcenter"}
_ASKED = {**_TEXT, **_BOX, "bg_color": _WHITE, "valign": "vcenter", "locked": False}

_LOOKS: dict[str, dict[str, Any]] = {
    # of every sheet
    "title": {**_STRONG, **_PLAIN, "font_size": 16, "font_color": f"#{NAVY}", "valign": "vcenter",
              "text_wrap": False},
    "part": {**_STRONG, "font_size": 11, "font_color": f"#{NAVY}", "valign": "vcenter",
             "text_wrap": False},
    "note": {**_TEXT, **_PLAIN, "font_size": 9, "font_color": f"#{QUIET}"},
    "notice": {**_TEXT, **_PLAIN, "bg_color": f"#{BAND}"},
    "body": {**_TEXT, **_PLAIN},
    # of tables to read
    "text": {**_TEXT, **_LINED, **_PLAIN},
    "number": {**_TEXT, **_LINED, **_FIGURE},
    "total": {**_TEXT, **_LINED, **_PLAIN, "bold": True},
    "total number": {**_TEXT, **_LINED, **_FIGURE, "bold": True},
    "head": _BAND,
    "number head": {**_BAND, "align": "right", "indent": 1},
    "label": {**_STRONG, **_LINED, "font_color": f"#{QUIET}"},
    "lead": {**_TEXT, **_PLAIN, "font_size": 12},
    "low": {**_TEXT, "valign": "bottom", "text_wrap": False},
    "line": {"bottom": 1, "bottom_color": f"#{QUIET}"},
    # of tables to fill in
    "column": {**_STRONG, **_BOX, "align": "center", "valign": "vcenter", "font_color": _WHITE,
               "bg_color": f"#{NAVY}"},
    "given": {**_TEXT, **_BOX, **_PLAIN},
    "asked": {**_TEXT, **_BOX, **_PLAIN, "bg_color": _YELLOW},
    "done": {**_TEXT, **_BOX, **_PLAIN, "bg_color": f"#{TINTS[Verdict.MET].paper}"},
    "fault": {**_TEXT, **_BOX, "font_color": f"#{TINTS[Verdict.UNMET].ink}"},
    "id": {**_TEXT, "font_size": 8, "font_color": f"#{QUIET}"},
    # of forms
    "label bold": {**_LABEL, "indent": 1, "bold": True},
    "label center": {**_LABEL, "align": "center"},
    "help": {**_LABEL, "indent": 1, "font_size": 9.5},
    "help grey": {**_TEXT, "font_size": 9.5, "font_color": f"#{QUIET}"},
    "serves": {**_LABEL, "indent": 1, "font_size": 9, "font_color": f"#{QUIET}"},
    "link": {**_LABEL, "indent": 1, "font_color": f"#{NAVY}", "underline": 1},
    "answer number": {**_ASKED, "align": "center"},
    "answer choice": {**_ASKED, "align": "center", "num_format": "@"},
    "answer date": {**_ASKED, "align": "center", "num_format": "yyyy-mm-dd"},
    "answer words": {**_ASKED, "indent": 1, "num_format": "@"},
    "answer rest": {"locked": False},
    # by rule, over what a cell looks like anyway
    "blank": {"bg_color": _YELLOW},
    "review": {"bg_color": _ORANGE},
    "wrong": {"bg_color": _RED},
}  # fmt: skip


class Looks:
    """The formats of one workbook, by name, made when first asked for."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The format of that name."""
        if name not in self._made:
            self._made[name] = self._workbook.add_format(_LOOKS[name])
        return self._made[name]

    def tints(self) -> dict[str, Any]:
        """A result's word → the format that colours it."""
        tints: dict[str, Any] = {}
        for verdict in Verdict:
            if verdict.value not in self._made:
                tint = TINTS[verdict]
                look = {"font_color": f"#{tint.ink}", "bg_color": f"#{tint.paper}"}
                self._made[verdict.value] = self._workbook.add_format(look)
            for modality in Modality:
                tints.setdefault(result_of(modality, verdict).value, self._made[verdict.value])
        return tints

    def colour_results(self, sheet: Any, area: tuple[int, int, int, int]) -> None:
        """Colour the results in an area by rule, so that edited ones change colour too."""
        for word, look in self.tints().items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            sheet.conditional_format(*area, rule)
