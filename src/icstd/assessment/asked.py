"""One answer being read: what is asked, where it stands, and what is said of it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from ..clauses.model import DataItem
from ..errors import Place
from ..terms import AtLeast
from .reading import Read, Wrong
from .report import Path, Report
from .texts import shown


class Asked(NamedTuple):
    """What is asked, where the answer stands, and the date it is held against."""

    item: DataItem
    at: Place
    path: Path
    report: Report
    as_of: date | None

    def refuse(self, code: str, message: str, advice: str = "", **more: Any) -> None:
        """Note a problem with this answer; `more` as `Report.add`."""
        self.report.add(code, self.at, self.path, message, advice, **more)

    def refuse_as(self, wrong: Wrong) -> None:
        """Note what is wrong with the writing."""
        self.refuse(wrong.code, wrong.message, wrong.advice, cause=wrong.code, meant=wrong.meant)

    def tell(self, raw: Any, value: Any, cause: str) -> None:
        """Say how an oddly written answer was read."""
        told_read(raw, Read(value, cause), self.at, self.path, self.report)


def told_read(raw: Any, found: Read, at: Place, path: Path, report: Report) -> None:
    """Note how a writing was read."""
    value, cause = found
    text = _plainly(value)
    said = shown(raw) if isinstance(raw, str) else f"{shown(raw)} "
    if "全角" in cause:
        message = f"{said}里有{cause}，已按{text}读"
        report.add("W-FULLWIDTH", at, path, message, "换成半角", cause=cause, meant=value)
    else:
        advice = f"写成{text}".rstrip()
        report.add("W-READ", at, path, f"{said}按{text}读", advice, cause=cause, meant=value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    return f" {value if isinstance(value, date | str | AtLeast) else shown(value)} "
