"""The code of rules, roll-up and scoring broken on purpose, one place at a time.

Comparisons negated and shifted to the neighbouring boundary, and/or swapped,
conditions and `not` turned round, numbers ± 1, plus/minus and times/divided
swapped, verdicts and the calls that make them swapped.  Words are not mutated,
nor is anything outside function bodies.  Outcomes that a test module works out
while it is collected (parameters of test_rules_of_chapter…) are out of reach
of the swap, so survivors in topic rules may be known to those tests.

`cd tests && ../.venv/bin/python -m soak.mutants [--sample N] [--seconds S]`
collects the fast tests once and forks for each mutant: the child swaps the
function's code and runs tests until one fails, those first that killed the
function's other mutants.  The files on disk are never touched.
"""

# ruff: noqa: T201 - a campaign prints its figures

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

TESTS = Path(__file__).parents[1]
MODULES = (
    *(f"rules.{p.stem}" for p in sorted((TESTS.parent / "src/icstd/rules").glob("[a-z]*.py"))),
    "conformance",
    "scoring",
)
ONLY = {"conformance": {"roll_up", "count_verdicts"}}
FAST = (
    "test_checks", "test_consistency", "test_proof", "test_evaluation", "test_roll_up",
    "test_scoring", "test_rules_of_chapters_4_to_6", "test_rules_of_chapter_7",
    "test_rules_of_chapter_8", "test_issue_and_visit_counts", "test_grid_and_activity_counts",
    "test_examples",
)  # fmt: skip
TOO_LONG = 30
"""Seconds in one test after which a mutant counts as noticed: it hangs."""

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
_VERDICTS = {
    "MET": "UNMET",
    "UNMET": "MET",
    "PARTLY": "UNMET",
    "NOT_APPLICABLE": "MET",
    "INSUFFICIENT": "UNEVALUATED",
    "UNEVALUATED": "INSUFFICIENT",
}
_CALLS = {
    "met": "unmet",
    "unmet": "met",
    "insufficient": "unevaluated",
    "unevaluated": "insufficient",
    "not_applicable": "met",
    "at_least": "at_most",
    "at_most": "at_least",
    "any": "all",
    "all": "any",
    "min": "max",
    "max": "min",
}


class Mutant(NamedTuple):
    """One changed place of one function."""

    module: str
    function: str
    line: int
    what: str
    code: CodeType


Change = tuple[str, Callable[[ast.AST], None]]


def _set(name: str, value: object) -> Callable[[ast.AST], None]:
    return lambda node: setattr(node, name, value)


