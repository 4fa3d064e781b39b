"""Make one file that runs wherever Python is: `python tools/zipapp_build.py icstd.pyz`.

It holds this package, its standard and those packages it uses that need no
compiled part: enough for the terminal, HTML, JSON, CSV and Excel.  Word, PDF
and the commands for maintaining the standard need an installation.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipapp
from importlib.metadata import files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PURE = ("PyYAML", "Jinja2", "MarkupSafe", "xlsxwriter", "openpyxl", "et_xmlfile")
_MAIN = "from icstd.cli.main import entry\nentry()\n"


def build(target: Path) -> None:
    """Write the zip application."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder)
        here = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "src" / "icstd", whole / "icstd", ignore=here)
        shutil.copytree(ROOT / "standard", whole / "icstd" / "standard", ignore=here)
        for package in PURE:
            for file in files(package) or ():
                outside = file.parts[0] in ("..", "bin") or "__pycache__" in file.parts
                if not outside and file.suffix not in (".so", ".pyd", ".pyc"):
                    (whole / file).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(file.locate(), whole / file)
        (whole / "__main__.py").write_text(_MAIN, "utf-8")
        target.parent.mkdir(parents=True, exist_ok=True)
        zipapp.create_archive(whole, target, interpreter="/usr/bin/env python3", compressed=True)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
    print(f"已生成 {sys.argv[1]}")
