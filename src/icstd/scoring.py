"""icstd's own score, and which gaps to close first.

Neither is part of the standard.  The score is off by default: counts and
必备条款 lead, the score comes second, with its policy printed and unknowns as
an interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .clauses.model import Scoring
from .conformance import ConformanceReport, Finding, count_verdicts
from .terms import Effort, Verdict

UNDECIDED = "未定"
_TENTH = Decimal("0.1")


class Score(NamedTuple):
    """Per cent of what counts, to a tenth, ROUND_HALF_UP.

    value: under the policy; low, high: with every unknown taken as 不符合 or
    as 符合; band: its name, 未定 where the interval crosses a boundary, empty
    where the profile has no bands.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    band: str


def score_counts(counts: dict[Verdict, int], policy: Scoring) -> Score | None:
    """Score the counts of units under a policy; None where nothing counts."""
    met = Decimal(counts[Verdict.MET]) + policy.partial * counts[Verdict.PARTLY]
    total = counts[Verdict.MET] + counts[Verdict.PARTLY] + counts[Verdict.UNMET]
    if policy.not_applicable == "met":
        met += counts[Verdict.NOT_APPLICABLE]
        total += counts[Verdict.NOT_APPLICABLE]
    unknown = counts[Verdict.INSUFFICIENT] + counts[Verdict.UNEVALUATED]
    if total + unknown == 0:
        return None
    low = _percent(met, total + unknown)
    high = _percent(met + unknown, total + unknown)
    value = low if policy.unknown == "fail" or total == 0 else _percent(met, total)
    bands = {_band(low, policy), _band(high, policy)}
    return Score(value, low, high, bands.pop() if len(bands) == 1 else UNDECIDED)


def score(report: ConformanceReport, policy: Scoring | None = None) -> Score | None:
    """Score a report's 要求 and 指示; the profile's policy unless one is given."""
    return score_counts(count_verdicts(report.deciding), policy or report.profile.scoring)


def policy_text(policy: Scoring) -> str:
    """The policy in one Chinese sentence, printed beside every score."""
    absent = "不计入" if policy.not_applicable == "exclude" else "视同符合"
    unknown = "按不符合计" if policy.unknown == "fail" else "不计入"
    worth = f"{policy.partial.normalize():f}"
    rule = f"部分符合计 {worth}，不适用{absent}，证据不足和未评价{unknown}"
    return f"{rule}；本得分为 icstd 自定，不属于标准内容"


def _percent(part: Decimal, whole: int) -> Decimal:
    return (part * 100 / whole).quantize(_TENTH, ROUND_HALF_UP)


def _band(value: Decimal, policy: Scoring) -> str:
    return next((name for name, least in policy.bands if value >= least), "")


class Step(NamedTuple):
    """One of 先做这几件: the gap to close, and how many would then be left.

    score: under the profile's policy once this and all earlier steps are done.
    """

    finding: Finding
    gaps_left: int
    score: Score | None


def first_steps(report: ConformanceReport, band: str | None = None) -> Sequence[Step]:
    """先做这几件: gaps in a stable greedy order towards a stated target.

    必备 first, then least effort, then clause order; until every 要求/指示 gap
    is closed or, where `band` is named, until that band's least score is
    reached.  Greedy: not proved to be the cheapest way.

    Raises KeyError when the profile has no such band.
    """
    efforts = list(Effort)
    gaps = sorted(
        (f for f in report.findings if f.is_gap),
        key=lambda f: (not f.required, efforts.index(f.provision.effort)),
    )
    policy = report.profile.scoring
    goal = dict(policy.bands)[band] if band is not None else None
    counts = count_verdicts(report.deciding)
    steps: list[Step] = []
    for left, finding in zip(range(len(gaps) - 1, -1, -1), gaps, strict=True):
        now = score_counts(counts, policy)
        if goal is not None and now is not None and now.value >= goal:
            break
        counts[finding.verdict] -= 1
        counts[Verdict.MET] += 1
        steps.append(Step(finding, left, score_counts(counts, policy)))
    return steps
