"""The cache of a review: it saves work, and can neither change nor break a result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from provinces import province

from icstd.clauses.load import load_standard
from icstd.review import cache as kept
from icstd.review import unit
from icstd.review.cache import cache_key
from icstd.review.document import review_json
from icstd.review.rows import Refusal
from icstd.review.unit import Job, read_park
from icstd.review.whole import review


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province(tmp_path_factory.mktemp("cache"))


def test_a_second_run_takes_everything_from_the_cache(
    parks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serial = review_json(review([str(parks)]))
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


@pytest.fixture
def one(parks: Path, tmp_path: Path) -> Path:
    file = tmp_path / "甲.yaml"
    file.write_bytes(sorted(parks.glob("park*.yaml"))[0].read_bytes())
    (tmp_path / "cache").mkdir()
    return file


def test_a_changed_file_is_evaluated_again(one: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    review([str(one)], cache=str(cache))
    one.write_bytes(one.read_bytes() + "# 改过\n".encode())
    review([str(one)], cache=str(cache))
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: entry[:100],
        lambda entry: b"",
        lambda entry: entry.replace("不符合".encode(), "符合".encode(), 1),
        lambda entry: entry.replace("不符合".encode(), "大概符合".encode(), 1),
        lambda entry: entry.partition(b"\n")[0] + b'\n{"facts":[],"rows":[],"remarks":[]}',
        lambda entry: entry.partition(b"\n")[0] + b"\n" + b"[" * 100_000,
        lambda entry: entry.partition(b"\n")[2],
        lambda entry: b"\xff" * 5000,
    ],
)
def test_an_entry_that_is_not_as_it_was_put_there_is_not_believed(
    one: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    plain, cache = review_json(review([str(one)])), tmp_path / "cache"
    review([str(one)], cache=str(cache))
    (entry,) = cache.iterdir()
    good = entry.read_bytes()
    spoilt = spoil(good)
    assert spoilt != good
    entry.write_bytes(spoilt)
    assert review_json(review([str(one)], cache=str(cache))) == plain
    assert entry.read_bytes() == good  # put right


def test_another_edition_profile_or_state_of_the_program_is_another_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = cache_key(b"x", "edition", "default")
    assert first == cache_key(b"x", "edition", "default")
    others = [
        cache_key(b"y", "edition", "default"),
        cache_key(b"x", "other", "default"),
        cache_key(b"x", "edition", "audit"),
    ]
    monkeypatch.setattr(kept, "program_digest", lambda: "later")
    others.append(cache_key(b"x", "edition", "default"))
    assert len({first, *others}) == 5


def test_an_entry_of_another_file_is_not_taken(one: Path, parks: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    other = sorted(parks.glob("park*.yaml"))[1]
    review([str(one)], cache=str(cache))
    (entry,) = cache.iterdir()
    wrong = cache_key(other.read_bytes(), load_standard().digest, "default")
    entry.rename(cache / f"{wrong}.json")
    found = read_park(Job(str(other), cache=str(cache)))
    assert not isinstance(found, Refusal)
    assert found.facts.digest != read_digest(one)
    assert found == read_park(Job(str(other)))


def read_digest(file: Path) -> str:
    found = read_park(Job(str(file)))
    assert not isinstance(found, Refusal)
    return found.facts.digest
