"""A profile file: limits, gates and policies of one's own, laid over a profile of the edition."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..assessment.report import Path, Report, where
from ..assessment.texts import read_option, read_text, read_texts, shown
from ..assessment.walk import Found, Walk
from ..assessment.words import read_flag
from ..clauses.model import EvidencePolicy, Profile, Scoring, Standard
from ..clauses.profiles import profile_faults, tunable
from ..errors import Place
from ..yamlio import Document, Map, Seq, read_document
from ..yamlio.files import read_input

ROOT = {
    "标准": "standard",
    "口径": "profile",
    "限值": "params",
    "必备条款": "required",
    "不作要求": "optional",
    "证据": "evidence",
    "计分": "scoring",
    "偏离批准人": "approvers",
}
HEAD = {"编号": "id", "名称": "title", "说明": "description", "依据口径": "base"}
EVIDENCE = {"影响结论": "enforce", "看核验程度": "levels"}
SCORING = {
    "计分": "enabled",
    "部分符合折算": "partial",
    "不适用": "not_applicable",
    "未知": "unknown",
    "档次": "bands",
}

WORTH = {
    "not_applicable": {"不计": "exclude", "算符合": "met"},
    "unknown": {"算不符合": "fail", "不计": "exclude"},
}
"""What 不适用 and the unknowns are worth in a score, as the file says it."""

_CHINESE = {name: key for key, name in (ROOT | HEAD | EVIDENCE | SCORING).items()}


def load_profile(source: str | os.PathLike[str] | bytes, standard: Standard) -> Profile:
    """The profile of a file (a path, `-` or bytes of YAML or JSON), laid over one of the edition.

    What the file does not say is taken from the profile it names as 依据口径
    (`default` where it names none).  Limits are named by the parameter
    (`W6.2.n`) or by provision and bound (`W6.2.at_least`).

    Raises InputProblems with every fault found, each with file and line.
    `icstd.load_profile("县口径.yaml", standard)`.
    """
    if isinstance(source, bytes):
        return read_profile(read_document(source, "（口径）"), standard)
    data, name = read_input(source)
    return read_profile(read_document(data, name), standard)


def read_profile(document: Document, standard: Standard) -> Profile:
    """The profile that a document holds.  Raises InputProblems with every fault found."""
    reader = _Reader(document, standard)
    profile = reader.read()
    reader.report.close()
    return profile


class _Reader:
    def __init__(self, document: Document, standard: Standard) -> None:
        self.document, self.standard = document, standard
        self.report = Report(document)
        self.walk = Walk(self.report)

    def read(self) -> Profile:
        root = self.walk.fields(self.document.root, (), ROOT, "口径文件的部分")
        self._standard(root.get("standard"))
        head = self._group(root, "profile", HEAD)
        base = self._base(head.get("base"))
        title = self._text(head, "title") or base.title
        profile = Profile(
            id=self._text(head, "id") or "own",
            title=title,
            description=self._text(head, "description") or f"在“{base.title}”上调整。",
            required=self._provisions(root, "required", base.required),
            params={**base.params, **self._params(root.get("params"))},
            evidence=self._evidence(root, base.evidence),
            scoring=self._scoring(root, base.scoring),
            approvers=self._approvers(root.get("approvers"), base.approvers),
            optional=self._provisions(root, "optional", base.optional) or (),
        )
        for fault in profile_faults(profile, self.standard):
            self._tell(fault.keys, fault.message, root)
        return profile

    def _standard(self, given: Found | None) -> None:
        number = self.standard.number
        if given is None:
            self.report.add(
                "E-STANDARD", Place(1, 1), (), "没有写是哪项标准的口径", f"加一行 标准: {number}"
            )
        elif given.raw not in (number, self.standard.id):
            self.report.add(
                "E-STANDARD", given.at, ("标准",),
                f"这是{shown(given.raw)}的口径，现在用的标准是 {number}",
                "用 --standard 指定对应的标准，或换一份口径文件",
            )  # fmt: skip

    def _base(self, given: Found | None) -> Profile:
        known = self.standard.profiles
        name = read_text(given.raw, given.at, ("口径", "依据口径"), self.report) if given else ""
        if not name or name in known:
            return known[name or "default"]
        assert given is not None  # noqa: S101 - a name was read from it
        self.report.add(
            "E-ENUM", given.at, ("口径", "依据口径"),
            f"没有评价口径{shown(name)}", f"可用的有：{'、'.join(known)}",
        )  # fmt: skip
        return known["default"]

    def _params(self, given: Found | None) -> dict[str, Decimal]:
        if given is None:
            return {}
        path: Path = ("限值",)
        limits = tunable(self.standard)
        by_bound = {f"{t.provision}.{t.name}": param for param, t in limits.items()}
        params: dict[str, Decimal] = {}
        first: dict[str, Place] = {}
        entries = self.walk.mapping(given.raw, given.at, path, "每行写“  W6.2.n: 3”，前面空两格")
        for key, raw in entries.items():
            key_at, at = entries.places[key]
            param = by_bound.get(key, key)
            if param not in limits:
                self._unknown_limit(key, key_at, [*limits, *by_bound])
            elif param in first:
                message = f"{shown(key)}与{where(first[param])}的是同一个限值"
                self.report.add("E-DUPKEY", key_at, path, message, "只留一个")
            elif isinstance(raw, int | Decimal) and not isinstance(raw, bool):
                first[param], params[param] = key_at, Decimal(raw)
            elif raw is not None:
                message = f"这里要填一个数，填的是{shown(raw)}"
                unit = limits[param].limit.unit
                advice = f"只写数字，不写单位“{unit}”" if unit else "只写数字"
                self.report.add("E-TYPE", at, (*path, key), message, advice)
        return params

    def _unknown_limit(self, key: str, at: Place, known: list[str]) -> None:
        provision = self.standard.provisions.get(key.rpartition(".")[0])
        limit = provision.check.limits.get(key.rpartition(".")[2]) if provision else None
        if limit is None:
            self.walk.unknown(key, at, ("限值",), "限值", known)
            return
        whose = "园区自己的承诺" if limit.item else f"出处 {limit.source} 给的"
        message = f"{key} 是{whose}，口径不能另定"
        advice = "要改成别的数，写成补充条款（icstd init --supplement）"
        self.report.add("E-PROFILE", at, ("限值",), message, advice)

    def _provisions(
        self, root: Mapping[str, Found], name: str, otherwise: tuple[str, ...] | None
    ) -> tuple[str, ...] | None:
        given = root.get(name)
        if given is None or given.raw in (None, ""):
            return otherwise
        if name == "required" and given.raw == "全部":
            return None
        return tuple(read_texts(given.raw, given.at, (given.key,), self.report))

    def _approvers(self, given: Found | None, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        if given is None or given.raw in (None, ""):
            return otherwise
        return tuple(read_texts(given.raw, given.at, (given.key,), self.report))

    def _evidence(self, root: Mapping[str, Found], base: EvidencePolicy) -> EvidencePolicy:
        group = self._group(root, "evidence", EVIDENCE)
        said = {name: self._flag(found, "证据") for name, found in group.items()}
        return base._replace(**{name: flag for name, flag in said.items() if flag is not None})

    def _scoring(self, root: Mapping[str, Found], base: Scoring) -> Scoring:
        group = self._group(root, "scoring", SCORING)
        said: dict[str, Any] = {}
        for name, found in group.items():
            path: Path = ("计分", found.key)
            if name == "enabled":
                said[name] = self._flag(found, "计分")
            elif name == "partial":
                said[name] = self._number(found.raw, found.at, path)
            elif name == "bands":
                said[name] = self._bands(found, path)
            else:
                said[name] = self._word(found, path, WORTH[name])
        return base._replace(**{name: value for name, value in said.items() if value is not None})

    def _bands(self, given: Found, path: Path) -> tuple[tuple[str, Decimal], ...]:
        bands = self.walk.mapping(given.raw, given.at, path, "每行写“  优: 90”，前面空两格")
        read = ((n, self._number(raw, bands.places[n][1], (*path, n))) for n, raw in bands.items())
        return tuple((name, least) for name, least in read if least is not None)

    def _word(self, found: Found, path: Path, words: Mapping[str, str]) -> str | None:
        word = read_option(found.raw, words, found.at, path, self.report)
        return words.get(word)

    def _number(self, raw: object, at: Place, path: Path) -> Decimal | None:
        if raw is None:
            return None
        if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
            return Decimal(raw)
        self.report.add("E-TYPE", at, path, f"这里要填一个数，填的是{shown(raw)}", "只写数字")
        return None

    def _flag(self, found: Found, part: str) -> bool | None:
        return read_flag(found.raw, found.at, (part, found.key), self.report)

    def _text(self, group: Mapping[str, Found], name: str) -> str:
        found = group.get(name)
        return read_text(found.raw, found.at, ("口径", found.key), self.report) if found else ""

    def _group(
        self, root: Mapping[str, Found], name: str, known: Mapping[str, str]
    ) -> dict[str, Found]:
        found = root.get(name)
        if found is None:
            return {}
        path: Path = (found.key,)
        given = self.walk.mapping(found.raw, found.at, path, "换行后每行写“  名称: 内容”")
        return self.walk.fields(given, path, known, f"{found.key}的内容")

    def _tell(self, keys: tuple[str | int, ...], message: str, root: Mapping[str, Found]) -> None:
        """A fault of the finished profile, at the entry that says it."""
        name, entry = str(keys[0]), keys[1]
        found = root.get(name)
        at = found.at if found else Place(1, 1)
        raw: Any = found.raw if found else None
        if isinstance(raw, Seq) and isinstance(entry, int) and entry < len(raw):
            at = raw.places[entry]
        elif isinstance(raw, Map):
            tuned = tunable(self.standard).get(str(entry))
            bound = f"{tuned.provision}.{tuned.name}" if tuned else ""
            names = (entry, bound, _CHINESE.get(str(entry)))
            key = next((k for k in raw if k in names), None)
            at = raw.places[key][0] if key else at
        self.report.add("E-PROFILE", at, (_CHINESE[name],), message.removesuffix("。"))
