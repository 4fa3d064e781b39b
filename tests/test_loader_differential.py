"""Our builder against the reference loader, and against anything at all."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading import BAD, load
from strategies import assessments
from tiny_standard import TINY

import icstd
from icstd.assessment.dump import to_yaml
from icstd.errors import InputProblems
from icstd.yamlio import read_document
from icstd.yamlio.scalars import resolve

QUIET = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))

LETTERS = st.characters(
    exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufffd"
)
TEXT = st.text(LETTERS | st.sampled_from(" \n\t:#-[]{}'\"&*!|>%@`,?0123456789"), max_size=20)
KEYS = st.text(LETTERS | st.sampled_from(": #-[]{}'\"0123456789"), min_size=1, max_size=12)
SOUND_KEYS = KEYS.filter(lambda key: key.isprintable() and key != "<<")
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.integers(-(10**6), 10**6).map(lambda n: n / 1000)
    | TEXT
)
TREES = st.recursive(
    LEAVES,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(SOUND_KEYS, below, max_size=4),
    max_leaves=20,
)
DOCUMENTS = st.dictionaries(SOUND_KEYS, TREES, min_size=1, max_size=5)


def plain(node: object) -> object:
    """The tree without our own types; numbers as the reference reads them."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return float(node) if isinstance(node, Decimal) else node


def numeric_texts(node: object) -> bool:
    """Whether some text is a number by YAML 1.2 but not by 1.1, like 1e5."""
    if isinstance(node, dict):
        return any(map(numeric_texts, node)) or any(map(numeric_texts, node.values()))
    if isinstance(node, list):
        return any(map(numeric_texts, node))
    if not isinstance(node, str) or isinstance(resolve(node), str):
        return False
    return bool(yaml.safe_load(f"- {node}") == [node]) if node.strip() else False


@QUIET
@given(DOCUMENTS)
def test_json_reads_as_json_does(document: dict[str, object]) -> None:
    for ascii_only in (True, False):
        for indent in (None, 2, "\t"):
            text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
            assert plain(read_document(text.encode(), "试.json").root) == document


@QUIET
@given(DOCUMENTS)
def test_what_the_reference_writes_reads_as_the_reference_reads_it(
    document: dict[str, object],
) -> None:
    if numeric_texts(document):
        return
    text = yaml.safe_dump(document, allow_unicode=True)
    ours = plain(read_document(text.encode(), "试.yaml").root)
    assert ours == yaml.load(text, yaml.CSafeLoader) == document


def test_every_place_is_where_the_key_and_the_value_stand() -> None:
    text = "甲:\n  乙: 1\n  丙: [2, '三']\n\"丁\" : {戊: 4}\n"
    root = read_document(text.encode(), "试.yaml").root
    lines = text.splitlines()

    def at(place: object) -> str:
        return lines[place.line - 1][place.col - 1 :]  # type: ignore[attr-defined]

    below = root["甲"]
    assert at(root.places["甲"][0]).startswith("甲:")
    assert at(below.places["乙"][0]).startswith("乙:")
    assert at(below.places["乙"][1]) == "1"
    assert [at(place)[:3] for place in below["丙"].places] == ["2, ", "'三'"]
    assert at(root.places["丁"][0]).startswith('"丁"')
    assert at(root["丁"].places["戊"][1]) == "4}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("-0", 0), ("12", 12), ("-12", -12), ("0.50", Decimal("0.50")),
        ("1e3", Decimal(1000)), ("1E-3", Decimal("0.001")), ("999999999999999", 10**15 - 1),
        ("true", True), ("True", True), ("FALSE", False), ("", None), ("~", None),
        ("null", None), ("NULL", None),
    ],
)  # fmt: skip
def test_core_scalars_are_numbers_booleans_and_nothing(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "yes", "no", "on", "y", "12:30", "0571", "007", "-01", "+1", "1_000", "1,000", "0x1F",
        "0o17", "0b1", ".5", "5.", ".inf", ".nan", "1e999", "-e99", "1e", "1.2.3", "2026-03-01",
        "1000000000000000", "0.1234567890123456", "nUll", "tRue", "=", "−1", "１２", "12 ", "1 2",
    ],
)  # fmt: skip
def test_everything_else_stays_text(text: str) -> None:
    assert resolve(text) == text
    assert isinstance(resolve(text), str)


