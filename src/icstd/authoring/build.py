"""Building the published edition from the sources of a standard.

The edition is one JSON file, the same bytes for the same sources, stamped
with the sha256 of its content.  Examples go into a file beside it: they are
for reading and testing, not for judging.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from ..clauses import examples as beside
from ..clauses.figures import verification_sentence
from ..clauses.load import HEAD, TAIL
from ..clauses.model import Chapter, Check, Clause, Provision, Standard
from ..rules.rulebook import Rulebook
from ..terms import CheckKind
from .encode import encoded
from .fingerprint import fingerprint


def completed(standard: Standard, book: Rulebook) -> Standard:
    """The standard with all that the sources do not repeat.

    Sections, clauses and chapters know their parts and the parts know them;
    a rule check lists the items its function reads; every provision carries
    its fingerprint; the notice ends with how far the text has been checked.
    """
    sections = tuple(
        replace(s, items=tuple(replace(i, section=s.id) for i in s.items))
        for s in standard.sections
    )
    chapters = tuple(
        replace(chapter, clauses=tuple(_clause(c, chapter, book) for c in chapter.clauses))
        for chapter in standard.chapters
    )
    clauses = [clause for chapter in chapters for clause in chapter.clauses]
    whole = replace(
        standard,
        sections=sections,
        chapters=chapters,
        provisions={p.id: p for clause in clauses for p in clause.provisions},
        items={i.id: i for section in sections for i in section.items},
        tables={t.id: t for section in sections for t in section.tables},
        clauses={clause.id: clause for clause in clauses},
    )
    return replace(whole, notice=f"{standard.notice}{verification_sentence(whole)}")


def _clause(clause: Clause, chapter: Chapter, book: Rulebook) -> Clause:
    return replace(
        clause, provisions=tuple(_provision(p, clause, chapter, book) for p in clause.provisions)
    )


def _provision(provision: Provision, clause: Clause, chapter: Chapter, book: Rulebook) -> Provision:
    rule = book.rules.get(provision.id)
    check: Check = provision.check
    if check.kind is CheckKind.RULE and rule is not None:
        check = replace(check, items=rule.items)
    whole = replace(provision, check=check, clause=clause.id, chapter=chapter.id)
    return replace(whole, fingerprint=fingerprint(whole))


def published(standard: Standard) -> bytes:
    """The bytes of the published edition of a completed standard."""
    body = "".join(_laid_out(_body(standard)))
    return (HEAD.format(digest=_digest(body)) + body + TAIL).encode()


def published_examples(standard: Standard) -> bytes:
    """The bytes of the examples that go beside the edition, by provision."""
    examples = {
        p.id: [encoded(example) for example in p.examples]
        for p in standard.provisions.values()
        if p.examples
    }
    whole = {"format": beside.FORMAT, "standard": standard.id, "examples": examples}
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def _body(standard: Standard) -> dict[str, Any]:
    """What the edition holds, in the order it is written."""
    return {
        **{
            key: getattr(standard, key)
            for key in ("id", "number", "title", "title_en", "encoding_version", "status")
        },
        "facts": standard.facts,
        "notice": standard.notice,
        "sources": [encoded(s) for s in standard.sources.values()],
        "sections": [_without(encoded(s), "section") for s in standard.sections],
        "balances": encoded(standard.balances),
        "chapters": [
            _without(encoded(c), "clause", "chapter", "examples") for c in standard.chapters
        ],
        "profiles": [encoded(standard.profiles[name]) for name in sorted(standard.profiles)],
        "withdrawn": standard.withdrawn,
        "terms": encoded(standard.terms),
        "annexes": encoded(standard.annexes),
        "frozen": standard.frozen,
        "retired": encoded(tuple(standard.retired.values())),
        "earlier": encoded(standard.earlier),
    }


def _without(data: Any, *keys: str) -> Any:
    """Plain data without keys that repeat where a thing stands."""
    if isinstance(data, dict):
        return {k: _without(v, *keys) for k, v in data.items() if k not in keys}
    return [_without(v, *keys) for v in data] if isinstance(data, list) else data


def _laid_out(data: Any, depth: int = 0) -> Iterator[str]:
    """JSON text with one line an item or provision, so that a diff shows which."""
    indent = " " * (depth + 1)
    if isinstance(data, dict) and _holds_lists(data):
        rows = [json.dumps(k, ensure_ascii=False) + ": " for k in data]
        values, brackets = list(data.values()), "{}"
    elif isinstance(data, list) and any(isinstance(v, dict) for v in data):
        rows, values, brackets = [""] * len(data), data, "[]"
    else:
        yield json.dumps(data, ensure_ascii=False, allow_nan=False)
        return
    yield brackets[0] + "\n"
    for i, (row, value) in enumerate(zip(rows, values, strict=True)):
        yield indent + row
        yield from _laid_out(value, depth + 1)
        yield ",\n" if i + 1 < len(values) else "\n"
    yield indent[1:] + brackets[1]


_BRANCHES = frozenset({"chapters", "clauses", "provisions", "sections", "items", "tables"})


def _holds_lists(data: dict[str, Any]) -> bool:
    """Whether an object is a branch (standard, chapter, clause, section), not a leaf."""
    return any(k in _BRANCHES and _of_objects(v) for k, v in data.items())


def _of_objects(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(v, dict) for v in value)
