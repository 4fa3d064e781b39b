"""A report in a notebook: rows for a data frame, and the trace of one finding."""

from __future__ import annotations

from ..conformance import ConformanceReport, Finding, combined
from ..text import visible
from .words import clause_name, fact_text, missing_text, need_text, own_text

Record = dict[str, str | bool | int]


def to_records(report: ConformanceReport) -> list[Record]:
    """One flat row a provision, in the standard's order: `pandas.DataFrame(to_records(r))`.

    Keys are Chinese, as in the forms; lists are joined with `；`.
    """
    return [_record(f, report) for f in report.findings]


def _record(finding: Finding, report: ConformanceReport) -> Record:
    provision, standard = finding.provision, report.standard
    return {
        "条款": provision.id,
        "章": provision.chapter,
        "题目": standard.clauses[provision.clause].title,
        "要点": provision.gist,
        "类型": provision.modality.value,
        "结果": finding.result.value,
        "结论": finding.verdict.value,
        "依据": finding.basis.value,
        "必备": finding.required,
        "差距": finding.is_gap,
        "理由": finding.reason,
        "数据": "；".join(fact_text(f, standard=standard) for f in finding.facts),
        "还差": "；".join(need_text(n, standard) for n in finding.needs),
        "缺的数据": missing_text(finding, standard),
        "证据": "、".join(finding.evidence),
        "缺的证据": "、".join(finding.evidence_missing),
        "自评结论": (finding.own_verdict or finding.verdict).value,
        "审核理由": finding.opinion.reason if finding.opinion else "",
    }


def explain(report: ConformanceReport, wanted: str) -> str:
    """How a verdict came about: clause, reading, facts with file:line, verdict, what it needs.

    wanted: id of a provision, or of a clause with several, then each part of it
    under the clause's own result.  Raises KeyError for what the report does not hold.
    """
    clause = report.standard.clauses.get(wanted)
    parts = report.of_clause(clause) if clause else ()
    if clause is None or len(parts) < 2:
        return _trace(report.finding(wanted), report)
    results = "，".join(f"{f.provision.id} {f.result}" for f in parts)
    head = f"{clause.id} {clause.title}：{combined(report.of_clause(clause)) or '没有要求或推荐'}"
    return "\n".join([f"{head}\n各项  {results}\n", *(_trace(f, report) for f in parts)])


def _trace(finding: Finding, report: ConformanceReport) -> str:
    standard = report.standard
    file = report.assessment.file
    check = _check(finding, report)
    parts = [
        ("要点", [finding.provision.gist]),
        ("类型", [f"{finding.provision.modality}（{finding.provision.modality.word}）"]),
        ("读法", [finding.provision.reading]),
        ("判定方法", check),
        ("数据", [fact_text(f, file, standard) for f in finding.facts]),
        ("缺的数据", [missing_text(finding, standard)]),
        ("结果", [f"{finding.result}（{finding.basis}）", own_text(finding)]),
        ("理由", [finding.reason]),
        ("审核意见", _opinion(finding)),
        ("偏离", _waiver(finding)),
        ("还差", [need_text(n, standard) for n in finding.needs]),
        ("缺的证据", list(finding.evidence_missing)),
    ]
    lines = [clause_name(finding, standard)]
    for label, texts in parts:
        said = [visible(t) for t in texts if t]
        if said:
            lines += [label, *(f"  {t}" for t in said)]
    return "\n".join(lines) + "\n"


def _check(finding: Finding, report: ConformanceReport) -> list[str]:
    from ..rules.describe import describe_check, describe_limits

    provision, standard = finding.provision, report.standard
    described = (describe_check(provision, standard), describe_limits(provision, standard))
    return [line for found in described for line in ([found] if isinstance(found, str) else found)]


def _opinion(finding: Finding) -> list[str]:
    opinion = finding.opinion
    if opinion is None:
        return []
    verdict = f"判为{opinion.verdict}" if opinion.verdict else "不改自评结论"
    method = f"，{opinion.method}" if opinion.method else ""
    seen = f"，看了 {'、'.join(opinion.seen)}" if opinion.seen else ""
    return [f"{opinion.role}{verdict}{method}{seen}：{opinion.reason}", opinion.sample]


def _waiver(finding: Finding) -> list[str]:
    waiver = finding.waiver
    if waiver is None:
        return []
    return [f"{waiver.approver}批准，{waiver.start} 至 {waiver.end}：{waiver.ground}"]
