"""Workbooks that are damaged, hostile or no workbooks: family X of the bad inputs."""

from __future__ import annotations

import io
import re
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from loading import TOO_LONG
from workbooks import added, blank, edited, patched, read, refusals, standard

from icstd.assessment.workbook_form import read_form
from icstd.errors import InputProblems
from icstd.workbook.guard import examine

HERE = Path(__file__).with_name("bad_inputs")
SHEET = "xl/worksheets/sheet3.xml"  # the first section
OTHER = "E-XLSX-FORM"  # sound, but not ours

FAMILY = {
    "X03": "E-XLSX-RANGE",
    "X05": OTHER,
    "X06": "E-XLSX-XML",
    "X07": "E-XLSX-XML",
    "X09": "E-XLSX-XML",
    "X10": "E-XLSX-FORMULA",
    "X11": "E-NUMBER",
    "X12": "E-XLSX-DAMAGED",
    "X13": "E-XLSX-DAMAGED",
    "X15": "E-XLSX-DAMAGED",
    "X16": "E-XLSX-DAMAGED",
    "X17": "E-XLSX-DAMAGED",
    "X18": "E-XLSX-DAMAGED",
    "X19": "E-XLSX-DAMAGED",
    "X20": "E-XLSX-DAMAGED",
    "X22": "E-XLSX-DAMAGED",
    "X23": "E-XLSX-NOTXLSX",
    "X24": "E-XLSX-MEMBER",
    "X26": "E-EMPTY",
}


@pytest.mark.parametrize(("name", "code"), FAMILY.items(), ids=FAMILY)
def test_a_bad_workbook_is_refused_with_its_code_in_chinese(name: str, code: str) -> None:
    first = refusals((HERE / f"{name}.xlsx").read_bytes())[0]
    assert first.code == code
    assert re.match("[\u4e00-\u9fff]", first.message)
    assert first.advice


def test_every_workbook_of_the_family_is_tried() -> None:
    assert {f.stem for f in HERE.glob("X*.xlsx")} == set(FAMILY)


def codes(data: bytes) -> set[str]:
    return {p.code for p in refusals(data)}


def in_sheet(old: bytes, new: bytes) -> bytes:
    """The real form with a piece of its first section's sheet replaced."""

    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new, 1)

    return patched(SHEET, change)


def value_cell(inside: bytes, attributes: bytes = b"") -> bytes:
    """The real form with the first value cell (D4) written anew."""

    def change(part: bytes) -> bytes:
        made = re.sub(
            rb'<c r="D4"[^>]*/>', b'<c r="D4"' + attributes + b">" + inside + b"</c>", part
        )
        assert made != part
        return made

    return patched(SHEET, change)


def many_parts() -> bytes:
    data = blank()
    for n in range(200):
        data = added(f"xl/media/{n}.png", b"x", data)
    return data


WHOLE_SHEET = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><x'
ENTITY = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><worksheet'
FAR_RIGHT = b'<c r="AY4"><v>1</v></c></row><row r="5"'
FAR_DOWN = b'<row r="5011"><c r="A5011"><v>1</v></c></row></sheetData>'

DEFECTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a formula with a cached value": (
        "E-XLSX-FORMULA",
        lambda: value_cell(b'<f>WEBSERVICE("http://x")</f><v>7</v>'),
    ),
    "a number beyond all numbers": ("E-NUMBER", lambda: value_cell(b"<v>1e999</v>")),
    "a shared text that is not there": (
        "E-XLSX-DAMAGED",
        lambda: value_cell(b"<v>99999</v>", b' t="s"'),
    ),
    "a date that is none": ("E-XLSX-DAMAGED", lambda: value_cell(b"<v>never</v>", b' t="d"')),
    "a style that is not there": ("E-XLSX-DAMAGED", lambda: value_cell(b"<v>1</v>", b' s="9999"')),
    "a merge over the whole sheet": ("E-XLSX-RANGE", lambda: in_sheet(b"<mergeCells", WHOLE_SHEET)),
    "an entity declaration": ("E-XLSX-XML", lambda: in_sheet(b"<worksheet", ENTITY)),
    "a sheet cut short": ("E-XLSX-DAMAGED", lambda: patched(SHEET, lambda part: part[:2000])),
    "an encoding nobody knows": (
        "E-XLSX-DAMAGED",
        lambda: in_sheet(b'encoding="UTF-8"', b'encoding="rId12"'),
    ),
    "half a file": ("E-XLSX-DAMAGED", lambda: blank()[: len(blank()) // 2]),
    "rows out of order": ("E-XLSX-DAMAGED", lambda: in_sheet(b'<row r="4"', b'<row r="2"')),
    "a row that is no number": ("E-XLSX-DAMAGED", lambda: in_sheet(b'<row r="4"', b'<row r="x"')),
    "a cell that is nowhere": ("E-XLSX-DAMAGED", lambda: in_sheet(b'<c r="D4"', b'<c r="ZZZZ0"')),
    "a value in column 51": ("E-XLSX-RANGE", lambda: in_sheet(b'</row><row r="5"', FAR_RIGHT)),
    "a value below the last row": ("E-XLSX-RANGE", lambda: in_sheet(b"</sheetData>", FAR_DOWN)),
    "macros": ("E-XLSX-MEMBER", lambda: added("xl/vbaProject.bin", b"x")),
    "macros of WPS": ("E-XLSX-MEMBER", lambda: added("xl/jsaProject.bin", b"x")),
    "an embedded file": ("E-XLSX-MEMBER", lambda: added("xl/embeddings/ole1.bin", b"x")),
    "a program beside": ("E-XLSX-MEMBER", lambda: added("setup.exe", b"x")),
    "a part that climbs out": ("E-XLSX-MEMBER", lambda: added("../../evil.txt", b"x")),
    "a part at the root of the disk": ("E-XLSX-MEMBER", lambda: added("/etc/passwd", b"x")),
    "a part named twice": ("E-XLSX-DAMAGED", lambda: added("xl/Workbook.xml", b"<x/>")),
    "too many parts": ("E-XLSX-BOMB", many_parts),
    "text renamed": ("E-XLSX-NOTXLSX", "企业总数,78\n".encode),
    "a web page renamed": ("E-XLSX-NOTXLSX", lambda: b"<html><table></table></html>"),
    "more than 5 MB": ("E-SIZE", lambda: b"PK\x03\x04" + bytes(5 << 20)),
}


@pytest.mark.parametrize("case", DEFECTS)
def test_the_real_form_with_a_defect_is_refused(case: str) -> None:
    code, made = DEFECTS[case]
    assert code in codes(made())


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (zipped(word__document_DOT_xml=b"<x/>"), "Word"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (zipped(xl__workbook_DOT_bin=b"x"), "xlsb"),
        (zipped(a_DOT_txt=b"x"), "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls"),
    ],
)
def test_what_it_is_instead_of_a_workbook_is_said(data: bytes, word: str) -> None:
    only = refusals(data)
    assert [p.code for p in only] == ["E-XLSX-NOTXLSX"]
    assert word in only[0].message


