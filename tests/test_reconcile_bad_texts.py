"""What is no standard's text is refused: where, why, and what to do instead."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st
from second_standard import TEXT

from icstd.authoring.reconcile.obligations import obligations
from icstd.authoring.reconcile.text import read_official_text
from icstd.errors import InputProblems, Problem

GOOD = TEXT.read_text("utf-8")
SCOPE = "１  范围\n    本文件规定了园区共享会议室"


def refused(data: bytes, name: str = "标准.txt", encoding: str | None = None) -> Problem:
    with pytest.raises(InputProblems) as caught:
        read_official_text(data, name, encoding)
    (problem,) = caught.value.problems
    return problem


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def word(*lines: str, tracked: bool = False, image: bool = False) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if tracked:
        change = OxmlElement("w:ins")
        document.paragraphs[0]._p.append(change)
    if image:
        document.add_picture(io.BytesIO(png()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def png() -> bytes:
    """A picture of one black dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


FILES = [
    ("PDF", b"%PDF-1.7\n" + b"x" * 400, "标准.pdf", "E-TEXT-PDF", "全选、复制"),
    ("PDF under another name", b"%PDF-1.4\n" + b"x" * 400, "标准.txt", "E-TEXT-PDF", "OCR"),
    ("old Word", b"\xd0\xcf\x11\xe0" + b"\0" * 400, "标准.doc", "E-TEXT-FORMAT", "另存为"),
    ("RTF", b"{\\rtf1 ...}", "标准.rtf", "E-TEXT-FORMAT", "另存为"),
    ("PNG", png(), "扫描.png", "E-TEXT-SCAN", "文字识别"),
    ("JPEG", b"\xff\xd8\xff\xe0" + b"\0" * 99, "扫描.jpg", "E-TEXT-SCAN", "文字识别"),
    ("TIFF", b"II*\x00" + b"\0" * 99, "扫描.tif", "E-TEXT-SCAN", "文字识别"),
    ("empty", b"", "标准.txt", "E-EMPTY", "重新保存"),
    ("too large", b"\xe5\x9b\xad" * 2_000_000, "标准.txt", "E-SIZE", "只留文字"),
    (
        "web page",
        ("<!DOCTYPE html><html><body>" + GOOD).encode(),
        "页面.txt",
        "E-TEXT-FORMAT",
        "浏览器",
    ),
    ("hardly any text", "1 范围\n见图。\n".encode(), "标准.txt", "E-TEXT-SCAN", "文字识别"),
    ("GBK", GOOD.encode("gb18030"), "标准.txt", "E-ENCODING", "UTF-8"),
    (
        "workbook",
        packed(xl__workbook="", **{"xl__workbook.xml": ""}),
        "表.xlsx",
        "E-TEXT-FORMAT",
        "复制文字",
    ),
    ("OFD", packed(**{"OFD.xml": ""}), "标准.ofd", "E-TEXT-FORMAT", "复制文字"),
    ("other zip", packed(a="b"), "标准.docx", "E-TEXT-FORMAT", "复制文字"),
    ("broken zip", b"PK\x03\x04" + b"\0" * 99, "标准.docx", "E-TEXT-DAMAGED", "另存一份"),
    (
        "broken Word",
        packed(**{"word__document.xml": "<w:document"}),
        "标准.docx",
        "E-TEXT-DAMAGED",
        "另存一份",
    ),
    (
        "tracked changes",
        word(*GOOD.split("\n"), tracked=True),
        "标准.docx",
        "E-TEXT-TRACKED",
        "接受所有修订",
    ),
    ("Word with pictures only", word(image=True), "标准.docx", "E-TEXT-SCAN", "文字识别"),
]


@pytest.mark.parametrize(
    ("data", "name", "code", "cure"), [f[1:] for f in FILES], ids=[f[0] for f in FILES]
)
def test_a_file_that_is_no_text_is_named_and_the_cure_told(
    data: bytes, name: str, code: str, cure: str
) -> None:
    problem = refused(data, name)
    assert problem.code == code
    assert problem.file == name
    assert cure in problem.advice


TWICE = GOOD + GOOD


def line(words: str, text: str = GOOD, occurrence: int = 1) -> int:
    """1-based line on which words stand for the nth time."""
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
    return text.count("\n", 0, at) + 1


