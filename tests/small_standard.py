"""A small sound standard in sources, to be broken one way at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from icstd.authoring.build import completed
from icstd.authoring.lint import lint
from icstd.authoring.sources import read_sources
from icstd.clauses.model import Standard
from icstd.conformance import Outcome
from icstd.errors import Problem
from icstd.rules.rulebook import Rulebook, met, not_applicable, unmet

HOME = Path(__file__).with_name("small-1")
FILES = tuple(sorted(p.relative_to(HOME).as_posix() for p in HOME.rglob("*.yaml")))


def book() -> Rulebook:
    """The rules of the small standard, fresh, to be broken too."""
    rules = Rulebook("small-1")

    @rules.rule("W4.3")
    def every_issue_is_answered(accepted: int, answered: int, *, percent: int) -> Outcome:
        if accepted == 0:
            return not_applicable("没有问题")
        full = answered * 100 >= accepted * percent
        return met("都已回应") if full else unmet("没有都回应")

    @rules.counts("issues")
    def counted(rows: Sequence[object], *, as_of: date) -> dict[str, int]:
        return {"accepted": len(rows), "answered": 0, "waiting": 0}

    return rules


def written(folder: Path, **changed: tuple[str, str]) -> Path:
    """The sources in `folder`/small-1; `changed`: stem → (text, replacement)."""
    home = folder / "small-1"
    for name in FILES:
        text = (HOME / name).read_text(encoding="utf-8")
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before, after = changed.get(path.stem.replace("-", "_"), ("", ""))
        assert before in text, f"{name} 里没有 {before!r}"
        path.write_text(text.replace(before, after, 1) if before else text, encoding="utf-8")
    return home


def standard_of(home: Path, rules: Rulebook | None = None) -> Standard:
    """The completed standard of a folder."""
    return completed(read_sources(home).standard, rules or book())


def faults_of(home: Path, rules: Rulebook | None = None) -> tuple[Problem, ...]:
    """What lint finds in a folder."""
    sources = read_sources(home)
    known = rules or book()
    return lint(sources, completed(sources.standard, known), known)
