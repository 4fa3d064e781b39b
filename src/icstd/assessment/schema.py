"""The JSON Schema of a self-assessment, generated from the data items.

For editors and other programs.  Whatever the loader accepts without a note it
accepts; odd writings that the loader reads and tells (`W-READ`: 64家, 2025.3.1)
it marks, for the editor is where to mend them.  What only the loader can
refuse is listed in `ONLY_THE_LOADER_REFUSES`.  Chinese keys are properties, so
that editors offer them; their ASCII names are patterns, so that they are
allowed without being offered.
"""

from __future__ import annotations

from typing import Any

from ..clauses.model import DataItem, Provision, Section, Standard, Table
from ..limits import EVIDENCE_FILES, LIST_ITEMS, TABLE_ROWS
from ..terms import CommentKind, EvidenceLevel, EvidenceType, ItemType, Party, Special
from . import keys
from .parts import verdict_words
from .schema_values import Schema, column_schema, description_of, item_schema, literal, words

ONLY_THE_LOADER_REFUSES = {
    "E-DUPKEY": "同一项写了两次（键相同，或中文名和代号各写一次）",
    "E-CONSISTENCY": "部分大于整体，评价期起晚于评价期止或评价日",
    "E-DATE": "日历上没有的日期",
    "E-DATE-RANGE": "年份不在可能的范围里",
    "E-DATE-FUTURE": "晚于评价日的日期",
    "E-EVIDENCE": "引用了没有登记的证据编号",
    "E-REASON": "判为不适用而没有写理由",
    "E-MISSING": "台账行缺必填的列，意见缺类型",
    "E-RANGE": "写成文字的数字超出范围，数字超过 15 位",
    "E-PERCENT": "写成文字的、不带百分号的 0 至 1 之间的数",
    "E-TYPE": "“无”“不清楚”和别的内容列在一起，写成文字的小数填进整数项",
    "E-TOO-LONG": "文字超过字数上限",
}
"""Code → what a document may contain that the schema lets through.

Faults of the file itself (encoding, characters, syntax, size) come before
there is a document that a schema could look at.
"""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DATE = r"^\s*[0-9０-９]{4}[-－][0-9０-９]{2}[-－][0-9０-９]{2}\s*$"


def assessment_schema(standard: Standard) -> Schema:
    """The schema (JSON Schema 2020-12) of the documents of one standard."""
    parts: dict[str, Schema] = {
        "标准": _identity(standard.number, standard.id, "标准编号，照写"),
        "编码版本": _identity(standard.encoding_version, None, "编码版本，照写"),
        "园区": _park(),
        "评价": _period(),
        "填报": _answers(standard),
        "台账": _tables(standard),
        "人工判定": _judgements(standard),
        "证据": _evidence(),
        "意见": _comments(standard),
    }
    root = _group(
        {key: _ref(f"part.{keys.ROOT[key]}") for key in parts},
        keys.ROOT,
        f"{standard.number}《{standard.title}》自评填报表",
        blank=False,
    )
    root["patternProperties"][f"^{literal(keys.TOLERATED)}$"] = {}
    required = [k for k in parts if k in keys.REQUIRED or k in ("园区", "评价")]
    root["allOf"] = [_either(k, keys.ROOT[k]) for k in required]
    return {
        "$schema": _DRAFT,
        "$id": f"urn:icstd:assessment:{standard.id}:{standard.encoding_version}",
        "title": f"{standard.number} 自评填报表",
        **root,
        "$defs": {
            **{f"part.{keys.ROOT[key]}": part for key, part in parts.items()},
            **{f"section.{s.id}": _section(s) for s in standard.sections},
            **{f"item.{i.id}": item_schema(i) for i in standard.items.values()},
            **{f"answer.{i.id}": _answer(i) for i in standard.items.values()},
            **{f"table.{t.id}": _table(t) for t in standard.tables.values()},
            **_shared(),
        },
    }


