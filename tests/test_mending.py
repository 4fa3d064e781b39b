"""A corrected copy: what has one meaning is written plainly, all else stays as it was."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading import HEAD
from openpyxl import load_workbook
from running import icstd
from test_reading_policy import LABELS, PIECES
from tiny_standard import TINY

from icstd.assessment.look import look_through
from icstd.assessment.workbook_form import read_form
from icstd.clauses.load import load_standard
from icstd.errors import InputProblems
from icstd.forms.mend import mend_text, mend_workbook
from icstd.forms.workbook_form import xlsx_form
from icstd.yamlio import read_document

ODD = f"""\
# 首行
{HEAD}填报:
  基本情况:
    企业总数: 64家      # 含租赁
    职工总数: {{值: "1,280", 说明: "1,280 是估的", 证据: [E1 E2]}}
    成立日期: 2015.5.1
    参与部门: 人社局、税务局
    平均海拔: 约12
  诉求办理:
    有诉求电话: √
台账:
  诉求台账:
    - {{编号: 1, 受理日期: 2025年3月1日, 层级: 社区, 费用: /, 已办结: 有}}
    - 编号: 2
      受理日期: "20250302"   # 引号
      层级: 社区。
证据:
  E1: {{名称: 甲}}
  E2: {{名称: 乙}}
"""


def mended(text: str, name: str = "试.yaml") -> tuple[str, list[str], list[str]]:
    found = mend_text(read_document(text.encode(), name), TINY)
    changes = [f"{c.place.line}:{c.before}→{c.after}" for c in found.changes]
    return found.data.decode(), changes, [p.code for p in found.problems]


def test_only_odd_writings_change_and_every_remark_stays() -> None:
    copy, changes, left = mended(ODD)
    assert left == ["E-TYPE"]
    assert changes == [
        "8:64家→64", '9:"1,280"→1280', "9:E1 E2→E1, E2", "10:2015.5.1→2015-05-01",
        "11:人社局、税务局→[人社局, 税务局]", "14:√→是", "17:2025年3月1日→2025-03-01",
        "17:/→", "17:有→是", '19:"20250302"→2025-03-02', "20:社区。→社区",
    ]  # fmt: skip
    expected = ODD
    for old, new in (
        ("64家 ", "64 "), ('"1,280", 说明', "1280, 说明"), ("E1 E2", "E1, E2"),
        ("2015.5.1", "2015-05-01"), ("人社局、税务局", "[人社局, 税务局]"), ("√", "是"),
        ("2025年3月1日", "2025-03-01"), ("费用: /", "费用: "), ("已办结: 有", "已办结: 是"),
        ('"20250302"', "2025-03-02"), ("社区。", "社区"),
    ):  # fmt: skip
        expected = expected.replace(old, new)
    assert copy == expected


def test_what_is_plain_stays_byte_for_byte() -> None:
    plain = ODD.replace("约12", "12")
    copy, _, left = mended(plain)
    assert left == []
    assert mended(copy) == (copy, [], [])


def test_json_stays_json() -> None:
    import json

    document = {
        "标准": TINY.number, "编码版本": "1.0", "园区": {"名称": "甲"},
        "评价": {"评价日": "2026.3.1", "评价期起": "2025-01-01", "评价期止": "2025-12-31"},
        "填报": {"基本情况": {"企业总数": "64家", "参与部门": "人社局"}},
    }  # fmt: skip
    copy, changes, _ = mended(json.dumps(document, ensure_ascii=False, indent=2), "试.json")
    assert json.loads(copy)["填报"]["基本情况"] == {"企业总数": 64, "参与部门": ["人社局"]}
    assert len(changes) == 3


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(LABELS), st.lists(PIECES, max_size=4).map("".join)))
def test_a_copy_reads_to_the_same_answers_and_needs_no_second_mending(
    typed: dict[str, str],
) -> None:
    from icstd.assessment.dump import dump_yaml

    answers = {
        s.title: {i.label: typed[i.label] for i in s.items if i.label in typed}
        for s in TINY.sections
    }
    text = HEAD + dump_yaml({"填报": answers})
    copy, _, left = mended(text)  # it looks itself whether the answers are the same
    again = look_through(read_document(copy.encode(), "试.yaml"), TINY)
    assert [p.code for p in again.problems if p.refused] == left
    assert not [r for r in again.remedies if r.sure]


def test_of_a_workbook_a_fresh_form_is_made() -> None:
    filled = {
        "园区": {"名称": "甲"},
        "评价": {"评价日": "2026-03-01", "评价期起": "2025-01-01", "评价期止": "2025-12-31"},
        "台账": {"诉求台账": [{"编号": "1", "层级": "社区"}, {"编号": "2", "层级": "联盟"}]},
    }
    book = load_workbook(io.BytesIO(xlsx_form(TINY, filled)))
    sheet = book["诉求台账"]
    heads = {str(c.value).split("（")[0].rstrip(" *"): c.column for c in sheet[3] if c.value}
    column = next(n for title, n in heads.items() if title.startswith("受理日期"))
    for row in (4, 5):
        sheet.cell(row, column).value = f"2025.3.{row}"
    book.create_sheet("我的草稿")["A1"] = "甲"
    out = io.BytesIO()
    book.save(out)
    found = mend_workbook(read_form(out.getvalue(), "表.xlsx", TINY), TINY)
    assert [c.after for c in found.changes] == ["2025-03-04", "2025-03-05"]
    again = look_through(read_form(found.data, "新.xlsx", TINY), TINY)
    assert again.problems == ()
    assert again.assessment is not None
    assert [str(r.cells["day"]) for r in again.assessment.tables["issues"]] == [
        "2025-03-04", "2025-03-05"
    ]  # fmt: skip


def test_a_refused_workbook_is_not_copied() -> None:
    with pytest.raises(InputProblems):
        mend_workbook(read_form(xlsx_form(TINY), "表.xlsx", TINY), TINY)


def test_the_command_writes_the_copy_and_lists_each_change(tmp_path: Path) -> None:
    park = tmp_path / "甲.yaml"
    version = load_standard().encoding_version
    park.write_text(
        f'标准: DB33/T 2320—2021\n编码版本: "{version}"\n园区: {{名称: 甲}}\n'
        "评价: {评价日: 2026.3.1, 评价期起: 2025-01-01, 评价期止: 2025-12-31}\n",
        "utf-8",
    )
    before = park.read_bytes()
    done = icstd("check", str(park), "--fix", str(tmp_path / "乙.yaml"))
    assert done.code == 0
    assert "第 4 行：2026.3.1 改成 2026-03-01" in done.out
    assert "评价日: 2026-03-01" in (tmp_path / "乙.yaml").read_text("utf-8")
    assert park.read_bytes() == before
    assert icstd("check", str(park), "--fix", str(park)).code == 2
    assert icstd("check", str(park), "--fix", str(tmp_path / "乙.yaml")).code == 4
    assert icstd("check", str(park), "--fix", str(tmp_path / "乙.xlsx")).code == 2