def _changes(node: ast.AST) -> Iterator[Change]:
    """Every way of breaking one node in place."""
    if isinstance(node, ast.Compare):
        for at, was in enumerate(node.ops):
            for now in _COMPARISONS[type(was)]:
                ops = [now() if n == at else op for n, op in enumerate(node.ops)]
                yield f"{type(was).__name__} → {now.__name__}", _set("ops", ops)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"→ {type(other).__name__}", _set("op", other)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", _set("op", _Twice())
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        swapped = _ARITHMETIC[type(node.op)]
        yield f"{type(node.op).__name__} → {swapped.__name__}", _set("op", swapped())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"→ {not node.value}", _set("value", not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        for number in (node.value + 1, node.value - 1):
            yield f"{node.value} → {number}", _set("value", number)
    elif isinstance(node, ast.Attribute) and node.attr in _VERDICTS:
        yield f"{node.attr} → {_VERDICTS[node.attr]}", _set("attr", _VERDICTS[node.attr])
    elif isinstance(node, ast.Name) and node.id in _CALLS:
        yield f"{node.id} → {_CALLS[node.id]}", _set("id", _CALLS[node.id])
    if isinstance(node, ast.If | ast.IfExp) and not isinstance(
        node.test, ast.Compare | ast.UnaryOp
    ):
        yield "condition negated", _set("test", ast.UnaryOp(ast.Not(), node.test))


class _Twice(ast.Not):
    """Marks a `not` that is to go."""


class _Drop(ast.NodeTransformer):
    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if isinstance(node.op, _Twice) else node


def mutants() -> Iterator[Mutant]:
    """All mutants, module by module, in the order of the source."""
    for name in MODULES:
        module = importlib.import_module(f"icstd.{name}")
        path = Path(str(module.__file__))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for top in tree.body:
            if not isinstance(top, ast.FunctionDef) or not _alive(module, top.name):
                continue
            if top.name not in ONLY.get(name, {top.name}):
                continue
            yield from _of_function(name, path, top)


def _alive(module: ModuleType, function: str) -> bool:
    return hasattr(getattr(module, function, None), "__code__")


def _of_function(name: str, path: Path, top: ast.FunctionDef) -> Iterator[Mutant]:
    nodes = [n for part in top.body for n in ast.walk(part)]
    places = [(i, k) for i, n in enumerate(nodes) for k, _ in enumerate(_changes(n))]
    for index, kind in places:
        function = copy.deepcopy(top)
        node = [n for part in function.body for n in ast.walk(part)][index]
        what, change = list(_changes(node))[kind]
        change(node)
        broken = _Drop().visit(ast.Module([function], []))
        whole = compile(ast.fix_missing_locations(broken), str(path), "exec")
        code = next(c for c in whole.co_consts if isinstance(c, CodeType) and c.co_name == top.name)
        yield Mutant(name, top.name, getattr(nodes[index], "lineno", top.lineno), what, code)


class Campaign:
    """A pytest plugin: instead of running the tests once, run them per mutant."""

    def __init__(self, chosen: list[Mutant], seconds: float) -> None:
        self.chosen, self.seconds = chosen, seconds
        self.killed: Counter[str] = Counter()
        self.run: Counter[str] = Counter()
        self.survivors: list[Mutant] = []
        self.green = False
        self.hung = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each chosen mutant, in time."""
        items = list(session.items)
        begun = time.monotonic()
        self.green = _first_failure(items, None) is None
        print(f"{len(items)} tests, unbroken: {time.monotonic() - begun:.1f} s", flush=True)
        if not self.green:
            return True
        killers: dict[str, list[int]] = defaultdict(list)
        for mutant in self.chosen:
            if time.monotonic() - begun > self.seconds:
                break
            first = killers[f"{mutant.module}.{mutant.function}"] or killers[mutant.module]
            order = list(dict.fromkeys((*reversed(first), *range(len(items)))))
            failed = _first_failure([items[i] for i in order], mutant)
            self.run[mutant.module] += 1
            if failed is None:
                self.survivors.append(mutant)
                print(_said(mutant), flush=True)
                continue
            self.killed[mutant.module] += 1
            self.hung += failed < 0
            if failed >= 0:
                killers[f"{mutant.module}.{mutant.function}"].append(order[failed])
                killers[mutant.module].append(order[failed])
        return True


def _said(mutant: Mutant) -> str:
    return f"survives: {mutant.module}.{mutant.function}:{mutant.line} {mutant.what}"


def _first_failure(items: list[pytest.Item], mutant: Mutant | None) -> int | None:
    """In a child: the index of the first test that fails, −1 for a hang, None if none does."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        if mutant is not None:
            module = importlib.import_module(f"icstd.{mutant.module}")
            getattr(module, mutant.function).__code__ = mutant.code
        for index, item in enumerate(items):
            signal.alarm(TOO_LONG if mutant else 0)
            if any(r.failed for r in runtestprotocol(item, log=False, nextitem=None)):
                os.write(writer, str(index).encode())
                os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return None if status == 0 else int(told or -1)


def main() -> int:
    """Run the campaign; 0 where at least 95 % are killed."""
    options = argparse.ArgumentParser()
    options.add_argument("--sample", type=int, default=0, help="0: all")
    options.add_argument("--seconds", type=float, default=7200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--without", nargs="*", default=[], help="test modules to leave out")
    given = options.parse_args()
    every = list(mutants())
    chosen = list(every)
    random.Random(given.seed).shuffle(chosen)  # noqa: S311 - a sample, no secret
    campaign = Campaign(chosen[: given.sample or None], given.seconds)
    files = [str(TESTS / f"{name}.py") for name in FAST if name not in given.without]
    pytest.main(["-p", "no:cacheprovider", "-p", "no:xdist", "-s", *files], plugins=[campaign])
    run, killed = campaign.run.total(), campaign.killed.total()
    for name in MODULES:
        if campaign.run[name]:
            print(f"{name}: {campaign.killed[name]}/{campaign.run[name]}")
    print(f"{killed} killed ({campaign.hung} by a hang) of {run} run, {len(every)} in all")
    return 0 if campaign.green and run and killed * 100 >= run * 95 else 1


if __name__ == "__main__":
    sys.exit(main())
