"""Getting the bytes of an input: a regular file within limits, or standard input."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

from ..errors import InputProblems, Place, Problem
from ..limits import INPUT_BYTES

STDIN = "标准输入"
"""What messages call standard input."""

_PATH_SHOWN = 200
"""Columns of a path that a message repeats."""

_CAUSES = {
    errno.ENOENT: ("没有这个文件", "检查文件名和所在的文件夹；文件名里有空格的，整个加引号"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "检查路径"),
    errno.EACCES: ("没有读取权限", "换一份能打开的，或请管理员开放权限"),
    errno.EPERM: ("没有读取权限", "换一份能打开的，或请管理员开放权限"),
    errno.ELOOP: ("链接绕成了圈", "给出文件本身的路径"),
    errno.ENAMETOOLONG: ("文件名太长", "换一个短一些的文件名"),
    errno.ENXIO: ("这是设备或套接字，不是普通文件", "给出填报文件的文件名"),
    errno.EISDIR: ("这是一个文件夹", "写出文件名；许多文件一起处理用 icstd review 文件夹"),
}


def read_input(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """The bytes of an input and the name messages call it by.

    path: a file, or `-` for standard input.  The name is the file's own name
    without its folder, everything invisible in it escaped.

    Raises InputProblems: E-IO where it cannot be read or is no regular file,
    E-SIZE where it is larger than the limit.
    """
    given = os.fspath(path)
    if given == "-":
        return _read_stdin(), STDIN
    name = display_name(given)
    flags = os.O_RDONLY
    for wanted in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, wanted, 0)
    try:
        handle = os.open(given, flags)
    except (OSError, ValueError) as fault:
        _refuse_unreadable(fault, given, name)
    try:
        about = os.fstat(handle)
        _demand_regular(about, given, name)
        if about.st_size > INPUT_BYTES:
            _refuse_size(name, about.st_size)
        return _read(handle, name), name
    except OSError as fault:
        _refuse_unreadable(fault, given, name)
    finally:
        os.close(handle)


def display_name(path: str) -> str:
    """A path's last part as messages and reports show it."""
    from ..text import visible

    return visible(Path(path).name or path, newline="\\n")


def _read_stdin() -> bytes:
    """All of descriptor 0; the stream object above it is the command line's affair."""
    try:
        about = os.fstat(0)
    except OSError as fault:
        raise _stdin_empty() from fault
    if stat.S_ISCHR(about.st_mode) and _is_null_device(about):
        raise _stdin_empty()
    if stat.S_ISDIR(about.st_mode):
        _demand_regular(about, STDIN, STDIN)
    try:
        return _read(0, STDIN)
    except OSError as fault:
        raise _stdin_empty() from fault


def _is_null_device(about: os.stat_result) -> bool:
    try:
        return about.st_rdev == Path(os.devnull).stat().st_rdev
    except OSError:
        return False


def _stdin_empty() -> InputProblems:
    advice = "用管道或 < 把文件接到标准输入，或直接写文件名"
    message = "标准输入已经关闭，或没有接任何内容"
    return InputProblems((Problem("E-IO", STDIN, Place(), "", message, advice),))


def _read(handle: int, name: str) -> bytes:
    """What the descriptor gives, at most one byte more than allowed."""
    chunks, left = [], INPUT_BYTES + 1
    while left and (chunk := os.read(handle, min(left, 1 << 20))):
        chunks.append(chunk)
        left -= len(chunk)
    if not left:
        _refuse_size(name, None)
    return b"".join(chunks)


def _demand_regular(about: os.stat_result, given: str, name: str) -> None:
    mode = about.st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        what, advice = _CAUSES[errno.EISDIR]
    elif stat.S_ISFIFO(mode):
        what, advice = "这是管道，不是普通文件", "从管道读，请把文件名写成 -"
    else:
        what, advice = "这是设备或套接字，不是普通文件", "给出填报文件的文件名"
    raise _unreadable(what, advice, given, name)


def _refuse_size(name: str, size: int | None) -> NoReturn:
    most = f"{INPUT_BYTES >> 20} MB"
    message = f"文件有 {size / (1 << 20):.1f} MB，超过 {most}" if size else f"内容超过 {most}"
    advice = "附件、图片另放文件夹，填报文件里只写文件名"
    raise InputProblems((Problem("E-SIZE", name, Place(), "", message, advice),))


def _refuse_unreadable(fault: OSError | ValueError, given: str, name: str) -> NoReturn:
    number = fault.errno if isinstance(fault, OSError) else None
    what, advice = _CAUSES.get(number or 0, (f"系统错误 {number}", "检查文件是否还在、能否打开"))
    if isinstance(fault, ValueError):
        what, advice = "文件名里有空字符", "检查文件名"
    raise _unreadable(what, advice, given, name) from fault


def _unreadable(what: str, advice: str, given: str, name: str) -> InputProblems:
    from ..text import echo

    message = f"读不到{echo(given, _PATH_SHOWN)}：{what}"
    return InputProblems((Problem("E-IO", name, Place(), "", message, advice),))
