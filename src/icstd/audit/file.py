"""核查文件: reading what an auditor writes, as strictly as a self-assessment."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date

from ..assessment.group import Group
from ..assessment.report import Report
from ..assessment.texts import read_option, shown
from ..assessment.walk import GROUP, Walk
from ..clauses.model import Standard
from ..errors import Place
from ..limits import NAME_CHARS
from ..observations import SecondOpinion, Waiver
from ..terms import Adoption, EvidenceLevel, Method, Modality, Verdict
from ..yamlio import Document, read_document
from ..yamlio.files import read_input
from .attribute_sampling import upper_bound
from .types import Audit, Deviation

FINDING_KINDS = ("严重不符合", "一般不符合", "观察项", "改进机会", "良好做法")
"""核查发现的类型; 不符合 kinds need a verdict that is one."""

ROOT = {
    "标准": "standard",
    "编码版本": "encoding_version",
    "核查": "head",
    "判定": "opinions",
    "分母": "denominators",
    "偏离": "deviations",
    "证据核验": "levels",
}
HEAD = {"核查日": "day", "核查组": "team", "自评文件摘要": "digest"}
OPINION = {
    "结论": "verdict",
    "理由": "reason",
    "岗位": "role",
    "方法": "method",
    "证据": "evidence",
    "样本": "sample",
    "发现": "kind",
}
SAMPLE = {"总数": "population", "抽取": "drawn", "符合": "met", "种子": "seed", "说明": "note"}
DEVIATION = {"批准人": "approver", "理由": "ground", "起": "start", "止": "end"}
DENOMINATOR = {"核算人": "who", "核算日": "day"}


def load_audit(
    source: str | os.PathLike[str] | bytes | Mapping[str, object], standard: Standard
) -> Audit:
    """The audit of a file (a path, `-`, or bytes of YAML or JSON), or of a plain dict.

    Raises InputProblems with every fault found, each at its place.
    `icstd.audit.read_audit("核查.yaml", standard)`.
    """
    if isinstance(source, Mapping):
        from ..jsontext import plain

        return read_audit(read_document(plain(dict(source)), "（核查）"), standard)
    if isinstance(source, bytes):
        return read_audit(read_document(source, "（核查）"), standard)
    data, name = read_input(source)
    return read_audit(read_document(data, name), standard)


def read_audit(document: Document, standard: Standard) -> Audit:
    """The audit a document holds.  Raises InputProblems with every fault found."""
    reader = _Reader(document, standard)
    audit = reader.read()
    reader.report.close()
    return audit


CONFIDENCE = 95
"""Per cent; of the bound that a sample's result is told with."""


