"""Every published schema is taken as it is by the validators its users have."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rfc3986_validator import validate_rfc3986
from running import PARK, ROOT, icstd
from tiny_standard import TINY

from icstd.assessment.schema import assessment_schema
from icstd.assessment.schema_values import literal, words
from icstd.clauses.load import load_standard

ENGINES = Path(__file__).with_name("engines")
INSTALLED = ROOT / "build" / "engines"
PUBLISHED = ROOT / "src/icstd/report/report.schema.json"
SECOND = ROOT / "examples" / "second-standard"
HARD = "甲 乙-丙#丁&戊~己 (庚) [辛] {壬} 癸. a/b|c^d$e*f+g?h\\i"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")


def _load(text: str) -> Any:
    """YAML as JSON has it: dates stay text."""
    kept = {
        first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": kept})
    return yaml.load(text, loader)  # noqa: S506 - our own examples


def cases() -> dict[str, tuple[dict[str, Any], list[Any]]]:
    """Name → schema, and documents that are right."""
    second = load_standard(SECOND / "db99t0001-2024.json")
    parks = [_load(p.read_text("utf-8")) for p in sorted(SECOND.glob("*.yaml"))]
    report = json.loads(icstd("assess", "--format", "json", str(PARK)).out)
    choice = {"type": "object", "properties": {"x": words([HARD, "乙"])}}
    return {
        "自评": (assessment_schema(load_standard()), [_load(Path(PARK).read_text("utf-8"))]),
        "另一项标准的自评": (assessment_schema(second), parks),
        "小标准的自评": (assessment_schema(TINY), []),
        "报告": (json.loads(PUBLISHED.read_bytes()), [report]),
        "难写的选项": (choice, [{"x": HARD}, {"x": f"  {HARD} "}, {"x": ""}]),
    }


@pytest.fixture(scope="module")
def published() -> dict[str, tuple[dict[str, Any], list[Any]]]:
    return cases()


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from schema.get("patternProperties", {})
        for part in schema.values():
            yield from patterns(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns(part)


@needs_node
def test_every_pattern_is_one_of_javascript_in_unicode_mode(published: Any) -> None:
    found = sorted({p for schema, _ in published.values() for p in patterns(schema)})
    program = (
        "for (const p of JSON.parse(require('fs').readFileSync(0, 'utf8')))"
        " try { new RegExp(p, 'u') } catch (e) { console.log(p, String(e)) }"
    )
    done = subprocess.run(
        [NODE or "", "-e", program],
        input=json.dumps(found),
        capture_output=True,
        text=True,
        check=True,
    )
    assert (len(found) > 20, done.stdout) == (True, "")


@given(st.text(max_size=30))
def test_an_escaped_text_matches_itself_and_escapes_only_syntax(text: str) -> None:
    pattern = literal(text)
    assert re.fullmatch(pattern, text)
    assert re.sub(r"\\[\^$\\.*+?()\[\]{}|/]", "", pattern).count("\\") == 0


def test_every_schema_has_a_uri_for_its_id(published: Any) -> None:
    ids = [schema["$id"] for schema, _ in published.values() if "$id" in schema]
    assert len(ids) == 4
    for found in ids:
        assert validate_rfc3986(found)
        assert re.fullmatch(r"urn:[a-z0-9][a-z0-9-]{1,31}:[!-~]+", found)  # RFC 8141


@needs_node
def test_ajv_compiles_each_schema_and_accepts_what_is_right(published: Any) -> None:
    npm = shutil.which("npm")
    if not (INSTALLED / "node_modules").is_dir():
        INSTALLED.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ENGINES / name, INSTALLED)
        done = subprocess.run(
            [npm or "npm", "ci", "--silent", "--prefix", INSTALLED],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            pytest.skip("Ajv could not be installed with npm")
    given_ = [{"schema": s, "documents": d} for s, d in published.values()]
    done = subprocess.run(
        [NODE or "", ENGINES / "ajv.js"],
        input=json.dumps(given_).encode(),
        capture_output=True,
        check=True,
        env={"NODE_PATH": str(INSTALLED / "node_modules")},
    )
    found = dict(zip(published, json.loads(done.stdout), strict=True))
    assert found == {name: [] for name in published}


def test_check_jsonschema_takes_them_with_its_defaults(published: Any, tmp_path: Path) -> None:
    for name, (schema, documents) in published.items():
        file = tmp_path / f"{name}.schema.json"
        file.write_text(json.dumps(schema), "utf-8")
        given_ = []
        for place, document in enumerate(documents):
            given_.append(tmp_path / f"{name}{place}.json")
            given_[-1].write_text(json.dumps(document), "utf-8")
        command = [sys.executable, "-m", "check_jsonschema"]
        runs = [["--check-metaschema", file]]
        runs += [["--schemafile", file, *given_]] if given_ else []
        for arguments in runs:
            done = subprocess.run(
                [*command, *arguments], capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (name, done.stdout, done.stderr)


def test_the_form_that_init_writes_passes_with_the_schema_beside_it(tmp_path: Path) -> None:
    icstd("init", str(tmp_path / "园区.yaml"))
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile",
         tmp_path / "园区.schema.json", PARK],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
