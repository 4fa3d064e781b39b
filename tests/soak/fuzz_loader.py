"""The loader against broken files: anything but a clean refusal is an escape.

Valid files, the bad inputs and scraps of syntax are cut, doubled, joined and
changed byte by byte and line by line; every result is read and loaded as a
self-assessment.  It may be accepted or refused (`InputProblems`); any other
exception, a run over two seconds, or a raw control or bidi character in a
message is an escape.

`cd tests && ../.venv/bin/python -m soak.fuzz_loader [--seconds S] [--seed N]`
"""

# ruff: noqa: S311, T201 - a campaign prints its figures; its chances are no secrets

from __future__ import annotations

import argparse
import random
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

from icstd.assessment.load import assessment_from
from icstd.clauses.load import load_standard
from icstd.errors import InputProblems
from icstd.yamlio import read_document

TESTS = Path(__file__).parents[1]
TOO_LONG = 2.0
SCRAPS = [
    s.encode()
    for s in (
        "- ", ": ", "：", "{", "}", "[", "]", "&甲 ", "*甲", "<<: ", "!!str ", "---\n", "...\n",
        "|\n", ">-\n",
        "? ", "#", "'", '"', "\t", "\r", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\u2028",
        "%YAML 1.1\n", "无", "不清楚", "未公布", "1e99", "１２", "0x1F", "-0", "1:30", "2026-02-30",
        "null", "~", "\\", "\U0001f600", "9" * 40, "=", "@", "`",
    )
] + [b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\x85", b"\xa1\xa1"]  # fmt: skip


def seeds() -> list[bytes]:
    """Files to start from: the examples, as often as all bad inputs; none over 40 kB."""
    sound = [*(TESTS.parent / "examples").glob("*.yaml")]
    bad = [*(TESTS / "bad_inputs").rglob("*.y*ml")]
    files = [*sound * (len(bad) // len(sound) + 1), *bad]
    return [p.read_bytes() for p in sorted(files) if p.stat().st_size <= 40_000]


def broken(chance: random.Random, pool: list[bytes]) -> bytes:
    """One file of the pool, changed in one to six places."""
    data = chance.choice(pool)
    if len(data) > 1_500 and chance.random() < 0.8:  # short files make many runs
        lines = data.splitlines(keepends=True)
        cut = chance.randint(0, len(lines))
        data = b"".join(lines[: min(cut, 60)])
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = _changed(chance, data, pool)
    return data


def _changed(chance: random.Random, data: bytes, pool: list[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((1, 1, 2, 8, 60)))
    way = chance.randrange(9)
    if way == 0:
        return data[:at] + data[end:]
    if way == 1:
        return data[:at] + chance.choice(SCRAPS) + data[at:]
    if way == 2:
        return data[:at] + chance.choice(SCRAPS) + data[end:]
    if way == 3:
        return data[:at] + chance.randbytes(end - at) + data[end:]
    if way == 4:
        return data[:end] + data[at:end] * chance.choice((1, 2, 30)) + data[end:]
    if way == 5:
        other = chance.choice(pool)
        cut = chance.randint(0, len(other))
        return data[:at] + other[cut : cut + 200] + data[end:]
    lines = data.splitlines(keepends=True) or [b""]
    if way > 6:  # another value behind a key
        i = chance.randrange(len(lines))
        key, colon, _ = lines[i].partition(b": ")
        lines[i] = key + colon + chance.choice(SCRAPS) + b"\n"
        return b"".join(lines)
    i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[i], lines[j] = lines[j], b" " * chance.randrange(4) + lines[i]
    return b"".join(lines)


def raw(text: str) -> bool:
    """Whether a message carries a character that may change the terminal."""
    return any(
        unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c != "\n" for c in text
    )


def main() -> int:
    """Run for the seconds given; 0 where nothing escaped."""
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=600)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance, pool, standard = random.Random(given.seed), seeds(), load_standard()
    outcomes: Counter[str] = Counter()
    escapes: list[str] = []
    begun = time.monotonic()
    while time.monotonic() - begun < given.seconds:
        data = broken(chance, pool)
        started = time.process_time()
        told = ""
        try:
            assessment = assessment_from(read_document(data, "试.yaml"), standard)
            outcomes["accepted"] += 1
            told = "".join(w.message + w.advice for w in assessment.warnings)
        except InputProblems as problems:
            outcomes["refused"] += 1
            told = "".join(
                "".join((p.message, p.advice, p.path, *p.excerpt)) for p in problems.problems
            )
        except Exception as crash:
            outcomes["crashed"] += 1
            escapes.append(f"{type(crash).__name__}: {crash} on {data!r}"[:3000])
        if raw(told):
            escapes.append(f"raw character in {told!r} on {data!r}"[:3000])
        if time.process_time() - started > TOO_LONG:
            escapes.append(f"too long on {data!r}"[:3000])
    for escape in escapes[:20]:
        print(escape)
    print(f"{outcomes.total()} executions, {dict(outcomes)}, {len(escapes)} escapes")
    return 1 if escapes else 0


if __name__ == "__main__":
    sys.exit(main())
