"""The offline web form: one page with everything in it, for any browser.

The page needs no network and is allowed none: its own policy admits only the
script and the style it carries, known by their digests.  All text reaches the
page as JSON and is shown as text.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ..assessment import keys
from ..assessment.fields import (
    COMMENT,
    EVIDENCE,
    EVIDENCE_ID,
    IDENTITY,
    Field,
    column_field,
    item_field,
)
from ..assessment.workbook_layout import PROVISION
from ..clauses.model import DataItem, Section, Standard, Table
from ..jsontext import plain
from ..shipped import read_shipped
from ..terms import EvidenceType, ItemType
from .plain import Plain
from .questions import about, advice, hints, judged_by_person, serves, serves_text

_ASSETS = Path(__file__).resolve().parent / "assets"
_SCRIPTS = (
    "form_fields.js",
    "form_checks.js",
    "form_parts.js",
    "form_document.js",
    "form_ask.js",
    "form_merge.js",
    "form_ledger.js",
    "form_paste.js",
    "form_paper.js",
    "form_keep.js",
    "form_files.js",
    "form_app.js",
)
_LOAD = 'const FORM = JSON.parse(document.getElementById("form-data").textContent);\n'

_KEYS = {
    **{name: key for key, name in keys.ROOT.items()},
    **{f"park_{name}": key for key, name in keys.PARK.items()},
    **{f"period_{name}": key for key, name in keys.PERIOD.items()},
    **{f"answer_{name}": key for key, name in keys.ANSWER.items()},
    **{f"judgement_{name}": key for key, name in keys.JUDGEMENT.items()},
    "provision": PROVISION,
    "paper": list(keys.PAPER),
}
"""Names the script uses → keys of the document."""

_JUDGEMENT = (
    Field("结论", ItemType.CHOICE),
    Field("说明", ItemType.TEXT, "判定的理由，一两句话"),
    Field("证据", ItemType.TEXTS, "佐证编号"),
)


class Beside(NamedTuple):
    """What may stand beside the form in one page: an engine that judges what is filled in.

    style, script: our own text; blocks: elements that carry data and are never
    run; framed: digests of the scripts of papers that are shown in a frame,
    which is under the page's policy too.
    """

    style: str
    script: str
    blocks: str
    framed: tuple[str, ...] = ()


def html_form(
    standard: Standard, filled: Plain | None = None, beside: Beside | None = None
) -> bytes:
    """The page of a standard's form, with what `filled` already says."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    style = read_shipped(_ASSETS / "form.css").decode() + (beside.style if beside else "")
    script = _LOAD + "".join(_script(name) for name in _SCRIPTS)
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        read_shipped(_ASSETS / "form.html").decode()
    )
    page = template.render(
        standard=standard,
        policy=_policy(script, style, beside),
        style=Markup(style),  # noqa: S704 - our own files, not a park's text
        script=Markup(script),  # noqa: S704
        data=Markup(embedded(description(standard, filled or {}))),  # noqa: S704 - see there
        blocks=Markup(beside.blocks) if beside else "",  # noqa: S704
        engine=Markup(beside.script) if beside else "",  # noqa: S704
    )
    return page.encode()


def _script(name: str) -> str:
    return read_shipped(_ASSETS / name).decode().replace('"use strict";\n', "", 1)


def _policy(script: str, style: str, beside: Beside | None) -> str:
    """What the page may run: its own text, and nothing from elsewhere.

    An engine is WebAssembly in a thread of its own; papers in a frame bring
    styles that depend on their content, which no digest can name beforehand.
    """
    end = "; base-uri 'none'; form-action 'none'"
    if beside is None:
        return f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}{end}"
    own = " ".join([_digest(script), _digest(beside.script), *(f"'{d}'" for d in beside.framed)])
    return (
        f"default-src 'none'; script-src {own} 'wasm-unsafe-eval' blob:; style-src 'unsafe-inline'"
        f"; worker-src blob:; frame-src blob:{end}"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def embedded(data: Any) -> str:
    """JSON that may stand inside a script element: nothing in it can end that."""
    text = plain(data, indent=None).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def description(standard: Standard, filled: Plain) -> dict[str, Any]:
    """What the page's script needs to know: all questions, and what is filled in."""
    served = {item: serves_text(found) for item, found in serves(standard).items()}
    labels = {item.id: item.label for item in standard.items.values()}
    proof = (EVIDENCE_ID, *EVIDENCE)
    comment = (Field(PROVISION, ItemType.CHOICE, options=tuple(standard.every_provision)), *COMMENT)
    return {
        "standard": {"标准": standard.number, "编码版本": standard.encoding_version},
        "keys": _KEYS,
        "cover": {group: [_field(f) for f in fields] for group, fields in IDENTITY.items()},
        "sections": [_section(s, served, labels, standard) for s in standard.sections],
        "judgement": [_field(field) for field in _JUDGEMENT],
        "judged": [
            {
                "id": provision.id,
                "modality": provision.modality.value,
                "about": about(provision),
                "words": [word.value for word in words],
                "fingerprint": provision.fingerprint,
            }
            for provision, words in judged_by_person(standard)
        ],
        "evidence": [_field(field) for field in proof],
        "nameless": {"类型": EvidenceType.OTHER.value},
        "comment": [_field(field) for field in comment],
        "hints": [
            {
                "kind": hint.kind,
                "of": hint.of,
                "item": labels[hint.item],
                "part": labels[hint.item],
                "whole": labels.get(hint.whole, ""),
                "least": hint.least,
            }
            for hint in hints(standard)
        ],
        "balances": [
            {
                "label": balance.label,
                "left": [labels[i] for i in balance.left],
                "right": [labels[i] for i in balance.right],
            }
            for balance in standard.balances
        ],
        "filled": filled,
        "base": sha256(plain([standard.digest, filled])).hexdigest(),
    }


def _section(
    section: Section, served: dict[str, str], labels: dict[str, str], standard: Standard
) -> dict[str, Any]:
    return {
        "title": section.title,
        "help": section.help,
        "items": [_item(item, served[item.id], labels, standard) for item in section.items],
        "tables": [_table(table) for table in section.tables],
    }


def _item(
    item: DataItem, served: str, labels: dict[str, str], standard: Standard
) -> dict[str, Any]:
    field = item_field(item, standard)
    return {
        **_field(field),
        "how": advice(item, standard),
        "serves": served,
        "whole": labels.get(item.whole or "", ""),
        "table": standard.tables[item.table].label if item.table else "",
        "future": item.future,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "label": table.label,
        "help": table.help,
        "columns": [_field(column_field(column)) for column in table.columns],
    }


def _field(field: Field) -> dict[str, Any]:
    kind = field.type.value
    if field.type is ItemType.TEXTS and field.key in ("证据",):
        kind = "lines"
    return {
        "key": field.key,
        "label": field.label,
        "type": kind,
        "help": field.help,
        "options": field.options,
        "words": field.words,
        "unit": field.unit,
        "min": field.min,
        "max": field.max,
        "required": field.required,
        "whole": "",
        "table": "",
        "future": True,
    }
