"""Days: the date of an answer, a cover or a piece of evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..errors import Place
from .asked import Asked, told_read
from .reading import Wrong
from .report import Path, Report


def day_of(raw: Any, asked: Asked) -> date | None:
    """The date of an answer, not after the day it is held against."""
    found = read_day(raw, asked.at, asked.path, asked.report)
    if found and asked.as_of and found > asked.as_of and not asked.item.future:
        message = f"{found} 晚于评价日 {asked.as_of}"
        advice = "检查年份；评价日以后才有的事不填，或者改评价日"
        asked.refuse("E-DATE-FUTURE", message, advice)
        return None
    return found


def read_day(raw: Any, at: Place, path: Path, report: Report) -> date | None:
    """A date; None where it is blank or has been refused."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if isinstance(raw, str) and len(raw) == 10 and raw.isascii() and raw[4] == raw[7] == "-":
        try:
            plain = date.fromisoformat(raw)
        except ValueError:
            plain = None
        if plain and 1950 <= plain.year <= 2099:
            return plain
    from .dates import read_date

    found = read_date(raw)
    if isinstance(found, Wrong):
        report.add(
            found.code, at, path, found.message, found.advice, cause=found.advice, meant=found.meant
        )
        return None
    if found.cause:
        told_read(raw, found, at, path, report)
    day: date = found.value
    return day
