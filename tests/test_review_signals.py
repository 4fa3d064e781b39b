"""Signals: found where something was planted, silent on chance; thresholds can be changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import planted
import pytest
from chance import SCENES, STANDARD, THRESHOLDS, Noise, context, flags
from provinces import province

from icstd.errors import InputProblems, UsageProblem
from icstd.review import signals, tables
from icstd.review.gather import Gathered
from icstd.review.signals import find_signals, load_thresholds
from icstd.review.whole import Review, review, summarise

SHIPPED = Path(signals.__file__).with_name("signals.yaml").read_text("utf-8")

SEEDS, MOST = 8, 3
"""Seeds of a scene, and the 99.9 % point of Bin(8, 0.05): reviews that may hold a false signal."""

TRUE_OF = {"boundary low": {"久拖不改"}, "clustered low": {"久拖不改"}}
"""What is so in a scene: where a clause is met by one in ten, it stays unmet."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return review([str(province(tmp_path_factory.mktemp("signals")))])


@pytest.fixture(scope="module")
def whole() -> Review:
    results = tuple(planted.province(STANDARD))
    return summarise(Gathered(results, (), ()), STANDARD, "default", THRESHOLDS)


@pytest.mark.parametrize("scene", ["coins", "boundary low", "boundary high", "clustered", "holes"])
def test_chance_raises_hardly_a_signal(scene: str) -> None:
    raised = [flags(SCENES[scene], seed) for seed in range(SEEDS)]
    reviews = Counter(name for found in raised for name in found)
    for name in set(reviews) - TRUE_OF.get(scene, set()):
        assert reviews[name] <= MOST, (name, reviews)
        assert sum(found[name] for found in raised) <= 0.2 * SEEDS + 3, name


EFFECTS = {
    "W4.1": {"rate": 0.01},
    "W4.2": {"rate": 0.99},
    "W4.3": {"size0": 0.25, "size1": 0.4, "size2": 0.6, "size3": 0.75},
    "W4.4": {"甲": 0.8, "乙": 0.35, "丙": 0.35},
    "W4.5": {"first": 0.3, "before": 0.3, "last": 0.6},
    "W4.6": {f"县{n:02}": 0.1 for n in range(4)} | {f"县{n:02}": 0.75 for n in range(4, 12)},
}
FOUND_AS = {
    "W4.1": "无人达标", "W4.2": "普遍达标", "W4.3": "分组差别", "W4.4": "分组差别",
    "W4.5": "逐年变化", "W4.6": "分组差别",
}  # fmt: skip


def test_effects_of_the_stated_size_are_found_among_200_parks() -> None:
    missed: Counter[str] = Counter()
    for seed in range(6):
        raised = find_signals(context(Noise(), seed, EFFECTS), THRESHOLDS).signals
        names = {(s.provision, s.name) for s in raised}
        missed.update(p for p, name in FOUND_AS.items() if (p, name) not in names)
    assert max(missed.values(), default=0) <= 1, missed


PLANTED = {
    (planted.NOBODY, "无人达标"), (planted.EVERYBODY, "普遍达标"),
    (planted.LOWERED, "两边不一"), (planted.LOWERED, "一边偏"),
    (planted.RAISED, "两边不一"), (planted.RAISED, "一边偏"),
    (planted.BACKWARD, "区分异常"), (planted.COMMENTED, "表述不清"),
    (planted.UNANSWERABLE, "答不上来"), (planted.BY_SIZE, "分组差别"),
    (planted.BY_PLACE, "分组差别"), (planted.BETTER, "逐年变化"), (planted.WORSE, "逐年变化"),
}  # fmt: skip


def test_every_planted_fact_of_a_province_is_found_and_hardly_anything_else(whole: Review) -> None:
    raised = {(s.provision, s.name) for s in whole.signals}
    assert raised >= PLANTED
    # one in twenty signals may be chance
    assert len({pair for pair in raised if pair[0] not in planted.PLANTED}) <= 1
    numbers = {(s.provision, s.name): s.numbers for s in whole.signals}
    assert numbers[planted.BY_SIZE, "分组差别"].startswith("规模")
    assert numbers[planted.BY_PLACE, "分组差别"].startswith("地方")
    assert "丽水市" in numbers[planted.BY_PLACE, "分组差别"]
    assert numbers[planted.BETTER, "逐年变化"].startswith("好转")
    assert numbers[planted.WORSE, "逐年变化"].startswith("变差")
    assert numbers[planted.RAISED, "一边偏"].startswith("上调多")
    assert numbers[planted.LOWERED, "一边偏"].startswith("下调多")


def test_clauses_that_go_together_and_forms_that_repeat_others_are_told(whole: Review) -> None:
    assert whole.together == (planted.TWINS,)
    (copies,) = [notice for notice in whole.notices if "填的数完全相同" in notice]
    assert copies.startswith("6 组")
    assert f"去掉 {planted.COPIES + planted.ALIASES} 个" in copies


