"""Characters as copy-paste leaves them, and the normal form behind fingerprints."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_SPACES = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_FULL_WIDTH |= {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
_ROMAN_FIGURES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN = {0x2160 + place: figure for place, figure in enumerate(_ROMAN_FIGURES)}
_DOT = re.compile(r"(?<=[0-9A-Z])\s?[.．]\s?(?=[0-9])")
_HAN = "\u4e00-\u9fff，。；：、！？（）“”《》"
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
_DASHES = re.compile("[-\u2010-\u2015\u2212\u30fc\uff0d]+")


def tidy(text: str) -> str:
    """A line as it should have been typed.

    Full-width digits and letters become half-width, odd spaces become plain
    ones, invisible characters go.  Chinese punctuation stays.
    """
    text = _INVISIBLE.sub("", text.translate(_FULL_WIDTH).translate(_ROMAN))
    return _SPACES.sub(" ", text).strip()


def compact(text: str) -> str:
    """Without the spaces that copy-paste leaves between Chinese characters."""
    return _BETWEEN_HAN.sub("", text)


def close_dots(text: str) -> str:
    """`4 . 1` and `4．1` written as `4.1`."""
    return _DOT.sub(".", text)


def normal_form(text: str) -> str:
    """The form in which two copies of the same sentence are equal.

    NFKC, no white space, one kind of dash, no closing punctuation: what a
    line break, a font or another keyboard changes is not there any more.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _DASHES.sub("-", re.sub(r"\s+", "", text))
    return text.replace("“", '"').replace("”", '"').rstrip("。.;；:：,，、")


def fingerprint(text: str, piece: int = 1, pieces: int = 1) -> str:
    """Fingerprint of a normalised sentence: 16 hexadecimal digits.

    Pieces of a split sentence share the digits and differ by `/1`, `/2` …
    The sentence cannot be read back from it, but anybody who holds the text
    can compute it again.
    """
    digits = hashlib.sha256(normal_form(text).encode()).hexdigest()[:16]
    return f"{digits}/{piece}" if pieces > 1 else digits
