"""Types of a standard: clauses, provisions, checks, profiles; data items are in `items`.

The same dataclasses are validated from the YAML sources by pydantic (in
`authoring`) and built from the published edition at run time (in
`clauses.load`).  Field names are the keys of both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ..frozen import freeze
from ..terms import (
    CheckKind,
    Effort,
    EvidenceLevel,
    EvidenceType,
    Method,
    Modality,
    Verdict,
)
from .frame import Annex, Earlier, Retired, Source, Term
from .items import Balance, Column, DataItem, Limit, Section, Table

__all__ = [
    "Annex",
    "Balance",
    "Chapter",
    "Check",
    "Clause",
    "Column",
    "DataItem",
    "Earlier",
    "EvidenceDemand",
    "EvidencePolicy",
    "Example",
    "Limit",
    "ModalityBasis",
    "Profile",
    "Provision",
    "Retired",
    "Scoring",
    "Section",
    "Source",
    "SourceRef",
    "Standard",
    "Table",
    "Term",
    "Verifiability",
]


class SourceRef(NamedTuple):
    """A provision's use of a source; `supports` is content, modality or limit."""

    id: str
    supports: str = "content"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """判定方式 of one provision.

    kind       reads                 met when
    present    item                  是, a choice, a date, a list, a count > 0
    min        item, at_least        value >= at_least
    max        item, at_most         value <= at_most
    between    item, both            at_least <= value <= at_most
    one_of     item, values          the choice is one of `values`
    ratio      part, whole, at_least part/whole*100 >= at_least (per cent)
    within_days item, at_most        0 <= as_of - date <= at_most days
    any_of     items, at_least       so many of the yes/no `items` are 是
    manual     –                     a person's judgement
    delegated  –                     an outside body's document
    rule       items (by signature)  a Python function under the provision's id
    """

    kind: CheckKind
    item: str | None = None
    part: str | None = None
    whole: str | None = None
    items: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    limits: dict[str, Limit] = field(default_factory=dict)
    when_zero: Verdict | None = None
    reads: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Ids of all data items this check looks at, commitments included."""

    def __post_init__(self) -> None:
        """Work out `reads`."""
        freeze(self)
        own = tuple(i for i in (self.item, self.part, self.whole) if i) + self.items
        promised = (lim.item for lim in self.limits.values() if lim.item)
        object.__setattr__(self, "reads", tuple(dict.fromkeys((*own, *promised))))

    @property
    def by_person(self) -> bool:
        """Whether a person's judgement decides (manual, delegated)."""
        return self.kind in (CheckKind.MANUAL, CheckKind.DELEGATED)


class EvidenceDemand(NamedTuple):
    """Evidence expected for a provision."""

    what: str
    type: EvidenceType = EvidenceType.RECORD
    within_days: int | None = None  # no older than this at the assessment date
    level: EvidenceLevel = EvidenceLevel.COPY  # least verification in an audit


class ModalityBasis(NamedTuple):
    """Why the provision has the modality it has."""

    status: str  # inferred | official
    because: str


class Verifiability(NamedTuple):
    """How far a provision can be checked, and the words that blur it."""

    level: str  # 可计算 | 可查证 | 需判断
    vague: tuple[str, ...] = ()


class Example(NamedTuple):
    """A witness beside the clause, run as a test.  Not in the published edition.

    given: item id → answer as a park would type it; `result` in the words of
    the provision's modality; `judged` is a 人工判定 where one is needed.
    """

    given: dict[str, object]
    result: str
    why: str = ""
    judged: str | None = None
    as_of: str = "2026-03-01"
    params: dict[str, int] = {}  # noqa: RUF012 - never mutated; profile parameters


