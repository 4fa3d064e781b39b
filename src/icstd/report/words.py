"""Sentences that every report shares, so that all forms say the same thing."""

from __future__ import annotations

from ..clauses.model import Standard
from ..conformance import ConformanceReport, Finding, Need, NeedKind
from ..errors import Place
from ..observations import Contradiction
from ..rules.facts import show
from ..support import Fact, Support
from ..terms import Effect, Verdict
from .numbers import figures, filled

NOT_AN_ERROR = "退出码 1 表示有要求未达到或尚不能判定，不是程序错误。"
"""Said wherever a run ends with exit code 1."""


def place_text(place: Place, file: str) -> str:
    """`park.yaml:14:3`, `form.xlsx:诉求办理!C7`; empty where there is no place."""
    return place.in_file(file) if place.line or place.cell else ""


def fact_text(fact: Fact, file: str = "", standard: Standard | None = None) -> str:
    """`受理问题数 128 件（park.yaml:14:3，证据 E1）`."""
    marks = [place_text(fact.place, file)] if file else []
    if fact.from_table:
        tables = standard.tables if standard else {}
        known = tables.get(fact.from_table)
        marks.append(f"按{known.label if known else fact.from_table}统计")
    if fact.evidence:
        marks.append("证据 " + "、".join(fact.evidence))
    if fact.note:
        marks.append(f"说明：{fact.note}")
    inside = "，".join(m for m in marks if m)
    return f"{fact.label} {show(fact.value, fact.unit)}" + (f"（{inside}）" if inside else "")


def label_of(item: str | None, standard: Standard) -> str:
    """The label of a data item; the id itself where the edition has no such item."""
    known = standard.items.get(item or "")
    return known.label if known else item or ""


def need_text(need: Need, standard: Standard) -> str:
    """`已回应问题数：还差 3 件（达到 128 件）`: one step towards 符合."""
    label = label_of(need.item, standard)
    unit = need.unit
    if need.kind is NeedKind.AT_LEAST:
        lacking = f"还差 {show(need.amount, unit)}" if need.amount is not None else "需要补足"
        return f"{label}：{lacking}（达到 {show(need.low, unit)}）"
    if need.kind is NeedKind.AT_MOST:
        surplus = f"还要减少 {show(need.amount, unit)}" if need.amount is not None else "需要压减"
        return f"{label}：{surplus}（不超过 {show(need.high, unit)}）"
    if need.kind is NeedKind.DATE:
        return f"{label}：{_dates(need)}"
    if need.kind is NeedKind.SET:
        return f"{label}：{_choice(need)}"
    if need.kind is NeedKind.JUDGE:
        return f"待判定：{need.note}"
    return f"补交证据：{need.note}"


def _dates(need: Need) -> str:
    if need.low is not None and need.high is not None:
        return f"日期应在 {show(need.low)} 至 {show(need.high)} 之间"
    if need.low is not None:
        return f"日期不早于 {show(need.low)}"
    if need.high is not None:
        return f"做到后填日期，不晚于 {show(need.high)}"
    return "需要填日期"


def _choice(need: Need) -> str:
    if need.values == (True,):
        return "需要做到（能如实填“是”）"
    words = "、".join(show(v) for v in need.values)
    return f"需要做到下列之一：{words}" if len(need.values) > 1 else f"需要做到“{words}”"


def counts_text(counts: dict[str, int]) -> str:
    """`符合 48 条，不符合 4 条`: what is zero is left out."""
    return "，".join(f"{word} {n} 条" for word, n in counts.items() if n)


def conclusion(report: ConformanceReport) -> str:
    """The conclusion in one paragraph, with its counts."""
    numbers = figures(report)
    deciding = numbers.deciding
    sentences = [_verdict_sentence(report)]
    if not report.conforms:
        sentences.append(rests_on(report))
    if deciding.total:
        sentences.append(f"要求和指示共 {deciding.total} 条：{counts_text(deciding.counts)}。")
    if numbers.recommended.total:
        sentences.append(
            f"推荐共 {numbers.recommended.total} 条：{counts_text(numbers.recommended.counts)}"
            "，不影响上述结论。"
        )
    waived = [f.provision.id for f in report.findings if f.waiver is not None]
    if waived:
        sentences.append(
            f"其中 {len(waived)} 条经批准偏离（{'、'.join(waived)}），结论不因批准而改变。"
        )
    if report.emptied:
        sentences.append(f"要求和指示中不适用的，{emptied_text(report)}。")
    if report.selection:
        sentences.append(f"本次{report.selection}，不是全部条款。")
    return "".join(sentences)


