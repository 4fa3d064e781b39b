"""The workbook reader on forms damaged at random: a document or problems, nothing else.

Bytes of the file are flipped, and pieces of the XML inside are cut, doubled,
swapped and replaced, which a zip's checksums would else hide from the reader.
`cd tests && ../.venv/bin/python -m soak.fuzz_form 20000` prints what became of
each; every run with the same number does the same.
"""

# ruff: noqa: T201 - a campaign prints its figures

from __future__ import annotations

import io
import random
import re
import sys
import zipfile
from collections import Counter
from time import process_time

from test_forms_roundtrip import load_assessment
from tiny_standard import TINY

from icstd.errors import InputProblems
from icstd.forms.workbook_form import xlsx_form

PIECES = (b"<f>1</f>", b"<v>", b"</c>", b"\x00", b"<!DOCTYPE x>", b"&x;", b"<c/>", b"<row>", b" ")
VALUES = (
    b"1e999", b"-1", b"", b"99999", b"ZZZ0", b"NaN", b"s", b"e", b"b", b"d", b"inlineStr", b"str",
    b"n", b"A1:Z99", b"D4", b"2", b"0", b"1", "\u202e".encode(), "１２".encode(), b"_x0000_",
    b"&amp;",
    b"2025-02-30", b"icstd#", b"rId1", b"../x.xml", b"true", b"xl/worksheets/sheet3.xml",
)  # fmt: skip
FILLED = {
    "园区": {"名称": "甲园区"},
    "评价": {"评价日": "2026-03-01", "评价期起": "2025-01-01", "评价期止": "2025-12-31"},
    "填报": {"基本情况": {"企业总数": {"值": 7, "证据": ["E1"]}, "成立日期": "2015-05-01"}},
    "台账": {"诉求台账": [{"编号": "1", "受理日期": "2025-05-01", "层级": "社区", "费用": 1.5}]},
    "证据": {"E1": {"名称": "台账"}},
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The form with one to four things changed."""
    if chance.random() < 0.2:
        broken = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        return bytes(broken)
    source = zipfile.ZipFile(io.BytesIO(data))
    names = [n for n in source.namelist() if n.endswith((".xml", ".rels"))]
    chosen = {chance.choice(names) for _ in range(chance.randint(1, 3))}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            inside = source.read(name)
            target.writestr(name, mangled(inside, chance) if name in chosen else inside)
    return out.getvalue()


def mangled(part: bytes, chance: random.Random) -> bytes:
    """A part with an element, a value or some bytes changed; mostly still well-formed."""
    if chance.random() < 0.15:
        at = chance.randrange(len(part))
        return part[:at] + chance.choice(PIECES) + part[at:]
    if chance.random() < 0.7:
        places = [m.span() for m in re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)', part)]
        values = [part[start:end] for start, end in places] + list(VALUES)
        start, end = chance.choice(places)
        return part[:start] + chance.choice(values) + part[end:]
    places = [m.span() for m in re.finditer(rb"<[^<>/]+/>|<(\w+)[^<>/]*>[^<>]*</\1>", part)]
    if not places:
        return part
    (start, end), (other, stop) = chance.choice(places), chance.choice(places)
    times = chance.choice((0, 0, 1, 2, 50))
    return part[:start] + part[other:stop] * times + part[end:]


def main(count: int) -> None:
    """Run the campaign; ends with an exception where the reader breaks its promise."""
    form = xlsx_form(TINY, FILLED)
    fates: Counter[str] = Counter()
    slowest = (0.0, 0)
    for seed in range(count):
        data = damaged(form, random.Random(seed))  # noqa: S311 - no secret
        start = process_time()
        try:
            load_assessment(data, TINY, name="form.xlsx")
            fates["read"] += 1
        except InputProblems as refused:
            fates[refused.problems[0].code] += 1
        except BaseException:
            print(f"seed {seed}")
            raise
        slowest = max(slowest, (process_time() - start, seed))
    for fate, times in fates.most_common():
        print(f"{times:7} {fate}")
    print(f"slowest {slowest[0]:.2f} s of work (seed {slowest[1]})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