def test_a_workbook_with_a_password_is_told_from_an_old_one() -> None:
    """Both are OLE files; the password one names its stream in UTF-16."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    only = refusals(data)
    assert [p.code for p in only] == ["E-XLSX-ENCRYPTED"]
    assert "密码" in only[0].advice


def bomb(size: int, *, declared: int | None = None) -> bytes:
    """A form with one sheet inflated to `size` bytes of blanks."""
    data = patched(SHEET, lambda part: part + b" " * size)
    if declared is None:
        return data
    told = bytearray(data)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    struct.pack_into("<I", told, at + 24, declared)
    return bytes(told)


@pytest.mark.parametrize("declared", [None, 1000], ids=["honest", "lying about its size"])
def test_a_bomb_is_refused_without_being_held_in_memory(declared: int | None) -> None:
    data = bomb(60_000_000, declared=declared)
    assert len(data) < 5 << 20
    tracemalloc.start()
    start = process_time()
    found = codes(data)
    taken = process_time() - start
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == {"E-XLSX-BOMB"}
    assert peak < 60_000_000
    assert taken < TOO_LONG


def test_a_workbook_of_a_million_elements_or_deep_ones_is_refused() -> None:
    wide = patched(
        "xl/styles.xml", lambda part: part.replace(b"<fonts", b"<x/>" * 200_000 + b"<fonts")
    )
    deep = patched("docProps/app.xml", lambda _: b"<a>" * 5000)
    assert codes(wide) == codes(deep) == {"E-XLSX-BOMB"}


def test_a_lying_dimension_changes_nothing() -> None:
    data = patched(
        SHEET, lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', part)
    )
    assert read(data).root == read(blank()).root


def test_the_library_that_reads_cells_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """openpyxl prints where a style is not there; results go to standard output too."""
    empty = re.compile(rb"<cellStyleXfs.*</cellStyleXfs>")
    data = patched("xl/styles.xml", lambda part: empty.sub(b"<cellStyleXfs/>", part))
    assert codes(data) == {"E-XLSX-DAMAGED"}
    assert capfd.readouterr() == ("", "")


def test_a_strict_workbook_is_told_how_to_be_saved() -> None:
    def strict(part: bytes) -> bytes:
        return part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )

    only = refusals(patched("xl/workbook.xml", strict))
    assert [p.code for p in only] == ["E-XLSX-NOTXLSX"]
    assert "Strict" in only[0].message


def test_a_merge_beyond_the_limits_is_refused_before_the_library_sees_it() -> None:
    data = in_sheet(b"<mergeCell ref", b'<mergeCell ref="B9:AZZ9999"/><mergeCell ref')
    with pytest.raises(InputProblems) as refused:
        examine(data, "form.xlsx")
    assert refused.value.problems[0].code == "E-XLSX-RANGE"


def test_a_comment_in_a_cell_and_its_drawing_do_no_harm() -> None:
    """Excel writes drawings for comments that are not even well-formed."""
    data = added("xl/drawings/vmlDrawing9.vml", b"<xml><br></xml>")
    assert read(data).root == read(blank()).root


def test_the_file_read_is_never_changed(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(blank())
    before = file.stat()
    read_form(file.read_bytes(), str(file), standard())
    after = file.stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)
    assert list(tmp_path.iterdir()) == [file]


def test_any_workbook_that_is_not_ours_is_told_to_begin_from_our_form() -> None:
    from openpyxl import Workbook

    out = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "企业总数"
    book.save(out)
    only = refusals(out.getvalue())
    assert [p.code for p in only] == [OTHER]
    assert "icstd init" in only[0].advice


def test_changing_one_byte_anywhere_never_crashes() -> None:
    """Every 5003rd byte; what comes out is a document or problems, nothing else."""
    data = edited(lambda book: None)
    for at in range(0, len(data), 5003):
        broken = bytearray(data)
        broken[at] ^= 0x55
        try:
            read(bytes(broken))
        except InputProblems:
            continue
