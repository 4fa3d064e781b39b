"""Which modal words a sentence holds, and what kind of provision they make.

GB/T 1.1—2020 annex C: 应/不应 requirement, 宜/不宜 recommendation, 可/不必
permission, imperative mood instruction, everything else statement.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ...terms import Modality
from . import lexicon

_MASK = "□"

# GB/T 1.1 words first; then the equivalents and the words it does not want.
_WORDS: dict[str, tuple[Modality, str]] = {
    "不应": (Modality.REQUIREMENT, ""),
    "应": (Modality.REQUIREMENT, ""),
    "不宜": (Modality.RECOMMENDATION, ""),
    "宜": (Modality.RECOMMENDATION, ""),
    "不必": (Modality.PERMISSION, ""),
    "可": (Modality.PERMISSION, ""),
    "可以": (Modality.PERMISSION, ""),
    "应当": (Modality.REQUIREMENT, "用“应当”表示要求"),
    "应该": (Modality.REQUIREMENT, "用“应该”表示要求"),
    "不应当": (Modality.REQUIREMENT, "用“不应当”表示要求"),
    "不应该": (Modality.REQUIREMENT, "用“不应该”表示要求"),
    "不得": (Modality.REQUIREMENT, "用“不得”表示要求"),
    "必须": (Modality.REQUIREMENT, "用“必须”表示要求"),
    "须": (Modality.REQUIREMENT, "用“须”表示要求"),
    "严禁": (Modality.REQUIREMENT, "用“严禁”表示要求"),
    "禁止": (Modality.REQUIREMENT, "用“禁止”表示要求"),
    "不准": (Modality.REQUIREMENT, "用“不准”表示要求"),
    "不许": (Modality.REQUIREMENT, "用“不许”表示要求"),
    "方可": (Modality.REQUIREMENT, "“方可”是设条件的要求"),
    "不可": (Modality.REQUIREMENT, "用“不可”表示要求"),
    "无须": (Modality.PERMISSION, "用“无须”表示允许"),
    "无需": (Modality.PERMISSION, "用“无需”表示允许"),
    "鼓励": (Modality.RECOMMENDATION, "用“鼓励”表示推荐"),
    "建议": (Modality.RECOMMENDATION, "用“建议”表示推荐"),
    "推荐": (Modality.RECOMMENDATION, "用“推荐”表示推荐"),
}
_OPENERS = ("鼓励", "建议", "推荐")  # modal only where they open a clause
_MODAL = re.compile("|".join(sorted((w for w in _WORDS if w not in _OPENERS), key=len)[::-1]))
_OPENING = re.compile(rf"(?:^|(?<=[，；。：,;]))\s*({'|'.join(_OPENERS)})")
_LOOK_ALIKES = re.compile("|".join(sorted(lexicon.LOOK_ALIKES, key=len)[::-1]))
_STATES = re.compile("可能|能够|不能|包括|包含|属于|称为|如下|见(?:附录|表|图)|[^，。]是")
_ALL_OF_IT = re.compile("应(.{1,2})(?:尽|未)\\1")  # 应建尽建, 应办未办
_ATTRIBUTE = re.compile("可[\u4e00-\u9fff]{1,3}(?:的(?![，。；]|$)|性)")  # 可查询的台账
_COPING = re.compile(r"应对(?!应)(?P<rest>[^，。；：]*)")
_NEED = re.compile("需要?|要(?!求|素|点|件|闻|害|约|是|么|领|塞|旨)")


class Modal(NamedTuple):
    """A modal word at its place in a sentence."""

    start: int
    end: int
    word: str
    modality: Modality
    remark: str = ""

    @property
    def sure(self) -> bool:
        """Whether it is one of the words GB/T 1.1 gives."""
        return not self.remark


def _hide(match: re.Match[str]) -> str:
    return _MASK * len(match.group())


def _settle_coping(match: re.Match[str]) -> str:
    """Hide 应对 where it is the verb `to cope with`; keep 应 where it is modal."""
    rest = match["rest"]
    acts = any(word in rest for word in lexicon.ACTING_ON)
    object_ = rest.startswith(lexicon.COPING_OBJECTS)
    if rest and acts and (not object_ or re.search("进行|予以|给予|加以", rest)):
        return match.group()
    return _MASK * 2 + rest


def masked(text: str) -> str:
    """The text with every look-alike of a modal word blanked out, same length."""
    text = _ALL_OF_IT.sub(_hide, text)
    text = _LOOK_ALIKES.sub(_hide, text)
    text = _COPING.sub(_settle_coping, text)
    return _ATTRIBUTE.sub(_hide, text)


def modals(text: str) -> tuple[Modal, ...]:
    """Modal words of a sentence, in order."""
    hidden = masked(text)
    found = [_modal(m.start(), m.group()) for m in _MODAL.finditer(hidden)]
    found += [_modal(m.start(1), m.group(1)) for m in _OPENING.finditer(hidden)]
    return tuple(sorted(found))


def _modal(start: int, word: str) -> Modal:
    modality, remark = _WORDS[word]
    return Modal(start, start + len(word), word, modality, remark)


def states(text: str) -> bool:
    """Whether a sentence without modal word describes: 可能, 包括, 是 …"""
    return bool(_STATES.search(text))


def speaks_of_need(text: str) -> bool:
    """Whether a sentence without modal word says 需, 需要 or 要."""
    return bool(_NEED.search(masked(text)))


# Pieces of patterns: an adverb; a verb that is not the beginning of a noun (联系人).
ADVERB = "|".join(sorted(lexicon.ADVERBS, key=len)[::-1])
VERB = f"(?:{'|'.join(sorted(lexicon.VERBS, key=len)[::-1])})(?!{'|'.join(lexicon.NOUN_HEADS)})"
_PREDICATE = re.compile(
    rf"(?:并|并且|且|同时|还|然后|再|，|、|\s)*(?:{ADVERB})*"
    rf"(?:(?:按|按照|根据|依据|将|把|向|由|对|与|为|通过|在)[^，。；：]{{1,24}}?)?(?:{ADVERB})*(?:{VERB})"
)
_DIRECT = re.compile(rf"(?:并|并且|且|同时|还)?(?:{ADVERB})*(?:{VERB})")


def opens_with_verb(text: str, *, direct: bool = False) -> bool:
    """Whether a clause opens with a verb and thus has no subject of its own.

    direct: nothing but conjunction and adverb may stand before the verb.
    """
    return bool((_DIRECT if direct else _PREDICATE).match(text))
