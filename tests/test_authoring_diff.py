"""Two editions side by side: what was added, changed, withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_standard import standard_of, written

from icstd.authoring.build import published
from icstd.authoring.editions_diff import Change, compare
from icstd.cli.main import main


def test_an_edition_does_not_differ_from_itself(tmp_path: Path) -> None:
    standard = standard_of(written(tmp_path))
    assert compare(standard, standard).empty


@pytest.mark.parametrize(
    ("text", "instead", "change", "demand"),
    [
        ("gist: 应有中心。", "gist: 应设中心。", Change("文字", "应有中心。", "应设中心。"), True),
        ("modality: 要求", "modality: 推荐", Change("条款类型", "要求", "推荐"), True),
        (
            'value: 100, unit: "%", source: A',
            'value: 90, unit: "%", source: A',
            Change("限值", "不少于 100%（出处 A）", "不少于 90%（出处 A）"),
            True,
        ),
        (
            "remedy: 补上。",
            "remedy: 补齐。",
            Change("补救", "补上。（工作量小）", "补齐。（工作量小）"),
            False,
        ),
        ("{what: 台账}", "{what: 名册}", Change("证据", "台账（记录）", "名册（记录）"), False),
        (
            "sources: [{id: A}]",
            "sources: [{id: A, note: 另一处}]",
            Change(
                "出处",
                "A（项目原始材料，一手）一篇报道。支持内容",
                "A（项目原始材料，一手）一篇报道。支持内容（另一处）",
            ),
            False,
        ),
    ],
)
def test_what_changed_is_named_and_whether_judgements_are_touched(
    tmp_path: Path, text: str, instead: str, change: Change, demand: bool
) -> None:
    old = standard_of(written(tmp_path / "a"))
    new = standard_of(written(tmp_path / "b", ch04=(text, instead)))
    (changed,) = compare(old, new).changed
    assert change in changed.changes
    assert changed.demand is demand


def test_added_and_withdrawn_are_seen_from_both_sides(tmp_path: Path) -> None:
    old = standard_of(written(tmp_path / "a"))
    new = standard_of(written(tmp_path / "b", ch04=("- id: W4.2b", "- id: W4.2c")))
    assert (compare(old, new).added, compare(old, new).withdrawn) == (("W4.2c",), ("W4.2b",))
    assert (compare(new, old).added, compare(new, old).withdrawn) == (("W4.2b",), ("W4.2c",))


def test_items_are_compared_too(tmp_path: Path) -> None:
    old = standard_of(written(tmp_path / "a"))
    new = standard_of(written(tmp_path / "b", **{"01_basics": ("label: 有大厅", "label: 设大厅")}))
    (changed,) = compare(old, new).items_changed
    assert changed.changes[0] == Change("名称", "有大厅", "设大厅")


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    old = standard_of(written(tmp_path / "a"))
    new = standard_of(written(tmp_path / "b", ch04=("gist: 应有中心。", "gist: 应设中心。")))
    files = tmp_path / "old.json", tmp_path / "new.json"
    for file, standard in zip(files, (old, new), strict=True):
        file.write_bytes(published(standard))
    return files


def test_the_command_says_it_in_words(
    editions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["standard", "diff", *map(str, editions)]) == 0
    said = capsys.readouterr().out
    assert "修改的条款（1）" in said
    assert "此前的人工判定须重新判定" in said
    assert "应有中心。 → 应设中心。" in said
    assert main(["standard", "diff", str(editions[0]), str(editions[0])]) == 0
    assert "两个发布版的条款和数据项相同。" in capsys.readouterr().out


def test_the_command_says_it_to_programs(
    editions: tuple[Path, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["standard", "diff", *map(str, editions), "--format", "json"]) == 0
    document = json.loads(capfdbinary.readouterr().out)
    assert document["changed"][0]["id"] == "W4.1"
    assert document["changed"][0]["demand"] is True
    assert document["old"]["digest"] != document["new"]["digest"]
