"""Results kept between runs: a folder of sealed entries, keyed by content.

An entry that was torn by a kill or damaged does not hold against its seal, one
of another shape is no entry, and the file is evaluated again.  The seal has no
key: it guards against accidents, not against somebody who means to deceive.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from ..clauses.model import Standard
from ..output import write_bytes
from ..shipped import PACKAGE, names_in, read_shipped
from ..terms import CommentKind, Party, Verdict
from .measure import reached_number
from .rows import Count, ParkFacts, ParkResult, Remark, Row


def cache_key(data: bytes, edition: str, profile: str) -> str:
    """Of a file's bytes, the edition's digest, the profile: nothing else changes a result."""
    parts = (hashlib.sha256(data).hexdigest(), edition, profile, program_digest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def program_digest() -> str:
    """sha256 over this package's own files: another state of it may judge otherwise."""
    found = hashlib.sha256()
    for name in names_in(PACKAGE):
        if name.endswith((".py", ".yaml", ".json")):
            found.update(name.encode() + b"\0")
            found.update(hashlib.sha256(read_shipped(PACKAGE / name)).digest())
    return found.hexdigest()


def recall(folder: str, key: str, name: str, standard: Standard) -> ParkResult | None:
    """The result kept under a key, for a file now called `name`.

    None where there is none, and where what lies there is no entry: a link,
    a pipe or a folder of its name is left alone.
    """
    entry = _entry(folder, key)
    try:
        if not stat.S_ISREG(entry.lstat().st_mode):
            return None
        seal, _, body = entry.read_bytes().partition(b"\n")
        if seal != _seal(key, body):
            return None
        known = json.loads(body)
        facts = _made(ParkFacts, known["facts"])._replace(file=name)
        rows = tuple(_made(Row, row) for row in known["rows"])
        remarks = tuple(_made(Remark, remark) for remark in known["remarks"])
        counts = tuple(_made(Count, count) for count in known["counts"])
        return _sound(ParkResult(facts, rows, remarks, counts), standard)
    except (OSError, ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
        return None


def keep(folder: str, key: str, result: ParkResult) -> None:
    """Keep a result.  Raises OutputProblem where the folder takes nothing more."""
    entry = _entry(folder, key)
    try:
        free = not os.path.lexists(entry) or stat.S_ISREG(entry.lstat().st_mode)
    except OSError:
        free = True  # writing says what is wrong
    if not free:
        return
    body = json.dumps(result._asdict(), ensure_ascii=False, separators=(",", ":")).encode()
    # an entry that a crash tears is judged again: it need not outlive one
    write_bytes(_seal(key, body) + b"\n" + body, entry, force=True, durable=False)


Made = TypeVar("Made", ParkFacts, Row, Remark, Count)


def _made(record: type[Made], given: Any) -> Made:
    """A record of the kinds of values it has to hold.  Raises TypeError."""
    made = record(*given)
    for value, kinds in zip(made, _KINDS[record], strict=True):
        if type(value) not in kinds:
            raise TypeError(f"{type(value).__name__} in {record.__name__}")
    return made


_KINDS = {
    record: tuple(get_args(hint) or (hint,) for hint in get_type_hints(record).values())
    for record in (ParkFacts, Row, Remark, Count)
}


def _sound(result: ParkResult, standard: Standard) -> ParkResult:
    """The result if it can be one of this standard.  Raises ValueError, KeyError."""
    for day in (result.facts.as_of, result.facts.start, result.facts.end):
        date.fromisoformat(day)
    Party(result.facts.party)
    for row in result.rows:
        Verdict(row.own)
        Verdict(row.auditor or row.own)
        standard.provisions[row.provision]
        reached_number(row.measured or "0")
        Decimal(row.promised or "0")
    for remark in result.remarks:
        standard.provisions[remark.provision]
        CommentKind(remark.kind)
    return result


def _entry(folder: str, key: str) -> Path:
    return Path(folder, f"{key}.json")


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest().encode()
