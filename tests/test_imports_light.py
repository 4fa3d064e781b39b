"""What a run may import: start-up is most of the time a run takes."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest
from running import PARK

PROBE = """
import json, sys
before = set(sys.modules)
from icstd.cli.main import main
sys.stdout = sys.stderr
code = main(sys.argv[1:])
sys.__stdout__.write(json.dumps([code, sorted(set(sys.modules) - before)]))
"""

HEAVY = {
    "asyncio",
    "ctypes",
    "email",
    "http",
    "importlib.metadata",
    "importlib.resources",
    "logging",
    "multiprocessing",
    "pickle",
    "socket",
    "ssl",
    "subprocess",
    "tempfile",
    "unittest",
    "urllib.request",
    "xml",
    "zipfile",
}
"""Parts of the standard library that cost time and are not needed here."""

FOREIGN: dict[str, set[str]] = {
    "--version": set(),
    "--help": set(),
    "limits": set(),
    "check": {"yaml"},
    "assess": {"yaml"},
    "assess --format json": {"yaml"},
}
"""Command → the only packages from outside the standard library it may import."""

OURS = {
    "--version": {"icstd._version", "icstd.cli", "icstd.cli.main", "icstd.cli.streams"},
    "--help": {"icstd._version", "icstd.cli", "icstd.errors", "icstd.text", "icstd.limits"},
    "limits": {"icstd._version", "icstd.cli", "icstd.errors", "icstd.text", "icstd.limits"},
    "check": {
        "icstd._version",
        "icstd.assessment",
        "icstd.clauses",
        "icstd.shipped",
        "icstd.cli",
        "icstd.conformance",
        "icstd.observations",
        "icstd.errors",
        "icstd.frozen",
        "icstd.evaluation",
        "icstd.forms",
        "icstd.limits",
        "icstd.rules",
        "icstd.support",
        "icstd.terms",
        "icstd.jsontext",
        "icstd.text",
        "icstd.yamlio",
    },
}
OURS["assess"] = OURS["check"] | {"icstd.output", "icstd.report", "icstd.scoring"}
OURS["assess --format json"] = OURS["assess"] - {"icstd.report.terminal"}
"""Command → the modules and packages of ours it may import."""


def imported(command: str) -> list[str]:
    argv = command.split()
    if argv[0] in ("check", "assess"):
        argv.append(str(PARK))
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *argv], capture_output=True, check=True, timeout=60
    )
    code, modules = json.loads(done.stdout)
    assert code in (0, 1), done.stderr
    return list(modules)


@pytest.mark.parametrize("command", FOREIGN)
def test_a_command_imports_only_what_it_needs(command: str) -> None:
    modules = imported(command)
    installed = {name for name in packages_distributions() if name != "icstd"}
    foreign = {m.split(".")[0] for m in modules} & installed
    assert {f for f in foreign if not f.startswith("_")} <= FOREIGN[command]
    assert {m for m in modules if m in HEAVY or m.split(".")[0] in HEAVY} == set()
    ours = [m for m in modules if m.split(".")[0] == "icstd" and m != "icstd"]
    strays = [m for m in ours if not any(f"{m}.".startswith(f"{a}.") for a in OURS[command])]
    assert strays == []


@pytest.mark.parametrize("command", ["assess --format json", "check"])
def test_nothing_that_lays_out_other_forms_is_imported(command: str) -> None:
    unwanted = (
        "icstd.report.layout",
        "icstd.report.terminal",
        "icstd.report.html",
        "icstd.forms.workbook",
        "icstd.workbook",
    )
    assert [m for m in imported(command) if m.startswith(unwanted)] == []


def test_importing_the_package_imports_only_its_version() -> None:
    script = "import sys, icstd; print([m for m in sys.modules if m.startswith('icstd.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "['icstd._version']"


def test_every_public_name_is_there_and_is_what_its_name_says() -> None:
    import icstd

    for name in icstd.__all__:
        assert getattr(icstd, name).__name__ == name
    assert set(icstd.__all__) <= set(dir(icstd))
    with pytest.raises(AttributeError, match="nonsense"):
        icstd.nonsense  # noqa: B018


def test_public_functions_stay_functions_when_their_modules_are_imported() -> None:
    """A module of the same name would take the place of the function."""
    script = (
        "import icstd; from icstd.review import unit; from icstd.cli.commands import verify\n"
        "print(all(callable(getattr(icstd, n)) for n in icstd.__all__))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "True"