def test_the_c_parser_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    used = []

    class Watched(CParser):  # type: ignore[misc]
        def get_event(self) -> object:
            used.append(1)
            return super().get_event()

    monkeypatch.setattr("yaml.cyaml.CParser", Watched)
    read_document(b"a: 1\n", "x.yaml")
    assert used


def told_of(data: bytes) -> object:
    """What comes of a document: its content and warnings, or its first problem."""
    try:
        document = read_document(data, "试.yaml")
    except InputProblems as refused:
        first = refused.problems[0]
        return first.code, first.place.line, first.message
    return document.root, [(w.code, w.place) for w in document.warnings]


@pytest.fixture
def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)


INPUTS = {file.stem: file.read_bytes() for file in sorted(BAD.glob("*.yaml"))}
INPUTS["a whole form"] = (Path(__file__).parents[1] / "examples/complete-park.yaml").read_bytes()
BY_LIBYAML = {name: told_of(data) for name, data in INPUTS.items()}


@pytest.mark.usefixtures("without_libyaml")
@pytest.mark.parametrize("name", INPUTS)
def test_without_libyaml_a_file_reads_the_same(name: str) -> None:
    assert told_of(INPUTS[name]) == BY_LIBYAML[name]


PIECES = st.lists(
    st.sampled_from(
        ["\t", "：", "\u00a0", '"', "'", "[", "]", "{", "}", "? ", "- ", ": ", " #x", "---\n", "|",
         "\\", "\n", "\n  ", "\n    ", "a", "b: 1", "甲: 乙", "x\ty", '"\\ud83d"', "12", ", "]
    ),
    max_size=14,
)  # fmt: skip


@QUIET
@given(PIECES.map("".join))
def test_without_libyaml_nothing_is_read_that_libyaml_reads_otherwise(text: str) -> None:
    theirs = told_of(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "yaml.cyaml", None)
        ours = told_of(text.encode())
    refused = isinstance(ours, tuple) and isinstance(ours[0], str)
    assert refused or ours == theirs


def test_no_module_uses_a_loader_that_builds_objects() -> None:
    banned = ("yaml.load", "yaml.compose", "unsafe_load", "full_load", "SafeLoader", "safe_load")
    for file in Path(icstd.__file__).parent.rglob("*.py"):
        text = file.read_text("utf-8")
        code = "\n".join(line for line in text.splitlines() if '"""' not in line)
        assert not any(word in code for word in banned), file


NASTY = st.sampled_from(
    [
        "\t", "：", "，", "　", "\u00a0", '"', "'", "[", "]", "{", "}", "&a ", "*a", "!!int ", "? ",
        "- ", ": ", "#", " #x", "---\n", "...\n", "%YAML 3.0\n", "|", ">", "\\", "\n", "\r", "\x00",
        "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffd", "\ufffe", "\ue000", "锟斤拷",
        "<<: ", "1e5", ".inf", "0571", "是", "无", "W4.12", "值", "@", "`", "𠮷", "\ud83d\ude00",
    ]
).map(lambda text: text.encode("utf-8", "surrogatepass"))  # fmt: skip


def swallow(data: bytes) -> None:
    """Load; only InputProblems may come out, with problems that can be printed."""
    try:
        load(data)
    except InputProblems as refused:
        assert refused.problems
        for problem in refused.problems:
            shown = (problem.message, problem.advice, problem.path, *problem.excerpt)
            "".join(shown).encode()
            assert all(c.isprintable() for text in shown for c in text), shown
            assert problem.code.startswith("E-")


@settings(QUIET, max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_document_or_in_problems(data: bytes) -> None:
    swallow(data)


@settings(QUIET, max_examples=150)
@given(st.lists(NASTY | TEXT.map(str.encode), max_size=25).map(b"".join))
def test_any_pieces_of_yaml_end_in_a_document_or_in_problems(data: bytes) -> None:
    swallow(data)


@settings(QUIET, max_examples=60)
@given(assessments(TINY), st.data())
def test_a_damaged_file_ends_in_a_document_or_in_problems(
    assessment: icstd.SelfAssessment, data: st.DataObject
) -> None:
    text = to_yaml(assessment, TINY).encode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(len(text), start + 6)))
        text = text[:start] + data.draw(NASTY | st.just(b"")) + text[stop:]
    swallow(text)


def test_every_bad_file_cut_short_ends_in_a_document_or_in_problems() -> None:
    for file in sorted(BAD.glob("*.yaml")):
        data = file.read_bytes()[:400]
        for length in range(0, len(data), 7):
            swallow(data[:length])
