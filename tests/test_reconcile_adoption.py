"""From the official text to a verified encoding: import, reconcile, adopt, assess."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from running import Run, icstd
from second_standard import DECISIONS, FATES, HOME, ID, TEXT, Decided, copied, filled

from icstd.assessment.intake import load_assessment
from icstd.assessment.model import SelfAssessment
from icstd.authoring.build import completed, published
from icstd.authoring.reconcile.adopt import Adopted, adopt, next_version
from icstd.authoring.reconcile.book import Book, Leftover, prepare
from icstd.authoring.reconcile.changes import step_between
from icstd.authoring.reconcile.decisions import reconcile
from icstd.authoring.reconcile.edits import Source, scalar
from icstd.authoring.reconcile.text import read_official_text
from icstd.authoring.reconcile.verified import reworded
from icstd.authoring.reconcile.workbook_in import read_workbook
from icstd.authoring.reconcile.workbook_out import write_workbook
from icstd.authoring.sources import read_sources
from icstd.clauses.changes import Step, listed, load_changes, since
from icstd.clauses.figures import verification_sentence
from icstd.clauses.load import load_standard
from icstd.clauses.model import Standard
from icstd.errors import InputProblems
from icstd.evaluation import evaluate
from icstd.rules.outside import rulebook_of
from icstd.terms import Modality

LIMIT = ("value: 12, unit: 平方米", "value: 15, unit: 平方米")


RULES = rulebook_of(HOME / ID, ID)


def put_right(folder: Path) -> None:
    """The limit that reconciling found to differ, corrected by hand."""
    chapter = folder / "ch05.yaml"
    chapter.write_text(chapter.read_text("utf-8").replace(*LIMIT), "utf-8")


class Walk(NamedTuple):
    """The whole way in one folder, command by command."""

    home: Path
    untouched: Run
    differing: Run
    agreed: Run
    trial: Run
    adopted: Run
    again: Run
    before: dict[str, str]


def contents(home: Path) -> dict[str, str]:
    files = sorted((home / ID).rglob("*.yaml"))
    return {f.relative_to(home / ID).as_posix(): f.read_text("utf-8") for f in files}


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    home = tmp_path_factory.mktemp("walk")
    folder = copied(home)
    blank, typed = home / "核对.xlsx", home / "填好.xlsx"
    standard = ("--standard", folder)
    first = icstd("standard", "import", TEXT, "-o", blank, *standard)
    assert first.code == 0, first.err
    untouched = icstd("standard", "reconcile", blank, *standard)
    typed.write_bytes(filled(blank.read_bytes()))
    differing = icstd("standard", "reconcile", typed, *standard, "-o", home / "结果.xlsx")
    put_right(folder)
    before = contents(home)
    agreed = icstd("standard", "reconcile", typed, *standard)
    trial = icstd("standard", "adopt", typed, *standard, "--dry-run")
    assert contents(home) == before
    adopted = icstd("standard", "adopt", typed, *standard)
    again = icstd("standard", "adopt", typed, *standard)
    return Walk(home, untouched, differing, agreed, trial, adopted, again, before)


# --- the whole way --------------------------------------------------------------------


def test_reconcile_says_by_its_exit_code_whether_all_is_decided(walk: Walk) -> None:
    assert [walk.untouched.code, walk.differing.code, walk.agreed.code] == [1, 1, 0]
    assert "还没有选关系" in walk.untouched.out
    assert "W5.1 的数值不同" in walk.differing.out
    assert "已核对 25，部分对应 2，保留 1，撤销 1，未定 0" in walk.agreed.out


def test_adopt_lists_the_changes_first_where_it_is_only_tried(walk: Walk) -> None:
    assert walk.trial.code == 0
    assert "还没有写入" in walk.trial.out
    assert walk.trial.out.splitlines()[:10] == walk.adopted.out.splitlines()[:10]


def test_adopt_publishes_a_new_version_that_says_how_far_it_is_verified(walk: Walk) -> None:
    assert walk.adopted.code == 0, walk.adopted.err
    standard = load_standard(walk.home / f"{ID}.json")
    assert standard.encoding_version == "1.1"
    assert standard.notice.endswith("25/42 条已与官方文本核对，其余 17 条仍是工作编码。")
    verified = standard.provisions["W6.2"]
    assert (verified.official, verified.text_status) == ("6.1.2", "verified")
    assert verified.modality_basis.status == "official"


def test_adopting_the_same_workbook_again_changes_nothing(walk: Walk) -> None:
    assert (walk.again.code, walk.again.out) == (0, "没有新确认的内容，什么也没有改\n")


def test_every_other_line_of_the_sources_is_left_as_it_was(walk: Walk) -> None:
    after = contents(walk.home)
    for name, old in walk.before.items():
        lost = [
            line[2:]
            for line in difflib.ndiff(old.splitlines(), after[name].splitlines())
            if line.startswith("- ")
        ]
        withdrawn = _block(old, "  - id: W4.6") + _line(old, "id: directory")
        kept = [line for line in lost if line not in withdrawn]
        expected = (
            "status: inferred|because: .*|modality: 推荐|gist: 宜把预约结果.*|encoding_version: .*"
        )
        assert [line for line in kept if not re.fullmatch(rf"\s*(?:{expected})", line)] == []


def _block(text: str, start: str) -> list[str]:
    lines = text.splitlines()
    if start not in lines:
        return []
    first = lines.index(start)
    more = (n for n in range(first + 1, len(lines)) if lines[n].startswith("  - "))
    return lines[first : next(more, len(lines))]


def _line(text: str, words: str) -> list[str]:
    return [line for line in text.splitlines() if words in line]


def test_nothing_of_the_text_gets_into_sources_editions_or_change_lists(walk: Walk) -> None:
    official = read_official_text(TEXT.read_bytes(), TEXT.name)
    written = [f for f in walk.home.rglob("*") if f.suffix in (".yaml", ".json")]
    new = set("\n".join(f.read_text("utf-8") for f in written).splitlines())
    old = "\n".join(walk.before.values()).replace("宜把预约结果", "应把预约结果")
    runs = {
        s.text[i : i + 8]
        for s in official.sentences
        if s.part.binding
        for i in range(len(s.text) - 7)
    }
    leaked = [(run, line) for line in new for run in runs if run in line and run not in old]
    assert leaked == []


def test_sentences_without_provision_become_skeletons_to_be_written(walk: Walk) -> None:
    standard = load_standard(walk.home / f"{ID}.json")
    made = standard.provisions["W5.9"]
    assert made.gist == "应做到官方文本 5.2.3.1.1.1 所要求的内容（要点待编写）。"
    assert (made.text_status, made.official, made.check.kind.value) == (
        "reconstructed",
        None,
        "manual",
    )
    assert made.text_fingerprint
    assert standard.sources["S"].kind == "官方文本"
    assert [p.id for p in standard.provisions.values() if "待编写" in p.gist] == [
        "W4.7", "W4.8", "W5.5", "W5.6", "W5.7", "W5.8", "W5.9", "W6.8", "W6.9", "W6.10",
        "W7.7", "W7.8", "W7.9", "W8.4",
    ]  # fmt: skip


def test_a_withdrawn_provision_leaves_its_number_and_its_question_behind(walk: Walk) -> None:
    standard = load_standard(walk.home / f"{ID}.json")
    assert standard.withdrawn == {
        "W4.6": "官方文本里没有公布名录的内容",
        "directory": "数据项，没有条款再用到",
    }
    assert "W4.6" not in standard.provisions
    assert "directory" not in standard.items


def test_the_official_modality_takes_the_place_of_ours_in_word_and_type(walk: Walk) -> None:
    made = load_standard(walk.home / f"{ID}.json").provisions["W6.3"]
    assert (made.modality, made.gist) == (Modality.REQUIREMENT, "应把预约结果告知申请的企业。")


def test_an_earlier_assessment_is_refused_and_told_what_to_look_at_again(walk: Walk) -> None:
    edition = walk.home / f"{ID}.json"
    refused = icstd("assess", HOME / "park.yaml", "--standard", edition)
    assert refused.code == 3
    assert "E-VERSION" in refused.err
    told = icstd("standard", "affected", HOME / "park.yaml", "--standard", edition)
    assert told.code == 0, told.err
    assert told.out.splitlines() == [
        "这份自评依据编码版本 1.0，现行的是 1.1",
        "  要重新判定 W6.3：条款有改动，现为“应把预约结果告知申请的企业。”",
        "  要重新看的填报：最小一处的使用面积",
        "  不再填报：有会议室名录",
        "  新增 14 个条款：W4.7、W4.8、W5.5、W5.6、W5.7、W5.8、W5.9、W6.8、W6.9、W6.10、W7.7、"
        "W7.8、W7.9、W8.4",
    ]


def renewed(edition: Standard) -> SelfAssessment:
    """The invented park's assessment, brought to the new version by hand."""
    text = (HOME / "park.yaml").read_text("utf-8")
    text = text.replace('编码版本: "1.0"', '编码版本: "1.1"').replace("    有会议室名录: 是\n", "")
    return load_assessment(text.encode(), edition, name="park.yaml")


