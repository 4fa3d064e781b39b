"""A review on JSON reports damaged at random: each is counted or listed, and all papers come out.

Values anywhere in a report are replaced, dropped, doubled and swapped; half of
the reports are sealed anew, as a careful forger would do, the rest keep a seal
that does not fit or are damaged byte by byte.  What is counted goes, with sound
parks, through all five forms.

`cd tests && ../.venv/bin/python -m soak.fuzz_report 20000` prints what became of
each; every run with the same number does the same.
"""

# ruff: noqa: S311, T201 - a campaign prints its figures; its chances are no secrets

from __future__ import annotations

import copy
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from icstd.assessment.intake import load_assessment
from icstd.audit.opinions import apply_audit
from icstd.audit.types import Audit
from icstd.clauses.load import load_standard
from icstd.evaluation import evaluate
from icstd.observations import SecondOpinion
from icstd.report import docx_file, xlsx_file
from icstd.report.document import report_document, result_digest
from icstd.review.document import review_json
from icstd.review.gather import Gathered
from icstd.review.html import render
from icstd.review.layout import lay_out
from icstd.review.rows import ParkResult, Refusal
from icstd.review.rows_file import rows_csv
from icstd.review.signals import load_thresholds
from icstd.review.unit import Job, read_park
from icstd.review.whole import summarise
from icstd.terms import Verdict

PARK = Path(__file__).resolve().parents[2] / "examples" / "complete-park.yaml"
STANDARD = load_standard()

ODD: tuple[object, ...] = (
    None, True, False, 0, -1, 10**30, -(10**400), 1e308, -0.0, 0.1, float("inf"), float("nan"), "",
    " ", "\x00", "\x1b[31m", "\u202e", "\ufffe", "\ud800", "\U0001f600", "甲" * 5000, "=1+1",
    "<script>", "&amp;", "{{ x }}", "无", "不清楚", "未公布", "2026-02-30", "0000-01-01",
    "9999-12-31", "0001-01-01", "2026-03-01T00:00", "符合", "已采纳", "W4.1", "W99", "\n", "]]>",
    [], {}, ["甲", "甲"], [None], {"a": {}}, "a\u0301" * 300, "１", "\t", "\\", "'", "Infinity",
    [[[]]],
)  # fmt: skip
READ = ("park", "park", "assessment", "comments", "filled", "findings", "findings", "evidence")
"""Parts of a report that a review reads, the likeliest first."""

RENDERED_EVERY = 60


def spots(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of a document."""
    entries = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
    for key, value in entries:
        yield node, key
        if isinstance(value, dict | list):
            yield from spots(value)


def damaged(chance: random.Random, plain: bytes) -> bytes:
    """A report with one to four things changed."""
    if chance.random() < 0.1:
        data = bytearray(plain)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    spoilt = json.loads(plain)
    for _ in range(chance.choice((1, 1, 2, 4))):
        part = spoilt[chance.choice(READ)] if chance.random() < 0.8 else spoilt
        if isinstance(part, list) and part and chance.random() < 0.9:
            part = chance.choice(part)
        if isinstance(part, dict | list) and part:
            _change(chance, list(spots(part)))
    if chance.random() < 0.8:
        with suppress(ValueError, KeyError, TypeError, AttributeError):  # too far off to seal
            spoilt["result_digest"] = result_digest(spoilt)
    return json.dumps(spoilt, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _change(chance: random.Random, places: list[tuple[Any, Any]]) -> None:
    node, key = chance.choice(places)
    way = chance.random()
    if way < 0.8:
        same = [odd for odd in ODD if type(odd) is type(node[key])]
        odd = chance.choice(same or ODD) if chance.random() < 0.8 else chance.choice(ODD)
        node[key] = copy.deepcopy(odd)
    elif way < 0.85:
        del node[key]
    elif way < 0.95:
        other, place = chance.choice(places)
        node[key] = copy.deepcopy(other[place])
    elif isinstance(node, list):
        node.append(copy.deepcopy(node[key]))
    else:
        node[str(chance.choice(ODD))] = copy.deepcopy(chance.choice(ODD))


def rendered(results: list[ParkResult], *, anonymise: bool) -> int:
    """Bytes of all five forms of a review of these parks."""
    review = summarise(
        Gathered(tuple(results), (Refusal("坏.json", ("坏",)),), ()),
        STANDARD,
        "default",
        load_thresholds(),
        anonymise=anonymise,
    )
    layout, day = lay_out(review), date.fromisoformat(review.day)
    papers = (
        review_json(review), b"".join(rows_csv(review)), render(review),
        docx_file.render_layout(layout, day), xlsx_file.render_layout(layout, day),
    )  # fmt: skip
    return sum(map(len, papers))


def main(count: int) -> None:
    """Run the campaign; ends with an exception where the review breaks its promise."""
    report = evaluate(load_assessment(PARK, STANDARD), STANDARD)
    said = SecondOpinion(Verdict.UNMET, "看了原件", "审核员")
    audited = apply_audit(report, Audit(report.as_of, (), {"W4.1": said, "W6.8": said}))
    documents = [report_document(r) for r in (report, audited)]
    for document in documents:
        document["comments"] = [
            {
                "provision": "W4.1",
                "kind": "过严",
                "text": "说明",
                "place": {"line": 1, "col": 1, "cell": ""},
            }
        ]
        document["result_digest"] = result_digest(document)
    plain = [json.dumps(d, ensure_ascii=False).encode() for d in documents]
    sound = read_park(Job(str(PARK)))
    assert isinstance(sound, ParkResult)
    fates: Counter[str] = Counter()
    counted: list[ParkResult] = []
    forms = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "报告.json")
        for seed in range(count):
            chance = random.Random(seed)
            file.write_bytes(damaged(chance, chance.choice(plain)))
            try:
                found = read_park(Job(str(file)))
                if isinstance(found, Refusal):
                    fates["listed"] += 1
                    continue
                fates["counted"] += 1
                counted.append(found._replace(facts=found.facts._replace(digest=str(seed))))
                if len(counted) == RENDERED_EVERY:
                    forms += 5 * bool(rendered([sound, *counted], anonymise=chance.random() < 0.5))
                    counted.clear()
            except BaseException:
                print(f"seed {seed}")
                raise
    for fate, times in fates.most_common():
        print(f"{times:7} {fate}")
    print(f"{forms:7} papers from what was counted")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
