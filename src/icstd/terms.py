"""The words of the field, each defined once.

Every enumeration's value is the Chinese term that people read, write and find
in JSON: one name per thing.  Sources: GB/T 1.1—2020 annex C for the five kinds
of provision; GB/T 19011—2021 for findings and conclusions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Modality(StrEnum):
    """Kind of provision after GB/T 1.1—2020 annex C."""

    REQUIREMENT = "要求"
    INSTRUCTION = "指示"
    RECOMMENDATION = "推荐"
    PERMISSION = "允许"
    STATEMENT = "陈述"

    @property
    def decides(self) -> bool:
        """Whether provisions of this kind decide conformity."""
        return self in (Modality.REQUIREMENT, Modality.INSTRUCTION)

    @property
    def word(self) -> str:
        """The modal word a drafter would use: 应, 宜, 可 …"""
        return _MODAL_WORDS[self]


_MODAL_WORDS = {
    Modality.REQUIREMENT: "应",
    Modality.INSTRUCTION: "指示",
    Modality.RECOMMENDATION: "宜",
    Modality.PERMISSION: "可",
    Modality.STATEMENT: "陈述",
}


class Verdict(StrEnum):
    """结论: the common scale on which every check answers."""

    MET = "符合"
    PARTLY = "部分符合"
    UNMET = "不符合"
    NOT_APPLICABLE = "不适用"
    INSUFFICIENT = "证据不足"
    UNEVALUATED = "未评价"

    @property
    def judged(self) -> bool:
        """Whether the facts settled the matter (符合, 部分符合 or 不符合)."""
        return self in (Verdict.MET, Verdict.PARTLY, Verdict.UNMET)

    @property
    def unknown(self) -> bool:
        """Whether the facts did not suffice (证据不足 or 未评价)."""
        return self in (Verdict.INSUFFICIENT, Verdict.UNEVALUATED)


class Adoption(StrEnum):
    """How a recommendation (推荐) stands; reported beside conformity."""

    ADOPTED = "已采纳"
    PARTLY = "部分采纳"
    NOT_ADOPTED = "未采纳"
    NOT_APPLICABLE = "不适用"
    INSUFFICIENT = "证据不足"
    UNEVALUATED = "未评价"


class Practice(StrEnum):
    """How a permission (允许) stands; only recorded."""

    USED = "已采用"
    NOT_USED = "未采用"
    UNSTATED = "未说明"


Result = Verdict | Adoption | Practice

_ADOPTION = dict(zip(Verdict, Adoption, strict=True))
_PRACTICE = {
    Verdict.MET: Practice.USED,
    Verdict.PARTLY: Practice.USED,
    Verdict.UNMET: Practice.NOT_USED,
}


def result_of(modality: Modality, verdict: Verdict) -> Result:
    """Put a verdict into the words that this kind of provision asks for."""
    if modality is Modality.RECOMMENDATION:
        return _ADOPTION[verdict]
    if modality is Modality.PERMISSION:
        return _PRACTICE.get(verdict, Practice.UNSTATED)
    return verdict


class Basis(StrEnum):
    """结论来源: who or what a conclusion rests on."""

    RULE = "规则计算"
    PARK = "园区自我声明"
    AUDITOR = "审核员判定"


class Party(StrEnum):
    """评价方式: who carried out the assessment (GB/T 27000)."""

    FIRST = "自评"
    SECOND = "第二方评价"
    THIRD = "第三方评价"


class ItemType(StrEnum):
    """Type of a data item's answer."""

    YES_NO = "yes_no"
    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    TEXTS = "texts"
    DOCUMENT = "document"


class CheckKind(StrEnum):
    """判定方式: the closed list of ways to decide a provision."""

    PRESENT = "present"
    MIN = "min"
    MAX = "max"
    BETWEEN = "between"
    ONE_OF = "one_of"
    RATIO = "ratio"
    WITHIN_DAYS = "within_days"
    ANY_OF = "any_of"
    MANUAL = "manual"
    DELEGATED = "delegated"
    RULE = "rule"


