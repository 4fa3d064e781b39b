"""Wording: the modal word agrees with the modality, vague words are owned up to."""

from __future__ import annotations

from collections.abc import Iterator

from ...clauses.model import Provision
from ...errors import Problem
from ...terms import Modality
from ..reconcile.modal import modals
from ..reconcile.obligations import vague_words
from .case import Case

_UNDEFINED = ("打包", "下沉", "闭环", "赋能", "孵化", "极致", "抓手", "最后一公里")
"""Words of the press: a clause says what they stand for, or terms.yaml defines them."""

_LEVELS = ("可计算", "可查证", "需判断")
_BASIS = ("inferred", "official")
_LONGEST = 120


def faults(case: Case) -> Iterator[Problem]:
    """Everything wrong with how provisions are worded."""
    for provision in case.standard.provisions.values():
        yield from _modality(case, provision)
        yield from _vague(case, provision)
        yield from _filled(case, provision)
    if not case.standard.terms:  # a draft that defines no words is not held to this
        return
    for provision in case.standard.provisions.values():
        yield from _standing_alone(case, provision)
    for clause in case.standard.clauses.values():
        if clause.lead and not modals(clause.lead):
            yield case.fault("clause", clause.id, "引语里要有能愿动词。", "lead")


def _modality(case: Case, provision: Provision) -> Iterator[Problem]:
    def fault(message: str, *keys: str) -> Problem:
        return case.fault("provision", provision.id, message, *keys)

    said = [m.modality for m in modals(provision.gist)]
    silent = provision.modality in (Modality.INSTRUCTION, Modality.STATEMENT)
    if silent and said:
        yield fault(f"条款类型为{provision.modality}，文字里不应有“应、宜、可”。", "gist")
    if not silent and not said:
        yield fault(
            f"条款类型为{provision.modality}，文字里要有“{provision.modality.word}”。", "gist"
        )
    if not silent and any(m is not provision.modality for m in said):
        yield fault(f"文字里的能愿动词与条款类型“{provision.modality}”不一致。", "gist")
    if len(said) > 1:
        yield fault("一个条款只写一项义务，文字里有多个能愿动词。", "gist")
    if provision.modality_basis.status not in _BASIS:
        yield fault(f"status 应为 {'、'.join(_BASIS)} 之一。", "modality_basis", "status")
    if not provision.modality_basis.because.strip():
        yield fault("缺条款类型的理由。", "modality_basis", "because")


def _vague(case: Case, provision: Provision) -> Iterator[Problem]:
    declared = provision.verifiability.vague
    for word in vague_words(provision.gist):
        if not any(word in d for d in declared):
            text = f"文字里的“{word}”含义不定，应列入 verifiability.vague。"
            yield case.fault("provision", provision.id, text, "gist")
    for word in declared:
        if word not in provision.gist + provision.reading:
            text = f"verifiability.vague 所列“{word}”在文字和读法里都没有。"
            yield case.fault("provision", provision.id, text, "verifiability", "vague")
    if provision.verifiability.level not in _LEVELS:
        text = f"level 应为 {'、'.join(_LEVELS)} 之一。"
        yield case.fault("provision", provision.id, text, "verifiability", "level")
    if provision.check.by_person and provision.verifiability.level == _LEVELS[0]:
        text = "由人判定的条款不能标“可计算”。"
        yield case.fault("provision", provision.id, text, "verifiability", "level")


def _filled(case: Case, provision: Provision) -> Iterator[Problem]:
    def fault(message: str, *keys: str) -> Problem:
        return case.fault("provision", provision.id, message, *keys)

    if not provision.gist.endswith("。") or len(provision.gist) > _LONGEST:
        yield fault(f"文字应是一句话，以句号结尾，不超过 {_LONGEST} 字。", "gist")
    for key in ("subject", "remedy", "place"):
        if not getattr(provision, key).strip():
            yield fault(f"缺 {key}。", key)
    judged = provision.modality not in (Modality.PERMISSION, Modality.STATEMENT)
    if judged and not provision.evidence:
        yield fault("没有写明看什么证据。", "evidence")


def _standing_alone(case: Case, provision: Provision) -> Iterator[Problem]:
    """A clause says who is obliged, knows no assessment and uses defined words only."""
    found = modals(provision.gist)
    if found and not provision.gist[: found[0].start].strip():
        text = "文字要先写明由谁做，再写“应、宜、可”。"
        yield case.fault("provision", provision.id, text, "gist")
    if "评价日" in provision.gist or "评价期" in provision.gist:
        text = "条款不应提到评价日和评价期，放到读法里。"
        yield case.fault("provision", provision.id, text, "gist")
    defined = {term.term for term in case.standard.terms}
    for word in _UNDEFINED:
        if word in provision.gist and word not in defined:
            text = f"“{word}”没有定义：换成说得清的词，或写进 terms.yaml。"
            yield case.fault("provision", provision.id, text, "gist")
