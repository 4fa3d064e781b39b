"""From the sheets of a form to the parts of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..clauses.model import DataItem, Standard
from ..errors import Place
from ..terms import ItemType, Special
from ..text import clip, visible
from ..workbook.records import Faults, Sheet, remark_extra, require
from ..yamlio import Map, Seq
from . import workbook_layout as layout
from .fields import Field, row_fields
from .workbook_sheet import read_into

_REVIEW = Field(layout.REVIEW, ItemType.YES_NO)
_NOTE = Field(layout.NOTE, ItemType.TEXT)
_CITED = Field(layout.CITED, ItemType.TEXTS)
_VERDICT = Field(layout.VERDICT, ItemType.CHOICE)
_FINGERPRINT = Field(layout.FINGERPRINT, ItemType.CHOICE)


class Reader:
    """Collects what the sheets say under the keys of the document.

    seen: id of a row → where it was first met.
    """

    def __init__(self, standard: Standard, root: Map, faults: Faults) -> None:
        self.standard = standard
        self.root = root
        self.faults = faults
        self.seen: dict[str, Place] = {}
        self._titles = {section.id: section.title for section in standard.sections}
        self._rows = {
            id_: (item, field)
            for item in standard.items.values()
            for id_, field in row_fields(item, standard)
        }

    def _part(self, *keys: str, at: Place) -> Map:
        """A part of the document, made when first needed."""
        part = self.root
        for key in keys:
            if key not in part:
                part.put(key, Map(), at, at)
            part = part[key]
        return part

    def cover(self, sheet: Sheet, groups: Mapping[str, Sequence[Field]]) -> None:
        """园区与评价: one field a row, known by `园区.名称`."""
        if not require(sheet, (layout.VALUE,), self.faults):
            return
        known = {f"{group}.{f.key}": (group, f) for group, fields in groups.items() for f in fields}
        for row, id_ in sheet.rows((layout.VALUE,)):
            if not self._known_row(sheet, row, id_, known):
                continue
            group, field = known[id_]
            at = sheet.place(row, layout.VALUE)
            target = self._part(group, at=at)
            target.put(field.key, None, at, at)  # a blank is to be complained of here
            read_into(target, sheet, row, field, self.faults, heading=layout.VALUE)

    def section(self, sheet: Sheet) -> None:
        """Data items: one a row, known by its id."""
        remarks = (layout.CITED, layout.NOTE, layout.REVIEW)
        if not require(sheet, (layout.VALUE, *remarks), self.faults):
            return
        remark_extra(sheet, layout.SECTION_HEADINGS, self.faults)
        for row, id_ in sheet.rows((layout.VALUE, *remarks)):
            if not self._known_row(sheet, row, id_, self._rows):
                continue
            item, field = self._rows[id_]
            if id_ == item.id:
                self._answer(sheet, row, item, field)
            else:
                self._paper_part(sheet, row, item, field)

    def _paper_part(self, sheet: Sheet, row: int, item: DataItem, field: Field) -> None:
        """文号 or 日期 of a document, beside its name."""
        part = Map()
        path = (item.label,)
        read_into(part, sheet, row, field, self.faults, *path, heading=layout.VALUE)
        if part:
            at = sheet.place(row, layout.VALUE)
            answer = self._part("填报", self._titles[item.section], item.label, at=at)
            answer.put(field.key, part[field.key], at, at)

    def _answer(self, sheet: Sheet, row: int, item: DataItem, field: Field) -> None:
        paper = item.type is ItemType.DOCUMENT
        whole = Map()
        key = "名称" if paper else "值"
        read_into(whole, sheet, row, field, self.faults, heading=layout.VALUE, key=key)
        path = (field.key,)
        read_into(whole, sheet, row, _CITED, self.faults, *path, key="证据")
        read_into(whole, sheet, row, _NOTE, self.faults, *path, key="说明")
        read_into(whole, sheet, row, _REVIEW, self.faults, *path, key="待复核")
        if not whole:
            return
        at = sheet.place(row, layout.VALUE)
        target = self._part("填报", self._titles[item.section], at=at)
        if paper:  # its number and date may have been met before
            target = self._part("填报", self._titles[item.section], item.label, at=at)
            for key in whole:
                target.put(key, whole[key], *whole.places[key])
            return
        value = whole["值"] if list(whole) == ["值"] else whole
        target.put(item.label, value, at, at)

    def judgements(self, sheet: Sheet) -> None:
        """人工判定: one provision a row."""
        needed = (layout.VERDICT, layout.NOTE, layout.CITED)
        if not require(sheet, needed, self.faults):
            return
        remark_extra(sheet, layout.JUDGEMENT_HEADINGS, self.faults)
        for row, id_ in sheet.rows(needed):
            if not self._known_row(sheet, row, id_, self.standard.every_provision):
                continue
            said = Map()
            read_into(said, sheet, row, _VERDICT, self.faults, id_)
            read_into(said, sheet, row, _NOTE, self.faults, id_)
            read_into(said, sheet, row, _CITED, self.faults, id_, key="证据")
            if said and layout.FINGERPRINT in sheet.columns:
                read_into(said, sheet, row, _FINGERPRINT, self.faults, id_, key="条款指纹")
            if said:
                at = sheet.place(row, layout.VERDICT)
                self._part("人工判定", at=at).put(id_, said, at, at)

    def table(self, sheet: Sheet, label: str, fields: Sequence[Field]) -> None:
        """台账: one thing a row, columns by their labels."""
        lines = list(self._lines(sheet, fields))
        nothing = [cells for _, cells in lines] == [{fields[0].key: Special.NONE.value}]
        for row, cells in lines:
            at = sheet.grid.place(row, min(sheet.columns[f.key] for f in fields))
            ledgers = self._part("台账", at=at)
            if label not in ledgers:
                ledgers.put(label, Seq(), at, at)
            if not nothing:
                ledgers[label].put(cells, at)

    def evidence(self, sheet: Sheet, number: Field, fields: Sequence[Field]) -> None:
        """证据: by number; a number alone is a blank row."""
        for row, cells in self._lines(sheet, (number, *fields)):
            id_ = cells.pop(number.key, "")
            if not cells:
                continue
            at = sheet.place(row, number.key)
            if not id_:
                self._nameless(sheet, row, at, "这件佐证没有编号", "在“编号”列填一个编号，如 E1")
            elif self._first(sheet, f"{layout.EVIDENCE}{id_}", at, f"佐证编号“{_short(id_)}”"):
                self._part("证据", at=at).put(str(id_), cells, at, at)

    def comments(self, sheet: Sheet, fields: Sequence[Field]) -> None:
        """意见: by provision; several on one provision become a list."""
        provision = Field(layout.PROVISION, ItemType.CHOICE)
        for row, cells in self._lines(sheet, (provision, *fields)):
            id_ = cells.pop(layout.PROVISION, "")
            at = sheet.place(row, layout.PROVISION)
            if not id_:
                self._nameless(sheet, row, at, "这条意见没有写条款编号", "从下拉列表选条款编号")
                continue
            said = self._part("意见", at=at)
            if id_ not in said:
                said.put(id_, cells, at, at)
            elif isinstance(said[id_], Seq):
                said[id_].put(cells, at)
            else:
                before, said[id_] = said[id_], Seq()
                said[id_].put(before, said.places[id_][1])
                said[id_].put(cells, at)

    def _lines(self, sheet: Sheet, fields: Sequence[Field]) -> Iterable[tuple[int, Map]]:
        """Rows of a list sheet that hold anything."""
        headings = [field.key for field in fields]
        if not require(sheet, headings, self.faults):
            return
        if self._first(sheet, sheet.mark, sheet.grid.place(sheet.head, sheet.ids), "这张表"):
            remark_extra(sheet, headings, self.faults)
            for row, _ in sheet.rows(headings):
                cells = Map()
                for field in fields:
                    read_into(cells, sheet, row, field, self.faults, f"第 {row} 行")
                if cells:
                    yield row, cells

    def _known_row(self, sheet: Sheet, row: int, id_: str, known: Mapping[str, object]) -> bool:
        """Whether a row is one of ours, met for the first time."""
        place = sheet.grid.place(row, sheet.ids)
        if id_ in known:
            name = known[id_][1].key if isinstance(known[id_], tuple) else id_  # type: ignore[index]
            return self._first(sheet, id_, place, f"“{_short(name)}”这一行")
        if id_:
            advice = "隐藏的编号列不要改；改乱了的，用 icstd init 重新生成一张表，把答复填过去"
            self._nameless(sheet, row, place, f"编号“{_short(id_)}”不在本标准里", advice)
            return False
        at = sheet.place(row, layout.VALUE if layout.VALUE in sheet.columns else layout.VERDICT)
        advice = "填在原有的行里；新加的行请删去"
        self._nameless(sheet, row, at, "这一行没有隐藏的编号，不知道答的是哪一项", advice)
        return False

    def _nameless(self, sheet: Sheet, row: int, at: Place, what: str, advice: str) -> None:
        self.faults.add("E-XLSX-ROW", at, sheet.path(f"第 {row} 行"), what, advice)

    def _first(self, sheet: Sheet, key: str, place: Place, what: str) -> bool:
        before = self.seen.setdefault(key, place)
        if before is place:
            return True
        self.faults.add(
            "E-XLSX-DUP",
            place,
            sheet.path(),
            f"{what}出现了两次，另一处在 {visible(before.cell)}",
            "删去多出的一处（多半是复制行或复制工作表留下的）",
        )
        return False


def _short(text: object) -> str:
    return clip(visible(str(text)), 40)
