"""`manual` and `delegated`: a person judges, or an outside body's document does."""

from __future__ import annotations

from ...clauses.model import Check, Provision, Standard
from ...terms import CheckKind
from .kind import Kind


def _by_hand(provision: Provision, _: Check, __: Standard) -> str:
    return f"由人判定，方法为{provision.method}：{provision.place}"


def _by_document(provision: Provision, _: Check, __: Standard) -> str:
    expected = "、".join(e.what for e in provision.evidence) or "证明文件"
    return f"凭外部证明判定：{expected}；没有证明的，不得判符合"


KINDS = (Kind(CheckKind.MANUAL, None, _by_hand), Kind(CheckKind.DELEGATED, None, _by_document))
