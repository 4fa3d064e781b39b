"""Write docs/api.md: every public name with its signature and docstring.

python tools/api.py
"""

from __future__ import annotations

import importlib
import inspect
import textwrap
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "docs" / "api.md"
MODULES = ("icstd", "icstd.audit")
HEAD = """# Public interface

Written by `tools/api.py` from the docstrings.  These names, and nothing else, are promised to
importers: what `icstd`, `icstd.audit` and `icstd.review` list in `__all__`.  Chinese guides with
the Python beside each command: [audit](audit.zh.md), [review](review.zh.md).
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_module(name) for name in MODULES)


def _module(name: str) -> str:
    module = importlib.import_module(name)
    parts = [f"\n## {name}\n\n{_prose(module)}\n"]
    for public in module.__all__:
        parts += _entry(public, getattr(module, public))
    return "".join(parts)


def _entry(name: str, thing: Any) -> Iterator[str]:
    kind = "class" if inspect.isclass(thing) else "def"
    yield f"\n### {name}\n\n```python\n{kind} {name}{_signature(thing)}\n```\n\n{_prose(thing)}\n"
    if not inspect.isclass(thing) or issubclass(thing, Enum):
        return
    for member, value in vars(thing).items():
        if member.startswith("_") or not (inspect.isfunction(value) or isinstance(value, property)):
            continue
        doc = inspect.getdoc(value)
        if doc:
            shown = member if isinstance(value, property) else f"{member}{_signature(value)}"
            yield f"- `{shown}`: {' '.join(doc.splitlines()[0].split())}\n"


def _signature(thing: Any) -> str:
    if inspect.isclass(thing) and issubclass(thing, Enum):
        return f" = {' | '.join(str(m.value) for m in thing)}"
    if inspect.isclass(thing) and issubclass(thing, BaseException):
        return "(Exception)"
    fields = getattr(thing, "__dataclass_fields__", None) or getattr(thing, "_fields", None)
    if inspect.isclass(thing) and fields:
        types = {f: str(thing.__annotations__[f]) for f in fields if f in thing.__annotations__}
        shown = [f"    {name}: {_plain(kind)}" for name, kind in types.items()]
        return ":\n" + "\n".join(shown)
    try:
        return str(inspect.signature(thing)).replace("'", "")
    except ValueError:
        return "(…)"


def _plain(annotation: str) -> str:
    """An annotation as it stands in the code."""
    return annotation.removeprefix("ForwardRef('").removesuffix("')").removesuffix("', module")


def _prose(thing: Any) -> str:
    doc = inspect.getdoc(thing) or ""
    return textwrap.dedent(doc).strip()


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
