"""Delivering papers: printed on the terminal, written as HTML, Word or Excel."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ..report.cells import plain_text
from ..report.layout.model import Block, Layout, Pairs, Paragraph, Table
from ..report.page import Page
from . import streams
from .terminal import look


def add_output_arguments(parser: ArgumentParser) -> None:
    """The options that say where papers go."""
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="文件",
        help="写出文件，可以多次；扩展名决定格式",
    )
    parser.add_argument("--force", action="store_true", help="允许覆盖已有的输出文件")


def deliver(
    layout: Layout, args: Namespace, day: date, inputs: Iterable[str | Path], lead: str = ""
) -> None:
    """Write the papers to every output, or print them where there is none."""
    from ..output import PAPERS, write_layout

    for target in args.output:
        if Path(target).suffix.lower() in PAPERS:
            write_layout(layout, target, day, force=args.force, inputs=inputs)
    page = Page(look())
    if args.output:
        page.put(lead or layout.title)
        for target in args.output:
            page.put(f"已写出 {target}")
    else:
        _print(page, layout, lead)
    streams.out(page.text())


def _print(page: Page, layout: Layout, lead: str) -> None:
    page.put(f"{layout.title}　{layout.subtitle}", style="strong")
    for label, cell in layout.cover.pairs:
        if plain_text(cell):
            page.labelled(label, plain_text(cell, " "))
    if lead:
        page.put(lead, style="strong")
    for section in layout.sections:
        page.head(section.title)
        for block in section.blocks:
            _block(page, block)


def _block(page: Page, block: Block) -> None:
    if isinstance(block, Paragraph):
        page.put(block.text, indent=2)
    elif isinstance(block, Pairs):
        for label, cell in block.pairs:
            page.labelled(label, plain_text(cell, " "), indent=2)
    elif isinstance(block, Table):
        for row in block.rows:
            first, *rest = (plain_text(c, "；") for c in row.cells)
            titles = [c.title for c in block.columns[1:]]
            said = [f"{t} {c}" for t, c in zip(titles, rest, strict=True) if c and c != "—"]
            page.labelled(first, "　".join(said), indent=2)
