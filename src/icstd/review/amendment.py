"""What an amendment would change, for whom: the same parks judged by both standards.

Arithmetic, no forecast: parks are taken to go on as they did.  What is
unknown counts as neither pass nor fail, so results are `sure` and `possible`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

from ..clauses.load import load_standard
from ..clauses.model import Standard
from ..errors import UsageProblem
from ..terms import Verdict
from .gather import Progress, find_files, run_all
from .identity import same_spelling
from .parks import UNSTATED, size_band
from .proposal import Proposal, propose
from .rows import ParkFacts, ParkResult, Refusal
from .twice import Proposed, Twice, judge_all
from .unit import Job


class ClauseImpact(NamedTuple):
    """One changed provision.

    moves: (before, after) → parks.  needs: what closes the new gaps → parks;
    near: parks near the old limit; undecided: judged before, unknown after.
    """

    provision: str
    gist: str
    moves: dict[tuple[str, str], int]
    new_gaps: int
    needs: tuple[tuple[str, int], ...]
    near: int
    undecided: int


class Impact(NamedTuple):
    """What the amendment would do to the parks at hand.

    sure, possible: parks whose overall result changes, at least and at most.  groups: (kind,
    group) → parks, and those that surely and possibly come to fail.
    """

    old: Standard
    proposal: Proposal
    parks: tuple[Twice, ...]
    clauses: tuple[ClauseImpact, ...]
    overall: dict[tuple[str, str], int]
    sure: int
    possible: int
    groups: dict[tuple[str, str], tuple[int, int, int]]
    audited: int
    refused: tuple[Refusal, ...]
    notices: tuple[str, ...]


def impact(
    paths: Sequence[str],
    *,
    proposed: str | None = None,
    changes: Iterable[str] = (),
    drops: Iterable[str] = (),
    standard: str | None = None,
    profile: str = "default",
    executor: Executor | None = None,
    progress: Progress = lambda _done, _all, _refused: None,
) -> Impact:
    """Judge parks by the standard in force and by a proposed one.

    paths: as for `review`; forms of the encoding in force, and audit reports beside
    them.  proposed: path of another edition; changes: `W4.10: 应`,
    `W6.10.at_most=15`; drops: ids of provisions.

    Raises UsageProblem where a path, a clause or a limit names nothing.
    """
    like = Proposed(Job("", standard, profile), proposed, tuple(changes), tuple(drops))
    if proposed is None and not like.changes and not like.drops:
        raise UsageProblem("没有提出修改", "写 --proposed、--change 或 --drop")
    old = load_standard(standard)
    if profile not in old.profiles:
        raise UsageProblem(f"没有评价口径“{profile}”", f"可用的有：{'、'.join(old.profiles)}")
    proposal = propose(old, *like[1:])
    files, notices = find_files(paths)
    jobs = [like._replace(job=like.job._replace(path=file)) for file in files]
    found, refused, reports = list[Twice](), list[Refusal](), list[ParkResult]()
    for done, outcome in enumerate(run_all(jobs, judge_all, executor), 1):
        bad = outcome if isinstance(outcome, Refusal) else None
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        elif isinstance(outcome, ParkResult):
            reports.append(outcome)
        elif isinstance(outcome, Twice):
            found.append(outcome)
        progress(done, len(files), bad)
    if not found:
        raise UsageProblem("没有可以重新判定的自评文件", "影响要从自评文件算，只有报告不够")
    latest, audited = _audited(_latest(found), reports)
    return _summed(latest, old, proposal, audited)._replace(
        refused=tuple(refused), notices=tuple(notices)
    )


def _latest(found: Sequence[Twice]) -> list[Twice]:
    """One a park, of its latest period and day; spellings of one name are one park."""
    spelt, _ = same_spelling([ParkResult(t.facts, (), ()) for t in found])
    best: dict[str, Twice] = {}
    for twice, result in zip(found, spelt, strict=True):
        named = twice._replace(facts=result.facts)
        other = best.get(result.facts.park)
        if other is None or _when(named.facts) > _when(other.facts):
            best[result.facts.park] = named
    return [best[park] for park in sorted(best)]


def _when(facts: ParkFacts) -> tuple[str, str, str]:
    return facts.end, facts.as_of, facts.digest


def _audited(parks: list[Twice], reports: Sequence[ParkResult]) -> tuple[list[Twice], int]:
    """Before, the auditor has the last word; on a changed clause it is not carried over."""
    said = {r.facts.origin: r for r in reports if r.facts.audited}
    found, audited = [], 0
    for park in parks:
        audit = said.get(park.facts.digest)
        if audit is None:
            found.append(park)
            continue
        audited += 1
        words = {row.provision: row.auditor for row in audit.rows if row.auditor}
        verdicts = {n: (words.get(n, b), a) for n, (b, a) in park.verdicts.items()}
        found.append(park._replace(verdicts=verdicts))
    return found, audited


def _summed(parks: list[Twice], old: Standard, proposal: Proposal, audited: int) -> Impact:
    clauses = []
    for name in proposal.changed:
        moves = Counter(park.verdicts[name] for park in parks)
        needs = Counter(park.gaps[name] for park in parks if name in park.gaps)
        provision = proposal.standard.provisions.get(name) or old.provisions[name]
        unknown = (Verdict.INSUFFICIENT, Verdict.UNEVALUATED)
        undecided = sum(n for (b, a), n in moves.items() if a in unknown and b not in unknown)
        clauses.append(
            ClauseImpact(
                name, provision.gist, dict(sorted(moves.items())), needs.total(),
                tuple(sorted(needs.items(), key=lambda n: (-n[1], n[0]))[:3]),
                sum(name in park.near for park in parks), undecided,
            )
        )  # fmt: skip
    overall = Counter(park.overall for park in parks)
    sure = sum(n for (b, a), n in overall.items() if b != a and _UNKNOWN not in (b, a))
    possible = sum(n for pair, n in overall.items() if pair[0] != pair[1] or _UNKNOWN in pair)
    groups: dict[tuple[str, str], list[int]] = {}
    for park in parks:
        for key in (
            ("规模", size_band(park.facts.size)), ("所在地", park.facts.location or UNSTATED),
        ):  # fmt: skip
            told = groups.setdefault(key, [0, 0, 0])
            told[0] += 1
            before, after = park.overall
            told[1] += before == Verdict.MET and after == Verdict.UNMET
            told[2] += before != Verdict.UNMET and after != Verdict.MET
    return Impact(
        old, proposal, tuple(parks), tuple(clauses), dict(sorted(overall.items())), sure, possible,
        {key: (a, b, c) for key, (a, b, c) in groups.items()}, audited, (), (),
    )  # fmt: skip


_UNKNOWN = Verdict.UNEVALUATED.value
