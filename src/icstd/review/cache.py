"""Results kept between runs: a folder of sealed entries, keyed by content.

An entry that was torn by a kill, edited, or put there by something else does
not hold against its seal, and the file is evaluated again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from ..output import write_bytes
from .rows import ParkFacts, ParkResult, Remark, Row

_PACKAGE = Path(__file__).resolve().parents[1]


def cache_key(data: bytes, edition: str, profile: str) -> str:
    """Of a file's bytes, the edition's digest, the profile: nothing else changes a result."""
    parts = (hashlib.sha256(data).hexdigest(), edition, profile, program_digest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def program_digest() -> str:
    """sha256 over this package's own files: another state of it may judge otherwise."""
    found = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in (".py", ".yaml", ".json"):
            found.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def recall(folder: str, key: str, name: str) -> ParkResult | None:
    """The result kept under a key, for a file now called `name`; None where there is none."""
    try:
        seal, _, body = _entry(folder, key).read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal != _seal(key, body):
        return None
    known = json.loads(body)
    facts = ParkFacts(*known["facts"])._replace(file=name)
    rows = tuple(Row(*row) for row in known["rows"])
    return ParkResult(facts, rows, tuple(Remark(*r) for r in known["remarks"]))


def keep(folder: str, key: str, result: ParkResult) -> None:
    """Keep a result.  Raises OutputProblem where the folder takes nothing more."""
    body = json.dumps(result._asdict(), ensure_ascii=False, separators=(",", ":")).encode()
    write_bytes(_seal(key, body) + b"\n" + body, _entry(folder, key), force=True)


def _entry(folder: str, key: str) -> Path:
    return Path(folder, f"{key}.json")


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + body).hexdigest().encode()
