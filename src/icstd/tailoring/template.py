"""A commented profile file to begin with: everything in it is switched off."""

from __future__ import annotations

from collections.abc import Iterator

from ..clauses.model import Provision, Standard
from ..clauses.profiles import Tunable, tunable
from ..text import plain_number
from .profile import WORTH

_BOUND = {"at_least": "不少于", "at_most": "不超过"}


def profile_template(standard: Standard) -> bytes:
    """A profile file (YAML, UTF-8) that changes nothing until lines are uncommented.

    It lists every limit a profile may set, with the clause and the number in
    force, and the 要求 that may be gates or left out.
    """
    return ("\n".join(_lines(standard)) + "\n").encode()


def _lines(standard: Standard) -> Iterator[str]:
    yield f"# 评价口径：在 {standard.number} 的发布版上另定限值、必备条款和证据办法，标准数据不动。"
    yield "# 行首带 # 的不起作用；要改哪一行，去掉那一行开头的“# ”。改完运行："
    yield "#   icstd assess 我的园区.yaml --profile 这个文件.yaml"
    yield "# 限值可以加严；放宽的、不作要求的条款，报告第一页会逐条写明。"
    yield f"标准: {standard.number}"
    yield "口径:"
    yield "  编号: own"
    yield "  名称: 本地口径"
    yield "  说明: 在自评口径上调整。"
    known = "、".join(f"{p.id}（{p.title}）" for p in standard.profiles.values())
    yield f"  依据口径: default  # 没有写到的都照它；可用的有：{known}"
    yield ""
    yield "限值:"
    for param, tuned in tunable(standard).items():
        yield from _limit(param, tuned, standard.every_provision[tuned.provision])
    yield ""
    yield "# 必备条款：不写时，全部要求都是必备条款。只列其中几条时，去掉下面各行的 #。"
    yield "# 必备条款:"
    for provision in standard.provisions.values():
        if provision.modality.decides:
            yield f"#   - {provision.id}  # {provision.gist}"
    yield ""
    yield "# 不作要求的条款（不评，报告第一页写明）："
    yield "# 不作要求: [编号, 编号]"
    yield ""
    yield "证据:"
    yield "#   影响结论: 是    # 缺证据、过期的，符合改为证据不足"
    yield "#   看核验程度: 是  # 核验程度不够的也算缺"
    yield ""
    yield "# 核查文件里的偏离，只认这些单位批准的；不写时不限（园区自己批准的一律不认）："
    yield "# 偏离批准人: [单位, 单位]"
    yield ""
    yield "# 得分是本工具的，不是标准的。"
    yield "# 计分:"
    yield "#   计分: 是"
    yield "#   部分符合折算: 0.5"
    yield f"#   不适用: 不计      # {'、'.join(WORTH['not_applicable'])}"
    yield f"#   未知: 算不符合    # {'、'.join(WORTH['unknown'])}"
    yield "#   档次: {优: 90, 良: 75, 合格: 60}"


def _limit(param: str, tuned: Tunable, provision: Provision) -> Iterator[str]:
    bound = _BOUND.get(tuned.name, "")
    now = "没有设" if tuned.limit.value is None else plain_number(tuned.limit.value)
    unit = f"单位：{tuned.limit.unit}" if tuned.limit.unit else "无单位"
    said = "，".join(part for part in (bound and f"{bound}这个数", unit, f"现为 {now}") if part)
    yield f"  # {provision.id}（{provision.modality}）{provision.gist}"
    yield f"  # {param}: {'' if tuned.limit.value is None else now}  # {said}"