def test_a_renewed_assessment_is_judged_by_the_new_encoding_and_suspects_what_changed(
    walk: Walk,
) -> None:
    edition = load_standard(walk.home / f"{ID}.json")
    report = evaluate(renewed(edition), edition, rulebook=RULES)
    findings = {f.provision.id: f for f in report.findings}
    assert len(findings) == 42
    assert findings["W5.1"].verdict.value == "不符合"
    assert [f.provision.id for f in report.findings if f.suspect] == ["W6.3"]
    assert findings["W6.5"].verdict.value == "符合"


def test_the_engine_serves_the_second_standard_by_its_own_data_and_rules() -> None:
    edition = load_standard(HOME / f"{ID}.json")
    park = load_assessment(HOME / "park.yaml", edition)
    report = evaluate(park, edition, rulebook=RULES)
    verdicts = {f.provision.id: f.verdict.value for f in report.findings}
    assert len(verdicts) == 29
    assert [p for p, v in verdicts.items() if v == "不符合"] == ["W4.3", "W4.4c", "W7.6"]
    assert (verdicts["W6.1"], verdicts["W8.2"]) == ("部分符合", "不适用")


def test_the_shipped_edition_of_the_second_standard_is_current() -> None:
    sources = read_sources(HOME / ID)
    assert published(completed(sources.standard, RULES)) == (HOME / f"{ID}.json").read_bytes()


