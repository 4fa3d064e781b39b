"""Loading a published edition: JSON in, `Standard` out, nothing validated twice.

The edition was validated when it was built; here its digest says whether it
is still the same.  Kept free of anything slow to import: every run starts
with it.
"""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..errors import InputProblems, Place, Problem
from ..shipped import STANDARD, names_in, read_shipped, standard_folder
from ..terms import (
    CheckKind,
    Effort,
    EvidenceLevel,
    EvidenceType,
    ItemType,
    LimitOrigin,
    Method,
    Modality,
    Verdict,
)
from .model import (
    Annex,
    Balance,
    Chapter,
    Check,
    Clause,
    Column,
    DataItem,
    Earlier,
    EvidenceDemand,
    EvidencePolicy,
    Limit,
    ModalityBasis,
    Profile,
    Provision,
    Retired,
    Scoring,
    Section,
    Source,
    SourceRef,
    Standard,
    Table,
    Term,
    Verifiability,
)

FORMAT = "icstd-edition/1"
SHIPPED = f"{STANDARD}.json"
HEAD = '{{"format": "' + FORMAT + '", "digest": "{digest}", "standard":\n'
TAIL = "}\n"

_Json = dict[str, Any]

# Looking a member up in a dict is several times faster than calling its class.
_CHECKKIND = {m.value: m for m in CheckKind}
_EFFORT = {m.value: m for m in Effort}
_EVIDENCELEVEL = {m.value: m for m in EvidenceLevel}
_EVIDENCETYPE = {m.value: m for m in EvidenceType}
_ITEMTYPE = {m.value: m for m in ItemType}
_LIMITORIGIN = {m.value: m for m in LimitOrigin}
_METHOD = {m.value: m for m in Method}
_MODALITY = {m.value: m for m in Modality}
_VERDICT = {m.value: m for m in Verdict}


def load_standard(path: str | Path | None = None) -> Standard:
    """The standard of a published edition; without a path, the shipped one.

    Raises InputProblems when the file is missing, damaged or of another
    format, or when its content is not what its digest says.
    """
    file = Path(path) if path is not None else shipped_edition()
    try:
        data = read_shipped(file)
    except OSError as fault:
        raise _refused(file, f"读不到标准版本文件：{fault.strerror or fault}。") from fault
    return read_edition(data, file)


def shipped_edition() -> Path:
    """Where the shipped edition lies: in the wheel, or in the checkout."""
    return standard_folder() / SHIPPED


def shipped_editions() -> dict[str, Path]:
    """The editions of earlier encodings that are shipped too, by encoding version."""
    now = shipped_edition()
    names = [n for n in names_in(now.parent) if n.startswith(f"{now.stem}@") and "/" not in n]
    return {Path(n).stem.partition("@")[2]: now.with_name(n) for n in names}


def read_edition(data: bytes, file: Path) -> Standard:
    """The standard in the bytes of a published edition; see `load_standard`."""
    if b"\r" in data:  # a checkout on Windows
        data = data.replace(b"\r\n", b"\n")
    head, newline, body = data.partition(b"\n")
    try:
        about = json.loads(head + newline + b"0}")
    except ValueError:
        about = None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        advice = f"应为 icstd standard build 生成的文件（格式 {FORMAT}）。"
        raise _refused(file, "这不是标准的发布版文件。", advice)
    body = body.removesuffix(TAIL.encode())
    digest = sha256(body).hexdigest()
    if digest != about.get("digest"):
        advice = "文件已被改动或不完整。请重新安装，或在源码中运行 icstd standard build 重新生成。"
        raise _refused(file, "标准发布版文件的内容与其摘要不符。", advice)
    try:
        return _standard(json.loads(body, parse_float=Decimal), digest)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        advice = "文件可能出自另一版 icstd。请用本版重新生成或重新安装。"
        raise _refused(file, f"标准发布版文件读不懂：{fault!r}。", advice) from fault


def _refused(file: Path, message: str, advice: str = "") -> InputProblems:
    return InputProblems((Problem("E-EDITION", file.name, Place(), "", message, advice),))


def _standard(raw: _Json, digest: str) -> Standard:
    sections = tuple(_section(s) for s in raw["sections"])
    chapters = tuple(_chapter(c) for c in raw["chapters"])
    clauses = [clause for chapter in chapters for clause in chapter.clauses]
    return Standard(
        id=raw["id"],
        number=raw["number"],
        title=raw["title"],
        title_en=raw["title_en"],
        encoding_version=raw["encoding_version"],
        status=raw["status"],
        facts=raw["facts"],
        notice=raw["notice"],
        sources={s["id"]: Source(**s) for s in raw["sources"]},
        sections=sections,
        balances=tuple(_balance(b) for b in raw.get("balances", ())),
        chapters=chapters,
        profiles={p["id"]: _profile(p) for p in raw["profiles"]},
        withdrawn=raw.get("withdrawn", {}),
        terms=tuple(_term(t) for t in raw.get("terms", ())),
        annexes=tuple(_annex(a) for a in raw.get("annexes", ())),
        retired={r["id"]: Retired(**r) for r in raw.get("retired", ())},
        frozen=raw.get("frozen", False),
        earlier=tuple(_earlier(e) for e in raw.get("earlier", ())),
        digest=digest,
        provisions={p.id: p for clause in clauses for p in clause.provisions},
        items={i.id: i for section in sections for i in section.items},
        tables={t.id: t for section in sections for t in section.tables},
        clauses={clause.id: clause for clause in clauses},
    )


