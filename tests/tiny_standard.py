"""A small standard built in Python: every item type, every kind of provision, a table.

For tests of whatever reads or writes self-assessments; independent of the
clause data and of the authoring tools.
"""

from __future__ import annotations

from decimal import Decimal

from icstd.clauses.model import (
    Balance,
    Chapter,
    Check,
    Clause,
    Column,
    DataItem,
    EvidenceDemand,
    Limit,
    ModalityBasis,
    Profile,
    Provision,
    Section,
    Source,
    SourceRef,
    Standard,
    Table,
    Verifiability,
)
from icstd.terms import CheckKind, Effort, ItemType, LimitOrigin, Method, Modality

NUMBER = "DB99/T 9999—2025"
VERSION = "1.0"


def item(
    id_: str, label: str, kind: ItemType, example: object, section: str, **more: object
) -> DataItem:
    return DataItem(id_, label, kind, f"{label}的说明。", example, section, **more)  # type: ignore[arg-type]


def _count(id_: str, label: str, section: str, **more: object) -> DataItem:
    most = more.pop("max", Decimal(100_000))
    unit = more.pop("unit", "件")
    return item(
        id_, label, ItemType.COUNT, 12, section, min=Decimal(0), max=most, unit=unit, **more
    )


_BASICS = (
    _count("enterprises", "企业总数", "basics", unit="家", standing=True, controllable=False),
    _count("workers", "职工总数", "basics", unit="人", max=None),
    item(
        "area", "占地面积", ItemType.NUMBER, "125.5", "basics", unit="公顷",
        min=Decimal(0), max=Decimal(10_000),
    ),
    item("altitude", "平均海拔", ItemType.NUMBER, "12", "basics", unit="米"),
    item("founded", "成立日期", ItemType.DATE, "2015-05-01", "basics", standing=True),
    item("plan_until", "规划期止", ItemType.DATE, "2030-12-31", "basics", future=True),
    item(
        "party", "党组织形式", ItemType.CHOICE, "党委", "basics",
        options=("党委", "党总支", "党支部", "无"),
    ),
    item("helpers", "参与部门", ItemType.TEXTS, ("人社局", "税务局"), "basics"),
    item(
        "deed", "设立文件", ItemType.DOCUMENT,
        {"名称": "关于设立社区的批复", "文号": "甬仑〔2020〕1 号", "日期": "2020-05-01"}, "basics",
    ),
    item("remark", "特色做法", ItemType.TEXT, "贴身包片", "basics"),
)  # fmt: skip
_APPEALS = (
    _count("accepted", "受理问题数", "appeals", controllable=False, table="issues"),
    _count("answered", "已回应问题数", "appeals", whole="accepted", better="up", table="issues"),
    _count("waiting", "未到期数", "appeals", whole="accepted", controllable=False, table="issues"),
    item("hotline", "有诉求电话", ItemType.YES_NO, True, "appeals", better="up"),
    item("online", "可线上提出", ItemType.YES_NO, False, "appeals", better="up"),
    item(
        "services", "生活服务", ItemType.CHOICES, ("餐饮", "住宿"), "appeals",
        options=("餐饮", "住宿", "出行"),
    ),
    item("coverage", "走访覆盖率", ItemType.PERCENT, 95, "appeals", unit="%", whole="enterprises"),
    item(
        "days_promised", "公布的办结时限", ItemType.COUNT, 30, "appeals", unit="天",
        min=Decimal(1), max=Decimal(3660), commitment=True, controllable=False,
    ),
    item(
        "share_promised", "公布的回访比例", ItemType.PERCENT, 80, "appeals", unit="%",
        min=Decimal(1), max=Decimal(100), commitment=True, controllable=False,
    ),
)  # fmt: skip

ISSUES = Table(
    "issues",
    "诉求台账",
    "appeals",
    "一行一件。",
    (
        Column("number", "编号", ItemType.TEXT, "每件一个编号", required=True, key=True),
        Column("day", "受理日期", ItemType.DATE, "登记的日期", required=True),
        Column("level", "层级", ItemType.CHOICE, "", options=("社区", "联盟"), required=True),
        Column("kinds", "类别", ItemType.CHOICES, "", options=("用工", "融资")),
        Column("cost", "费用", ItemType.NUMBER, "万元"),
        Column("share", "完成比例", ItemType.PERCENT),
        Column("people", "涉及人数", ItemType.COUNT),
        Column("closed", "已办结", ItemType.YES_NO),
        Column("notes", "经办部门", ItemType.TEXTS),
    ),
)


