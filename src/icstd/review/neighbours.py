"""What lies in a folder of self-assessments and is none: told by name, or by what it holds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from ..text import visible

HIDDEN = "隐藏文件"
_PAPER = "本工具写出的材料"

_KEPT = re.compile(r"[0-9a-f]{64}\.json")
_HEAD = 4096
_CORE_BYTES = 65_536
_FORM_TITLE = "自评填报表"
_TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")
_OTHER_JSON = re.compile(rb'"icstd-(?!report/)[a-z-]+/\d+"')
_AUDIT = re.compile(rb"^\xe6\xa0\xb8\xe6\x9f\xa5\s*:", re.MULTILINE)  # 核查:
_ANSWERS = re.compile(rb"^(\xe5\xa1\xab\xe6\x8a\xa5|\xe5\x8f\xb0\xe8\xb4\xa6)\s*:", re.MULTILINE)

_SAID = 3
"""Names that a notice gives of one kind at most."""


def by_name(name: str) -> str:
    """Why a file or folder of this name is no self-assessment; empty where it may be one."""
    if name.startswith("~$"):
        return "Excel 打开时的临时文件"
    if name == "__MACOSX" or name.startswith("."):
        return HIDDEN
    if name.endswith(".schema.json"):
        return "填报文件的结构说明"
    return "--cache 存下的结果" if _KEPT.fullmatch(name) else ""


def by_content(data: bytes, name: str) -> str:
    """Why these bytes are no self-assessment and no report; empty where they may be."""
    suffix = name.lower().rpartition(".")[2]
    if suffix == "xlsx":
        return _PAPER if _own_workbook(data) else ""
    if suffix == "json":
        begin = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
        return _PAPER if begin.startswith(b"{") and _OTHER_JSON.search(begin) else ""
    return "核查文件" if _AUDIT.search(data) and not _ANSWERS.search(data) else ""


def _own_workbook(data: bytes) -> bool:
    """Whether a workbook is a paper of ours: everything we write but the form to fill in."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book, book.open("docProps/core.xml") as core:
            text = core.read(_CORE_BYTES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return False  # its reader says what is wrong with it
    title = _TITLE.search(text)
    if title is None or title[1].endswith(_FORM_TITLE):
        return False
    return "<dc:creator>icstd</dc:creator>" in text or title[1] == "整改清单"


def told(passed: Mapping[str, Iterable[str]]) -> list[str]:
    """The notice on what was passed over: kind → names."""
    parts = []
    for kind, names in sorted(passed.items()):
        given = sorted(names)
        more = " 等" if len(given) > _SAID else ""
        parts.append(f"{kind} {len(given)} 个（{visible('、'.join(given[:_SAID]))}{more}）")
    return [f"略过的不是填报文件：{'，'.join(parts)}。"] if parts else []
