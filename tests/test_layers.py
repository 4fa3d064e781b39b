"""The direction of imports, and what nothing below the command line may do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "icstd"

LAYERS = (
    {"limits", "_version", "frozen", "wholefile", "shipped"},
    {"terms", "text"},
    {"jsontext"},
    {"errors", "palette"},
    {"yamlio"},
    {"workbook"},
    {"clauses", "error_guide"},
    {"assessment"},
    {"observations", "support"},
    {"tailoring"},
    {"conformance", "error_guide"},
    {"rules"},
    {"evaluation"},
    {"scoring"},
    {"output", "report", "review", "audit", "forms", "authoring"},
    {"page"},
    {"cli"},
)
"""A module imports only from its own package and from layers before it."""

BESIDE = {
    "output": {"report"},
    "audit": {"report", "output"},
    "review": {"report", "audit", "output"},
    "forms": set[str](),
    "authoring": {"report"},
    "report": set[str](),
}
"""What packages of the same layer may use of each other: never in a circle."""

DOORS = ("icstd", "icstd.audit", "icstd.review")
"""What may be imported from outside: their `__init__` fetches lazily what stands behind them."""

QUIET = {"print", "input", "breakpoint"}
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
    ("os", "environ"),
    ("os", "getenv"),
    ("os", "getcwd"),
    ("Path", "cwd"),
    ("Path", "home"),
    ("locale", "setlocale"),
}
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests"}
SHELLS = {"subprocess", "pty", "ctypes"}

FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(file: Path) -> str:
    """The layer's name: first package or module below icstd; empty for icstd itself."""
    inside = file.relative_to(PACKAGE).parts
    return inside[0].removesuffix(".py") if inside[0] != "__init__.py" else ""


def rank(part: str) -> int:
    return next(n for n, layer in enumerate(LAYERS) if part in layer)


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Dotted names inside icstd that a file imports, with their lines."""
    package = ("icstd", *file.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *((node.module,) if node.module else ())))
            yield stem, node.lineno
            for alias in node.names:
                yield f"{stem}.{alias.name}", node.lineno


def internal(file: Path) -> Iterator[tuple[str, int]]:
    for name, line in imports(file):
        parts = name.split(".")
        if parts[0] == "icstd" and len(parts) > 1 and any(parts[1] in layer for layer in LAYERS):
            yield parts[1], line


def may_import(importer: str, imported: str) -> bool:
    if importer == imported or rank(imported) < rank(importer):
        return True
    return imported in BESIDE.get(importer, set())


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_a_module_imports_only_from_layers_before_it(file: Path) -> None:
    importer = part_of(file)
    if importer in ("", "__main__"):
        return
    wrong = [f"{n} (line {line})" for n, line in internal(file) if not may_import(importer, n)]
    assert wrong == []


def test_only_one_package_knows_the_libraries_for_workbooks() -> None:
    found = {
        part_of(f)
        for f in FILES
        for name, _ in imports(f)
        if name.split(".")[0] in ("openpyxl", "xlsxwriter")
    }
    assert found == {"workbook"}


def test_every_module_stands_in_a_layer() -> None:
    parts = {part_of(f) for f in FILES} - {"", "__main__"}
    assert parts <= set().union(*LAYERS)


def test_packages_of_one_layer_do_not_use_each_other_in_a_circle() -> None:
    def reaches(start: str, goal: str) -> bool:
        return any(n == goal or reaches(n, goal) for n in BESIDE.get(start, set()))

    assert [p for p in BESIDE if reaches(p, p)] == []


@pytest.mark.parametrize(
    "file",
    [f for f in FILES if part_of(f) not in ("cli", "__main__")],
    ids=lambda f: str(f.relative_to(PACKAGE)),
)
def test_nothing_below_the_command_line_prints_or_asks_the_world(file: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in QUIET:
            found.append(f"{node.func.id} (line {node.lineno})")
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and (
                (node.value.id, node.attr) in CLOCKS
                or (node.value.id, node.attr[:3]) == ("sys", "std")
            )
        ):
            found.append(f"{node.value.id}.{node.attr} (line {node.lineno})")
    for name, line in imports(file):
        if name in NETWORK | SHELLS:
            found.append(f"import {name} (line {line})")
    assert found == []


def module_of(file: Path) -> str:
    """Dotted name of a file inside icstd; a package's own file has the package's name."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(("icstd", *parts)).removesuffix(".__init__")


def test_no_two_files_import_each_other_whatever_the_way_round() -> None:
    modules = {module_of(f): f for f in FILES}
    graph = {
        m: {n for n, _ in imports(f) if n in modules and n not in (m, *DOORS)}
        for m, f in modules.items()
    }
    while True:  # what imports nothing that is left is in no circle
        free = {m for m, needs in graph.items() if not needs}
        if not free:
            break
        graph = {m: needs - free for m, needs in graph.items() if m not in free}
    assert graph == {}


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {str(f.relative_to(PACKAGE)): len(f.read_text("utf-8").splitlines()) for f in FILES}
    assert {name: n for name, n in lengths.items() if n > 300} == {}


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("clauses", "rules", False),
        ("rules", "clauses", True),
        ("report", "cli", False),
        ("report", "audit", False),
        ("audit", "report", True),
        ("terms", "errors", False),
        ("rules", "rules", True),
    ],
)
def test_the_order_itself_is_what_the_design_says(
    importer: str, imported: str, allowed: bool
) -> None:
    assert may_import(importer, imported) is allowed