def _shared() -> dict[str, Schema]:
    """Schemas that many places refer to."""
    kinds, levels = [t.value for t in EvidenceType], [v.value for v in EvidenceLevel]
    comments = [k.value for k in CommentKind]
    return {
        "text": {"type": ["string", "number", "null"], "errorMessage": "填文字"},
        "date": _date(),
        "flag": words(("是", "否"), also=(True, False, None), message="填“是”或“否”"),
        "blank": {"type": ["null", "string"], "pattern": r"^\s*$", "description": "留空"},
        "cited": {
            "description": "证据编号，如 [E1, E2]；编号在“证据”部分登记",
            "type": ["array", "null", "string"],
            "pattern": r"^\s*$",
            "maxItems": LIST_ITEMS,
            "items": {"type": ["string", "number", "null"]},
            "errorMessage": "写成列表，如 [E1]",
        },
        "evidence_type": words(kinds, also=(None,), message="选一种证据类型"),
        "evidence_level": words(levels, also=(None,), message="选一级核验程度"),
        "comment_kind": words(comments, also=(None,), message="选一种意见类型"),
        "not_judged": _not_judged(),
        "comment": _comment(),
    }


def _ref(name: str, **more: Any) -> Schema:
    return {"$ref": f"#/$defs/{name}", **more}


def _either(key: str, name: str) -> Schema:
    """The key under either of its names."""
    return {"anyOf": [{"required": [key]}, {"required": [name]}]}


def _group(
    properties: dict[str, Schema], names: dict[str, str], description: str, *, blank: bool = True
) -> Schema:
    """A mapping with fixed keys; with `blank` it may be left empty."""
    same = (k for k in properties if names[k] != k)
    kind: Schema = {"type": "object"}
    if blank:
        kind = {"type": ["object", "null", "string"], "maxLength": 0}
    return {
        "description": description,
        **kind,
        "properties": properties,
        "patternProperties": {f"^{literal(names[k])}$": properties[k] for k in same},
        "additionalProperties": False,
    }


def _identity(value: str, other: str | None, description: str) -> Schema:
    allowed = (value,) if other is None else (value, other)
    return {**words(allowed, message=f"写成 {value}"), "description": description}


def _date() -> Schema:
    return {
        "type": ["string", "null"],
        "pattern": rf"{_DATE}|^\s*$",
        "description": "写成 2026-03-01 的样子",
        "patternErrorMessage": "日期写成 2026-03-01 的样子",
        "errorMessage": "日期写成 2026-03-01 的样子",
    }


def _park() -> Schema:
    properties: dict[str, Schema] = {key: _ref("text", title=key) for key in keys.PARK}
    properties["名称"] = {
        "title": "名称",
        "description": "园区的全称，必填",
        "type": ["string", "number"],
        "pattern": r"\S",
        "errorMessage": "写上园区的全称",
    }
    about = "园区是谁、在哪里；填报人只写岗位"
    group = _group(properties, keys.PARK, about, blank=False)
    return {**group, "allOf": [_either("名称", keys.PARK["名称"])]}


def _period() -> Schema:
    days = [key for key in keys.PERIOD if key in keys.REQUIRED_PERIOD]
    properties: dict[str, Schema] = {
        key: {**_date(), "type": "string", "pattern": _DATE, "title": key} for key in days
    }
    properties["方式"] = words([p.value for p in Party], also=[None], message="选一种评价方式")
    group = _group(properties, keys.PERIOD, "评价日和评价期", blank=False)
    return {**group, "allOf": [_either(key, keys.PERIOD[key]) for key in days]}


def _answers(standard: Standard) -> Schema:
    sections = {s.title: _ref(f"section.{s.id}") for s in standard.sections}
    names = {s.title: s.id for s in standard.sections}
    return _group(sections, names, "按节填写；不知道的留空")


def _section(section: Section) -> Schema:
    properties = {item.label: _ref(f"answer.{item.id}") for item in section.items}
    names = {item.label: item.id for item in section.items}
    return {"title": section.title, **_group(properties, names, section.help)}


