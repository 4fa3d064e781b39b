"""A review's figures from its rows alone, computed a second time without the package."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from math import sqrt
from typing import Any

JUDGED = {"符合", "部分符合", "不符合"}
ORDER = {"不符合": 0, "部分符合": 1, "符合": 2}
DECIDING = {"要求", "指示"}
LEAST = 5  # parks for a rate

Period = tuple[str, str]
Verdicts = dict[str, dict[Period, dict[str, str]]]
"""Park → period → provision → verdict."""


class Recount:
    """What rows say, by side."""

    def __init__(self, data: bytes) -> None:
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
        self.modality = {row["条款"]: row["类型"] for row in rows}
        self.place: dict[tuple[str, Period], str] = {}
        self.said: dict[str, Verdicts] = {side: defaultdict(dict) for side in ("自评", "他评")}
        self.audits: dict[str, dict[Period, dict[str, tuple[str, str]]]] = defaultdict(dict)
        for row in rows:
            self._take(row)

    def _take(self, row: dict[str, str]) -> None:
        park, period = row["园区"], (row["评价期止"], row["评价期起"])
        own, audited = row["评价结论"], row["审核结论"]
        own_word = row["评价方式"] == "自评"
        self.place[park, period] = row["所在地"]
        for side in row["计入"].split("、"):
            found = self.said[side][park].setdefault(period, {})
            verdict = own if side == "自评" else audited if own_word else audited or own
            if verdict:
                found[row["条款"]] = verdict
            if side == "他评" and own_word and audited:
                self.audits[park].setdefault(period, {})[row["条款"]] = (own, audited)

    def counts(self, provision: str, side: str) -> dict[str, int]:
        """Verdict → parks, in each park's latest period."""
        latest = (periods[max(periods)] for periods in self.said[side].values())
        return dict(Counter(v[provision] for v in latest if provision in v))

    def rate(self, provision: str, side: str) -> list[float] | None:
        """符合 of judged with its Wilson interval; None for too few."""
        counts = self.counts(provision, side)
        judged = sum(n for verdict, n in counts.items() if verdict in JUDGED)
        if judged < LEAST:
            return None
        met, z = counts.get("符合", 0), 1.959963984540054
        share, square = met / judged, z * z / judged
        centre, spread = (
            share + square / 2,
            z * sqrt(share * (1 - share) / judged + square / judged / 4),
        )
        low, high = ((centre + sign * spread) / (1 + square) for sign in (-1, 1))
        return [share, 0.0 if met == 0 else low, 1.0 if met == judged else high]

    def persistence(self, provision: str, side: str) -> dict[str, int]:
        """Parks with two judged periods or more, and those not met in the last two."""
        followed = lasting = 0
        for periods in self.said[side].values():
            told = [periods[p].get(provision, "") for p in sorted(periods)]
            judged = [verdict for verdict in told if verdict in JUDGED]
            followed += len(judged) > 1
            lasting += len(judged) > 1 and "符合" not in judged[-2:]
        return {"followed": followed, "lasting": lasting}

    def agreement(self, provision: str) -> dict[str, int]:
        """Judged by park and auditor; raised and lowered; what only one of them judged."""
        told = dict.fromkeys(("judged", "raised", "lowered", "settled", "doubted", "excused"), 0)
        unknown = ("证据不足", "未评价")
        for park, periods in self.audits.items():
            found = periods.get(max(self.said["他评"][park]), {}).get(provision)
            if found is None:
                continue
            own, audited = found
            if own in ORDER and audited in ORDER:
                told["judged"] += 1
                told["raised"] += ORDER[audited] > ORDER[own]
                told["lowered"] += ORDER[audited] < ORDER[own]
            told["settled"] += own in unknown and audited in ORDER
            told["doubted"] += own in ORDER and audited in unknown
            told["excused"] += (own == "不适用") != (audited == "不适用")
        return told

    def groups(self, side: str) -> dict[str, list[int]]:
        """Place → parks, judged and met 要求 and 指示 of the latest period."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for park, periods in self.said[side].items():
            latest = max(periods)
            self._add(found[self.place[park, latest]], periods[latest])
        return found

    def years(self, side: str) -> dict[str, list[int]]:
        """Year of the period's end → as `groups`, over all periods."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for periods in self.said[side].values():
            for period, verdicts in periods.items():
                self._add(found[period[0][:4]], verdicts)
        return found

    def _add(self, to: list[int], verdicts: dict[str, str]) -> None:
        told = [v for p, v in verdicts.items() if self.modality[p] in DECIDING and v in JUDGED]
        to[0] += 1
        to[1] += len(told)
        to[2] += told.count("符合")


def differences(data: bytes, document: dict[str, Any]) -> tuple[int, list[object]]:
    """How many figures of a review were compared with its rows, and those that differ."""
    count, compared, found = Recount(data), 0, list[object]()

    def compare(where: object, told: object, again: object) -> None:
        nonlocal compared
        compared += 1
        if told != again:
            found.append((where, told, again))

    for clause in document["clauses"]:
        name = clause["id"]
        agreement = {key: n for key, n in clause["agreement"].items() if key != "cells"}
        compare((name, "两边"), agreement, count.agreement(name))
        assert sum(clause["agreement"]["cells"].values()) == agreement["judged"]
        for key, side in (("own", "自评"), ("others", "他评")):
            told = clause[key]
            counts = {verdict: n for verdict, n in told["counts"].items() if n}
            compare((name, side, "个数"), counts, count.counts(name, side))
            rate, again = told["rate"], count.rate(name, side)
            listed = rate and [rate[part] for part in ("share", "low", "high")]
            compare((name, side, "符合率"), listed, again and [round(x, 6) for x in again])
            compare((name, side, "各期"), told["persistence"], count.persistence(name, side))
    for grouping in document["groupings"]:
        if grouping["attribute"] == "所在地":
            groups = count.groups(grouping["side"])
            for g in grouping["groups"]:
                compare(g, [g["parks"], g["judged"], g["met"]], groups[g["name"]])
    for year in document["years"]:
        again = count.years(year["side"])[year["name"]]
        compare(year, [year["parks"], year["judged"], year["met"]], again)
    return compared, found
