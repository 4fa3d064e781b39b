"""What an audit may not say of a report: each a located problem, all at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import product

from ..conformance import ConformanceReport
from ..errors import Place, Problem
from ..terms import result_of
from .types import Audit, is_raise


def unsound(audit: Audit, report: ConformanceReport) -> tuple[Problem, ...]:
    """Why this audit cannot be laid over this report; empty where it can.

    Evidence that the self-assessment does not list; a kinder verdict on what
    the figures decided, without method or evidence; a 核查日 before the period
    has ended; a deviation that the park approved for itself, or somebody whom
    the profile does not name.
    """
    found = [*_day(audit, report), *_evidence(audit, report), *_raises(audit, report)]
    found += _approvers(audit, report)
    return tuple(sorted(found, key=lambda p: (p.place.line, p.place.col)))


def _problem(audit: Audit, at: Place, path: str, message: str, advice: str) -> Problem:
    return Problem("E-AUDIT", audit.file, at, path, message, advice)


def _day(audit: Audit, report: ConformanceReport) -> Iterator[Problem]:
    end = report.assessment.period.end
    if audit.day < end:
        at = audit.places.get("核查日", Place())
        message = f"核查日 {audit.day} 早于评价期止 {end}，那时评价期还没有结束"
        yield _problem(audit, at, "核查 › 核查日", message, "核对核查日")


def _evidence(audit: Audit, report: ConformanceReport) -> Iterator[Problem]:
    known = report.assessment.evidence
    cited = [(f"判定 › {p} › 证据", p, e) for p, o in audit.opinions.items() for e in o.seen]
    cited += [("证据核验", e, e) for e in audit.levels]
    for path, key, evidence in cited:
        if evidence not in known:
            listed = "、".join(list(known)[:10]) or "一件也没有"
            message = f"自评没有编号为“{evidence}”的证据"
            advice = f"自评列有：{listed}；现场看到的新材料先请园区登记"
            yield _problem(audit, audit.places.get(key, Place()), path, message, advice)


def _raises(audit: Audit, report: ConformanceReport) -> Iterator[Problem]:
    for finding in report.findings:
        name = finding.provision.id
        opinion = audit.opinions.get(name)
        if opinion is None or opinion.verdict is None or finding.provision.check.by_person:
            continue
        own = finding.verdict if finding.own_verdict is None else finding.own_verdict
        lacking = [w for w, said in (("方法", opinion.method), ("证据", opinion.seen)) if not said]
        if is_raise(own, opinion.verdict) and lacking:
            modality = finding.provision.modality
            before, after = result_of(modality, own), result_of(modality, opinion.verdict)
            message = f"按数据判为{before}，核查改判为{after}，没有写{'和'.join(lacking)}"
            advice = "写明用什么方法、看到哪几件证据；没有依据的，维持原结论"
            at = audit.places.get(name, Place())
            yield _problem(audit, at, f"判定 › {name}", message, advice)


def _approvers(audit: Audit, report: ConformanceReport) -> Iterator[Problem]:
    park = _folded(report.assessment.park.name)
    allowed = {_folded(a) for a in report.profile.approvers}
    for deviation in audit.deviations:
        approver, who = _folded(deviation.waiver.approver), deviation.waiver.approver
        path = f"偏离 › {deviation.provision} › 批准人"
        if approver in _OWN or (park and park in approver):
            message = f"偏离由“{who}”批准，那是园区自己"
            advice = "偏离要由园区以外有权的单位批准；园区自己的说明写进理由"
            yield _problem(audit, deviation.place, path, message, advice)
        elif allowed and approver not in allowed:
            advice = f"本口径认的批准人：{'、'.join(report.profile.approvers)}"
            message = f"“{who}”批准的偏离，本评价口径不认"
            yield _problem(audit, deviation.place, path, message, advice)


_OWN = frozenset(
    "".join(parts)
    for parts in product(
        ("", "本", "我"),
        ("社区", "园区", "工业社区", "社区服务中心", "社区党委"),
        ("", "自己", "主任", "书记", "负责人"),
    )
)
"""How a park calls itself where it does not write its name."""


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
