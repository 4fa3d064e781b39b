"""Running the examples that stand beside the clauses.

An example says what a park would type and what comes of it.  It goes through
the loader like any park's file and is judged on its own facts: balances whose
other items it leaves out do not hold it up.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ..assessment.asked import Asked
from ..assessment.load import assessment_from
from ..assessment.model import SelfAssessment
from ..assessment.report import Report
from ..assessment.values import read_value
from ..clauses.model import DataItem, Example, Provision, Standard
from ..conformance import Outcome
from ..errors import InputProblems, Place
from ..rules.consistency import examine
from ..rules.decide import decide
from ..rules.facts import Doubt, Facts
from ..rules.rulebook import Rulebook
from ..terms import Value
from ..yamlio import Document, Map, Seq

PERIOD = date(2025, 1, 1), date(2025, 12, 31)
"""The period every example is about."""

PROOF = "E1"
"""The evidence that every judged example cites."""


class Refused(ValueError):
    """An example holds what no park could hand in; the text says what."""


def outcome_of(
    provision: Provision, example: Example, standard: Standard, book: Rulebook
) -> Outcome:
    """What comes of an example.  Raises Refused."""
    park = _handed_in(provision, example, standard)
    values = {a.item: a.value for a in park.answers.values() if a.value is not None}
    as_of = park.period.as_of
    facts = Facts(
        items=standard.items,
        values=values,
        as_of=as_of,
        start=PERIOD[0],
        end=PERIOD[1],
        params={name: Decimal(value) for name, value in example.params.items()},
        judgements=park.judgements,
        doubts=_clashes(standard, park, values, as_of),
    )
    return decide(provision, facts, book)


def check_answer(item: DataItem, typed: object) -> None:
    """Raises Refused where no park could hand in this answer."""
    report = Report(Document(Map(), item.id))
    read_value(_tree(typed), Asked(item, Place(), (), report, None))
    try:
        report.close()
    except InputProblems as fault:
        raise _refused(fault) from fault


def _handed_in(provision: Provision, example: Example, standard: Standard) -> SelfAssessment:
    """The example as a park's self-assessment."""
    stray = [name for name in example.given if name not in _bearing(provision, standard)]
    if stray:
        raise Refused(f"本条不用数据项“{stray[0]}”")
    titles = {section.id: section.title for section in standard.sections}
    answers: dict[str, dict[str, object]] = {}
    for name, typed in example.given.items():
        answers.setdefault(titles[standard.items[name].section], {})[name] = typed
    written: dict[str, object] = {
        "标准": standard.number,
        "编码版本": standard.encoding_version,
        "园区": {"名称": "示例园区"},
        "评价": {
            "评价日": example.as_of,
            "评价期起": PERIOD[0].isoformat(),
            "评价期止": PERIOD[1].isoformat(),
        },
        "填报": answers,
    }
    if example.judged is not None:
        said = {"结论": example.judged, "说明": "示例", "证据": [PROOF]}
        written |= {"人工判定": {provision.id: said}, "证据": {PROOF: {"名称": "示例材料"}}}
    try:
        return assessment_from(Document(_tree(written), provision.id), standard)
    except InputProblems as fault:
        raise _refused(fault) from fault


def _refused(fault: InputProblems) -> Refused:
    return Refused("；".join(problem.message for problem in fault.problems))


def _tree(data: object) -> Any:
    """Plain data as the reader of files gives it."""
    if isinstance(data, dict):
        mapping = Map()
        for key, value in data.items():
            mapping.put(key, _tree(value), Place(), Place())
        return mapping
    if isinstance(data, list | tuple):
        sequence = Seq()
        for value in data:
            sequence.put(_tree(value), Place())
        return sequence
    return data


def _bearing(provision: Provision, standard: Standard) -> set[str]:
    """Items the provision reads, and those that must balance with them."""
    read = set(provision.reads)
    sums = ({*balance.left, *balance.right} for balance in standard.balances)
    return read.union(*(members for members in sums if members & read))


def _clashes(
    standard: Standard, park: SelfAssessment, values: dict[str, Value], as_of: date
) -> dict[str, Doubt]:
    """Answers of the example that contradict each other."""
    _, doubts = examine(standard, park, values, as_of)
    return {item: doubt for item, doubt in doubts.items() if doubt.contradictory}
