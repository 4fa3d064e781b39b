"""From the bytes of a submitted file to a document."""

from __future__ import annotations

import hashlib
from typing import Any

from ..errors import InputProblems, Place, Problem
from .build import build
from .decode import MOJIBAKE, decode, refuse_other_formats
from .tree import Document, Map


def read_document(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read the bytes of a YAML or JSON file.

    name: what messages call the file; encoding: for those who know that it is
    not UTF-8 (`gb18030`, `big5` …).

    Raises InputProblems: one fault of encoding, characters or syntax, or every
    fault of the keys.  Raises UsageProblem for an unknown encoding.
    """
    if not data:
        advice = "可能没有存完或没有传完，请重新保存、重新传一次"
        raise InputProblems(
            (Problem("E-EMPTY", name, Place(), "", "文件是空的（0 字节）", advice),)
        )
    refuse_other_formats(data, name)
    text = decode(data, name, encoding)
    lines = tuple(text.split("\n"))
    bare = Document(Map(), name, hashlib.sha256(data).hexdigest(), lines)
    warnings: list[Problem] = []
    if not _unremarkable(text):
        from .characters import examine

        warnings += examine(text, bare)
    root: Any = build(text, bare, warnings)
    return bare._replace(root=root, warnings=tuple(warnings))


def _unremarkable(text: str) -> bool:
    """Whether every character is printable and nothing looks like lost text."""
    plain = text.replace("\n", "").replace("\t", "").isprintable()
    return plain and "\ufffd" not in text and not any(word in text for word in MOJIBAKE)
