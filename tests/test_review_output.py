"""What a review puts into files: nothing hidden comes back, nothing breaks in a browser."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from browser import Browser
from provinces import province
from running import icstd

from icstd.report.layout.model import Table
from icstd.review import park_tables
from icstd.review.document import review_document, review_json
from icstd.review.html import render
from icstd.review.layout import lay_out
from icstd.review.rows import OTHERS, OWN, Side
from icstd.review.whole import Review, review
from icstd.terms import Verdict
from icstd.yamlio import read_document

FORMS = ("review.html", "复审支撑表.xlsx", "review.docx", "review.json", "review.csv")


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return province(tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="module")
def found(parks: Path) -> Review:
    return review([str(parks)])


@pytest.fixture(scope="module")
def anonymous(parks: Path) -> Review:
    return review([str(parks)], anonymise=True)


def everything(file: Path) -> str:
    """All text in a file, archives unpacked."""
    data = file.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())


def secrets(parks: Path) -> set[str]:
    """Park names, places, file names, digests and words of comments in the inputs."""
    found: set[str] = set()
    for file in parks.glob("*.yaml"):
        root = read_document(file.read_bytes(), file.name).root
        found |= {root["园区"]["名称"], root["园区"]["所在地"], file.name, file.stem}
        found |= {c["说明"] for c in root.get("意见", {}).values()}
    return found | {f.name for f in parks.glob("*.json")}


def test_nothing_that_names_a_park_is_in_any_anonymised_file(parks: Path, tmp_path: Path) -> None:
    (parks / "坏文件.yaml").write_text("园区: [", "utf-8")
    try:
        targets = [part for form in FORMS for part in ("-o", tmp_path / form)]
        run = icstd("review", parks, "--anonymise", *targets)
        open_run = icstd("review", parks, "-o", tmp_path / "open.json")
    finally:
        (parks / "坏文件.yaml").unlink()
    assert run.code == open_run.code == 3
    hidden = secrets(parks) | {"坏文件"}
    assert len(hidden) > 60
    shown = everything(tmp_path / "open.json")
    assert sum(name in shown for name in hidden) > 50  # unless asked, they do stand there
    for form in FORMS:
        text = everything(tmp_path / form)
        assert [name for name in hidden if name in text] == [], form


def test_codes_are_the_same_every_time_and_tell_no_alphabet(
    parks: Path, found: Review, anonymous: Review
) -> None:
    hidden = anonymous
    assert review_json(hidden) == review_json(review([str(parks)], anonymise=True))
    codes = [line.facts.park for line in hidden.lines if line.main]
    assert len(codes) == len(set(codes)) == 24
    by_name = sorted(found.lines, key=lambda line: line.facts.park)
    in_order = [line.verdicts for line in by_name]
    assert [line.verdicts for line in hidden.lines] != in_order


def test_anonymising_changes_no_figure(found: Review, anonymous: Review) -> None:
    shown, hidden = (review_document(r) for r in (found, anonymous))
    assert hidden["clauses"] == shown["clauses"]
    assert hidden["signals"] == shown["signals"]


def test_a_small_group_is_neither_shown_nor_left_over(found: Review) -> None:
    for grouping in review_document(found)["groupings"]:
        shown = [g["parks"] for g in grouping["groups"]]
        assert min(shown, default=3) >= 3
        assert grouping["hidden"] == 0 or grouping["hidden"] >= 3
        others = found.selected.others
        assert (
            sum(shown) + grouping["hidden"] == {"自评": 24, "他评": len(others)}[grouping["side"]]
        )


def test_anonymised_parks_are_in_no_group_that_their_figures_could_be_added_up_to(
    found: Review, anonymous: Review
) -> None:
    assert review_document(found)["groupings"]
    assert review_document(anonymous)["groupings"] == []
    industries = {line.facts.industry for line in found.lines}
    page = render(anonymous).decode("utf-8")
    assert [i for i in industries if i in page] == []
    assert "不按规模、产业、所在地分组" in page


def test_the_workbook_leaves_the_decision_to_people(found: Review) -> None:
    from datetime import date

    from icstd.report.xlsx_file import render_layout

    book = openpyxl.load_workbook(io.BytesIO(render_layout(lay_out(found), date(2026, 3, 1))))
    assert book.sheetnames == [
        "说明",
        "信号",
        "逐条",
        "限值松紧",
        "园区",
        "分组",
        "意见",
        "未采用文件",
    ]
    sheet = book["逐条"]
    heads = [c.value for c in sheet[3]]
    column = heads.index("处理意见（人工填写）")
    rows = list(sheet.iter_rows(min_row=4))
    assert [r[0].value for r in rows] == [c.provision.id for c in found.clauses]
    assert {r[column].value for r in rows} <= {None, ""}
    proposals = ("建议继续有效", "建议修订", "建议废止")
    text = render(found).decode("utf-8")
    assert [p for p in proposals if p in text] == []


def test_the_page_shows_the_three_answers_and_opens_without_a_complaint(
    found: Review, tmp_path: Path
) -> None:
    page = tmp_path / "review.html"
    page.write_bytes(render(found))
    with Browser(tmp_path) as browser:
        browser.open(page)
        assert browser.complaints() == []
        assert browser.run("return document.querySelectorAll('.answer tbody tr').length") > 3
        cells = browser.run(
            "return document.querySelectorAll('.matrix tbody td:not(.band)').length"
        )
        assert cells == 24 * len(found.clauses)
        styled = "return getComputedStyle(document.querySelector('.matrix td.v%d')).background"
        assert browser.run(styled % 2) != browser.run(styled % 5)
        signs = (
            "return [...new Set([...document.querySelectorAll('.matrix td.v%d')]"
            ".map(c => c.textContent))]"
        )
        assert browser.run(signs % 2) == ["×"]
        assert browser.run(signs % 5) == ["○"]


def test_markup_in_a_park_s_name_stays_text(parks: Path, tmp_path: Path) -> None:
    text = sorted(parks.glob("park*.yaml"))[0].read_text("utf-8")
    name = text.split("名称: ")[1].split(",")[0]
    bad = tmp_path / "甲.yaml"
    bad.write_text(text.replace(name, "'<script>alert(1)</script>'"), "utf-8")
    page = render(review([str(bad)])).decode("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_one_bad_file_of_three_is_listed_and_the_others_count(parks: Path, tmp_path: Path) -> None:
    good = sorted(parks.glob("park*-2025.yaml"))[:2]
    bad = tmp_path / "坏.yaml"
    bad.write_bytes("标准: 工业集聚区\n".encode("gb18030"))
    out = tmp_path / "r.json"
    run = icstd("review", *good, bad, "-o", out)
    assert run.code == 3
    assert "坏.yaml" in run.err
    assert "E-ENCODING" in run.err
    document = json.loads(out.read_bytes())
    assert document["population"] == {"parks": 2, "assessments": 2, "refused": 1}
    assert "E-ENCODING" in document["refused"][0]["problems"][0]
    strict = icstd("review", *good, bad, "--strict", "-o", tmp_path / "s.json")
    assert strict.code == 3
    assert not (tmp_path / "s.json").exists()
    alone = icstd("review", bad, "-o", tmp_path / "a.json")
    assert alone.code == 3
    assert not (tmp_path / "a.json").exists()


def test_the_same_file_named_twice_is_done_once_with_a_notice(parks: Path, tmp_path: Path) -> None:
    good = sorted(parks.glob("park*-2025.yaml"))[0]
    run = icstd("review", good, good, "-o", tmp_path / "r.json")
    assert run.code == 0
    assert "只计一次" in run.out
    document = json.loads((tmp_path / "r.json").read_bytes())
    assert document["population"]["assessments"] == 1


def test_outputs_that_collide_or_are_inputs_are_refused_before_any_work(
    parks: Path, tmp_path: Path
) -> None:
    good = sorted(parks.glob("park*-2025.yaml"))[0]
    run = icstd("review", good, "-o", tmp_path / "A.json", "-o", tmp_path / "a.json")
    assert run.code == 2
    assert "E-OUT-COLLIDE" in run.err
    assert "A.json" in run.err
    assert "a.json" in run.err
    report = sorted(parks.glob("audit*.json"))[0]
    before = report.read_bytes()
    assert icstd("review", parks, "--force", "-o", report).code == 2
    assert report.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_few_parks_give_all_forms_though_there_are_no_signals(
    parks: Path, tmp_path: Path, count: int
) -> None:
    few = sorted(parks.glob("*.yaml"))[:count]
    targets = [part for form in FORMS for part in ("-o", tmp_path / form)]
    assert icstd("review", *few, *targets).code == 0
    assert json.loads((tmp_path / "review.json").read_bytes())["signals"] == []
    assert "信号：没有。" in everything(tmp_path / "review.docx")
    assert "没有。" in everything(tmp_path / "review.html")


def test_the_folder_of_to_is_made_and_nothing_is_left_where_the_run_fails(
    parks: Path, tmp_path: Path
) -> None:
    good = sorted(parks.glob("park*.yaml"))[0]
    folder = tmp_path / "复审"
    assert icstd("review", good, "--to", folder).code == 0
    assert sorted(f.name for f in folder.iterdir()) == [
        "review.docx",
        "review.html",
        "复审支撑表.xlsx",
    ]
    bad = tmp_path / "坏.yaml"
    bad.write_text("园区: [", "utf-8")
    assert icstd("review", bad, "--to", tmp_path / "空").code == 3
    assert not (tmp_path / "空").exists()
    run = icstd("review", good, "--to", tmp_path / "无" / "下层")
    assert run.code == 4
    assert "E-OUT-DIR" in run.err
    assert not (tmp_path / "无").exists()


def test_the_two_sides_are_apart_in_every_table_and_picture(found: Review) -> None:
    """自评 and 他评 are never added up: chapters, parks, groups, years, persistence."""
    lines = {side: [x for x in found.lines if x.side is side] for side in Side}
    assert len(lines[OWN]) == 24
    assert len(lines[OTHERS]) == len(found.selected.others) > 0
    chapters = {t.caption: t for t in lay_out(found).sections[3].blocks if isinstance(t, Table)}
    assert len(chapters) == 2
    for side, (caption, table) in zip(Side, chapters.items(), strict=True):
        assert side in caption
        met = sum(int(str(row.cells[2])) for row in table.rows)
        assert met == sum(x.counts[Verdict.MET] for x in lines[side])
    parks = [c for row in park_tables.parks(found).rows for c in row.cells if c in ("自评", "审核")]
    assert (parks.count("自评"), parks.count("审核")) == (24, len(lines[OTHERS]))
    for line in lines[OWN]:  # an audited park's own line is its own word
        rows = found.selected.own[line.facts.park][-1].rows
        assert line.verdicts == {row.provision: Verdict(row.own) for row in rows}
    sides = {row.cells[0] for row in park_tables.groups(found).rows}
    assert sides == {"自评", "他评"}


def test_the_matrix_frames_where_others_say_otherwise_of_the_same_period(
    found: Review,
) -> None:
    page = render(found).decode("utf-8")
    differing = sum(
        line.verdicts[p] is not verdict
        for line in found.lines
        for p, verdict in line.beside.items()
    )
    assert differing > 0
    assert page.count(' other" title="他评：') == differing


def test_anonymised_papers_tell_days_by_year_only(parks: Path, tmp_path: Path) -> None:
    targets = [part for form in FORMS for part in ("-o", tmp_path / form)]
    assert icstd("review", parks, "--anonymise", *targets).code == 0
    days = {
        str(read_document(f.read_bytes(), f.name).root["评价"]["评价日"])
        for f in parks.glob("*.yaml")
    }
    assert len(days) > 1
    for form in FORMS:
        text = everything(tmp_path / form)
        assert [day for day in days if day in text] == [], form
    assert "评价日自 2025 年 至 2026 年" in (tmp_path / "review.html").read_text("utf-8")