@dataclass(frozen=True, slots=True)
class Provision:
    """条款: the smallest thing that gets a verdict: one obligation, never two."""

    id: str
    modality: Modality
    modality_basis: ModalityBasis
    gist: str
    sources: tuple[SourceRef, ...]
    subject: str
    check: Check
    evidence: tuple[EvidenceDemand, ...]
    remedy: str
    effort: Effort
    verifiability: Verifiability
    method: Method
    place: str
    text_status: str = "reconstructed"  # or verified
    official: str | None = None  # printed number, once reconciled
    text_fingerprint: str | None = None
    reading: str = ""
    applies_if: Check | None = None
    not_applicable_allowed: bool = False
    proxy: bool = False  # the check sees only part of what is asked
    responsible: str = ""  # who must see to it where it is not the community: 上级组织部门 …
    era: str = ""  # the event it stems from, so that a review can set it apart
    examples: tuple[Example, ...] = ()
    clause: str = ""  # filled in by the build: id of the clause it stands in
    chapter: str = ""
    fingerprint: str = ""
    reads: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Ids of all data items that bear on this provision."""

    def __post_init__(self) -> None:
        """Work out `reads`."""
        condition = self.applies_if.reads if self.applies_if else ()
        object.__setattr__(self, "reads", tuple(dict.fromkeys((*self.check.reads, *condition))))

    @property
    def judgeable(self) -> bool:
        """Whether the park may hand in a 人工判定 for it."""
        return self.check.by_person or self.proxy


@dataclass(frozen=True, slots=True)
class Clause:
    """条: one numbered clause and the provisions (列项) it consists of."""

    id: str
    title: str
    topic: str  # id of the section of data items it belongs with
    provisions: tuple[Provision, ...]
    lead: str = ""  # 引语 of a clause with several 列项, own words


@dataclass(frozen=True, slots=True)
class Chapter:
    """章. Titles come from the scope sentence; numbers are working numbers."""

    id: str
    title: str
    clauses: tuple[Clause, ...]


class EvidencePolicy(NamedTuple):
    """What missing or weak evidence does."""

    enforce: bool = False  # True: it turns a verdict into 证据不足
    levels: bool = False  # True: the demanded verification level counts too


class Scoring(NamedTuple):
    """icstd's own score; not part of the standard."""

    enabled: bool = False
    partial: Decimal = Decimal(0)  # worth of 部分符合
    not_applicable: str = "exclude"  # exclude | met
    unknown: str = "fail"  # fail | exclude
    bands: tuple[tuple[str, Decimal], ...] = ()  # name, least score; best first


@dataclass(frozen=True, slots=True)
class Profile:
    """How strictly the standard is applied: parameters, gates, policies."""

    id: str
    title: str
    description: str
    required: tuple[str, ...] | None = None  # 必备条款; None: all 要求 and 指示
    params: dict[str, Decimal] = field(default_factory=dict)
    evidence: EvidencePolicy = EvidencePolicy()
    scoring: Scoring = Scoring()
    optional: tuple[str, ...] = ()  # requirements this profile does not demand
    approvers: tuple[str, ...] = ()  # whose approval of a deviation counts; empty: anybody's

    def __post_init__(self) -> None:
        """Read-only all through."""
        freeze(self)


@dataclass(frozen=True, slots=True)
class Standard:
    """标准: one edition in one encoding, read-only."""

    id: str
    number: str
    title: str
    title_en: str
    encoding_version: str
    status: str  # 工作编码 …
    facts: dict[str, str]  # 发布日期, 实施日期, 归口 … as published
    notice: str  # what every report says about this encoding
    sources: dict[str, Source]
    sections: tuple[Section, ...]
    balances: tuple[Balance, ...]
    chapters: tuple[Chapter, ...]
    profiles: dict[str, Profile]
    withdrawn: dict[str, str] = field(default_factory=dict)  # id → why; never reused
    terms: tuple[Term, ...] = ()
    annexes: tuple[Annex, ...] = ()
    retired: dict[str, Retired] = field(default_factory=dict)  # data items asked no more
    frozen: bool = False  # from now on a changed demand needs a new encoding version
    earlier: tuple[Earlier, ...] = ()  # encodings whose forms are carried over, oldest first
    digest: str = ""
    provisions: dict[str, Provision] = field(default_factory=dict)
    items: dict[str, DataItem] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    clauses: dict[str, Clause] = field(default_factory=dict)
    prefix: str = "W"  # with which the working ids of clauses and provisions begin
    supplement: Standard | None = None
    """Provisions that a county laid over this edition; never among those above."""

    @property
    def every_provision(self) -> dict[str, Provision]:
        """The provisions and, after them, those of a supplement: what a park may speak about."""
        more = self.supplement.provisions if self.supplement else {}
        return {**self.provisions, **more}

    def __post_init__(self) -> None:
        """Read-only all through."""
        freeze(self)
