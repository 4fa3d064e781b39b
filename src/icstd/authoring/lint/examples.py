"""Examples: each comes out as written, and together they show both ways."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...clauses.model import Provision
from ...errors import Problem
from ...terms import CheckKind, Modality, Verdict, result_of
from ..witness import Refused, outcome_of
from .case import Case


def incomplete(case: Case) -> Iterator[Problem]:
    """Computed provisions whose examples do not show each way it can go."""
    for provision in case.standard.provisions.values():
        if provision.check.by_person or provision.modality is Modality.STATEMENT:
            continue
        shown = {example.result for example in provision.examples}
        ways = [Verdict.MET, Verdict.UNMET]
        if may_be_inapplicable(case, provision):
            ways.append(Verdict.NOT_APPLICABLE)
        for verdict in ways:
            result = result_of(provision.modality, verdict)
            if result.value not in shown:
                text = f"缺一个结果为“{result}”的示例。"
                yield case.fault("provision", provision.id, text, "examples")


def failing(case: Case, unsound: Collection[str]) -> Iterator[Problem]:
    """Examples that do not come out as written; unsound provisions are left out."""
    for provision in case.standard.provisions.values():
        if provision.id not in unsound:
            yield from _run(case, provision)


def may_be_inapplicable(case: Case, provision: Provision) -> bool:
    """Whether some facts make the provision 不适用."""
    if provision.modality is Modality.PERMISSION:
        return False
    rule = case.book.rules.get(provision.id)
    return (
        provision.check.when_zero is Verdict.NOT_APPLICABLE
        or provision.applies_if is not None
        or provision.not_applicable_allowed
        or (
            provision.check.kind is CheckKind.RULE
            and rule is not None
            and "not_applicable" in rule.function.__code__.co_names
        )
    )


def _run(case: Case, provision: Provision) -> Iterator[Problem]:
    for place, example in enumerate(provision.examples):
        try:
            found = outcome_of(provision, example, case.standard, case.book)
        except Refused as why:
            text = f"示例不能照填：{why}。"
            yield case.fault("provision", provision.id, text, "examples", place)
            continue
        result = result_of(provision.modality, found.verdict)
        if result.value != example.result:
            text = f"示例写“{example.result}”，判定得“{result}”：{found.reason}。"
            yield case.fault("provision", provision.id, text, "examples", place)
