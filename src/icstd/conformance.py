"""Outcome, Finding, ConformanceReport: what an evaluation says.

How results combine is defined here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from .assessment.model import SelfAssessment
from .clauses.model import Chapter, Clause, Profile, Provision, Standard
from .clauses.selection import Selection
from .errors import Exit
from .frozen import freeze
from .observations import Contradiction, EvidenceFound, LedgerAccount, SecondOpinion, Waiver
from .support import Fact, Support, support_of
from .terms import Basis, Modality, Result, Value, Verdict, result_of
from .text import html_table


class NeedKind(StrEnum):
    """What would have to change."""

    SET = "set"  # answer one of `values`
    AT_LEAST = "at_least"  # raise to `low`
    AT_MOST = "at_most"  # lower to `high`
    DATE = "date"  # a date from `low` to `high`
    JUDGE = "judge"  # a person has to judge (待判定)
    EVIDENCE = "evidence"  # hand in what `note` names


class Need(NamedTuple):
    """还差: one machine-readable step towards 符合.

    amount: how far the present value is from the target, where that is a
    number (件, 家, 天 …, in `unit`).
    """

    kind: NeedKind
    item: str | None = None
    values: tuple[Value, ...] = ()
    low: int | Decimal | date | None = None
    high: int | Decimal | date | None = None
    amount: int | Decimal | None = None
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check returns.

    verdict: on the common scale; reason: one Chinese sentence naming the
    facts; needs: one conjunctive witness that would make it 符合; missing:
    ids of items whose answers would settle an unknown; basis: whether figures
    or a person's judgement carried the verdict; through: ids of items whose
    zero or 否 left nothing to judge.
    """

    verdict: Verdict
    reason: str
    needs: tuple[Need, ...] = ()
    missing: tuple[str, ...] = ()
    basis: Basis = Basis.RULE
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """发现: the result for one provision, and everything it rests on."""

    provision: Provision
    verdict: Verdict
    basis: Basis
    reason: str
    facts: tuple[Fact, ...] = ()
    needs: tuple[Need, ...] = ()
    missing: tuple[str, ...] = ()
    through: tuple[str, ...] = ()  # items whose zero or 否 left nothing to judge
    evidence: tuple[str, ...] = ()  # ids cited by its facts and judgement
    evidence_missing: tuple[str, ...] = ()  # what the provision expects and nobody cited
    required: bool = False  # 必备条款 in this profile
    suspect: bool = False  # judged under another wording of the provision
    own_verdict: Verdict | None = None  # before an auditor or a waiver changed it
    opinion: SecondOpinion | None = None
    waiver: Waiver | None = None

    @property
    def result(self) -> Result:
        """The verdict in the words of the provision's modality."""
        return result_of(self.provision.modality, self.verdict)

    @property
    def is_gap(self) -> bool:
        """差距: a 要求/指示 that is 部分符合 or 不符合."""
        return self.provision.modality.decides and self.verdict in (Verdict.PARTLY, Verdict.UNMET)

    @property
    def is_unadopted(self) -> bool:
        """A recommendation that is 未采纳 or 部分采纳."""
        return self.provision.modality is Modality.RECOMMENDATION and self.verdict in (
            Verdict.PARTLY,
            Verdict.UNMET,
        )

    @property
    def is_open(self) -> bool:
        """A 要求, 指示 or 推荐 that could not be judged."""
        return self.verdict.unknown and self.provision.modality not in (
            Modality.PERMISSION,
            Modality.STATEMENT,
        )

    @property
    def support(self) -> Support | None:
        """What a judged verdict rests on; None for 未评价 and 不适用."""
        by_person = self.opinion is not None and self.opinion.verdict is not None
        return support_of(self.provision, self.verdict, self.facts, by_person=by_person)

    def _repr_html_(self) -> str:
        row = (self.provision.id, self.provision.gist, self.result.value, self.reason)
        return html_table(self.provision.id, [("条款", "要点", "结果", "理由"), row])


def roll_up(verdicts: Iterable[Verdict]) -> Verdict:
    """Combine the verdicts of the parts of a whole (all_of, clause, chapter).

    不适用 drops out (nothing left: 不适用); any 不符合 or 部分符合 makes the
    whole 不符合 if every known part is 不符合, else 部分符合; else any
    证据不足, else any 未评价, else 符合.  Order never matters.
    """
    parts = {v for v in verdicts if v is not Verdict.NOT_APPLICABLE}
    if not parts:
        return Verdict.NOT_APPLICABLE
    known = {v for v in parts if v.judged}
    if known & {Verdict.PARTLY, Verdict.UNMET}:
        return Verdict.UNMET if known == {Verdict.UNMET} else Verdict.PARTLY
    if Verdict.INSUFFICIENT in parts:
        return Verdict.INSUFFICIENT
    return Verdict.UNEVALUATED if Verdict.UNEVALUATED in parts else Verdict.MET


