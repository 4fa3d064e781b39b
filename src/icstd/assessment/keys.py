"""The keys of a submitted file: Chinese for people, ASCII for programs, once.

The ASCII names are those of the fields in `model`.
"""

from __future__ import annotations

import re

ROOT = {
    "标准": "standard",
    "编码版本": "encoding_version",
    "园区": "park",
    "评价": "period",
    "填报": "answers",
    "台账": "tables",
    "人工判定": "judgements",
    "证据": "evidence",
    "意见": "comments",
}
PARK = {
    "名称": "name",
    "代码": "code",
    "所在地": "location",
    "主导产业": "industry",
    "填报人岗位": "respondent",
}
PERIOD = {"评价日": "as_of", "评价期起": "start", "评价期止": "end", "方式": "party"}
ANSWER = {"值": "value", "证据": "evidence", "说明": "note", "待复核": "review"}
PAPER = {"名称": "title", "文号": "number", "日期": "dated"}
JUDGEMENT = {"结论": "verdict", "说明": "reason", "证据": "evidence", "条款指纹": "fingerprint"}
EVIDENCE = {
    "名称": "name",
    "类型": "type",
    "文件": "file",
    "sha256": "sha256",
    "日期": "dated",
    "有效期至": "valid_until",
    "核验程度": "level",
    "出处": "reference",
    "说明": "note",
}
COMMENT = {"类型": "kind", "说明": "text"}

REQUIRED = {"标准", "编码版本"}
REQUIRED_PARK = {"名称"}
REQUIRED_PERIOD = {"评价日", "评价期起", "评价期止"}
"""The identity part: all that a file must have."""

TOLERATED = "$schema"
"""A key at the top that editors and other programs put there; not read."""


def natural(id_: str) -> tuple[tuple[int, str], ...]:
    """Sort key of evidence ids under which E2 comes before E10."""
    parts = re.findall(r"[0-9]{1,15}|[^0-9]+|[0-9]+", id_)
    return tuple((int(p), "") if p.isdecimal() and p.isascii() else (10**16, p) for p in parts)
