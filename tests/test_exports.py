"""What other tools read is right by what those tools themselves check."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from running import BROKEN, MINIMAL, PARK, icstd
from sarif_pydantic import Sarif

NAMES = {"sarif": "a.sarif", "junit": "a.junit.xml", "oscal": "a.oscal.json", "ciso": "a.ciso.csv"}


@pytest.fixture(scope="module", params=["complete", "blank"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    park = folder / "blank.yaml"
    park.write_text(MINIMAL, "utf-8")
    source = PARK if request.param == "complete" else park
    targets = [a for name in NAMES.values() for a in ("-o", folder / name)]
    done = icstd("assess", source, *targets, "-o", folder / "a.json")
    assert done.code == 1, done.err
    return folder


def findings(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / "a.json").read_text("utf-8"))["findings"]
    return found


def test_sarif_is_read_by_its_own_model_and_tells_every_verdict_apart(made: Path) -> None:
    text = (made / "a.sarif").read_text("utf-8")
    Sarif.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    kinds = {
        "符合": "pass", "不适用": "notApplicable", "未评价": "open", "证据不足": "review",
        "部分符合": "fail", "不符合": "fail",
    }  # fmt: skip
    assert [(r["ruleId"], r["kind"], r["properties"]["result"]) for r in run["results"]] == [
        (f["id"], kinds[f["verdict"]], f["result"]) for f in findings(made)
    ]
    assert all((r["kind"] == "fail") == (r["level"] != "none") for r in run["results"])
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == [
        r["ruleId"] for r in run["results"]
    ]


def test_junit_counts_what_it_holds_and_passes_nothing_that_was_not_judged(made: Path) -> None:
    root = ET.parse(made / "a.junit.xml").getroot()  # noqa: S314 - our own
    cases: Counter[str] = Counter()
    for suite in root:
        inside = Counter(c[0].tag if len(c) else "passed" for c in suite)
        assert int(suite.get("tests", "")) == len(suite)
        assert int(suite.get("failures", "")) == inside["failure"]
        assert int(suite.get("skipped", "")) == inside["skipped"]
        cases += inside
    found = findings(made)
    unjudged = sum(f["verdict"] in ("不适用", "未评价", "证据不足") for f in found)
    gaps = sum(
        f["verdict"] in ("部分符合", "不符合") and f["modality"] in ("要求", "指示") for f in found
    )
    assert (cases["skipped"], cases["failure"], sum(cases.values())) == (unjudged, gaps, len(found))


def test_oscal_validates_with_trestle(made: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from trestle.oscal.assessment_results import AssessmentResults\n"
        "AssessmentResults.oscal_read(Path(sys.argv[1])).results[0].findings[0]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, made / "a.oscal.json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (result,) = json.loads((made / "a.oscal.json").read_text("utf-8"))["assessment-results"][
        "results"
    ]
    assert [f["target"]["status"]["remarks"] for f in result["findings"]] == [
        f["verdict"] for f in findings(made)
    ]
    met = [f["target"]["status"]["state"] == "satisfied" for f in result["findings"]]
    assert met == [f["verdict"] == "符合" for f in findings(made)]


def test_the_framework_and_the_audit_of_ciso_assistant_name_the_same_nodes(
    made: Path, tmp_path: Path
) -> None:
    target = tmp_path / "框架.yaml"
    assert icstd("clauses", "-o", target).code == 0
    library = yaml.safe_load(target.read_text("utf-8"))
    nodes = library["objects"]["framework"]["requirement_nodes"]
    urns = [n["urn"] for n in nodes]
    assert len(set(urns)) == len(urns)
    # the expression with which CISO Assistant checks names
    pattern = (
        r"^urn:([a-zA-Z0-9._-]+):([a-zA-Z0-9._-]+):([a-zA-Z0-9._-]+)(?::([a-zA-Z0-9._-]+))?:(.+)$"
    )
    assert all(re.match(pattern, u) and u == u.lower() for u in urns)
    assert all(n["parent_urn"] in urns for n in nodes if "parent_urn" in n)
    assert {"urn", "locale", "ref_id", "name", "version", "objects"} <= set(library)
    text = (made / "a.ciso.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [r["urn"] for r in rows] == [n["urn"] for n in nodes if n["assessable"]]
    words = {"证据不足", "未评价"}
    for row, finding in zip(rows, findings(made), strict=True):
        assert (row["compliance_result"] == "not_assessed") == (finding["verdict"] in words)
        assert row["observations"].startswith(finding["result"])


def test_problems_of_a_file_are_told_as_sarif_and_as_annotations(tmp_path: Path) -> None:
    park = tmp_path / "坏,的.yaml"
    park.write_text(BROKEN, "utf-8")
    done = icstd("check", "--format", "sarif", park)
    Sarif.model_validate_json(done.out)
    (run,) = json.loads(done.out)["runs"]
    assert (done.code, run["results"][0]["ruleId"]) == (3, "E-UNKNOWN-KEY")
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 5
    done = icstd("check", "--format", "github", park)
    assert done.code == 3
    assert re.fullmatch(r"::error file=.*%2C.*,line=5,col=\d+,title=E-UNKNOWN-KEY::.+\n", done.out)


def test_help_of_a_command_and_the_version_answer_to_what_people_type(tmp_path: Path) -> None:
    assert icstd("help", "assess").out == icstd("assess", "--help").out
    assert icstd("help").out == icstd("--help").out
    assert icstd("-V").out == icstd("--version").out


def test_a_terminal_of_unknown_width_is_laid_out_for_a_hundred_columns() -> None:
    assert icstd("assess", PARK, env={"COLUMNS": "0"}).out == _wide()


def _wide() -> str:
    return icstd("assess", PARK, env={"COLUMNS": "100"}).out