def combined(findings: Sequence[Finding]) -> Result | None:
    """The result of a whole: of its 要求/指示 if it has any, else of its 推荐."""
    deciding = [f.verdict for f in findings if f.provision.modality.decides]
    if deciding:
        return roll_up(deciding)
    advised = [f.verdict for f in findings if f.provision.modality is Modality.RECOMMENDATION]
    return result_of(Modality.RECOMMENDATION, roll_up(advised)) if advised else None


def count_verdicts(findings: Iterable[Finding]) -> dict[Verdict, int]:
    """How many findings have each verdict, all six present, in fixed order."""
    counts = dict.fromkeys(Verdict, 0)
    for finding in findings:
        counts[finding.verdict] += 1
    return counts


@dataclass(frozen=True, slots=True)
class ConformanceReport:
    """符合性报告: the findings of one assessment, in the standard's order."""

    standard: Standard
    profile: Profile
    assessment: SelfAssessment
    as_of: date
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...] = ()
    weakened: tuple[str, ...] = ()  # where the profile demands less than the standard
    selection: Selection | None = None  # None: all provisions
    tables_used: dict[str, str] = field(default_factory=dict)  # item id → table label
    ledgers: tuple[LedgerAccount, ...] = ()  # every row handed in, counted or left out
    notes: tuple[str, ...] = ()  # further remarks for page one (audit, waivers …)
    evidence_found: tuple[EvidenceFound, ...] = ()  # what was looked at; empty: nobody looked
    supplement: ConformanceReport | None = None
    """Results of a county's own provisions; never among the standard's counts or conclusion."""

    def __post_init__(self) -> None:
        """Read-only all through."""
        freeze(self)

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Findings of 要求 and 指示: only these decide conformity."""
        return tuple(f for f in self.findings if f.provision.modality.decides)

    @property
    def recommended(self) -> tuple[Finding, ...]:
        """Findings of 推荐."""
        return self._of(Modality.RECOMMENDATION)

    @property
    def permitted(self) -> tuple[Finding, ...]:
        """Findings of 允许."""
        return self._of(Modality.PERMISSION)

    def _of(self, modality: Modality) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.provision.modality is modality)

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """差距, 必备 first, then in clause order."""
        found = [f for f in self.findings if f.is_gap]
        return tuple(sorted(found, key=lambda f: not f.required))

    @property
    def unadopted(self) -> tuple[Finding, ...]:
        """Recommendations not, or not wholly, adopted."""
        return tuple(f for f in self.findings if f.is_unadopted)

    @property
    def open(self) -> tuple[Finding, ...]:
        """What could not be judged, 要求 and 指示 first."""
        found = [f for f in self.findings if f.is_open]
        return tuple(sorted(found, key=lambda f: not f.provision.modality.decides))

    @property
    def decided(self) -> bool:
        """Whether anything was decided at all; otherwise 尚无可判条款."""
        return any(f.verdict.judged for f in self.deciding)

    @property
    def conforms(self) -> bool:
        """Every 要求/指示 met or not applicable, at least one met."""
        verdicts = {f.verdict for f in self.deciding}
        return Verdict.MET in verdicts and verdicts <= {Verdict.MET, Verdict.NOT_APPLICABLE}

    @property
    def exit_code(self) -> Exit:
        """0 when it conforms, else 1."""
        return Exit.MET if self.conforms else Exit.NOT_MET

    @property
    def emptied(self) -> dict[str, tuple[Finding, ...]]:
        """要求/指示 that fell to 不适用, by the id of the item whose zero or 否 did it."""
        found: dict[str, list[Finding]] = {}
        for finding in self.deciding:
            if finding.verdict is Verdict.NOT_APPLICABLE and finding.through:
                found.setdefault(finding.through[0], []).append(finding)
        return {item: tuple(findings) for item, findings in found.items()}

    def select(
        self,
        verdict: Verdict | None = None,
        modality: Modality | None = None,
        chapter: str | None = None,
        required: bool | None = None,
    ) -> tuple[Finding, ...]:
        """Findings that agree with everything given, in the standard's order."""
        wanted = (verdict, modality, chapter, required)
        traits = attrgetter("verdict", "provision.modality", "provision.chapter", "required")
        pairs = ((f, zip(wanted, traits(f), strict=True)) for f in self.findings)
        return tuple(f for f, pair in pairs if all(w is None or w == i for w, i in pair))

    def finding(self, provision_id: str) -> Finding:
        """The finding of one provision.  Raises KeyError for an unknown id."""
        for found in self.findings:
            if found.provision.id == provision_id:
                return found
        raise KeyError(provision_id)

    def of_clause(self, clause: Clause) -> Sequence[Finding]:
        """Findings of a clause's selected provisions."""
        return [f for f in self.findings if f.provision.clause == clause.id]

    def of_chapter(self, chapter: Chapter) -> Sequence[Finding]:
        """Findings of a chapter's selected provisions."""
        return [f for f in self.findings if f.provision.chapter == chapter.id]

    def _repr_html_(self) -> str:
        kinds = ("要求和指示", self.deciding), ("推荐", self.recommended), ("允许", self.permitted)
        rows = [(name, *map(str, count_verdicts(found).values())) for name, found in kinds]
        return html_table(self.assessment.park.name, [("类型", *Verdict), *rows])
