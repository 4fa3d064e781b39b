"""The Word form: real headings, repeated header rows, fixed widths, page numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm, Pt, RGBColor

from .. import palette
from ..conformance import ConformanceReport
from .cells import plain_text
from .charts import svg
from .docx_parts import (
    add_field,
    add_picture,
    drop_themes,
    fix_widths,
    modern,
    set_borders,
    set_fonts,
    set_row,
    shade,
    without_clock,
)
from .layout import lay_out, shown
from .layout.model import (
    Block,
    Card,
    Cards,
    Cell,
    Chart,
    Layout,
    Mark,
    Pairs,
    Paragraph,
    Signatures,
    Table,
)
from .typeset import FAMILIES, picture_of

_SONG, _HEI, _LATIN = "宋体", "黑体", "Times New Roman"
_WIDTH = Mm(170)
_LONG = 900
"""Characters of a row or card from which it may be torn over pages."""

_STYLES = {
    "Normal": (_SONG, 10.5, palette.INK, 4, 1.35),
    "Title": (_HEI, 18, palette.NAVY, 4, 1.2),
    "Subtitle": (_HEI, 14, palette.INK, 10, 1.2),
    "Heading 1": (_HEI, 14, palette.NAVY, 6, 1.2),
    "Heading 2": (_HEI, 11, palette.NAVY, 4, 1.2),
}
_TABLE_TEXT, _TABLE_HEAD, _LABEL = _OWN = ("表格文字", "表格标题行", "项目名称")


def render(report: ConformanceReport) -> bytes:
    """The report as a Word document."""
    return render_layout(lay_out(report), report.as_of)


def render_layout(layout: Layout, day: date) -> bytes:
    """Any layout as a Word document; `day` stands where a clock would."""
    return without_clock(_Writer(shown(layout), day).write())


class _Writer:
    """Writes one layout into one document."""

    def __init__(self, layout: Layout, day: date) -> None:
        self.layout, self.day = layout, day
        self.document: Any = docx.Document()
        self.ids: dict[str, str] = {}

    def write(self) -> bytes:
        self._set_up()
        self.document.add_paragraph(self.layout.title, style="Title")
        self.document.add_paragraph(self.layout.subtitle, style="Subtitle")
        self._pairs(self.layout.cover.pairs, lines=True)
        for section in self.layout.sections:
            self.document.add_heading(section.title, 1)
            for block, after in zip_longest(section.blocks, section.blocks[1:]):
                self._block(block)
                if isinstance(block, Paragraph) and isinstance(after, Table):
                    self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _set_up(self) -> None:
        document = self.document
        drop_themes(document)
        modern(document)
        for name, (chinese, size, colour, after, spacing) in _STYLES.items():
            self._style(document.styles[name], chinese, size, colour)
            document.styles[name].paragraph_format.space_after = Pt(after)
            document.styles[name].paragraph_format.line_spacing = spacing
        for name, chinese in ((_TABLE_TEXT, _SONG), (_TABLE_HEAD, _HEI), (_LABEL, _HEI)):
            style = document.styles.add_style(name, 1)
            style.base_style = document.styles["Normal"]
            self._style(style, chinese, 9, palette.QUIET if name == _LABEL else palette.INK)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)
            style.paragraph_format.line_spacing = 1.15
        for name in ("Title", "Subtitle"):
            document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _without_border(document.styles[name])
        document.styles["Heading 1"].paragraph_format.space_before = Pt(16)
        document.styles["Heading 2"].paragraph_format.space_before = Pt(8)
        self.ids = {name: document.styles[name].style_id for name in _OWN}
        self._page()
        self._properties()

    def _style(self, style: Any, chinese: str, size: float, colour: str) -> None:
        set_fonts(style, _LATIN, chinese)
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour.upper())
        style.font.bold = style.font.italic = False

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(22)
        section.header_distance = section.footer_distance = Mm(12)
        header = section.header.paragraphs[0]
        self._line(header, f"{self.layout.subtitle}\t{self.layout.title}")
        footer = section.footer.paragraphs[0]
        self._line(footer, f"{self.layout.footer}\t第 ")
        add_field(footer, "PAGE")
        footer.add_run(" 页　共 ")
        add_field(footer, "NUMPAGES")
        footer.add_run(" 页")

    def _dress(self, paragraph: Any, style: str) -> None:
        """Give a paragraph a style by its id; looking it up by name costs most of the time."""
        paragraph._p.style = self.ids[style]

    def _line(self, paragraph: Any, text: str) -> None:
        paragraph.style = self.document.styles[_TABLE_TEXT]
        paragraph.add_run(text)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)

    def _properties(self) -> None:
        core = self.document.core_properties
        day = datetime.combine(self.day, time())
        core.title = f"{self.layout.title}　{self.layout.subtitle}"[:255]
        core.author = core.last_modified_by = "icstd"
        core.subject = self.layout.footer[:255]
        core.keywords = self.layout.keywords[-1][:255]
        core.comments, core.language, core.revision = "", "zh-CN", 1
        core.created = core.modified = day

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Pairs):
            self._pairs(block.pairs)
        elif isinstance(block, Table):
            self._table(block.brief())
        elif isinstance(block, Cards):
            for card in block.cards:
                self._card(card)
        elif isinstance(block, Chart):
            self._chart(block)
        else:
            self._signatures(block)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(block.text)
        if block.role == "lead":
            run.font.size = Pt(12)
        elif block.role == "note":
            run.font.size = Pt(9)
            run.font.color.rgb = RGBColor.from_string(palette.QUIET.upper())
        elif block.role == "notice":
            shade(paragraph._p.get_or_add_pPr(), palette.BAND)

    def _grid(self, rows: int, widths: Sequence[Length], *, lines: bool = True) -> Any:
        table = self.document.add_table(rows, len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        set_borders(table, lines=lines)
        fix_widths(table, widths)
        return table

    def _pairs(
        self, pairs: Sequence[tuple[str, Cell]], *, lines: bool = False, together: bool = False
    ) -> None:
        widths = [Mm(28), Length(_WIDTH - Mm(28))]
        table = self._grid(len(pairs), widths, lines=lines)
        rows = list(table.rows)
        for row, (label, value) in zip(rows, pairs, strict=True):
            set_row(row, whole=len(plain_text(value)) < _LONG)
            left, right = row.cells
            left.width, right.width = widths
            self._dress(left.paragraphs[0], _LABEL)
            left.paragraphs[0].add_run(label)
            self._fill(right, value)
            if together and row is not rows[-1]:
                left.paragraphs[0].paragraph_format.keep_with_next = True
        self._gap()

    def _table(self, block: Table) -> None:
        if block.headed:
            self.document.add_heading(block.caption, 2)
        widths = [Length(round(_WIDTH * share)) for share in block.widths()]
        table = self._grid(len(block.rows) + 1, widths)
        head, *rows = table.rows
        set_row(head, header=True)
        for cell, column, width in zip(head.cells, block.columns, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            self._dress(paragraph, _TABLE_HEAD)
            paragraph.add_run(column.title)
            self._align(cell, numeric=column.numeric)
            shade(cell._tc.get_or_add_tcPr(), palette.BAND)
        for row, told in zip(rows, block.rows, strict=True):
            set_row(row, whole=max(len(plain_text(c)) for c in told.cells) < _LONG)
            cells = zip(row.cells, told.cells, block.columns, widths, strict=True)
            for cell, value, column, width in cells:
                cell.width = width
                self._fill(cell, value, strong=told.total)
                self._align(cell, numeric=column.numeric)
        self._gap()

    def _align(self, cell: Any, *, numeric: bool) -> None:
        if numeric:
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _fill(self, cell: Any, value: Cell, *, strong: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        lines = plain_text(value).split("\n")
        for number, line in enumerate(lines):
            if number:
                paragraph = cell.add_paragraph()
            self._dress(paragraph, _TABLE_HEAD if strong else _TABLE_TEXT)
            run = paragraph.add_run(line)
            if isinstance(value, Mark):
                self._mark(run, value)

    def _mark(self, run: Any, mark: Mark) -> None:
        if mark.verdict is None:
            run.font.color.rgb = RGBColor.from_string(palette.QUIET.upper())
            return
        tint = palette.TINTS[mark.verdict]
        run.text = f"{tint.sign} {mark.text}"
        run.font.color.rgb = RGBColor.from_string(tint.ink.upper())
        shade(run._r.get_or_add_rPr(), tint.paper)

    def _card(self, card: Card) -> None:
        heading = self.document.add_heading("", 2)
        heading.add_run(f"{card.title}　")
        self._mark(heading.add_run(card.mark.text), card.mark)
        short = sum(len(plain_text(value)) for _, value in card.pairs) < _LONG
        self._pairs(card.pairs, lines=True, together=short)

    def _chart(self, chart: Chart) -> None:
        self.document.add_heading(chart.title, 2)
        picture = picture_of(svg(chart, FAMILIES[0]), self.day)
        add_picture(self.document, picture, _WIDTH, chart.title, chart.summary)

    def _signatures(self, block: Signatures) -> None:
        half = Length(_WIDTH // len(block.blocks))
        table = self._grid(1, [half] * len(block.blocks), lines=False)
        row = table.rows[0]
        set_row(row)
        for cell, signature in zip(row.cells, block.blocks, strict=True):
            cell.width = half
            cell.paragraphs[0].style = self.document.styles["Heading 2"]
            cell.paragraphs[0].add_run(signature.title)
            for line in signature.lines:
                paragraph = cell.add_paragraph(f"{line}\t")
                paragraph.paragraph_format.space_before = Pt(14)
                stops = paragraph.paragraph_format.tab_stops
                stops.add_tab_stop(
                    Length(half - Mm(10)), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES
                )

    def _gap(self) -> None:
        """Room after a table; Word would join two tables that touch."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(8)


def _without_border(style: Any) -> None:
    from docx.oxml.ns import qn

    properties = style.element.pPr
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
