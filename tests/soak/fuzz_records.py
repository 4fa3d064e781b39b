"""Plan, report, audit and reconcile files damaged at random: read or refused, nothing else.

Workbooks are damaged as forms are (`fuzz_form`); texts have lines cut, doubled
and swapped, and values replaced.
`cd tests && ../.venv/bin/python -m soak.fuzz_records 20000` prints what became
of each kind; every run with the same number does the same.
"""

# ruff: noqa: T201 - a campaign prints its figures

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time

from icstd.audit.plan import make_plan
from second_standard import HOME, ID, TEXT

from icstd.assessment.intake import load_assessment
from icstd.audit.file import read_audit
from icstd.audit.plan_file import plan_workbook, plan_yaml, read_plan, read_workbook
from icstd.audit.template import audit_template
from icstd.authoring.build import completed
from icstd.authoring.reconcile import workbook_in, workbook_out
from icstd.authoring.reconcile.book import prepare
from icstd.authoring.reconcile.text import read_official_text
from icstd.authoring.sources import read_sources
from icstd.clauses.load import load_standard
from icstd.errors import InputProblems
from icstd.evaluation import evaluate
from icstd.output import render
from icstd.rules import load_rulebook
from icstd.yamlio import read_document

from .fuzz_form import damaged

ROOT = Path(__file__).resolve().parents[2]
VALUES = (
    "[甲, 乙]", "{甲: 乙}", "-1", "1e999", "true", "不清楚", "6月底", "2025-02-30", "０", "''",
    "2026-03-01", "符合", "已销号", "~", "\u202e", "W99.9", "- x", ": :", "\t",
)  # fmt: skip


def mangled(text: str, chance: random.Random) -> str:
    """A text with one to four lines cut, doubled, swapped or filled with something else."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        action = chance.randrange(5)
        if action == 0:
            lines[at] = ""
        elif action == 1:
            lines.insert(at, lines[other])
        elif action == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif action == 3:
            lines[at] = lines[at].partition(":")[0] + ": " + chance.choice(VALUES)
        else:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + chance.choice(VALUES) + lines[at][cut:]
    return "\n".join(lines)


def kinds() -> dict[str, tuple[Callable[[random.Random], bytes], Callable[[bytes], object]]]:
    """What is damaged and by whom it is read."""
    standard = load_standard()
    report = evaluate(load_assessment(ROOT / "examples" / "complete-park.yaml", standard), standard)
    plan = make_plan(report, "d")
    listed, written, text = plan_workbook(plan), render(report, "r.xlsx"), plan_yaml(plan)
    audit = audit_template(report).replace("核查日:  ", "核查日: 2026-03-02  ", 1)
    audit = audit.replace("W4.1: {结论: , 理由: ,", "W4.1: {结论: 不符合, 理由: 过期,", 1)
    second = completed(read_sources(HOME / ID).standard, load_rulebook(ID))
    official = read_official_text(TEXT.read_bytes(), TEXT.name)
    table = workbook_out.write_workbook(prepare(official, second), second)

    def plan_of(data: bytes) -> object:
        return make_plan(report, "e", read_plan(read_document(data, "p.yaml")))

    def audit_of(data: bytes) -> object:
        return read_audit(read_document(data, "a.yaml"), standard)

    return {
        "plan.xlsx": (lambda c: damaged(listed, c), lambda d: read_workbook(d, "p.xlsx")),
        "report.xlsx": (lambda c: damaged(written, c), lambda d: read_workbook(d, "r.xlsx")),
        "plan.yaml": (lambda c: mangled(text, c).encode(), plan_of),
        "audit.yaml": (lambda c: mangled(audit, c).encode(), audit_of),
        "reconcile.xlsx": (
            lambda c: damaged(table, c),
            lambda d: workbook_in.read_workbook(d, "k.xlsx"),
        ),
    }


def main(count: int) -> None:
    """Run the campaign; ends with an exception where a reader breaks its promise."""
    for kind, (make, read) in kinds().items():
        fates: Counter[str] = Counter()
        slowest = (0.0, 0)
        for seed in range(count):
            data = make(random.Random(seed))  # noqa: S311 - no secret
            start = process_time()
            try:
                read(data)
                fates["read"] += 1
            except InputProblems as refused:
                fates[refused.problems[0].code] += 1
            except BaseException:
                print(f"{kind}: seed {seed}")
                raise
            slowest = max(slowest, (process_time() - start, seed))
        print(f"{kind}: slowest {slowest[0]:.2f} s of work (seed {slowest[1]})")
        for fate, times in fates.most_common():
            print(f"{times:7} {fate}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
