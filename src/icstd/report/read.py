"""Reading a JSON report back: only what keeps to its schema gets in."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from ..clauses.model import Standard
from ..conformance import ConformanceReport
from ..errors import InputProblems, Place, Problem
from ..limits import REPORT_BYTES
from ..text import clip, visible
from .codec import decoded
from .document import report_document, result_digest
from .first_format import FIRST, carried_over
from .records import SCHEMA, ReportDocument

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator


class ReportFile(NamedTuple):
    """A report read back.

    intact: whether its content is what its own digest says.  data: the plain
    data in the present shape; what an earlier version did not write is not in
    it.  note: what to tell of a report in an earlier format; empty otherwise.
    """

    document: ReportDocument
    data: dict[str, Any]
    intact: bool
    note: str


def as_read(report: ConformanceReport) -> ReportDocument:
    """A report just made, as it would be read back from its file."""
    return decoded(ReportDocument, report_document(report))


def is_report(data: bytes) -> bool:
    """Whether a file looks like a JSON report, of this or an earlier format."""
    begin = data[:4096].removeprefix(codecs.BOM_UTF8).lstrip()
    return begin.startswith(b"{") and any(f'"{s}"'.encode() in begin for s in _SCHEMAS)


def read_report(data: bytes, name: str, standard: Standard | None = None) -> ReportFile:
    """A report from its bytes; `name` is for messages.

    standard: which it has to be about, if that matters.

    Raises InputProblems where it is no JSON, no report, of a format unknown
    here, or about another standard or encoding version.  Whether it is intact
    is the business of whoever relies on that.
    """
    if len(data) > REPORT_BYTES:
        _refuse(name, "E-SIZE", f"文件超过 {REPORT_BYTES >> 20} MB，不是 icstd 报告")
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, parse_constant=_no_constant)
        if _PAIRED.search(text):
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as cause:
        _refuse(name, "E-REPORT", "含有不成对的代理码（\\ud800 之类），不是文字", cause=cause)
    except UnicodeDecodeError as cause:
        _refuse(name, "E-ENCODING", "不是 UTF-8 编码", cause=cause)
    except json.JSONDecodeError as cause:
        place = Place(cause.lineno, cause.colno)
        _refuse(name, "E-SYNTAX", "这里不是正确的 JSON", place, cause)
    except (ValueError, RecursionError) as cause:
        _refuse(name, "E-SYNTAX", "数字或嵌套超出 JSON 报告的范围", cause=cause)
    _check(found, name)
    intact = result_digest(found) == found["result_digest"]
    note = ""
    if found["schema"] == FIRST:
        found = carried_over(found, SCHEMA)
        note = f"{visible(name)} 是早先格式 {FIRST} 的报告，按现在的格式读入。"
    document = decoded(ReportDocument, found)
    _same_standard(document, name, standard)
    return ReportFile(document, found, intact, note)


_PAIRED = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape that is a character only together with its neighbour."""

_SCHEMAS = {SCHEMA: "report.schema.json", FIRST: "report-1.schema.json"}
"""Format → its published schema, beside this module."""

_AGAIN = "用 icstd assess 文件 -o 报告.json 重新生成"


def _check(document: Any, name: str) -> None:
    if not isinstance(document, dict) or "schema" not in document:
        _refuse(name, "E-REPORT", "这不是 icstd 的 JSON 报告")
    if document["schema"] not in list(_SCHEMAS):
        found = clip(visible(str(document["schema"])), 60)
        _refuse(name, "E-REPORT", f"报告格式是 {found}，本程序只读 {'、'.join(_SCHEMAS)}")
    problems = tuple(dict.fromkeys(_faults(document, name)))
    if problems:
        raise InputProblems(problems)


def _same_standard(document: ReportDocument, name: str, standard: Standard | None) -> None:
    if standard is None:
        return
    known = (standard.id, standard.encoding_version)
    given = (document.standard.id, document.standard.encoding_version)
    if known != given:
        _refuse(
            name,
            "E-STANDARD",
            f"报告依据 {visible(given[0])} 编码版本 {visible(given[1])}，"
            f"现用的是 {known[0]} 编码版本 {known[1]}，两者不能混用",
        )


def _faults(document: dict[str, Any], name: str) -> Iterable[Problem]:
    message = "内容与报告格式不符，可能被改动过，或由别的版本写出"
    try:
        faults = list(_validator(document["schema"]).iter_errors(document))
    except ValueError:  # a name that is no text, such as half a surrogate pair
        yield Problem("E-REPORT", name, Place(), "（最外层）", message, _AGAIN)
        return
    for fault in faults:
        path = " › ".join(str(p) for p in fault.instance_path) or "（最外层）"
        yield Problem("E-REPORT", name, Place(), clip(visible(path), 120), message, _AGAIN)


@cache
def _validator(schema: str) -> Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    published = Path(__file__).with_name(_SCHEMAS[schema]).read_bytes()
    return Draft202012Validator(json.loads(published), validate_formats=True)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _refuse(
    name: str,
    code: str,
    message: str,
    place: Place = Place(),  # noqa: B008 - immutable
    cause: BaseException | None = None,
) -> NoReturn:
    raise InputProblems((Problem(code, name, place, "", message, _AGAIN),)) from cause
