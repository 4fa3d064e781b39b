"""The provisions a sentence holds: usually one, sometimes more.

A sentence is cut where a second modal word governs its own clause (应…，不应…)
and where a second verb hangs on the same modal word (应建立台账，并定期更新).
Every cut is marked: the person decides whether it was one duty or two.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ...terms import Modality
from . import lexicon
from .modal import ADVERB, VERB, Modal, modals, opens_with_verb, speaks_of_need, states
from .model import Obligation

_SEPARATOR = re.compile("[，；,;]")
_JOINT = re.compile("并且|同时|并|且|但|而")
_CONDITION = re.compile(
    "[^，；。,;]{1,16}的(?:企业|单位|场所|人员|部门|社区|园区|职工|事项|问题|诉求|情形|地方)?[，,]"
)
_SECOND_VERB = re.compile("[，；,;]|(?<![合归兼吞一])并(?![非且列联网发购存行重用不])|并且")
_ENDS_CONDITION = "的时后前下者"
_JOINED_VERBS = re.compile(rf"(?:{VERB})并(?:{ADVERB})?(?:{VERB})")
_AND_SO = re.compile("(?:并且|并|且|同时|同步)(?![非且列联不应宜可])")
_MOST = 20  # pieces of one sentence; more is no sentence anybody wrote
_LOOKED_AT = 40  # characters in which the verb of a clause is looked for
_VAGUE = re.compile("|".join(sorted(lexicon.VAGUE, key=len)[::-1]))
_NOT_VAGUE = re.compile(
    r"不必要|必要条件|一般(?=性|隐患|事故|事件|风险|危险|工业|固|企业|职工|纳税|程序|公共预算|违法|违规|缺陷|故障|火灾|灾害|项目|问题|诉求|事项)"
    r"|组成部分|有效(?:样本|期|证件)|第\d+部分|科学(?:技术|院)|(?<=和)相关方"
)
_COLON = re.compile("[：:](?=.)")
_ASSIGNS = re.compile(
    "由[^，。；：]{2,30}?(?:负责|承担|牵头|担任|实施)|报[^，。；：]{1,30}?(?:备案|批准|审批|审核|审定|同意)"
    "|(?:按照?|依照|参照|遵照|根据)[^，。；：]{2,40}?(?:执行|办理|实施|处理|计算)"
)
_ENCLOSED = re.compile("[（(《“「][^）)》”」]*[）)》”」]?")


def vague_words(text: str) -> tuple[str, ...]:
    """Words that leave a checker guessing, each once, in order."""
    text = _NOT_VAGUE.sub(lambda m: "□" * len(m.group()), text)
    return tuple(dict.fromkeys(_VAGUE.findall(text)))


def obligations(text: str, inherited: Modality | None = None) -> tuple[Obligation, ...]:
    """Provisions of one sentence, in order; always at least one.

    inherited: the modality of the 引语, for a 列项 without modal word.
    """
    found = _governing(text, modals(text))
    if not found:
        return (_without_modal(text, inherited),)
    shielded = _shielded(text)
    cuts = [0]
    for earlier, later in pairwise(found):
        cuts.append(_cut_between(text, shielded, earlier, later))
    cuts.append(len(text))
    pieces: list[Obligation] = []
    for modal, (start, end) in zip(found, pairwise(cuts), strict=True):
        pieces += _pieces(text, shielded, modal, start, end)
    if len(pieces) == 1:
        return tuple(pieces)
    if len(pieces) > _MOST:
        whole = pieces[0]._replace(start=0, end=len(text), sure=False)
        return (whole._replace(remarks=("这一句里的能愿动词太多，请人工拆分",)),)
    return tuple(_marked(piece) for piece in pieces)


def _governing(text: str, found: tuple[Modal, ...]) -> list[Modal]:
    """Drop modal words that a later one governs: 应建未建的，应…; 宜应…."""
    kept: list[Modal] = []
    for place, modal in enumerate(found):
        after = found[place + 1].start if place + 1 < len(found) else None
        if after is not None:
            between = text[modal.end : after]
            if not between.strip() or _CONDITION.match(between):
                continue
        kept.append(modal)
    return kept


def _cut_between(text: str, shielded: str, earlier: Modal, later: Modal) -> int:
    """Where the clause of a later modal word begins, its condition included."""
    places = list(_SEPARATOR.finditer(shielded, earlier.end, later.start))
    for place in reversed(places):
        if place.group() in "；;" or text[place.start() - 1] not in _ENDS_CONDITION:
            return place.end()
    if places:
        return places[0].end()
    joints = list(_JOINT.finditer(shielded, earlier.end, later.start))
    return joints[-1].start() if joints else later.start


def _shielded(text: str) -> str:
    """The text with everything in brackets and quotes blanked out, same length."""
    return _ENCLOSED.sub(lambda m: "□" * len(m.group()), text)


def _pieces(text: str, shielded: str, modal: Modal, start: int, end: int) -> list[Obligation]:
    """The clause of one modal word, cut again at second verbs."""
    cuts = [start]
    close = len(text[:end].rstrip("。；;，, "))
    for match in _SECOND_VERB.finditer(shielded, modal.end, end):
        after = match.end() if match.group() in "，；,;" else match.start()
        if after - cuts[-1] < 4 or close - after < 3:
            continue
        joined = match.group() in "，；,;" and _AND_SO.match(text, after)
        if joined or opens_with_verb(text[after : after + _LOOKED_AT], direct=True):
            cuts.append(after)
    cuts.append(end)
    return [_piece(text, shielded, modal, a, b) for a, b in pairwise(cuts)]


def _piece(text: str, shielded: str, modal: Modal, start: int, end: int) -> Obligation:
    """One provision, with what makes a person look whether it is more than one."""
    remarks = [modal.remark] if modal.remark else []
    if _JOINED_VERBS.search(text[start:end]):
        remarks.append("“甲并乙”可能是两项要求")
    doubts: list[str] = []
    colon = _COLON.search(shielded, max(start, modal.end), end)
    if colon and any(
        opens_with_verb(part.strip(), direct=True)
        for part in re.split("[，；,;]", text[colon.end() : end])
    ):
        doubts.append("冒号后面可能另有要求，请看要不要拆开")
    later = re.split("[，；,;]", text[start:end])[1:]
    if any(_ASSIGNS.search(part) for part in later):
        doubts.append("后面还说了由谁负责、报谁或按什么执行，可能另有一项要求")
    elif any(speaks_of_need(part) for part in later):
        doubts.append("后面还有“需、要”，可能另有一项要求")
    sure = modal.sure and not doubts
    return Obligation(start, end, modal.modality, modal.word, sure, (*remarks, *doubts))


def _marked(piece: Obligation) -> Obligation:
    return piece._replace(remarks=(*piece.remarks, "一句含两项以上要求，已拆开"))


def _without_modal(text: str, inherited: Modality | None) -> Obligation:
    """Type of a sentence that holds no modal word."""
    if inherited is not None:
        return Obligation(0, len(text), inherited, "", True)
    if assigned := _ASSIGNS.search(_shielded(text)):
        said = text[assigned.start() : assigned.end()]
        remark = f"没有能愿动词，但“{said}”读起来是要求，按指示读；请定类型"
        return Obligation(0, len(text), Modality.INSTRUCTION, "", False, (remark,))
    if opens_with_verb(text) and not states(text):
        remark = "没有能愿动词，按祈使句读作指示"
        return Obligation(0, len(text), Modality.INSTRUCTION, "", False, (remark,))
    if speaks_of_need(text):
        remark = "没有能愿动词，但有“需、要”，可能是要求"
        return Obligation(0, len(text), Modality.STATEMENT, "", False, (remark,))
    return Obligation(0, len(text), Modality.STATEMENT, "", True)
