"""The review as one HTML page: no script, nothing fetched, printable.

The matrix is a table, not a drawing: its head stays in sight while one
scrolls, and a reader's own search finds a clause or a park in it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from .. import palette
from .._version import __version__
from ..clauses.model import Provision
from ..report.charts import svg
from ..report.layout.model import Mark
from ..report.web import ORDER, colour_rules, integrity
from ..shipped import read_shipped
from ..terms import Verdict, result_of
from . import charts, clause_tables, park_tables, tables
from .layout import HUMAN, LIMITS, TITLE, UNGROUPED, chapters, cover
from .park_tables import assessor, in_order
from .parks import ParkLine
from .whole import Review

ASSETS = Path(__file__).with_name("assets")

MOST_COLUMNS = 400
"""Parks beyond which a matrix can no longer be read, nor the park table on a page."""


class _Cell(NamedTuple):
    """verdict: its index, -1 where not in the file; other: that of others, where another."""

    verdict: int
    other: str


class _Row(NamedTuple):
    id: str
    title: str
    word: str
    cells: tuple[_Cell, ...]


def render(review: Review) -> bytes:
    """The page's bytes; the same review gives the same bytes."""
    lines = [line for line in in_order(review) if line.main]
    style = _style(len(lines))
    titles = tables.titles(review.standard)
    by_chapter = [
        (c, [r for r in review.clauses if r.provision.chapter == c.id])
        for c in review.standard.chapters
    ]
    text = _template().render(
        title=TITLE,
        standard=review.standard,
        human=HUMAN,
        cover=cover(review),
        review=review,
        answers=(
            tables.shortlist(review),
            tables.nobody(review),
            tables.mute(review),
            tables.disagreement(review),
        ),
        signal_groups=tables.signal_groups(review),
        chapters=[
            (chart.title, Markup(svg(chart)), figures)  # noqa: S704 - went through an XML writer
            for chart, figures in chapters(review)
        ],
        forests=[
            (c, Markup(charts.forest(rows, titles, f"第 {c.id} 章各条款的符合率")))  # noqa: S704
            for c, rows in by_chapter
            if rows
        ],
        readable=len(lines) <= MOST_COLUMNS,
        most=MOST_COLUMNS,
        matrix=_matrix(review, lines) if len(lines) <= MOST_COLUMNS else [],
        heads=[(line.facts.park, assessor(line)) for line in lines],
        parks=park_tables.parks(review),
        clauses=clause_tables.clauses(review),
        promises=clause_tables.promises(review),
        limits=LIMITS,
        sensitivity=clause_tables.sensitivity(review),
        groups=park_tables.groups(review),
        years=[
            Markup(charts.years(side, found))  # noqa: S704
            for side, found in review.years.items()
            if found
        ],
        ungrouped=UNGROUPED,
        comments=park_tables.comments(review),
        refused=park_tables.refused(review),
        verdicts=list(Verdict),
        tints=palette.TINTS,
        signs=[palette.TINTS[v].sign for v in Verdict],
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=integrity(style),
        version=__version__,
    )
    return text.encode("utf-8")


def _matrix(review: Review, lines: list[ParkLine]) -> list[tuple[str, list[_Row]]]:
    """Provisions by chapter, one cell a park."""
    titles = tables.titles(review.standard)
    found = []
    for chapter in review.standard.chapters:
        rows = []
        for name, provision in review.standard.provisions.items():
            if provision.chapter != chapter.id:
                continue
            cells = tuple(_cell(line, provision) for line in lines)
            rows.append(_Row(name, titles[name], provision.modality.word[:1], cells))
        if rows:
            found.append((f"第 {chapter.id} 章 {chapter.title}", rows))
    return found


def _cell(line: ParkLine, provision: Provision) -> _Cell:
    verdict, other = line.verdicts.get(provision.id), line.beside.get(provision.id)
    if verdict is None:
        return _Cell(-1, "")
    if other is None or other is verdict:
        return _Cell(ORDER[verdict], "")
    return _Cell(ORDER[verdict], result_of(provision.modality, other))


def _band(told: str) -> str:
    """`12/13` → the class of its tint, from `share0` to `share4`; nothing judged has none."""
    met, _, judged = told.partition("/")
    return f"share{int(met) * 4 // int(judged)}" if judged.strip("0") else ""


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda name: read_shipped(ASSETS / name).decode()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["band"] = _band
    environment.tests["mark"] = lambda value: isinstance(value, Mark)
    environment.tests["lines"] = lambda value: isinstance(value, tuple)
    return environment.get_template("review.html")


def _style(parks: int) -> str:
    root, marks = colour_rules()
    # on paper all parks go on one sheet of A3, as wide as there is room
    wide = f"{min(4.0, 330 / max(parks, 1)):.2f}mm"
    letter = f"{min(8.0, 330 / max(parks, 1) * 2.2):.1f}pt"
    page = (
        f"@media print {{ .matrix td, .matrix th.park {{ width: {wide}; min-width: {wide}; "
        f"max-width: {wide}; font-size: {letter}; }} }}\n"
    )
    return f"{root}{read_shipped(ASSETS / 'review.css').decode()}{marks}{page}"