def _answer(item: DataItem) -> Schema:
    """A bare value, or a value with evidence, remark and mark."""
    value = _ref(f"item.{item.id}")
    properties = {
        "值": value,
        "证据": _ref("cited"),
        "说明": _ref("text"),
        "待复核": _ref("flag"),
    }
    if item.type is ItemType.DOCUMENT:  # its parts may stand beside evidence and remark
        properties |= dict.fromkeys(keys.PAPER, _ref("text")) | {"日期": _ref("date")}
    known = keys.ANSWER | (keys.PAPER if item.type is ItemType.DOCUMENT else {})
    whole = _group(properties, known, "值，连同证据和说明", blank=False)
    return {"title": item.label, "description": description_of(item), "anyOf": [value, whole]}


def _tables(standard: Standard) -> Schema:
    tables = {t.label: _ref(f"table.{t.id}") for t in standard.tables.values()}
    names = {t.label: t.id for t in standard.tables.values()}
    return _group(tables, names, "可选；交了台账，件数由系统统计")


def _table(table: Table) -> Schema:
    columns = {c.label: column_schema(c) for c in table.columns}
    row = _group(columns, {c.label: c.label for c in table.columns}, "一行")
    row["patternProperties"] = {f"^{c.id}$": column_schema(c) for c in table.columns}
    rows = {"type": ["array", "null"], "items": row, "maxItems": TABLE_ROWS}
    none = {"const": Special.NONE.value, "description": "确实一件也没有"}
    return {"title": table.label, "description": table.help, "anyOf": [rows, none]}


def _judgements(standard: Standard) -> Schema:
    judged, others = {}, []
    for provision in standard.every_provision.values():
        if verdict_words(provision):
            judged[provision.id] = _judgement(provision)
        else:
            others.append(literal(provision.id))
    group = _group(judged, {p: p for p in judged}, "不能只凭数据判断的条款，由园区如实判定")
    if others:
        group["patternProperties"] = {f"^(?:{'|'.join(others)})$": _ref("not_judged")}
    return group


def _judgement(provision: Provision) -> Schema:
    allowed = tuple(verdict_words(provision))
    verdict = words(allowed, also=(None,), message=f"可填：{'、'.join(allowed)}")
    properties = {
        "结论": verdict,
        "说明": _ref("text"),
        "证据": _ref("cited"),
        "条款指纹": _ref("text"),
    }
    whole = _group(properties, keys.JUDGEMENT, "结论和理由")
    about = f"{provision.modality.value}：{provision.gist}"
    return {"title": provision.id, "description": about, "anyOf": [verdict, whole]}


def _not_judged() -> Schema:
    """An entry for a computed provision: allowed only without a verdict."""
    properties = {
        "结论": _ref("blank"),
        "说明": _ref("text"),
        "证据": _ref("cited"),
        "条款指纹": _ref("text"),
    }
    group = _group(properties, keys.JUDGEMENT, "由数据计算，不能人工判定")
    group["errorMessage"] = "这一条由填报的数据计算，不能人工判定"
    return group


def _evidence() -> Schema:
    properties: dict[str, Schema] = {key: _ref("text") for key in keys.EVIDENCE}
    properties["类型"], properties["核验程度"] = _ref("evidence_type"), _ref("evidence_level")
    properties["日期"] = properties["有效期至"] = _ref("date")
    return {
        "description": "佐证材料，一件一个编号，如 E1",
        "type": ["object", "null", "string"],
        "maxLength": 0,
        "maxProperties": EVIDENCE_FILES,
        "additionalProperties": _group(properties, keys.EVIDENCE, "一件佐证材料"),
    }


def _comment() -> Schema:
    return _group(
        {"类型": _ref("comment_kind"), "说明": _ref("text")}, keys.COMMENT, "对这一条的意见"
    )


def _comments(standard: Standard) -> Schema:
    several = {"type": "array", "items": _ref("comment")}
    comment = {"anyOf": [_ref("comment"), several]}
    properties = dict.fromkeys(standard.every_provision, comment)
    return _group(properties, {p: p for p in properties}, "对标准条款本身的意见，供复审参考")
