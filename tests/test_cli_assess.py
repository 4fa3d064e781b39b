"""`icstd assess` as people call it: options, exit codes, outputs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from running import EXAMPLES, MINIMAL, PARK, icstd

from icstd.cli.main import main


def said(capfd: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    code = main([str(a) for a in argv])
    captured = capfd.readouterr()
    return code, captured.out, captured.err


def document(capfd: pytest.CaptureFixture[str], *argv: object) -> dict[str, Any]:
    code, out, err = said(capfd, "assess", "--format", "json", *argv)
    assert code in (0, 1), err
    found: dict[str, Any] = json.loads(out)
    return found


def results(report: dict[str, Any]) -> dict[str, str]:
    return {f["id"]: f["result"] for f in report["findings"]}


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_example_is_assessed(capfd: pytest.CaptureFixture[str], example: Path) -> None:
    code, out, err = said(capfd, "assess", example)
    assert (code, err) == (1, "")
    assert "不是程序错误" in out


def test_exit_zero_changes_the_exit_code_and_nothing_else(
    capfd: pytest.CaptureFixture[str],
) -> None:
    plain, lenient = said(capfd, "assess", PARK), said(capfd, "assess", PARK, "--exit-zero")
    assert (plain[0], lenient[0]) == (1, 0)
    assert plain[1:] == lenient[1:]


def test_exit_zero_does_not_hide_a_refused_input(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "park.yaml").write_text("不是填报文件", encoding="utf-8")
    assert said(capfd, "assess", tmp_path / "park.yaml", "--exit-zero")[0] == 3


def test_a_selection_judges_just_these(capfd: pytest.CaptureFixture[str]) -> None:
    whole = results(document(capfd, PARK))
    six = document(capfd, PARK, "--select", "W6")
    assert results(six) == {k: v for k, v in whole.items() if k.startswith("W6.")}
    assert six["selection"] == {"select": ["W6"], "ignore": []}
    one = document(capfd, PARK, "--select", "W4.8，W6.8", "--ignore", "W4.8b")
    assert list(results(one)) == ["W4.8a", "W4.8c", "W6.8"]
    assert "W6.10" not in results(document(capfd, PARK, "--select", "W6.1"))


@pytest.mark.parametrize(
    ("options", "said_"),
    [
        (["--select", "W9.9"], "W9.9"),
        (["--ignore", "6.8"], "6.8"),
        (["--select", "W6.8", "--ignore", "W6"], "没有选中任何条款"),
        (["--profile", "strict"], "strict"),
        (["--as-of", "2026-3-1"], "2026-03-01"),
        (["--as-of", "20260301"], "2026-03-01"),
        (["--set", "已回应问题"], "项=值"),
        (["--set", "企业总属=1"], "企业总数"),
        (["--set", "已回应问题数=24"], "诉求台账"),
        (["--encoding", "klingon"], "klingon"),
        (["-o", "报告.txt"], ".html"),
        (["--no-such"], "--no-such"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_a_call_that_makes_no_sense_ends_with_2_and_says_what_would(
    capfd: pytest.CaptureFixture[str], options: list[str], said_: str
) -> None:
    code, out, err = said(capfd, "assess", PARK, *options)
    assert (code, out) == (2, "")
    assert said_ in err
    assert "Traceback" not in err


def test_what_if_answers_change_the_result_and_the_report_says_so(
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = results(document(capfd, PARK))
    changed = document(
        capfd, PARK, "--set", "有新市民融入安排=是", "--set", "经费和资源来源=财政、自筹"
    )
    after = results(changed)
    assert {k for k in before if before[k] != after[k]} == {"W4.17b"}
    assert any("有新市民融入安排=是" in note for note in changed["notes"])
    fact = next(
        f for d in changed["findings"] for f in d["facts"] if f["label"] == "经费和资源来源"
    )
    assert fact["value"] == ["财政", "自筹"]


def test_a_what_if_answer_is_held_to_the_same_rules_as_the_file(
    capfd: pytest.CaptureFixture[str],
) -> None:
    code, _, err = said(capfd, "assess", PARK, "--set", "企业总数=10")
    assert code == 3
    assert "E-CONSISTENCY" in err
    assert "--set" in err


def test_the_assessment_date_can_be_another(capfd: pytest.CaptureFixture[str]) -> None:
    """The register was updated on 2025-11-20 and is promised every 92 days."""
    own, earlier = document(capfd, PARK), document(capfd, PARK, "--as-of", "2025-12-31")
    assert earlier["as_of"] == "2025-12-31"
    assert (results(own)["W4.11b"], results(earlier)["W4.11b"]) == ("未采纳", "已采纳")


def test_the_audit_profile_insists_on_evidence(capfd: pytest.CaptureFixture[str]) -> None:
    own, audit = document(capfd, PARK), document(capfd, PARK, "--profile", "audit")
    assert audit["profile"]["evidence_enforced"] is True
    insufficient = [d["counts"]["deciding"]["证据不足"] for d in (own, audit)]
    assert insufficient[1] > insufficient[0]


def test_problems_as_json_are_one_object_a_line(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = MINIMAL + "填报: {没有这一节: {}, 也没有这一节: {}}\n"
    (tmp_path / "park.yaml").write_text(text, encoding="utf-8")
    code, out, err = said(capfd, "assess", "--format", "json", tmp_path / "park.yaml")
    assert (code, out) == (3, "")
    problems = [json.loads(line) for line in err.splitlines()]
    assert {p["code"] for p in problems} == {"E-UNKNOWN-KEY"}
    assert list(problems[0]) == ["code", "file", "line", "col", "path", "message", "advice"]
    assert [p["line"] for p in problems] == [5, 5]


def test_only_twenty_problems_are_told_and_the_rest_counted(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    unknown = "".join(f"  甲乙{n}: {{}}\n" for n in range(33))
    (tmp_path / "park.yaml").write_text(MINIMAL + "填报:\n" + unknown, encoding="utf-8")
    code, _, err = said(capfd, "check", tmp_path / "park.yaml")
    assert code == 3
    assert err.count("[E-UNKNOWN-KEY]") == 20
    assert "还有 13 处" in err


def test_check_as_json_tells_every_file(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(MINIMAL + "多余: 1\n", encoding="utf-8")
    code, out, err = said(capfd, "check", "--format", "json", PARK, bad)
    found = json.loads(out)
    assert (code, err, found["schema"]) == (3, "", "icstd-check/1")
    good, refused = found["files"]
    assert good["accepted"] is True
    assert good["filled"]["answered"] == good["filled"]["asked"]
    assert (refused["accepted"], refused["filled"]) == (False, None)
    assert [p["code"] for p in refused["problems"]] == ["E-UNKNOWN-KEY"]


def test_outputs_are_written_and_named_and_the_terminal_gets_the_conclusion(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outs = [tmp_path / f"报告.{form}" for form in ("json", "csv")]
    code, out, _ = said(capfd, "assess", PARK, *(x for o in outs for x in ("-o", o)))
    assert code == 1
    assert "结论" in out
    assert "各章" not in out
    for file in outs:
        assert f"已写出 {file}" in out
    assert json.loads(outs[0].read_bytes()) == document(capfd, PARK)
    rows = list(csv.reader(io.StringIO(outs[1].read_text("utf-8-sig"))))
    assert len(rows) == 1 + len(results(document(capfd, PARK)))


def test_with_a_format_and_an_output_both_are_delivered(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "r.json"
    code, text, _ = said(capfd, "assess", PARK, "--format", "json", "-o", out)
    assert code == 1
    assert text.encode() == out.read_bytes()


def test_a_crash_of_a_rule_stops_the_report_and_names_provision_and_rule(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from icstd.rules import load_rulebook

    def crash(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError("\x1b[2J")

    book = load_rulebook("db33t2320-2021")
    broken = book.rules["W6.8"]._replace(function=crash)
    monkeypatch.setitem(book.rules, "W6.8", broken)
    out = tmp_path / "r.json"
    code, text, err = said(capfd, "assess", PARK, "-o", out)
    assert (code, text) == (70, "")
    assert "W6.8" in err.splitlines()[0]
    assert "crash" in err.splitlines()[0]
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert not out.exists()
    code, _, err = said(capfd, "assess", PARK, "--debug")
    assert code == 70
    assert "Traceback" in err


@pytest.mark.parametrize("crash", [MemoryError(), RecursionError("deep"), AssertionError()])
def test_any_defect_ends_with_70_and_never_with_1(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, crash: BaseException
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise crash

    monkeypatch.setattr("icstd.cli.inputs.load_park", fail)
    monkeypatch.setattr("icstd.cli.commands.assess.load_park", fail)
    code, out, err = said(capfd, "assess", PARK)
    assert (code, out) == (70, "")
    assert "程序内部出错" in err.splitlines()[0]


def test_another_edition_can_be_used_and_a_damaged_one_is_refused(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shipped = EXAMPLES.parent / "standard" / "db33t2320-2021.json"
    copy = tmp_path / "edition.json"
    copy.write_bytes(shipped.read_bytes())
    assert said(capfd, "assess", PARK, "--standard", copy)[0] == 1
    copy.write_bytes(shipped.read_bytes().replace("应".encode(), "宜".encode(), 1))
    code, out, err = said(capfd, "assess", PARK, "--standard", copy)
    assert (code, out) == (3, "")
    assert "edition.json" in err


def test_gbk_is_read_by_those_who_say_so(tmp_path: Path) -> None:
    file = tmp_path / "park.yaml"
    file.write_bytes(PARK.read_text(encoding="utf-8").encode("gb18030"))
    assert icstd("assess", file).code == 3
    assert icstd("assess", file, "--encoding", "gb18030").code == 1
