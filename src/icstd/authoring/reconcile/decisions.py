"""What a person has decided: what is missing, what contradicts, how far it is.

Run again after every edit: it only reads, and says the same for the same
workbook.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import process

from ...clauses.model import Provision, Standard
from ...errors import InputProblems, Place, Problem
from ...terms import Modality
from . import sheets
from .book import Book, Fate, Leftover, Relation, Row
from .characters import fingerprint
from .coverage import Decision, Figures, coverage, needs_decision
from .numbers import disagreement

_SEPARATORS = re.compile(r"[、，,；;\s]+")


class Reconciliation(NamedTuple):
    """What the workbook says.

    contradictions bar adoption; missing only says what is left; notices are
    worth a look (a modality that adoption will change).
    """

    book: Book
    decisions: tuple[Decision, ...]
    withdrawals: tuple[Leftover, ...]
    contradictions: tuple[Problem, ...]
    missing: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    figures: Figures

    @property
    def complete(self) -> bool:
        """Whether everything is decided and nothing contradicts."""
        return not self.contradictions and not self.missing


def reconcile(book: Book, standard: Standard) -> Reconciliation:
    """Read the decisions of a workbook against the standard's provisions.

    Raises InputProblems where the workbook belongs to another standard.
    """
    if book.about.get("标准") != standard.id:
        message = f"这张表核对的是 {book.about.get('标准')}，不是 {standard.id}"
        place = Place(cell=sheets.ABOUT_SHEET)
        advice = "换成这项标准的核对表，或用 --standard 指明源文件夹。"
        raise InputProblems((Problem("E-STANDARD", book.name, place, "", message, advice),))
    judge = _Judge(book, standard)
    judge.read()
    return judge.result()


class _Judge:
    def __init__(self, book: Book, standard: Standard) -> None:
        self.book = book
        self.standard = standard
        self.decisions: list[Decision] = []
        self.contradictions: list[Problem] = []
        self.missing: list[Problem] = []
        self.notices: list[Problem] = []

    def read(self) -> None:
        for row in self.book.rows:
            decision = self._decision(row)
            if decision is not None:
                self.decisions.append(decision)
                self._compare(decision)
        self._doubles()
        self._leftovers()

    def _decision(self, row: Row) -> Decision | None:
        if not row.relation:
            if needs_decision(row):
                self._miss(row, "relation", "还没有选关系")
            return None
        relation = next((r for r in Relation if r.value == row.relation), None)
        if relation is None:
            words = "、".join(r.value for r in Relation)
            self._contradict(row, "relation", f"没有“{row.relation}”这种关系", f"请选：{words}。")
            return None
        modality = next((m for m in Modality if m.value == row.type), None)
        if modality is None:
            words = "、".join(m.value for m in Modality)
            self._contradict(row, "type", f"没有“{row.type}”这种类型", f"请选：{words}。")
            return None
        if not self._untouched(row):
            return None
        if relation is Relation.NONE:
            return Decision(row, relation, modality, ())
        provisions = self._provisions(row)
        if provisions is None:
            return None
        return Decision(row, relation, modality, provisions)

    def _untouched(self, row: Row) -> bool:
        """Whether the sentence is still the one that was read from the text."""
        piece, _, _ = row.fingerprint.partition("/")
        if fingerprint(row.sentence.replace("【", "").replace("】", "")) == piece:
            return True
        advice = "句子不能在表里改；文本读错了，请改文本后重新 import（用 --keep 保留已填的）。"
        self._contradict(row, "sentence", "句子与它的指纹不符，可能在表里改过", advice)
        return False

    def _provisions(self, row: Row) -> tuple[Provision, ...] | None:
        names = [name for name in _SEPARATORS.split(row.choice) if name]
        if not names:
            advice = "从下拉表里选，或填 1、2、3 表示第几个候选；确实没有就把关系改为“无”。"
            self._miss(row, "choice", f"关系选了“{row.relation}”，没有填对应条款", advice)
            return None
        found: list[Provision] = []
        for name in names:
            wanted = name
            if name.isdigit() and 1 <= int(name) <= len(row.candidates):
                wanted = row.candidates[int(name) - 1].split("［", 1)[0]
            provision = self.standard.provisions.get(wanted)
            if provision is None:
                self._unknown(row, wanted)
                return None
            found.append(provision)
        return tuple({p.id: p for p in found}.values())

    def _unknown(self, row: Row, name: str) -> None:
        if name in self.standard.withdrawn:
            self._contradict(row, "choice", f"条款 {name} 已撤销，编号不再使用", "请另选条款。")
            return
        near = process.extractOne(name, list(self.standard.provisions), score_cutoff=60)
        advice = f"是否想填 {near[0]}？" if near else f"编号见“{sheets.LIST_SHEET}”表。"
        self._contradict(row, "choice", f"没有条款“{name}”", advice)

    def _compare(self, decision: Decision) -> None:
        """One row against the provision it is said to be the same as."""
        row, relation = decision.row, decision.relation
        if relation is not Relation.SAME:
            return
        if len(decision.provisions) > 1:
            advice = "几个条款合起来才是这一句时，关系选“较窄”。"
            self._contradict(row, "choice", "“相同”只能对应一个条款", advice)
            return
        provision = decision.provisions[0]
        if decision.modality is Modality.STATEMENT and provision.modality.decides:
            advice = "看看类型是不是读错了；确是陈述，就不能作为要求的依据，关系改为“交叉”或“无”。"
            self._contradict(row, "type", f"官方句子是陈述，{provision.id} 却是要求", advice)
        elif decision.modality is not provision.modality:
            message = f"{provision.id} 现为{provision.modality}，官方是{decision.modality}"
            advice = "采纳时按官方类型改；若类型读错了，请改“官方类型”。"
            self.notices.append(self._problem("W-RECONCILE-TYPE", row, "type", message, advice))
        differing = disagreement(row.sentence, provision)
        if differing:
            advice = "先把条款的限值和示例改成官方的数，再核对；不是同一件事就把关系改为“交叉”。"
            self._contradict(row, "choice", f"{provision.id} 的数值不同：{differing}", advice)

    def _doubles(self) -> None:
        """A provision that is the same as one sentence cannot be claimed by another."""
        same: dict[str, Decision] = {}
        for decision in self.decisions:
            if decision.relation is not Relation.SAME:
                continue
            name = decision.provisions[0].id
            first = same.setdefault(name, decision)
            if first is decision or _one_sentence(first.row, decision.row):
                continue
            message = (
                f"{name} 已与第 {first.row.at} 行（{first.row.place}）相同，不能又与这一句相同"
            )
            advice = "只留一句“相同”；条款合并了几句时，这几句都选“较宽”。"
            self._contradict(decision.row, "choice", message, advice)
        for decision in self.decisions:
            if decision.relation in (Relation.SAME, Relation.NONE):
                continue
            for provision in decision.provisions:
                other = same.get(provision.id)
                if other is not None:
                    message = (
                        f"{provision.id} 已与第 {other.row.at} 行（{other.row.place}）相同，"
                        f"与这一句就不能再是“{decision.relation}”"
                    )
                    advice = "把其中一行的关系改掉：合并了几句的条款，几行都选“较宽”。"
                    self._contradict(decision.row, "relation", message, advice)

    def _leftovers(self) -> None:
        taken = {p.id for d in self.decisions for p in d.provisions}
        fates = {left.provision: left for left in self.book.leftovers}
        for name, left in fates.items():
            self._leftover(name, left, chosen=name in taken)
        open_ = [p for p in self.standard.provisions if p not in taken and p not in fates]
        if open_ and not self.missing:  # rows first: they may still name them
            message = f"{len(open_)} 个条款没有一句与之对应：" + "、".join(open_[:20])
            advice = f"加 -o 另存一份，它们会列在“{sheets.LEFT_SHEET}”表里供逐个决定。"
            place = Place(cell=sheets.LEFT_SHEET)
            self.missing.append(
                Problem("E-RECONCILE-LEFT", self.book.name, place, "", message, advice)
            )

    def _leftover(self, name: str, left: Leftover, *, chosen: bool) -> None:
        if name not in self.standard.provisions:
            if name not in self.standard.withdrawn:
                self._left(self.contradictions, left, "provision", f"没有条款“{name}”")
            return
        if chosen and left.fate == Fate.WITHDRAW:
            message = f"{name} 已有句子与之对应，又要撤销"
            self._left(self.contradictions, left, "fate", message, "两处只能留一处。")
        elif not chosen and not left.fate:
            self._left(self.missing, left, "fate", f"{name} 没有句子对应，还没有定保留还是撤销")
        elif left.fate and left.fate not in set(Fate):
            self._left(self.contradictions, left, "fate", f"没有“{left.fate}”这种处理")
        elif left.fate == Fate.WITHDRAW and not left.reason:
            self._left(self.missing, left, "reason", f"撤销 {name} 要写理由")

    def result(self) -> Reconciliation:
        withdrawals = tuple(
            left
            for left in self.book.leftovers
            if left.fate == Fate.WITHDRAW and left.provision in self.standard.provisions
        )
        return Reconciliation(
            self.book,
            tuple(self.decisions),
            withdrawals,
            tuple(self.contradictions),
            tuple(self.missing),
            tuple(self.notices),
            coverage(self.book, self.standard, self.decisions, len(withdrawals)),
        )

    def _problem(self, code: str, row: Row, key: str, message: str, advice: str = "") -> Problem:
        place = Place(cell=self.book.cell(sheets.ROWS_SHEET, key, row.at))
        return Problem(code, self.book.name, place, row.place, message, advice)

    def _contradict(self, row: Row, key: str, message: str, advice: str = "") -> None:
        self.contradictions.append(self._problem("E-RECONCILE", row, key, message, advice))

    def _miss(self, row: Row, key: str, message: str, advice: str = "") -> None:
        self.missing.append(self._problem("E-RECONCILE-OPEN", row, key, message, advice))

    def _left(
        self, problems: list[Problem], left: Leftover, key: str, message: str, advice: str = ""
    ) -> None:
        code = "E-RECONCILE" if problems is self.contradictions else "E-RECONCILE-OPEN"
        place = Place(cell=self.book.cell(sheets.LEFT_SHEET, key, left.at))
        problems.append(Problem(code, self.book.name, place, left.provision, message, advice))


def _one_sentence(left: Row, right: Row) -> bool:
    """Whether two rows are pieces of the same sentence."""
    return left.fingerprint.partition("/")[0] == right.fingerprint.partition("/")[0]


def annotated(done: Reconciliation) -> Book:
    """The workbook's data with what was found written beside each row."""
    said: dict[str, list[str]] = {}
    for problem in (*done.contradictions, *done.missing, *done.notices):
        sheet, _, cell = problem.place.cell.partition("!")
        said.setdefault(sheet + cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), []).append(
            f"{problem.message}。{problem.advice}"
        )
    rows = tuple(
        row._replace(result="\n".join(said.get(f"{sheets.ROWS_SHEET}{row.at}", ())))
        for row in done.book.rows
    )
    leftovers = tuple(
        left._replace(result="\n".join(said.get(f"{sheets.LEFT_SHEET}{left.at}", ())))
        for left in done.book.leftovers
    )
    return done.book._replace(rows=rows, leftovers=leftovers)
