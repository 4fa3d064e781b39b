"""From paths to files: each once, whatever it is called and in whatever order."""

from __future__ import annotations

from pathlib import Path

import pytest
from provinces import province

from icstd.review.document import review_json
from icstd.review.gather import find_files
from icstd.review.rows import ParkResult
from icstd.review.unit import Job, read_park
from icstd.review.whole import review


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return sorted(province(tmp_path_factory.mktemp("gather")).glob("park*-2025.yaml"))


def test_a_file_reached_by_two_names_counts_once_whichever_is_given_first(
    parks: list[Path], tmp_path: Path
) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "zlink.yaml"
    real.write_bytes(parks[0].read_bytes())
    link.symlink_to(real)
    one, other = ([str(real), str(link)], [str(link), str(real)])
    assert find_files(one) == find_files(other)
    files, notices = find_files(one)
    assert files == [str(real)]
    assert ["只计一次" in n and "zlink" in n for n in notices] == [True]
    assert review_json(review(one)) == review_json(review(other))


def test_many_files_reached_twice_are_one_notice(parks: list[Path]) -> None:
    files, notices = find_files([str(parks[0].parent), *map(str, parks)])
    assert len(files) > len(parks)
    assert len(notices) == 1
    assert f"等 {len(parks)} 处" in notices[0]


def test_files_of_one_name_in_two_folders_are_told_apart(parks: list[Path], tmp_path: Path) -> None:
    for county, park in zip(("甲县", "乙县"), parks, strict=False):
        (tmp_path / county).mkdir()
        (tmp_path / county / "我的园区.yaml").write_bytes(park.read_bytes())
    found = review([str(tmp_path)])
    assert {line.facts.file for line in found.lines} == {
        str(tmp_path / county / "我的园区.yaml") for county in ("甲县", "乙县")
    }


def test_a_park_s_file_that_speaks_of_reports_is_no_report(
    parks: list[Path], tmp_path: Path
) -> None:
    file = tmp_path / "甲.yaml"
    file.write_bytes(b'# not "icstd-report/2"\n' + parks[0].read_bytes())
    assert isinstance(read_park(Job(str(file))), ParkResult)
