"""A small report in code: every result, every section, and hostile texts on request.

Built without the engine, so that the golden files change only when what a
report says or how it looks changes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from icstd.assessment.model import (
    Answer,
    Comment,
    Evidence,
    Park,
    Period,
    SelfAssessment,
)
from icstd.clauses.model import (
    Chapter,
    Check,
    Clause,
    DataItem,
    EvidenceDemand,
    ModalityBasis,
    Profile,
    Provision,
    Scoring,
    Section,
    Source,
    SourceRef,
    Standard,
    Verifiability,
)
from icstd.conformance import (
    ConformanceReport,
    Fact,
    Finding,
    Need,
    NeedKind,
    SecondOpinion,
    Waiver,
)
from icstd.errors import Place, Problem
from icstd.observations import Contradiction
from icstd.terms import (
    Basis,
    CheckKind,
    CommentKind,
    Effort,
    EvidenceLevel,
    EvidenceType,
    ItemType,
    Method,
    Modality,
    Party,
    Verdict,
)

AS_OF = date(2026, 3, 1)

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "=cmd|' /C calc'!A0",
    '@SUM(1)&"[red]"',
    '[red]红[/red] [/x] :warning: #import "x" $1+1$ *粗* _斜_',
    "\x1b[31m红字\x1b[0m\x07\x00",
    "翻\u202e转\u2066隔离\u2069\u200b零宽\ufeff",
    "L" * 10_000,
    "𠮷𡈽㛃喆😀👨‍👩‍👧é\u0301\u0302\u0303\u0304\u0305",
    "长" * 10_000,
    "{{ 7*7 }}{% raw %}",
    "第一行\n第二行\r\n\t第三行",
    "]]>&amp;<!--\ufffe\uffff\ud800",
)
"""What nobody should write in a field and somebody will."""

_PLAIN = (
    "示例工业社区", "宁波市北仑区", "模具", "社区专员", "2025 年诉求台账", "附件/台账.xlsx",
    "专职人员如何认定不明确", "截至年底", "受理与去向对不上", "没有复核", "逐件核对",
    "档案 2024-17",
)  # fmt: skip

ITEMS = (
    DataItem("center", "设有社区服务中心", ItemType.YES_NO, "", True, "place"),
    DataItem("accepted", "受理问题数", ItemType.COUNT, "", 12, "issues", "件"),
    DataItem("answered", "已回应问题数", ItemType.COUNT, "", 12, "issues", "件"),
    DataItem("promise", "承诺办理天数", ItemType.COUNT, "", 7, "issues", "天", commitment=True),
)

_M = Modality
_V = Verdict
_PROVISIONS = (
    ("W5.1", _M.REQUIREMENT, "应设立社区服务中心。", "center"),
    ("W5.2", _M.PERMISSION, "中心可与园区管理机构合署办公。", "center"),
    ("W5.10a", _M.RECOMMENDATION, "宜公示服务事项。", "center"),
    ("W5.10b", _M.RECOMMENDATION, "宜公示办理流程。", "center"),
    ("W6.1", _M.REQUIREMENT, "每家企业应有联系人。", "accepted"),
    ("W6.8", _M.REQUIREMENT, "企业提出的每个问题都应得到回应。", "answered"),
    ("W6.9", _M.RECOMMENDATION, "宜公布办理时限。", "promise"),
    ("W6.10", _M.RECOMMENDATION, "宜按公布的时限办结。", "promise"),
    ("W6.11", _M.REQUIREMENT, "应有分级流转办法。", "accepted"),
    ("W6.13", _M.REQUIREMENT, "协调的问题应有结果记录。", "accepted"),
    ("W6.14", _M.INSTRUCTION, "将问题反馈给职能部门。", "accepted"),
    ("W6.30", _M.STATEMENT, "服务机制由走访和受理组成。", "accepted"),
)
_VERDICTS = (
    _V.MET, _V.MET, _V.MET, _V.UNMET, _V.NOT_APPLICABLE, _V.UNMET,
    _V.PARTLY, _V.INSUFFICIENT, _V.PARTLY, _V.INSUFFICIENT, _V.UNEVALUATED, _V.UNEVALUATED,
)  # fmt: skip


def sample(
    texts: tuple[str, ...] = _PLAIN, *, audited: bool = False, scored: bool = False
) -> ConformanceReport:
    """A report with every result.

    texts: what stands in the free fields.  audited: with a second opinion and
    a waiver.  scored: under a profile that counts points.
    """
    standard = _standard()
    profile = standard.profiles["default"]
    if scored:
        bands = (("良好", Decimal(80)), ("合格", Decimal(50)))
        profile = replace(profile, scoring=Scoring(enabled=True, bands=bands))
    findings = tuple(_finding(standard, n, texts) for n in range(len(_PROVISIONS)))
    if audited:
        findings = tuple(map(_audit, findings))
    return ConformanceReport(
        standard=standard,
        profile=profile,
        assessment=_assessment(texts),
        as_of=AS_OF,
        findings=findings,
        contradictions=(
            Contradiction(
                "收支不平",
                texts[8],
                ("accepted", "answered"),
                (Place(14, 3), Place(15, 3)),
                "tainted",
                ("W6.13",),
            ),
            Contradiction("日期先后", "证据 E2 的日期晚于评价日", (), (Place(31, 5),)),
        ),
        weakened=("W6.8 每个问题都应得到回应：限值由 100% 放宽为 90%",),
        notes=("本报告含第二方审核意见。",) if audited else (),
        tables_used={"accepted": "诉求台账"},
    )


def hostile(*, audited: bool = False) -> ConformanceReport:
    """The same with hostile texts in every free field."""
    return sample(HOSTILE, audited=audited)


def _standard() -> Standard:
    clauses = tuple(_clause(*row) for row in _PROVISIONS)
    chapters = (
        Chapter("5", "社区服务中心", clauses[:4]),
        Chapter("6", "服务机制", clauses[4:]),
    )
    sections = (
        Section("place", "服务中心", "", ITEMS[:1]),
        Section("issues", "诉求办理", "", ITEMS[1:]),
    )
    return Standard(
        id="sample",
        number="DB00/T 1—2021",
        title="样例管理和服务规范",
        title_en="Sample",
        encoding_version="1.0",
        status="工作编码",
        facts={},
        notice="本结果依据的是工作编码，尚未与官方文本逐条核对，也不是官方认定。",
        sources={
            "A": Source("A", "项目原始材料", "样例报道", "一手报道", "2020-11"),
            "B": Source("B", "北仑实践", "样例实践", "二手"),
        },
        sections=sections,
        balances=(),
        chapters=chapters,
        profiles={"default": Profile("default", "自评口径", "证据缺失只列出。")},
        digest="5a" * 32,
        provisions={p.id: p for c in clauses for p in c.provisions},
        items={i.id: i for i in ITEMS},
        clauses={c.id: c for c in clauses},
    )


def _clause(number: str, modality: Modality, gist: str, item: str) -> Clause:
    topic = "place" if number.startswith("W5") else "issues"
    chapter = number[1]
    provision = Provision(
        id=number,
        modality=modality,
        modality_basis=ModalityBasis("inferred", "样例"),
        gist=gist,
        sources=(SourceRef("A"), SourceRef("B")),
        subject="社区服务中心",
        check=Check(CheckKind.PRESENT, item=item),
        evidence=(EvidenceDemand("台账", EvidenceType.RECORD),),
        remedy="补登并逐一回复。",
        effort=Effort.LOW if number == "W6.8" else Effort.MEDIUM,
        verifiability=Verifiability("可计算"),
        method=Method.DOCUMENTS,
        place="社区服务中心",
        reading="“每个”按 100% 判。" if number == "W6.8" else "",
        clause=number,
        chapter=chapter,
        fingerprint=f"f-{number}",
    )
    return Clause(number, f"{gist[:-1]}（条）", topic, (provision,))


def _finding(standard: Standard, place: int, texts: tuple[str, ...]) -> Finding:
    number, modality, _, item = _PROVISIONS[place]
    verdict = _VERDICTS[place]
    provision = standard.provisions[number]
    missing = (item,) if verdict is Verdict.UNEVALUATED else ()
    needs: tuple[Need, ...] = ()
    if verdict in (Verdict.UNMET, Verdict.PARTLY):
        needs = (Need(NeedKind.AT_LEAST, item, low=12, amount=3, unit="件"),)
    definition = standard.items[item]
    value = True if definition.type is ItemType.YES_NO else 9
    fact = Fact(
        item, definition.label, value, definition.unit, Place(10 + place, 3), texts[7], ("E1",)
    )
    return Finding(
        provision=provision,
        verdict=verdict,
        basis=Basis.PARK if place == 0 else Basis.RULE,
        reason=f"{texts[9]}：{definition.label} {value}",
        facts=(fact,),
        needs=needs,
        missing=missing,
        evidence=("E1", "E2") if place % 2 else (),
        evidence_missing=("台账（E2 已过期）",) if place % 3 == 0 else (),
        required=modality.decides,
        suspect=place == 2,
    )


def _audit(finding: Finding) -> Finding:
    if finding.provision.id == "W5.1":
        opinion = SecondOpinion(
            Verdict.PARTLY,
            "现场只见牌子",
            "审核员",
            Method.OBSERVATION,
            ("E1",),
            "1 处",
            "一般不符合",
        )
        return replace(
            finding,
            verdict=Verdict.PARTLY,
            own_verdict=finding.verdict,
            basis=Basis.AUDITOR,
            opinion=opinion,
        )
    if finding.provision.id == "W6.8":
        return replace(finding, opinion=SecondOpinion(None, "抽查 5 件属实", "审核员"))
    if finding.provision.id == "W6.1":
        waiver = Waiver("区经信局", "园区整体搬迁", date(2026, 1, 1), date(2026, 12, 31))
        return replace(finding, waiver=waiver, own_verdict=Verdict.UNMET)
    return finding


def _assessment(texts: tuple[str, ...]) -> SelfAssessment:
    evidence = (
        Evidence(
            "E1", texts[4], EvidenceType.RECORD, texts[5], "ab" * 32, date(2026, 1, 10),
            level=EvidenceLevel.COPY, note="原件在档案室",
        ),
        Evidence(
            "E2", "走访计划", EvidenceType.NOTICE, "", "", date(2024, 1, 1), date(2025, 12, 31),
            reference=texts[11],
        ),
        Evidence("E3", "没有引用的照片", EvidenceType.PHOTO),
    )  # fmt: skip
    answers = {i.id: Answer(i.id, 9, place=Place(10, 3)) for i in ITEMS[:3]}
    return SelfAssessment(
        "DB00/T 1—2021",
        "1.0",
        Park(*texts[:4]),
        Period(AS_OF, date(2025, 1, 1), date(2025, 12, 31), Party.FIRST),
        answers,
        {},
        {e.id: e for e in evidence},
        (Comment("W5.1", CommentKind.UNVERIFIABLE, texts[6], Place(40, 3)),),
        file="park.yaml",
        digest="cd" * 32,
        warnings=(
            Problem("W-REVIEW", "park.yaml", Place(20, 3), "填报 › 诉求办理", texts[10], "核对"),
        ),
    )
