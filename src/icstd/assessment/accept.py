"""What a self-assessment made or changed by hand may say: what a file may say, no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..clauses.model import DataItem, Profile, Standard
from ..errors import InputProblems, Place, Problem, UsageProblem
from ..limits import EARLIEST_YEAR, LATEST_YEAR
from ..terms import AtLeast, Paper
from ..yamlio import Document, Map, Seq
from .asked import Asked
from .dump import as_typed
from .model import Answer, Judgement, SelfAssessment
from .parts import verdict_words
from .report import Report
from .texts import shown
from .values import read_value


def refuse_types(
    assessment: object,
    standard: object,
    profile: object,
    as_of: object,
    **ids: object,
) -> None:
    """TypeError naming the argument: a wrong type is a slip of the caller's, not of the park's."""
    wanted = {
        "assessment": (assessment, isinstance(assessment, SelfAssessment), "SelfAssessment"),
        "standard": (standard, isinstance(standard, Standard), "Standard"),
        "profile": (profile, isinstance(profile, str | Profile), "str or Profile"),
        "as_of": (as_of, as_of is None or type(as_of) is date, "datetime.date or None"),
    }
    for name, given in ids.items():
        listed = isinstance(given, Collection) and not isinstance(given, str | bytes)
        fits = listed and all(isinstance(i, str) for i in given)  # type: ignore[attr-defined]
        wanted[name] = (given, fits, "a collection of str")
    for name, (given, fits, kind) in wanted.items():
        if not fits:
            raise TypeError(f"evaluate(): {name} must be {kind}, not {type(given).__name__}")


def refuse_foreign(assessment: SelfAssessment, standard: Standard) -> None:
    """Raise UsageProblem where an assessment was made for another standard or encoding."""
    if assessment.standard not in (standard.number, standard.id):
        made, held = assessment.standard, standard.number
    elif assessment.encoding_version != standard.encoding_version:
        made = f"{assessment.standard} 编码版本 {assessment.encoding_version}"
        held = f"编码版本 {standard.encoding_version}"
    else:
        return
    raise UsageProblem(
        f"这份自评按 {made} 填，要判的是 {held}",
        "用 icstd.carry_over(自评, 标准) 带入，它会列明带不过来的内容",
    )


def refuse_unacceptable(assessment: SelfAssessment, standard: Standard, as_of: date | None) -> None:
    """Raise InputProblems with everything the loader would refuse; UsageProblem for `as_of`.

    as_of: the date to judge at, where it is not the assessment's own 评价日.
    """
    report = Report(Document(Map(), assessment.file or "（程序中的自评）"))
    period = assessment.period
    for label, day in (
        ("评价日", period.as_of),
        ("评价期起", period.start),
        ("评价期止", period.end),
    ):
        fault = day_fault(day)
        if fault:
            report.add("E-DATE-RANGE", Place(), ("评价", label), fault)
    report.close()
    if period.start > min(period.as_of, period.end):
        report.add("E-CONSISTENCY", Place(), ("评价",), "评价日或评价期止早于评价期起")
    items = dict(standard.items)
    if standard.supplement is not None:
        items |= standard.supplement.items
    when = as_of or period.as_of
    if as_of is not None:
        _refuse_day(as_of, assessment, items)
    for item_id, answer in assessment.answers.items():
        item = items.get(item_id)
        if item is None:
            report.add("E-UNKNOWN-KEY", answer.place, ("填报",), f"没有数据项{shown(item_id)}")
        elif answer.value is not None:
            _again(item, answer, report, when)
    report.close()


def _refuse_day(as_of: date, assessment: SelfAssessment, items: Mapping[str, DataItem]) -> None:
    """What the loader would refuse of a 评价日: out of range, or before what was filled in."""
    fault = day_fault(as_of)
    if fault:
        raise UsageProblem(f"评价日{fault}", "检查是否打错")
    if as_of < assessment.period.start:
        start = assessment.period.start
        raise UsageProblem(
            f"评价日 {as_of} 早于评价期起 {start}", "改评价日，或改填报文件里的评价期"
        )
    later = [
        f"{items[i].label} {a.value}"
        for i, a in assessment.answers.items()
        if i in items and isinstance(a.value, date) and a.value > as_of and not items[i].future
    ]
    if later:
        said = "、".join(later[:3]) + (f" 等 {len(later)} 项" if len(later) > 3 else "")
        message = f"评价日 {as_of} 早于填报的日期：{said}"
        raise UsageProblem(message, "那一天还没有这些事；按当时的情况另填一份，或改评价日")


def day_fault(day: date) -> str:
    """Why a date cannot be one of a park's, empty where it can."""
    if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return ""
    return f" {day} 不在 {EARLIEST_YEAR} 至 {LATEST_YEAR} 年之间"