# --- single steps, without a process -----------------------------------------------------------


def book_of(folder: Path, decisions: dict[str, Decided], fates: dict[str, tuple[str, str]]) -> Book:
    standard = completed(read_sources(folder).standard, RULES)
    made = prepare(read_official_text(TEXT.read_bytes(), TEXT.name), standard)
    return read_workbook(filled(write_workbook(made, standard), decisions, fates), "核对.xlsx")


def adopted(
    folder: Path,
    decisions: dict[str, Decided],
    fates: dict[str, tuple[str, str]] | None = None,
    version: str = "",
) -> Adopted:
    standard = completed(read_sources(folder).standard, RULES)
    done = reconcile(book_of(folder, decisions, fates or {}), standard)
    return adopt(done, folder, RULES, version)


def test_part_of_the_rows_can_be_adopted_and_the_rest_left(tmp_path: Path) -> None:
    made = adopted(copied(tmp_path), {"【并公示服务内容": Decided("W4.2", "相同")})
    assert (made.verified, made.skeletons, made.withdrawn) == (("W4.2",), (), ())
    assert (
        verification_sentence(made.standard) == "1/29 条已与官方文本核对，其余 28 条仍是工作编码。"
    )
    assert sorted(p.name for p in made.files) == ["ch04.yaml", "edition.yaml"]


