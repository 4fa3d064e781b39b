"""The JSON report: to its schema, the same figures everywhere, verified against its inputs."""

from __future__ import annotations

import copy
import json
import re
import runpy
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from running import EXAMPLES, PARK, icstd

import icstd as library
from icstd.assessment.model import Evidence
from icstd.clauses.selection import Selection
from icstd.conformance import Fact
from icstd.errors import InputProblems
from icstd.jsontext import listing
from icstd.report.codec import decoded, encoded
from icstd.report.document import report_document, result_digest
from icstd.report.read import read_report
from icstd.terms import AtLeast, Modality, Paper, Special
from icstd.text import HIDDEN

SCHEMA_FILE = Path(str(library.__file__)).parent / "report" / "report.schema.json"
STANDARD = library.load_standard()


@pytest.fixture(scope="module")
def report() -> library.ConformanceReport:
    return library.evaluate(library.load_assessment(PARK, STANDARD), STANDARD)


@pytest.fixture(scope="module")
def document(report: library.ConformanceReport) -> dict[str, Any]:
    return report_document(report)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    out = tmp_path / "r.json"
    assert icstd("assess", PARK, "-o", out).code == 1
    return out


def test_the_published_schema_is_the_one_the_types_give() -> None:
    tool = Path(__file__).resolve().parents[1] / "tools" / "report_schema.py"
    made = runpy.run_path(str(tool))["report_schema"]()
    assert json.loads(SCHEMA_FILE.read_bytes()) == made, "python tools/report_schema.py"


def test_other_validators_take_the_schema_as_it_is() -> None:
    schema = json.loads(SCHEMA_FILE.read_bytes())
    Draft202012Validator.check_schema(schema)
    assert re.fullmatch(r"urn:[a-z0-9][a-z0-9-]{1,31}:[!-~]+", schema["$id"])  # RFC 8141
    patterns = set(re.findall(r'"pattern": "([^"]*)"', SCHEMA_FILE.read_text("utf-8")))
    assert patterns
    # ECMA-262 with `u`: only syntax characters may be escaped; these need none at all.
    assert not [p for p in patterns if "\\" in p]


def test_documents_and_lower_bounds_stand_in_a_report_and_come_back() -> None:
    paper = Paper("园区工作方案", "甬仑〔2025〕3 号", date(2025, 3, 1))
    for value in (paper, Paper("无号文件"), AtLeast(20)):
        fact = Fact("x", "项", value)
        back = decoded(Fact, json.loads(json.dumps(encoded(fact))))
        assert encoded(back) == encoded(fact)
        assert back.value == (str(value) if isinstance(value, AtLeast) else value)


def test_a_field_added_later_is_not_asked_of_reports_written_before() -> None:
    schema = json.loads(SCHEMA_FILE.read_bytes())
    evidence = schema["$defs"]["Evidence"]
    assert evidence["required"] == ["id", "name"]
    assert decoded(Evidence, {"id": "E1", "name": "台账"}) == Evidence("E1", "台账")


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_example_gives_a_report_that_keeps_to_the_schema(example: Path) -> None:
    report = library.evaluate(library.load_assessment(example, STANDARD), STANDARD)
    text = listing(report_document(report))
    back = read_report(text.encode(), "r.json")
    assert back.data == json.loads(text)
    assert back.intact


def test_what_is_read_back_is_what_was_written(document: dict[str, Any]) -> None:
    again = read_report(listing(document).encode(), "r.json")
    assert again.data == document
    assert encoded(again.document) == document
    assert again.intact
    assert not again.note


def test_there_is_one_finding_a_provision_in_the_standard_s_order(document: dict[str, Any]) -> None:
    assert [f["id"] for f in document["findings"]] == list(STANDARD.provisions)


def test_the_counts_are_those_of_the_findings(document: dict[str, Any]) -> None:
    groups = {"deciding": ("要求", "指示"), "recommended": ("推荐",), "permitted": ("允许",)}
    for name, modalities in groups.items():
        found = [f for f in document["findings"] if f["modality"] in modalities]
        counted = Counter(f["result"] for f in found)
        assert {k: n for k, n in document["counts"][name].items() if n} == counted
        by_chapter: Counter[str] = Counter()
        for chapter in document["chapters"]:
            by_chapter.update(chapter[name])
        assert {k: n for k, n in by_chapter.items() if n} == counted
    required = Counter(f["verdict"] for f in document["findings"] if f["required"])
    assert {k: n for k, n in document["counts"]["required"].items() if n} == required


def test_the_conclusion_names_the_figures_it_rests_on(document: dict[str, Any]) -> None:
    text = document["conclusion"]["text"]
    for name in ("deciding", "recommended"):
        for word, count in document["counts"][name].items():
            assert (f"{word} {count} 条" in text) is bool(count)
    gaps = document["counts"]["deciding"]["不符合"] + document["counts"]["deciding"]["部分符合"]
    assert f"{gaps} 条要求没有达到" in text


