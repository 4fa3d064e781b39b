"""Checking evidence: is it there, is it unchanged, is it in date, is it used.

Evidence bytes are only read, never changed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..assessment.model import Evidence, SelfAssessment
from ..conformance import ConformanceReport
from ..limits import EVIDENCE_BYTES
from ..observations import EvidenceFound
from .paths import Fault, locate

_CHUNK = 1 << 20
PROVES_NOTHING = ("W-EV-EMPTY", "W-EV-NOFILE")
"""Warnings of `icstd evidence` that keep a piece of evidence from carrying a verdict."""
EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()


class Checked(NamedTuple):
    """One piece of evidence, looked at.

    faults: what is wrong (codes E-EV-…), or worth a look (W-EV-…); sha256 and
    size (bytes) as found on disk, empty and 0 where no file was read;
    provisions: ids of the provisions it is cited for.
    """

    evidence: Evidence
    faults: tuple[Fault, ...]
    sha256: str = ""
    size: int = 0
    provisions: tuple[str, ...] = ()

    @property
    def in_order(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return not any(f.code.startswith("E-") for f in self.faults)

    @property
    def found(self) -> EvidenceFound:
        """What `evaluate` is told: an empty file and one nobody can find prove nothing either."""
        bad = [f for f in self.faults if f.code.startswith("E-") or f.code in PROVES_NOTHING]
        return EvidenceFound(
            self.evidence.id, tuple(f.message for f in bad), self.sha256, self.size
        )


def look_at(
    assessment: SelfAssessment, base: str | os.PathLike[str] | None, as_of: date | None = None
) -> tuple[Checked, ...]:
    """Look at every piece of evidence that an assessment lists, in file order.

    base: the park's folder; without it no file is opened, and only what the
    self-assessment itself says is checked.  as_of: default 评价日.
    `icstd.evaluate(a, s, "audit", evidence=[c.found for c in look_at(a, "附件夹")])`.
    """
    when = as_of or assessment.period.as_of
    folder = None if base is None else Path(base)
    checked = [_looked_at(proof, folder, when) for proof in assessment.evidence.values()]
    first: dict[str, str] = {}
    for n, one in enumerate(checked):
        other = first.setdefault(one.sha256, one.evidence.id) if one.sha256 else one.evidence.id
        if other != one.evidence.id:
            same = Fault("W-EV-SAME", f"与 {other} 是同一个文件", "只登记一次，各处引用同一个编号")
            checked[n] = one._replace(faults=(*one.faults, same))
    return tuple(checked)


def check_evidence(
    report: ConformanceReport, base: str | os.PathLike[str] | None
) -> tuple[Checked, ...]:
    """`look_at` for a report's assessment, with the provisions that each piece is cited for."""
    uses: dict[str, list[str]] = {}
    for finding in report.findings:
        for cited in finding.evidence:
            uses.setdefault(cited, []).append(finding.provision.id)
    unused = Fault("W-EV-UNUSED", "列入了证据，但没有条款引用它", "引用它，或删去")
    return tuple(
        one._replace(
            faults=one.faults if one.evidence.id in uses else (*one.faults, unused),
            provisions=tuple(uses.get(one.evidence.id, ())),
        )
        for one in look_at(report.assessment, base, report.as_of)
    )


def _looked_at(proof: Evidence, base: Path | None, as_of: date) -> Checked:
    faults = list(_dates(proof, as_of))
    digest, size = "", 0
    if proof.file:
        given, bad_form = normal_sha256(proof.sha256)
        if bad_form:
            faults.append(bad_form)
        if base is not None:
            digest, size, found = _read(base, proof.file)
            faults += found
            faults += _compare(given, digest, size)
    elif not proof.reference:
        faults.append(Fault("W-EV-NOFILE", "没有写文件，也没有写出处", "补上文件路径或出处"))
    return Checked(proof, tuple(faults), digest, size)


