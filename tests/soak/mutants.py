"""Figures of a session of code mutants: killed by module, and each survivor with its line.

`make mutants` copies the tree, lets cosmic-ray (`cosmic-ray.toml` beside this
file) break rules, roll-up and scoring in one place at a time and run the tests
that bear on them, then prints this.  It fails below 95 % killed.
"""

# ruff: noqa: T201 - a campaign prints its figures

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, WorkerOutcome

LEAST_KILLED = 95
"""Per cent."""


def main(session: Path, tree: Path) -> int:
    """Print the figures; 0 where enough were killed and none is left to run."""
    run: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    survivors: list[str] = []
    with use_db(str(session), WorkDB.Mode.open) as work:
        for item, result in work.completed_work_items:
            if result.worker_outcome is WorkerOutcome.SKIPPED:
                continue  # by an operator that is left out
            (mutation,) = item.mutations
            module = mutation.module_path.name
            run[module] += 1
            killed[module] += result.is_killed
            if not result.is_killed:
                survivors.append(_told(mutation, tree))
        left = len(list(work.pending_work_items))
    for module in sorted(run):
        print(f"{module:18} {killed[module]:5} / {run[module]}")
    print("\n".join(sorted(survivors)))
    print(f"{killed.total()} killed of {run.total()}, {left} not run")
    return int(left > 0 or killed.total() * 100 < LEAST_KILLED * run.total())


def _told(mutation: MutationSpec, tree: Path) -> str:
    number = mutation.start_pos[0]
    line = (tree / mutation.module_path).read_text("utf-8").splitlines()[number - 1].strip()
    operator = mutation.operator_name.removeprefix("core/").removeprefix("Replace")
    return f"survives: {mutation.module_path.name}:{number} {operator} | {line}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
