"""The writing edge: the only place where results become files.

A file is complete or absent: a temporary file beside the target, fsync,
rename, fsync of the folder.  Nothing is ever written over an input, and an
existing file is replaced only when that was asked for.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from .errors import OutputProblem, UsageProblem
from .text import clip, visible

if TYPE_CHECKING:
    from datetime import date

    from .conformance import ConformanceReport
    from .report.layout.model import Layout

RENDERERS = {
    ".json": "document",
    ".csv": "csv_file",
    ".html": "html",
    ".docx": "docx_file",
    ".xlsx": "xlsx_file",
    ".pdf": "pdf",
    ".sarif": "sarif",
    ".junit.xml": "junit",
    ".oscal.json": "oscal",
    ".ciso.csv": "ciso",
}
"""Suffix of an output → module of this package whose `render(report)` gives its bytes."""

PAPERS = (".html", ".docx", ".xlsx")
"""Forms that render any layout, through `render_layout(layout, day)`."""

USUAL = (".html", ".docx", ".xlsx")
"""What `--to DIR` writes."""

_CAUSES = {
    errno.ENOSPC: ("E-OUT-ENOSPC", "磁盘已满", "清出空间后重试；原有文件没有改动"),
    errno.EDQUOT: ("E-OUT-ENOSPC", "磁盘配额已用完", "清出空间后重试；原有文件没有改动"),
    errno.EFBIG: ("E-OUT-ENOSPC", "超过允许的文件大小", "换一个位置保存；原有文件没有改动"),
    errno.EACCES: ("E-OUT-PERM", "没有写入权限", "换一个能写入的文件夹"),
    errno.EPERM: ("E-OUT-PERM", "没有写入权限", "换一个能写入的文件夹"),
    errno.EROFS: ("E-OUT-PERM", "所在磁盘是只读的", "换一个能写入的文件夹"),
    errno.ENOENT: ("E-OUT-DIR", "文件夹不存在", "先建好文件夹，或检查路径是否写对"),
    errno.ENOTDIR: ("E-OUT-DIR", "路径中有一段不是文件夹", "检查路径是否写对"),
    errno.EISDIR: ("E-OUT-DIR", "这是一个文件夹", "写出完整的文件名，例如 报告.html"),
    errno.ENAMETOOLONG: ("E-OUT", "文件名太长", "换一个短一些的文件名"),
    errno.ELOOP: ("E-OUT", "链接绕成了圈", "换一个位置保存"),
}


def write_report(
    report: ConformanceReport,
    path: str | Path,
    *,
    force: bool = False,
    inputs: Iterable[str | Path] = (),
) -> None:
    """Write a report in the form that the suffix of `path` names.

    inputs: files that must never be written over (the park's file, evidence).
    force: replace an existing file.

    Raises UsageProblem for an unknown suffix and where the output is an
    input; OutputProblem where it cannot be written.
    """
    kept = tuple(inputs)
    check_targets([path], force=force, inputs=kept)
    write_bytes(render(report, path), path, force=force, inputs=kept)


def render(report: ConformanceReport, path: str | Path) -> bytes:
    """The bytes of a report in the form that the suffix of `path` names."""
    module = import_module(f".report.{RENDERERS[_suffix(path)]}", __package__)
    data: bytes = module.render(report)
    return data


def write_layout(
    layout: Layout,
    path: str | Path,
    day: date,
    *,
    force: bool = False,
    inputs: Iterable[str | Path] = (),
) -> None:
    """Write papers other than a report in the form that the suffix names.

    day: stands where a clock would.  Raises as `write_bytes`.
    """
    suffix = _suffix(path, PAPERS)
    module = import_module(f".report.{RENDERERS[suffix]}", __package__)
    data: bytes = module.render_layout(layout, day)
    write_bytes(data, path, force=force, inputs=inputs)


def check_targets(
    paths: Sequence[str | Path],
    *,
    force: bool = False,
    inputs: Iterable[str | Path] = (),
    suffixes: Iterable[str] | None = tuple(RENDERERS),
    folder: str | Path | None = None,
) -> None:
    """Refuse, before any work is done, outputs that could not be written.

    suffixes: those allowed; None allows all.  folder: one that `make_folder` is
    going to make if it is not there.  Raises as `write_report`, and
    UsageProblem where two outputs are one file (also where only the case of a
    letter differs, which many file systems do not tell apart).
    """
    allowed = None if suffixes is None else tuple(suffixes)
    kept = [_identity(i) for i in inputs]
    seen: dict[str, str | Path] = {}
    for path in paths:
        target = _target(path, force=force, kept=kept, new=folder)
        if allowed is not None:
            _suffix(path, allowed)
        other = seen.setdefault(target.casefold(), path)
        if other is not path:
            raise UsageProblem(
                f"两个输出会写到同一个文件：{_name(other)} 和 {_name(path)}",
                "换一个文件名",
                code="E-OUT-COLLIDE",
            )


def make_folder(path: str | Path) -> None:
    """Make the folder that `--to` names, none above it.  Raises OutputProblem."""
    try:
        Path(path).mkdir(exist_ok=True)
    except (OSError, ValueError) as cause:
        _refuse(path, cause)


def write_bytes(
    data: bytes | Iterable[bytes],
    path: str | Path,
    *,
    force: bool = False,
    inputs: Iterable[str | Path] = (),
    durable: bool = True,
) -> None:
    """Write a file whole or not at all.

    data: the bytes, or pieces of them that go to disk as they come; what
    making them raises leaves no file.  durable: wait until the disk has it.

    Raises UsageProblem where `path` is one of `inputs`, OutputProblem where it
    exists (without `force`) or cannot be written; then an old file is intact
    and no temporary file is left.
    """
    from .wholefile import put

    target = _target(path, force=force, kept=[_identity(i) for i in inputs])
    try:
        put((data,) if isinstance(data, bytes) else data, target, force=force, durable=durable)
    except FileExistsError:  # it came meanwhile
        _exists(path)
    except OSError as cause:
        _refuse(path, cause)


def _suffix(path: str | Path, allowed: Iterable[str] = tuple(RENDERERS)) -> str:
    name = Path(path).name.lower()
    suffix = max((s for s in allowed if name.endswith(s)), key=len, default="")
    if not suffix or name == suffix:
        raise UsageProblem(
            f"不知道按什么格式写出：{_name(path)}",
            f"文件名以 {'、'.join(allowed)} 之一结尾",
        )
    return suffix


def _target(
    path: str | Path,
    *,
    force: bool,
    kept: list[tuple[str, os.stat_result | None]],
    new: str | Path | None = None,
) -> str:
    """The real path to write to.  Raises where it must or can not be written."""
    try:
        target = os.path.realpath(path)
        now = _stat(target)
    except (OSError, ValueError) as cause:
        _refuse(path, cause)
    for name, known in kept:
        if target == name or (now and known and os.path.samestat(now, known)):
            raise UsageProblem(
                f"输出文件就是输入文件：{_name(path)}",
                "换一个文件名；填报文件和证据不会被改写",
                code="E-OUT-IS-INPUT",
            )
    folder = os.path.dirname(target)  # noqa: PTH120 - bytes of odd names must survive
    if now is None:
        if os.path.islink(path):  # noqa: PTH114 - it would carry the file wherever it points
            raise OutputProblem(
                "E-OUT",
                f"{_name(path)} 是一个链接，指向的文件不存在，不顺着它写",
                "删掉这个链接，或换一个文件名",
            )
        there = _stat(folder)
        if there is None and new is not None and folder == os.path.realpath(new):
            folder = os.path.dirname(folder)  # noqa: PTH120
            there = _stat(folder)
        if there is None or not stat.S_ISDIR(there.st_mode):
            _refuse(path, FileNotFoundError(errno.ENOENT, ""))
    elif stat.S_ISDIR(now.st_mode):
        _refuse(path, IsADirectoryError(errno.EISDIR, ""))
    elif not stat.S_ISREG(now.st_mode):
        raise OutputProblem("E-OUT", f"{_name(path)} 不是普通文件，不能写", "换一个文件名")
    elif not force:
        _exists(path)
    if not os.access(folder, os.W_OK):
        _refuse(path, PermissionError(errno.EACCES, ""))
    return target


def _identity(path: str | Path) -> tuple[str, os.stat_result | None]:
    try:
        real = os.path.realpath(path)
        return real, _stat(real)
    except (OSError, ValueError):
        return str(path), None


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return None


def _exists(path: str | Path) -> NoReturn:
    raise OutputProblem("E-OUT-EXISTS", f"{_name(path)} 已经存在", "要覆盖它，请加 --force")


def _refuse(path: str | Path, cause: BaseException) -> NoReturn:
    number = getattr(cause, "errno", None)
    code, what, advice = _CAUSES.get(number or 0, ("E-OUT", f"系统错误 {number}", ""))
    raise OutputProblem(code, f"写不出 {_name(path)}：{what}", advice) from cause


def _name(path: str | Path) -> str:
    return clip(visible(os.fspath(path)), 200)