def _section(raw: _Json) -> Section:
    name = raw["id"]
    items = tuple(_item(i, name) for i in raw["items"])
    tables = tuple(_table(t, name) for t in raw.get("tables", ()))
    return Section(name, raw["title"], raw["help"], items, tables)


def _item(raw: _Json, section: str) -> DataItem:
    raw["type"] = _ITEMTYPE[raw["type"]]
    raw["section"] = section
    for bound in ("min", "max"):
        if bound in raw:
            raw[bound] = Decimal(raw[bound])
    if "options" in raw:
        raw["options"] = tuple(raw["options"])
    if "threshold" in raw:
        raw["threshold"] = _limit(raw["threshold"])
    if isinstance(raw["example"], list):
        raw["example"] = tuple(raw["example"])
    return DataItem(**raw)


def _table(raw: _Json, section: str) -> Table:
    columns = tuple(_column(c) for c in raw["columns"])
    return Table(raw["id"], raw["label"], section, raw["help"], columns)


def _column(raw: _Json) -> Column:
    raw["type"] = _ITEMTYPE[raw["type"]]
    raw["options"] = tuple(raw.get("options", ()))
    return Column(**raw)


def _balance(raw: _Json) -> Balance:
    left, right = tuple(raw["left"]), tuple(raw["right"])
    return Balance(raw["id"], raw["label"], left, right, raw.get("voluntary", False))


def _term(raw: _Json) -> Term:
    raw["sources"] = tuple(raw.get("sources", ()))
    return Term(**raw)


def _annex(raw: _Json) -> Annex:
    for key in ("columns", "tables"):
        raw[key] = tuple(raw.get(key, ()))
    raw["rows"] = tuple(tuple(row) for row in raw.get("rows", ()))
    return Annex(**raw)


def _earlier(raw: _Json) -> Earlier:
    none = {item: tuple(others) for item, others in raw.get("none", {}).items()}
    return Earlier(raw["version"], none)


def _chapter(raw: _Json) -> Chapter:
    name = raw["id"]
    return Chapter(name, raw["title"], tuple(_clause(c, name) for c in raw["clauses"]))


def _clause(raw: _Json, chapter: str) -> Clause:
    name = raw["id"]
    provisions = tuple(_provision(p, name, chapter) for p in raw["provisions"])
    return Clause(name, raw["title"], raw["topic"], provisions, raw.get("lead", ""))


def _provision(raw: _Json, clause: str, chapter: str) -> Provision:
    raw["modality"] = _MODALITY[raw["modality"]]
    raw["modality_basis"] = ModalityBasis(**raw["modality_basis"])
    raw["sources"] = tuple(SourceRef(**s) for s in raw["sources"])
    raw["check"] = _check(raw["check"])
    raw["evidence"] = tuple(_demand(e) for e in raw["evidence"])
    raw["effort"] = _EFFORT[raw["effort"]]
    verifiability = raw["verifiability"]
    raw["verifiability"] = Verifiability(
        verifiability["level"], tuple(verifiability.get("vague", ()))
    )
    raw["method"] = _METHOD[raw["method"]]
    if "applies_if" in raw:
        raw["applies_if"] = _check(raw["applies_if"])
    return Provision(**raw, clause=clause, chapter=chapter)


def _check(raw: _Json) -> Check:
    raw["kind"] = _CHECKKIND[raw["kind"]]
    for key in ("items", "values"):
        if key in raw:
            raw[key] = tuple(raw[key])
    if "limits" in raw:
        raw["limits"] = {name: _limit(limit) for name, limit in raw["limits"].items()}
    if "when_zero" in raw:
        raw["when_zero"] = _VERDICT[raw["when_zero"]]
    return Check(**raw)


def _limit(raw: _Json) -> Limit:
    raw["origin"] = _LIMITORIGIN[raw["origin"]]
    if "value" in raw:
        raw["value"] = Decimal(raw["value"])
    return Limit(**raw)


def _demand(raw: _Json) -> EvidenceDemand:
    if "type" in raw:
        raw["type"] = _EVIDENCETYPE[raw["type"]]
    if "level" in raw:
        raw["level"] = _EVIDENCELEVEL[raw["level"]]
    return EvidenceDemand(**raw)


def _profile(raw: _Json) -> Profile:
    for key in ("required", "optional", "approvers"):
        if key in raw:
            raw[key] = tuple(raw[key])
    if "params" in raw:
        raw["params"] = {name: Decimal(value) for name, value in raw["params"].items()}
    if "evidence" in raw:
        raw["evidence"] = EvidencePolicy(**raw["evidence"])
    if "scoring" in raw:
        raw["scoring"] = _scoring(raw["scoring"])
    return Profile(**raw)


def _scoring(raw: _Json) -> Scoring:
    if "partial" in raw:
        raw["partial"] = Decimal(raw["partial"])
    if "bands" in raw:
        raw["bands"] = tuple((name, Decimal(least)) for name, least in raw["bands"])
    return Scoring(**raw)