def test_signals_of_anonymous_parks_tell_nothing_of_groups() -> None:
    results = tuple(planted.province(STANDARD))
    told = summarise(
        Gathered(results, (), ()), STANDARD, "default", THRESHOLDS, anonymise=True
    ).signals
    assert "分组差别" not in {s.name for s in told}
    assert (planted.BACKWARD, "区分异常") in {(s.provision, s.name) for s in told}


def test_copies_are_left_out_of_what_is_compared() -> None:
    results = tuple(planted.province(STANDARD))
    rest = tuple(r for r in results if not r.facts.digest.startswith("copy"))
    one, other = (
        summarise(Gathered(r, (), ()), STANDARD, "default", THRESHOLDS).signals
        for r in (results, rest)
    )
    compared = {"无人达标", "普遍达标", "区分异常", "分组差别", "逐年变化", "答不上来"}
    for kept, alone in zip(one, other, strict=True):
        if kept.name in compared:
            assert (kept.provision, kept.p) == (alone.provision, alone.p)


def test_fewer_than_thirty_parks_never_show_that_nobody_meets_a_clause() -> None:
    for parks in (5, 20, 29):
        raised = flags(Noise(rate=0.0, parks=parks), 1)
        assert raised["无人达标"] == 0
    assert flags(Noise(rate=0.0, parks=60), 1)["无人达标"] == len(STANDARD.provisions)


def test_every_signal_states_its_rule_with_numbers_filled_in(whole: Review) -> None:
    assert whole.signals
    for signal in whole.signals:
        assert signal.numbers
        assert signal.caution
        assert "{" not in signal.rule


def test_a_file_of_thresholds_replaces_the_shipped_ones(tmp_path: Path) -> None:
    changed = tmp_path / "阈值.yaml"
    changed.write_text(SHIPPED.replace("  rate: 90", "  rate: 99"), "utf-8")
    assert load_thresholds()["普遍达标"]["rate"] == 90
    assert load_thresholds(changed)["普遍达标"]["rate"] == 99


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("无人达标:", "没人达标:"),
        ("  rate: 90", "  rates: 90"),
        ("  rate: 90", "  rate: 很高"),
        ("  rate: 90", "  rate: 100"),
        ("  rate: 10", "  rate: 0"),
        ("  least: 20", "  least: 0.5"),
        ("  caution: 看适用条件是编码所设还是标准所设", "  caution: 1"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(tmp_path: Path, old: str, new: str) -> None:
    bad = tmp_path / "阈值.yaml"
    assert old in SHIPPED
    bad.write_text(SHIPPED.replace(old, new, 1), "utf-8")
    with pytest.raises(UsageProblem):
        load_thresholds(bad)


def test_a_signal_on_a_partial_check_says_so(whole: Review) -> None:
    partial = {c.provision.id for c in whole.clauses if c.provision.proxy}
    assert partial
    assert {bool(s.note) for s in whole.signals if s.provision in partial} <= {True}
    assert {s.note for s in whole.signals if s.provision not in partial} == {""}


@pytest.mark.parametrize("text", ["[]", "", "无人达标"])
def test_a_file_that_holds_no_thresholds_is_told_what_to_write(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "阈值.yaml"
    bad.write_text(text, "utf-8")
    with pytest.raises(InputProblems) as refused:
        load_thresholds(bad)
    assert ["信号阈值" in p.advice for p in refused.value.problems] == [True]


def test_the_shortlist_is_never_filled_up_and_agrees_with_the_signals(whole: Review) -> None:
    listed = tables.shortlist(whole).rows
    assert len(listed) == 10
    raised = {s.provision: s.name for s in whole.signals if s.name != "没有填"}
    assert {row.cells[0] for row in listed} <= set(raised)
    few = summarise(
        Gathered(tuple(planted.province(STANDARD, parks=120)), (), ()),
        STANDARD,
        "default",
        THRESHOLDS,
    )
    assert len(tables.shortlist(few).rows) <= len({s.provision for s in few.signals})


def test_the_answers_do_not_contradict_each_other(whole: Review) -> None:
    few = {row.cells[0] for row in tables.nobody(whole).rows}
    many = {s.provision for s in whole.signals if s.name == "普遍达标"}
    assert few
    assert not few & many


def test_periods_before_a_day_can_be_left_out_and_are_told(tmp_path: Path) -> None:
    parks = province(tmp_path)
    found = review([str(parks)], since="2025")
    older = list(parks.glob("park-*-2024.yaml"))
    assert older
    assert any(f"早于 2025 的 {len(older)} 份" in notice for notice in found.notices)
    assert all(r.facts.end >= "2025" for r, _ in found.selected.counted())
