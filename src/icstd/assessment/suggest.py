"""What was probably meant.  Imported only when something is not recognised."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

try:
    from rapidfuzz.distance import OSA
except ImportError:  # a suggestion is a courtesy: without the package there is none
    OSA = None  # type: ignore[assignment]

LONGEST = 64
"""Words longer than this are not compared."""

_LIKE = str.maketrans(
    "數業園區評價標準證據說單稱號點類個規項", "数业园区评价标准证据说单称号点类个规项"
)
_TRIMMED = " \t\u3000。．.，,；;：:、！!？?“”\"'（）()【】[]"


def plain(word: str) -> str:
    """A word without what does not make it another one: width, case, punctuation around."""
    folded = unicodedata.normalize("NFKC", word).translate(_LIKE).casefold()
    return "".join(c for c in folded if c.isprintable()).strip(_TRIMMED).replace(" ", "")


def nearest(word: str, known: Collection[str]) -> str:
    """The known word closest to `word`, or nothing where none is close.

    Edit distance with transpositions: one slip in words of two or three
    characters, a third of the length in longer ones; then a word that contains
    the other.  Of equally close ones the first wins.
    """
    if not 0 < len(word) <= LONGEST or OSA is None:
        return ""
    wanted = plain(word)
    if not wanted:
        return ""
    best, least = "", len(wanted)
    for candidate in known:
        other = plain(candidate)
        allowed = max(1, min(len(wanted), len(other)) // 3)
        if len(wanted) == 1 and len(other) == 1:
            allowed = 0
        distance = OSA.distance(wanted, other, score_cutoff=allowed)
        if distance <= allowed and (distance < least or not best):
            best, least = candidate, distance
    if best or len(wanted) < 2:
        return best
    holding = [k for k in known if wanted in plain(k) or (len(k) > 1 and plain(k) in wanted)]
    return min(holding, key=lambda k: abs(len(k) - len(word)), default="")


_NEGATIONS = frozenset("不未无没非否免")


def misspelt(word: str, options: Collection[str]) -> str:
    """The option that a word is a slip of the pen for, or nothing.

    Never one that leaves out what was written (基本符合 is not 符合) or turns it
    round (不采纳 is not 已采纳), and none where two are as close.
    """
    wanted = plain(word)
    if not 0 < len(wanted) <= LONGEST:
        return ""
    close: list[tuple[int, str]] = []
    for option in options:
        other = plain(option)
        allowed = max(1, min(len(wanted), len(other)) // 3)
        distance = OSA.distance(wanted, other, score_cutoff=allowed)
        turned = bool(_NEGATIONS & set(wanted)) != bool(_NEGATIONS & set(other))
        sound = len(wanted) > 1 and other not in wanted and not turned
        if distance <= allowed and sound:
            close.append((distance, option))
    least = min((distance for distance, _ in close), default=0)
    best = [option for distance, option in close if distance == least]
    best = best or [option for option in options if wanted in plain(option)]  # 第三方
    return best[0] if len(best) == 1 else ""


def same_option(word: str, options: Collection[str]) -> str:
    """The option that a word is, but for width, case, blanks and punctuation around it."""
    wanted = plain(word)
    same = [option for option in options if plain(option) == wanted]
    return same[0] if wanted and len(same) == 1 else ""


def same_number(given: str, known: str) -> bool:
    """Whether a standard's number is this one, written with other dashes, widths or blanks."""
    return _undashed(given) == _undashed(known)


def _undashed(number: str) -> str:
    return "".join(c for c in plain(number) if c.isalnum())
