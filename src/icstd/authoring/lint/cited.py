"""A number that a source or a law gives."""

from __future__ import annotations

from collections.abc import Iterator

from ...clauses.figures import LEGAL
from ...clauses.model import Limit
from ...terms import LimitOrigin
from .case import Case


def cited(case: Case, cited: set[str], limit: Limit) -> Iterator[str]:
    """A number that somebody gives: who, where, and that it is cited."""
    if limit.value is None:
        yield "有出处的限值要写数值 value。"
    if limit.source is None or limit.source not in cited:
        yield "要写明出处 source，且该出处列在本条 sources 中。"
    source = case.standard.sources.get(limit.source or "")
    if limit.origin is LimitOrigin.LAW and source and source.kind not in LEGAL:
        yield f"出处 {source.id} 不是法律法规，origin 不能写 law。"
    if limit.origin is LimitOrigin.LAW and not limit.article:
        yield "法律法规定的限值要写明条号 article；没有查到原文的写“待核”。"
