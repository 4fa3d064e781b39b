"""The workbook written: one row a sentence, beside it what it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...clauses.model import Standard
from ...text import visible
from ...workbook.looks import Looks
from ...workbook.writing import fitted, height, lines, offer, set_up_page, workbook_of
from . import sheets
from .book import Attention, Book, Relation
from .sheets import HEADING_ROW, Column

_MARKS = {Attention.LOOK.value: "asked", Attention.CONFIRM.value: "done"}


def write_workbook(book: Book, standard: Standard) -> bytes:
    """The bytes of the workbook; the same for the same book."""

    def write(workbook: Any) -> None:
        _Writer(workbook, book, standard).write()

    return workbook_of(write, "标准文本核对表")


class _Writer:
    """Carries formats and the workbook over the sheets."""

    def __init__(self, workbook: Any, book: Book, standard: Standard) -> None:
        self.workbook = workbook
        self.book = book
        self.standard = standard
        self.looks = Looks(workbook)

    def write(self) -> None:
        """All sheets, the one to work on first."""
        titles = (sheets.ROWS_SHEET, sheets.LEFT_SHEET, sheets.LIST_SHEET)
        rows, left, listed = (self.workbook.add_worksheet(name) for name in titles)
        other = self.workbook.add_worksheet(sheets.OTHER_SHEET)
        unread = self.workbook.add_worksheet(sheets.UNREAD_SHEET)
        about = self.workbook.add_worksheet(sheets.ABOUT_SHEET)
        self._rows(rows)
        self._leftovers(left)
        self._list(listed)
        self._list_of(
            other,
            ("范围、规范性引用文件、术语和参考文献", "供补充标准的书目事实用，不用填写。"),
            sheets.OTHER_COLUMNS,
            self.book.other,
        )
        self._list_of(
            unread,
            (
                "文件里有、没有当作条文读的文字",
                "请对照原件看一遍：确是条文的，改好文本后重新导入。",
            ),
            sheets.UNREAD_COLUMNS,
            self.book.unread,
        )
        self._about(about)

    def _rows(self, sheet: Any) -> None:
        number = self.standard.number
        self._top(
            sheet,
            f"{number}《{self.standard.title}》逐句核对",
            "只填黄色的列：看官方句子和候选，选“对应条款”和“关系”；类型读错了就改“官方类型”。"
            "要细看的排在前面。填完或填一部分都可以运行 icstd standard reconcile 检查。",
        )
        records = [
            row._asdict() | {"candidates": "\n".join(_numbered(row.candidates))}
            for row in self.book.rows
        ]
        self._table(sheet, sheets.ROW_COLUMNS, records)
        last = HEADING_ROW + len(records)
        keys = [column.key for column in sheets.ROW_COLUMNS]
        choice = keys.index("choice")
        first, end = HEADING_ROW + 2, HEADING_ROW + 1 + len(self.standard.provisions)
        ids = f"='{sheets.LIST_SHEET}'!$A${first}:$A${end}"
        if records:
            area = (HEADING_ROW + 1, choice, last, choice)
            offer(sheet, area, ids, strict=False)
        mark = keys.index("fingerprint")
        sheet.set_column(mark, mark, 20, None, {"hidden": 1})
        sheet.freeze_panes(HEADING_ROW + 1, keys.index("type"))
        sheet.autofilter(HEADING_ROW, 0, max(last, HEADING_ROW), len(keys) - 1)
        self._page(sheet, landscape=True)

    def _leftovers(self, sheet: Any) -> None:
        self._top(
            sheet,
            "没有一句官方文本与之相近的条款",
            "逐个决定：保留（仍是工作编码）还是撤销（官方文本里没有）；撤销要写理由。",
        )
        self._table(sheet, sheets.LEFT_COLUMNS, [self._leftover(n) for n in self.book.leftovers])
        sheet.freeze_panes(HEADING_ROW + 1, 1)
        self._page(sheet, landscape=True)

    def _leftover(self, left: Any) -> dict[str, str]:
        record: dict[str, str] = left._asdict()
        provision = self.standard.provisions.get(left.provision)
        if provision is not None:
            record |= {
                "modality": provision.modality.value,
                "clause": self.standard.clauses[provision.clause].title,
                "gist": provision.gist,
                "sources": "、".join(dict.fromkeys(s.id for s in provision.sources)),
            }
        return record

    def _list(self, sheet: Any) -> None:
        self._top(sheet, "我们的全部条款", "供查找编号用，不用填写。")
        records = [
            {
                "provision": p.id,
                "modality": p.modality.value,
                "gist": p.gist,
                "official": p.official or "",
            }
            for p in self.standard.provisions.values()
        ]
        self._table(sheet, sheets.LIST_COLUMNS, records)
        sheet.freeze_panes(HEADING_ROW + 1, 1)
        self._page(sheet, landscape=False)

    def _list_of(
        self,
        sheet: Any,
        heading: tuple[str, str],
        columns: Sequence[Column],
        rows: Sequence[tuple[str, ...]],
    ) -> None:
        """A sheet only to be read."""
        self._top(sheet, *heading)
        keys = [column.key for column in columns]
        self._table(sheet, columns, [dict(zip(keys, row, strict=True)) for row in rows])
        sheet.freeze_panes(HEADING_ROW + 1, 0)
        self._page(sheet, landscape=False)

    def _about(self, sheet: Any) -> None:
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 90)
        sheet.write_string(0, 0, "怎样填写", self.looks["title"])
        place = 1
        for relation in Relation:
            sheet.write_string(place, 0, relation.value, self.looks["given"])
            sheet.write_string(place, 1, relation.meaning, self.looks["given"])
            place += 1
        place += 1
        sheet.write_string(place, 0, "这张表", self.looks["title"])
        for key, value in self.book.about.items():
            place += 1
            sheet.write_string(place, 0, key, self.looks["given"])
            sheet.write_string(place, 1, _clean(value), self.looks["given"])
        place += 2
        kept = "官方句子只留在这张表里，不写入条款源文件和报告；那里只记指纹。"
        sheet.write_string(place, 0, kept, self.looks["part"])
        self._page(sheet, landscape=False)

    def _top(self, sheet: Any, title: str, help_: str) -> None:
        sheet.write_string(0, 0, title, self.looks["title"])
        sheet.write_string(1, 0, help_, self.looks["part"])
        sheet.set_row(0, 24)
        sheet.set_row(1, 18)

    def _table(
        self, sheet: Any, columns: Sequence[Column], records: Sequence[dict[str, Any]]
    ) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(HEADING_ROW, place, column.title, self.looks["column"])
            if column.note:
                sheet.write_comment(
                    HEADING_ROW, place, column.note, {"x_scale": 2.2, "y_scale": 1.4}
                )
            if column.choices and records:
                area = (HEADING_ROW + 1, place, HEADING_ROW + len(records), place)
                offer(sheet, area, column.choices)
        for place, record in enumerate(records, start=HEADING_ROW + 1):
            texts = [_clean(str(record.get(column.key, "") or "")) for column in columns]
            told = [(c, t) for c, t in zip(columns, texts, strict=True) if c.key != "fingerprint"]
            sheet.set_row(place, height(max(lines(t, c.width + 2) for c, t in told)))
            for at, (column, text) in enumerate(zip(columns, texts, strict=True)):
                sheet.write_string(place, at, text, self.looks[_look(column, text)])

    def _page(self, sheet: Any, *, landscape: bool) -> None:
        set_up_page(sheet, "标准文本核对表", landscape=landscape, head=HEADING_ROW)


def _look(column: Column, text: str) -> str:
    if column.key == "attention":
        return _MARKS.get(text, "given")
    special = {"result": "fault", "fingerprint": "id"}
    return special.get(column.key, "asked" if column.typed else "given")


def _numbered(candidates: Iterable[str]) -> Iterable[str]:
    return (f"{place}. {text}" for place, text in enumerate(candidates, start=1))


def _clean(text: str) -> str:
    return visible(fitted(text), newline="\n")