def test_every_need_says_the_amount_it_carries(document: dict[str, Any]) -> None:
    amounts = [n for f in document["findings"] for n in f["needs"] if n["amount"] is not None]
    assert amounts
    for need in amounts:
        assert f"{need['amount']} {need['unit']}" in need["text"]


def test_evidence_lists_exactly_the_provisions_that_cite_it(document: dict[str, Any]) -> None:
    for evidence in document["evidence"]:
        citing = [f["id"] for f in document["findings"] if evidence["id"] in f["evidence"]]
        assert document["cited_by"].get(evidence["id"], []) == citing


def test_numbers_stay_numbers_and_nothing_is_inexact() -> None:
    assert encoded(Decimal("95.5")) == 95.5
    assert encoded(Decimal("95.0")) == 95
    assert isinstance(encoded(Decimal("128")), int)
    assert encoded(Decimal("0.1")) == 0.1
    assert encoded(True) is True
    assert encoded(Special.UNCLEAR) == "不清楚"
    assert encoded(("甲", "乙")) == ["甲", "乙"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**9))
def test_every_number_a_form_accepts_survives_json(number: Decimal) -> None:
    assert Decimal(str(json.loads(json.dumps(encoded(number))))) == number


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in leaves(v, (*path, k))]
    if isinstance(value, list):
        return [p for n, v in enumerate(value) for p in leaves(v, (*path, n))]
    return [path]


WHOLE = report_document(library.evaluate(library.load_assessment(PARK, STANDARD), STANDARD))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_change_of_content_changes_the_digest(data: st.DataObject) -> None:
    document = WHOLE
    paths = [p for p in leaves(document) if p not in {("result_digest",), ("assessment", "file")}]
    path = data.draw(st.sampled_from(paths))
    changed = copy.deepcopy(document)
    spot = changed
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = "另一个" if spot[path[-1]] != "另一个" else "再一个"
    assert result_digest(changed) != document["result_digest"]


def test_the_name_of_the_file_does_not_change_the_result(
    report: library.ConformanceReport, document: dict[str, Any]
) -> None:
    renamed = replace(report, assessment=replace(report.assessment, file="别名.yaml"))
    assert report_document(renamed)["result_digest"] == document["result_digest"]


def test_hostile_text_is_data_and_nothing_hidden_is_raw(report: library.ConformanceReport) -> None:
    name = 'a"</script>\u202e\u2028\x7f\u200b\ud800\U000e0041\n{{7*7}}=1+1'
    park = report.assessment.park._replace(name=name)
    hostile = replace(report, assessment=replace(report.assessment, park=park))
    text = listing(report_document(hostile))
    assert json.loads(text)["park"]["name"] == name
    assert not HIDDEN.search(text)
    text.encode("utf-8")


# Reading back


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E-SYNTAX"),
        (b"[]", "E-REPORT"),
        (b"{}", "E-REPORT"),
        (b'{"schema": "icstd-report/3"}', "E-REPORT"),
        (b'{"schema": "icstd-report/2"}', "E-REPORT"),
        (b'{"schema": "icstd-report/1"}', "E-REPORT"),
        (b'{"schema": ["icstd-report/2"]}', "E-REPORT"),
        (b'{"schema": "icstd-report/2", "\\ud800": 1}', "E-REPORT"),
        (b'{"schema": NaN}', "E-SYNTAX"),
        (b"\xff\xfe{}", "E-ENCODING"),
        (b"[" * 100_000, "E-SYNTAX"),
        (b'{"schema": ' + b"9" * 10_000 + b"}", "E-SYNTAX"),
        (b" " * (21 << 20), "E-SIZE"),
    ],
    ids=[
        "empty",
        "list",
        "nothing",
        "newer",
        "bare",
        "bare, earlier",
        "odd",
        "surrogate",
        "NaN",
        "UTF-16",
        "deep",
        "long",
        "large",
    ],
)
def test_what_is_no_report_is_refused_in_chinese(data: bytes, code: str) -> None:
    with pytest.raises(InputProblems) as refused:
        read_report(data, "r.json")
    assert {p.code for p in refused.value.problems} == {code}
    assert re.search("[一-龥]", refused.value.problems[0].message)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("findings", 0, "verdict"), "合格"),
        (("findings", 0, "required"), 1),
        (("as_of",), "2026-03-01\n"),
        (("counts", "deciding", "符合"), -1),
        (("conclusion", "exit_code"), 3),
        (("extra",), "x"),
        (("result_digest",), "0" * 63),
    ],
)
def test_a_report_that_breaks_the_schema_is_refused_with_the_place(
    document: dict[str, Any], path: tuple[Any, ...], value: object
) -> None:
    broken = copy.deepcopy(document)
    spot: Any = broken
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = value
    with pytest.raises(InputProblems) as refused:
        read_report(json.dumps(broken).encode(), "r.json")
    assert str(path[0]) in refused.value.problems[0].path or path == ("extra",)


