"""A review of the standard over many parks, from paths to figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from ..clauses.load import load_standard
from ..clauses.model import Standard
from ..errors import UsageProblem
from .alike import together
from .bounds import Context, Threshold
from .cautions import cautions, chances, likeness, notices
from .clauses import ClauseReview, review_clauses
from .gather import Gathered, Progress, gather
from .identity import Selected, judged_again, same_spelling, select, told_apart
from .matrix import NEGLECTED, clustering, material
from .outliers import Outlier, outliers
from .parks import Group, Grouping, ParkLine, anonymised, by_year, groupings, park_lines
from .rows import Refusal, Remark, Side
from .signals import Signal, find_signals, load_thresholds
from .tally import tally
from .unit import Job


@dataclass(frozen=True, slots=True)
class Review:
    """复审支撑材料: everything the forms show.

    selected: the results that count, anonymised where asked.  lines: one for
    each park and side, of its latest period.  groupings: none where parks are
    anonymous, as their sums would tell who is in a group.  remarks: comments
    of the latest period of each park and side; without their text where parks
    are anonymous.  together: provisions that go together; outliers: none where
    parks are anonymous.  day: the latest 评价日 (ISO), which dates the papers; the
    first of its year where parks are anonymous.
    """

    standard: Standard
    profile: str
    selected: Selected
    lines: tuple[ParkLine, ...]
    clauses: tuple[ClauseReview, ...]
    signals: tuple[Signal, ...]
    groupings: tuple[Grouping, ...]
    years: dict[Side, tuple[Group, ...]]
    remarks: tuple[tuple[Side, Remark], ...]
    together: tuple[tuple[str, ...], ...]
    outliers: tuple[Outlier, ...]
    refused: tuple[Refusal, ...]
    notices: tuple[str, ...]
    cautions: tuple[str, ...]
    anonymous: bool
    day: str


def review(
    paths: Sequence[str],
    *,
    standard: str | None = None,
    profile: str = "default",
    executor: Executor | None = None,
    cache: str | None = None,
    anonymise: bool = False,
    keep_comments: bool = False,
    thresholds: Path | None = None,
    progress: Progress = lambda _done, _all, _refused: None,
    in_flight: int | None = None,
    since: str = "",
) -> Review:
    """Review the standard over the park files and reports that `paths` name.

    executor: any concurrent.futures.Executor; the result does not depend on
    it.  in_flight: tasks at it at once, four a worker if not given.  cache: a
    folder of earlier results, keyed by content.  anonymise: parks become
    codes; comments lose their text unless `keep_comments`.  progress: as for `gather`.

    since: ISO date, or its beginning; periods that end before it do not count.

    Raises UsageProblem where a path names nothing.
    """
    edition = load_standard(standard)
    if profile not in edition.profiles:
        raise UsageProblem(f"没有评价口径“{profile}”", f"可用的有：{'、'.join(edition.profiles)}")
    gathered = gather(paths, Job("", standard, profile, cache), executor, progress, in_flight)
    if since:
        gathered = _recent(gathered, since)
    rules = load_thresholds(thresholds)
    return summarise(
        gathered, edition, profile, rules, anonymise=anonymise, keep_comments=keep_comments
    )


def _recent(gathered: Gathered, since: str) -> Gathered:
    kept = tuple(r for r in gathered.results if r.facts.end >= since)
    gone = len(gathered.results) - len(kept)
    said = (f"评价期止早于 {since} 的 {gone} 份没有计入。",) if gone else ()
    return gathered._replace(results=kept, notices=(*gathered.notices, *said))


def summarise(
    gathered: Gathered,
    standard: Standard,
    profile: str,
    thresholds: Mapping[str, Threshold],
    *,
    anonymise: bool = False,
    keep_comments: bool = False,
) -> Review:
    """Put what was gathered into figures."""
    own, differing = judged_again(gathered.results)
    spelt, spellings = same_spelling(own)
    apart, shared = told_apart(spelt)
    selected = select(apart)
    compared = material(selected, standard, strata=not anonymise)
    deff = clustering(compared)
    said = notices(gathered.notices, differing, spellings, shared, selected)
    said += likeness(compared)
    day = _day(selected)
    far = outliers((p[-1] for _, p in sorted(selected.of(selected.main).items())), standard)
    tallies = tally(selected, standard)
    in_force = standard.profiles[profile]
    used = deff if deff is not None and deff > NEGLECTED else 1.0
    reviews = review_clauses(tallies, standard, in_force, selected.main, used)
    raised = find_signals(Context(standard, reviews, compared, used), thresholds)
    tail = (
        *cautions(selected, len(gathered.refused), standard, anonymise=anonymise),
        *chances(raised.tested, deff, compared.parks),
    )
    groups = groupings(park_lines(selected, standard))
    refused = gathered.refused
    if anonymise:
        selected, groups, far = anonymised(selected, keep_comments=keep_comments), (), ()
        day = f"{day[:4]}-01-01" if day else ""
        refused = tuple(Refusal("", ()) for _ in refused)
        said = [f"共有 {len(said)} 条文件提示，匿名时不列出"] if said else []
    remarks = ((side, m) for side in Side for r in selected.answers(side) for m in r.remarks)
    return Review(
        standard,
        profile,
        selected,
        tuple(park_lines(selected, standard)),
        reviews,
        raised.signals,
        groups,
        {side: by_year(selected, side, standard) for side in Side},
        tuple(sorted(remarks)),
        together(compared.columns, standard),
        far,
        refused,
        tuple(said),
        tail,
        anonymise,
        day,
    )


def _day(selected: Selected) -> str:
    return max((r.facts.as_of for r, _ in selected.counted()), default="")
