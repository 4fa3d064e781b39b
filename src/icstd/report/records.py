"""Findings and what they rest on as plain data, ready for JSON and tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ..clauses.model import Standard
from ..conformance import Fact, Finding, Need
from ..errors import Place
from ..observations import LedgerAccount
from ..terms import AtLeast, Paper, Value
from .words import need_text


def plain(value: Value | None) -> object:
    """An answer as JSON data: numbers as numbers, dates as ISO text, lists as lists."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, AtLeast):
        return str(value)
    if isinstance(value, Paper):
        return {"title": value.title, "number": value.number, "dated": plain(value.dated)}
    return str(value) if isinstance(value, str) else value


def word(result: object) -> str | None:
    """A term as text; None stays None."""
    return None if result is None else str(result)


def place_record(place: Place) -> dict[str, Any]:
    """1-based line and column, 0 where there is none; the cell of a workbook."""
    return {"line": place.line, "col": place.col, "cell": place.cell}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "item": fact.item,
        "label": fact.label,
        "value": plain(fact.value),
        "unit": fact.unit,
        **place_record(fact.place),
        "note": fact.note,
        "evidence": list(fact.evidence),
        "from_table": fact.from_table,
    }


def _need(need: Need, standard: Standard) -> dict[str, Any]:
    return {
        "kind": need.kind.value,
        "item": need.item,
        "values": [plain(v) for v in need.values],
        "low": plain(need.low),
        "high": plain(need.high),
        "amount": plain(need.amount),
        "unit": need.unit,
        "note": need.note,
        "text": need_text(need, standard),
    }


def ledger_record(account: LedgerAccount) -> dict[str, Any]:
    """Every row that no count includes, by reason: its number, place, and what is wrong."""
    return {
        "table": account.table,
        "label": account.label,
        "read": account.read,
        "counted": len(account.counted),
        "left_out": [
            {
                "key": left.key,
                "reason": left.reason,
                "why": left.why,
                "apart": left.apart,
                **place_record(left.row.place),
            }
            for left in account.left
        ],
    }


def finding_record(finding: Finding, standard: Standard) -> dict[str, Any]:
    """One finding with all it rests on, as plain data."""
    provision = finding.provision
    opinion, waiver = finding.opinion, finding.waiver
    return {
        "id": provision.id,
        "clause": provision.clause,
        "chapter": provision.chapter,
        "title": standard.clauses[provision.clause].title,
        "gist": provision.gist,
        "modality": provision.modality.value,
        "official": provision.official,
        "text_status": provision.text_status,
        "fingerprint": provision.fingerprint,
        "sources": [s.id for s in provision.sources],
        "result": finding.result.value,
        "verdict": finding.verdict.value,
        "basis": finding.basis.value,
        "reason": finding.reason,
        "required": finding.required,
        "suspect": finding.suspect,
        "effort": provision.effort.value,
        "remedy": provision.remedy,
        "facts": [_fact(f) for f in finding.facts],
        "needs": [_need(n, standard) for n in finding.needs],
        "missing": list(finding.missing),
        "through": list(finding.through),
        "evidence": list(finding.evidence),
        "evidence_missing": list(finding.evidence_missing),
        "own_verdict": word(finding.own_verdict),
        "opinion": None
        if opinion is None
        else {
            "verdict": word(opinion.verdict),
            "reason": opinion.reason,
            "role": opinion.role,
            "method": word(opinion.method),
            "seen": list(opinion.seen),
            "sample": opinion.sample,
            "kind": opinion.kind,
        },
        "waiver": None
        if waiver is None
        else {
            "approver": waiver.approver,
            "ground": waiver.ground,
            "start": waiver.start.isoformat(),
            "end": waiver.end.isoformat(),
        },
    }
