"""What an evaluation tells beside its findings: contradictions, and the account of each ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from .assessment.model import Row
from .errors import Place
from .limits import PROBLEMS_SHOWN
from .terms import Effect, EvidenceLevel, Method, Verdict


class Contradiction(NamedTuple):
    """数据矛盾: answers that cannot all be true."""

    kind: str
    message: str
    items: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    effect: Effect = Effect.NOTED
    provisions: tuple[str, ...] = ()


class EvidenceFound(NamedTuple):
    """What was seen of one piece of evidence: on disk, or by an auditor.

    faults: why the thing proves nothing, in words; none where it is in order.
    sha256, size (bytes): as found, empty and 0 where no file was read.  level:
    how far an auditor verified it, None where none did.
    """

    id: str
    faults: tuple[str, ...] = ()
    sha256: str = ""
    size: int = 0
    level: EvidenceLevel | None = None


class SecondOpinion(NamedTuple):
    """The auditor's side of a finding; the park's own verdict stays beside it."""

    verdict: Verdict | None  # None: looked at, not overruled
    reason: str
    role: str
    method: Method | None = None
    seen: tuple[str, ...] = ()  # evidence ids
    sample: str = ""
    kind: str = ""  # 严重不符合 一般不符合 观察项 改进机会 良好做法


class Waiver(NamedTuple):
    """An approved deviation that was in force at the assessment date."""

    approver: str
    ground: str
    start: date
    end: date


class RowLeft(NamedTuple):
    """A ledger row that no count includes.

    reason: the heading it is counted under; why: what is wrong with this row,
    empty where the reason says it all; apart: whether it says something that
    cannot be so, so that it could change verdicts; readings: the ways it could
    be meant, each a row.
    """

    row: Row
    key: str
    reason: str
    why: str = ""
    apart: bool = False
    readings: tuple[Row, ...] = ()


class LedgerAccount(NamedTuple):
    """台账: every row handed in, counted or left out with the reason.

    read = len(counted) + len(left), always.  rows: item id → the rows that its
    count is made of, for results row by row; key_column: id of the column
    that numbers the rows.
    """

    table: str
    label: str
    key_column: str
    counted: tuple[Row, ...]
    left: tuple[RowLeft, ...]
    counts: Mapping[str, int]
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def read(self) -> int:
        """Rows handed in."""
        return len(self.counted) + len(self.left)

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were left out, by reason, in order of first appearance."""
        return dict(Counter(row.reason for row in self.left))

    def text(self) -> str:
        """`诉求台账：读入 120 行，计入 10 行，编号重复、内容相同 110 行`."""
        parts = [f"{self.label}：读入 {self.read} 行", f"计入 {len(self.counted)} 行"]
        parts += [f"{reason} {count} 行" for reason, count in self.reasons.items()]
        return "，".join(parts)

    def lines(self, file: str) -> list[str]:
        """How many rows were counted, and the rows that were not; file: its name, for places."""
        said = [self.text()]
        for left in self.left[:PROBLEMS_SHOWN]:
            where = left.row.place.in_file(file)
            said.append(f"  编号 {left.key or '（无）'}（{where}）：{left.why or left.reason}")
        if len(self.left) > PROBLEMS_SHOWN:
            said.append(f"  没有计入的共 {len(self.left)} 行，这里列了前 {PROBLEMS_SHOWN} 行")
        return said
