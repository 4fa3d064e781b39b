"""What is published is what the sources say, and a change in what is demanded is seen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from golden_list import GOLDEN, golden_list

from icstd.authoring.build import completed, published, published_examples
from icstd.authoring.docs import clauses_table
from icstd.authoring.lint import lint
from icstd.authoring.sources import Sources, read_sources
from icstd.clauses.examples import examples_beside
from icstd.clauses.figures import encoding_figures
from icstd.clauses.load import SHIPPED, load_standard, shipped_edition
from icstd.clauses.model import Standard
from icstd.rules import load_rulebook
from icstd.terms import CheckKind, LimitOrigin, Modality, Verdict

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "standard" / "db33t2320-2021"


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(FOLDER)


@pytest.fixture(scope="module")
def standard(sources: Sources) -> Standard:
    return completed(sources.standard, load_rulebook(sources.standard.id))


def test_the_sources_have_no_fault(sources: Sources, standard: Standard) -> None:
    found = lint(sources, standard, load_rulebook(standard.id))
    assert [f"{p.place.in_file(p.file)} {p.path} {p.message}" for p in found] == []


def test_the_published_edition_is_current(standard: Standard) -> None:
    edition = FOLDER.with_suffix(".json")
    assert edition.name == SHIPPED
    assert edition.read_bytes() == published(standard), "icstd standard build"


def test_the_published_examples_are_current(standard: Standard) -> None:
    beside = examples_beside(FOLDER.with_suffix(".json"))
    assert beside.read_bytes() == published_examples(standard), "icstd standard build"


def test_the_table_for_checking_by_hand_is_current(standard: Standard) -> None:
    written = (ROOT / "docs" / "clauses.md").read_text(encoding="utf-8")
    assert written == clauses_table(standard), "icstd standard docs"


def test_the_golden_list_says_what_is_demanded(standard: Standard) -> None:
    assert GOLDEN.read_text(encoding="utf-8") == golden_list(standard), "tests/golden_list.py"


def test_a_checkout_reads_its_own_edition() -> None:
    assert shipped_edition() == FOLDER.with_suffix(".json")


def test_every_row_of_the_table_has_all_columns(standard: Standard) -> None:
    table = clauses_table(standard).split("## 第 4 章")[1].split("## 附录 A")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {13}
    for name in standard.provisions:
        assert sum(row.startswith(f"| {name} |") for row in rows) == 1


def test_a_total_of_enterprises_that_is_nought_never_exempts(standard: Standard) -> None:
    over_all = [p for p in standard.provisions.values() if p.check.whole == "enterprises_total"]
    assert over_all
    assert {p.check.when_zero for p in over_all} == {Verdict.INSUFFICIENT}


def test_only_a_number_somebody_gives_is_called_sourced(standard: Standard) -> None:
    for provision in standard.provisions.values():
        for limit in provision.check.limits.values():
            if limit.origin in (LimitOrigin.SOURCE, LimitOrigin.LAW):
                assert limit.source in {r.id for r in provision.sources}


def test_no_working_clause_passes_for_official_text(standard: Standard) -> None:
    for provision in standard.provisions.values():
        assert provision.id.startswith("W")
        if provision.text_status == "reconstructed":
            assert provision.official is None
            assert provision.modality_basis.status == "inferred"
    words = json.dumps([p.gist + p.reading for p in standard.provisions.values()])
    assert not re.search(r"标准第\s*\d", words)


def test_the_figures_of_encoding_add_up(standard: Standard) -> None:
    found = encoding_figures(standard)
    provisions = list(standard.provisions.values())
    assert found.provisions == len(provisions) >= 100
    assert sum(found.by_modality.values()) == found.provisions
    ways = (found.computed, found.proxy, found.declared, found.delegated, found.recorded)
    assert sum(ways) == found.provisions
    assert sum(found.by_strongest.values()) == found.provisions
    assert 0 < found.stated < found.computed
    by_person = [p for p in provisions if p.check.by_person]
    assert found.declared + found.delegated == len(by_person)
    assert found.delegated == sum(p.check.kind is CheckKind.DELEGATED for p in provisions)
    assert found.by_modality["允许"] == sum(p.modality is Modality.PERMISSION for p in provisions)
    resting_on_a = {p.id for p in provisions if any(r.id == "A" for r in p.sources)}
    assert found.by_source["项目原始材料"] <= len(resting_on_a)


def test_loading_reads_neither_yaml_nor_validates_again() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from icstd.clauses.load import load_standard; load_standard();"
        "print([m for m in ('yaml', 'pydantic', 'icstd.authoring') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_two_loads_share_nothing_that_could_be_changed() -> None:
    first, second = load_standard(), load_standard()
    assert first == second
    assert first.provisions is not second.provisions
