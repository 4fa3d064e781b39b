"""Messages: the line, the caret under the fault, and nothing that misleads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import APPEALS, load

from icstd.errors import InputProblems, Place, Problem, problem_lines
from icstd.limits import EXCERPT_COLUMNS, PROBLEMS_KEPT, PROBLEMS_SHOWN
from icstd.text import reveal, width
from icstd.yamlio import Document, Map
from icstd.yamlio.excerpt import excerpt

GUTTER = 8


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputProblems) as caught:
        load(text, "park.yaml")
    return caught.value.problems


def test_a_problem_reads_as_the_design_shows_it() -> None:
    pad = "\n" * 6
    (found,) = problems(APPEALS.replace("填报:\n", f"{pad}填报:\n") + "    回应问题: 128\n")
    assert problem_lines(found) == [
        "park.yaml:13:5  [E-UNKNOWN-KEY] 填报 › 诉求办理：没有数据项“回应问题”。",
        "   13 |     回应问题: 128",
        "            ^^^^^^^^",
        "  建议：是否想填“已回应问题数”？",
    ]


@pytest.mark.parametrize(
    ("line", "col", "shown", "carets"),
    [
        ("回应问题: 128", 1, "回应问题: 128", "^^^^^^^^"),
        ("甲: 128 # 注", 4, "甲: 128 # 注", "    ^^^"),
        ('a: "甲乙" x', 4, 'a: "甲乙" x', "   ^^^^^^"),
        ("a: 'it''s'", 4, "a: 'it''s'", "   ^^^^"),
        ("{a: 1, 甲: 2}", 8, "{a: 1, 甲: 2}", "       ^^"),
        ("a: b:c", 4, "a: b:c", "   ^^^"),
        ("a\tb: 1", 1, "a\\x09b: 1", "^^^^^^"),
        ("\u3000甲: 1", 1, "\\u3000甲: 1", "^^^^^^"),
        ("甲\u202e乙: 1", 1, "甲\\u202e乙: 1", "^^^^^^^^^^"),
        ("甲: 1", 6, "甲: 1", "     ^"),
        ("", 1, "", "^"),
    ],
)
def test_the_caret_stands_under_the_word(line: str, col: int, shown: str, carets: str) -> None:
    text, marks = excerpt([line], Place(1, col))
    assert text == f"    1 | {shown}".rstrip()
    assert marks == " " * GUTTER + carets


def test_a_long_line_is_cut_on_both_sides_of_the_fault() -> None:
    line = "甲" * 300 + " 坏 " + "乙" * 300
    text, marks = excerpt([line], Place(1, 302))
    assert text.endswith("…")
    assert text[GUTTER] == "…"
    assert text.count("坏") == 1
    before = text[: text.index("坏")]
    assert width(before) == marks.index("^")


CHARACTERS = st.sampled_from("a甲 ：:\t\"'#[]{}\u3000\u202e\u0301😀𠮷\x00-")


@settings(max_examples=100)
@given(st.text(CHARACTERS, max_size=150), st.integers(1, 160), st.none() | st.integers(1, 200))
def test_no_excerpt_is_wider_than_allowed_or_shows_anything_raw(
    line: str, col: int, span: int | None
) -> None:
    text, marks = excerpt(["", line], Place(2, col), span)
    assert width(text) <= GUTTER + EXCERPT_COLUMNS
    assert len(marks) <= GUTTER + EXCERPT_COLUMNS + 1
    assert text.isprintable()
    assert set(marks) == {" ", "^"}
    column = len(marks) - len(marks.lstrip(" "))
    at = min(col - 1, len(line))
    if at < len(line):
        first = reveal(line[at])[0]
        left, taken = 0, 0
        for char in text:
            if left >= column:
                break
            taken += 1
            left += width(char)
        assert left == column
        rest = text[taken:].lstrip("\u0301")
        assert rest == "" or rest[0] in (first, "…") or first in " \u0301"


def test_a_place_in_no_line_has_no_excerpt() -> None:
    for place in (Place(), Place(3, 1), Place(cell="诉求办理!C7")):
        assert excerpt(["a", "b"], place) == ()
    found = Document(Map(), "表.xlsx").problem("E-TYPE", Place(cell="甲!C7"), "填报", "错")
    assert problem_lines(found) == ["表.xlsx:甲!C7  [E-TYPE] 填报：错。"]


def test_all_problems_come_in_the_order_of_the_file() -> None:
    text = APPEALS + "".join(f"    甲{n}: 1\n    受理问题数{n}: 1\n" for n in range(40))
    found = problems(text)
    assert len(found) == 80
    assert [p.place.line for p in found] == sorted(p.place.line for p in found)
    assert all(p.excerpt for p in found[:PROBLEMS_SHOWN])
    assert not any(p.excerpt for p in found[PROBLEMS_SHOWN:])


def test_problems_are_counted_only_up_to_a_limit() -> None:
    found = problems(APPEALS + "".join(f"    甲{n}: 1\n" for n in range(5_000)))
    assert len(found) == PROBLEMS_KEPT


def test_deep_paths_are_shortened_and_keys_in_them_clipped() -> None:
    (found,) = problems(
        "".join(f"{' ' * n}{'长' * 300}:\n" for n in range(8)) + " " * 8 + "<<: 1\n"
    )
    assert found.code == "E-MERGE"
    assert width(found.path) < 160
    assert "…" in found.path
