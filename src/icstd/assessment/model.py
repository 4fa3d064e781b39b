"""Types of a self-assessment: what a park says, and where it says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..errors import Place, Problem
from ..frozen import freeze
from ..terms import CommentKind, EvidenceLevel, EvidenceType, Party, Value, Verdict


class Answer(NamedTuple):
    """填报值 of one data item.  `value` is None where left blank."""

    item: str
    value: Value | None
    evidence: tuple[str, ...] = ()
    note: str = ""
    place: Place = Place()
    review: bool = False  # 待复核: carried over from an earlier file, to be confirmed


class Judgement(NamedTuple):
    """人工判定 by the park on a provision that a person decides."""

    provision: str
    verdict: Verdict
    reason: str = ""
    evidence: tuple[str, ...] = ()
    fingerprint: str = ""  # of the provision as it was when judged
    place: Place = Place()


class Evidence(NamedTuple):
    """佐证材料: one thing that can be shown."""

    id: str
    name: str
    type: EvidenceType = EvidenceType.OTHER
    file: str = ""  # path below the park's folder, `/` as separator
    sha256: str = ""
    dated: date | None = None
    valid_until: date | None = None
    level: EvidenceLevel = EvidenceLevel.UNCHECKED
    reference: str = ""  # where it can be found if not as a file (URL, archive number)
    note: str = ""
    place: Place = Place()


class Comment(NamedTuple):
    """意见 on a provision of the standard, for its review."""

    provision: str
    kind: CommentKind
    text: str
    place: Place = Place()


class Row(NamedTuple):
    """One row of a table; `cells` by column id, blank cells left out."""

    cells: dict[str, Value]
    place: Place = Place()


class Park(NamedTuple):
    """园区: who is assessed."""

    name: str
    location: str = ""
    industry: str = ""
    respondent: str = ""  # 填报人岗位: a post, never a person's name
    code: str = ""  # 园区代码, so that one park is one park from year to year


class Period(NamedTuple):
    """评价: when, over which time, by whom."""

    as_of: date
    start: date
    end: date
    party: Party = Party.FIRST


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """自评: everything one park handed in, read-only."""

    standard: str  # number, as published
    encoding_version: str
    park: Park
    period: Period
    answers: dict[str, Answer] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    file: str = ""  # name of the file it was read from, for messages
    digest: str = ""  # sha256 of the bytes read
    warnings: tuple[Problem, ...] = ()
    assumed: tuple[str, ...] = ()  # `项=值` of answers that are not the park's own (what if)

    def __post_init__(self) -> None:
        """Read-only all through."""
        freeze(self)
