"""A file that is complete or absent: a temporary one beside it, fsync, rename, fsync of the folder.

Only `output` calls this; it decides what may be written where.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Iterable, Iterator

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW_FILE |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def put(pieces: Iterable[bytes], target: str, *, force: bool, durable: bool) -> None:
    """Write pieces, as they come, to the real path `target`.

    force: replace what is there.  durable: wait until the disk has it.

    Raises OSError, FileExistsError where something is there without `force`,
    and what making the pieces raises; then nothing has changed.
    """
    temporary = ""
    try:
        for temporary in _names_beside(target):
            # The name is known before the file exists: no signal can leave it behind.
            with contextlib.suppress(FileExistsError):  # left by a killed run
                handle = os.open(temporary, _NEW_FILE, 0o666)
                break
        try:
            for piece in pieces:
                _write_all(handle, piece)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        _put_in_place(temporary, target, force=force)
        temporary = ""
        if durable:
            _sync_folder(target)
    finally:
        if temporary:
            _remove(temporary)


def _names_beside(target: str) -> Iterator[str]:
    folder = os.path.dirname(target)  # noqa: PTH120
    return (os.path.join(folder, f".icstd-{os.getpid()}-{n}.tmp") for n in itertools.count())  # noqa: PTH118


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _put_in_place(temporary: str, target: str, *, force: bool) -> None:
    if not force:
        try:  # unlike a rename, a link never replaces what came meanwhile
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError as cause:  # a file system without hard links
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, "") from cause
        else:
            _remove(temporary)
            return
    os.replace(temporary, target)  # noqa: PTH105


def _sync_folder(target: str) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # Windows cannot open a folder
        return
    handle = os.open(os.path.dirname(target), os.O_RDONLY | os.O_DIRECTORY)  # noqa: PTH120
    try:
        os.fsync(handle)
    except OSError as cause:
        if cause.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network drives
            raise
    finally:
        os.close(handle)


def _remove(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # noqa: PTH108