def _check(kind: str, **parts: object) -> Check:
    limits = {n: parts.pop(n) for n in ("at_least", "at_most") if n in parts}
    return Check(CheckKind(kind), limits=limits, **parts)  # type: ignore[arg-type]


def _at_least(value: int) -> Limit:
    return Limit(LimitOrigin.SOURCE, Decimal(value), source="A")


def _provision(
    id_: str, check: Check, modality: Modality = Modality.REQUIREMENT, **more: object
) -> Provision:
    return Provision(
        id=id_,
        modality=modality,
        modality_basis=ModalityBasis("inferred", "试用"),
        gist=f"{modality.word}做到 {id_}。",
        sources=(SourceRef("A"),),
        subject="社区服务中心",
        check=check,
        evidence=(EvidenceDemand("台账"),),
        remedy="补做并留存记录。",
        effort=Effort.LOW,
        verifiability=Verifiability("可计算"),
        method=Method.DOCUMENTS,
        place="社区服务中心",
        clause=str(more.pop("clause", id_)),
        chapter=id_[1],
        fingerprint=f"f-{id_}",
        **more,  # type: ignore[arg-type]
    )


_ADVICE = Modality.RECOMMENDATION
_CLAUSES = (
    (
        "4",
        (
            Clause("W4.1", "党组织", "basics", (
                _provision("W4.1", _check("one_of", item="party", values=("党委", "党总支"))),
            )),
            Clause("W4.2", "部门", "basics", (
                _provision("W4.2", _check("present", item="helpers")),
            )),
            Clause("W4.8", "制度", "basics", (
                _provision("W4.8a", _check("manual"), clause="W4.8"),
                _provision("W4.8b", _check("delegated"), clause="W4.8"),
            ), lead="应有下列制度"),
            Clause("W4.10", "规划", "basics", (
                _provision("W4.10", _check("manual"), _ADVICE),
            )),
            Clause("W4.12", "计划", "basics", (
                _provision("W4.12", _check("manual"), not_applicable_allowed=True),
            )),
        ),
    ),
    (
        "6",
        (
            Clause("W6.1", "走访", "appeals", (
                _provision("W6.1", _check("min", item="coverage", at_least=_at_least(60)), _ADVICE),
            )),
            Clause("W6.6", "渠道", "appeals", (
                _provision("W6.6", _check(
                    "any_of", items=("hotline", "online"), at_least=_at_least(1),
                ), proxy=True),
            )),
            Clause("W6.8", "回应", "appeals", (
                _provision("W6.8", _check(
                    "ratio", part="answered", whole="accepted", at_least=_at_least(100),
                ), not_applicable_allowed=True),
            )),
            Clause("W6.9", "时限", "appeals", (
                _provision("W6.9", _check("present", item="days_promised"), _ADVICE),
            )),
            Clause("W6.20", "合署", "appeals", (
                _provision("W6.20", _check("manual"), Modality.PERMISSION),
            )),
            Clause("W6.21", "说明", "appeals", (
                _provision("W6.21", _check("manual"), Modality.STATEMENT),
            )),
        ),
    ),
)  # fmt: skip


def tiny_standard() -> Standard:
    """The standard, made anew."""
    sections = (
        Section("basics", "基本情况", "基本的数。", _BASICS),
        Section("appeals", "诉求办理", "评价期内受理的问题。", _APPEALS, (ISSUES,)),
    )
    chapters = tuple(Chapter(id_, f"第 {id_} 章", clauses) for id_, clauses in _CLAUSES)
    clauses = [clause for chapter in chapters for clause in chapter.clauses]
    return Standard(
        id="db99t9999-2025",
        number=NUMBER,
        title="试用标准",
        title_en="A standard for tests",
        encoding_version=VERSION,
        status="工作编码",
        facts={"发布日期": "2025-01-01"},
        notice="本标准为测试而编。",
        sources={"A": Source("A", "项目原始材料", "报道", "一手报道")},
        sections=sections,
        balances=(Balance("flow", "受理问题的去向", ("accepted",), ("answered", "waiting")),),
        chapters=chapters,
        profiles={"default": Profile("default", "自评口径", "试用。")},
        withdrawn={"W4.9": "并入 W4.10"},
        digest="0" * 64,
        provisions={p.id: p for clause in clauses for p in clause.provisions},
        items={i.id: i for section in sections for i in section.items},
        tables={ISSUES.id: ISSUES},
        clauses={clause.id: clause for clause in clauses},
    )


TINY = tiny_standard()
"""The standard, shared by tests that only read it."""