def normal_sha256(given: str) -> tuple[str, Fault | None]:
    """A typed hash in lower case without prefix, or what is wrong with it."""
    text = given.removeprefix("sha256:").removeprefix("SHA256:").lower()
    if not text:
        return "", None
    if any(c.isspace() for c in text):
        return "", Fault("E-EV-HASHFORM", "sha256 里有空格", "去掉空格")
    if len(text) == 64 and all(c in "0123456789abcdef" for c in text):
        return text, None
    advice = "重新计算，或留空由 icstd evidence --write 填写"
    return "", Fault(
        "E-EV-HASHFORM", f"sha256 应为 64 位十六进制数，填了 {len(text)} 个字符", advice
    )


def _dates(proof: Evidence, as_of: date) -> Iterator[Fault]:
    if proof.valid_until is not None and proof.valid_until < as_of:
        yield Fault(
            "E-EV-EXPIRED", f"已于 {proof.valid_until} 过期（评价日 {as_of}）", "换成有效的材料"
        )
    if proof.dated is not None and proof.dated > as_of:
        yield Fault("E-EV-FUTURE", f"日期 {proof.dated} 晚于评价日 {as_of}", "核对日期")


def _read(base: Path, path: str) -> tuple[str, int, list[Fault]]:
    """Hash a file without following links and without waiting for pipes."""
    place = locate(base, path)
    if isinstance(place, Fault):
        return "", 0, [place]
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        handle = os.open(place, flags)
    except OSError as error:
        return "", 0, [Fault("E-EV-UNREADABLE", f"读不了：{error.strerror}", "检查文件权限")]
    try:
        return _hash(handle)
    except OSError as error:
        return "", 0, [Fault("E-EV-UNREADABLE", f"读到一半出错：{error.strerror}", "检查文件")]
    finally:
        os.close(handle)


def _hash(handle: int) -> tuple[str, int, list[Fault]]:
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        return "", 0, [Fault("E-EV-NOTFILE", "不是普通文件", "改成一个具体的文件")]
    if before.st_size > EVIDENCE_BYTES:
        advice = f"单个证据文件不超过 {EVIDENCE_BYTES >> 30} GiB"
        return "", before.st_size, [Fault("E-EV-TOOBIG", "文件太大", advice)]
    digest, left = hashlib.sha256(), before.st_size
    while left and (chunk := os.read(handle, min(left, _CHUNK))):
        digest.update(chunk)
        left -= len(chunk)
    after = os.fstat(handle)
    if left or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return "", 0, [Fault("E-EV-CHANGED", "读的时候文件正在变动", "关闭正在编辑它的程序后重试")]
    return digest.hexdigest(), before.st_size, []


def _compare(given: str, found: str, size: int) -> Iterator[Fault]:
    if not found:
        return
    if found == EMPTY_SHA256:
        yield Fault("W-EV-EMPTY", "文件是空的（0 字节）", "放入有内容的文件")
    if given and given != found:
        yield Fault(
            "E-EV-HASH",
            f"内容与登记的不一致：登记 {given[:12]}…，实际 {found[:12]}…（{size} 字节）",
            "核对是不是同一份文件；确认无误后重新登记",
        )


class Request(NamedTuple):
    """A line of the evidence request list: who should hand in what, for what."""

    department: str
    what: str
    provisions: tuple[str, ...]


def request_list(report: ConformanceReport) -> tuple[Request, ...]:
    """补充证据清单 by responsible department: what is expected and not shown."""
    wanted: dict[tuple[str, str], list[str]] = {}
    for finding in report.findings:
        for what in finding.evidence_missing:
            key = (finding.provision.subject, what)
            wanted.setdefault(key, []).append(finding.provision.id)
    ordered = sorted(wanted.items(), key=lambda entry: entry[0][0])
    return tuple(Request(who, what, tuple(ids)) for (who, what), ids in ordered)
