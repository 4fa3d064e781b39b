"""What a reader has to know before believing a figure, and what was done to the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..clauses.model import Standard
from ..terms import Party
from .identity import Selected
from .matrix import NEGLECTED, Material

_NAMED = 5
"""Names that a notice lists at most."""


def cautions(
    selected: Selected, refused: int, standard: Standard, *, anonymise: bool = False
) -> tuple[str, ...]:
    """Population, how parks came in, who assessed, dates, the state of the encoding.

    anonymise: days are told by year, as the last one may be known to be a park's.
    """
    counted = [r.facts for r, _ in selected.counted()]
    parties = Counter(facts.party for facts in counted)
    mix = "、".join(f"{name} {parties[name]} 份" for name in Party if parties[name])
    audited = sum(facts.audited for facts in counted)
    verified = sum(p.text_status == "verified" for p in standard.provisions.values())
    days = sorted(f"{f.as_of[:4]} 年" if anonymise else f.as_of for f in counted)
    main, most = selected.main, len(selected.of(selected.main))
    said = [
        f"共 {len(selected.parks)} 个园区、{len(counted)} 份评价；另有 {refused} 个文件未能采用。",
        *([f"评价日自 {days[0]} 至 {days[-1]}。"] if days else []),
        "参评园区如何选出，材料中没有记载；自愿报送的园区不是样本，比例不能推及全省。",
        f"评价方式：{mix or '无'}；其中 {audited} 份附有审核员判定。"
        "自评与他评（审核、第二方、第三方）处处分开统计，不合并。",
        f"信号、前两个问题、承诺和限值，以及未注明的可判、符合率，都按{main}计（{most} 个园区）。",
        *_older(selected),
        f"工作编码：{len(standard.provisions)} 条中 {verified} 条已与官方文本核对；"
        "信号指向某条时，先查编码的读法，再讨论标准原文。",
        "不足 5 个园区的不算比例，只列个数；不足 3 个园区的分组不显示。",
    ]
    return tuple(said)


def _older(selected: Selected) -> list[str]:
    """Where the latest word of others is on an earlier state than the park's own."""
    both = selected.own.keys() & selected.others.keys()
    older = 0
    for park in both:
        own, others = selected.own[park][-1].facts, selected.others[park][-1].facts
        older += (others.end, others.as_of) < (own.end, own.as_of)
    if not older:
        return []
    return [
        f"自评、他评都有的园区 {len(both)} 个，其中 {older} 个的他评早于最近一次自评，"
        "各按各自最近的一份计。"
    ]


def notices(
    paths: Sequence[str],
    differing: Sequence[str],
    spellings: Sequence[str],
    shared: Sequence[str],
    selected: Selected,
) -> list[str]:
    """What a reader may want to put right in the files and run again."""
    said = list(paths)
    if differing:
        said.append(
            f"{len(differing)} 份报告所据的自评也交来了，按自评重新判的结果与报告写的不同，"
            f"以重新判的为准，请查报告是不是被改动过：{_some(differing)}。"
        )
    if spellings:
        said.append(
            f"{len(spellings)} 个园区的名称有几种写法（全角、空格、大小写），按同一个园区计："
            f"{_some(spellings)}。"
        )
    if shared:
        said.append(
            f"{len(shared)} 个名称用在几处所在地，按不同园区计，名称后注明所在地："
            f"{_some(shared)}。如果是同一园区，请把所在地写成一样再汇总。"
        )
    if selected.overlapping:
        said.append(
            f"{len(selected.overlapping)} 个园区有互相重叠的评价期，视为同一期，只取评价日最新的"
            f"一份：{_some(selected.overlapping)}。"
        )
    if selected.tied:
        said.append(
            f"{len(selected.tied)} 个园区有评价日相同、内容不同的几份，分不出先后；"
            f"自评先取填报文件，他评先取有审核的，请核对：{_some(selected.tied)}。"
        )
    if selected.repeated:
        said.append(
            f"{selected.repeated} 份与同一园区同一评价期的其他文件重复，"
            "自评、他评各取评价日最新的一份。"
        )
    return said


def _some(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def likeness(compared: Material) -> list[str]:
    """Forms that repeat others, which make no comparison more certain."""
    said = []
    if compared.copies:
        named = ["＝".join(names) for names in compared.copies]
        over = sum(len(names) - 1 for names in compared.copies)
        said.append(
            f"{len(compared.copies)} 组园区填的数完全相同，像是照抄，或一个园区用了几个名称："
            f"{_some(named)}。符合率照计，检验时每组只取一个，去掉 {over} 个。"
        )
    if compared.still:
        said.append(f"{compared.still} 个园区前后两期填的数完全没有变，不参加前后比较。")
    return said


def chances(tested: Mapping[str, int], deff: float | None, parks: int) -> list[str]:
    """How far chance is kept out of the signals, and how far parks are not independent."""
    said = []
    if tested:
        families = len(tested)
        false = 100 * (1 - 0.95**families)
        said.append(
            f"信号按检验报出：{families} 种、{sum(tested.values())} 次检验，每种的误报率控制在 5%。"
            f"即使条款之间、园区之间没有任何差别，也有至多约 {false:.0f}% 的可能出现一个假信号。"
            "信号按区间下限排，区间只说出于偶然能差多少。"
        )
    if deff is not None and deff > NEGLECTED:
        said.append(
            f"同县园区彼此相像，设计效应约 {deff:.1f}：{parks} 个园区相当于 {parks / deff:.0f} 个"
            "互不相干的园区，区间和检验已按此放宽。"
        )
    return said
