"""What there is to say about one thing of the standard, ready to be laid out."""

from __future__ import annotations

from typing import NamedTuple

from ..clauses.examples import example_text, typed_text
from ..clauses.model import (
    Chapter,
    Clause,
    Column,
    DataItem,
    EvidenceDemand,
    Example,
    Provision,
    SourceRef,
    Standard,
    Table,
)
from ..terms import EvidenceLevel, ItemType
from .describe import describe_check, describe_limits

TYPE_WORDS = {
    ItemType.YES_NO: "是或否",
    ItemType.COUNT: "整数",
    ItemType.NUMBER: "数值",
    ItemType.PERCENT: "百分比",
    ItemType.DATE: "日期",
    ItemType.CHOICE: "单选",
    ItemType.CHOICES: "多选",
    ItemType.TEXT: "文字",
    ItemType.TEXTS: "列表",
    ItemType.DOCUMENT: "文件（名称、文号、日期）",
}
_SUPPORTS = {"content": "内容", "modality": "条款类型", "limit": "限值"}


class Explanation(NamedTuple):
    """A title and labelled paragraphs; a paragraph may have several lines."""

    title: str
    where: str
    paragraphs: tuple[tuple[str, tuple[str, ...]], ...]


def explain(
    thing: Provision | Clause | Chapter | DataItem | Table,
    standard: Standard,
    examples: dict[str, tuple[Example, ...]],
) -> Explanation:
    """Explain anything that `find` finds.  examples: by provision id."""
    if isinstance(thing, Provision):
        return _provision(thing, standard, examples.get(thing.id, ()))
    if isinstance(thing, Clause):
        return _clause(thing, standard)
    if isinstance(thing, Chapter):
        return _chapter(thing)
    if isinstance(thing, DataItem):
        return _item(thing, standard)
    return _table(thing, standard)


def _explanation(title: str, where: str, *rows: tuple[str, tuple[str, ...] | str]) -> Explanation:
    listed = ((label, (text,) if isinstance(text, str) else text) for label, text in rows)
    return Explanation(title, where, tuple((n, t) for n, t in listed if any(t)))


def _provision(
    provision: Provision, standard: Standard, examples: tuple[Example, ...]
) -> Explanation:
    blurred = provision.verifiability.vague
    vague = f"；含义不定的词：{'、'.join(blurred)}" if blurred else ""
    return _explanation(
        f"{provision.id}  {provision.gist}",
        _where(provision, standard),
        ("条款类型", modality_text(provision)),
        ("文本状态", status_text(provision)),
        ("适用对象", provision.subject),
        ("出处", sources_text(provision.sources, standard)),
        ("读法", provision.reading),
        ("判定", describe_check(provision, standard)),
        ("限值", describe_limits(provision, standard)),
        ("数据项", tuple(item_text(standard.items[i]) for i in provision.reads)),
        ("看什么证据", tuple(demand_text(e) for e in provision.evidence)),
        ("怎么核查", f"{provision.method}：{provision.place}"),
        ("可核程度", f"{provision.verifiability.level}{vague}"),
        ("没做到怎么办", f"{provision.remedy}（工作量{provision.effort.label}）"),
        ("示例", tuple(example_text(e, provision, standard) for e in examples)),
    )


def _where(provision: Provision, standard: Standard) -> str:
    chapter = next(c for c in standard.chapters if c.id == provision.chapter)
    clause = standard.clauses[provision.clause]
    return f"第 {chapter.id} 章 {chapter.title} › {clause.id} {clause.title}"


def modality_text(provision: Provision) -> str:
    """`要求（应）。工作判断：A 以模式整体表述……`."""
    basis = provision.modality_basis
    origin = "官方文本" if basis.status == "official" else "工作判断"
    return f"{provision.modality}（{provision.modality.word}）。{origin}：{basis.because}"


def status_text(provision: Provision) -> str:
    """Whether the provision has been compared with the official text."""
    if provision.text_status == "verified":
        return f"已与官方文本核对，对应官方条号 {provision.official}"
    return "工作编码，由公开材料归纳，尚未与官方文本核对；编号是工作编号，不是官方条号"


