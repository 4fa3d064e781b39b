"""The rows of a review as CSV and Parquet: the same rows, in pieces, explained."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from provinces import province
from running import ROOT

from icstd.report.csv_file import lines
from icstd.review.rows_file import COLUMNS, _head, _tail, rows_csv, rows_parquet
from icstd.review.whole import Review, review


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return review([str(province(tmp_path_factory.mktemp("rows")))])


def test_remembered_halves_give_the_bytes_of_whole_rows(found: Review) -> None:
    whole = lines(
        COLUMNS,
        (
            (*_head(result.facts, sides), *_tail(row, found))
            for result, sides in found.selected.counted()
            for row in result.rows
        ),
    )
    pieces = list(rows_csv(found))
    assert b"".join(pieces) == whole
    assert len(pieces) == 1 + len(found.selected.counted())


def test_parquet_holds_the_rows_of_the_csv(found: Review, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "明细.parquet"
    file.write_bytes(b"".join(rows_parquet(found)))
    again = parquet.read_table(file).to_pylist()
    text = b"".join(rows_csv(found)).decode("utf-8-sig").splitlines()
    rows = list(csv.DictReader(text))
    assert len(again) == len(rows) > 3000
    told = [{k: "" if v is None else str(v) for k, v in row.items()} for row in again]
    assert told == rows
    assert file.stat().st_size < len("\n".join(text)) / 10


def test_the_guide_explains_every_column() -> None:
    guide = (ROOT / "docs" / "review.zh.md").read_text("utf-8")
    for name, meaning in COLUMNS.items():
        assert f"| {name} | {meaning} |" in guide
