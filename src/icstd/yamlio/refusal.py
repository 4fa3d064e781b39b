"""How a file is refused for its encoding."""

from __future__ import annotations

from typing import NoReturn

from ..errors import InputProblems, Place, Problem


def refuse(
    name: str,
    what: str,
    *,
    place: Place = Place(),  # noqa: B008 - immutable
    excerpt: tuple[str, ...] = (),
    also: str = "",
    cause: BaseException | None = None,
) -> NoReturn:
    """Refuse a file for its encoding, with the cure."""
    cure = "用记事本打开，选“文件 › 另存为”，编码选“UTF-8”，保存后再交" + also
    raise InputProblems((Problem("E-ENCODING", name, place, "", what, cure, excerpt),)) from cause
