"""A review of the standard over many parks, from paths to figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from ..clauses.load import load_standard
from ..clauses.model import Standard
from ..errors import UsageProblem
from .clauses import ClauseReview, review_clauses
from .gather import Gathered, Progress, gather
from .identity import latest_of_each_period, told_apart
from .parks import PLACE, Group, Grouping, ParkLine, anonymised, by_year, groupings, park_lines
from .rows import ParkResult, Refusal, Remark
from .signals import Signal, Threshold, find_signals, load_thresholds
from .tally import tally
from .unit import Job


@dataclass(frozen=True, slots=True)
class Review:
    """复审支撑材料: everything the forms show.

    results: one per park and period, anonymised where asked.  lines: the
    latest period of each park.  remarks: comments, of the latest period of
    each park; without their text where parks are anonymous.
    """

    standard: Standard
    profile: str
    results: tuple[ParkResult, ...]
    lines: tuple[ParkLine, ...]
    clauses: tuple[ClauseReview, ...]
    signals: tuple[Signal, ...]
    groupings: tuple[Grouping, ...]
    years: tuple[Group, ...]
    remarks: tuple[Remark, ...]
    refused: tuple[Refusal, ...]
    notices: tuple[str, ...]
    cautions: tuple[str, ...]
    anonymous: bool


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
) -> Review:
    """Review the standard over the park files and reports that `paths` name.

    executor: any concurrent.futures.Executor; the result does not depend on
    it.  cache: a folder of earlier results, keyed by content.  anonymise:
    parks become codes; comments lose their text unless `keep_comments`.
    progress: as for `gather`.

    Raises UsageProblem where a path names nothing.
    """
    edition = load_standard(standard)
    if profile not in edition.profiles:
        raise UsageProblem(f"没有评价口径“{profile}”", f"可用的有：{'、'.join(edition.profiles)}")
    gathered = gather(paths, Job("", standard, profile, cache), executor, progress)
    rules = load_thresholds(thresholds)
    return summarise(
        gathered, edition, profile, rules, anonymise=anonymise, keep_comments=keep_comments
    )


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
    apart, shared = told_apart(gathered.results)
    kept = latest_of_each_period(apart)
    dropped = len(apart) - len(kept)
    notices = list(gathered.notices)
    if shared:
        notices.append(
            f"{len(shared)} 个名称用在几处所在地，按不同园区计，名称后注明所在地："
            f"{'、'.join(shared)}。如果是同一园区，请把所在地写成一样再汇总。"
        )
    if dropped:
        notices.append(f"{dropped} 份与同一园区同一评价期的其他文件重复，只取评价日最新的一份。")
    groups, years = groupings(park_lines(kept, standard)), by_year(kept, standard)
    refused, tail = gathered.refused, cautions(kept, gathered, standard)
    if anonymise:
        groups = tuple(g for g in groups if g.attribute != PLACE)
        kept, _codes = anonymised(kept, keep_comments=keep_comments)
        kept = latest_of_each_period(kept)
        refused = tuple(Refusal("", ()) for _ in refused)
        notices = [f"共有 {len(notices)} 条文件提示，匿名时不列出"] if notices else []
    reviews = review_clauses(tally(kept, standard), standard, standard.profiles[profile])
    lines = park_lines(kept, standard)
    newest = {(line.facts.park, line.facts.end, line.facts.start) for line in lines}
    remarks = tuple(
        m for r in kept if (r.facts.park, r.facts.end, r.facts.start) in newest for m in r.remarks
    )
    return Review(
        standard,
        profile,
        tuple(kept),
        tuple(lines),
        reviews,
        find_signals(reviews, thresholds),
        groups,
        years,
        tuple(sorted(remarks)),
        refused,
        tuple(notices),
        tail,
        anonymise,
    )


def cautions(kept: Sequence[ParkResult], gathered: Gathered, standard: Standard) -> tuple[str, ...]:
    """What a reader has to know before believing a figure."""
    parks = len({r.facts.park for r in kept})
    parties = Counter(r.facts.party for r in kept)
    mix = "、".join(f"{name} {n} 份" for name, n in sorted(parties.items()))
    audited = sum(r.facts.audited for r in kept)
    days = sorted(r.facts.as_of for r in kept)
    verified = sum(p.text_status == "verified" for p in standard.provisions.values())
    said = [
        f"共 {parks} 个园区、{len(kept)} 份评价；另有 {len(gathered.refused)} 个文件未能采用。",
        "参评园区如何选出，材料中没有记载；自愿报送的园区不是样本，比例不能推及全省。",
        f"评价方式：{mix or '无'}；其中 {audited} 份附有审核员判定。自评与他评分列统计，不合并。",
        f"工作编码：{len(standard.provisions)} 条中 {verified} 条已与官方文本核对；"
        "信号指向某条时，先查编码的读法，再讨论标准原文。",
        "园区不足 5 个的条款只列个数，不列比例；不足 3 个园区的分组不显示。",
    ]
    if days:
        said.insert(1, f"评价日自 {days[0]} 至 {days[-1]}。")
    return tuple(said)
