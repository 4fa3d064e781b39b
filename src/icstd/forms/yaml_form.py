"""The YAML template: every question with its explanation, blank or filled in.

All explanations stand on lines of their own above the keys: a remark behind a
key without a value is where answers get lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..assessment.dump import dump_yaml
from ..assessment.fields import EVIDENCE, IDENTITY, Field, column_field
from ..clauses.model import Section, Standard, Table
from ..text import wrap
from .plain import Plain, part, rows
from .questions import about, advice, judged_by_person, serves, serves_text

_WIDTH = 96
_RULES = (
    "在冒号后面填，冒号和答复之间空一格；不知道的留空，不要删去键。",
    "说不准的填“不清楚”，确实没有的填“无”；没有公布的承诺填“未公布”。",
    "要附佐证或说明的，这样写：  企业总数: {值: 78, 证据: [E1], 说明: 含租赁厂房的企业}",
    "填好后运行：icstd check 本文件（检查写法）；icstd assess 本文件 --to .（出报告）",
)


def yaml_form(standard: Standard, filled: Plain | None = None, schema: str = "") -> bytes:
    """The template of a standard's form, with what `filled` already says.

    schema: the name of the JSON Schema beside it, for editors that complete
    and complain while typing.
    """
    document = filled or {}
    lines = [
        *_heading(standard, schema),
        *_entry("标准", standard.number),
        *_entry("编码版本", standard.encoding_version),
        *_cover(document),
        "",
        "填报:",
    ]
    served = {item: serves_text(found) for item, found in serves(standard).items()}
    for section in standard.sections:
        lines += _section(standard, section, part(document, "填报", section.title), served)
    if standard.tables:
        lines += ["", *_remark("台账（可选）：交了台账的，相应的件数、次数由工具统计。"), "台账:"]
        for table in standard.tables.values():
            lines += _table(table, rows(document, table))
    lines += _judgements(standard, part(document, "人工判定"))
    lines += _evidence(part(document, "证据"))
    lines += _comments(part(document, "意见"))
    return ("\n".join(lines) + "\n").encode()


def _heading(standard: Standard, schema: str) -> Iterator[str]:
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"# {standard.number}《{standard.title}》自评填报表"
    yield from _remark(standard.notice)
    yield "#"
    for rule in _RULES:
        yield from _remark(rule)


def _remark(text: str, indent: int = 0) -> Iterator[str]:
    """Comment lines; nothing in a text can leave its comment."""
    for line in text.split("\n"):
        for piece in wrap(line, _WIDTH - indent):
            yield f"{' ' * indent}# {piece}".rstrip()


def _entry(key: str, value: Any, indent: int = 0) -> Iterator[str]:
    """A key and its value; nothing behind the colon where there is none."""
    block = dump_yaml({key: value, "-": []})  # what holds a list is laid out line by line
    for line in block.removesuffix("'-': []\n").removesuffix(" null\n").rstrip("\n").split("\n"):
        yield (" " * indent + line) if line else line


def _cover(document: Plain) -> Iterator[str]:
    for group, fields in IDENTITY.items():
        yield ""
        yield f"{group}:"
        given = part(document, group)
        for one in fields:
            yield from _remark(_about_field(one), 2)
            yield from _entry(one.key, given.get(one.key), 2)


def _about_field(one: Field) -> str:
    parts = ["必填" if one.required else "", one.help, one.how]
    if one.options:
        parts.append(f"选一项：{'、'.join(one.options)}")
    return "；".join(text for text in parts if text)


def _section(
    standard: Standard, section: Section, given: Plain, served: dict[str, str]
) -> Iterator[str]:
    yield ""
    yield from _remark(section.help, 2)
    yield f"  {section.title}:"
    for item in section.items:
        yield ""
        yield from _remark(item.help, 4)
        use = f"。用于 {served[item.id]}" if served[item.id] else ""
        yield from _remark(f"{advice(item, standard)}{use}", 4)
        yield from _entry(item.label, given.get(item.label), 4)


def _table(table: Table, given: list[Plain] | None) -> Iterator[str]:
    yield ""
    yield from _remark(table.help, 2)
    columns = [column_field(column) for column in table.columns]
    for column in columns:
        yield from _remark(f"- {column.key}：{_about_field(column)}".rstrip("："), 2)
    first = "、".join(f"{c.key}: …" for c in columns if c.required).replace("、", ", ")
    yield from _remark(f"每行写成：- {{{first}}}", 2)
    handed_in = None if given is None else [dict(row) for row in given]
    yield from _entry(table.label, handed_in, 2)


def _judgements(standard: Standard, given: Plain) -> Iterator[str]:
    yield ""
    yield from _remark("下列条款不能只凭数字判断，由园区如实判定并写明理由；没有把握的留空。")
    yield "人工判定:"
    for provision, words in judged_by_person(standard):
        said = part(given, provision.id)
        yield ""
        yield from _remark(f"{provision.id}（{provision.modality}）{about(provision)}", 2)
        yield from _remark(f"结论选一项：{'、'.join(words)}", 2)
        yield f"  {provision.id}:"
        stamp = said.get("条款指纹") if said else provision.fingerprint or None
        for key in ("结论", "说明", "证据"):
            yield from _entry(key, said.get(key), 4)
        if stamp:
            yield from _entry("条款指纹", stamp, 4)


def _evidence(given: Plain) -> Iterator[str]:
    yield ""
    yield from _remark("佐证材料，一件一个编号；填报时引用编号。各栏：")
    for one in EVIDENCE:
        yield from _remark(f"- {one.key}：{_about_field(one)}".rstrip("："))
    yield "# 写成：E1: {名称: 2025 年企业诉求台账, 类型: 记录, 日期: 2026-01-10}"
    yield from _entry("证据", dict(given) or None)


def _comments(given: Plain) -> Iterator[str]:
    yield ""
    yield from _remark("对标准条款本身的意见（可不填），供标准复审时参考。")
    yield "# 写成：W5.5: {类型: 不可测, 说明: 专职人员怎样认定不明确}"
    yield from _entry("意见", dict(given) or None)
