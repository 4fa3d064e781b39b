"""The files that travel with the package: in a checkout, in a wheel or in a zip application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent
STANDARD = "db33t2320-2021"


def read_shipped(path: Path) -> bytes:
    """The bytes of a file; of one inside the zip where the package runs from a zip.

    Raises OSError like `Path.read_bytes`.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if PACKAGE.is_dir() or not path.is_relative_to(PACKAGE):
            raise
        loader: Any = __spec__.loader
        data: bytes = loader.get_data(str(path))
        return data


def is_shipped(path: Path) -> bool:
    """Whether a file is there, in a folder or in the zip."""
    try:
        read_shipped(path)
    except OSError:
        return False
    return True


def names_in(folder: Path) -> list[str]:
    """Names of the files below a folder of the package, sorted, with `/` between."""
    if folder.is_dir():
        return sorted(
            p.relative_to(folder).as_posix()
            for p in folder.rglob("*")
            if p.is_file() and "__pycache__" not in p.parts
        )
    if not folder.is_relative_to(PACKAGE):
        return []
    from importlib.resources import files  # slow to import, and needed from a zip only

    return sorted(_below(files(__package__).joinpath(*folder.relative_to(PACKAGE).parts), ""))


def _below(node: Any, path: str) -> Iterator[str]:
    for child in node.iterdir():
        if child.is_dir():
            yield from _below(child, f"{path}{child.name}/")
        else:
            yield f"{path}{child.name}"


def standard_folder() -> Path:
    """Where editions and sources lie: the checkout's own folder first, else the package's.

    So an editable install never reads a stale copy.
    """
    root = PACKAGE.parents[1]
    checkout = root / "standard"
    if (checkout / f"{STANDARD}.json").is_file() and (root / "pyproject.toml").is_file():
        return checkout
    return PACKAGE / "standard"


def in_checkout() -> bool:
    """Whether the program runs from its source tree, whose files may be written."""
    return standard_folder() != PACKAGE / "standard"
