"""Which results are of one park, and which of several for one period counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .rows import ParkFacts, ParkResult


def told_apart(results: Sequence[ParkResult]) -> tuple[list[ParkResult], list[str]]:
    """The results with the place added to names that parks of several places bear; those names.

    A place that another ends with is the same one (北仑区, 宁波市北仑区).  A
    result without a place, or with one that several end with, keeps the bare
    name: it cannot be told whose it is.
    """
    places: dict[str, set[str]] = {}
    for result in results:
        places.setdefault(result.facts.park, set()).add(result.facts.location)
    full = {name: _full(given) for name, given in places.items()}
    shared = {name: given for name, given in full.items() if len(given) > 1}
    return [_named(r, shared.get(r.facts.park, ())) for r in results], sorted(shared)


def _full(places: set[str]) -> tuple[str, ...]:
    """The places that no other ends with."""
    return tuple(sorted(p for p in places if not any(o != p and o.endswith(p) for o in places)))


def _named(result: ParkResult, places: Sequence[str]) -> ParkResult:
    facts = result.facts
    meant = [p for p in places if p.endswith(facts.location)]
    if len(meant) != 1:
        return result
    return result._replace(facts=facts._replace(park=f"{facts.park}（{meant[0]}）"))


def latest_of_each_period(results: Iterable[ParkResult]) -> list[ParkResult]:
    """One result per park and period: the latest, ties broken by content."""
    newest: dict[tuple[str, str, str], ParkResult] = {}
    for result in results:
        facts = result.facts
        key = (facts.park, facts.start, facts.end)
        if key not in newest or _recency(facts) > _recency(newest[key].facts):
            newest[key] = result
    return sorted(newest.values(), key=lambda r: (r.facts.park, r.facts.end, r.facts.start))


def _recency(facts: ParkFacts) -> tuple[str, bool, str]:
    return facts.as_of, facts.audited, facts.digest
