"""The HTML form: one file that opens from a stick, works without script, prints on A4.

Nothing is fetched; a content security policy names the hashes of our own
style and script, so that nothing else could run even if it got in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from .. import palette
from .._version import __version__
from ..conformance import ConformanceReport
from ..shipped import read_shipped
from .charts import svg
from .layout import lay_out, shown
from .layout.model import Cards, Chart, Layout, Links, Mark, Pairs, Paragraph, Table
from .typeset import ASSETS
from .web import ORDER, colour_rules, integrity


def render(report: ConformanceReport) -> bytes:
    """The report as one HTML file."""
    return render_layout(lay_out(report), report.as_of)


def render_layout(layout: Layout, _day: date) -> bytes:
    """Any layout as one HTML file; it bears no date of its own."""
    layout = shown(layout)
    style, script = _style(layout.footer), _asset("report.js")
    text = _template().render(
        report=layout,
        anchors=layout.anchors(),
        filtered=any(section.anchor == "results" for section in layout.sections),
        results=_results(layout),
        order=ORDER,
        tints=palette.TINTS,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        style_hash=integrity(style),
        script_hash=integrity(script),
        version=__version__,
        drawing=_drawing,
    )
    return text.encode("utf-8")


def _drawing(chart: Chart) -> Markup:
    """A chart; every text in it went through an XML writer."""
    return Markup(svg(chart))  # noqa: S704


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda name: read_shipped(ASSETS / name).decode()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    kinds = {
        "mark": Mark,
        "links": Links,
        "paragraph": Paragraph,
        "pairs_block": Pairs,
        "table_block": Table,
        "cards": Cards,
        "chart": Chart,
        "lines": tuple,
    }
    for name, kind in kinds.items():
        environment.tests[name] = _whether(kind)
    return environment.get_template("report.html")


def _whether(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def _style(footer: str) -> str:
    root, marks = colour_rules()
    widths = "".join(f".w{n} {{ width: {n}%; }}\n" for n in range(1, 101))
    said = "".join(f"\\{ord(c):x} " for c in footer)  # a CSS string that nothing can end early
    look = f"font-size: 8.5pt; color: #{palette.QUIET};"
    page = f'@page {{ @bottom-left {{ content: "{said}"; {look} }} }}'
    return f"{root}{marks}{widths}{_asset('report.css')}{page}\n"


def _asset(name: str) -> str:
    return read_shipped(ASSETS / name).decode()


def _results(layout: Layout) -> list[str]:
    """The results that occur, to be chosen from."""
    return list(dict.fromkeys(row.result for row in layout.results.rows))
