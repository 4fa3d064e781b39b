"""Build the page that judges by itself: one HTML file with the form and the engine.

    python tools/page/build.py [-o FILE] [--standard EDITION.json] [--rules RULES.py]

The engine is Python for WebAssembly (the npm package `pyodide`, pinned with its
integrity in package-lock.json), the wheels of requirements.txt (pinned by hash)
and the package's own wheel, built from this source.  The same source gives the
same bytes.  Needs npm, pip and git; what is fetched stays in build/page/.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "page"
TARGET = WORK / "icstd-自评.html"

SCRIPTS = ("engine.js", "judging.js", "many.js", "opening.js")
PARTS = {
    "wasm": "pyodide.asm.wasm",
    "library": "python_stdlib.zip",
    "runtime": "pyodide.asm.mjs",
    "loader": "pyodide.mjs",
}
"""Name of a part of the page → file of the npm package."""

LEFT_OUT = ("icstd/report/assets/fonts/", "icstd/authoring/", "rapidfuzz/__pyinstaller/")
"""Fonts of the PDF report and the tools of those who keep the standard: no use in a browser."""


class Made(NamedTuple):
    """Something that the page is made of, as it says so itself."""

    name: str
    version: str
    licence: str
    home: str


def main() -> None:
    """Fetch, bundle, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    parser.add_argument("--standard", type=Path, help="a published edition other than the shipped")
    parser.add_argument("--rules", type=Path, help="the Python rules of that standard")
    args = parser.parse_args()
    page = build(args.standard, args.rules)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_bytes(page)
    digest = hashlib.sha256(page).hexdigest()
    print(f"{args.output}  {len(page) / 1e6:.1f} MB  sha256 {digest}")


def build(edition: Path | None = None, rules: Path | None = None) -> bytes:
    """The page's bytes, for `edition` and its `rules` (the shipped ones where None)."""
    sys.path.insert(0, str(ROOT / "src"))
    from icstd.clauses.load import load_standard
    from icstd.forms.html_form import Beside, embedded, html_form
    from icstd.report.html import ASSETS
    from icstd.report.web import colour_rules, integrity

    pyodide = fetched_pyodide()
    wheels = [own_wheel(), *fetched_wheels()]
    engine, made, licences = bundled(wheels)
    runtime = json.loads((pyodide / "package.json").read_text("utf-8"))
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    standard = load_standard(edition)
    about = {
        "lock": {"info": lock, "packages": {}},
        "judges": (
            f"本页按 {standard.number}《{standard.title}》编码版本 {standard.encoding_version}"
            f"（摘要 {standard.digest[:16]}）判定；"
            f"程序是 icstd {made[0].version}，提交 {commit()}。"
        ),
        "made": [
            *(m._asdict() for m in made),
            Made("CPython", lock["python"], "PSF-2.0", "https://www.python.org")._asdict(),
            Made(
                "Pyodide", runtime["version"], runtime["license"], "https://pyodide.org"
            )._asdict(),
        ],
        "licences": licences,
    }
    parts = {name: (pyodide / file).read_bytes() for name, file in PARTS.items()}
    parts["engine"] = engine
    if edition is not None:
        parts["edition"] = edition.read_bytes()
    if rules is not None:
        parts["rules"] = rules.read_bytes()
    coded = {name: packed(data) for name, data in parts.items()}
    blocks = [
        f'<script type="application/json" id="bundle-data">{embedded(about)}</script>',
        f'<script type="text/plain" id="worker-code">{script("worker.js")}</script>',
        *(f'<script type="text/plain" id="part-{n}">{c}</script>' for n, c in coded.items()),
    ]
    beside = Beside(
        style=colour_rules()[1] + (HERE / "page.css").read_text("utf-8"),
        script="".join(script(name) for name in SCRIPTS),
        blocks="\n".join(blocks),
        framed=(integrity((ASSETS / "report.js").read_text("utf-8")),),
    )
    return html_form(standard, beside=beside)


def script(name: str) -> str:
    """One of our scripts; none may hold what would end the element it stands in."""
    text = (HERE / name).read_text("utf-8").replace('"use strict";\n', "", 1)
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(name)
    return text


