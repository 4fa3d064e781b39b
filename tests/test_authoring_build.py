"""The published edition: the same bytes for the same sources, and it loads back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from small_standard import book, standard_of, written

from icstd.authoring.build import published, published_examples
from icstd.clauses.examples import example_text, examples_beside, load_examples
from icstd.clauses.load import load_standard
from icstd.clauses.model import Chapter, Standard
from icstd.errors import InputProblems


def _published(standard: Standard, folder: Path) -> Path:
    path = folder / "small-1.json"
    path.write_bytes(published(standard))
    examples_beside(path).write_bytes(published_examples(standard))
    return path


def _without_examples(standard: Standard) -> Standard:
    """As the edition holds it: an example is for reading, not for judging."""
    provisions = {k: replace(p, examples=()) for k, p in standard.provisions.items()}

    def chapter(of: Chapter) -> Chapter:
        clauses = tuple(
            replace(c, provisions=tuple(provisions[p.id] for p in c.provisions)) for c in of.clauses
        )
        return replace(of, clauses=clauses)

    chapters = tuple(chapter(c) for c in standard.chapters)
    clauses = {clause.id: clause for c in chapters for clause in c.clauses}
    return replace(standard, chapters=chapters, provisions=provisions, clauses=clauses)


def test_an_edition_loads_back_as_the_standard_it_was_built_from(tmp_path: Path) -> None:
    standard = standard_of(written(tmp_path))
    loaded = load_standard(_published(standard, tmp_path))
    assert len(loaded.digest) == 64
    assert replace(loaded, digest="") == _without_examples(standard)


def test_two_builds_of_the_same_sources_are_the_same_bytes(tmp_path: Path) -> None:
    home = written(tmp_path)
    assert published(standard_of(home)) == published(standard_of(home))
    assert published_examples(standard_of(home)) == published_examples(standard_of(home))


def test_a_rule_check_is_published_with_the_items_its_function_reads(tmp_path: Path) -> None:
    loaded = load_standard(_published(standard_of(written(tmp_path)), tmp_path))
    assert loaded.provisions["W4.3"].check.items == ("accepted", "answered")


def test_each_provision_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    lines = published(standard_of(written(tmp_path))).decode().splitlines()
    for name in ("W4.1", "W4.2a", "W4.2b", "W4.3"):
        assert sum(f'{{"id": "{name}", "modality"' in line for line in lines) == 1


def test_a_file_with_windows_line_ends_is_the_same_edition(tmp_path: Path) -> None:
    path = _published(standard_of(written(tmp_path)), tmp_path)
    before = load_standard(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_standard(path) == before


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data.replace(b"W4.7", b"W4.8"), "与其摘要不符"),
        (lambda data: data[:-40], "与其摘要不符"),
        (lambda data: data.replace(b"icstd-edition/1", b"icstd-edition/9"), "不是标准的发布版"),
        (lambda _: b"", "不是标准的发布版"),
        (lambda _: b"\xff\xfe{}", "不是标准的发布版"),
        (lambda _: b'{"format": "icstd-report/1"}\n', "不是标准的发布版"),
        (lambda _: b"[1]\n", "不是标准的发布版"),
    ],
)
def test_a_damaged_edition_is_refused(tmp_path: Path, damage: object, said: str) -> None:
    path = _published(standard_of(written(tmp_path)), tmp_path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(InputProblems) as refused:
        load_standard(path)
    (problem,) = refused.value.problems
    assert problem.code == "E-EDITION"
    assert said in problem.message
    assert problem.file == "small-1.json"


def test_an_edition_of_another_shape_is_refused_even_with_a_right_digest(tmp_path: Path) -> None:
    from hashlib import sha256

    from icstd.clauses.load import HEAD, TAIL

    body = b'{"id": "x"}'
    path = tmp_path / "x.json"
    path.write_bytes(HEAD.format(digest=sha256(body).hexdigest()).encode() + body + TAIL.encode())
    with pytest.raises(InputProblems, match="读不懂") as refused:
        load_standard(path)
    assert "读不懂" in refused.value.problems[0].message


def test_a_missing_edition_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as refused:
        load_standard(tmp_path / "没有.json")
    assert refused.value.problems[0].file == "没有.json"
    assert "读不到" in refused.value.problems[0].message


def test_examples_lie_beside_the_edition_and_read_as_sentences(tmp_path: Path) -> None:
    standard = standard_of(written(tmp_path))
    path = _published(standard, tmp_path)
    examples = load_examples(path)
    assert examples["W4.1"][0].result == "符合"
    texts = {
        i: [example_text(e, standard.provisions[i], standard) for e in examples[i]]
        for i in ("W4.2a", "W4.5", "W4.7")
    }
    assert texts["W4.2a"][1] == "走访企业数 8 家，企业总数 9 家 → 不符合"
    assert texts["W4.5"][2] == "上次评价日 2025-02-28；评价口径设 days = 366 → 未评价"
    assert texts["W4.7"] == ["园区判定符合 → 符合"]
    assert "examples" not in path.read_text(encoding="utf-8")


def test_an_edition_without_examples_has_none(tmp_path: Path) -> None:
    assert load_examples(tmp_path / "small-1.json") == {}
    (tmp_path / "small-1.examples.json").write_text("[]")
    assert load_examples(tmp_path / "small-1.json") == {}


DEMANDS = [
    ("gist: 应有中心。", "gist: 应设中心。", "W4.1"),
    ("modality: 要求", "modality: 指示", "W4.1"),
    ("kind: present, item: centre}\n        subject", "kind: present, item: hall}\n        subject",
     "W4.1"),
    ("value: 100, unit: \"%\", source: A", "value: 99, unit: \"%\", source: A", "W4.2a"),
    ("item: centre}\n        check", "item: hall}\n        check", "W4.4"),
    ("        proxy: true\n", "", "W4.5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "instead", "changed"), DEMANDS)
def test_a_fingerprint_changes_with_what_is_demanded_and_only_then(
    tmp_path: Path, text: str, instead: str, changed: str
) -> None:
    before = standard_of(written(tmp_path / "a"))
    after = standard_of(written(tmp_path / "b", ch04=(text, instead)))
    differ = {
        i for i, p in before.provisions.items() if p.fingerprint != after.provisions[i].fingerprint
    }
    assert differ == {changed}


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("remedy: 补上。", "remedy: 尽快补上。"),
        ("because: A 如此说", "because: A 原话如此"),
        ("sources: [{id: A}]", "sources: [{id: A}, {id: T}]"),
        ("evidence: [{what: 台账}]", "evidence: [{what: 名册}]"),
        ("{centre: 是}, result: 符合}", "{centre: 是}, result: 符合, why: 有}"),
    ],
)
def test_a_fingerprint_stays_when_nothing_else_is_demanded(
    tmp_path: Path, text: str, instead: str
) -> None:
    before = standard_of(written(tmp_path / "a"))
    after = standard_of(written(tmp_path / "b", ch04=(text, instead)))
    assert [p.fingerprint for p in before.provisions.values()] == [
        p.fingerprint for p in after.provisions.values()
    ]


def test_a_fingerprint_is_text_to_every_yaml_reader(tmp_path: Path) -> None:
    for provision in standard_of(written(tmp_path)).provisions.values():
        assert provision.fingerprint.startswith("fp-")
        assert len(provision.fingerprint) == 15


def test_a_rule_that_reads_another_item_has_another_fingerprint(tmp_path: Path) -> None:
    from icstd.conformance import Outcome
    from icstd.rules.rulebook import Rulebook, met

    other = Rulebook("small-1")
    other.ledgers = book().ledgers

    def of_three(accepted: int, answered: int, waiting: int, *, percent: int) -> Outcome:
        return met(f"{accepted}{answered}{waiting}{percent}")

    other.rule("W4.3")(of_three)
    home = written(tmp_path)
    before, after = standard_of(home), standard_of(home, other)
    assert before.provisions["W4.3"].fingerprint != after.provisions["W4.3"].fingerprint


def test_a_blank_that_folding_put_between_chinese_characters_goes(tmp_path: Path) -> None:
    notice = "notice: >-\n  前半句，\n  后半句 A 和 B。"
    standard = standard_of(written(tmp_path, edition=("notice: 这是测试用的小标准。", notice)))
    assert standard.notice.startswith("前半句，后半句 A 和 B。")


def test_fractions_in_the_sources_stay_exact(tmp_path: Path) -> None:
    path = _published(standard_of(written(tmp_path)), tmp_path)
    bands = load_standard(path).profiles["default"].scoring.bands
    assert bands == (("优", Decimal(90)), ("良", Decimal("80.5")))
    assert json.loads(path.read_text(encoding="utf-8"))["format"] == "icstd-edition/1"
