"""What reading costs: against the reference loader, and at its worst (`make bench`).

The first is a ratio.  The second is the contract's 2 s for any one file: the
floods of the tests, each refused, and the largest documents that are taken.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import yaml

from icstd.errors import InputProblems
from icstd.yamlio import read_document
from icstd.yamlio.build import NODES

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from test_loader_bad_inputs import FLOODS

ROUNDS = 15


def form() -> bytes:
    """A filled form of 25 sections of 12 answers."""
    answers = "".join(f"    已回应问题数{n}: {{值: {n}, 证据: [E1]}}\n" for n in range(12))
    sections = "".join(f"  诉求办理{n}:\n{answers}" for n in range(25))
    return f"标准: 甲\n填报:\n{sections}".encode()


def large() -> dict[str, bytes]:
    """The largest documents within the limit of nodes."""
    pairs = "\n".join(f"k{n}: 1" for n in range(NODES // 2))
    return {
        "largest mapping": pairs.encode(),
        "largest list": f"a: [{'1,' * (NODES - 3)}]".encode(),
    }


def seconds(read: Callable[[], object]) -> float:
    """Processor seconds of one reading, refused or not."""
    begun = time.process_time()
    with suppress(InputProblems):
        read()
    return time.process_time() - begun


def main() -> None:
    """Print both figures."""
    data = form()
    ours: list[float] = []
    reference: list[float] = []
    for _ in range(ROUNDS):  # in turn, so that a busy moment hits both
        ours.append(seconds(lambda: read_document(data, "试.yaml")))
        reference.append(seconds(lambda: yaml.load(data, yaml.CSafeLoader)))
    ratio = min(ours) / min(reference)
    print(f"填报表 {len(data.splitlines())} 行：读入为 CSafeLoader 的 {ratio:.2f} 倍（目标 ≤ 1.5）")
    texts = large() | {name: text.encode() for name, (text, _) in FLOODS.items()}
    spent = {
        name: seconds(lambda t=text: read_document(t, "试.yaml")) for name, text in texts.items()
    }
    slowest = max(spent, key=spent.__getitem__)
    print(f"最慢的单个文件：{slowest}，{spent[slowest]:.2f} 秒（目标 ≤ 2）")


if __name__ == "__main__":
    main()