def test_once_every_provision_is_confirmed_the_edition_says_so(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    put_right(folder)
    standard = completed(read_sources(folder).standard, RULES)
    same = {words: d for words, d in DECISIONS.items() if d.relation == "相同"}
    book = book_of(folder, same, {})
    open_ = ("W4.4b", "W4.6", "W6.6", "W7.6")
    left = tuple(Leftover(p, "撤销", "没有") for p in open_)
    made = adopt(reconcile(book._replace(leftovers=left), standard), folder, RULES)
    assert made.standard.status == "已核对编码"
    assert made.standard.notice.endswith("25/25 条已与官方文本核对。")


def test_a_relation_other_than_same_verifies_nothing(tmp_path: Path) -> None:
    made = adopted(copied(tmp_path), {"日常巡检": Decided("W4.4b", "较宽")})
    assert made.empty
    assert made.files == {}


def test_a_change_of_modality_carries_the_words_of_the_examples_along(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    made = adopted(folder, {"宜采取隔声措施，】": Decided("W5.2", "相同", "要求")})
    text = made.files[folder / "ch05.yaml"].decode()
    block = text[text.index("- id: W5.2\n        modality") : text.index("- id: W5.3\n")]
    assert "gist: 相邻会议室之间应采取隔声措施。" in block
    assert re.findall("result: (.+)}", block) == ["符合", "不符合"]


def test_the_last_of_several_list_items_keeps_its_own_number(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    standard = completed(read_sources(folder).standard, RULES)
    book = book_of(folder, {}, {})
    fates = [("W4.4a", "没有"), ("W4.4c", "没有")]
    left = tuple(Leftover(p, "撤销", why) for p, why in fates)
    made = adopt(reconcile(book._replace(leftovers=left), standard), folder, RULES)
    assert [p.id for p in made.standard.clauses["W4.4"].provisions] == ["W4.4b"]
    assert made.items_removed == ("rules_booking", "rules_safety")


def test_a_number_once_withdrawn_is_not_given_to_a_skeleton(tmp_path: Path) -> None:
    fates = {"W7.6": ("撤销", "没有"), "W4.6": ("保留", "")}
    made = adopted(copied(tmp_path), {"【可能危及人身安全": Decided("", "无")}, fates)
    assert (made.withdrawn, made.skeletons) == (("W7.6",), ("W7.7",))


def test_a_skeleton_is_made_once_however_often_the_workbook_is_adopted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    decision = {"门的净宽": Decided("", "无")}
    first = adopted(folder, decision)
    for path, data in first.files.items():
        path.write_bytes(data)
    assert first.skeletons == ("W5.5",)
    assert adopted(folder, decision).empty


def test_a_skeleton_whose_words_were_written_is_verified_like_any_other(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first = adopted(folder, {"门的净宽": Decided("", "无")})
    for path, data in first.files.items():
        text = data.decode().replace(
            "应做到官方文本 5.2.3.1.1.1 所要求的内容（要点待编写）。", "门应方便轮椅出入。"
        )
        path.write_text(text, "utf-8")
    made = adopted(folder, {"门的净宽": Decided("W5.5", "相同")})
    assert made.verified == ("W5.5",)
    assert made.standard.provisions["W5.5"].official == "5.2.3.1.1.1"
    assert made.standard.encoding_version == "1.2"


def test_contradictions_bar_adoption(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as caught:
        adopted(copied(tmp_path), {"不应小于15 m²": Decided("W5.1", "相同")})
    assert [p.code for p in caught.value.problems] == ["E-RECONCILE"]


def test_sources_that_would_not_pass_the_lint_are_not_handed_back(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    profile = folder / "profiles" / "default.yaml"
    profile.write_text(
        profile.read_text("utf-8").replace("required: null", "required: [W7.1]"), "utf-8"
    )
    standard = completed(read_sources(folder).standard, RULES)
    book = book_of(folder, {}, {})
    left = (Leftover("W7.1", "撤销", "没有"),)
    with pytest.raises(InputProblems) as caught:
        adopt(reconcile(book._replace(leftovers=left), standard), folder, RULES)
    (problem,) = caught.value.problems
    assert problem.file == f"{ID}/profiles/default.yaml"
    assert "什么也没有写入" in problem.advice


def test_a_version_already_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as caught:
        adopted(copied(tmp_path), {"【并公示服务内容": Decided("W4.2", "相同")}, version="1.0")
    assert "已经用过" in caught.value.problems[0].message


def test_a_provision_on_one_line_is_refused_at_its_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    chapter = folder / "ch04.yaml"
    text = chapter.read_text("utf-8")
    block = "\n".join(_block(text, "  - id: W4.2"))
    provision = read_sources(folder).mark("provision", "W4.2").node()
    inside = json.dumps(provision, ensure_ascii=False)
    flat = f"  - {{id: W4.2, title: 信息公示, topic: rooms, provisions: [{inside}]}}"
    chapter.write_text(text.replace(block, flat), "utf-8")
    with pytest.raises(InputProblems) as caught:
        adopted(folder, {"【并公示服务内容": Decided("W4.2", "相同")})
    assert caught.value.problems[0].place.line == text[: text.index(block)].count("\n") + 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_and_comments_are_kept(ending: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    chapter = folder / "ch04.yaml"
    text = chapter.read_text("utf-8").replace("gist: 应公示", "# 说明\n        gist: 应公示")
    chapter.write_bytes(text.replace("\n", ending).encode())
    made = adopted(folder, {"【并公示服务内容": Decided("W4.2", "相同")})
    new = made.files[chapter].decode()
    assert new.count(ending) == new.count("\n")
    assert "        # 说明" + ending in new


# --- pieces -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "官方文本里没有",
        "5.1",
        "a: b",
        "有 # 号",
        "- 横线",
        "是[否]",
        "true",
        "“引号”",
        '"',
        "第 1 句（一）",
        "：冒号",
    ],
)
def test_a_text_written_as_a_scalar_is_read_back_as_the_same_text(
    text: str, tmp_path: Path
) -> None:
    folder = copied(tmp_path)
    edition = folder / "edition.yaml"
    edition.write_text(
        edition.read_text("utf-8") + f"withdrawn:\n  W4.99: {scalar(text)}\n", "utf-8"
    )
    assert read_sources(folder).standard.withdrawn == {"W4.99": text}


@pytest.mark.parametrize(
    ("gist", "modality", "new"),
    [
        ("宜公布电话。", Modality.REQUIREMENT, "应公布电话。"),
        ("不宜收费。", Modality.REQUIREMENT, "不应收费。"),
        ("应公布电话。", Modality.PERMISSION, "可公布电话。"),
        ("应急电话应公布。", Modality.RECOMMENDATION, "应急电话宜公布。"),
        ("宜用图形符号。", Modality.REQUIREMENT, "应当用图形符号。"),
        ("按步骤办理。", Modality.REQUIREMENT, "按步骤办理。"),
    ],
)
def test_the_modal_word_of_a_gist_is_exchanged(gist: str, modality: Modality, new: str) -> None:
    assert reworded(gist, modality) == new


def test_two_changes_to_the_same_lines_are_refused() -> None:
    source = Source.of("ch04.yaml", b"a\nb\nc\n")
    source.replace(0, 2, ["x"])
    with pytest.raises(InputProblems):
        source.replace(1, 3, ["y"])


def test_changes_are_made_at_the_places_they_were_seen_at() -> None:
    source = Source.of("ch04.yaml", b"a\nb\nc\n")
    source.replace(3, 3, ["end 1"])
    source.replace(3, 3, ["end 2"])
    source.replace(0, 1, [])
    source.replace(2, 3, ["C", "D"])
    assert source.bytes() == b"b\nC\nD\nend 1\nend 2\n"


@pytest.mark.parametrize(("old", "new"), [("1.0", "1.1"), ("1.9", "1.10"), ("2", "2.1")])
def test_the_version_goes_up_by_its_last_number(old: str, new: str) -> None:
    assert next_version(old) == new


def test_changes_over_several_versions_add_up(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = load_standard(tmp_path / f"{ID}.json")
    put_right(folder)
    made = adopted(folder, DECISIONS, FATES)
    steps = (step_between(before, made.standard), Step("1.1", "1.2", (), (), {"W6.3": "误列"}, {}))
    edition = tmp_path / f"{ID}.json"
    edition.with_suffix(".changes.json").write_bytes(listed(steps, ID))
    assert load_changes(edition) == steps
    first = since(steps, "1.0")
    assert first is not None
    assert (first.new, first.suspect, first.items) == ("1.2", ("W5.1",), ("least_area",))
    assert first.withdrawn == ("W4.6", "W6.3")
    assert "W4.1" in first.mapping
    assert "W6.3" not in first.mapping
    assert since(steps, "0.9") is None


def test_a_damaged_change_list_is_named(tmp_path: Path) -> None:
    (tmp_path / f"{ID}.changes.json").write_text('{"format": "other"}', "utf-8")
    with pytest.raises(InputProblems) as caught:
        load_changes(tmp_path / f"{ID}.json")
    assert caught.value.problems[0].file == f"{ID}.changes.json"
