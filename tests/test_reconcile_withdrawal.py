"""What goes with a withdrawn provision: questions, sections and balances of no further use."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from second_standard import TEXT

from icstd.assessment.intake import load_assessment
from icstd.authoring.build import completed
from icstd.authoring.reconcile.adopt import Adopted, adopt
from icstd.authoring.reconcile.book import Book, Leftover, prepare
from icstd.authoring.reconcile.decisions import reconcile
from icstd.authoring.reconcile.text import read_official_text
from icstd.authoring.reconcile.workbook_in import read_workbook
from icstd.authoring.reconcile.workbook_out import write_workbook
from icstd.authoring.sources import read_sources
from icstd.clauses.model import Standard
from icstd.errors import InputProblems
from icstd.evaluation import evaluate
from icstd.rules import load_rulebook

ID = "db33t2320-2021"
SOURCES = Path(__file__).resolve().parents[1] / "standard" / ID
PARK = SOURCES.parents[1] / "examples" / "complete-park.yaml"
BOOK = load_rulebook(ID)


@pytest.fixture(scope="module")
def standard() -> Standard:
    return completed(read_sources(SOURCES).standard, BOOK)


@pytest.fixture(scope="module")
def blank(standard: Standard) -> Book:
    made = prepare(read_official_text(TEXT.read_bytes(), TEXT.name), standard)
    return read_workbook(write_workbook(made, standard), "核对.xlsx")


def without(gone: list[str], blank: Book, standard: Standard) -> Adopted:
    left = tuple(Leftover(name, "撤销", "官方文本里没有") for name in gone)
    return adopt(reconcile(blank._replace(leftovers=left), standard), SOURCES, BOOK)


def on(topic: str, standard: Standard) -> list[str]:
    clauses = standard.clauses
    return [p.id for p in standard.provisions.values() if clauses[p.clause].topic == topic]


def test_a_section_that_nothing_reads_any_more_goes_with_its_balance(
    blank: Book, standard: Standard
) -> None:
    made = without(on("welfare", standard), blank, standard)
    file = SOURCES / "items" / "86-welfare.yaml"
    assert made.files[file] is None
    assert {"fund_opening", "hardship_filed"} <= {*made.items_removed}
    assert "fund" in {b.id for b in standard.balances}
    assert "fund" not in {b.id for b in made.standard.balances}
    assert "welfare" not in {s.id for s in made.standard.sections}


def test_questions_withdrawn_are_remembered_by_their_ids(blank: Book, standard: Standard) -> None:
    made = without(on("welfare", standard), blank, standard)
    assert made.standard.withdrawn["W8.7"] == "官方文本里没有"
    assert made.standard.withdrawn["fund_opening"] == "数据项，没有条款再用到"
    before = standard.withdrawn.keys()
    assert {*made.withdrawn, *made.items_removed, *before} == {*made.standard.withdrawn}


def test_a_table_goes_on_counting_though_one_of_its_counts_was_withdrawn(
    blank: Book, standard: Standard
) -> None:
    item = "alliance_results_recorded"  # counted from 诉求台账, in no balance
    readers = [p.id for p in standard.provisions.values() if item in p.reads]
    made = without(readers, blank, standard)
    assert item in made.items_removed
    held = replace(load_assessment(PARK, standard), answers={})
    assert item in evaluate(held, standard).tables_used
    later = replace(held, encoding_version=made.standard.encoding_version)
    left = evaluate(later, made.standard).tables_used
    assert left
    assert item not in left


@pytest.mark.parametrize("share", [2, 3, 5])
def test_any_part_of_the_provisions_can_go_and_the_sources_still_pass(
    share: int, blank: Book, standard: Standard
) -> None:
    gone = [p for n, p in enumerate(standard.provisions) if n % share == 0]
    made = without(gone, blank, standard)
    assert set(made.withdrawn) == set(gone)


def test_a_chapter_is_not_withdrawn_whole(blank: Book, standard: Standard) -> None:
    gone = [p.id for p in standard.provisions.values() if p.clause.startswith("W5.")]
    with pytest.raises(InputProblems):
        without(gone, blank, standard)


def test_an_item_withdrawn_is_not_asked_again(
    blank: Book, standard: Standard, tmp_path: Path
) -> None:
    from icstd.authoring.lint import lint

    folder = tmp_path / ID
    shutil.copytree(SOURCES, folder)
    edition = folder / "edition.yaml"
    text = edition.read_text("utf-8").replace("withdrawn:\n", "withdrawn:\n  relief_fund: 甲\n")
    edition.write_text(text, "utf-8")
    sources = read_sources(folder)
    told = lint(sources, completed(sources.standard, BOOK), BOOK)
    assert "编号 relief_fund 已撤销，不能再用。" in [p.message for p in told]
