"""Change over time: two reports of a park held side by side.

Works on report documents, so that a report handed in last year serves as well
as a file evaluated today (`report.read.as_read`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from ..errors import UsageProblem
from ..report.records import FindingRecord, ReportDocument
from ..terms import Value, Verdict

_ORDER = {Verdict.UNMET: 0, Verdict.PARTLY: 1, Verdict.MET: 2}


class Change(StrEnum):
    """How a provision's result moved.  The unknowns are incomparable."""

    BETTER = "变好"
    WORSE = "变差"
    NEWLY_JUDGED = "新有结论"
    NO_LONGER_JUDGED = "不再有结论"
    OTHER = "其他变化"
    ADDED = "新增条款"
    DROPPED = "不再评价"


MIRROR = {
    Change.BETTER: Change.WORSE,
    Change.WORSE: Change.BETTER,
    Change.NEWLY_JUDGED: Change.NO_LONGER_JUDGED,
    Change.NO_LONGER_JUDGED: Change.NEWLY_JUDGED,
    Change.OTHER: Change.OTHER,
    Change.ADDED: Change.DROPPED,
    Change.DROPPED: Change.ADDED,
}
"""What a change is called when the two reports are swapped."""


class FactChange(NamedTuple):
    """An answer behind a changed result; None where it was not given."""

    item: str
    label: str
    old: Value | None
    new: Value | None
    unit: str


class Changed(NamedTuple):
    """One provision whose result differs."""

    provision: str
    title: str
    gist: str
    modality: str
    change: Change
    old: str  # the result in the words of its modality; empty where there was none
    new: str
    facts: tuple[FactChange, ...]
    reason: str  # why the newer result is what it is


class GapMove(NamedTuple):
    """A gap (差距) on one side or both."""

    provision: str
    title: str
    gist: str


class Difference(NamedTuple):
    """All differences between an older and a newer report.

    changed: in clause order.  closed, still_open, opened: gaps of 要求/指示
    that went, stayed, came.
    """

    old: ReportDocument
    new: ReportDocument
    changed: tuple[Changed, ...]
    closed: tuple[GapMove, ...]
    still_open: tuple[GapMove, ...]
    opened: tuple[GapMove, ...]

    @property
    def empty(self) -> bool:
        """Whether no result changed."""
        return not self.changed


def compare(
    old: ReportDocument, new: ReportDocument, mapping: Mapping[str, str] | None = None
) -> Difference:
    """Hold two report documents side by side.

    mapping: provision ids of the older encoding → ids of the newer one; needed
    where the encodings differ, ids it does not name are taken as dropped.

    Raises UsageProblem where the reports rest on different standards, or on
    different encodings without a mapping.
    """
    _comparable(old, new, mapping)
    before = {_renamed(f.id, mapping): f for f in old.findings}
    after = {f.id: f for f in new.findings}
    order = list(after) + [i for i in before if i not in after]
    changed = [c for i in order if (c := _change(i, before.get(i), after.get(i))) is not None]
    was, now = _gaps(before), _gaps(after)
    return Difference(
        old,
        new,
        tuple(changed),
        closed=tuple(_move(before[i]) for i in was if i not in now),
        still_open=tuple(_move(after[i]) for i in now if i in was),
        opened=tuple(_move(after[i]) for i in now if i not in was),
    )


def _comparable(
    old: ReportDocument, new: ReportDocument, mapping: Mapping[str, str] | None
) -> None:
    one, two = old.standard, new.standard
    if one.id != two.id:
        numbers = f"{one.number} 与 {two.number}"
        raise UsageProblem(f"两份报告依据的标准不同：{numbers}", "只能比较同一标准")
    if one.encoding_version != two.encoding_version and mapping is None:
        raise UsageProblem(
            f"两份报告的编码版本不同：{one.encoding_version} 与 {two.encoding_version}",
            "用 --mapping 给出条款对照表，或用同一编码版本重新评价旧的自评文件",
        )


def _renamed(provision: str, mapping: Mapping[str, str] | None) -> str:
    return provision if mapping is None else mapping.get(provision, provision)


def _gaps(findings: Mapping[str, FindingRecord]) -> list[str]:
    failing = (Verdict.PARTLY, Verdict.UNMET)
    return [i for i, f in findings.items() if f.modality.decides and f.verdict in failing]


def _move(finding: FindingRecord) -> GapMove:
    return GapMove(finding.id, finding.title, finding.gist)


def _change(provision: str, old: FindingRecord | None, new: FindingRecord | None) -> Changed | None:
    known = new or old
    if known is None or (old and new and old.verdict is new.verdict):
        return None
    return Changed(
        provision,
        known.title,
        known.gist,
        known.modality,
        _kind(old, new),
        old.result if old else "",
        new.result if new else "",
        _facts(old, new),
        new.reason if new else "",
    )


def _kind(old: FindingRecord | None, new: FindingRecord | None) -> Change:
    if old is None or new is None:
        return Change.ADDED if old is None else Change.DROPPED
    was, now = old.verdict, new.verdict
    if was.judged and now.judged:
        return Change.BETTER if _ORDER[now] > _ORDER[was] else Change.WORSE
    if was.unknown and not now.unknown:
        return Change.NEWLY_JUDGED
    if now.unknown and not was.unknown:
        return Change.NO_LONGER_JUDGED
    return Change.OTHER


def _facts(old: FindingRecord | None, new: FindingRecord | None) -> tuple[FactChange, ...]:
    before = {f.item: f for f in old.facts} if old else {}
    after = {f.item: f for f in new.facts} if new else {}
    moved = []
    for item in sorted(before.keys() | after.keys()):
        was, now = (f[item].value if item in f else None for f in (before, after))
        if was != now:
            known = after.get(item) or before[item]
            moved.append(FactChange(item, known.label, was, now, known.unit))
    return tuple(moved)
