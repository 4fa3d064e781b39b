"""Whether an evidence path names a regular file inside the park's folder.

The path is what a park typed; it is refused before anything is opened where
it could lead out of the folder on any system, not only on this one.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

LONGEST_PATH = 1024
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class Fault(NamedTuple):
    """Why a piece of evidence could not be checked: code, what, and the cure."""

    code: str
    message: str
    advice: str = ""


def fault_in_text(path: str) -> Fault | None:
    """What is wrong with the path as typed; nothing on disk is touched."""
    if not path.strip():
        return Fault("E-EV-PATH", "没有写文件路径", "填相对于园区文件夹的路径，如 附件/台账.xlsx")
    if _URL.match(path):
        return Fault(
            "E-EV-PATH", "证据文件不能是网址", "把网址填到“出处”，文件下载后放进园区文件夹"
        )
    if path.startswith(("\\\\", "//", "/")) or _DRIVE.match(path):
        return Fault("E-EV-OUTSIDE", "不能用绝对路径", "把文件放进园区文件夹，写相对路径")
    if ".." in re.split(r"[/\\]", path):
        return Fault("E-EV-OUTSIDE", "路径含“..”，指到园区文件夹之外", "把文件放进园区文件夹")
    if "\\" in path:
        return Fault("E-EV-PATH", "路径用了反斜线", f"改成正斜线：{path.replace(chr(92), '/')}")
    if ":" in path:
        return Fault("E-EV-PATH", "路径含半角冒号", "文件名里去掉冒号")
    if len(path) > LONGEST_PATH:
        return Fault(
            "E-EV-PATH", f"路径太长（{len(path)} 个字，最多 {LONGEST_PATH} 个）", "缩短文件名"
        )
    for part in path.split("/"):
        if part not in (".",) and part != part.rstrip(". "):
            return Fault("E-EV-PATH", f"“{part}”以点或空格结尾", "改掉文件名结尾的点或空格")
        if _RESERVED.fullmatch(part):
            return Fault("E-EV-PATH", f"“{part}”是 Windows 设备名", "给文件换个名字")
    return None


def locate(base: Path, path: str) -> Path | Fault:
    """The real path of a regular file below `base`, or why there is none."""
    fault = fault_in_text(path)
    if fault is not None:
        return fault
    place = base
    for part in path.split("/"):
        if part in ("", "."):
            continue
        fault = _entry(place, part)
        if fault is not None:
            return fault
        place = place / part
    return _inside(base, place)


def _entry(folder: Path, name: str) -> Fault | None:
    """Hold a name against the real directory entries.

    A file system that folds case would open the wrong spelling here and miss
    it elsewhere; comparing the entries says the same on every system.
    """
    try:
        entries = os.listdir(folder)  # noqa: PTH208 - names, not paths, are compared
    except OSError:
        return Fault("E-EV-MISSING", f"没有文件夹“{folder.name}”", "检查路径")
    if name in entries:
        return None
    for entry in entries:
        if entry.casefold() == name.casefold():
            return Fault("E-EV-CASE", f"文件夹里是“{entry}”，大小写不同", f"改成 {entry}")
    plain = unicodedata.normalize("NFKC", name).casefold()
    for entry in entries:
        if unicodedata.normalize("NFC", entry) == unicodedata.normalize("NFC", name):
            advice = "文件名的编码形式（NFD）不同，重新命名该文件即可"
            return Fault("E-EV-MISSING", f"没有“{name}”，有一个字面相同的文件", advice)
        if unicodedata.normalize("NFKC", entry).casefold() == plain:
            return Fault("E-EV-MISSING", f"没有“{name}”", f"是否想写 {entry}？")
    near = _nearest(name, entries)
    advice = f"是否想写 {near}？" if near else "检查文件名，或把文件放进园区文件夹"
    return Fault("E-EV-MISSING", f"没有文件“{name[:60]}”", advice)


def _nearest(name: str, entries: list[str]) -> str:
    try:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein
    except ImportError:  # a suggestion is a courtesy
        return ""
    readable = [e for e in entries if e.isprintable()]
    best = process.extractOne(name, readable, scorer=Levenshtein.normalized_similarity)
    return best[0] if best and best[1] >= 0.5 else ""


def _inside(base: Path, place: Path) -> Path | Fault:
    try:
        real = place.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError):
        return Fault("E-EV-MISSING", f"打不开“{place.name}”（链接指向不存在的文件）", "放入原文件")
    if not stat.S_ISREG(mode):
        kind = "文件夹" if stat.S_ISDIR(mode) else "设备、管道或套接字"
        return Fault("E-EV-NOTFILE", f"“{place.name}”是{kind}，不是文件", "改成一个具体的文件")
    if not real.is_relative_to(base.resolve()):
        return Fault(
            "E-EV-OUTSIDE", f"“{place.name}”是链接，指到园区文件夹之外", "放入原文件，不用链接"
        )
    return real
