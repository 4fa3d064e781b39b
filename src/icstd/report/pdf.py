"""The PDF form, typeset with typst: tagged, numbered, the same bytes every time."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import Any

from .. import palette
from ..conformance import ConformanceReport
from .cells import plain_text
from .charts import svg
from .layout import lay_out, shown
from .layout.model import (
    Block,
    Card,
    Cards,
    Cell,
    Chart,
    Layout,
    Links,
    Mark,
    Pairs,
    Paragraph,
    Row,
    Table,
)
from .typeset import FAMILIES, breakable, compile_typst, lacking, settable

_LONG_ROW = 500
_LONG_CARD = 900
"""Characters from which a row or card may break over pages; shorter ones stay whole."""


def render(report: ConformanceReport) -> bytes:
    """The report as a tagged PDF (PDF/UA-1)."""
    return render_layout(lay_out(report), report.as_of)


def render_layout(layout: Layout, day: date) -> bytes:
    """Any layout as a tagged PDF; `day` stands where a clock would."""
    document = _document(shown(layout), day)
    return compile_typst("report.typ", "report", json.dumps(document), day)


def warnings_for(report: ConformanceReport) -> tuple[str, ...]:
    """What the PDF cannot show as it was written: characters that its fonts lack."""
    characters = lacking(_all_text(shown(lay_out(report))))
    if not characters:
        return ()
    named = "、".join(map(_named, characters[:20]))
    more = f"等 {len(characters)} 个" if len(characters) > 20 else ""
    return (f"PDF 所用字体没有下列字符，文中以编码代替：{named}{more}",)


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return code if unicodedata.combining(character) else f"{character}（{code}）"


def _document(layout: Layout, day: date) -> dict[str, Any]:
    anchors = layout.anchors()
    sections = [
        {
            "anchor": s.anchor,
            "title": settable(s.title),
            "blocks": [_block(b, anchors) for b in layout_blocks(s.blocks)],
            "contents": s.anchor == "conclusion",
        }
        for s in layout.sections
    ]
    return {
        "title": settable(layout.title),
        "subtitle": settable(layout.subtitle),
        "author": settable(layout.subtitle),
        "keywords": list(layout.keywords),
        "date": [day.year, day.month, day.day],
        "footer": settable(layout.footer),
        "cover": _pairs(layout.cover, anchors),
        "sections": sections,
        "look": {
            "ink": f"#{palette.INK}",
            "quiet": f"#{palette.QUIET}",
            "rule": f"#{palette.RULE}",
            "band": f"#{palette.BAND}",
            "navy": f"#{palette.NAVY}",
        },
    }


def layout_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks as a page has room for them."""
    return tuple(b.brief() if isinstance(b, Table) else b for b in blocks)


def _block(block: Block, anchors: frozenset[str]) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": breakable(block.text), "role": block.role}
    if isinstance(block, Pairs):
        return {"kind": "pairs", "pairs": _pairs(block, anchors)}
    if isinstance(block, Table):
        return _table(block, anchors)
    if isinstance(block, Cards):
        return {"kind": "cards", "cards": [_card(c, anchors) for c in block.cards]}
    if isinstance(block, Chart):
        return {
            "kind": "chart",
            "title": settable(block.title),
            "summary": settable(block.summary),
            "svg": svg(_settable_chart(block), FAMILIES[0]),
        }
    return {
        "kind": "signatures",
        "blocks": [{"title": b.title, "lines": list(b.lines)} for b in block.blocks],
    }


def _settable_chart(chart: Chart) -> Chart:
    return chart._replace(bars=tuple(b._replace(label=settable(b.label)) for b in chart.bars))


def _table(table: Table, anchors: frozenset[str]) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": settable(table.caption),
        "headed": table.headed,
        "columns": [
            {"title": settable(c.title), "width": width, "numeric": c.numeric}
            for c, width in zip(table.columns, table.widths(), strict=True)
        ],
        "rows": [_row(r, anchors) for r in table.rows],
    }


def _row(row: Row, anchors: frozenset[str]) -> dict[str, Any]:
    return {
        "cells": [_cell(c, anchors) for c in row.cells],
        "anchor": row.anchor,
        "total": row.total,
        "long": max(len(plain_text(c)) for c in row.cells) > _LONG_ROW,
    }


def _card(card: Card, anchors: frozenset[str]) -> dict[str, Any]:
    return {
        "anchor": card.anchor,
        "title": breakable(card.title),
        "mark": _cell(card.mark, anchors),
        "pairs": _pairs(Pairs(card.pairs), anchors),
        "long": sum(len(plain_text(c)) for _, c in card.pairs) > _LONG_CARD,
    }


def _pairs(pairs: Pairs, anchors: frozenset[str]) -> list[tuple[str, Any]]:
    return [(settable(label), _cell(cell, anchors)) for label, cell in pairs.pairs]


def _cell(cell: Cell, anchors: frozenset[str]) -> Any:
    if isinstance(cell, Mark):
        if cell.verdict is None:
            return {"mark": breakable(cell.text), "ink": None}
        tint = palette.TINTS[cell.verdict]
        return {
            "mark": breakable(cell.text),
            "ink": f"#{tint.ink}",
            "paper": f"#{tint.paper}",
            "sign": tint.sign,
        }
    if isinstance(cell, Links):
        return {
            "links": [
                (breakable(link.text), link.anchor if link.anchor in anchors else "")
                for link in cell.links
            ]
        }
    if isinstance(cell, str):
        return breakable(cell)
    return cell if isinstance(cell, int) else [breakable(line) for line in cell]


def _all_text(thing: object) -> str:
    """Every text of a layout, one after another."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, tuple):
        return "".join(map(_all_text, thing))
    if isinstance(thing, Layout):
        return _all_text((thing.title, thing.subtitle, thing.cover, thing.footer)) + "".join(
            _all_text((s.title, layout_blocks(s.blocks))) for s in thing.sections
        )
    if isinstance(thing, Table):
        return _all_text((thing.caption, thing.columns, thing.rows))
    return ""
