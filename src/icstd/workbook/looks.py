"""How the workbook looks: one place for fonts, colours and cell formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

BLUE, PALE, LINE = "#1F4E79", "#EAF1F8", "#B7C4D1"
GREY, WHITE, YELLOW, RED, ORANGE = "#5B6670", "#FFFFFF", "#FFF6D6", "#F8D7D3", "#FCE3C8"

_FONT: dict[str, Any] = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_BOX: dict[str, Any] = {"border": 1, "border_color": LINE}
_INPUT: dict[str, Any] = {**_FONT, **_BOX, "locked": False, "bg_color": WHITE}
_LABEL: dict[str, Any] = {**_FONT, **_BOX, "bg_color": PALE, "text_wrap": True}
_LEFT: dict[str, Any] = {**_LABEL, "indent": 1}

_FORMATS: dict[str, dict[str, Any]] = {
    "title": {**_FONT, "font_name": "黑体", "font_size": 16, "font_color": BLUE},
    "lead": {**_FONT, "font_size": 10, "font_color": GREY, "text_wrap": True, "valign": "top"},
    "text": {**_FONT, "text_wrap": True, "valign": "top"},
    "strong": {**_FONT, "bold": True, "font_color": BLUE},
    "notice": {**_FONT, "text_wrap": True, "bg_color": YELLOW, "border": 1, "border_color": LINE},
    "head": {
        **_FONT,
        **_BOX,
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "font_color": WHITE,
        "bg_color": BLUE,
    },
    "label_bold": {**_LEFT, "bold": True},
    "label_center": {**_LABEL, "align": "center"},
    "help": {**_LEFT, "font_size": 9.5},
    "help_grey": {**_FONT, "font_size": 9.5, "font_color": GREY},
    "serves": {**_LEFT, "font_size": 9, "font_color": GREY},
    "link": {**_LEFT, "font_color": BLUE, "underline": 1},
    "id": {**_FONT, "font_size": 8, "font_color": GREY},
    "number": {**_INPUT, "align": "center"},
    "choice": {**_INPUT, "align": "center", "num_format": "@", "text_wrap": True},
    "date": {**_INPUT, "align": "center", "num_format": "yyyy-mm-dd"},
    "words": {**_INPUT, "indent": 1, "num_format": "@", "text_wrap": True},
    "blank": {"bg_color": YELLOW},
    "review": {"bg_color": ORANGE},
    "wrong": {"bg_color": RED},
}  # fmt: skip


class Styles:
    """The formats of one workbook, by name, made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """The format of that name."""
        if name not in self._made:
            self._made[name] = self._workbook.add_format(_FORMATS[name])
        return self._made[name]
