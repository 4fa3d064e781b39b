"""What holds for a review whatever the parks: order, splitting and executors change nothing."""

from __future__ import annotations

import csv
import random
import shutil
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from provinces import generator, province

from icstd.clauses.load import load_standard
from icstd.review.document import review_document, review_json
from icstd.review.gather import gather
from icstd.review.identity import select
from icstd.review.rows import OTHERS
from icstd.review.rows_file import rows_csv
from icstd.review.tally import tally
from icstd.review.unit import Job
from icstd.review.whole import review
from icstd.terms import Verdict


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province(tmp_path_factory.mktemp("laws"))


@pytest.fixture(scope="module")
def serial(parks: Path) -> bytes:
    return review_json(review([str(parks)]))


def test_the_province_is_the_same_for_the_same_seed_and_every_file_can_be_used(
    parks: Path, tmp_path: Path
) -> None:
    generator().generate(tmp_path, 3)
    for made in tmp_path.glob("park*.yaml"):
        assert made.read_bytes() == (parks / made.name).read_bytes()
    found = review([str(parks)])
    assert found.refused == ()
    assert sum(line.main for line in found.lines) == 24


def test_parks_handed_in_twice_change_no_figure(parks: Path, tmp_path: Path) -> None:
    again = tmp_path / "又一份"
    shutil.copytree(parks, again)
    once, twice = (review_document(review(p)) for p in ([str(parks)], [str(parks), str(again)]))
    for document in (once, twice):
        for park in document["parks"]:
            del park["file"]  # of two copies either may be named
    differing = {key for key in once if once[key] != twice[key]}
    assert differing == {"notices"}  # which say that copies were left out


def test_the_order_of_paths_changes_no_byte(parks: Path, serial: bytes) -> None:
    paths = sorted(str(p) for p in parks.iterdir())
    random.Random(7).shuffle(paths)  # noqa: S311
    assert review_json(review(paths)) == serial


def test_the_order_of_results_changes_no_tally(parks: Path) -> None:
    standard = load_standard()
    results = list(gather([str(parks)], Job("")).results)
    straight = tally(select(results), standard)
    random.Random(3).shuffle(results)  # noqa: S311
    assert tally(select(results), standard) == straight


def test_a_process_pool_gives_the_same_bytes(parks: Path, serial: bytes) -> None:
    with ProcessPoolExecutor(2) as pool:
        assert review_json(review([str(parks)], executor=pool)) == serial


def test_a_dask_cluster_gives_the_same_bytes(parks: Path, serial: bytes) -> None:
    import distributed

    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with cluster, distributed.Client(cluster) as client:
        assert review_json(review([str(parks)], executor=client.get_executor())) == serial


def test_of_every_park_period_and_side_one_result_counts(parks: Path) -> None:
    found = review([str(parks)]).selected
    for by_park in (found.own, found.others):
        for results in by_park.values():
            periods = [(r.facts.start, r.facts.end) for r in results]
            assert periods == sorted(set(periods))
    assert len(found.own) == 24
    assert any(len(results) > 1 for results in found.own.values())
    assert sum(map(len, found.others.values())) == len(list(parks.glob("audit*.json")))


def test_the_rows_hold_every_verdict_once(parks: Path) -> None:
    found = review([str(parks)])
    lines = b"".join(rows_csv(found)).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + sum(len(r.rows) for r, _ in found.selected.counted())


def test_what_the_auditor_did_not_look_at_is_not_counted_as_his_word(parks: Path) -> None:
    found = review([str(parks)])
    looked_at = dict.fromkeys((c.provision.id for c in found.clauses), 0)
    for results in found.selected.others.values():
        for row, _ in results[-1].heard(OTHERS):
            looked_at[row.provision] += bool(row.auditor)
    assert {c.provision.id: c.others.selected for c in found.clauses} == looked_at
    assert 0 in looked_at.values()  # the made-up auditors leave recommendations alone


def test_the_rows_speak_one_scale_for_the_park_and_the_auditor_alike(parks: Path) -> None:
    found = review([str(parks)])
    rows = list(csv.DictReader(b"".join(rows_csv(found)).decode("utf-8-sig").splitlines()))
    said = {row[who] for row in rows for who in ("评价结论", "审核结论")}
    assert {"符合", "不符合", ""} <= said <= {"", *Verdict}


def test_the_figures_can_be_recomputed_from_the_rows(parks: Path) -> None:
    """计入 says for which side a file counts; the latest period of a park stands."""
    found = review([str(parks)])
    rows = csv.DictReader(b"".join(rows_csv(found)).decode("utf-8-sig").splitlines())
    met: dict[tuple[str, str, str], tuple[str, bool]] = {}
    for row in rows:  # by park and period, so the last one stands
        for side, said in (("自评", row["评价结论"]), ("他评", row["审核结论"])):
            if side in row["计入"]:
                met[row["园区"], row["条款"], side] = (
                    row["评价期止"],
                    said == "符合",
                )
    counted = Counter((clause, side) for (_, clause, side), (_, yes) in met.items() if yes)
    for clause in found.clauses:
        name = clause.provision.id
        assert counted[name, "自评"] == clause.own.met, name
        assert counted[name, "他评"] == clause.others.met, name
