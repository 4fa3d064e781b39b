"""Standard input, output and error: what may go wrong there and what it means."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

_NOT_A_TERMINAL = 100


class Terminated(BaseException):
    """SIGTERM arrived; carries the run out through its `finally` clauses."""


def prepare() -> None:
    """Make the streams safe: no write fails for a character that cannot be shown.

    A closed descriptor 0–2 is taken up by the null device, so that no file
    opened later can receive what is meant for a stream.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """Write to standard output.  Raises OutputProblem where it cannot be written."""
    try:
        _stdout().write(text)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as cause:
        _refuse(cause)


def out_json(text: str) -> None:
    """Write JSON to standard output: UTF-8 whatever the locale, but on a terminal."""
    stream = _stdout()
    buffer = getattr(stream, "buffer", None)
    if buffer is None or stream.isatty():
        out(text)
        return
    try:
        stream.flush()
        buffer.write(text.encode("utf-8"))
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as cause:
        _refuse(cause)


def flush() -> None:
    """Hand over what is still held back.  Raises as `out`."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as cause:
        _refuse(cause)


def err(text: str) -> None:
    """Write a line to standard error; where that is impossible, go on without it."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
    except (OSError, ValueError):
        return


def abandon() -> None:
    """Drop what standard output still holds, so that leaving is silent."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        return


def columns() -> int:
    """Width to lay out text for: COLUMNS, the terminal's, or 100; 40 to 400."""
    from ..limits import NARROWEST, WIDEST

    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted[:6]):
        return min(max(int(wanted[:6]), NARROWEST), WIDEST)
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return _NOT_A_TERMINAL
    if not width:  # a terminal that does not know: CI, `docker run -t`
        return _NOT_A_TERMINAL
    return min(max(width, NARROWEST), WIDEST)


def coloured() -> bool:
    """Whether standard output is a terminal that wants colour."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    try:
        return sys.stdout.isatty()
    except (ValueError, AttributeError):
        return False


def can_show(text: str) -> bool:
    """Whether standard output can show these characters as they are."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _stdout() -> TextIO:
    if sys.stdout is None:
        _refuse(None)
    return sys.stdout


def _refuse(cause: BaseException | None) -> NoReturn:
    from ..errors import OutputProblem

    why = "已经关闭" if cause is None or isinstance(cause, ValueError) else "写不进去（可能已满）"
    raise OutputProblem(
        "E-STDOUT", f"标准输出{why}，结果没有送出", "用 -o 文件名 把结果写到文件"
    ) from cause
