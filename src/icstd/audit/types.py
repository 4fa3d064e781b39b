"""Types of an audit: what auditors say, and how it differs from the park's own word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..conformance import Finding
from ..errors import Place
from ..observations import EvidenceFound, SecondOpinion, Waiver
from ..terms import EvidenceLevel, Verdict

ORDER = {Verdict.UNMET: 0, Verdict.PARTLY: 1, Verdict.MET: 2}
"""The verdicts that are better or worse than one another."""


class Deviation(NamedTuple):
    """偏离: an approved deviation as written in the audit file; dates inclusive."""

    provision: str
    waiver: Waiver
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Audit:
    """核查: everything an audit file says, read-only.

    opinions: by provision id.  assessment_digest: sha256 of the
    self-assessment that was audited, empty where not recorded.  denominators:
    item id → (who computed it, when).
    """

    day: date
    team: tuple[str, ...]
    opinions: dict[str, SecondOpinion]
    deviations: tuple[Deviation, ...] = ()
    denominators: dict[str, tuple[str, date | None]] = field(default_factory=dict)
    assessment_digest: str = ""
    file: str = ""
    digest: str = ""
    encoding_version: str = ""  # by which the auditor judged; empty: the current one
    places: dict[str, Place] = field(default_factory=dict)
    """Where each opinion (by provision id), each level (by evidence id) and 核查日 stand."""
    levels: dict[str, EvidenceLevel] = field(default_factory=dict)  # evidence id → as verified

    def seen(self, found: Iterable[EvidenceFound] = ()) -> tuple[EvidenceFound, ...]:
        """What was found on disk, and over it what the auditor saw.

        Evidence cited in an opinion was seen, at least as a copy; 证据核验 says
        how far.  What the auditor saw is in order, whatever the folder holds.
        """
        cited = {e for o in self.opinions.values() for e in o.seen}
        levels = dict.fromkeys(sorted(cited), EvidenceLevel.COPY) | self.levels
        known = {f.id: f for f in found}
        for id_, level in levels.items():
            before = known.get(id_, EvidenceFound(id_))
            faults = () if level.rank >= EvidenceLevel.COPY.rank else before.faults
            known[id_] = before._replace(level=level, faults=faults)
        return tuple(known.values())


class Disagreement(NamedTuple):
    """A provision on which the park and the auditor differ; raised, lowered, or neither."""

    finding: Finding
    lowered: bool
    raised: bool


class Agreement(NamedTuple):
    """How far self-assessment and audit agree.

    looked_at: provisions on which the auditor gave a verdict; same: with the
    same one; unsaid: with remarks but no verdict.
    """

    looked_at: int
    unsaid: int
    same: int
    disagreements: tuple[Disagreement, ...]

    @property
    def lowered(self) -> int:
        """How many the auditor lowered, 符合 found unproven included."""
        return sum(d.lowered for d in self.disagreements)

    @property
    def raised(self) -> int:
        """How many the auditor raised, from unknown to 符合 and to 不适用 included."""
        return sum(d.raised for d in self.disagreements)


def is_raise(own: Verdict, said: Verdict) -> bool:
    """Whether an auditor's verdict is kinder than the park's own: 不适用 takes a gap away too."""
    if own in ORDER and said in ORDER:
        return ORDER[said] > ORDER[own]
    return own is not Verdict.MET and said in (Verdict.MET, Verdict.NOT_APPLICABLE)
