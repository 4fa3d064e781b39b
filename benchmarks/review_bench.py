"""What a review of many parks costs: evaluating against only reading, one core and two, memory.

    python benchmarks/review_bench.py [--parks 1000] [--more 10000] [--others]

Every figure is the least of three runs in fresh processes, taken in turn; ratios say more
than seconds.  The parks are made up (examples/province).  `--others` adds the file rates of
jsonschema and check-jsonschema on the same work, a check of each file against a schema of 100
rules, where they are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

RUN = """
import json, resource, sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from icstd.clauses.load import load_standard
from icstd.forms.intake import load_assessment
from icstd.review.gather import gather
from icstd.review.unit import Job

what, folder = sys.argv[1:]
standard = load_standard()
start = time.perf_counter()
rows = 0
if what == "read":
    for path in sorted(Path(folder).iterdir()):
        load_assessment(path, standard)
elif what == "one":
    rows = len(gather([folder], Job("")).results)
else:
    with ProcessPoolExecutor(2) as pool:
        rows = len(gather([folder], Job(""), pool).results)
spent = time.perf_counter() - start
own = resource.getrusage(resource.RUSAGE_SELF)
workers = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": spent, "own": own.ru_maxrss, "worker": workers.ru_maxrss}))
"""

OTHER = """
import json, sys, time
from pathlib import Path
import jsonschema, yaml
schema = json.loads(Path(sys.argv[1]).read_text("utf-8"))
validator = jsonschema.Draft202012Validator(schema)
start = time.perf_counter()
for path in sorted(Path(sys.argv[2]).iterdir()):
    document = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    for _ in validator.iter_errors(document):
        pass
print(json.dumps({"seconds": time.perf_counter() - start}))
"""


def measure(code: str, *args: str) -> dict[str, float]:
    """One run in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def made(folder: Path, parks: int) -> str:
    """So many parks without audits; the name of their folder."""
    target = folder / f"parks-{parks}"
    script = ROOT / "examples" / "province" / "generate.py"
    command = [sys.executable, str(script), str(target), "--parks", str(parks), "--audits", "0"]
    subprocess.run(command, check=True, capture_output=True)
    return str(target)


def schema_of_100_rules(place: Path) -> str:
    """A JSON Schema with one rule for each of the first 100 data items."""
    sys.path.insert(0, str(ROOT / "src"))
    from icstd.clauses.load import load_standard

    sections: dict[str, dict[str, object]] = {}
    for item in list(load_standard().items.values())[:100]:
        rule = {"not": {"enum": ["否", "无", "不清楚", "未公布"]}}
        title = next(s.title for s in load_standard().sections if item in s.items)
        sections.setdefault(title, {})[item.label] = rule
    parts = {t: {"type": "object", "properties": p} for t, p in sections.items()}
    schema = {"type": "object", "properties": {"填报": {"type": "object", "properties": parts}}}
    place.write_text(json.dumps(schema, ensure_ascii=False), "utf-8")
    return str(place)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parks", type=int, default=1000)
    parser.add_argument("--more", type=int, default=0, help="parks of the memory comparison")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parks = made(folder, args.parks)
        files = len(list(Path(parks).iterdir()))
        least: dict[str, dict[str, float]] = {}
        for _ in range(args.rounds):
            for what in ("read", "one", "two"):
                run = measure(RUN, what, parks)
                if what not in least or run["seconds"] < least[what]["seconds"]:
                    least[what] = run
        print(f"{args.parks} parks, {files} files, load {os.getloadavg()[0]:.1f}")
        for what, title in (
            ("read", "only read"), ("one", "read and evaluate, one core"),
            ("two", "read and evaluate, two processes"),
        ):  # fmt: skip
            seconds = least[what]["seconds"]
            print(f"  {title:34} {seconds:7.2f} s  {files / seconds:7.0f} files/s")
        read, one, two = (least[w]["seconds"] for w in ("read", "one", "two"))
        print(f"  evaluating against reading {one / read:.2f} (goal 2, at first 3)")
        print(f"  two processes against one {one / two:.2f} (goal 1.7 on an idle machine)")
        if args.more:
            memory(least["two"], measure(RUN, "two", made(folder, args.more)), args.more)
        if args.others:
            others(folder, parks, files)


def memory(small: dict[str, float], large: dict[str, float], parks: int) -> None:
    """How memory grows: workers should not, the parent by the rows it keeps."""
    for who, title in (("worker", "largest worker"), ("own", "parent, with the rows")):
        before, after = small[who] / 1024, large[who] / 1024
        print(f"  {title:24} {before:6.0f} MB → {after:6.0f} MB with {parks} parks")


def others(folder: Path, parks: str, files: int) -> None:
    """File rates of schema checkers on the same files."""
    schema = schema_of_100_rules(folder / "schema.json")
    seconds = measure(OTHER, schema, parks)["seconds"]
    print(f"  jsonschema with CSafeLoader, in one process {files / seconds:7.0f} files/s")
    checker = shutil.which("check-jsonschema")
    if checker is None:
        print("  check-jsonschema is not installed")
        return
    some = [str(p) for p in sorted(Path(parks).iterdir())[:500]]
    start = time.perf_counter()
    command = [checker, "--schemafile", schema, *some]
    subprocess.run(command, capture_output=True, check=False)
    print(f"  check-jsonschema          {len(some) / (time.perf_counter() - start):7.0f} files/s")


if __name__ == "__main__":
    main()
