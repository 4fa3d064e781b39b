"""自评 and 他评 where a third party hands in assessments of its own."""

from __future__ import annotations

import pytest
from provinces import province

from icstd.review.rows import OTHERS, OWN
from icstd.review.whole import Review, review

THIRD = ("方式: 自评", "方式: 第三方评价")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """24 parks; of 8 there is a third party's assessment only, of 4 beside their own."""
    folder = province(tmp_path_factory.mktemp("sides"), audits=0)
    files = sorted(folder.glob("park*-2025.yaml"))
    for number, file in enumerate(files):
        text = file.read_text("utf-8")
        assert THIRD[0] in text
        if number < 8:
            file.write_text(text.replace(*THIRD), "utf-8")
            for earlier in folder.glob(file.name.replace("2025", "2024")):
                earlier.unlink()
        elif number < 12:
            (folder / f"third-{number}.yaml").write_text(text.replace(*THIRD), "utf-8")
    return review([str(folder)])


def test_each_park_counts_on_its_own_side(found: Review) -> None:
    assert (len(found.selected.own), len(found.selected.others)) == (16, 12)
    for clause in found.clauses:
        assert (clause.own.selected, clause.others.selected) == (16, 12)
        assert clause.pairs.judged == 0  # nobody audited anybody


def test_limits_promises_and_comments_are_of_one_side(found: Review) -> None:
    assert found.selected.main is OWN
    for clause in found.clauses:
        assert clause.main is clause.own
        assert clause.own.unpublished + sum(n for _, n in clause.promises) <= 16
        for tried in clause.sensitivity:
            assert tried.parks <= 16
    said = {side: [m for s, m in found.remarks if s is side] for side in (OWN, OTHERS)}
    assert said[OWN]
    assert said[OTHERS]
    for side, column in ((OWN, "own"), (OTHERS, "others")):
        counted = sum(sum(getattr(c, column).remarks.values()) for c in found.clauses)
        assert counted == len(said[side])


def test_the_cautions_name_the_side_that_signals_are_read_from(found: Review) -> None:
    assert any("都按自评计（16 个园区）" in caution for caution in found.cautions)
    assert not any("早于最近一次自评" in caution for caution in found.cautions)