def _again(item: DataItem, answer: Answer, report: Report, as_of: date) -> None:
    """Read an answer as if it were typed; what comes out has to be the answer."""
    value: Any = answer.value
    path = ("填报", item.label)
    if isinstance(value, datetime) or not _plain_type(value):
        report.add("E-TYPE", answer.place, path, f"不能是 {type(value).__name__}：{shown(value)}")
        return
    asked = Asked(item, answer.place, path, report, as_of)
    raw = as_typed(value, item.type)
    if isinstance(raw, dict):
        fields = Map()
        for key, part in raw.items():
            fields.put(key, part, answer.place, answer.place)
        raw = fields
    elif isinstance(raw, list):
        listed = Seq()
        for part in raw:
            listed.put(part, answer.place)
        raw = listed
    read = read_value(raw, asked)
    if read is not None and value not in (read, ()):
        report.add("E-TYPE", answer.place, path, f"{shown(value)}会读成{shown(read)}，直接写后者")


def _plain_type(value: object) -> bool:
    texts = isinstance(value, tuple) and all(isinstance(part, str) for part in value)
    return texts or isinstance(value, bool | int | Decimal | date | str | Paper | AtLeast)


def carry_over(assessment: SelfAssessment, standard: Standard) -> SelfAssessment:
    """A self-assessment of another standard or encoding, as one of `standard`.

    What is asked in both, and would be accepted here, is kept: answers,
    judgements (with the fingerprint of the wording they were made under),
    ledgers, evidence, comments.  Everything else is named: the result's
    `warnings` hold one W-RETIRED for each answer, judgement, ledger, column or
    comment that was lost.  Nothing is lost where both are the same.
    """
    if (assessment.standard, assessment.encoding_version) == (
        standard.number,
        standard.encoding_version,
    ):
        return assessment
    lost: list[Problem] = []

    def lose(place: Place, path: str, what: str, why: str) -> None:
        lost.append(Problem("W-RETIRED", assessment.file, place, path, f"{what}没有带入", why))

    answers = {}
    for id_, answer in assessment.answers.items():
        why = _unacceptable(answer, standard, assessment)
        if why:
            lose(answer.place, "填报", f"{id_}（{shown(answer.value)}）", why)
        else:
            answers[id_] = answer
    judgements = {}
    for id_, said in assessment.judgements.items():
        why = _unjudged(said, standard)
        if why:
            lose(said.place, "人工判定", id_, why)
        else:
            judgements[id_] = said
    for comment in assessment.comments:
        if comment.provision not in standard.provisions:
            lose(comment.place, "意见", comment.provision, "现行版本没有这一条")
    tables = {}
    for id_, rows in assessment.tables.items():
        if id_ not in standard.tables:
            lose(Place(), "台账", f"{id_}（{len(rows)} 行）", "现行版本没有这张台账")
            continue
        columns = {c.id for c in standard.tables[id_].columns}
        gone = sorted({c for row in rows for c in row.cells} - columns)
        for column in gone:
            lose(Place(), "台账", f"{id_} 的列 {column}", "现行版本没有这一列")
        tables[id_] = tuple(
            row._replace(cells={c: v for c, v in row.cells.items() if c in columns}) for row in rows
        )
    return replace(
        assessment,
        standard=standard.number,
        encoding_version=standard.encoding_version,
        answers=answers,
        judgements=judgements,
        comments=tuple(c for c in assessment.comments if c.provision in standard.provisions),
        tables=tables,
        warnings=(*assessment.warnings, *lost),
    )


def _unacceptable(answer: Answer, standard: Standard, assessment: SelfAssessment) -> str:
    """Why an answer is none of this standard's, empty where it is one."""
    item = standard.items.get(answer.item)
    if item is None:
        return "现行版本不再问这一项"
    report = Report(Document(Map(), assessment.file))
    _again(item, answer, report, assessment.period.as_of)
    try:
        report.close()
    except InputProblems as refused:
        return refused.problems[0].message
    return ""


def _unjudged(said: Judgement, standard: Standard) -> str:
    provision = standard.provisions.get(said.provision)
    if provision is None:
        return "现行版本没有这一条"
    if said.verdict not in verdict_words(provision).values():
        return f"现行版本这一条不能由人判为{said.verdict}"
    return ""
