"""A made-up province with known facts in it, written from their description alone.

360 parks in eleven prefectures, three periods, 60 audited; answers to a clause
depend on how good a park is, and on nothing else but what is planted.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import NamedTuple

from icstd.clauses.model import Standard
from icstd.review.rows import ParkFacts, ParkResult, Remark, Row
from icstd.terms import Modality

CITIES = ("杭州", "宁波", "温州", "嘉兴", "湖州", "绍兴", "金华", "衢州", "舟山", "台州", "丽水")
SIZES = (30, 120, 320, 800)
INDUSTRIES = ("机械", "纺织", "电子", "模具")
YEARS = (2023, 2024, 2025)

NOBODY, EVERYBODY = "W4.5", "W4.4"
LOWERED, RAISED = "W6.5", "W5.8"
BACKWARD = "W6.11c"
COMMENTED = "W6.16"
UNANSWERABLE = "W7.9"
BY_SIZE, BY_PLACE = "W7.17", "W6.18"
BETTER, WORSE = "W5.12", "W8.1.9"
TWINS = ("W5.4", "W5.9")
PLANTED = {
    NOBODY, EVERYBODY, LOWERED, RAISED, BACKWARD, COMMENTED, UNANSWERABLE, BY_SIZE, BY_PLACE,
    BETTER, WORSE, *TWINS,
}  # fmt: skip
COPIES, ALIASES, OLD = 15, 5, 20


def province(standard: Standard, seed: int = 7, parks: int = 360) -> list[ParkResult]:
    """All results, as they come out of files."""
    draw = random.Random(seed)  # noqa: S311
    found: list[ParkResult] = []
    eases = {p: draw.uniform(0.35, 0.75) for p in standard.provisions}
    for number in range(parks):
        found += _park(draw, number, standard, eases)
    latest = {r.facts.park: r for r in found if r.facts.party == "自评"}
    names = sorted(latest)
    source = latest[names[40]]
    county = next(n for n in names if n != source.facts.park)
    for number in range(COPIES):  # one county's clerk hands in one form fifteen times
        found.append(_as(source, f"照抄{number + 1}号", latest[county].facts.location))
    for name in names[100 : 100 + ALIASES]:
        found.append(_as(latest[name], f"{name}（又名）", latest[name].facts.location))
    return found


def _as(result: ParkResult, name: str, location: str) -> ParkResult:
    facts = result.facts._replace(
        park=name, location=location, digest=f"copy of {name}", origin=f"copy of {name}",
        file=f"{name}.yaml",
    )  # fmt: skip
    return result._replace(facts=facts, remarks=())


def _park(
    draw: random.Random, number: int, standard: Standard, eases: Mapping[str, float]
) -> list[ParkResult]:
    city = CITIES[number % len(CITIES)]
    name = f"{city}园区{number:03}号"
    size = SIZES[draw.randrange(4)]
    skill = draw.gauss(0, 1)
    old = number >= 360 - OLD
    years = (2019,) if old else YEARS if number % 2 else YEARS[-1:]
    facts = ParkFacts(
        file="", digest="", origin="", park=name,
        location=f"{city}市{'东南西北'[number // 11 % 4]}区", industry=draw.choice(INDUSTRIES),
        size=size, as_of="", start="", end="", party="自评", audited=False, filled=100, asked=120,
        figures="",
    )  # fmt: skip
    found = []
    for year in years:
        rows = tuple(
            _row(Maker(draw, number, city, size, skill, year), p.id, eases[p.id])
            for p in standard.provisions.values()
            if p.modality is not Modality.STATEMENT
        )
        twin = next(r for r in rows if r.provision == TWINS[0])
        rows = tuple(
            twin._replace(provision=TWINS[1]) if r.provision == TWINS[1] else r for r in rows
        )
        mine = facts._replace(
            file=f"{name}-{year}.yaml", digest=f"{name}{year}", origin=f"{name}{year}",
            as_of=f"{year + 1}-02-01", start=f"{year}-01-01", end=f"{year}-12-31",
            figures=f"{draw.random()}",
        )  # fmt: skip
        remarks = (Remark(COMMENTED, "不清楚", f"{number} 说不清"),) if number % 9 == 0 else ()
        found.append(ParkResult(mine, rows, remarks))
    if number % 6 == 0 and not old:
        found.append(_audited(draw, found[-1], number // 6))
    return found


class Maker(NamedTuple):
    """What an answer depends on."""

    draw: random.Random
    number: int
    city: str
    size: int
    skill: float
    year: int


def _row(maker: Maker, name: str, ease: float) -> Row:
    draw, number, city, size, skill, year = maker
    chance = min(0.97, max(0.03, ease + 0.12 * skill))
    if name == NOBODY:
        chance = 0.0
    elif name == EVERYBODY:
        chance = 1.0
    elif name == BACKWARD:
        chance = min(0.97, max(0.03, 0.5 - 0.45 * skill))
    elif name == LOWERED:
        chance = 0.9
    elif name == RAISED:
        chance = 0.32
    elif name == BY_SIZE:
        chance = {30: 0.1, 120: 0.35, 320: 0.7, 800: 0.92}[size]
    elif name == BY_PLACE:
        chance = 0.0 if city == "丽水" else 0.7 + 0.12 * skill
    elif name == BETTER:
        chance = {2023: 0.2, 2024: 0.5, 2025: 0.9}.get(year, 0.5)
    elif name == WORSE:
        chance = {2023: 0.9, 2024: 0.5, 2025: 0.2}.get(year, 0.5)
    verdict = "符合" if draw.random() < chance else "不符合"
    puzzled = name == UNANSWERABLE and number % 360 < 228
    if name == UNANSWERABLE:
        verdict = "证据不足" if puzzled else "未评价"
    elif draw.random() < 0.04:
        verdict = "未评价"
    return Row(name, verdict, "", False, int(draw.random() < 0.8), "", "", False, puzzled)


def _audited(draw: random.Random, own: ParkResult, number: int) -> ParkResult:
    rows = []
    for row in own.rows:
        said = row.own if row.own in ("符合", "不符合") else ""
        if row.provision == LOWERED and row.own == "符合" and draw.random() < 0.9:
            said = "不符合"
        elif row.provision == RAISED and row.own == "不符合" and draw.random() < 0.75:
            said = "符合"
        elif said and draw.random() < 0.03:
            said = "符合" if said == "不符合" else "不符合"
        rows.append(row._replace(auditor=said))
    facts = own.facts._replace(
        file=f"审核{number}.json", digest=f"audit{number}", audited=True,
        as_of=own.facts.as_of[:5] + "04-10",
    )  # fmt: skip
    return own._replace(facts=facts, rows=tuple(rows))
