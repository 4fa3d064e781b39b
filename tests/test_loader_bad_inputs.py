"""Hostile files: each is refused, or taken with a warning, as its row says."""

from __future__ import annotations

import json
import time

import pytest
from loading import APPEALS, BAD, BASICS, HEAD, TOO_LONG, load, read, refused

from icstd.yamlio import read_document

REFUSED = [
    # file, code, line (0: none), words of message or advice
    ("P15", "E-ALIAS", 1, "锚点 &a"),
    ("E01", "E-ENCODING", 1, "像是 GBK"),
    ("E02", "E-ENCODING", 1, "--encoding gb18030"),
    ("E03", "E-ENCODING", 1, "像是"),
    ("E05", "E-ENCODING", 3, "从第 3 行起有 1 行"),
    ("E07", "E-ENCODING", 0, "UTF-16LE"),
    ("E08", "E-ENCODING", 0, "UTF-16BE"),
    ("E12", "E-ENCODING", 1, "UTF-8"),
    ("E15", "E-ENCODING", 1, "cp1252"),
    ("E17", "E-CHAR", 3, "NUL"),
    ("E19", "E-CHAR", 1, "ESC"),
    ("E20", "E-CHAR", 1, "方向"),
    ("E22", "E-CHAR", 2, "BOM"),
    ("E23", "E-CHAR", 1, "BOM"),
    ("E24", "E-CHAR", 1, "NEL"),
    ("E26", "E-CHAR", 1, "\\ufffe"),
    ("E27", "E-CHAR", 1, "\\U0001fffe"),
    ("E29", "E-CHAR", 1, "DEL"),
    ("E30", "E-CHAR", 2, "Ctrl+Z"),
    ("E31", "E-SYNTAX", 1, "反斜杠"),
    ("E32", "E-SYNTAX", 1, "反斜杠"),
    ("E33", "E-LOST-TEXT", 1, "丢失"),
    ("E36", "E-KEY", 1, "\\u200b"),
    ("Y01", "E-ROOT", 1, "全角“：”"),
    ("Y02", "E-SYNTAX", 2, "全角“：”"),
    ("Y03", "E-SYNTAX", 1, "全角“：”"),
    ("Y04", "E-ROOT", 1, "“－”"),
    ("Y10", "E-KEY", 2, "全角空格"),
    ("Y11", "E-KEY", 2, "\\xa0"),
    ("Y12", "E-ROOT", 1, "全角空格"),
    ("Y14", "E-ROOT", 1, "少一个空格"),
    ("Y15", "E-SYNTAX", 2, "少一个空格"),
    ("Y17", "E-SYNTAX", 2, "Tab"),
    ("Y18", "E-SYNTAX", 3, "Tab"),
    ("Y21", "E-SYNTAX", 2, "缩进"),
    ("Y22", "E-SYNTAX", 3, "缩进"),
    ("Y23", "E-SYNTAX", 1, '引号 " 没有配对'),
    ("Y24", "E-SYNTAX", 2, "没有配对的 ]"),
    ("Y25", "E-SYNTAX", 1, '备注: "注意: 小心"'),
    ("Y27", "E-SYNTAX", 1, '"&号"'),
    ("Y28", "E-SYNTAX", 1, '"@张三"'),
    ("Y34", "E-SYNTAX", 1, "单引号"),
    ("Y35", "E-DUPKEY", 3, "第 1 行"),
    ("Y38", "E-MULTIDOC", 2, "第二份"),
    ("Y40", "E-EMPTY", 0, "注释"),
    ("Y43", "E-ROOT", 1, "“hello”"),
    ("Y47", "E-SYNTAX", 1, "版本"),
    ("Y49", "E-FILETYPE", 0, ".xlsx"),
    ("Y53", "E-ROOT", 1, ".xlsx"),
    ("B03", "E-ALIAS", 1, "锚点 &a"),
    ("B05", "E-ALIAS", 1, "锚点 &a"),
    ("B07", "E-DEPTH", 1, "32 层"),
    ("B09", "E-DEPTH", 2, "32 层"),
    ("B10", "E-DEPTH", 1, "32 层"),
    ("B12", "E-DEPTH", 33, "32 层"),
    ("B13", "E-KEY", 1, "只能是一段文字"),
    ("B18", "E-TAG", 1, "!!python/object/apply:os.system"),
    ("B19", "E-TAG", 1, "!!int"),
    ("B27", "E-ALIAS", 1, "锚点 &x"),
    ("B28", "E-ALIAS", 1, '加引号："*x"'),
]
"""B03 and B27: refused at the first anchor, which stands in line 1."""


