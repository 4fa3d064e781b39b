"""What an amendment would change: held against judging twice, with bounds that hold the truth."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from provinces import province
from running import icstd as command

import icstd
from icstd.clauses.load import load_standard
from icstd.errors import UsageProblem
from icstd.review import impact
from icstd.review.proposal import propose
from icstd.review.twice import judge_twice
from icstd.review.unit import Job
from icstd.terms import Modality, Verdict

STANDARD = load_standard()


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province(tmp_path_factory.mktemp("impact"))


def latest(parks: Path) -> list[icstd.SelfAssessment]:
    found = [icstd.load_assessment(p, STANDARD) for p in sorted(parks.glob("park-*-2025.yaml"))]
    assert len(found) == 24
    return found


def test_a_raised_limit_a_harder_word_and_a_dropped_clause_are_as_if_judged_twice(
    parks: Path,
) -> None:
    found = impact(
        [str(parks)], changes=["W4.10.at_least=60", "W4.10: 应", "W4.9.at_least=90"], drops=["W8.7"]
    )
    provisions = dict(STANDARD.provisions)
    check = provisions["W4.10"].check
    limits = {"at_least": check.limits["at_least"]._replace(value=60)}
    provisions["W4.10"] = replace(
        provisions["W4.10"], modality=Modality.REQUIREMENT, check=replace(check, limits=limits)
    )
    check = provisions["W4.9"].check
    limits = {"at_least": check.limits["at_least"]._replace(value=90, param=None)}
    provisions["W4.9"] = replace(provisions["W4.9"], check=replace(check, limits=limits))
    del provisions["W8.7"]
    chapters = tuple(
        replace(
            chapter,
            clauses=tuple(
                replace(c, provisions=tuple(provisions[p] for p in ids if p in provisions))
                for c in chapter.clauses
                for ids in [[p.id for p in c.provisions]]
            ),
        )
        for chapter in STANDARD.chapters
    )  # fmt: skip
    new = replace(STANDARD, chapters=chapters, provisions=provisions)
    moves: dict[str, Counter[tuple[str, str]]] = {n: Counter() for n in ("W4.9", "W4.10", "W8.7")}
    overall: Counter[tuple[bool, bool]] = Counter()
    for assessment in latest(parks):
        before, after = icstd.evaluate(assessment, STANDARD), icstd.evaluate(assessment, new)
        overall[before.conforms, after.conforms] += 1
        said = [{f.provision.id: f.verdict.value for f in r.findings} for r in (before, after)]
        for name, counted in moves.items():
            counted[said[0][name], said[1].get(name, "")] += 1
    clauses = {c.provision: c for c in found.clauses}
    assert set(clauses) == set(moves)
    audited = {p.name for p in parks.glob("audit*")}
    assert found.audited == len(audited)
    for name, counted in moves.items():
        after = Counter[str]()
        for (_, now), n in clauses[name].moves.items():
            after[now] += n
        assert after == Counter({now: 0 for _, now in counted}) + _second(counted)
    assert (
        sum(n for (b, _), n in found.overall.items() if b == "符合")
        == overall[True, True] + overall[True, False]
    )
    assert clauses["W4.10"].new_gaps == sum(
        n for (_, now), n in moves["W4.10"].items() if now in ("不符合", "部分符合")
    )


def _second(counted: Counter[tuple[str, str]]) -> Counter[str]:
    found = Counter[str]()
    for (_, now), n in counted.items():
        found[now] += n
    return found


def test_a_common_limit_instead_of_promises_says_only_what_follows(parks: Path) -> None:
    found = impact([str(parks)], changes=["W6.10.at_most=15"])
    (clause,) = found.clauses
    assert clause.provision == "W6.10"
    promised = {a.park.name: a.answers.get("resolve_days_promised") for a in latest(parks)}
    for park in found.parks:
        before, after = park.verdicts["W6.10"]
        answer = promised[park.facts.park]
        days = answer.value if answer else None
        if after == "符合":
            assert before == "符合" and isinstance(days, int) and days <= 15
        if after == "不符合":
            assert before == "不符合" and isinstance(days, int) and days >= 15
    assert {after for _, after in clause.moves} >= {"符合", "未评价"}


@pytest.mark.parametrize(
    ("changes", "drops"),
    [
        (["W4.99: 应"], []),
        (["W4.10: 最好"], []),
        (["W4.10.at_most=3"], []),
        (["W4.10.at_least=NaN"], []),
        (["W4.10.at_least=-1"], []),
        (["W4.10 加严"], []),
        ([], ["W8.99"]),
        ([], []),
    ],
)
def test_a_change_that_names_nothing_is_refused(
    parks: Path, changes: list[str], drops: list[str]
) -> None:
    with pytest.raises(UsageProblem):
        impact([str(parks)], changes=changes, drops=drops)


def test_nothing_proposed_can_be_taken_for_a_published_edition() -> None:
    assert propose(STANDARD, None, ["W4.10: 应"], []).standard.digest == ""


@pytest.mark.parametrize("failing_only", [False, True])
def test_bounds_hold_the_truth_when_answers_are_missing(parks: Path, *, failing_only: bool) -> None:
    proposal = propose(STANDARD, None, ["W4.9.at_least=70", "W6.13: 可", "W5.8: 宜"], [])
    draw = random.Random(5)  # noqa: S311
    truth = sure = possible = 0
    for assessment in latest(parks):
        whole = judge_twice(assessment, STANDARD, proposal, Job(""))
        if "未评价" in whole.overall:
            continue
        gaps = {i for f in icstd.evaluate(assessment, STANDARD).gaps for i in f.provision.reads}
        able = [i for i in assessment.answers if i in gaps or not failing_only]
        gone = set(draw.sample(sorted(able), len(able) * 3 // 10))
        kept = {i: a for i, a in assessment.answers.items() if i not in gone}
        part = judge_twice(replace(assessment, answers=kept), STANDARD, proposal, Job(""))
        truth += whole.overall[0] != whole.overall[1]
        unknown = "未评价" in part.overall
        sure += not unknown and part.overall[0] != part.overall[1]
        possible += unknown or part.overall[0] != part.overall[1]
    assert sure <= truth <= possible


def test_a_proposed_edition_reads_the_forms_of_the_one_in_force(
    parks: Path, tmp_path: Path
) -> None:
    same = impact([str(parks)], proposed=str(_edition()))
    assert (same.clauses, same.sure) == ((), 0)
    head, _, body = _edition().read_text("utf-8").partition("\n")
    body = body.removesuffix("}\n")
    version = f'"encoding_version": "{STANDARD.encoding_version}"'
    assert body.count(version) == 1
    body = body.replace(version, '"encoding_version": "9.1"')
    body = body.replace('{"id": "W4.10", "modality": "推荐"', '{"id": "W4.10", "modality": "要求"')
    digest = hashlib.sha256(body.encode()).hexdigest()
    head = re.sub('"digest": "[0-9a-f]+"', f'"digest": "{digest}"', head)
    new = tmp_path / "新版.json"
    new.write_text(f"{head}\n{body}}}\n", "utf-8")
    proposed = impact([str(parks)], proposed=str(new))
    changed = impact([str(parks)], changes=["W4.10: 应"])
    assert proposed.clauses == changed.clauses
    assert proposed.overall == changed.overall
    assert proposed.audited == changed.audited > 0


def _edition() -> Path:
    from icstd.clauses import load

    return Path(load.__file__).resolve().parents[3] / "standard" / "db33t2320-2021.json"


def test_the_command_writes_page_workbook_and_json(parks: Path, tmp_path: Path) -> None:
    run = command(
        "review", parks, "--change", "W4.10: 应", "--drop", "W8.7", "--to", tmp_path / "影响",
        "-o", tmp_path / "影响.json",
    )  # fmt: skip
    assert run.code == 0, run.err
    assert "可能改变的至多" in run.out
    document = json.loads((tmp_path / "影响.json").read_text("utf-8"))
    assert document["schema"] == "icstd-impact/1"
    assert [c["id"] for c in document["clauses"]] == ["W4.10", "W8.7"]
    page = (tmp_path / "影响" / "修订影响.html").read_text("utf-8")
    assert "园区的做法当作不变" in page
    assert "由“宜”改为“应”" in page
    assert re.search("Verdict|Modality|Decimal", page) is None
    again = command(
        "review",
        parks,
        "--change",
        "W4.10: 应",
        "--drop",
        "W8.7",
        "--jobs",
        "2",
        "-o",
        tmp_path / "二.json",
    )
    assert again.code == 0, again.err
    assert (tmp_path / "二.json").read_bytes() == (tmp_path / "影响.json").read_bytes()


def test_an_auditor_s_word_is_before_and_never_after_on_a_changed_clause(parks: Path) -> None:
    found = impact([str(parks)], changes=["W4.5: 宜"])
    lowered = [t for t in found.parks if t.verdicts["W4.5"] == (Verdict.UNMET, Verdict.MET)]
    own = {
        a.park.name: {f.provision.id: f.verdict for f in icstd.evaluate(a, STANDARD).findings}
        for a in latest(parks)
    }
    assert lowered
    for park in lowered:
        assert own[park.facts.park]["W4.5"] is Verdict.MET
