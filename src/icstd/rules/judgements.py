"""What a person's judgement (人工判定) does to a verdict.

A judgement decides only where the provision says that a person decides, and
never raises what the facts have already settled.
"""

from __future__ import annotations

from ..assessment.model import Judgement
from ..clauses.model import Provision
from ..conformance import Need, NeedKind, Outcome
from ..terms import Basis, CheckKind, Verdict
from .facts import Facts
from .rulebook import insufficient, unevaluated


def is_suspect(provision: Provision, judgement: Judgement) -> bool:
    """Whether the provision read otherwise when this was judged."""
    return bool(judgement.fingerprint) and judgement.fingerprint != provision.fingerprint


def declared_inapplicable(provision: Provision, facts: Facts) -> Outcome | None:
    """不适用 with a stated reason, where the provision allows that."""
    said = facts.judgements.get(provision.id)
    if said is None or said.verdict is not Verdict.NOT_APPLICABLE:
        return None
    if not provision.not_applicable_allowed:
        return unevaluated("本条不能声明不适用", _judge(provision))
    return Outcome(said.verdict, f"园区说明：{said.reason}", basis=Basis.PARK)


def by_judgement(provision: Provision, facts: Facts) -> Outcome:
    """The verdict of a manual or delegated provision."""
    said = facts.judgements.get(provision.id)
    if said is None:
        return unevaluated("本条由人判定，尚未判定", _judge(provision))
    if is_suspect(provision, said):
        return unevaluated("判定之后本条已有修改，需重新判定", _judge(provision))
    delegated = provision.check.kind is CheckKind.DELEGATED
    if delegated and not said.evidence and said.verdict in (Verdict.MET, Verdict.PARTLY):
        expected = "、".join(e.what for e in provision.evidence) or "证明文件"
        need = Need(NeedKind.EVIDENCE, note=expected)
        return insufficient(f"本条凭外部证明判定，未列出{expected}", need)
    return Outcome(said.verdict, _says(said), basis=Basis.PARK)


def completed_by_judgement(provision: Provision, seen: Outcome, facts: Facts) -> Outcome:
    """A proxy check held; only a person can say that the rest holds too."""
    said = facts.judgements.get(provision.id)
    if said is None or is_suspect(provision, said):
        reason = f"{seen.reason}；数据只能说明一部分，是否做到还需人工判定"
        return unevaluated(reason, _judge(provision))
    return Outcome(said.verdict, f"{seen.reason}；{_says(said)}", basis=Basis.PARK)


def _says(said: Judgement) -> str:
    return f"园区判定：{said.reason}" if said.reason else f"园区判定为{said.verdict}，未写说明"


def _judge(provision: Provision) -> Need:
    return Need(NeedKind.JUDGE, note=provision.gist)
