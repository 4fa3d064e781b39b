"""Mappings of a submitted file: which keys may stand there, and which were meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from ..errors import Place
from ..yamlio import Map
from .keys import TOLERATED
from .report import Path, Report, where
from .texts import read_texts, shown

GROUP = "换行后每行写“  名称: 内容”，前面空两格"
"""How a group of entries is written, for an advice."""


class Found(NamedTuple):
    """A value of a mapping, with the place of its key and its own."""

    raw: Any
    key_at: Place
    at: Place
    key: str


class Walk:
    """Looks up keys, Chinese or ASCII, and reports what is not known."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.cited: list[tuple[str, Place, Path]] = []
        self.listed: Collection[str] = ()

    def mapping(self, raw: Any, at: Place, path: Path, how: str) -> Map:
        """A mapping; empty where it is blank or has been refused.

        how: the way it is written, for the advice.
        """
        if isinstance(raw, Map):
            return raw
        if raw is not None and raw != "":
            message = f"这里要填一组内容，填的是{shown(raw)}"
            self.report.add("E-TYPE", at, path, message, _slip(raw) or how)
        return Map()

    def fields(
        self, given: Map, path: Path, known: Mapping[str, str], what: str
    ) -> dict[str, Found]:
        """The values of a mapping with fixed keys, by ASCII name.

        known: Chinese key → ASCII name.  what: what a key names, for messages.
        """
        names = {**known, **{name: name for name in known.values()}}
        found: dict[str, Found] = {}
        for key, raw in given.items():
            key_at, at = given.places[key]
            name = names.get(key)
            if name is None:
                if not path and key == TOLERATED:
                    continue
                self.unknown(key, key_at, path, what, known, given=given)
            elif name in found:
                self.twice(key, key_at, path, found[name])
            else:
                found[name] = Found(raw, key_at, at, key)
        return found

    def twice(self, key: str, at: Place, path: Path, first: Found) -> None:
        """Note that a thing was given under two of its names."""
        message = f"{shown(key)}与{where(first.key_at)}的{shown(first.key)}是同一项"
        self.report.add("E-DUPKEY", at, path, message, "只留一个")

    def unknown(
        self,
        key: str,
        at: Place,
        path: Path,
        what: str,
        known: Iterable[str],
        *,
        given: Collection[str] = (),
        elsewhere: str = "",
    ) -> None:
        """Note a key that is not known, with the one meant.

        given: keys that are there already, and so cannot be meant.
        elsewhere: what to do where the key belongs to another place.
        """
        advice = elsewhere or self._meant(key, list(known), given)
        self.report.add("E-UNKNOWN-KEY", at, path, f"没有{what}{shown(key)}", advice, cause=key)

    def _meant(self, key: str, known: list[str], given: Collection[str]) -> str:
        if "：" in key:
            return "冒号用了全角“：”，换成英文冒号，后面加一个空格"
        if key.startswith("+") and key[1:].isascii():
            return "这像是 UTF-7 编码的文字；用记事本打开，另存为 UTF-8 后再交"
        meant = self.report.near(key, [k for k in known if k not in given])
        if meant:
            return f"是否想填“{meant}”？"
        if len(known) <= 12:
            return f"这里可以有：{'、'.join(known)}"
        return "名称照填报表里的写；用 icstd init 可以生成一张新表"

    def citations(self, found: Found | None, path: Path) -> tuple[str, ...]:
        """Ids of cited evidence, kept to be checked once all evidence is known."""
        if found is None:
            return ()
        path = (*path, found.key)
        ids = read_texts(found.raw, found.at, path, self.report, self.listed)
        self.cited += [(id_, at, path) for id_, at in ids.items()]
        return tuple(ids)


def _slip(raw: Any) -> str:
    """The cure for a colon that was not read as one."""
    if not isinstance(raw, str):
        return ""
    from ..yamlio.lines import full_width_colon, missing_space

    found = full_width_colon(raw) or missing_space(raw)
    return f"{found.message}；{found.advice}" if found else ""
