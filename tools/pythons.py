"""The Pythons from 3.11 on that this machine has, one a line: newest patch of each minor."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

LEAST = (3, 11)


def pythons() -> list[str]:
    """Paths of the interpreters, oldest first."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders += sorted(root.glob("versions/*/bin"))
    found: dict[tuple[int, int], tuple[tuple[int, ...], str]] = {}
    for folder in folders:
        for file in sorted(folder.glob("python3.*")):
            if not re.fullmatch(r"python3\.\d+", file.name):
                continue
            about = "import sys; print(*sys.version_info[:3])"
            run = [str(file), "-c", about]
            done = subprocess.run(run, capture_output=True, text=True, check=False)  # noqa: S603
            version = tuple(map(int, done.stdout.split())) if done.returncode == 0 else ()
            if version[:2] >= LEAST:
                key = (version[0], version[1])
                found[key] = max(found.get(key, ((), "")), (version, str(file)))
    return [path for _, (_, path) in sorted(found.items())]


if __name__ == "__main__":
    print("\n".join(pythons()))
