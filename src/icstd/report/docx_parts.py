"""What python-docx has no words for: fonts, fields, borders, and a zip without a clock."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length

from ..palette import NAVY, RULE
from .typeset import NO_PICTURE

_FIXED = (1980, 1, 1, 0, 0, 0)
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "csTheme")


def set_fonts(style: Any, latin: str, chinese: str) -> None:
    """Name the fonts of a style for Latin and for Chinese text."""
    style.font.name = latin
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute, name in (("eastAsia", chinese), ("hAnsi", latin), ("cs", latin)):
        fonts.set(qn(f"w:{attribute}"), name)


def drop_themes(document: Any) -> None:
    """Take theme fonts out: where they stand, named fonts do not count."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in _THEMED:
            fonts.attrib.pop(qn(f"w:{name}"), None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def modern(document: Any) -> None:
    """Say that the file is laid out as Word does since 2013, not in compatibility mode."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    setting = OxmlElement("w:compatSetting")
    setting.set(qn("w:name"), "compatibilityMode")
    setting.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    setting.set(qn("w:val"), "15")
    compat.append(setting)


def add_field(paragraph: Any, instruction: str) -> None:
    """A field that Word and LibreOffice fill in: PAGE, NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def shade(element_properties: Any, paper: str) -> None:
    """Lay a colour behind a run (`rPr`), a paragraph (`pPr`) or a cell (`tcPr`)."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), paper)
    element_properties.append(shading)


def set_borders(table: Any, *, lines: bool) -> None:
    """Rules above and below in navy, thin ones between the rows; or none at all."""
    borders = OxmlElement("w:tblBorders")
    wanted = {
        "top": ("single", "8", NAVY),
        "bottom": ("single", "8", NAVY),
        "insideH": ("single", "4", RULE),
    }
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind, size, colour = wanted.get(side, ("nil", "0", "auto"))
        if not lines:
            kind, size, colour = "nil", "0", "auto"
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), kind)
        border.set(qn("w:sz"), size)
        border.set(qn("w:space"), "0")
        border.set(qn("w:color"), colour)
        borders.append(border)
    table._tbl.tblPr.append(borders)


def fix_widths(table: Any, widths: Sequence[Length]) -> None:
    """Widths that hold in Word and in LibreOffice: table, grid and layout agree."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    whole = table._tbl.tblPr.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(sum(width.twips for width in widths)))


def set_row(row: Any, *, header: bool = False, whole: bool = True) -> None:
    """Repeat a row at the top of each page; keep it from being torn apart."""
    properties = row._tr.get_or_add_trPr()
    if whole:
        properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def without_clock(data: bytes) -> bytes:
    """The same zip with fixed dates, so that the same report gives the same bytes."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return written.getvalue()


def add_picture(
    document: Any, picture: bytes | None, width: Length, title: str, summary: str
) -> None:
    """A picture with its name and what it shows; only the words where it could not be made."""
    if picture is None:
        document.add_paragraph(f"{NO_PICTURE}{summary}")
        return
    shape = document.add_picture(io.BytesIO(picture), width=width)
    shape._inline.docPr.set("descr", summary)
    shape._inline.docPr.set("name", title)
