"""Every code is explained, with an example that is refused with that code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import icstd
from icstd.assessment.intake import load_assessment
from icstd.clauses.load import load_standard
from icstd.error_guide import explain_code, guide
from icstd.errors import InputProblems, UsageProblem
from icstd.yamlio import read_document

GUIDE = guide()
SOURCES = Path(icstd.__file__).parent
CODE = re.compile(r"[\"'](([EW])-[A-Z][A-Z0-9-]*[A-Z0-9])[\"']")

HEAD = {
    "标准": "标准: DB33/T 2320—2021\n",
    "编码版本": '编码版本: "{version}"\n',
    "园区": "园区: {{名称: 示例园区}}\n",
    "评价": "评价: {{评价日: 2026-03-01, 评价期起: 2025-01-01, 评价期止: 2025-12-31}}\n",
}
PARTS = ("填报:", "人工判定:", "证据:", "意见:", "台账:", "园区:", "评价:")
DOCUMENTS = {
    code: e.example
    for code, e in GUIDE.items()
    if e.example.startswith(PARTS) and "\n" in e.example
}


def used() -> set[str]:
    """Codes that stand in the sources as literals."""
    found = set()
    for file in SOURCES.rglob("*.py"):
        found |= {match[1] for match in CODE.finditer(file.read_text("utf-8"))}
    return found


def test_every_code_in_use_is_in_the_guide_and_the_other_way_round() -> None:
    assert used() - GUIDE.keys() == set()
    assert GUIDE.keys() - used() == set()


def test_no_part_of_the_guide_is_lost_in_a_comment() -> None:
    file = SOURCES / "error_guide.yaml"
    warned = {w.code for w in read_document(file.read_bytes(), file.name).warnings}
    assert warned <= {"W-MOJIBAKE"}  # which it shows an example of


def test_a_good_share_of_the_examples_is_tried() -> None:
    assert len(DOCUMENTS) >= 25


@pytest.mark.parametrize("code", DOCUMENTS)
def test_the_example_ends_with_the_code_it_explains(code: str) -> None:
    standard = load_standard()
    example = DOCUMENTS[code]
    head = [line for key, line in HEAD.items() if f"{key}:" not in example.split("\n")]
    version = standard.encoding_version
    text = "".join(line.format(version=version) for line in head) + example + "\n"
    try:
        problems = load_assessment(text.encode(), standard, name="例.yaml").warnings
    except InputProblems as refused:
        problems = refused.problems
    assert code in {p.code for p in problems}


@pytest.mark.parametrize("code", GUIDE)
def test_every_entry_is_complete(code: str) -> None:
    entry = GUIDE[code]
    for text in entry[1:]:
        assert text.strip() == text != ""
    assert entry.means.endswith("。")
    assert entry.cure.endswith(("。", "pyyaml"))
    assert len(entry.title) <= 20
    told = explain_code(code.lower())
    assert told.startswith(f"{code}  {entry.title}")
    assert entry.cure in told


def test_an_unknown_code_names_those_like_it() -> None:
    with pytest.raises(UsageProblem) as caught:
        explain_code("E-XLSX-")
    assert "E-XLSX-FORM" in caught.value.advice
