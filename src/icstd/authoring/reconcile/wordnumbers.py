"""The numbers that Word prints before paragraphs and that are not in their text.

Standards are mostly written with templates whose chapter, clause and list
numbers are automatic.  They are counted here as Word counts them (ECMA-376
part 1, 17.9): by abstract numbering and level, restarting below a level that
moves on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


class Numbers:
    """Counts automatic numbers as Word does."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # abstract → level → …
        self.abstract: dict[str, str] = {}
        self.linked: dict[tuple[str, str], int] = {}  # abstract, style → level
        self.overrides: dict[tuple[str, int], int] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.findall(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"))
            self.levels[key] = dict(_levels(abstract))
            for level in abstract.findall(qn("w:lvl")):
                linked = _value(level, "w:pStyle")
                if linked is not None:
                    self.linked[key, linked] = int(level.get(qn("w:ilvl")))
        for num in root.findall(qn("w:num")):
            key = num.get(qn("w:numId"))
            self.abstract[key] = _value(num, "w:abstractNumId") or ""
            for override in num.findall(qn("w:lvlOverride")):
                start = _value(override, "w:startOverride")
                if start is not None:
                    self.overrides[key, int(override.get(qn("w:ilvl")))] = int(start)

    def label(self, paragraph: Paragraph) -> str:
        """The number Word prints before a paragraph, or empty; counts it."""
        num, level = self._numbering(paragraph)
        abstract = self.abstract.get(num, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        self._count(num, abstract, level, levels)
        form, pattern, _ = levels[level]
        if form == "bullet":
            return "——" if pattern and pattern[0] in "—–-－\uf0be" else "●"
        for n in range(level + 1):
            above = levels.get(n, ("decimal", "", 1))
            shown = self.counts[abstract].get(n, above[2])
            pattern = pattern.replace(f"%{n + 1}", _figure(shown, above[0]))
        return pattern

    def _count(self, num: str, abstract: str, level: int, levels: dict[int, Any]) -> None:
        counts = self.counts.setdefault(abstract, {})
        override = self.overrides.get((num, level))
        if override is not None and (num, level) not in self.started:
            counts[level] = override
        else:
            counts[level] = counts.get(level, levels[level][2] - 1) + 1
        self.started.add((num, level))
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        for above in range(level):
            counts.setdefault(above, levels[above][2] if above in levels else 1)

    def _numbering(self, paragraph: Paragraph) -> tuple[str, int]:
        """numId and level, the paragraph's own or inherited from its styles."""
        num: str | None = None
        level: str | None = None
        linked = 0
        holders: list[tuple[Any, str]] = [(paragraph._p.pPr, "")]  # no public way
        style: Any = paragraph.style
        while style is not None and len(holders) < 12:
            holders.append((style.element.pPr, style.style_id))
            style = style.base_style
        for properties, style_id in holders:
            found = properties.find(qn("w:numPr")) if properties is not None else None
            if found is None:
                continue
            if num is None:
                num = _value(found, "w:numId")
                linked = self.linked.get((self.abstract.get(num or "", ""), style_id), 0)
            level = level if level is not None else _value(found, "w:ilvl")
        return num or "0", linked if level is None else int(level)


def _levels(abstract: Any) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for level in abstract.findall(qn("w:lvl")):
        form = _value(level, "w:numFmt") or "decimal"
        start = _value(level, "w:start") or "1"
        pattern = _value(level, "w:lvlText") or ""
        yield int(level.get(qn("w:ilvl"))), (form, pattern, int(start))


def _value(element: Any, tag: str) -> str | None:
    found = element.find(qn(tag))
    return None if found is None else found.get(qn("w:val"))


def _figure(number: int, form: str) -> str:
    if form == "lowerLetter":
        return chr(ord("a") + (number - 1) % 26)
    if form == "upperLetter":
        return chr(ord("A") + (number - 1) % 26)
    if form == "none":
        return ""
    return str(number)