class _Reader:
    def __init__(self, document: Document, standard: Standard) -> None:
        self.document, self.standard = document, standard
        self.report = Report(document)
        self.walk = Walk(self.report)
        self.root = Group(self.walk, document.root, Place(1, 1), (), known=ROOT, what="一部分叫")

    def read(self) -> Audit:
        self._identity()
        head = self._part("head", HEAD)
        day, team = head.day("day"), head.texts("team")
        if not head.says("day"):
            head.missing("day", "没有写核查日", "写上核查的日期，如 2026-03-10")
        labels = {i.label: i.id for i in self.standard.items.values()}
        opinions = {}
        places = {"核查日": head.place("day")}
        for key, one in self._entries("opinions", OPINION, self.standard.provisions):
            if one.says(*(set(OPINION.values()) - {"method", "evidence"})):  # these stand ready
                opinions[key] = self._opinion(key, one, team)
                places[key] = one.at
        deviations = []
        for key, one in self._entries("deviations", DEVIATION, self.standard.provisions):
            waiver = self._waiver(one)
            if waiver is not None:
                deviations.append(Deviation(key, waiver, one.at))
        denominators = {}
        for label, one in self._entries("denominators", DENOMINATOR, labels):
            if one.says(*DENOMINATOR.values()):
                denominators[labels[label]] = (one.text("who", NAME_CHARS), one.day("day"))
                if not one.says("who"):
                    one.missing("who", "没有写由谁核算", "补上")
        return Audit(
            day=day or date.min,
            team=team,
            opinions=opinions,
            deviations=tuple(deviations),
            denominators=denominators,
            assessment_digest=head.text("digest"),
            file=self.document.name,
            digest=self.document.digest,
            levels=self._levels(places),
            encoding_version=self.root.text("encoding_version"),
            places=places,
        )

    def _part(self, name: str, known: Mapping[str, str]) -> Group:
        found = self.root.found.get(name)
        path = (next(key for key, ascii_name in ROOT.items() if ascii_name == name),)
        raw, at = (found.raw, found.key_at) if found else (None, self.root.at)
        return Group(self.walk, raw, at, path, known=known)

    def _identity(self) -> None:
        standard = self.standard
        if self.root.text("standard") not in (standard.number, standard.id):
            advice = f"写成 标准: {standard.number}"
            message = f"核查依据的标准应为 {standard.number}"
            self.root.refuse("standard", "E-STANDARD", message, advice)
        known = {standard.encoding_version, *(e.version for e in standard.earlier)}
        if self.root.text("encoding_version") not in known:
            advice = "用 icstd audit init 重新生成核查文件，再把判定抄入"
            message = f"核查文件的编码版本应为 {standard.encoding_version}"
            self.root.refuse("encoding_version", "E-VERSION", message, advice)

    def _entries(
        self, name: str, known: Mapping[str, str], keys: Mapping[str, object]
    ) -> Iterator[tuple[str, Group]]:
        """Entries by provision id or label; keys that are none are noted, their content read."""
        found = self.root.found.get(name)
        if found is None:
            return
        by_clause = keys is self.standard.provisions
        given = self.walk.mapping(found.raw, found.at, (found.key,), GROUP)
        for key, raw in given.items():
            key_at, at = given.places[key]
            one = Group(self.walk, raw, at, (found.key, key), known=known)
            if key in keys:
                yield key, one
                continue
            near = self.report.near(key, tuple(keys))
            advice = f"是否想写“{near}”？" if near else "icstd clauses 列出全部编号和数据项"
            code = "E-CLAUSE" if by_clause else "E-UNKNOWN-KEY"
            message = f"没有编号为{shown(key)}的条款" if by_clause else f"没有数据项{shown(key)}"
            self.report.add(code, key_at, (found.key,), message, advice)

    def _opinion(self, key: str, one: Group, team: tuple[str, ...]) -> SecondOpinion:
        words = {v.value: v for v in Verdict}
        if self.standard.provisions[key].modality is Modality.RECOMMENDATION:
            words |= {a.value: v for a, v in zip(Adoption, Verdict, strict=True)}
        verdict = words.get(one.option("verdict", words))
        reason = one.text("reason")
        role = one.text("role", NAME_CHARS) or (team[0] if team else "审核员")
        method = one.option("method", [m.value for m in Method])
        kind = one.option("kind", FINDING_KINDS)
        if verdict is not None and not one.says("reason"):
            one.missing("reason", "审核员的结论要写明理由", "补上")
        if kind.endswith("不符合") and verdict in (None, Verdict.MET):
            advice = "改为观察项，或把结论改为部分符合、不符合"
            one.refuse("kind", "E-ENUM", f"发现为“{kind}”，结论却不是不符合", advice)
        return SecondOpinion(
            verdict,
            reason,
            role,
            Method(method) if method else None,
            one.texts("evidence"),
            self._sample(one, verdict),
            kind,
        )

    def _sample(self, one: Group, verdict: Verdict | None) -> str:
        found = one.found.get("sample")
        if found is None or found.raw is None:
            return ""
        sample = Group(self.walk, found.raw, found.at, (*one.path, found.key), known=SAMPLE)
        numbers = {key: sample.count(name) for key, name in list(SAMPLE.items())[:4]}
        known = [n for n in map(numbers.get, ("符合", "抽取", "总数")) if n is not None]
        if known != sorted(known):
            message = "样本数对不上：符合数不多于抽取数，抽取数不多于总数"
            one.refuse("sample", "E-CONSISTENCY", message, "核对三个数")
        drawn, met = numbers["抽取"], numbers["符合"]
        if drawn and met is not None and met <= drawn:
            self._against_sample(one, verdict, drawn, met)
        said = [f"{k} {n}" for k, n in numbers.items() if n is not None]
        note = sample.text("note")
        if drawn and met is not None and numbers["总数"] and met <= drawn <= numbers["总数"]:
            total = numbers["总数"]
            most = upper_bound(total, drawn, drawn - met, CONFIDENCE)
            said.append(f"按 {CONFIDENCE}% 的把握，总体 {total} 中不符合的不超过 {most}")
        return "，".join((*said, note) if note else said)

    def _against_sample(self, one: Group, verdict: Verdict | None, drawn: int, met: int) -> None:
        """A verdict that its own sample contradicts."""
        if verdict is Verdict.MET and met < drawn:
            message = f"抽取 {drawn}，符合 {met}，结论却是符合"
            advice = "把结论改为部分符合或不符合；不合格的已另行纠正的，写进理由并改样本数"
            one.refuse("sample", "E-CONSISTENCY", message, advice)
        elif met == drawn and verdict in (Verdict.UNMET, Verdict.PARTLY, Verdict.INSUFFICIENT):
            message = f"抽取 {drawn}，全部符合，结论却是{verdict}"
            advice = "样本以外的原因写进理由，样本另记；或改结论"
            one.refuse("sample", "E-CONSISTENCY", message, advice)

    def _levels(self, places: dict[str, Place]) -> dict[str, EvidenceLevel]:
        """How far each piece of evidence was verified: `E1: 见原件`."""
        found = self.root.found.get("levels")
        if found is None:
            return {}
        given = self.walk.mapping(found.raw, found.at, (found.key,), GROUP)
        words = [level.value for level in EvidenceLevel]
        levels = {}
        for key, raw in given.items():
            key_at, at = given.places[key]
            word = read_option(raw, words, at, (found.key, key), self.report)
            if word:
                levels[key], places[key] = EvidenceLevel(word), key_at
        return levels

    def _waiver(self, one: Group) -> Waiver | None:
        approver, ground = one.text("approver", NAME_CHARS), one.text("ground")
        start, end = one.day("start"), one.day("end")
        for key, name in DEVIATION.items():
            if not one.says(name):
                one.missing(name, f"偏离要写明{key}", "补上")
        if start is None or end is None:
            return None
        if start > end:
            one.refuse("end", "E-DATE-RANGE", f"止 {end} 早于起 {start}", "核对日期")
        return Waiver(approver, ground, start, end)