def sources_text(references: tuple[SourceRef, ...], standard: Standard) -> tuple[str, ...]:
    """`A（项目原始材料，一手报道）宁波媒体……。支持内容；支持限值：……`, one a source."""
    uses: dict[str, list[str]] = {}
    for reference in references:
        note = f"（{reference.note}）" if reference.note else ""
        uses.setdefault(reference.id, []).append(f"{_SUPPORTS[reference.supports]}{note}")
    return tuple(
        f"{name}（{standard.sources[name].kind}，{standard.sources[name].reliability}）"
        f"{standard.sources[name].title}。支持{'、'.join(found)}"
        for name, found in uses.items()
    )


def demand_text(demand: EvidenceDemand) -> str:
    """`问题受理台账（记录，365 天以内，审核时至少见原件）`."""
    marks = [demand.type.value]
    if demand.within_days is not None:
        marks.append(f"{demand.within_days} 天以内")
    if demand.level is not EvidenceLevel.COPY:
        marks.append(f"审核时至少{demand.level}")
    return f"{demand.what}（{'，'.join(marks)}）"


def item_text(item: DataItem | Column) -> str:
    """`受理问题数（整数，件）`."""
    unit = f"，{item.unit}" if isinstance(item, DataItem) and item.unit else ""
    options = f"：{'、'.join(item.options)}" if item.options else ""
    return f"{item.label}（{TYPE_WORDS[item.type]}{unit}{options}）"


def _clause(clause: Clause, standard: Standard) -> Explanation:
    first = clause.provisions[0]
    return _explanation(
        f"{clause.id}  {clause.title}",
        _where(first, standard).partition(" › ")[0],
        ("引语", clause.lead),
        ("汇总", _roll_up(clause)),
        ("条款", tuple(f"{p.id} {p.gist}（{p.modality}）" for p in clause.provisions)),
        ("详见", f"icstd explain {first.id}"),
    )


def _roll_up(clause: Clause) -> str:
    deciding = sum(p.modality.decides for p in clause.provisions)
    if not deciding:
        return "下列各条款都采纳，本条才算采纳"
    if deciding == len(clause.provisions):
        return "下列各条款都符合，本条才符合"
    return "下列要求和指示都符合，本条才符合；推荐另列，不计入"


def _chapter(chapter: Chapter) -> Explanation:
    clauses = tuple(f"{c.id} {c.title}（{len(c.provisions)} 个条款）" for c in chapter.clauses)
    return _explanation(f"第 {chapter.id} 章  {chapter.title}", "", ("各条", clauses))


def _item(item: DataItem, standard: Standard) -> Explanation:
    section = next(s for s in standard.sections if s.id == item.section)
    used = tuple(f"{p.id} {p.gist}" for p in standard.provisions.values() if item.id in p.reads)
    balances = tuple(
        f"{b.label}：{_sum(b.left, standard)} = {_sum(b.right, standard)}"
        for b in standard.balances
        if item.id in b.left + b.right
    )
    whole = standard.items[item.whole].label if item.whole else ""
    return _explanation(
        f"{item.label}  （{item.id}）",
        f"数据项 › {section.title}",
        ("填什么", item.help),
        ("怎么填", item_text(item).removeprefix(item.label).strip("（）") + _range(item)),
        ("例如", typed_text(item.example, item)),
        ("不超过", f"“{whole}”，填得更大会被退回" if whole else ""),
        ("可由台账统计", standard.tables[item.table].label if item.table else ""),
        ("承诺", "园区自己公布的承诺；没有公布的填“未公布”" if item.commitment else ""),
        ("必须相等", balances),
        ("用于", used),
    )


def _range(item: DataItem) -> str:
    if item.min is None or item.max is None:
        return ""
    return f"，{item.min} 至 {item.max}"


def _sum(items: tuple[str, ...], standard: Standard) -> str:
    return " + ".join(standard.items[i].label for i in items)


def _table(table: Table, standard: Standard) -> Explanation:
    counted = tuple(i.label for i in standard.items.values() if i.table == table.id)
    columns = tuple(item_text(c) + (f"：{c.help}" if c.help else "") for c in table.columns)
    return _explanation(
        f"{table.label}  （{table.id}）",
        "台账",
        ("说明", table.help),
        ("各列", columns),
        ("由它统计", "、".join(counted)),
    )
