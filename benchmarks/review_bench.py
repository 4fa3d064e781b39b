"""What a review of many parks costs: evaluating against only reading, one core and two, memory.

    python benchmarks/review_bench.py [--parks 500] [--many 10000]

Every time is the least of six runs in fresh processes, taken in turn; ratios say more than
seconds.  The parks are made up (examples/province).  The last table holds file rates of schema
checkers on the same work: a check of each file against a schema of 100 rules.
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
import json, multiprocessing, resource, sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from icstd.clauses.load import load_standard
from icstd.forms.intake import load_assessment
from icstd.review.gather import gather
from icstd.review.unit import Job

what, folder = sys.argv[1:]
standard = load_standard()
start = time.perf_counter()
peaks = []
if what == "read":
    for path in sorted(Path(folder).iterdir()):
        load_assessment(path, standard)
elif what == "one":
    gather([folder], Job(""))
else:
    with ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")) as pool:
        kept = gather([folder], Job(""), pool)  # the rows stay, as in a real run
        asked = [pool.submit(resource.getrusage, resource.RUSAGE_SELF) for _ in range(8)]
        peaks = [answer.result().ru_maxrss for answer in asked]
spent = time.perf_counter() - start
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": spent, "own": own, "worker": max(peaks, default=0)}))
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


def made(folder: Path, parks: int, audits: str = "0") -> str:
    """So many parks, that share of them audited; the name of their folder."""
    target = folder / f"parks-{parks}-{audits}"
    script = ROOT / "examples" / "province" / "generate.py"
    command = [sys.executable, str(script), str(target), "--parks", str(parks), "--audits", audits]
    subprocess.run(command, check=True, capture_output=True)
    return str(target)


def audits(folder: Path) -> tuple[str, int]:
    """A folder that holds audited reports only, and how many."""
    parks = Path(made(folder, 60, "1"))
    for file in parks.iterdir():
        if file.suffix != ".json":
            file.unlink()
    return str(parks), len(list(parks.iterdir()))


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
    parser.add_argument("--parks", type=int, default=500)
    parser.add_argument("--many", type=int, default=10000, help="parks of the large run; 0: none")
    parser.add_argument("--rounds", type=int, default=6)
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
        machine = f"{os.cpu_count()} 核，负载 {os.getloadavg()[0]:.1f}"
        print(f"{args.parks} 个园区，{files} 个文件，{machine}\n")
        print("| 项目 | 秒 | 文件/秒 | 倍数 | 目标 |")
        print("|---|---:|---:|---:|---:|")
        read, one, two = (least[w]["seconds"] for w in ("read", "one", "two"))
        print(f"| 只读入，一个进程 | {read:.1f} | {files / read:.0f} |  |  |")
        ratio = f"{one / read:.2f} × 只读入"
        print(f"| 读入并判定，一个进程 | {one:.1f} | {files / one:.0f} | {ratio} | ≤ 2 |")
        ratio = f"快 {one / two:.2f} 倍"
        print(f"| 读入并判定，两个进程 | {two:.1f} | {files / two:.0f} | {ratio} | ≥ 1.7 |")
        reports, number = audits(folder)
        spent = min(measure(RUN, "one", reports)["seconds"] for _ in range(args.rounds))
        print(f"| 读审核报告（JSON），一个进程 | {spent:.1f} | {number / spent:.0f} |  |  |")
        if args.many:
            many(least["two"], made(folder, args.many), args.many)
        others(folder, parks)


def many(small: dict[str, float], parks: str, number: int) -> None:
    """The large run: memory against the small one, and the command from end to end."""
    large = measure(RUN, "two", parks)
    print(f"\n{number} 个园区，{len(list(Path(parks).iterdir()))} 个文件\n")
    print("| 最大内存（MB） | 小 | 大 |")
    print("|---|---:|---:|")
    for who, title in (("worker", "工作进程"), ("own", "主进程，连同全部结果行")):
        print(f"| {title} | {small[who] / 1024:.0f} | {large[who] / 1024:.0f} |")
    command = [str(Path(sys.executable).with_name("icstd")), "review", parks]
    targets = ("review.html", "review.json", "复审支撑表.xlsx")
    command += [part for t in targets for part in ("-o", str(Path(parks).parent / t))]
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    print(f"\nicstd review 从头到尾（网页、JSON、Excel）：{time.perf_counter() - start:.0f} 秒")


def others(folder: Path, parks: str) -> None:
    """File rates of schema checkers on the same files; the jsonschema command reads JSON only."""
    import yaml

    schema = schema_of_100_rules(folder / "schema.json")
    some = sorted(Path(parks).iterdir())[:200]
    rates = {"jsonschema（库，CSafeLoader，一个进程）": _library(folder, schema, some)}
    copies = []
    for file in some:
        copies.append(folder / f"{file.stem}.json")
        document = yaml.load(file.read_bytes(), yaml.CSafeLoader)
        copies[-1].write_text(json.dumps(document, ensure_ascii=False, default=str), "utf-8")
    commands = {
        "check-jsonschema（命令，读 YAML）": [
            "check_jsonschema", "--schemafile", schema, *map(str, some),
        ],
        "jsonschema（命令，读 JSON）": [
            "jsonschema", *(part for c in copies for part in ("-i", str(c))), schema,
        ],
    }  # fmt: skip
    for title, (module, *rest) in commands.items():
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", module, *rest], capture_output=True, check=False
        )
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode("utf-8", "replace"))
        rates[title] = len(some) / (time.perf_counter() - start)
    print(f"\n| 别的检查程序，100 条规则，{len(some)} 个文件 | 文件/秒 |\n|---|---:|")
    for title, rate in rates.items():
        print(f"| {title} | {rate:.0f} |")


def _library(folder: Path, schema: str, files: list[Path]) -> float:
    few = folder / "few"
    few.mkdir()
    for file in files:
        shutil.copy(file, few)
    return len(files) / measure(OTHER, schema, str(few))["seconds"]


if __name__ == "__main__":
    main()
