"""A review as data: the JSON document `icstd-review/1`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..jsontext import listing
from .clauses import ClauseReview, Column
from .measure import Scale
from .parks import Group, ParkLine
from .stats import Interval
from .whole import Review

SCHEMA = "icstd-review/1"

_CELLS = ("both", "own", "auditor", "neither")
"""Whose verdict is 符合, in a table of own verdicts beside an auditor's."""

_DIGITS = 6
"""Decimals of shares and correlations: beyond any sample of parks."""


def review_document(review: Review) -> dict[str, Any]:
    """Everything the review found: shares are 0 … 1, None where too few parks."""
    standard = review.standard
    return {
        "schema": SCHEMA,
        "notice": standard.notice,
        "standard": {
            "id": standard.id,
            "number": standard.number,
            "title": standard.title,
            "encoding_version": standard.encoding_version,
            "digest": standard.digest,
        },
        "profile": review.profile,
        "anonymous": review.anonymous,
        "population": {
            "parks": len(review.selected.parks),
            "assessments": len(review.selected.counted()),
            "refused": len(review.refused),
        },
        "main": review.selected.main.value,
        "cautions": list(review.cautions),
        "notices": list(review.notices),
        "signals": [
            s._asdict() | {"p": s.p and float(f"{s.p:.6g}"), "margin": _rounded(s.margin)}
            for s in review.signals
        ],
        "together": [list(names) for names in review.together],
        "outliers": [o._asdict() for o in review.outliers],
        "clauses": [_clause(c) for c in review.clauses],
        "parks": [_park(line, anonymous=review.anonymous) for line in review.lines],
        "groupings": [
            {
                "side": g.side.value,
                "attribute": g.attribute,
                "hidden": g.hidden,
                "groups": [_group(x) for x in g.groups],
            }
            for g in review.groupings
        ],
        "years": [
            {"side": side.value, **_group(y)} for side, found in review.years.items() for y in found
        ],
        "comments": [{"side": side.value, **r._asdict()} for side, r in review.remarks],
        "refused": [{"file": r.file, "problems": list(r.problems)} for r in review.refused],
    }


def review_json(review: Review) -> bytes:
    """The document as UTF-8 JSON: the same parks give the same bytes."""
    return listing(review_document(review)).encode("utf-8")


def _clause(clause: ClauseReview) -> dict[str, Any]:
    provision = clause.provision
    return {
        "id": provision.id,
        "clause": provision.clause,
        "chapter": provision.chapter,
        "modality": provision.modality.value,
        "gist": provision.gist,
        "own": _column(clause.own),
        "others": _column(clause.others),
        "agreement": clause.pairs._asdict()
        | {"cells": dict(zip(_CELLS, clause.pairs.cells, strict=True))},
        "waived": clause.waived,
        "promises": [{"limit": _plain(d), "parks": n} for d, n in clause.promises],
        "scale": _scale(clause.scale),
        "sensitivity": [
            {"limit": _plain(s.limit), "passing": s.passing, "parks": s.parks}
            for s in clause.sensitivity
        ],
    }


def _scale(scale: Scale | None) -> dict[str, Any] | None:
    """How the limits of `sensitivity` are meant; `now` is null where parks set their own."""
    if scale is None:
        return None
    now = None if scale.now is None else _plain(scale.now)
    return {"bound": scale.bound, "unit": scale.unit, "now": now, "origin": scale.origin.value}


def _column(column: Column) -> dict[str, Any]:
    return {
        "selected": column.selected,
        "counts": {v.value: n for v, n in column.counts.items()},
        "judged": column.judged,
        "met": column.met,
        "coverage": _rounded(column.coverage),
        "applicability": _rounded(column.applicability),
        "rate": _interval(column.rate),
        "unproven": _rounded(column.unproven),
        "bounds": column.bounds and [_rounded(bound) for bound in column.bounds],
        "persistence": {"followed": column.followed, "lasting": column.lasting},
        "unpublished": column.unpublished,
        "comments": column.remarks,
    }


def _interval(interval: Interval | None) -> dict[str, float | None] | None:
    if interval is None:
        return None
    return {name: _rounded(value) for name, value in interval._asdict().items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _plain(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else str(value)


def _park(line: ParkLine, *, anonymous: bool) -> dict[str, Any]:
    facts = line.facts._asdict()
    if anonymous:  # blanked, and no use
        for name in ("file", "digest", "origin", "location", "industry", "size", "as_of"):
            del facts[name]
    chapters = {c: {v.value: n for v, n in sorted(t.items())} for c, t in line.chapters.items()}
    return {"side": line.side.value} | facts | {"chapters": chapters}


def _group(group: Group) -> dict[str, Any]:
    return group._asdict()