# Reports of the first format

FIRST = Path(__file__).parent / "reports" / "first-format.json"


def test_a_report_of_the_first_format_is_read_as_one_of_this() -> None:
    old = json.loads(FIRST.read_bytes())
    back = read_report(FIRST.read_bytes(), "旧.json")
    assert back.intact
    assert "icstd-report/1" in back.note
    assert back.document.selection == Selection(("W4", "W6"), ("W4.8", "W6.2"))
    for was, now in zip(old["findings"], back.document.findings, strict=True):
        assert (was["id"], was["result"], was["reason"]) == (now.id, now.result, now.reason)
        places = [[f["line"], f["col"], f["cell"]] for f in was["facts"]]
        assert places == [list(f.place) for f in now.facts]
    assert {e["id"]: e["provisions"] for e in old["evidence"]} == {
        e.id: list(back.document.cited_by.get(e.id, ())) for e in back.document.evidence
    }
    Draft202012Validator(json.loads(SCHEMA_FILE.read_bytes())).validate(back.data)


def test_a_report_of_the_first_format_stands_in_verify_diff_and_review(tmp_path: Path) -> None:
    spoilt = tmp_path / "改.json"
    text = FIRST.read_text("utf-8")
    spoilt.write_text(text.replace('"result": "符合"', '"result": "不符合"', 1), "utf-8")
    run = icstd("verify", spoilt, EXAMPLES / "lingfeng-2021.yaml")
    assert (run.code, "改动过" in run.out, "早先格式" in run.err) == (1, True, True)
    run = icstd("diff", FIRST, FIRST)
    assert (run.code, "结果没有变化" in run.out, "早先格式" in run.err) == (0, True, True)
    run = icstd("review", FIRST)
    assert (run.code, "编码版本 1.0" in run.err) == (3, True), run


# icstd verify


def test_a_report_is_verified_against_its_own_input(saved: Path, tmp_path: Path) -> None:
    assert icstd("verify", saved, PARK).code == 0
    renamed = tmp_path / "改名.yaml"
    renamed.write_bytes(PARK.read_bytes())
    assert icstd("verify", saved, renamed).code == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "W6"],
        ["--select", "W4,W7.1", "--ignore", "W4.8"],
        ["--as-of", "2026-04-01"],
        ["--profile", "audit"],
    ],
    ids=" ".join,
)
def test_profile_date_and_selection_are_taken_from_the_report(
    tmp_path: Path, options: list[str]
) -> None:
    out = tmp_path / "r.json"
    assert icstd("assess", PARK, *options, "-o", out).code == 1
    run = icstd("verify", out, PARK)
    assert (run.code, run.err) == (0, ""), run


def test_another_input_is_found_out_and_the_difference_named(saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "park.yaml"
    text = PARK.read_text(encoding="utf-8")
    other.write_text(text.replace("有新市民融入安排: 否", "有新市民融入安排: 是"), encoding="utf-8")
    run = icstd("verify", saved, other)
    assert run.code == 1
    assert "填报文件不同" in run.out
    assert "W4.17b：报告为未采纳，重新计算为已采纳" in run.out


def test_a_difference_in_any_part_is_named_and_never_passes(saved: Path) -> None:
    document = json.loads(saved.read_bytes())
    document["cited_by"]["E1"] = ["W4.1"]
    document["encoding"]["items"] += 1
    document["result_digest"] = result_digest(document)
    saved.write_text(json.dumps(document), encoding="utf-8")
    run = icstd("verify", saved, PARK)
    assert run.code == 1
    assert "编码的构成不同" in run.out
    assert "证据所用于的条款不同" in run.out


def test_what_an_earlier_version_did_not_write_yet_is_no_difference(saved: Path) -> None:
    document = json.loads(saved.read_bytes())
    for finding in document["findings"]:
        for fact in finding["facts"]:
            del fact["from_table"]
    document["result_digest"] = result_digest(document)
    saved.write_text(json.dumps(document), encoding="utf-8")
    run = icstd("verify", saved, PARK)
    assert (run.code, "较早的版本" in run.out) == (0, True)


def test_a_report_changed_by_hand_is_found_out(saved: Path) -> None:
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace('"result": "不符合"', '"result": "符合"', 1), encoding="utf-8")
    run = icstd("verify", saved, PARK)
    assert run.code == 1
    assert "改动过" in run.out


def test_a_report_on_assumptions_does_not_pass_for_the_input_s_own(tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    icstd("assess", PARK, "--set", "有新市民融入安排=是", "-o", out)
    run = icstd("verify", out, PARK)
    assert run.code == 1
    assert "假设" in run.out


def test_statements_and_permissions_are_no_part_of_the_conclusion(
    report: library.ConformanceReport,
) -> None:
    deciding = {f.provision.modality for f in report.deciding}
    assert deciding <= {Modality.REQUIREMENT, Modality.INSTRUCTION}
