"""One answer cell: its format, its check with a Chinese message, its value."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..assessment.fields import Field
from ..assessment.workbook_layout import LIST_SHEET
from ..assessment.workbook_values import texts_of
from ..errors import UsageProblem
from ..terms import ItemType, Special
from ..text import plain_number
from ..workbook.looks import Looks
from ..workbook.writing import MAX_CELL, Area, area_name, cell_name

_OTHER_FORM = "改用 YAML 或网页填报表"

_FORMATS = {
    ItemType.YES_NO: "answer choice",
    ItemType.CHOICE: "answer choice",
    ItemType.COUNT: "answer number",
    ItemType.NUMBER: "answer number",
    ItemType.PERCENT: "answer number",
    ItemType.DATE: "answer date",
}
_NUMERIC = (ItemType.COUNT, ItemType.NUMBER, ItemType.PERCENT)
_DAYS = ("DATE(1950,1,1)", "DATE(2199,12,31)")
_WORDS = frozenset(word.value for word in Special)
_FURTHER = "\n  "


class Lists:
    """The lists behind the drop-downs, each in a column of the hidden sheet."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], int] = {}

    def source(self, words: tuple[str, ...]) -> str:
        """The reference of a list, which is taken up when first asked for."""
        column = self.columns.setdefault(words, len(self.columns))
        return f"='{LIST_SHEET}'!{area_name((0, column, len(words) - 1, column), fixed=True)}"


def format_name(field: Field) -> str:
    """Name of the format of a field's cell."""
    return _FORMATS.get(field.type, "answer words")


def write_value(sheet: Any, at: tuple[int, int], field: Field, value: Any, looks: Looks) -> None:
    """Write a value as a document holds it; text is never read as anything else.

    at: row and column, from 0.
    """
    row, column = at
    look = looks[format_name(field)]
    if value is None or value in ([], ()):
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否", look)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, float(value), look)
    elif field.type is ItemType.DATE and (day := _day(str(value))):
        sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), look)  # noqa: DTZ001
    else:
        write_text(sheet, row, column, as_text(value), look)


def write_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Write text.  Raises UsageProblem where a cell cannot hold it."""
    if len(text) > MAX_CELL:
        raise UsageProblem(
            f"有一处文字有 {len(text)} 字，Excel 的一格最多 {MAX_CELL} 字",
            _OTHER_FORM,
            "E-TOO-LONG",
        )
    sheet.write_string(row, column, text, look)


def as_text(value: Any) -> str:
    """A text, or several so that they can be told apart again.

    Several texts are joined by 、 where that can be undone; else they stand
    one on a line, the last line ended too, further lines of a text indented.
    """
    if not isinstance(value, list | tuple):
        return str(value)
    parts = [str(part) for part in value]
    joined = "、".join(parts)
    if joined in _WORDS or texts_of(joined) != parts:
        return "".join(part.replace("\n", _FURTHER) + "\n" for part in parts)
    return joined


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > 1900 and text == day.isoformat() else None


def add_check(sheet: Any, area: Area, field: Field, lists: Lists) -> None:
    """Let the program check what is typed, with a message in Chinese."""
    options: dict[str, Any] = {"validate": "any"}
    if field.type in (ItemType.YES_NO, ItemType.CHOICE):
        words = tuple(dict.fromkeys((*field.options, *field.words)))
        options = {
            "validate": "list",
            "source": lists.source(words),
            "error_title": "请从下拉列表中选",
            "error_message": _cut(f"“{field.label}”只能填：{'、'.join(words)}", 255),
        }
    elif field.type in _NUMERIC or field.type is ItemType.DATE:
        cell = cell_name(area[0], area[1])
        options = {
            "validate": "custom",
            "value": _formula(field, cell),
            "error_title": "填写不对",
            "error_message": _cut(_complaint(field), 255),
        }
    if field.help or field.how:
        options |= {
            "input_title": _cut(field.label, 32),
            "input_message": _cut("\n".join(t for t in (field.help, field.how) if t), 255),
        }
    if options != {"validate": "any"}:
        sheet.data_validation(*area, options)


def _formula(field: Field, cell: str) -> str:
    if field.type is ItemType.DATE:
        tests = [f"{cell}>={_DAYS[0]}", f"{cell}<={_DAYS[1]}"]
    else:
        tests = [f"{cell}={cell}"]
        if field.min is not None:
            tests.append(f"{cell}>={plain_number(field.min)}")
        if field.max is not None:
            tests.append(f"{cell}<={plain_number(field.max)}")
        if field.type is ItemType.COUNT:
            tests.append(f"{cell}=INT({cell})")
    words = ",".join(f'{cell}="{word}"' for word in field.words)
    otherwise = f"OR({words})" if words else "FALSE"
    return f"=IF(ISNUMBER({cell}),AND({','.join(tests)}),{otherwise})"


def _complaint(field: Field) -> str:
    words = "，".join(f"也可填“{word}”" for word in field.words)
    return f"“{field.label}”{field.how or '填得不对'}" + (f"。{words}" if words else "") + "。"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
