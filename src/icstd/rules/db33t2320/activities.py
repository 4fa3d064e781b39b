"""What a list of activities adds up to, by kind."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from ...assessment.model import Row
from ..rulebook import Counts, Rows
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
    "政策宣讲": "policy_talks",
    "专项政策现场解读": "policy_talks",
    "业务培训": "staff_trainings",
    "志愿服务": "volunteer_activities",
    "议事协商": "councils_held",
    "青年交友联谊": "youth_events",
}
"""活动类别 → the data item that counts it; 其他 is counted nowhere."""


@db33t2320.counts("activities", day="day")
def count_activities(rows: Rows, *, as_of: date) -> Counts:  # noqa: ARG001 - told by their day
    """Activities (次) of each kind."""
    held: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        held[ITEM_OF_KIND.get(str(row.cells.get("kind")))].append(row)
    return {item: held[item] for item in ITEM_OF_KIND.values()}
