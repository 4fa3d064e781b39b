"""`icstd evidence`, `audit`, `assess --audit`, `diff` and `plan` as people run them."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from running import EXAMPLES, PARK, icstd

from icstd.assessment.intake import load_assessment
from icstd.clauses.load import load_standard
from icstd.cli.main import main
from icstd.terms import Verdict

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the example park and its evidence; afterwards both are as they were."""
    shutil.copyfile(PARK, tmp_path / "park.yaml")
    shutil.copytree(EXAMPLES / "附件", tmp_path / "附件")
    kept = [tmp_path / "park.yaml", *(p for p in (tmp_path / "附件").rglob("*") if p.is_file())]
    before = {p: hashlib.sha256(p.read_bytes()).digest() for p in kept}
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert {p: hashlib.sha256(p.read_bytes()).digest() for p in kept} == before


def opens(path: Path) -> str:
    """The text of a written paper, read by the library of its format."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        rows = [r for sheet in book for r in sheet.iter_rows(values_only=True)]
        return "\n".join(str(v) for row in rows for v in row if v is not None)
    return path.read_text("utf-8")


def with_proof(place: Path, entry: str) -> str:
    """The name of a park file whose only evidence with a file is this entry (flow mapping)."""
    text = (place / "park.yaml").read_text("utf-8")
    (place / "a.txt").write_bytes(b"abc")
    lines = [f"  E8: {entry}" if line.startswith("  E8: {") else line for line in text.split("\n")]
    assert f"  E8: {entry}" in lines
    (place / "one.yaml").write_text("\n".join(lines), "utf-8")
    return "one.yaml"


def test_evidence_ends_with_1_names_what_is_wrong_and_whom_to_ask(place: Path) -> None:
    run = icstd("evidence", "park.yaml", cwd=place)
    assert (run.code, run.err) == (1, "")
    for part in ("共 18 份证据，2 份有问题", "E-EV-MISSING", "E-EV-EXPIRED", "还需提供的证据"):
        assert part in run.out


@pytest.mark.parametrize("name", ["证据.docx", "证据.xlsx", "证据.html"])
def test_evidence_papers_open(place: Path, name: str) -> None:
    assert main(["evidence", "park.yaml", "-o", name]) == 1
    text = opens(place / name)
    for part in ("E-EV-MISSING", "还需提供的证据", "关于成立示例社区党委的批复"):
        assert part in text


def test_the_copy_holds_the_hashes_and_is_in_order_the_next_time(
    place: Path, capsys: Captured
) -> None:
    park = with_proof(place, "{名称: 照片, 类型: 照片, 文件: a.txt}")
    text = (place / park).read_text("utf-8").replace("有效期至: 2025-12-31", "有效期至: 2027-12-31")
    (place / park).write_text(text, "utf-8")
    assert main(["evidence", park, "--write", "copy.yaml"]) == 0
    assert "已写出 copy.yaml" in capsys.readouterr().out
    copy = load_assessment(place / "copy.yaml", load_standard())
    assert copy.evidence["E8"].sha256 == hashlib.sha256(b"abc").hexdigest()
    assert main(["evidence", "copy.yaml"]) == 0
    (place / "a.txt").write_bytes(b"abd")
    assert main(["evidence", "copy.yaml"]) == 1
    assert "E-EV-HASH" in capsys.readouterr().out


def test_a_nul_in_a_path_is_refused_by_the_loader(place: Path, capsys: Captured) -> None:
    park = with_proof(place, '{名称: 照片, 类型: 照片, 文件: "a\\0.txt"}')
    assert main(["evidence", park]) == 3
    assert "E-CHAR" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["12" * 32, "12e34" + "5" * 59], ids=["V22", "V23"])
def test_a_hash_of_digits_without_quotes_stays_text(
    place: Path, capsys: Captured, given: str
) -> None:
    park = with_proof(place, f"{{名称: 照片, 类型: 照片, 文件: a.txt, sha256: {given}}}")
    assert main(["evidence", park]) == 1
    assert "E-EV-HASH" in (said := capsys.readouterr().out)
    assert "E-EV-HASHFORM" not in said
    assert load_assessment(place / park, load_standard()).evidence["E8"].sha256 == given


def test_the_audit_profile_wants_evidence_for_what_is_met(place: Path, capsys: Captured) -> None:
    verdicts = {}
    for profile in ("default", "audit"):
        assert main(["assess", "park.yaml", "--format", "json", "--profile", profile]) == 1
        findings = json.loads(capsys.readouterr().out)["findings"]
        verdicts[profile] = {f["id"]: (f["verdict"], f["evidence_missing"]) for f in findings}
    fell = [
        i
        for i, (verdict, _) in verdicts["audit"].items()
        if verdict == Verdict.INSUFFICIENT and verdicts["default"][i][0] == Verdict.MET
    ]
    assert "W4.4" in fell
    assert verdicts["audit"]["W4.4"][1]
    risen = [
        i for i, v in verdicts["audit"].items() if v[0] == Verdict.MET != verdicts["default"][i][0]
    ]
    assert risen == []


@pytest.mark.parametrize("name", ["现场.docx", "现场.xlsx", "现场.html"])
def test_the_on_site_sheet_names_method_place_and_what_to_look_at(place: Path, name: str) -> None:
    assert main(["audit", "sheet", "park.yaml", "-o", name]) == 0
    text = opens(place / name)
    standard = load_standard()
    for provision in standard.provisions.values():
        assert provision.gist in text
        assert provision.place in text
        assert all(e.what in text for e in provision.evidence)
        heads = f">{provision.method}<" if name.endswith("html") else f"\n{provision.method}"
        assert heads in text


def fill(place: Path, *lines: tuple[str, str]) -> None:
    text = (place / "核查.yaml").read_text("utf-8").replace("核查日:  ", "核查日: 2026-03-02  ", 1)
    for old, new in lines:
        assert old in text
        text = text.replace(old, new, 1)
    (place / "核查.yaml").write_text(text, "utf-8")


def test_an_audit_file_stands_beside_the_self_assessment(place: Path, capsys: Captured) -> None:
    assert main(["audit", "init", "park.yaml", "-o", "核查.yaml"]) == 0
    fill(place, ("W4.1: {结论: , 理由: ,", "W4.1: {结论: 不符合, 理由: 批复已过期,"))
    capsys.readouterr()
    command = ["assess", "park.yaml", "--audit", "核查.yaml"]
    assert main([*command, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    found = next(f for f in report["findings"] if f["id"] == "W4.1")
    assert (found["verdict"], found["own_verdict"]) == ("不符合", "符合")
    assert found["opinion"]["reason"] == "批复已过期"
    assert main([*command, "-o", "报告.docx", "-o", "报告.xlsx"]) == 1
    for name in ("报告.docx", "报告.xlsx"):
        text = opens(place / name)
        assert "批复已过期" in text
        assert "园区自评为符合" in text or "审核判了 1 条" in text


def test_a_broken_audit_file_is_refused_at_its_line(place: Path, capsys: Captured) -> None:
    assert main(["audit", "init", "park.yaml", "-o", "核查.yaml"]) == 0
    fill(place, ("W4.1: {结论: , 理由: ,", "W4.1: {结论: 基本符合, 理由: 好,"))
    line = next(
        n
        for n, row in enumerate((place / "核查.yaml").read_text("utf-8").split("\n"), 1)
        if "基本符合" in row
    )
    capsys.readouterr()
    assert main(["assess", "park.yaml", "--audit", "核查.yaml"]) == 3
    said = capsys.readouterr().err
    assert f"核查.yaml:{line}:" in said
    assert "E-ENUM" in said


def test_a_sample_is_the_same_every_time_and_opens(place: Path, capsys: Captured) -> None:
    command = ["audit", "sample", "park.yaml", "--table", "诉求台账", "--size", "5", "--seed"]
    said = []
    for seed in ("7", "7", "8"):
        assert main([*command, seed]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != said[2]
    assert "种子 7" in said[0]
    assert main([*command, "7", "-o", "抽样.xlsx"]) == 0
    assert "2025-006" in opens(place / "抽样.xlsx")


def test_diff_of_a_file_with_itself_is_empty_and_papers_open(place: Path, capsys: Captured) -> None:
    assert main(["diff", "park.yaml", "park.yaml"]) == 0
    assert "结果没有变化" in capsys.readouterr().out
    text = (place / "park.yaml").read_text("utf-8")
    newer = text.replace(
        "园区治理制度印发日期: {值: 无, 说明: 园区治理制度还在起草}",
        "园区治理制度印发日期: 2026-02-20",
    )
    (place / "new.yaml").write_text(newer, "utf-8")
    outputs = ["变化.html", "变化.xlsx", "变化.docx", "变化.json"]
    assert main(["diff", "park.yaml", "new.yaml", *(a for o in outputs for a in ("-o", o))]) == 0
    for name in outputs[:3]:
        assert "园区治理制度印发日期：无 → 2026-02-20" in opens(place / name)
    assert [c["provision"] for c in json.loads(opens(place / "变化.json"))["changed"]] == ["W4.8c"]
    assert main(["assess", "park.yaml", "-o", "old.json"]) == 1
    capsys.readouterr()
    assert main(["diff", "old.json", "new.yaml"]) == 0
    assert "消除 1 项，仍有 10 项，新增 0 项" in capsys.readouterr().out


def test_a_plan_is_kept_up_in_excel_and_read_back(place: Path, capsys: Captured) -> None:
    assert main(["plan", "park.yaml", "-o", "整改.xlsx", "-o", "整改.yaml"]) == 0
    book = openpyxl.load_workbook(place / "整改.xlsx")
    sheet = book["整改清单"]
    titles = {cell.value: cell.column for cell in sheet[3]}
    for title, value in (("责任人", "专员"), ("时限", "2026-04-30"), ("进度", "进行中")):
        sheet.cell(4, titles[title], value)
    book.save(place / "填好.xlsx")
    capsys.readouterr()
    assert main(["plan", "status", "填好.xlsx", "--as-of", "2026-05-01"]) == 0
    assert "已逾期 1 项" in capsys.readouterr().out
    assert main(["plan", "park.yaml", "--update", "填好.xlsx", "-o", "整改2.yaml"]) == 0
    assert "责任人: 专员" in opens(place / "整改2.yaml")
    for name in ("进度.docx", "进度.xlsx", "进度.html"):
        assert main(["plan", "status", "填好.xlsx", "--as-of", "2026-05-01", "-o", name]) == 0
        assert "已逾期" in opens(place / name)


WRONG = [
    (["audit"], 2),
    (["audit", "init"], 2),
    (["audit", "sample", "park.yaml", "--table", "无此台账", "--size", "1", "--seed", "1"], 2),
    (["audit", "sample", "park.yaml", "--table", "诉求台账", "--size", "x", "--seed", "1"], 2),
    (["evidence", "park.yaml", "--base", "没有这个文件夹"], 2),
    (["evidence", "没有.yaml"], 3),
    (["evidence", "park.yaml", "--write", "park.yaml"], 2),
    (["evidence", "park.yaml", "-o", "没有/x.xlsx"], 4),
    (["audit", "init", "park.yaml", "-o", "没有/x.yaml"], 4),
    (["assess", "park.yaml", "--audit", "没有.yaml"], 3),
    (["diff", "park.yaml", "没有.yaml"], 3),
    (["plan", "park.yaml", "-o", "整改.txt"], 2),
    (["plan", "status"], 2),
    (["plan", "status", "park.yaml"], 2),
    (["plan", "status", "park.yaml", "--as-of", "2026-05-01"], 3),
]


@pytest.mark.parametrize(("command", "code"), WRONG, ids=[" ".join(c) for c, _ in WRONG])
def test_what_cannot_be_done_ends_with_the_code_for_it(
    place: Path, capsys: Captured, command: list[str], code: int
) -> None:
    before = {p.name for p in place.iterdir()}
    assert main(command) == code
    assert capsys.readouterr().err
    assert {p.name for p in place.iterdir()} == before


def test_an_output_that_exists_is_replaced_only_when_told_to(place: Path) -> None:
    (place / "核查.yaml").write_text("人写的", "utf-8")
    assert main(["audit", "init", "park.yaml", "-o", "核查.yaml"]) != 0
    assert opens(place / "核查.yaml") == "人写的"
    assert main(["audit", "init", "park.yaml", "-o", "核查.yaml", "--force"]) == 0
    assert "判定" in opens(place / "核查.yaml")
