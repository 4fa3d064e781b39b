"""From a document to a self-assessment: every fault of the file in one run."""

from __future__ import annotations

from datetime import date

from ..clauses.model import DataItem, Section, Standard
from ..errors import Place
from ..limits import NAME_CHARS
from ..terms import AtLeast, ItemType, Party
from ..yamlio import Document, Map
from . import keys
from .asked import Asked
from .days import read_day
from .earlier import current
from .model import Answer, Park, Period, SelfAssessment
from .numbers import comparable
from .papers import apart
from .parts import Parts
from .report import Path, Report, where
from .tables import Tables
from .texts import read_option, read_text, shown
from .values import read_value
from .walk import GROUP, Found, Walk
from .words import read_flag


def assessment_from(
    document: Document,
    standard: Standard,
    as_of: date | None = None,
    report: Report | None = None,
) -> SelfAssessment:
    """The self-assessment that a document holds.

    as_of: the date after which nothing can have happened; by default the
    document's own 评价日.  Warnings are in the result.

    report: collects the problems, for those who look at them after a refusal.

    Raises InputProblems with every problem of the document; of one made for
    another standard or encoding version, only that.
    """
    return _Loader(document, standard, report or Report(document), as_of).assessment()


class _Loader:
    """Walks one document once."""

    def __init__(
        self, document: Document, standard: Standard, report: Report, as_of: date | None
    ) -> None:
        self.document = document
        self.standard = standard
        self.report = report
        self.walk = Walk(report)
        self.as_of = as_of
        self._homes: dict[str, str] = {}

    def assessment(self) -> SelfAssessment:
        """Everything, or InputProblems."""
        root = current(self.document.root, self.standard, self.report)
        top = Place() if not root.places else next(iter(root.places.values()))[0]
        parts = self.walk.fields(root, (), keys.ROOT, "一部分叫")
        self._identity(parts, top)
        park = self._park(parts.get("park"), top)
        period = self._period(parts.get("period"), top)
        others = Parts(self.standard, self.walk)
        evidence = others.evidence(parts.get("evidence"))
        self.walk.listed = evidence
        answers = self._answers(parts.get("answers"))
        tables = Tables(self.standard, self.walk).read(parts.get("tables"))
        judgements = others.judgements(parts.get("judgements"))
        comments = others.comments(parts.get("comments"))
        others.check_cited()
        self._parts_within_wholes(answers)
        warnings = self.report.close()
        assert period is not None  # noqa: S101 - else it was refused
        return SelfAssessment(
            standard=self.standard.number,
            encoding_version=self.standard.encoding_version,
            park=park,
            period=period,
            answers=answers,
            judgements=judgements,
            evidence=evidence,
            comments=comments,
            tables=tables,
            file=self.document.name,
            digest=self.document.digest,
            warnings=warnings,
        )

    def _identity(self, parts: dict[str, Found], top: Place) -> None:
        """标准 and 编码版本.  Raises InputProblems where they are others."""
        standard, add = self.standard, self.report.add
        number = self._required(parts.get("standard"), top, ("标准",))
        version = self._required(parts.get("encoding_version"), top, ("编码版本",))
        stopped = False
        if number is not None:
            said = read_text(number.raw, number.at, ("标准",), self.report, NAME_CHARS)
            if said and said not in (standard.number, standard.id):
                stopped = True
                advice = f"本程序判的是 {standard.number}；换了标准的，请用对应的填报表"
                from .suggest import same_number

                if same_number(said, standard.number):
                    advice = f"写成 {standard.number}"
                add("E-STANDARD", number.at, ("标准",), f"不是本标准的编号：{shown(said)}", advice)
        if version is not None:
            said = str(version.raw).strip()
            if said != standard.encoding_version and not isinstance(version.raw, list | dict):
                stopped = True
                message = f"填报表的编码版本是{shown(said)}，现行的是“{standard.encoding_version}”"
                advice = (
                    "用 icstd init 生成现行版本的填报表（加 --from 本文件 可带入不变的内容），"
                    "核对后再交；icstd standard affected 本文件 列出受影响的填报和判定"
                )
                add("E-VERSION", version.at, ("编码版本",), message, advice)
            elif isinstance(version.raw, list | dict):
                read_text(version.raw, version.at, ("编码版本",), self.report)
        if stopped:
            self.report.close()

    def _required(self, found: Found | None, parent: Place, path: Path) -> Found | None:
        """What the identity part must say; noted where it does not."""
        raw = found.raw if found is not None else None
        if raw is None or raw == [] or (isinstance(raw, str) and not raw.strip()):
            at = found.key_at if found is not None else parent
            message = f"没有填“{path[-1]}”"
            self.report.add("E-MISSING", at, path[:-1], message, _MISSING[path[-1]])
            return None
        return found

    def _park(self, found: Found | None, top: Place) -> Park:
        path, top = ("园区",), found.key_at if found else top
        given = self.walk.mapping(found.raw, found.at, path, GROUP) if found else Map()
        fields = self.walk.fields(given, path, keys.PARK, "项目")
        self._required(fields.get("name"), top, (*path, "名称"))
        texts = {
            name: read_text(field.raw, field.at, (*path, field.key), self.report, NAME_CHARS)
            for name, field in fields.items()
        }
        return Park(
            texts.get("name", ""),
            texts.get("location", ""),
            texts.get("industry", ""),
            texts.get("respondent", ""),
            texts.get("code", ""),
        )

    def _period(self, found: Found | None, top: Place) -> Period | None:
        path, top = ("评价",), found.key_at if found else top
        given = self.walk.mapping(found.raw, found.at, path, GROUP) if found else Map()
        fields = self.walk.fields(given, path, keys.PERIOD, "项目")
        days: dict[str, date] = {}
        for label, name in keys.PERIOD.items():
            if name == "party":
                continue
            field = self._required(fields.get(name), top, (*path, label))
            day = read_day(field.raw, field.at, (*path, label), self.report) if field else None
            if day:
                days[name] = day
        self.as_of = self.as_of or days.get("as_of")
        self._in_order(days, fields, path)
        party = Party.FIRST
        if said := fields.get("party"):
            options = tuple(p.value for p in Party)
            word = read_option(said.raw, options, said.at, (*path, "方式"), self.report)
            party = Party(word) if word else party
        if len(days) < 3:
            return None
        return Period(days["as_of"], days["start"], days["end"], party)

    def _in_order(self, days: dict[str, date], fields: dict[str, Found], path: Path) -> None:
        """评价期起 comes before 评价期止 and not after 评价日."""
        start = days.get("start")
        for name, label in (("end", "评价期止"), ("as_of", "评价日")):
            other = days.get(name)
            if start and other and start > other:
                begin, at = where(fields["start"].at), fields[name].at
                message = f"{label} {other} 早于评价期起 {start}（{begin}）"
                self.report.add("E-CONSISTENCY", at, path, message, "改正其中一个日期")
                return

    def _answers(self, found: Found | None) -> dict[str, Answer]:
        path = ("填报",)
        given = self.walk.mapping(found.raw, found.at, path, GROUP) if found else Map()
        sections = {s.title: s for s in self.standard.sections}
        sections |= {s.id: s for s in self.standard.sections}
        seen: dict[str, Found] = {}
        answers: dict[str, Answer] = {}
        for key, raw in given.items():
            key_at, at = given.places[key]
            section = sections.get(key)
            if section is None:
                titles = [s.title for s in self.standard.sections]
                self.walk.unknown(
                    key, key_at, path, "一节叫", titles, given=given, elsewhere=self._home(key)
                )
            elif section.id in seen:
                self.walk.twice(key, key_at, path, seen[section.id])
            else:
                seen[section.id] = Found(raw, key_at, at, key)
                part = self.walk.mapping(raw, at, (*path, section.title), GROUP)
                self._section(section, part, answers)
        return {item: answers[item] for item in self.standard.items if item in answers}

    def _home(self, key: str) -> str:
        """Where a data item that stands elsewhere belongs."""
        if not self._homes:
            for section in self.standard.sections:
                names = (name for item in section.items for name in (item.label, item.id))
                self._homes |= dict.fromkeys(names, section.title)
        home = self._homes.get(key)
        return f"它属于“{home}”，移到那一节下面" if home else ""

    def _section(self, section: Section, part: Map, answers: dict[str, Answer]) -> None:
        path = ("填报", section.title)
        named = {item.label: item for item in section.items}
        named |= {item.id: item for item in section.items}
        seen: dict[str, Found] = {}
        for key, raw in part.items():
            key_at, at = part.places[key]
            item = named.get(key)
            if item is None:
                labels = [i.label for i in section.items]
                self.walk.unknown(
                    key, key_at, path, "数据项", labels, given=part, elsewhere=self._home(key)
                )
            elif item.id in seen:
                self.walk.twice(key, key_at, path, seen[item.id])
            else:
                seen[item.id] = Found(raw, key_at, at, key)
                answers[item.id] = self._answer(item, seen[item.id], (*path, item.label))

    def _answer(self, item: DataItem, found: Found, path: Path) -> Answer:
        raw, at, place = found.raw, found.at, found.key_at
        cited: tuple[str, ...] = ()
        note, review = "", False
        paper = Map()
        if isinstance(raw, Map):
            if item.type is ItemType.DOCUMENT:
                raw, paper = apart(raw)
            fields = self.walk.fields(raw, path, keys.ANSWER, "项目")
            value = fields.get("value")
            raw, at = (value.raw, value.at) if value else (None, at)
            cited = self.walk.citations(fields.get("evidence"), path)
            if said := fields.get("note"):
                note = read_text(said.raw, said.at, (*path, said.key), self.report)
            if said := fields.get("review"):
                review = bool(read_flag(said.raw, said.at, (*path, said.key), self.report))
        if paper:
            raw = paper
        answer = read_value(raw, Asked(item, at, path, self.report, self.as_of))
        place = place if raw is None else at
        return Answer(item.id, answer, cited, note, place, review)

    def _parts_within_wholes(self, answers: dict[str, Answer]) -> None:
        """No part is larger than its whole; both places are named."""
        for item in self.standard.items.values():
            if item.whole is None or item.type is ItemType.PERCENT:
                continue
            part, whole = answers.get(item.id), answers.get(item.whole)
            if part is None or whole is None:
                continue
            if isinstance(whole.value, AtLeast):
                continue
            some, all_ = comparable(part.value), comparable(whole.value)
            if some is None or all_ is None or some <= all_:
                continue
            total = self.standard.items[item.whole]
            said = part.value if isinstance(part.value, AtLeast) else shown(some)
            message = (
                f"“{item.label}”是 {said}，大于“{total.label}”的 {shown(all_)}"
                f"（{where(whole.place)}）"
            )
            section = next(s.title for s in self.standard.sections if s.id == item.section)
            path = ("填报", section)
            advice = f"前者是后者的一部分，核对{where(part.place)}和{where(whole.place)}"
            self.report.add("E-CONSISTENCY", part.place, path, message, advice)


_MISSING = {
    "标准": "照填报表写上标准编号",
    "编码版本": "照填报表写上编码版本，加引号",
    "名称": "写上园区的全称",
    "评价日": "写上数据截至的日期，如 2026-03-01",
    "评价期起": "写上评价期的第一天，如 2025-01-01",
    "评价期止": "写上评价期的最后一天，如 2025-12-31",
}
