"""Which of our provisions a sentence may be: the likeliest few, with a score.

Wording counts most (rapidfuzz over pairs of characters, rare pairs weighing
more), then the chapter, then the modality.  It only orders the choice; a
person decides.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from ...clauses.model import Clause, Provision, Standard
from ...terms import Modality
from .characters import normal_form
from .model import OfficialText, Sentence

SHOWN = 3
"""How many candidates stand beside a sentence."""

SURE = 55
"""A first candidate from here on is proposed."""

LEAST = 30
"""Below this a provision is no candidate."""

_STRICT = (Modality.REQUIREMENT, Modality.INSTRUCTION)
_NOISE = re.compile("[^0-9a-z\u4e00-\u9fff]")
_WEIGHTS = {"words": 0.62, "closeness": 0.18, "chapter": 0.12, "modality": 0.08}


class Candidate(NamedTuple):
    """One of our provisions, and how likely it is what the sentence says (0–100)."""

    provision: Provision
    score: int


class Matcher:
    """Finds candidates for the sentences of one text."""

    def __init__(self, standard: Standard, text: OfficialText) -> None:
        self._text = text
        self._clauses = standard.clauses
        self._provisions = list(standard.provisions.values())
        self._chapters = {c.id: normal_form(c.title) for c in standard.chapters}
        self._words = {
            p.id: _pairs(_wording(p, standard.clauses[p.clause])) for p in self._provisions
        }
        sentences = [s for s in text.sentences if s.binding]
        self._rarity = _rarity([*self._words.values(), *(_pairs(_said(s)) for s in sentences)])

    def candidates(self, sentence: Sentence) -> tuple[Candidate, ...]:
        """The likeliest provisions, best first; none where nothing is alike."""
        said = _pairs(_said(sentence))
        scored = (Candidate(p, self._score(sentence, said, p)) for p in self._provisions)
        likely = [c for c in scored if c.score >= LEAST]
        return tuple(sorted(likely, key=lambda c: -c.score)[:SHOWN])

    def _score(self, sentence: Sentence, said: frozenset[str], provision: Provision) -> int:
        parts = {
            "words": self._overlap(said, self._words[provision.id]),
            "closeness": fuzz.partial_ratio(_plain(sentence.fragment), _plain(provision.gist))
            / 100,
            "chapter": self._same_chapter(sentence, provision),
            "modality": _same_modality(sentence.modality, provision.modality),
        }
        return round(100 * sum(_WEIGHTS[name] * value for name, value in parts.items()))

    def _overlap(self, left: frozenset[str], right: frozenset[str]) -> float:
        """Cosine of two texts over their pairs of characters, rare pairs weighing more."""
        common = sum(self._rarity[pair] ** 2 for pair in left & right)
        if not common:
            return 0.0
        lengths = (math.sqrt(sum(self._rarity[p] ** 2 for p in side)) for side in (left, right))
        return common / math.prod(lengths)

    def _same_chapter(self, sentence: Sentence, provision: Provision) -> float:
        """Whether the chapters' titles agree; our numbers are only working numbers."""
        number = sentence.number.split(".")[0]
        title = normal_form(self._text.title_of(number))
        ours = self._chapters[provision.chapter]
        if title and title == ours:
            return 1.0
        return fuzz.ratio(title, ours) / 100 if title else 0.0


def _said(sentence: Sentence) -> str:
    """The words a sentence is matched by: its piece, with the 引语 of a 列项."""
    subject = sentence.text[: min(12, len(sentence.text))] if sentence.piece > 1 else ""
    return f"{sentence.context} {subject} {sentence.fragment}"


def _wording(provision: Provision, clause: Clause) -> str:
    return f"{clause.lead} {clause.title} {provision.gist}"


def _plain(text: str) -> str:
    return _NOISE.sub("", normal_form(text).lower())


def _pairs(text: str) -> frozenset[str]:
    runs = [_plain(run) for run in re.split(r"[\s，。；：、（）]", text)]
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def _rarity(texts: Sequence[Iterable[str]]) -> dict[str, float]:
    """Weight of each pair of characters: the rarer, the more."""
    counts = Counter(pair for text in texts for pair in text)
    return {pair: 1 + math.log(len(texts) / n) for pair, n in counts.items()}


def _same_modality(said: Modality, ours: Modality) -> float:
    if said is ours or (said in _STRICT and ours in _STRICT):
        return 1.0
    neighbours = {Modality.REQUIREMENT, Modality.RECOMMENDATION, Modality.INSTRUCTION}
    return 0.5 if {said, ours} <= neighbours else 0.0
