"""JSON reports in a review: plain ones count as they stand, others are listed with the reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from running import icstd

from icstd.assessment.intake import load_assessment
from icstd.assessment.whatif import suppose
from icstd.audit.opinions import apply_audit
from icstd.audit.types import Audit, Deviation
from icstd.clauses.load import load_standard
from icstd.evaluation import evaluate
from icstd.jsontext import listing
from icstd.observations import SecondOpinion, Waiver
from icstd.report.document import report_document, result_digest
from icstd.review.rows import OTHERS, OWN, ParkResult, Refusal
from icstd.review.unit import Job, read_park
from icstd.review.whole import review
from icstd.terms import Verdict

PARK = Path(__file__).resolve().parents[1] / "examples" / "complete-park.yaml"
STANDARD = load_standard()
ASSESSMENT = load_assessment(PARK, STANDARD)
REPORT = evaluate(ASSESSMENT, STANDARD)


def written(folder: Path, document: dict[str, Any], name: str = "报告.json") -> str:
    """A report's file, sealed anew whatever was done to it."""
    document["result_digest"] = result_digest(document)
    file = folder / name
    file.write_text(json.dumps(document), "utf-8")
    return str(file)


def refusal(path: str) -> str:
    found = read_park(Job(path))
    assert isinstance(found, Refusal)
    return "\n".join(found.problems)


def test_a_plain_report_counts_as_the_file_it_was_made_from(tmp_path: Path) -> None:
    again, park = (
        read_park(Job(written(tmp_path, report_document(REPORT)))),
        read_park(Job(str(PARK))),
    )
    assert isinstance(again, ParkResult)
    assert isinstance(park, ParkResult)
    assert again.rows == park.rows
    assert again.facts.origin == park.facts.digest
    assert again.facts._replace(file="", digest="") == park.facts._replace(file="", digest="")


def assumed() -> dict[str, Any]:
    return report_document(evaluate(suppose(ASSESSMENT, STANDARD, 专职工作人员数=0), STANDARD))


def partial() -> dict[str, Any]:
    return report_document(evaluate(ASSESSMENT, STANDARD, select=["W6"]))


def otherwise() -> dict[str, Any]:
    return report_document(evaluate(ASSESSMENT, STANDARD, "audit"))


@pytest.mark.parametrize(
    ("made", "reason", "cure"),
    [
        (assumed, "假设出来的结果（专职工作人员数=0）", "--set"),
        (partial, "没有评全部条款（只评 W6）", "--select"),
        (otherwise, "口径是“audit”，这次汇总按“default”", "--profile"),
    ],
)
def test_what_is_no_plain_self_assessment_is_listed_and_never_displaces_one(
    tmp_path: Path, made: Callable[[], dict[str, Any]], reason: str, cure: str
) -> None:
    odd = written(tmp_path, made())
    said = refusal(odd)
    assert reason in said
    assert cure in said
    run = icstd("review", PARK, odd, "-o", tmp_path / "r.json")
    assert run.code == 3
    assert reason in run.err
    found = json.loads((tmp_path / "r.json").read_bytes())
    assert found["population"] == {"parks": 1, "assessments": 1, "refused": 1}
    alone = icstd("review", PARK, "-o", tmp_path / "a.json")
    assert alone.code == 0
    assert found["clauses"] == json.loads((tmp_path / "a.json").read_bytes())["clauses"]


def test_a_report_of_the_audit_profile_counts_where_that_profile_is_asked_for(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, otherwise())
    assert isinstance(read_park(Job(path, profile="audit")), ParkResult)
    assert len(review([path], profile="audit").selected.parks) == 1


def twice(d: dict[str, Any]) -> None:
    d["findings"].append(d["findings"][0])


def unknown_provision(d: dict[str, Any]) -> None:
    d["findings"][0]["id"] = "W99"


def one_missing(d: dict[str, Any]) -> None:
    d["findings"].pop()


def other_limits(d: dict[str, Any]) -> None:
    d["profile"]["params"] = {"W7.7b.days": 1}


def other_edition(d: dict[str, Any]) -> None:
    d["standard"]["digest"] = "0" * 64


def no_such_day(d: dict[str, Any]) -> None:
    d["as_of"] = "2026-02-30"


def month_99(d: dict[str, Any]) -> None:
    d["assessment"]["end"] = "9999-99-99"


def year_0(d: dict[str, Any]) -> None:
    d["assessment"]["start"] = "0000-01-01"


def half_a_pair(d: dict[str, Any]) -> None:
    d["park"]["name"] = "\ud800甲"


