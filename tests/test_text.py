"""Hidden characters are shown, widths are measured, Chinese is wrapped as Chinese is set."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from icstd.text import HIDDEN, clip, visible, width, wrap

NEVER_FIRST = "，。、；：？！）》”"
MIXED = st.text(st.sampled_from("甲乙丙，。（）《》 abc123.:"), max_size=80)


def test_every_control_format_surrogate_and_separator_character_is_made_visible() -> None:
    missed = []
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        hidden = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        hidden = hidden or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        if hidden and char in visible(f"甲{char}乙", newline="|"):
            missed.append(f"{code:x}")
    assert missed == []


def test_ordinary_rare_and_variant_characters_stay_as_they_are() -> None:
    kept = "䶮㐀𠮷 葛\U000e0100 ＝１２ 1:1 👍 ü"
    assert visible(kept) == kept


def test_hidden_characters_are_shown_by_their_code_points() -> None:
    assert visible("a\x1b[2Jb") == r"a\x1b[2Jb"
    assert visible("甲\u202e乙") == r"甲\u202e乙"
    assert visible("\udcff") == r"\udcff"
    assert visible("\U000e0041") == r"\U000e0041"


def test_a_line_end_becomes_what_the_form_wants() -> None:
    assert visible("甲\r\n乙\r丙\n丁") == "甲 乙 丙 丁"
    assert visible("甲\r\n乙\r丙\n丁\t戊", newline="\n") == "甲\n乙\n丙\n丁 戊"


def test_towers_of_combining_marks_are_cut_to_four() -> None:
    assert visible("Z" + "\u0301" * 50) == "Z" + "\u0301" * 4


@given(st.text())
def test_visible_text_holds_nothing_hidden_and_is_stable(text: str) -> None:
    shown = visible(text)
    assert not HIDDEN.search(shown)
    assert "\n" not in shown
    assert visible(shown) == shown


@given(MIXED, st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns for line in lines)


def test_a_line_never_begins_with_a_closing_mark_nor_breaks_a_number() -> None:
    text = "评价期内受理问题数 128 件（park.yaml:14:3，证据 E1、E2），其中 3 件没有回应。" * 3
    for columns in range(24, 60):
        lines = wrap(text, columns)
        assert [line for line in lines if line[:1] in NEVER_FIRST and line] == []
        assert sum(line.count("128") for line in lines) == 3
        assert sum(line.count("park.yaml:14:3") for line in lines) == 3


def test_a_clipped_text_says_that_something_is_missing() -> None:
    assert clip("甲乙丙丁", 8) == "甲乙丙丁"
    assert clip("甲乙丙丁", 7) == "甲乙丙…"
    assert width(clip("甲" * 500, 40)) <= 40


def test_wide_and_combining_characters_take_their_columns() -> None:
    assert [width(c) for c in ("a", "甲", "，", "１", "é", "e\u0301", "𠮷")] == [
        1,
        2,
        2,
        2,
        1,
        1,
        2,
    ]
