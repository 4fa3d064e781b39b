"""The parts of a file beside the answers and tables: evidence, judgements, comments."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..clauses.model import Provision, Standard
from ..errors import Place
from ..limits import EVIDENCE_FILES, NAME_CHARS, TEXT_CHARS
from ..terms import (
    Adoption,
    CommentKind,
    EvidenceLevel,
    EvidenceType,
    Modality,
    Practice,
    Verdict,
)
from ..yamlio import Map, Seq
from . import keys
from .days import read_day
from .model import Comment, Evidence, Judgement
from .report import Path
from .texts import read_option, read_text, shown
from .walk import GROUP, Found, Walk

_TYPES = tuple(t.value for t in EvidenceType)
_LEVELS = tuple(v.value for v in EvidenceLevel)
_KINDS = tuple(k.value for k in CommentKind)


class Parts:
    """Reads each part; what is wrong goes to the walk's report."""

    def __init__(self, standard: Standard, walk: Walk) -> None:
        self.standard = standard
        self.walk = walk
        self.report = walk.report
        self.known: dict[str, Evidence] = {}

    def evidence(self, found: Found | None) -> dict[str, Evidence]:
        """证据 by id, in natural order of the ids (E2 before E10)."""
        path = ("证据",)
        entries = self._entries(found, path)
        if len(entries) > EVIDENCE_FILES and found:
            message = f"列了 {len(entries):,} 件，超过 {EVIDENCE_FILES:,} 件"
            self.report.add("E-TOO-LONG", found.key_at, path, message, "同类材料合并登记")
            return {}
        for id_, raw in entries.items():
            key_at, at = entries.places[id_]
            fields = self._fields(raw, at, (*path, id_), keys.EVIDENCE)
            self.known[id_] = self._evidence(id_, key_at, fields, (*path, id_))
        self.known = {id_: self.known[id_] for id_ in sorted(self.known, key=keys.natural)}
        return self.known

    def _evidence(self, id_: str, at: Place, fields: dict[str, Found], path: Path) -> Evidence:
        def text(name: str, most: int = TEXT_CHARS) -> str:
            said = fields.get(name)
            where = (*path, said.key) if said else path
            return read_text(said.raw, said.at, where, self.report, most) if said else ""

        def word(name: str, options: tuple[str, ...]) -> str:
            said = fields.get(name)
            if said is None:
                return ""
            return read_option(said.raw, options, said.at, (*path, said.key), self.report)

        dates = {
            name: read_day(said.raw, said.at, (*path, said.key), self.report)
            for name in ("dated", "valid_until")
            if (said := fields.get(name))
        }
        kind, level = word("type", _TYPES), word("level", _LEVELS)
        return Evidence(
            id_,
            text("name", NAME_CHARS),
            EvidenceType(kind) if kind else EvidenceType.OTHER,
            text("file"),
            text("sha256", NAME_CHARS),
            dates.get("dated"),
            dates.get("valid_until"),
            EvidenceLevel(level) if level else EvidenceLevel.UNCHECKED,
            text("reference"),
            text("note"),
            at,
        )

    def check_cited(self) -> None:
        """Every cited evidence is listed under 证据."""
        for id_, at, path in self.walk.cited:
            if id_ not in self.known:
                advice = self._listed_like(id_) or "在“证据”部分登记它，或去掉这个编号"
                message = f"“证据”部分没有编号{shown(id_)}"
                self.report.add("E-EVIDENCE", at, path, message, advice)

    def _listed_like(self, id_: str) -> str:
        """The id meant: another number is another thing, so digits have to agree."""
        if any(comma in id_ for comma in "，、；;"):
            return "几个编号之间用英文逗号隔开，如 [E1, E2]"
        same = [known for known in self.known if _digits(known) == _digits(id_)]
        meant = self.report.near(id_, same) if same else ""
        return f"是否想填“{meant}”？" if meant else ""

    def judgements(self, found: Found | None) -> dict[str, Judgement]:
        """人工判定 by provision, in the standard's order."""
        path = ("人工判定",)
        said: dict[str, Judgement] = {}
        for id_, raw, key_at, at in self._by_provision(found, path):
            judged = self._judgement(self.standard.every_provision[id_], raw, key_at, at)
            if judged:
                said[id_] = judged
        return {id_: said[id_] for id_ in self.standard.every_provision if id_ in said}

    def _judgement(
        self, provision: Provision, raw: object, key_at: Place, at: Place
    ) -> Judgement | None:
        path = ("人工判定", provision.id)
        if isinstance(raw, str):  # the bare word
            word = Map()
            word.put("结论", raw, at, at)
            raw = word
        fields = self._fields(raw, at, path, keys.JUDGEMENT)
        texts = {
            name: read_text(f.raw, f.at, (*path, f.key), self.report)
            for name, f in fields.items()
            if name in ("reason", "fingerprint")
        }
        cited = self.walk.citations(fields.get("evidence"), path)
        given, reason = fields.get("verdict"), texts.get("reason", "")
        if given is None or given.raw is None or given.raw == "":
            if reason or cited:
                advice = "补上结论；还没有判定的可以不管"
                message = "写了说明或证据，但没有结论，按未判定处理"
                self.report.add("W-NO-VERDICT", key_at, path, message, advice)
            return None
        if not self._may_judge(provision, key_at):
            return None
        words = verdict_words(provision)
        said = read_option(given.raw, words, given.at, (*path, given.key), self.report)
        if not said:
            return None
        verdict = words[said]
        if verdict is Verdict.NOT_APPLICABLE and not reason:
            message = "判为不适用，但没有写理由"
            self.report.add("E-REASON", given.at, path, message, "在“说明”里写明为什么不适用")
        return Judgement(provision.id, verdict, reason, cited, texts.get("fingerprint", ""), key_at)

    def _may_judge(self, provision: Provision, at: Place) -> bool:
        if verdict_words(provision):
            return True
        if provision.modality is Modality.STATEMENT:
            message, advice = "这一条只是陈述，不判定", "删去这一条"
        else:
            labels = [self.standard.items[i].label for i in provision.check.reads]
            message = "这一条由填报的数据计算，不能人工判定"
            advice = f"删去这一条，填好{'、'.join(f'“{label}”' for label in labels[:4])}即可"
        self.report.add("E-COMPUTED", at, ("人工判定", provision.id), message, advice)
        return False

    def comments(self, found: Found | None) -> tuple[Comment, ...]:
        """意见 on provisions, in the standard's order; one or a list on each."""
        path = ("意见",)
        said: dict[str, list[Comment]] = {}
        for id_, raw, key_at, at in self._by_provision(found, path):
            several = isinstance(raw, Seq)
            for n, entry in enumerate(raw if isinstance(raw, Seq) else [raw]):
                there = raw.places[n] if isinstance(raw, Seq) else at
                comment = self._comment(id_, entry, there, there if several else key_at)
                if comment:
                    said.setdefault(id_, []).append(comment)
        return tuple(c for id_ in self.standard.every_provision for c in said.get(id_, ()))

    def _comment(self, id_: str, raw: object, at: Place, place: Place) -> Comment | None:
        path = ("意见", id_)
        fields = self._fields(raw, at, path, keys.COMMENT)
        given, said = fields.get("kind"), fields.get("text")
        text = read_text(said.raw, said.at, (*path, said.key), self.report) if said else ""
        blank = given is None or given.raw is None or given.raw == ""
        if given is None or blank:
            if text:
                advice = f"写上“类型”，可填：{'、'.join(_KINDS)}"
                at = given.key_at if given else place
                self.report.add("E-MISSING", at, path, "写了说明，没有填“类型”", advice)
            return None
        kind = read_option(given.raw, _KINDS, given.at, (*path, given.key), self.report)
        return Comment(id_, CommentKind(kind), text, place) if kind else None

    def _by_provision(
        self, found: Found | None, path: Path
    ) -> Iterator[tuple[str, object, Place, Place]]:
        """Entries under the ids of provisions; others are reported."""
        entries = self._entries(found, path)
        for id_, raw in entries.items():
            key_at, at = entries.places[id_]
            if id_ in self.standard.every_provision:
                yield id_, raw, key_at, at
            else:
                self._unknown_provision(id_, key_at, path)

    def _unknown_provision(self, id_: str, at: Place, path: Path) -> None:
        standard = self.standard
        clause = standard.clauses.get(id_)
        if clause is not None:
            advice = f"它由几个列项组成，分别写：{'、'.join(p.id for p in clause.provisions)}"
        elif id_ in standard.withdrawn:
            advice = f"这一条已撤回：{standard.withdrawn[id_]}"
        elif f"W{id_}" in standard.every_provision:
            advice = f"是否想填“W{id_}”？"
        else:
            meant = self.report.near(id_, standard.every_provision)
            advice = f"是否想填“{meant}”？" if meant else "icstd clauses 列出全部编号"
        self.report.add("E-CLAUSE", at, path, f"没有编号为{shown(id_)}的条款", advice)

    def _entries(self, found: Found | None, path: Path) -> Map:
        return self.walk.mapping(found.raw, found.at, path, GROUP) if found else Map()

    def _fields(
        self, raw: object, at: Place, path: Path, known: dict[str, str]
    ) -> dict[str, Found]:
        given = self.walk.mapping(raw, at, path, GROUP)
        return self.walk.fields(given, path, known, "项目")


def verdict_words(provision: Provision) -> dict[str, Verdict]:
    """The words a park may judge a provision with, and the verdict each means.

    A recommendation may be judged in its own words (已采纳 …) or in the common
    ones; empty where the provision is computed and always applies.
    """
    verdicts = [Verdict.MET, Verdict.PARTLY, Verdict.UNMET] if provision.judgeable else []
    if provision.modality is Modality.STATEMENT:
        return {}
    if provision.not_applicable_allowed:
        verdicts.append(Verdict.NOT_APPLICABLE)
    words: dict[str, Verdict] = {v.value: v for v in verdicts}
    if provision.modality is Modality.RECOMMENDATION:
        own = dict(zip(Verdict, Adoption, strict=True))
        words = {own[v].value: v for v in verdicts} | words
    elif provision.modality is Modality.PERMISSION and provision.judgeable:
        words |= {Practice.USED.value: Verdict.MET, Practice.NOT_USED.value: Verdict.UNMET}
    return words


def _digits(id_: str) -> list[int]:
    import re

    return [
        int(digits) for digits in re.findall(r"[0-9]{1,15}", unicodedata.normalize("NFKC", id_))
    ]
