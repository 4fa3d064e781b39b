"""What each error code means and how to mend it, for `icstd explain E-…`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .errors import UsageProblem
from .yamlio import read_document


class Entry(NamedTuple):
    """The explanation of one code."""

    code: str
    title: str
    means: str
    cure: str
    example: str


def load_guide() -> dict[str, Entry]:
    """All explanations by code, in the order of the guide."""
    source = Path(__file__).with_name("error_guide.yaml")
    root = read_document(source.read_bytes(), source.name).root
    return {code: Entry(code, **entry) for code, entry in root.items()}


def explain_code(code: str) -> str:
    """The explanation of a code as lines of Chinese text.

    Raises UsageProblem, naming the nearest code, for one that does not exist.
    """
    guide = load_guide()
    if code not in guide:
        from .assessment.suggest import nearest

        near = nearest(code, tuple(guide))
        raise UsageProblem(
            f"没有错误代码 {code}", f"是否想问 {near}？" if near else "代码在提示的方括号里"
        )
    entry = guide[code]
    kind = "拒收" if code.startswith("E-") else "提醒"
    return (
        f"{entry.code}（{kind}）{entry.title}\n"
        f"意思：{entry.means}\n怎么办：{entry.cure}\n例如：{entry.example}"
    )
