"""Last year's answers are not this year's: counted, named and, in an audit, no ground for 符合."""

from __future__ import annotations

from dataclasses import replace

from loading import APPEALS, BASICS, HEAD, load
from tiny_standard import TINY

from icstd.clauses.model import EvidencePolicy, Profile, Standard
from icstd.evaluation import evaluate
from icstd.forms.carry import carried_over
from icstd.forms.progress import progress_lines, progress_of
from icstd.terms import Verdict
from icstd.yamlio import read_document

AUDIT = Profile("audit", "审核口径", "试用。", evidence=EvidencePolicy(enforce=True))
BARE = {i: replace(p, evidence=()) for i, p in TINY.provisions.items()}
STANDARD = replace(TINY, provisions=BARE)
CARRIED = f"{BASICS}    党组织形式: {{值: 党委, 待复核: 是}}\n    参与部门: [甲]\n"


def test_page_one_counts_what_rests_on_unreviewed_answers() -> None:
    (note,) = evaluate(load(CARRIED), TINY).notes
    assert "有 1 项答复沿用以前的填报" in note
    assert "有 1 条依据这些答复，尚未复核" in note
    assert evaluate(load(CARRIED.replace(", 待复核: 是", "")), TINY).notes == ()


def test_the_finding_says_that_its_answer_is_last_years() -> None:
    finding = evaluate(load(CARRIED), TINY).finding("W4.1")
    assert finding.verdict is Verdict.MET
    assert finding.facts[0].note == "待复核：沿用以前的填报"


def test_in_an_audit_an_unreviewed_answer_carries_no_verdict() -> None:
    report = evaluate(load(CARRIED), STANDARD, AUDIT)
    assert report.finding("W4.1").verdict is Verdict.INSUFFICIENT
    assert "还没有复核：党组织形式" in report.finding("W4.1").reason
    assert report.finding("W4.2").verdict is Verdict.MET


def test_check_says_it_too_and_names_contradictions() -> None:
    text = (
        f"{APPEALS}    受理问题数: {{值: 12, 待复核: 是}}\n    已回应问题数: 11\n    未到期数: 0\n"
    )
    lines = "\n".join(progress_lines(progress_of(load(text), TINY), TINY))
    assert "还标着“待复核”的有 1 项：受理问题数" in lines
    assert "数据矛盾有 1 处" in lines
    assert "受理问题的去向" in lines


def test_counts_of_a_day_or_a_period_are_not_carried_over() -> None:
    text = f"{BASICS}    企业总数: 64\n    党组织形式: 党委\n    成立日期: 2015-05-01\n"
    begun = carried_over(read_document(text.encode(), "去年.yaml"), TINY).document
    assert set(begun["填报"]["基本情况"]) >= {"成立日期"}
    assert "企业总数" not in begun["填报"]["基本情况"]


def asked_if(standard: Standard, item: str, condition: str) -> Standard:
    items = {**standard.items, item: replace(standard.items[item], asked_if=condition)}
    sections = tuple(
        replace(s, items=tuple(items[i.id] for i in s.items)) for s in standard.sections
    )
    return replace(standard, items=items, sections=sections)


def test_what_a_condition_leaves_without_object_is_not_asked() -> None:
    standard = asked_if(asked_if(TINY, "answered", "hotline"), "waiting", "answered")
    blank = progress_of(load(HEAD), standard).total
    denied = progress_of(load(f"{APPEALS}    有诉求电话: 否\n"), standard)
    assert denied.total == blank - 2
    assert progress_of(load(f"{APPEALS}    有诉求电话: 是\n"), standard).total == blank
    given = load(f"{APPEALS}    有诉求电话: 否\n    受理问题数: 3\n    已回应问题数: 0\n")
    answered = progress_of(given, standard)
    assert (answered.filled, answered.total) == (3, blank - 1)
