"""All figures of a review, computed a second time from its rows."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from provinces import province
from recount import differences

from icstd.report.document import result_digest
from icstd.review.document import review_document
from icstd.review.rows_file import rows_csv
from icstd.review.whole import review


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 parks: third parties beside and instead of parks; audits of every kind."""
    folder = province(tmp_path_factory.mktemp("recount"), 40, 0.5)
    chance = random.Random(4)  # noqa: S311 - no secret
    files = sorted(folder.glob("park*.yaml"))
    for file in chance.sample(files, 10):
        party = chance.choice(("第二方评价", "第三方评价"))
        text = file.read_text("utf-8").replace("方式: 自评", f"方式: {party}", 1)
        beside = chance.random() < 0.5
        (folder / f"other-{file.name}" if beside else file).write_text(text, "utf-8")
    for number, report in enumerate(sorted(folder.glob("audit*.json"))):
        document = json.loads(report.read_bytes())
        alter(document, number % 4, chance)
        document["result_digest"] = result_digest(document)
        report.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return folder


def alter(document: dict, kind: int, chance: random.Random) -> None:  # type: ignore[type-arg]
    """Make an audited report one of a third party, an earlier state or an earlier period."""
    if kind == 0:
        document["assessment"]["party"] = "第三方评价"
    elif kind == 1:
        document["as_of"] = "2026-01-15"
    elif kind == 2:
        document["assessment"]["start"], document["assessment"]["end"] = "2023-01-01", "2023-12-31"
    span = {"start": "2025-01-01", "end": "2026-12-31"}
    for finding in document["findings"]:
        if finding["opinion"] and chance.random() < 0.2:  # a remark without a verdict
            finding["opinion"]["verdict"], finding["verdict"] = None, finding["own_verdict"]
        if finding["verdict"] == "不符合" and chance.random() < 0.2:
            finding["own_verdict"] = finding["own_verdict"] or "不符合"
            finding["verdict"] = "不适用"
            finding["waiver"] = {"approver": "区经信局", "ground": "在建", **span}


def test_every_figure_follows_from_the_rows(mixed: Path) -> None:
    found = review([str(mixed)])
    assert found.refused == ()
    document = review_document(found)
    compared, differing = differences(b"".join(rows_csv(found)), document)
    assert differing == []
    assert compared > 130 * 7
    assert {c["others"]["selected"] > 0 for c in document["clauses"]} == {True}
    assert sum(c["waived"] for c in document["clauses"]) > 0


def test_a_figure_that_does_not_follow_is_noticed(mixed: Path) -> None:
    found = review([str(mixed)])
    document = review_document(found)
    document["clauses"][0]["own"]["counts"]["符合"] += 1
    document["clauses"][5]["agreement"]["lowered"] += 1
    document["years"][0]["met"] -= 1
    assert len(differences(b"".join(rows_csv(found)), document)[1]) == 3