TEXTS = [
    (
        "not a standard",
        "关于召开座谈会的通知\n各园区企业：\n定于下周召开座谈会，请安排负责人参加。\n" * 8,
        "E-TEXT-NOT-STANDARD", 0, "章、条都要带编号",
    ),
    ("no chapter 4", GOOD[: GOOD.index("４  ")], "E-TEXT-NO-CHAPTER-4", line("３  术"), "行以后"),
    ("two standards", TWICE, "E-TEXT-TWO", line(SCOPE, TWICE, 2), "一次只导入一项标准"),
    ("lost text", GOOD.replace("不得存放", "\ufffd"), "E-LOST-TEXT", line("不得存放"), "对照原件"),
    ("a line too long", GOOD + "园" * 4001, "E-TEXT-LINE", GOOD.count("\n") + 1, "丢了换行"),
    ("more than any standard", GOOD + "园区。\n" * 80_000, "E-SIZE", 0, "一项标准"),
    ("NUL", GOOD.replace("不得存放", "不得\0放"), "E-CHAR", line("不得存放"), "重新复制"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line", "cure"), [t[1:] for t in TEXTS], ids=[t[0] for t in TEXTS]
)
def test_a_text_that_is_no_whole_standard_is_refused_at_its_line(
    text: str, code: str, line: int, cure: str
) -> None:
    problem = refused(text.encode())
    assert (problem.code, problem.place.line) == (code, line)
    assert cure in problem.advice


def test_both_standards_are_named_by_their_lines() -> None:
    first = GOOD.split("\n").index("１  范围") + 1
    message = refused((GOOD + GOOD).encode()).message
    assert f"第 {first} 行" in message


def test_a_table_of_contents_is_not_a_second_standard() -> None:
    plain = "目次\n1 范围\n2 规范性引用文件\n3 术语和定义\n4 基本要求\n"
    text = read_official_text((plain + GOOD[GOOD.index(SCOPE) :]).encode(), "标准.txt")
    assert text.title_of("4") == "基本要求"


def test_gbk_is_read_where_the_person_says_so() -> None:
    text = read_official_text(GOOD.encode("gb18030"), "标准.txt", "gb18030")
    assert text.standard_number == "DB99/T 0001—2024"


def test_a_standard_without_its_cover_is_read_and_the_person_asked_to_make_sure() -> None:
    text = read_official_text(
        GOOD[GOOD.index(SCOPE) :].replace("DB99/T 0001—2024\n", "").encode(), "标准.txt"
    )
    assert [r.code for r in text.remarks] == ["W-TEXT-COVER"]


@pytest.mark.parametrize("name", ["X06.xlsx", "X18.xlsx", "X19.xlsx", "X23.xlsx"])
def test_hostile_files_of_other_kinds_are_refused_with_a_code(name: str) -> None:
    path = Path(__file__).parent / "bad_inputs" / name
    problem = refused(path.read_bytes(), name)
    assert problem.code.startswith("E-")
    assert problem.advice


SNIPPETS = (
    *(
        "a) ",
        "1) ",
        "——",
        "4.1 ",
        "A.1 ",
        "附录A",
        "（规范性）",
        "注：",
        "示例：",
        "表1 ",
        "应",
        "宜",
        "可",
    ),
    *(
        "。",
        "；",
        "：",
        "\n",
        "\n\n",
        "１",
        "．",
        "4",
        "5.2.3.1.1.1.1 ",
        "Z.9 ",
        "99 ",
        "应对",
        "，并",
    ),
    *("（", "“", "百千", "│", "\t", "　", "DB33/T 1—2021", "1 范围", "目次", "术语和定义"),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 30), st.sampled_from(SNIPPETS)),
        min_size=1,
        max_size=40,
    )
)
def test_a_standard_mangled_anyhow_is_read_or_refused(edits: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for place, cut, snippet in edits:
        text = text[:place] + snippet + text[place + cut :]
    try:
        found = read_official_text(text.encode(), "标准.txt")
    except InputProblems as refusal:
        assert all(p.code.startswith("E-") and p.advice for p in refusal.problems)
        return
    for sentence in found.sentences:
        assert sentence.fragment
        assert 1 <= sentence.piece <= sentence.pieces


def test_a_sentence_with_endless_duties_is_left_to_the_person() -> None:
    (found,) = obligations("应，并建立" * 200)
    assert not found.sure
    assert found.remarks == ("这一句里的能愿动词太多，请人工拆分",)