class LimitOrigin(StrEnum):
    """Where a limit comes from; a number nobody can cite is never `source`."""

    SOURCE = "source"
    PROFILE = "profile"
    COMMITMENT = "park_commitment"
    LAW = "law"


class EvidenceType(StrEnum):
    """证据类型."""

    DOCUMENT = "文件"
    RECORD = "记录"
    ROSTER = "名册"
    PHOTO = "照片"
    AGREEMENT = "协议"
    CERTIFICATE = "证书"
    NOTICE = "公示"
    DATA = "数据"
    OTHER = "其他"


class EvidenceLevel(StrEnum):
    """核验程度, from weakest to strongest (in order of definition)."""

    UNCHECKED = "未核"
    STATED = "仅陈述"
    COPY = "见复印件"
    ORIGINAL = "见原件"
    INDEPENDENT = "独立确认"

    @property
    def rank(self) -> int:
        """0 (未核) … 4 (独立确认)."""
        return list(EvidenceLevel).index(self)


class Method(StrEnum):
    """核查方法 (GB/T 19011—2021 annex A)."""

    DOCUMENTS = "查阅"
    INTERVIEW = "访谈"
    OBSERVATION = "观察"
    TEST = "检测"
    SAMPLING = "抽样"


class CommentKind(StrEnum):
    """What a comment on the standard says, for its review (复审)."""

    UNCLEAR = "不清楚"
    TOO_STRICT = "过严"
    TOO_LOOSE = "过宽"
    OUTDATED = "过时"
    DUPLICATE = "重复"
    CONFLICT = "冲突"
    UNVERIFIABLE = "不可测"
    MISSING = "缺项"
    GOOD = "好"


class Effort(StrEnum):
    """How much work a remedy takes."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"low": "小", "medium": "中", "high": "大"}[self.value]


class Progress(StrEnum):
    """进度 of a rectification, as people set it."""

    NOT_STARTED = "未开始"
    UNDER_WAY = "进行中"
    TO_ACCEPT = "待验收"
    CLOSED = "已销号"


class Effect(StrEnum):
    """What a contradiction does to the verdicts."""

    TAINTED = "tainted"  # provisions became 证据不足 because of it
    KEPT = "kept"  # other readings judge otherwise, but what the counted rows violate stays so
    STANDS = "stands"  # every reading was judged and gave the same verdicts
    NOTED = "noted"  # only shown; no verdict was tried against it


class Special(StrEnum):
    """Answers that are words, not values.

    `NONE` is a known none; `UNCLEAR` is a stated not-knowing; `UNPUBLISHED`
    says that the park has made no such promise.  A blank is none of these.
    """

    NONE = "无"
    UNCLEAR = "不清楚"
    UNPUBLISHED = "未公布"


@dataclass(frozen=True, slots=True)
class Paper:
    """文件 as an answer: 名称, and 文号 and 日期 where they are known."""

    title: str
    number: str = ""
    dated: date | None = None

    @property
    def bare(self) -> bool:
        """Whether it says no more than a yes would: neither number nor date."""
        return not self.number and self.dated is None

    def __str__(self) -> str:
        """`《关于…的通知》（甬仑〔2025〕3 号，2025-03-01）`; what is not known is said."""
        title = self.title if self.title.startswith("《") else f"《{self.title}》"
        if self.bare:
            return f"{title}（未写文号、日期）"
        return f"{title}（{self.number or '未写文号'}，{self.dated or '未写日期'}）"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A count that is known only from below: 至少 20."""

    least: int

    def allows(self, number: object) -> bool:
        """Whether the count may be this number."""
        return isinstance(number, int) and number >= self.least

    def __str__(self) -> str:
        """As people write it."""
        return f"至少 {self.least}"


Value = bool | int | Decimal | date | str | tuple[str, ...] | Special | Paper | AtLeast
"""An answer.  `Special` is tested before `str`, of which it is a subclass."""
