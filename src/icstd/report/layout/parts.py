"""What several sections share: marks, references, and where they point."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from ...assessment.model import Evidence
from ...conformance import ConformanceReport, Finding
from ...errors import Place
from ...terms import Modality, Verdict, result_of
from ...text import visible
from ..words import fact_text, need_text
from .model import Cell, Column, Link, Links, Mark

_T = TypeVar("_T")

NOTHING = "—"
"""Stands where a cell has nothing to say."""


@dataclass(frozen=True, slots=True)
class View:
    """A report and what is asked of it again and again.

    audited: whether an auditor or a waiver had a say; then 园区自评 and
    审核结论 stand side by side.  evidence: id → its anchor.
    """

    report: ConformanceReport
    audited: bool
    evidence: dict[str, str]

    @property
    def file(self) -> str:
        """Name of the file the park handed in."""
        return self.report.assessment.file


def view_of(report: ConformanceReport) -> View:
    """A view of a report."""
    audited = any(_touched(f) for f in report.findings)
    anchors = {e: f"evidence-{n}" for n, e in enumerate(report.assessment.evidence, 1)}
    return View(report, audited, anchors)


def _touched(finding: Finding) -> bool:
    return bool(finding.opinion or finding.waiver or finding.own_verdict is not None)


def mark(finding: Finding) -> Mark:
    """The finding's result with its colour."""
    return mark_of(finding.provision.modality, finding.verdict)


def mark_of(modality: Modality, verdict: Verdict) -> Mark:
    """A verdict in the words of a kind of provision."""
    return Mark(result_of(modality, verdict).value, verdict)


def verdict_columns(view: View) -> tuple[Column, ...]:
    """结论, or 园区自评 and 审核结论 where somebody gave a second opinion."""
    if view.audited:
        return Column("园区自评", 7), Column("审核结论", 7)
    return (Column("结论", 7),)


def verdict_cells(view: View, finding: Finding) -> tuple[Mark, ...]:
    """What belongs under `verdict_columns`."""
    if not view.audited:
        return (mark(finding),)
    own = finding.own_verdict if finding.own_verdict is not None else finding.verdict
    park = mark_of(finding.provision.modality, own)
    return park, mark(finding) if _touched(finding) else Mark("未审核")


def opinion_lines(finding: Finding) -> tuple[str, ...]:
    """The auditor's side and a waiver, a line each."""
    lines = []
    opinion, waiver = finding.opinion, finding.waiver
    if opinion is not None:
        how = [str(opinion.method) if opinion.method else "", opinion.sample, opinion.kind]
        if opinion.seen:
            how.append("见到 " + "、".join(opinion.seen))
        inside = "；".join(h for h in how if h)
        about = f"（{inside}）" if inside else ""
        stands = "" if opinion.verdict is not None else "维持园区自评。"
        lines.append(f"{opinion.role}{about}：{stands}{opinion.reason}")
    if waiver is not None:
        lines.append(
            f"经批准的偏离：{waiver.approver}，{waiver.ground}，"
            f"{waiver.start.isoformat()} 至 {waiver.end.isoformat()}"
        )
    return tuple(lines)


def reason_lines(finding: Finding) -> tuple[str, ...]:
    """Why the result is what it is, and what an auditor said about it."""
    lines = [finding.reason]
    if finding.suspect:
        lines.append("条款的表述在判定之后改过，请按现在的表述重新判定。")
    return (*lines, *opinion_lines(finding))


def fact_lines(view: View, finding: Finding) -> tuple[str, ...]:
    """The facts a finding rests on, with where they stand in the park's file."""
    return tuple(fact_text(f, view.file, view.report.standard) for f in finding.facts)


def need_lines(view: View, finding: Finding) -> tuple[str, ...]:
    """What is still lacking, a step a line."""
    return tuple(need_text(n, view.report.standard) for n in finding.needs)


def provision_link(finding: Finding) -> Links:
    """The provision's number, leading to its result."""
    return provision_links((finding.provision.id,))


def provision_links(ids: tuple[str, ...]) -> Links:
    """Provision numbers, each leading to its result."""
    return Links(tuple(Link(i, provision_anchor(i)) for i in ids))


def provision_anchor(provision: str) -> str:
    """Where a provision's result stands."""
    return f"provision-{provision}"


def evidence_links(view: View, ids: tuple[str, ...]) -> Cell:
    """Evidence numbers, each leading to its entry in the index."""
    if not ids:
        return NOTHING
    return Links(tuple(Link(i, view.evidence.get(i, "")) for i in ids))


def sources_of(finding: Finding) -> str:
    """`A、B03`: the sources a provision rests on."""
    return "、".join(dict.fromkeys(s.id for s in finding.provision.sources))


def position(place: Place) -> str:
    """Where something stands in the park's file, in words; empty where it stands nowhere."""
    if place.cell:
        return place.cell
    return f"第 {place.line} 行" if place.line else ""


def age(evidence: Evidence, view: View) -> str:
    """How fresh a piece of evidence is at the assessment date."""
    as_of = view.report.as_of
    if evidence.valid_until is not None and evidence.valid_until < as_of:
        return f"已于 {evidence.valid_until.isoformat()} 过期"
    if evidence.dated is None:
        return "未写日期"
    if evidence.dated > as_of:
        return "日期晚于评价日"
    return f"距评价日 {(as_of - evidence.dated).days} 天"


def shown(thing: _T) -> _T:
    """The same with every text made visible; nothing hidden, no line ends."""
    seen: _T = _shown(thing)
    return seen


def _shown(thing: Any) -> Any:
    if isinstance(thing, str):
        return thing if type(thing) is not str else visible(thing)
    if isinstance(thing, tuple):
        parts = [_shown(part) for part in thing]
        return type(thing)(*parts) if hasattr(thing, "_fields") else tuple(parts)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(
            thing, **{f.name: _shown(getattr(thing, f.name)) for f in fields(thing) if f.init}
        )
    return thing
