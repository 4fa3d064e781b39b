"""核查文件: reading what an auditor writes, with every fault at its place."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..assessment.dates import Wrong, read_date
from ..assessment.report import Path, Report
from ..clauses.model import Standard
from ..conformance import SecondOpinion, Waiver
from ..errors import Place
from ..limits import TEXT_CHARS
from ..terms import Adoption, Method, Modality, Verdict
from ..text import echo
from ..yamlio import Document, Map
from .opinions import Audit, Deviation

FINDING_KINDS = ("严重不符合", "一般不符合", "观察项", "改进机会", "良好做法")
"""核查发现的类型; 不符合 kinds need a verdict that is one."""

ROOT = ("标准", "编码版本", "核查", "判定", "分母", "偏离")
HEAD = ("核查日", "核查组", "自评文件摘要")
OPINION = ("结论", "理由", "岗位", "方法", "证据", "样本", "发现")
SAMPLE = ("总数", "抽取", "符合", "种子", "说明")
DEVIATION = ("批准人", "理由", "起", "止")
DENOMINATOR = ("核算人", "核算日")


def read_audit(document: Document, standard: Standard) -> Audit:
    """The audit a document holds.  Raises InputProblems with every fault found."""
    reader = _Reader(document, standard)
    audit = reader.read()
    reader.report.close()
    return audit


class _Reader:
    def __init__(self, document: Document, standard: Standard) -> None:
        self.document, self.standard = document, standard
        self.report = Report(document)

    def read(self) -> Audit:
        root = self.document.root
        self._keys(root, ROOT, ())
        self._identity(root)
        head = self._map(root, "核查", ())
        self._keys(head, HEAD, ("核查",))
        day = self._date(head, "核查日", ("核查",), required=True)
        team = self._texts(head, "核查组", ("核查",))
        opinions = {}
        for key, at in self._entries(root, "判定"):
            if key in self.standard.provisions:
                opinion = self._opinion(key, at, team)
                if opinion is not None:
                    opinions[key] = opinion
        deviations = []
        for key, at in self._entries(root, "偏离"):
            waiver = self._waiver(at, ("偏离", key))
            if waiver is not None and key in self.standard.provisions:
                deviations.append(Deviation(key, waiver, root["偏离"].places[key][0]))
        return Audit(
            day=day or date.min,
            team=team,
            opinions=opinions,
            deviations=tuple(deviations),
            denominators=self._denominators(root),
            assessment_digest=self._text(head, "自评文件摘要", ("核查",)),
            file=self.document.name,
            digest=self.document.digest,
        )

    def _identity(self, root: Map) -> None:
        given = root.get("标准")
        if given != self.standard.number:
            where = self._at(root, "标准")
            self.report.add(
                "E-STANDARD", where, ("标准",), f"核查依据的标准应为 {self.standard.number}",
                f"写成 标准: {self.standard.number}",
            )  # fmt: skip
        if str(root.get("编码版本")) != self.standard.encoding_version:
            where = self._at(root, "编码版本")
            self.report.add(
                "E-VERSION", where, ("编码版本",),
                f"核查文件的编码版本应为 {self.standard.encoding_version}",
                "用 icstd audit init 重新生成核查文件，再把判定抄入",
            )  # fmt: skip

    def _opinion(self, key: str, at: Map, team: tuple[str, ...]) -> SecondOpinion | None:
        path: Path = ("判定", key)
        self._keys(at, OPINION, path)
        if all(at.get(k) is None for k in ("结论", "理由", "样本", "发现")):
            return None  # left blank: not looked at
        verdict = self._verdict(key, at, path)
        reason = self._text(at, "理由", path)
        role = self._text(at, "岗位", path) or (team[0] if team else "审核员")
        method = self._one_of(at, "方法", tuple(Method), path)
        kind = self._one_of(at, "发现", FINDING_KINDS, path)
        if verdict is not None and not reason:
            self._missing(at, "理由", path, "审核员的结论要写明理由")
        if kind.endswith("不符合") and verdict in (None, Verdict.MET):
            advice = "改为观察项，或把结论改为部分符合、不符合"
            where = self._at(at, "发现")
            self.report.add("E-ENUM", where, path, f"发现为“{kind}”，结论却不是不符合", advice)
        return SecondOpinion(
            verdict,
            reason,
            role,
            Method(method) if method else None,
            self._texts(at, "证据", path),
            self._sample(at, path),
            kind,
        )

    def _verdict(self, key: str, at: Map, path: Path) -> Verdict | None:
        given = at.get("结论")
        if given is None:
            return None
        words = dict(zip(Verdict, Verdict, strict=True))
        if self.standard.provisions[key].modality is Modality.RECOMMENDATION:
            words |= dict(zip(Adoption, Verdict, strict=True))
        if given in words:
            return words[given]
        shown = "、".join(dict.fromkeys(str(w) for w in words))
        near = self.report.near(str(given), [str(w) for w in words])
        advice = f"是否想写“{near}”？" if near else f"可填：{shown}"
        where = self._at(at, "结论")
        self.report.add("E-ENUM", where, path, f"{echo(str(given))}不是结论用词", advice)
        return None

    def _sample(self, at: Map, path: Path) -> str:
        if at.get("样本") is None:
            return ""
        sample = self._map(at, "样本", path)
        inner = (*path, "样本")
        self._keys(sample, SAMPLE, inner)
        numbers = {k: self._count(sample, k, inner) for k in SAMPLE[:4]}
        order = [numbers[k] for k in ("符合", "抽取", "总数")]
        known = [n for n in order if n is not None]
        if known != sorted(known):
            where = self._at(at, "样本")
            message = "样本数对不上：符合数不多于抽取数，抽取数不多于总数"
            self.report.add("E-CONSISTENCY", where, inner, message, "核对三个数")
        said = [f"{k} {n}" for k, n in numbers.items() if n is not None]
        note = self._text(sample, "说明", inner)
        return "，".join((*said, note) if note else said)

    def _waiver(self, at: Map, path: Path) -> Waiver | None:
        self._keys(at, DEVIATION, path)
        approver, ground = (self._text(at, k, path) for k in ("批准人", "理由"))
        for key, value in (("批准人", approver), ("理由", ground)):
            if not value:
                self._missing(at, key, path, f"偏离要写明{key}")
        start = self._date(at, "起", path, required=True)
        end = self._date(at, "止", path, required=True)
        if start is None or end is None:
            return None
        if start > end:
            where = self._at(at, "止")
            self.report.add("E-DATE-RANGE", where, path, f"止 {end} 早于起 {start}", "核对日期")
        return Waiver(approver, ground, start, end)

    def _denominators(self, root: Map) -> dict[str, tuple[str, date | None]]:
        labels = {i.label: i.id for i in self.standard.items.values()}
        found = {}
        for key, at in self._entries(root, "分母", labels):
            path: Path = ("分母", key)
            self._keys(at, DENOMINATOR, path)
            if all(at.get(k) is None for k in DENOMINATOR):
                continue
            who = self._text(at, "核算人", path)
            if not who:
                self._missing(at, "核算人", path, "写明由谁核算")
            if key in labels:
                found[labels[key]] = (who, self._date(at, "核算日", path))
        return found

    def _entries(self, root: Map, part: str, known: Any = None) -> list[tuple[str, Map]]:
        """Entries by provision id (or a known key); unknown ones are problems."""
        ids = self.standard.provisions if known is None else known
        block = self._map(root, part, ())
        entries = []
        for key, value in block.items():
            path: Path = (part,)
            if key not in ids:
                what = "没有编号为" if known is None else "没有数据项"
                code = "E-CLAUSE" if known is None else "E-UNKNOWN-KEY"
                near = self.report.near(key, tuple(ids))
                advice = f"是否想写“{near}”？" if near else "icstd clauses 列出全部编号"
                where = block.places[key][0]
                self.report.add(
                    code, where, path, f"{what}{echo(key)}{'的条款' * (known is None)}", advice
                )
            if isinstance(value, Map):
                entries.append((key, value))
            elif value is not None:
                message = "这里要写成一组内容，如 {结论: 符合, 理由: …}"
                self.report.add("E-TYPE", block.places[key][1], (*path, key), message)
        return entries

    def _map(self, at: Map, key: str, path: Path) -> Map:
        value = at.get(key)
        if isinstance(value, Map):
            return value
        if value is not None:
            where = self._at(at, key)
            self.report.add("E-TYPE", where, (*path, key), "这里要写成一组“名称: 内容”")
        return Map()

    def _keys(self, at: Map, allowed: tuple[str, ...], path: Path) -> None:
        for key in at:
            if key not in allowed:
                near = self.report.near(key, allowed)
                advice = f"是否想写“{near}”？" if near else f"这里可写：{'、'.join(allowed)}"
                where = at.places[key][0]
                self.report.add("E-UNKNOWN-KEY", where, path, f"不认识{echo(key)}", advice)

    def _text(self, at: Map, key: str, path: Path) -> str:
        value = at.get(key)
        if value is None:
            return ""
        text = str(value).strip()
        if isinstance(value, bool | list | dict):
            self.report.add("E-TYPE", self._at(at, key), (*path, key), "这里要填文字")
        elif len(text) > TEXT_CHARS:
            message = f"文字有 {len(text)} 个字，最多 {TEXT_CHARS} 个"
            self.report.add("E-TOO-LONG", self._at(at, key), (*path, key), message, "缩短")
        return text

    def _texts(self, at: Map, key: str, path: Path) -> tuple[str, ...]:
        value = at.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or any(isinstance(v, list | dict) for v in value):
            message, advice = "这里要填一个列表", "写成 [甲, 乙]"
            self.report.add("E-TYPE", self._at(at, key), (*path, key), message, advice)
            return ()
        return tuple(str(v) for v in value)

    def _one_of(self, at: Map, key: str, words: tuple[str, ...], path: Path) -> str:
        value = at.get(key)
        if value is None:
            return ""
        if value in words:
            return str(value)
        near = self.report.near(str(value), words)
        advice = f"是否想写“{near}”？" if near else f"可填：{'、'.join(words)}"
        where = self._at(at, key)
        self.report.add("E-ENUM", where, (*path, key), f"{echo(str(value))}不在选项之中", advice)
        return ""

    def _count(self, at: Map, key: str, path: Path) -> int | None:
        value = at.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        self.report.add("E-TYPE", self._at(at, key), (*path, key), "这里要填不小于 0 的整数")
        return None

    def _date(self, at: Map, key: str, path: Path, *, required: bool = False) -> date | None:
        value = at.get(key)
        if value is None:
            if required:
                self._missing(at, key, path, "这里要写日期")
            return None
        read = read_date(value)
        if isinstance(read, Wrong):
            self.report.add(read.code, self._at(at, key), (*path, key), read.message, read.advice)
            return None
        return read

    def _missing(self, at: Map, key: str, path: Path, message: str) -> None:
        self.report.add("E-MISSING", self._at(at, key), (*path, key), message, "补上")

    def _at(self, at: Map, key: str) -> Place:
        """The value's place; of the first key beside it where it is absent."""
        if key in at.places:
            return at.places[key][1]
        first = next(iter(at.places.values()), None)
        return first[0] if first else Place(1, 1)