def turned_round(d: dict[str, Any]) -> None:
    d["assessment"]["start"], d["assessment"]["end"] = "2025-12-31", "2025-01-01"


def no_verdict(d: dict[str, Any]) -> None:
    d["findings"][3]["verdict"] = "大概符合"


def beyond_numbers(d: dict[str, Any]) -> None:
    d["findings"][0]["facts"] = [{"item": "enterprises_total", "label": "", "value": float("inf")}]


def strange_comment(d: dict[str, Any]) -> None:
    d["comments"] = [{"provision": "", "kind": "过严", "text": "说明"}]


SPOILT = (
    twice, unknown_provision, one_missing, other_limits, other_edition, no_such_day, month_99,
    year_0, half_a_pair, no_verdict, beyond_numbers, strange_comment, turned_round,
)  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda f: f.__name__)
def test_a_spoilt_report_is_listed_and_the_others_count(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None]
) -> None:
    document = report_document(REPORT)
    spoil(document)
    with suppress(ValueError):  # of a number that JSON does not know there is no digest
        document["result_digest"] = result_digest(document)
    bad = tmp_path / "坏.json"
    bad.write_text(json.dumps(document), "utf-8")
    run = icstd("review", PARK, bad, "-o", tmp_path / "r.json")
    assert run.code == 3, run
    assert "坏.json" in run.err
    found = json.loads((tmp_path / "r.json").read_bytes())
    assert found["population"] == {"parks": 1, "assessments": 1, "refused": 1}
    assert found["refused"][0]["problems"]


def test_a_report_edited_by_hand_is_refused(tmp_path: Path) -> None:
    text = listing(report_document(REPORT))
    bad = tmp_path / "改.json"
    bad.write_text(text.replace('"verdict": "不符合"', '"verdict": "符合"', 1), "utf-8")
    assert "与它的摘要不符" in refusal(str(bad))


def opinion(verdict: Verdict | None) -> SecondOpinion:
    return SecondOpinion(verdict, "看了原件", "审核员")


def test_what_the_auditor_said_stands_apart_from_a_deviation_and_from_a_bare_remark(
    tmp_path: Path,
) -> None:
    met = [f.provision.id for f in REPORT.deciding if f.verdict is Verdict.MET]
    lowered, remarked = met[0], met[1]
    unmet = next(f.provision.id for f in REPORT.deciding if f.verdict is Verdict.UNMET)
    span = (date(2000, 1, 1), date(2100, 1, 1))
    waivers = tuple(Deviation(i, Waiver("区经信局", "在建", *span)) for i in (lowered, unmet))
    audit = Audit(
        REPORT.as_of,
        ("审核员",),
        {lowered: opinion(Verdict.UNMET), remarked: opinion(None)},
        waivers,
    )
    audited = apply_audit(REPORT, audit)
    assert audited.finding(lowered).verdict is Verdict.UNMET
    path = written(tmp_path, report_document(audited))
    result = read_park(Job(path))
    assert isinstance(result, ParkResult)
    rows = {row.provision: row for row in result.rows}
    assert (rows[lowered].own, rows[lowered].auditor, rows[lowered].waived) == (
        "符合", "不符合", True,
    )  # fmt: skip
    assert (rows[remarked].own, rows[remarked].auditor) == ("符合", "")
    assert (rows[unmet].own, rows[unmet].auditor, rows[unmet].waived) == ("不符合", "", True)
    assert result.facts.sides == (OWN, OTHERS)
    clauses = {c.provision.id: c for c in review([path]).clauses}
    seen = clauses[lowered]
    assert (seen.pairs.judged, seen.pairs.raised, seen.pairs.lowered) == (1, 0, 1)
    assert seen.waived == 1
    assert (clauses[remarked].pairs.judged, clauses[unmet].pairs.judged) == (0, 0)
    assert clauses[unmet].own.counts[Verdict.UNMET] == 1


def test_an_audited_third_party_assessment_is_the_word_of_others_only(tmp_path: Path) -> None:
    first = next(f.provision.id for f in REPORT.deciding if f.verdict is Verdict.MET)
    document = report_document(
        apply_audit(REPORT, Audit(REPORT.as_of, (), {first: opinion(Verdict.UNMET)}))
    )
    document["assessment"]["party"] = "第三方评价"
    found = review([written(tmp_path, document)])
    assert {c.own.selected for c in found.clauses} == {0}
    assert {c.others.selected for c in found.clauses} == {1}
    clause = next(c for c in found.clauses if c.provision.id == first)
    assert clause.others.counts[Verdict.UNMET] == 1
    assert clause.pairs.judged == 0
