"""What a list of activities adds up to, by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from ...terms import Value
from ..rulebook import Rows
from .book import db33t2320

ITEM_OF_KIND = {
    "政策咨询": "policy_consultations",
    "申报辅导": "application_guidance",
    "帮办代办": "errands_for_enterprises",
    "产学研对接": "research_matches",
    "人才引育": "talent_services",
    "融资对接": "finance_matches",
    "知识产权服务": "ip_services",
    "法律服务": "legal_services",
    "订单和生产互助": "mutual_aid",
    "产业链对接": "chain_matches",
    "第三方安全检查": "third_party_checks",
    "应急演练": "drills_held",
    "专项政策现场解读": "policy_briefings",
    "青年交友联谊": "youth_events",
}
"""活动类别 → the data item that counts it; 其他 is counted nowhere."""


@db33t2320.counts("activities")
def count_activities(rows: Rows, *, as_of: date, start: date, end: date) -> Mapping[str, int]:
    """Activities (次) of each kind held from `start` to `end`, at the latest on `as_of`.

    Rows with one number are one activity; where they disagree on day or kind
    it cannot be told what it was, and it is not counted.
    """
    seen: dict[Value | None, set[tuple[Value | None, Value | None]]] = defaultdict(set)
    for row in rows:
        seen[row.cells.get("number")].add((row.cells.get("day"), row.cells.get("kind")))
    held: Counter[Value | None] = Counter()
    for versions in seen.values():
        day, kind = next(iter(versions))
        if len(versions) == 1 and isinstance(day, date) and start <= day <= min(end, as_of):
            held[kind] += 1
    return {item: held[kind] for kind, item in ITEM_OF_KIND.items()}