def rests_on(report: ConformanceReport) -> str:
    """`判为符合的 45 条中，28 条只凭自报有无，14 条一次、一家即可，45 条没有佐证。`

    A first-party statement says what it rests on (ISO/IEC 17050, GB/T 27050).
    """
    met = [f for f in report.deciding if f.verdict is Verdict.MET]
    counted = (
        (sum(f.support is Support.STATEMENT for f in met), "只凭自报有无"),
        (sum(f.support is Support.ONE for f in met), "只达到最低读法（有一次、一家即可）"),
        (sum(f.support is Support.PERSON for f in met), "由人判定"),
        (sum(bool(f.evidence_missing) or not f.evidence for f in met), "没有列出应有的佐证"),
    )
    said = "，".join(f"{n} 条{words}" for n, words in counted if n)
    return f"判为符合的 {len(met)} 条中，{said}。" if met and said else ""


def no_gap_text(report: ConformanceReport) -> str:
    """What stands where gaps would: never “none” of what was not judged."""
    judged = sum(f.verdict.judged for f in report.deciding)
    unknown = sum(f.verdict.unknown for f in report.deciding)
    if not judged:
        return "没有一条要求可以判定，因此列不出差距。"
    left = f"；另有 {unknown} 条还没有判定，有没有差距还说不了" if unknown else ""
    return f"已判定的 {judged} 条要求未见差距{left}。"


def emptied_text(report: ConformanceReport) -> str:
    """`因“受理问题数”为 0 的 5 条`: what fell to 不适用, and through which answer."""
    parts = []
    for item, found in report.emptied.items():
        fact = next((f for f in found[0].facts if f.item == item), None)
        answer = show(fact.value, fact.unit) if fact else "无"
        parts.append(f"因“{label_of(item, report.standard)}”为 {answer} 的 {len(found)} 条")
    return "、".join(parts)


def _verdict_sentence(report: ConformanceReport) -> str:
    if not report.deciding:
        return "本次没有评价任何要求或指示，对是否符合不作结论。"
    if not report.decided:
        return "尚无可判条款：填报内容不足以判定任何一条要求，不能得出符合的结论。"
    if report.conforms:
        told = rests_on(report).removesuffix("。")
        return f"适用的要求和指示都判为符合{'，但' + told if told else ''}。"
    gaps = len(report.gaps)
    unknown = sum(1 for f in report.deciding if f.verdict.unknown)
    parts = [f"{gaps} 条要求没有达到" if gaps else "", f"{unknown} 条尚不能判定" if unknown else ""]
    return f"还不能认为符合：有 {'，'.join(p for p in parts if p)}。"


def filled_text(report: ConformanceReport) -> str:
    """`已填 83 项，共 146 项`."""
    done, total = filled(report)
    return f"已填 {done} 项，共 {total} 项"


def clause_name(finding: Finding, standard: Standard) -> str:
    """`W6.8 问题回应`: the provision's number and the title of its clause."""
    clause = standard.clauses.get(finding.provision.clause)
    return f"{finding.provision.id} {clause.title}" if clause else finding.provision.id


def missing_text(finding: Finding, standard: Standard) -> str:
    """`“受理问题数”、“已回应问题数”`: the answers that would settle an unknown."""
    return "、".join(f"“{label_of(i, standard)}”" for i in finding.missing)


def contradiction_text(found: Contradiction, file: str) -> str:
    """What clashes, where it stands, and what that does to the verdicts."""
    places = "、".join(p for p in (place_text(p, file) for p in found.places) if p)
    where = f"（{places}）" if places else ""
    return f"{found.kind}：{found.message}{where}。{effect_text(found)}"


def effect_text(found: Contradiction) -> str:
    """What a contradiction did to the verdicts: only what was tried is said."""
    resting = "、".join(found.provisions)
    if found.effect is Effect.STANDS:
        return "各种算法都判过，结论一样。"
    if found.effect is Effect.KEPT:
        return f"台账计入的行已经显示没有达到的条款（{resting}），仍按没有达到判。"
    if found.effect is Effect.TAINTED and resting:
        return f"依据这些数据的条款（{resting}）不作符合与否的判定。"
    return "" if found.effect is Effect.TAINTED else "这一处只作提示，没有据此改变判定。"


def own_text(finding: Finding) -> str:
    """What stood before an auditor or a waiver changed it; empty where nothing did."""
    own: Verdict | None = finding.own_verdict
    return f"园区自评为{own}" if own is not None and own is not finding.verdict else ""