def packed(data: bytes) -> str:
    """Base64 of gzip, without a time in it."""
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def run(*command: str, cwd: Path = ROOT) -> str:
    """Run a command; its output, or the end of the build with what it said."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def commit() -> str:
    """The commit of this source, and whether anything was changed since."""
    if not (ROOT / ".git").exists():
        return "（不在版本库里）"
    head = run("git", "rev-parse", "HEAD").strip()
    return head + ("，另有未提交的改动" if run("git", "status", "--porcelain").strip() else "")


def fetched_pyodide() -> Path:
    """The npm packages of the lock file, checked by npm against their integrity."""
    if shutil.which("npm") is None:
        sys.exit("npm is not installed: the page cannot be built")
    npm = WORK / "npm"
    lock = (HERE / "package-lock.json").read_bytes()
    if not (npm / "done").is_file() or (npm / "done").read_bytes() != lock:
        npm.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, npm / name)
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=npm)
        (npm / "done").write_bytes(lock)
    return npm / "node_modules" / "pyodide"


def fetched_wheels() -> list[Path]:
    """The wheels of requirements.txt, checked by pip against their hashes."""
    wheels = WORK / "wheels"
    wanted = (HERE / "requirements.txt").read_bytes()
    if not (wheels / "done").is_file() or (wheels / "done").read_bytes() != wanted:
        shutil.rmtree(wheels, ignore_errors=True)
        platforms = [f"manylinux{n}_x86_64" for n in ("2014", "_2_17", "_2_27", "_2_28")]
        run(
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--only-binary", ":all:", "--require-hashes"),
            *("--implementation", "cp", "--python-version", "3.12"),
            *(word for platform in platforms for word in ("--platform", platform)),
            *("--dest", str(wheels), "--requirement", str(HERE / "requirements.txt")),
        )
        (wheels / "done").write_bytes(wanted)
    return sorted(wheels.glob("*.whl"))


def own_wheel() -> Path:
    """The package's own wheel, built from this source."""
    place = WORK / "own"
    shutil.rmtree(place, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place))
    (wheel,) = place.glob("*.whl")
    return wheel


def bundled(wheels: list[Path]) -> tuple[bytes, list[Made], list[dict[str, str]]]:
    """One archive with the Python files of all wheels, what they are, and their licences."""
    out = io.BytesIO()
    made: list[Made] = []
    licences: list[dict[str, str]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as source:
                for name in sorted(source.namelist()):
                    if is_wanted(name):
                        archive.writestr(zipfile.ZipInfo(name), source.read(name))
                    elif name.endswith(".dist-info/METADATA"):
                        made.append(described(source.read(name).decode()))
                    elif is_licence(name):
                        licences.append(
                            {
                                "name": f"{name.split('-')[0]}：{name.rsplit('/')[-1]}",
                                "text": source.read(name).decode("utf-8", "replace"),
                            }
                        )
    return out.getvalue(), made, licences


def is_wanted(name: str) -> bool:
    """Python and the data beside it; nothing that is compiled, nothing only for typing."""
    unwanted = (".so", ".pyi", "/", ".pyx", ".pxd", ".examples.json", "py.typed")
    return (
        ".dist-info/" not in name and not name.endswith(unwanted) and not name.startswith(LEFT_OUT)
    )


def is_licence(name: str) -> bool:
    """A licence's text among the files that describe a wheel."""
    stem = name.rsplit("/", maxsplit=1)[-1].lower()
    return ".dist-info/" in name and stem.startswith(("licen", "copying", "notice"))


def described(metadata: str) -> Made:
    """Name, version, licence and home of a wheel."""
    head = Parser().parsestr(metadata, headersonly=True)
    licence = head["License-Expression"] or head["License"]
    if not licence:
        marks = [c for c in head.get_all("Classifier", []) if c.startswith("License ::")]
        licence = marks[0].rsplit(" :: ")[-1] if marks else ""
    homes = [u.split(",", 1)[1].strip() for u in head.get_all("Project-URL", [])]
    home = head["Home-page"] or next(iter(homes), "")
    return Made(head["Name"], head["Version"], licence, home)


if __name__ == "__main__":
    main()
