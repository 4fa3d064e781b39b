"""What the writer and the reader of the workbook agree on.

A sheet is known by the mark in its heading row, a row by the id beside it in
the hidden column under that mark, a column by its heading.  So rows may move,
columns come in between and sheets be renamed.
"""

from __future__ import annotations

from ..clauses.model import Standard, Table

LAYOUT = "1"
"""Version of this agreement, kept on the hidden sheet."""

META_SHEET = "_icstd"
LIST_SHEET = "_选项"
MARK = "icstd#"

COVER = f"{MARK}园区与评价"
SECTION = f"{MARK}填报"
TABLE = f"{MARK}台账:"  # followed by the table's id
JUDGEMENTS = f"{MARK}人工判定"
EVIDENCE = f"{MARK}证据"
COMMENTS = f"{MARK}意见"

VALUE = "填报值"
CITED = "佐证编号"
NOTE = "说明"
REVIEW = "待复核"
VERDICT = "结论"
FINGERPRINT = "判定时的条款"
PROVISION = "条款"

ITEM = "填报项"
FIELD = "项目"

COVER_HEADINGS = ("", FIELD, VALUE, "怎样填")
SECTION_HEADINGS = (
    "序号", ITEM, VALUE, "单位", "怎样填", CITED, NOTE, REVIEW, "用于条款",
)  # fmt: skip
JUDGEMENT_HEADINGS = (
    PROVISION, "类型", "要点", VERDICT, NOTE, CITED, "应有的佐证", FINGERPRINT,
)  # fmt: skip

_FORBIDDEN = str.maketrans("[]:*?/\\'", "〔〕：＊？／＼’")
_FIXED = ("填表说明", "园区与评价", "人工判定", "证据", "意见")


def sheet_names(standard: Standard) -> dict[str, str]:
    """Sheet names by key: fixed ones by themselves, sections and tables by id.

    Keys of sections are `section:ID`, of tables `table:ID`.
    """
    names = {name: name for name in _FIXED}
    taken = {name.casefold() for name in (*_FIXED, META_SHEET, LIST_SHEET)}
    titles = [(f"section:{s.id}", s.title) for s in standard.sections]
    titles += [(f"table:{t.id}", t.label) for t in standard.tables.values()]
    for key, title in titles:
        plain = title.translate(_FORBIDDEN)[:28].strip()
        name, n = plain, 2
        while name.casefold() in taken:
            name, n = f"{plain}{n}", n + 1
        taken.add(name.casefold())
        names[key] = name
    return names


def table_mark(table: Table) -> str:
    """The mark of a table's sheet."""
    return f"{TABLE}{table.id}"
