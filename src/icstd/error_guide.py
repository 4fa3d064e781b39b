"""What every code means: title, reason, example and cure, for `icstd explain E-…`.

The catalogue is `error_guide.yaml`; a test holds it against the codes in use.
Imported only when somebody asks.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .errors import UsageProblem
from .shipped import read_shipped
from .yamlio import read_document


class Entry(NamedTuple):
    """One code explained; `example` may have several lines."""

    code: str
    title: str
    means: str
    example: str
    cure: str


def guide() -> dict[str, Entry]:
    """All codes in the order of the catalogue."""
    source = Path(__file__).with_name("error_guide.yaml")
    root = read_document(read_shipped(source), source.name).root
    return {
        code: Entry(code, said["title"], said["means"], said["example"].rstrip("\n"), said["cure"])
        for code, said in root.items()
    }


def explain_code(code: str) -> str:
    """A code explained, as lines to print.  Raises UsageProblem for an unknown code."""
    known = guide()
    entry = known.get(code.upper())
    if entry is None:
        from .text import echo

        family = code.upper().split("-")[:2]
        like = [c for c in known if c.split("-")[:2] == family] or list(known)
        raise UsageProblem(f"没有错误代码{echo(code)}", f"有：{'、'.join(like[:12])} 等")
    kind = "不改就不读" if entry.code.startswith("E-") else "可以用，请看一眼"
    lines = [f"{entry.code}  {entry.title}（{kind}）", "", entry.means, "", "例："]
    lines += [f"  {line}" for line in entry.example.split("\n")]
    return "\n".join([*lines, "", f"改法：{entry.cure}"])
