"""The least versions that `pyproject.toml` allows, as constraints for pip (`make lowest`)."""

# ruff: noqa: T201 - pip reads them from a file that make writes

import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))[
    "project"
]
for wanted in project["dependencies"]:
    print(wanted.replace(">=", "=="))
