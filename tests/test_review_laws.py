"""What holds for a review whatever the parks: order, splitting and executors change nothing."""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from provinces import generator, province

from icstd.clauses.load import load_standard
from icstd.review import unit
from icstd.review.document import review_document, review_json, rows_csv
from icstd.review.gather import gather
from icstd.review.identity import latest_of_each_period
from icstd.review.tally import tally
from icstd.review.unit import Job
from icstd.review.whole import review


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
    assert len(found.lines) == 24


def test_parks_handed_in_twice_change_no_figure(parks: Path, tmp_path: Path) -> None:
    again = tmp_path / "又一份"
    shutil.copytree(parks, again)
    once, twice = (review_document(review(p)) for p in ([str(parks)], [str(parks), str(again)]))
    differing = {key for key in once if once[key] != twice[key]}
    assert differing == {"notices"}  # which say that copies were left out


def test_the_order_of_paths_changes_no_byte(parks: Path, serial: bytes) -> None:
    paths = sorted(str(p) for p in parks.iterdir())
    random.Random(7).shuffle(paths)  # noqa: S311
    assert review_json(review(paths)) == serial


def test_the_order_of_results_changes_no_tally(parks: Path) -> None:
    standard = load_standard()
    results = list(gather([str(parks)], Job("")).results)
    straight = tally(latest_of_each_period(results), standard)
    random.Random(3).shuffle(results)  # noqa: S311
    assert tally(latest_of_each_period(results), standard) == straight


def test_tallies_of_two_halves_merge_into_the_tally_of_all(parks: Path) -> None:
    standard = load_standard()
    kept = latest_of_each_period(gather([str(parks)], Job("")).results)
    names = sorted({r.facts.park for r in kept})
    first = set(names[: len(names) // 3])
    merged = tally([r for r in kept if r.facts.park in first], standard)
    rest = tally([r for r in kept if r.facts.park not in first], standard)
    for provision, part in rest.items():
        merged[provision].merge(part)
    assert merged == tally(kept, standard)
    assert any(t.agreement for t in merged.values())
    assert any(t.cycles for t in merged.values())


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


def test_a_second_run_takes_everything_from_the_cache(
    parks: Path, serial: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = str(tmp_path)
    files = sorted(str(p) for p in parks.iterdir())
    review(files[:10], cache=cache)  # as if the run had been broken off after ten
    assert len(list(tmp_path.iterdir())) == 10
    evaluated: list[str] = []
    original = unit._from_bytes

    def counted(data: bytes, name: str, *rest: object) -> object:
        evaluated.append(name)
        return original(data, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(unit, "_from_bytes", counted)
    assert review_json(review(files, cache=cache)) == serial
    assert len(evaluated) == len(files) - 10
    evaluated.clear()
    assert review_json(review(files, cache=cache)) == serial
    assert evaluated == []


def test_a_changed_file_and_a_torn_cache_entry_are_evaluated_again(
    parks: Path, tmp_path: Path
) -> None:
    one = tmp_path / "甲.yaml"
    one.write_bytes(sorted(parks.glob("park*.yaml"))[0].read_bytes())
    cache = tmp_path / "cache"
    cache.mkdir()
    plain = review_json(review([str(one)]))
    review([str(one)], cache=str(cache))
    (entry,) = cache.iterdir()
    entry.write_bytes(entry.read_bytes()[:100])
    assert review_json(review([str(one)], cache=str(cache))) == plain
    one.write_bytes(one.read_bytes() + "# 改过\n".encode())
    review([str(one)], cache=str(cache))
    assert len(list(cache.iterdir())) == 2


def test_the_later_assessment_of_a_period_counts_and_periods_are_kept_apart(parks: Path) -> None:
    found = review([str(parks)])
    keys = [(r.facts.park, r.facts.start, r.facts.end) for r in found.results]
    assert len(keys) == len(set(keys))
    assert len(keys) > len(found.lines)  # some parks have two periods
    audited = {r.facts.park for r in found.results if r.facts.audited}
    assert len(audited) == len(list(parks.glob("audit*.json")))


def test_the_rows_hold_every_verdict_once(parks: Path) -> None:
    found = review([str(parks)])
    lines = rows_csv(found).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + sum(len(r.rows) for r in found.results)


def test_what_the_auditor_did_not_look_at_is_not_counted_as_his_word(parks: Path) -> None:
    found = review([str(parks)])
    looked_at: dict[str, int] = {}
    for line in found.results:
        if line.facts.audited:
            for row in line.rows:
                looked_at[row.provision] = looked_at.get(row.provision, 0) + bool(row.own)
    assert {c.provision.id: c.others.selected for c in found.clauses} == looked_at
    assert 0 in looked_at.values()  # the made-up auditors leave recommendations alone
