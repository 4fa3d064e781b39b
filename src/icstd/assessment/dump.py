"""A self-assessment back into the document a park hands in."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from ..clauses.model import Standard
from ..terms import AtLeast, EvidenceLevel, EvidenceType, ItemType, Paper, Value
from ..text import plain_number
from ..yamlio.scalars import resolve
from . import keys
from .model import Answer, Comment, Evidence, Judgement, SelfAssessment

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def to_plain(assessment: SelfAssessment, standard: Standard) -> dict[str, Any]:
    """The document under Chinese keys: text, int, Decimal, lists and mappings.

    Dates are ISO text, yes/no are 是 and 否, percentages up to one carry their
    sign; sections and items are in the standard's order.  Reading it again
    gives an equal self-assessment, apart from places, file name and digest.
    """
    park, period = assessment.park, assessment.period
    document: dict[str, Any] = {
        "标准": assessment.standard,
        "编码版本": assessment.encoding_version,
        "园区": _kept(**{key: getattr(park, name) for key, name in keys.PARK.items()}),
        "评价": {key: as_typed(getattr(period, name)) for key, name in keys.PERIOD.items()},
        "填报": _answers(assessment, standard),
        "台账": _tables(assessment, standard),
        "人工判定": {
            p: _judgement(assessment.judgements[p])
            for p in standard.every_provision
            if p in assessment.judgements
        },
        "证据": {
            id_: _evidence(assessment.evidence[id_])
            for id_ in sorted(assessment.evidence, key=keys.natural)
        },
        "意见": _comments(assessment.comments),
    }
    return {key: part for key, part in document.items() if part != {}}


def _kept(**fields: Any) -> dict[str, Any]:
    """Only what says something."""
    return {key: value for key, value in fields.items() if value not in ("", None, [], False)}


def as_typed(value: Value | None, kind: ItemType | None = None) -> Any:
    """An answer as it would be typed into a file."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if kind is ItemType.PERCENT and isinstance(value, int | Decimal) and 0 < value <= 1:
        return f"{plain_number(value)}%"  # bare, it could be a share of one
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, AtLeast):
        return str(value)
    if isinstance(value, Paper):
        return _kept(**{key: as_typed(getattr(value, name)) for key, name in keys.PAPER.items()})
    return str(value) if isinstance(value, str) else value


def _answers(assessment: SelfAssessment, standard: Standard) -> dict[str, Any]:
    sections: dict[str, Any] = {}
    for section in standard.sections:
        given = [assessment.answers[i.id] for i in section.items if i.id in assessment.answers]
        if given:
            sections[section.title] = {
                standard.items[a.item].label: _answer(a, standard.items[a.item].type) for a in given
            }
    return sections


def _answer(answer: Answer, kind: ItemType) -> Any:
    value = as_typed(answer.value, kind)
    more = _kept(证据=list(answer.evidence), 说明=answer.note, 待复核=answer.review and "是")
    if not more:
        return value
    return more if value is None else {"值": value, **more}


def _tables(assessment: SelfAssessment, standard: Standard) -> dict[str, Any]:
    tables = {}
    for table in standard.tables.values():
        rows = assessment.tables.get(table.id)
        if rows is None:
            continue
        tables[table.label] = [
            {c.label: as_typed(row.cells[c.id], c.type) for c in table.columns if c.id in row.cells}
            for row in rows
        ]
    return tables


def _judgement(judged: Judgement) -> dict[str, Any]:
    said = {key: as_typed(getattr(judged, name)) for key, name in keys.JUDGEMENT.items()}
    return _kept(**said)


def _evidence(proof: Evidence) -> dict[str, Any]:
    usual = (EvidenceType.OTHER, EvidenceLevel.UNCHECKED)  # what a blank means
    said = {key: getattr(proof, name) for key, name in keys.EVIDENCE.items()}
    return _kept(**{key: as_typed(part) for key, part in said.items() if part not in usual})


def _comments(comments: tuple[Comment, ...]) -> dict[str, Any]:
    """One comment on a provision is a mapping, several are a list."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for comment in comments:
        entry = _kept(**{key: as_typed(getattr(comment, n)) for key, n in keys.COMMENT.items()})
        grouped.setdefault(comment.provision, []).append(entry)
    return {p: said[0] if len(said) == 1 else said for p, said in grouped.items()}


def to_yaml(assessment: SelfAssessment, standard: Standard) -> str:
    """The document as YAML text, the same for equal self-assessments."""
    return dump_yaml(to_plain(assessment, standard))


def dump_yaml(document: Any) -> str:
    """Plain data as YAML that our own reader reads back unchanged."""
    return yaml.dump(
        document,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=10_000,
    )


class _Dumper(yaml.SafeDumper):
    """Dates unquoted, decimals as numbers, no aliases; quotes where our reader needs them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    if _DATE.fullmatch(text):
        return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)
    style = "|" if "\n" in text else None if isinstance(resolve(text), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _decimal(dumper: _Dumper, number: Decimal) -> yaml.ScalarNode:
    text = plain_number(number)
    tag = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", text)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _decimal)
