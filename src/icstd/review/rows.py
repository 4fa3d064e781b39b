"""One file in, flat rows out: what a review keeps of a file.

Plain data: it is pickled, cached as JSON and written as CSV as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from ..terms import Party


class Side(StrEnum):
    """Whose word a verdict is: the two are never added up."""

    OWN = "自评"
    OTHERS = "他评"  # an auditor's, or a second or third party's


OWN, OTHERS = Side.OWN, Side.OTHERS


class ParkFacts(NamedTuple):
    """Which park, when, by whom: the columns every row of a file shares.

    file: as it was named to the review.  digest: sha256 of its bytes; origin:
    of the bytes of the self-assessment it rests on, the same for a park's file
    and every report made from it.  size: enterprises in the park as answered,
    None where blank.  audited: an auditor gave a verdict on at least one
    provision.  figures: digest of the counts above 1, empty where there are too
    few of them to tell parks apart.
    """

    file: str
    digest: str
    origin: str
    park: str
    location: str
    industry: str
    size: int | None
    as_of: str  # ISO dates
    start: str
    end: str
    party: str
    audited: bool
    filled: int  # data items answered
    asked: int
    figures: str

    @property
    def answered_by(self) -> Side:
        """Whose the answers and comments are: an auditor gives verdicts, no answers."""
        return OWN if self.party == Party.FIRST else OTHERS

    @property
    def sides(self) -> tuple[Side, ...]:
        """Where the file counts: an audited self-assessment holds both words."""
        if self.answered_by is OWN and self.audited:
            return (OWN, OTHERS)
        return (self.answered_by,)


class Row(NamedTuple):
    """The result of one provision in one file.

    own: verdict of the assessment itself, before any audit; auditor: verdict
    of an auditor, empty where none looked; waived: there is an approved
    deviation, which changes neither.  promised: the park's own limit, where
    the provision is held against one; measured: what the park reached (无: what no
    limit lets pass), where the provision has a limit in numbers; unpublished: the
    park publishes no limit of its own.  puzzled: 证据不足 and an answer it
    rests on is 不清楚.
    """

    provision: str
    own: str
    auditor: str
    waived: bool
    evidence: int  # pieces of evidence cited
    promised: str
    measured: str
    unpublished: bool
    puzzled: bool

    def before_audit(self) -> Row:
        """What the assessment itself says."""
        return self._replace(auditor="", waived=False)


class Remark(NamedTuple):
    """A comment on the standard."""

    provision: str
    kind: str
    text: str


class Count(NamedTuple):
    """A count that parks are compared by."""

    item: str
    value: int


class Refusal(NamedTuple):
    """A file that could not be used, with its problems as printed."""

    file: str
    problems: tuple[str, ...]


class Passed(NamedTuple):
    """A file that is no self-assessment and need not be one: which, and what it is."""

    file: str
    kind: str


class ParkResult(NamedTuple):
    """Everything a review keeps of one file."""

    facts: ParkFacts
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    counts: tuple[Count, ...] = ()

    def heard(self, side: Side) -> Iterator[tuple[Row, str]]:
        """The rows on which a side spoke, with its verdict.

        What the auditor of a self-assessment did not look at is the park's
        word only; where somebody else assessed, the auditor has the last word.
        """
        others_assessed = self.facts.answered_by is OTHERS
        for row in self.rows:
            if side is OWN:
                verdict = "" if others_assessed else row.own
            else:
                verdict = row.auditor or (row.own if others_assessed else "")
            if verdict:
                yield row, verdict

    def sharing(self, known: dict[Row, Row]) -> ParkResult:
        """The same with equal rows kept once: thousands of parks have few different rows."""
        return self._replace(rows=tuple(known.setdefault(row, row) for row in self.rows))


Outcome = ParkResult | Refusal | Passed
"""What becomes of one file."""
