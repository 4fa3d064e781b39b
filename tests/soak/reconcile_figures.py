"""How well the official text is read: figures over many generated standards.

    python tests/soak/reconcile_figures.py [documents]

Prints the table of `docs/quality.md`.  The documents come from `tests/gbt11.py`,
whose vocabulary is not the reader's; each is read as typed, as copied from a
PDF, and as copied carelessly.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gbt11 import Generated, careless_text, copied_text, generate, plain_text
from reading import Score, score

from icstd.authoring.reconcile.text import read_official_text

WAYS: dict[str, Callable[[Generated, int], str]] = {
    "一段一行": lambda made, _: plain_text(made),
    "从 PDF 复制": copied_text,
    "粗心的复制": careless_text,
}


def figures(documents: int) -> dict[str, Score]:
    """Counts for each way of copying, over the same documents."""
    found = dict.fromkeys(WAYS, Score())
    for seed in range(documents):
        made = generate(seed)
        for name, rendered in WAYS.items():
            text = read_official_text(rendered(made, seed).encode(), "标准.txt")
            found[name] = found[name].plus(score(made, text)[0])
    return found


def table(found: dict[str, Score]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| 文本 | 句子 | 找到 | 位置和层次对 | 章条标题对 | 拆分对 | 类型对 | 多读出的句子 |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, f in found.items():
        cells = (
            name,
            f"{f.sentences:,}",
            _share(f.found, f.sentences),
            _share(f.placed, f.sentences),
            _share(f.headed, f.headings),
            _share(f.split, f.sentences),
            _share(f.typed, f.sentences),
            str(f.extra),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    sys.stdout.write(f"{count} 份生成的标准\n\n{table(figures(count))}\n")
