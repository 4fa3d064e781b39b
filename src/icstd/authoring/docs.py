"""`docs/clauses.md`: the table from which the encoding is checked by hand.

For the person who holds the official text: every provision with all that was
read into it, and blank columns for what the text says.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..clauses.figures import LEAST, encoding_figures, figure_rows, least_counts, least_support
from ..clauses.model import Provision, Standard
from ..rules.describe import describe_check, describe_limits
from ..rules.explain import demand_text

_COLUMNS = (
    "编号",
    "条款（自写文字）",
    "类型及理由",
    "出处",
    "读法",
    "判定",
    "限值及来历",
    "证据",
    "官方条号",
    "一致否",
    "备注",
)


def clauses_table(standard: Standard) -> str:
    """The Markdown text, the same for the same standard."""
    return "\n".join(_lines(standard)) + "\n"


def _lines(standard: Standard) -> Iterator[str]:
    yield f"# {standard.number}《{standard.title}》条款核对表"
    yield ""
    yield "本页由 `icstd standard docs` 生成，不要手改。"
    yield ""
    yield f"> {standard.notice}"
    yield ""
    yield f"编码版本 {standard.encoding_version}，状态：{standard.status}。"
    yield ""
    yield from _how_to(standard)
    yield "## 编码的构成"
    for title, rows in figure_rows(encoding_figures(standard)):
        yield ""
        yield f"| {title} | 数量 |"
        yield "|---|---:|"
        yield from (f"| {label} | {number} |" for label, number in rows)
    yield ""
    yield from _supports(standard)
    yield from _terms(standard)
    for chapter in standard.chapters:
        yield f"## 第 {chapter.id} 章 {chapter.title}"
        yield ""
        yield "| " + " | ".join(_COLUMNS) + " |"
        yield "|" + "---|" * len(_COLUMNS)
        for clause in chapter.clauses:
            if len(clause.provisions) > 1:
                lead = f"**{clause.title}**：{clause.lead}"
                yield _row(clause.id, lead, *[""] * (len(_COLUMNS) - 2))
            yield from (_provision(p, standard) for p in clause.provisions)
        yield ""
    yield from _annexes(standard)
    yield from _sources(standard)


def _supports(standard: Standard) -> Iterator[str]:
    """How many provisions rest on what, at their lowest reading."""
    found = least_counts(standard)
    yield "## 做到的最低凭据"
    yield ""
    yield "照最低读法，每条最少凭什么就算做到；适用条件不算在内。"
    yield ""
    yield _row("类型", *LEAST, "合计")
    yield "|---|" + "---:|" * (len(LEAST) + 1)
    for modality, counts in found.items():
        yield _row(modality, *(str(counts[w]) for w in LEAST), str(sum(counts.values())))
    bare = [
        p.id
        for p in standard.provisions.values()
        if p.modality.decides and least_support(p, standard) == "只凭有无"
    ]
    yield ""
    yield f"要求中只凭有无的：{'、'.join(bare) or '没有'}。"
    yield ""
    old = [p.id for p in standard.provisions.values() if p.era]
    if old:
        yield f"只出自一次事件、已标明的：{'、'.join(old)}。"
        yield ""


def _terms(standard: Standard) -> Iterator[str]:
    for chapter, title in (("术语", "术语（工作定义）"), ("填报", "填报口径")):
        terms = [t for t in standard.terms if t.chapter == chapter]
        if not terms:
            continue
        yield f"## {title}"
        yield ""
        yield "| 词 | 含义 | 出处 | 备注 |"
        yield "|---|---|---|---|"
        yield from (_row(t.term, t.definition, "、".join(t.sources), t.note) for t in terms)
        yield ""


def _annexes(standard: Standard) -> Iterator[str]:
    for annex in standard.annexes:
        yield f"## 附录 {annex.id} {annex.title}"
        yield ""
        yield annex.note
        yield ""
        tables = [standard.tables[name] for name in annex.tables]
        columns = annex.columns or ("表", "列", "怎样填")
        yield _row(*columns)
        yield "|" + "---|" * len(columns)
        yield from (_row(*row) for row in annex.rows)
        yield from (_row(t.label, c.label, c.help) for t in tables for c in t.columns)
        yield ""


def _how_to(standard: Standard) -> Iterator[str]:
    verified = sum(p.text_status == "verified" for p in standard.provisions.values())
    yield "## 怎样核对"
    yield ""
    yield "手里有官方文本的人，可以照此表逐条核对。"
    yield f"现已核对 {verified}/{len(standard.provisions)} 条。"
    yield ""
    yield "1. 按章找到官方文本中说同一件事的条，把条号填入“官方条号”。"
    yield "2. 看“类型”：应为要求，宜为推荐，可为允许；与官方文本不同的，在“备注”写明。"
    yield "3. 看“判定”和“限值及来历”：来历写“评价口径”的数字不是标准给的，官方文本有数字的请写出。"
    yield "4. “一致否”填：相同、较窄、较宽、交叉、无。官方文本有而本表没有的，记在表后。"
    yield ""
    yield "条款类型的依据是工作判断，理由写在类型后面；出处的字母见文末。"
    yield ""


def _provision(provision: Provision, standard: Standard) -> str:
    condition = describe_check(provision, standard)
    return _row(
        provision.id,
        provision.gist,
        f"{provision.modality}：{provision.modality_basis.because}",
        "、".join(dict.fromkeys(r.id for r in provision.sources)),
        provision.reading,
        condition,
        "；".join(describe_limits(provision, standard)),
        "；".join(demand_text(e) for e in provision.evidence),
        provision.official or "",
        "",
        "",
    )


def _sources(standard: Standard) -> Iterator[str]:
    yield "## 出处"
    yield ""
    yield "| 号 | 性质 | 名称 | 可信度 | 定位 | 地址 | 所见 |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_row(*source) for source in standard.sources.values())


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
