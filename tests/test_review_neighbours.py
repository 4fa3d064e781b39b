"""A folder has neighbours: what is no self-assessment is passed over, told, never believed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from provinces import province
from running import PARK, icstd

import icstd as library
from icstd.clauses.load import load_standard
from icstd.errors import OutputProblem
from icstd.jsontext import listing
from icstd.output import write_bytes
from icstd.report.document import report_document, result_digest
from icstd.review.cache import _seal, recall
from icstd.review.document import review_json
from icstd.review.gather import find_files
from icstd.review.whole import review


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "全县"
    place.mkdir()
    (place / "甲.yaml").write_bytes(PARK.read_bytes())
    return place


def test_every_paper_the_tool_writes_into_the_folder_is_passed_over(folder: Path) -> None:
    alone = icstd("review", ".", "-o", "../alone.json", cwd=folder)
    assert alone.code == 0, alone.err
    (folder / "存").mkdir()
    for args in (
        ["init", "新.yaml"],
        ["assess", "甲.yaml", "--to", "."],
        ["audit", "init", "甲.yaml", "-o", "核查.yaml"],
        ["plan", "甲.yaml", "-o", "整改.xlsx"],
        ["review", "甲.yaml", "--to", ".", "-o", "复审.json", "--cache", "存"],
    ):
        run = icstd(*args, cwd=folder)
        assert run.code in (0, 1), (args, run.err)
    (folder / "新.yaml").unlink()  # a form of another park, not a neighbour
    for name in ("~$甲.xlsx", "._甲.yaml", ".甲.yaml"):
        (folder / name).write_bytes(b"\x00\x05\x16\x07")
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "甲.yaml").write_bytes(b"\x00\x05")
    for _ in range(2):  # the second time over its own papers
        run = icstd(
            "review", ".", "--to", ".", "-o", "复审.json", "--cache", "存", "--force", "--strict",
            cwd=folder,
        )  # fmt: skip
        assert run.code == 0, run.err
    for told in ("结构说明 1 个", "材料 4 个", "核查文件 1 个", "隐藏文件 3 个", "临时文件 1 个"):
        assert told in run.out, run.out
    assert "存下的结果 1 个" in run.out
    before, after = (
        json.loads((folder / name).read_text("utf-8")) for name in ("../alone.json", "复审.json")
    )
    assert before["clauses"] == after["clauses"]
    assert after["population"]["refused"] == 0


def test_a_linked_folder_is_not_entered_but_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    (tmp_path / "别处" / "乙.yaml").write_bytes(PARK.read_bytes())
    (folder / "连").symlink_to(tmp_path / "别处")
    files, notices = find_files([str(folder)])
    assert [Path(f).name for f in files] == ["甲.yaml"]
    assert len(notices) == 1
    assert "链接到的文件夹 1 个" in notices[0]
    assert "连" in notices[0]


def test_an_output_that_is_a_park_s_own_file_is_never_written_over(folder: Path) -> None:
    form = folder / "乙.json"
    form.write_text('{"标准": "DB33/T 2320—2021"}', "utf-8")
    before = form.read_bytes()
    run = icstd("review", ".", "-o", "乙.json", "--force", cwd=folder)
    assert run.code == 2
    assert "E-OUT-IS-INPUT" in run.err
    assert form.read_bytes() == before


@pytest.mark.parametrize("force", [False, True])
def test_a_dangling_link_carries_nothing_away(tmp_path: Path, *, force: bool) -> None:
    (tmp_path / "里").mkdir()
    link = tmp_path / "里" / "报告.html"
    link.symlink_to(tmp_path / "外.html")
    with pytest.raises(OutputProblem):
        write_bytes(b"x", link, force=force)
    assert not (tmp_path / "外.html").exists()
    assert link.is_symlink()


def test_what_is_written_in_pieces_is_whole_or_not_there(tmp_path: Path) -> None:
    def pieces(*, broken: bool) -> object:
        yield b"a" * 10
        if broken:
            raise KeyError("a fault of whoever makes them")
        yield b"b"

    with pytest.raises(KeyError):
        write_bytes(pieces(broken=True), tmp_path / "x")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    write_bytes(pieces(broken=False), tmp_path / "x")  # type: ignore[arg-type]
    assert (tmp_path / "x").read_bytes() == b"a" * 10 + b"b"


def _link(entry: Path) -> None:
    entry.with_name("victim.txt").write_text("keep me")
    entry.symlink_to(entry.with_name("victim.txt"))


def _sealed(change: Callable[[dict[str, list[object]]], object]) -> Callable[[Path], None]:
    def put(entry: Path) -> None:
        known = json.loads(GOOD["body"])
        body = json.dumps(change(known) or known).encode()
        entry.write_bytes(_seal(entry.stem, body) + b"\n" + body)

    return put


GOOD: dict[str, bytes] = {}


@pytest.mark.parametrize(
    "put",
    [
        os.mkfifo,
        _link,
        Path.mkdir,
        lambda entry: entry.symlink_to(entry.with_name("nowhere")),
        *map(
            _sealed,
            (
                lambda known: {"nothing": 1},
                lambda known: [known],
                lambda known: known.update(facts=[]),
                lambda known: known["facts"].__setitem__(0, 7),
                lambda known: known["facts"].__setitem__(7, "很多"),
                lambda known: known["facts"].__setitem__(8, "2026-13-41"),
                lambda known: known["facts"].__setitem__(11, "隔壁"),
                lambda known: known["rows"].append([]),
                lambda known: known["rows"][0].__setitem__(0, "W99"),
                lambda known: known["rows"][0].__setitem__(1, "大概"),
                lambda known: known["rows"][0].__setitem__(3, None),
                lambda known: known["rows"][0].__setitem__(6, "一堆"),
                lambda known: known["remarks"].append(["W4.1", "赞", ""]),
            ),
        ),
    ],
)
def test_a_cache_entry_of_any_shape_is_judged_again(
    folder: Path, tmp_path: Path, put: Callable[[Path], object]
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    plain = review_json(review([str(folder)], cache=str(cache)))
    (entry,) = cache.iterdir()
    GOOD["body"] = entry.read_bytes().partition(b"\n")[2]
    entry.unlink()
    put(entry)
    assert recall(str(cache), entry.stem, "甲", load_standard()) is None
    assert review_json(review([str(folder)], cache=str(cache))) == plain
    victim = cache / "victim.txt"
    assert not victim.exists() or victim.read_text() == "keep me"
    assert not (cache / "nowhere").exists()


def _forged(folder: Path, **assessment: str) -> Path:
    standard = load_standard()
    report = library.evaluate(library.load_assessment(folder / "甲.yaml", standard), standard)
    document = report_document(report)
    for finding in document["findings"]:
        if finding["verdict"] == "不符合":
            finding["verdict"] = "符合"
    document["assessment"] |= assessment
    document["result_digest"] = result_digest(document)
    place = folder / "甲.json"
    place.write_text(listing(document), "utf-8")
    return place


@pytest.mark.parametrize("changed", [{}, {"party": "第三方评价"}])
def test_a_report_is_judged_again_from_the_self_assessment_beside_it(
    folder: Path, changed: dict[str, str]
) -> None:
    honest = review([str(folder)])
    _forged(folder, **changed)
    found = review([str(folder)])
    for clause, before in zip(found.clauses, honest.clauses, strict=True):
        assert clause.own.counts == before.own.counts
        assert clause.others.counts == before.others.counts
    assert any("按自评重新判的结果与报告写的不同" in notice for notice in found.notices)


def _children(group: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[2]) == group and stat[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("after", [0.3, 0.6, 1.2])
def test_a_killed_review_leaves_no_worker_behind(tmp_path: Path, after: float) -> None:
    parks = province(tmp_path)
    for number in range(12):
        for park in parks.glob("park-*.yaml"):
            (parks / f"{park.stem}-{number}.yml").write_bytes(park.read_bytes())
    command = [sys.executable, "-m", "icstd", "review", str(parks), "--jobs", "2"]
    run = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    deadline = time.monotonic() + 20
    while (left := _children(run.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []
