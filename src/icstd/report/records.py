"""What a JSON report consists of: the types of `icstd-report/2`.

Domain types stand in it as they are.  `report.schema.json` is generated from
these types (`python tools/report_schema.py`).  A field added later needs a
default, so that reports written before it are still read.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, NewType

from ..assessment.model import Comment, Evidence, Park
from ..clauses.figures import EncodingFigures
from ..clauses.model import Source
from ..clauses.selection import Selection
from ..conformance import NeedKind
from ..errors import Place
from ..observations import Contradiction, SecondOpinion, Waiver
from ..support import Fact, Support
from ..terms import (
    Adoption,
    Basis,
    Effort,
    Modality,
    Party,
    Practice,
    Result,
    Value,
    Verdict,
)
from .codec import Record

SCHEMA: Literal["icstd-report/2"] = "icstd-report/2"


class StandardRecord(Record):
    """The edition a report rests on, so that it can be told from others."""

    id: str
    number: str
    title: str
    encoding_version: str
    status: str
    digest: str
    facts: dict[str, str]
    sources: tuple[Source, ...]


class ProfileRecord(Record):
    """All of a profile that bears on verdicts; weakened: where it asks less than the standard."""

    id: str
    title: str
    description: str
    params: dict[str, Decimal]
    required: tuple[str, ...] | None
    optional: tuple[str, ...]
    evidence_enforced: bool
    evidence_levels: bool
    weakened: tuple[str, ...]


class AssessmentRecord(Record):
    """The file judged, and the time it speaks of."""

    file: str
    digest: str
    encoding_version: str
    as_of: date
    start: date
    end: date
    party: Party


class ConclusionRecord(Record):
    """How it ended."""

    conforms: bool
    decided: bool
    exit_code: Literal[0, 1]
    text: str


class FilledRecord(Record):
    """How many of the data items asked for are answered."""

    answered: int
    asked: int


class CountsRecord(Record):
    """How many provisions have each result."""

    deciding: dict[Verdict, int]
    recommended: dict[Adoption, int]
    permitted: dict[Practice, int]
    required: dict[Verdict, int]


class ChapterRecord(Record):
    """The same for one chapter."""

    id: str
    title: str
    deciding: dict[Verdict, int]
    recommended: dict[Adoption, int]
    permitted: dict[Practice, int]


class ClauseRecord(Record):
    """A clause and what its provisions come to; None where nothing in it is judged."""

    id: str
    title: str
    chapter: str
    result: Result | None


class ScoreRecord(Record):
    """icstd's own score, with the policy that made it."""

    value: Decimal
    low: Decimal
    high: Decimal
    band: str
    policy: str


class NeedRecord(Record):
    """A `Need`, and the sentence people read."""

    kind: NeedKind
    item: str | None
    values: tuple[Value, ...]
    low: Value | None
    high: Value | None
    amount: int | Decimal | None
    unit: str
    note: str
    text: str


class FindingRecord(Record):
    """One provision, its result, and all it rests on."""

    id: str
    clause: str
    chapter: str
    title: str
    gist: str
    modality: Modality
    official: str | None
    text_status: str
    fingerprint: str
    sources: tuple[str, ...]
    result: Result
    verdict: Verdict
    basis: Basis
    support: Support | None = None
    reason: str
    required: bool
    suspect: bool
    effort: Effort
    remedy: str
    facts: tuple[Fact, ...]
    needs: tuple[NeedRecord, ...]
    missing: tuple[str, ...]
    through: tuple[str, ...] = ()
    evidence: tuple[str, ...]
    evidence_missing: tuple[str, ...]
    own_verdict: Verdict | None
    opinion: SecondOpinion | None
    waiver: Waiver | None


class LeftRecord(Record):
    """A ledger row that no count includes, and why."""

    key: str
    reason: str
    why: str
    apart: bool
    place: Place


class LedgerRecord(Record):
    """How many rows of a ledger were read and counted, and each that was not."""

    table: str
    label: str
    read: int
    counted: int
    left_out: tuple[LeftRecord, ...]


class EmptiedRecord(Record):
    """An item whose zero or 否 left these 要求 and 指示 nothing to judge."""

    item: str
    provisions: tuple[str, ...]


class WarningRecord(Record):
    """What was accepted when the file was read, but should be looked at."""

    code: str
    path: str
    message: str
    advice: str
    place: Place


Digest = NewType("Digest", str)
"""sha256 in hexadecimal."""


class ReportDocument(Record):
    """A whole report.

    supplement: findings on a county's own provisions, in no count.  cited_by:
    evidence → the provisions that cite it.
    """

    schema: Literal["icstd-report/2"]
    notice: str
    standard: StandardRecord
    profile: ProfileRecord
    park: Park
    assessment: AssessmentRecord
    as_of: date
    selection: Selection | None
    assumed: tuple[str, ...]
    notes: tuple[str, ...]
    conclusion: ConclusionRecord
    filled: FilledRecord
    counts: CountsRecord
    chapters: tuple[ChapterRecord, ...]
    clauses: tuple[ClauseRecord, ...]
    score: ScoreRecord | None
    findings: tuple[FindingRecord, ...]
    supplement: tuple[FindingRecord, ...] = ()
    contradictions: tuple[Contradiction, ...]
    ledgers: tuple[LedgerRecord, ...] = ()
    emptied: tuple[EmptiedRecord, ...] = ()
    tables_used: dict[str, str]
    comments: tuple[Comment, ...]
    evidence: tuple[Evidence, ...]
    cited_by: dict[str, tuple[str, ...]]
    warnings: tuple[WarningRecord, ...]
    encoding: EncodingFigures
    result_digest: Digest
