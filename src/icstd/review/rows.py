"""One file in, flat rows out: the unit of work of a review.

`read_park` is a plain function over plain data, so that any executor can run
it; its result is pickled, cached as JSON and written as CSV as it stands.
"""

from __future__ import annotations

from typing import NamedTuple


class ParkFacts(NamedTuple):
    """Which park, when, by whom: the columns every row of a file shares.

    size: enterprises in the park as answered, None where blank.
    source: `park` (evaluated here) or `report` (a report JSON read back).
    """

    file: str
    digest: str  # sha256 of the file's bytes
    park: str
    location: str
    industry: str
    size: int | None
    as_of: str  # ISO dates
    start: str
    end: str
    party: str
    source: str
    encoding_version: str
    audited: bool
    filled: int  # data items answered
    asked: int


class Row(NamedTuple):
    """The result of one provision in one file.

    verdict: final; own: the self-assessment's where an auditor or waiver
    changed or confirmed it, else empty.  promised: the park's own limit, where
    the provision is held against one; measured: what the park reached, where
    the provision has a limit in numbers; unpublished: the park publishes no
    limit of its own.
    """

    provision: str
    verdict: str
    own: str
    evidence: int  # pieces of evidence cited
    promised: str
    measured: str
    unpublished: bool


class Remark(NamedTuple):
    """A comment on the standard."""

    provision: str
    kind: str
    text: str


class Refusal(NamedTuple):
    """A file that could not be used, with its problems as printed."""

    file: str
    problems: tuple[str, ...]


class ParkResult(NamedTuple):
    """Everything a review keeps of one file."""

    facts: ParkFacts
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]

    def sharing(self, known: dict[Row, Row]) -> ParkResult:
        """The same with equal rows kept once: thousands of parks have few different rows."""
        return self._replace(rows=tuple(known.setdefault(row, row) for row in self.rows))