@pytest.mark.parametrize(("file", "code", "line", "words"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_bad_file_is_refused_with_its_code_place_and_cure(
    file: str, code: str, line: int, words: str
) -> None:
    (told,) = refused((BAD / f"{file}.yaml").read_bytes(), read)
    assert (told.code, told.line) == (code, line)
    assert words in told.text


COLUMNS = [("Y02", 3), ("Y03", 3), ("Y15", 3), ("Y23", 4), ("E20", 6)]


@pytest.mark.parametrize(("file", "col"), COLUMNS)
def test_the_column_is_that_of_the_slip_not_of_what_follows(file: str, col: int) -> None:
    with pytest.raises(Exception, match="E-") as caught:
        read((BAD / f"{file}.yaml").read_bytes())
    assert caught.value.problems[0].place.col == col  # type: ignore[attr-defined]


WARNED = [
    ("E34", "W-PUA", 1),
    ("E35", "W-MOJIBAKE", 1),
    ("Y08", "W-FULLWIDTH-COMMA", 1),
    ("Y31", "W-COMMENT-ATE-VALUE", 1),
    ("Y32", "W-COMMENT-ATE-VALUE", 1),
]


@pytest.mark.parametrize(("file", "code", "line"), WARNED, ids=[r[0] for r in WARNED])
def test_an_odd_file_is_taken_with_a_warning(file: str, code: str, line: int) -> None:
    (warning,) = read((BAD / f"{file}.yaml").read_bytes()).warnings
    assert (warning.code, warning.place.line) == (code, line)
    assert not warning.refused


TAKEN: list[tuple[str, object]] = [
    ("P10", {"园区": {"名称": "甲", "员工总数": 3}}),
    ("P11", {"园区": {"名称": "甲"}}),
    ("P12", {"说明": "甲，乙；丙：丁（戊）“己”"}),
    ("P13", {"名称": "䶮㐀𠮷园区😀"}),
    ("P14", {"网址": "https://x.cn/a?b=1", "时段": "8:00-17:00"}),
    ("P16", {"文件": "C:\\Users\\x"}),
    ("P17", {"说明": "第一段\n\n第二段\n"}),
    ("P18", {"说明": "注意: 小心"}),
    ("Y06", {"名称": "“甲”"}),
    ("B24", {"a": "="}),
    ("B26", {"1": "a", "1.0": "b", "true": "c"}),
]


@pytest.mark.parametrize(("file", "content"), TAKEN, ids=[r[0] for r in TAKEN])
def test_a_sound_file_is_taken_as_it_stands(file: str, content: object) -> None:
    document = read((BAD / f"{file}.yaml").read_bytes())
    assert document.root == content
    assert document.warnings == ()


PARK = f"""\
{HEAD}填报:
  基本情况:
    企业总数: {{值: 78, 证据: [E1], 说明: 含租赁厂房的企业}}
    占地面积: 125.5
    成立日期: 2015-05-20
  诉求办理:
    有诉求电话: true
人工判定:
  W4.12: {{结论: 符合, 说明: 已有要求实施。}}
证据:
  E1: {{名称: 企业名册, 类型: 名册}}
"""
VARIANTS = {
    "P01 UTF-8": PARK.encode(),
    "P02 byte order mark": PARK.encode("utf-8-sig"),
    "P03 CRLF": PARK.replace("\n", "\r\n").encode(),
    "P04 CR": PARK.replace("\n", "\r").encode(),
    "P05 UTF-16LE with mark": b"\xff\xfe" + PARK.encode("utf-16-le"),
    "P06 UTF-16BE with mark": b"\xfe\xff" + PARK.encode("utf-16-be"),
    "P07 no final newline": PARK.rstrip("\n").encode(),
    "P09 end marker": f"{PARK}...\n".encode(),
    "P11 tabs after colons": PARK.replace("名称: ", "名称:\t").encode(),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_content_in_another_coat_is_the_same_assessment(variant: str) -> None:
    plain = load(PARK)
    assert plain.answers["area"].place.line == 8
    other = load(VARIANTS[variant])
    for part in ("park", "period", "judgements", "evidence", "comments", "tables", "warnings"):
        assert getattr(other, part) == getattr(plain, part)
    values = [(a.item, a.value, a.note, a.place.line) for a in other.answers.values()]
    assert values == [(a.item, a.value, a.note, a.place.line) for a in plain.answers.values()]


def test_a_leading_comment_and_three_dashes_only_shift_the_lines() -> None:
    shifted = load(f"# 自评\n---\n{PARK}")
    assert shifted.answers["area"].place.line == 10
    assert shifted.park == load(PARK).park


def test_named_encodings_are_read_for_those_who_know() -> None:
    for encoding in ("gb18030", "GBK", "utf-16-le", "big5"):
        text = "园区: 甲\n" if encoding != "big5" else "園區: 甲\n"
        codec = "cp950" if encoding == "big5" else encoding
        document = read_document(text.encode(codec), "试.yaml", encoding)
        assert list(document.root.values()) == ["甲"]


NOT_OUR_KEYS = [("E10", "E-UNKNOWN-KEY", 1, "UTF-7"), ("E37", "E-UNKNOWN-KEY", 1, "")]


@pytest.mark.parametrize(("file", "code", "line", "words"), NOT_OUR_KEYS)
def test_a_key_nobody_knows_is_named(file: str, code: str, line: int, words: str) -> None:
    told = refused((BAD / f"{file}.yaml").read_bytes())
    assert any((t.code, t.line) == (code, line) and words in t.text for t in told)


PORTED = [
    ("E37", f"{BASICS}    ⼈企业总數: 1\n", "E-UNKNOWN-KEY", 7, "“企业总数”"),
    ("E37", f"{BASICS}    职⼯总数: 1\n", "E-UNKNOWN-KEY", 7, "“职工总数”"),
    ("Y16", f"{BASICS}    参与部门:\n      -甲\n      -乙\n", "E-TYPE", 8, "- 内容"),
    (
        "Y37",
        f"{HEAD}人工判定:\n  W4.12:\n    结论: 符合\n  W4.12:\n    结论: 不符合\n",
        "E-DUPKEY",
        8,
        "第 6 行",
    ),
    ("Y46", f"%YAML 1.2\n---\n{APPEALS}    有诉求电话: yes\n", "E-TYPE", 9, "“是”"),
    ("Y01 in a section", f"{BASICS}    企业总数：3\n", "E-TYPE", 7, "全角“：”"),
    ("Y14 in a section", f"{BASICS}    企业总数:3\n", "E-TYPE", 7, "少一个空格"),
    ("commas", f"{BASICS}    企业总数: {{证据: [E1，E2]}}\n", "E-EVIDENCE", 7, "英文逗号"),
    ("colon", f"{BASICS}    企业总数: {{值：3, 证据: []}}\n", "E-UNKNOWN-KEY", 7, "全角“：”"),
]


@pytest.mark.parametrize(("case", "text", "code", "line", "words"), PORTED)
def test_a_slip_in_a_real_form_is_named(
    case: str, text: str, code: str, line: int, words: str
) -> None:
    (told,) = refused(text)
    assert (told.code, told.line) == (code, line), case
    assert words in told.text


SLIPS = {
    "full-width colon": ("  评价日：2026-03-01", "全角“：”"),
    "no space": ("  评价日:2026-03-01", "少一个空格"),
    "no-break space behind the colon": ("  评价日:\u00a02026-03-01", "特殊空格"),
    "no-break spaces for indent": ("\u00a0\u00a0评价日: 2026-03-01", "粘贴来的空格"),
    "no-break spaces in the indent": ("  \u00a0评价日: 2026-03-01", "粘贴来的空格"),
    "wide spaces for indent": ("\u3000评价日: 2026-03-01", "全角空格"),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("between", ["", "\n", "  # 评价期的第一天\n", "\n  # 甲\n  # 乙\n"])
def test_a_slip_in_the_first_entry_of_a_block_is_named_at_its_line(slip: str, between: str) -> None:
    line, words = SLIPS[slip]
    text = f"园区: {{名称: 甲}}\n评价:\n  # 到哪一天\n{line}\n{between}  评价期起: 2025-01-01\n"
    (told,) = refused(text.encode(), read)
    assert told.code in ("E-SYNTAX", "E-KEY")
    assert told.line == 4
    assert words in told.text


FLOODS = {
    "B11 open brackets": ("a: " + "[" * 200_000, "E-DEPTH"),
    "B14 anchors": ("\n".join(f"k{n}: &a{n} 1" for n in range(50_000)), "E-ALIAS"),
    "B15 keys": ("\n".join(f"k{n}: 1" for n in range(300_000)), "E-NODES"),
    "B15 list": ("a: [" + "1," * 300_000 + "]", "E-NODES"),
    "S57 one scalar": (f"a: {'长' * 200_001}", "E-SCALAR"),
    "S59 long key": (f"{'长' * 1_025}: 1", "E-SYNTAX"),
    "S60 merge": ("a: {b: 1}\n<<: {c: 1}", "E-MERGE"),
    "S60 merge in quotes": ('"<<": {c: 1}', "E-MERGE"),
    "many duplicates": ("a: 1\n" * 90_000, "E-DUPKEY"),
    "many bad keys": ("".join(f"甲\u200b{n}: 1\n" for n in range(60_000)), "E-KEY"),
    "many control characters": ("a: \x01b\n" * 300_000, "E-CHAR"),
    "many lost characters": ("a: 甲\ufffd乙\n" * 100_000, "E-LOST-TEXT"),
    "quotes": ('"' * 500_000, "E-SYNTAX"),
    "dashes": ("- " * 200_000, "E-DEPTH"),
    "questions": ("? " * 200_000, "E-KEY"),
    "colons": (": " * 200_000, "E-SYNTAX"),
    "stars": ("*" * 200_000, "E-SYNTAX"),
    "percent signs": ("%" * 200_000, "E-SYNTAX"),
    "flow in flow": ("{a: [" * 50_000, "E-DEPTH"),
    "long line": ("甲" * 199_999, "E-ROOT"),
    "many comments": ("a: 1 #x\n" * 60_000, "E-DUPKEY"),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_stopped_in_time(flood: str) -> None:
    text, code = FLOODS[flood]
    told = refused(text.encode(), read)
    assert told[0].code == code


def test_a_thousand_unknown_keys_are_told_quickly_and_all_counted() -> None:
    told = refused(BASICS + "".join(f"    企业总数{n}: 1\n" for n in range(1_000)))
    assert len(told) == 1_000
    assert {t.code for t in told} == {"E-UNKNOWN-KEY"}


def test_many_warnings_take_no_time() -> None:
    text = f"{HEAD}证据:\n" + "".join(f"  E{n}: {{名称: 甲}} #x\n" for n in range(900))
    begun = time.process_time()
    load(text)
    assert time.process_time() - begun < TOO_LONG


def test_json_escapes_beyond_the_basic_plane_are_joined() -> None:
    given = {"名": "𠮷😀", "甲": "\\ud842\\udfb7", "乙": "\\\ud842\udfb7"}
    text = json.dumps(given)
    assert "\\ud842\\udfb7" in text
    assert read(text.encode()).root == {"名": "𠮷😀", "甲": "\\ud842\\udfb7", "乙": "\\𠮷"}


def test_a_mark_before_another_encoding_does_not_hide_it() -> None:
    (told,) = refused(b"\xef\xbb\xbfa: 1\n" + "园区: 甲\n".encode("gb18030"), read)
    assert (told.code, told.line) == ("E-ENCODING", 2)


def test_a_lone_half_of_a_pair_is_refused() -> None:
    (told,) = refused(b'{"a": "\\ud842"}', read)
    assert told.code == "E-SYNTAX"
