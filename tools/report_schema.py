"""Write the published schema of the report, from the types the report is made of."""

import json
import types
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, Field, TypeAdapter, WithJsonSchema, create_model
from pydantic.json_schema import GenerateJsonSchema

from icstd.report.codec import Record
from icstd.report.records import Digest, ReportDocument
from icstd.terms import Special

TARGET = Path(__file__).resolve().parents[1] / "src/icstd/report/report.schema.json"

# A length beside `$`, which in some engines also matches before a line end; no year 0000.
DAY = {
    "type": "string",
    "format": "date",
    "pattern": "^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "maxLength": 10,
}
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$", "maxLength": 64}
PAPER = {
    "title": {"type": "string"},
    "number": {"type": "string"},
    "dated": {"anyOf": [DAY, {"type": "null"}]},
}
ANSWER = {
    "type": ["string", "number", "boolean", "array", "object"],
    "items": {"type": "string"},
    "properties": PAPER,
    "required": list(PAPER),
    "additionalProperties": False,
}
SIMPLE = {
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "number"},
    date: DAY,
    Digest: DIGEST,
}


class _Schema(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - titles say nothing new
        return False


def report_schema() -> dict[str, Any]:
    """The schema as plain data, JSON Schema 2020-12."""
    found = TypeAdapter(_model(ReportDocument, {})).json_schema(schema_generator=_Schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:icstd:report:2",
        **found,
        "title": "icstd 符合性报告",
    }


def _model(record: Any, known: dict[Any, Any]) -> Any:
    """A pydantic model with the fields of a record."""
    if record not in known:
        defaults = getattr(record, "_field_defaults", vars(record))
        fields = {
            name: (_form(hint, known), Field(alias=name, default=defaults.get(name, ...)))
            for name, hint in get_type_hints(record).items()
        }
        inside = {f"{name}_": (form, field) for name, (form, field) in fields.items()}
        config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=False)
        known[record] = create_model(
            record.__name__, __config__=config, __doc__=record.__doc__, **inside
        )
    return known[record]


def _form(hint: Any, known: dict[Any, Any]) -> Any:
    """What stands for a field's type in the model."""
    if hint in SIMPLE:
        return Annotated[Any, WithJsonSchema(SIMPLE[hint])]
    if hasattr(hint, "_fields") or (isinstance(hint, type) and issubclass(hint, Record)):
        return _model(hint, known)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal or not parts:
        return hint
    if origin in (Union, types.UnionType):
        if Special in parts:  # an answer, in any of its forms
            answer = Annotated[Any, WithJsonSchema(ANSWER)]
            return answer | None if type(None) in parts else answer
        return reduce(or_, (_form(p, known) for p in parts))
    if origin is tuple:
        return list[_form(parts[0], known)]
    return dict[parts[0], _form(parts[1], known)]


if __name__ == "__main__":
    text = json.dumps(report_schema(), ensure_ascii=False, indent=1) + "\n"
    TARGET.write_text(text, encoding="utf-8")
