"""Files read without surprises."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MAX_NOTE = 4 * 1024 * 1024
"""Bytes: a note above this is not read; a thousand pages of text are less."""


class Unreadable(Exception):
    """A note cannot be read; the text says why, for its problem."""


def read_file(path: Path) -> bytes:
    """Give a note's bytes.

    Raises Unreadable where it is no regular file, too large or not to be
    opened; a named pipe does not hang.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise Unreadable(say_why(error)) from None
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            raise Unreadable("not a file that can be read; move it elsewhere")
        if info.st_size > MAX_NOTE:
            size = info.st_size / 1024 / 1024
            raise Unreadable(f"{size:.0f} MB is too large for a note; split it")
        return read_all(handle, info.st_size)
    except OSError as error:
        raise Unreadable(say_why(error)) from None
    finally:
        os.close(handle)


def say_why(error: OSError) -> str:
    """Say in plain words why a file cannot be opened."""
    reasons = {
        PermissionError: "not allowed to open it; check its permissions",
        FileNotFoundError: "is not there any more",
        IsADirectoryError: "is a folder",
    }
    return reasons.get(type(error), f"cannot be opened: {error.strerror or error}")


def read_all(handle: int, size: int = 65536) -> bytes:
    """Give all bytes of an open file from its beginning."""
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, size + 1):
        parts.append(part)
    return b"".join(parts)


_WHY_NOT_WRITTEN = {
    errno.ENOSPC: "the disk is full; make room",
    errno.EDQUOT: "the disk is full for you; make room",
    errno.EFBIG: "the file may not grow so far; ask who set the limit",
    errno.EROFS: "the disk cannot be written; mount it for writing",
    errno.EACCES: "not allowed to write there; check the folder's permissions",
    errno.EPERM: "not allowed to write there; check whether the note is locked",
}


def say_why_not_written(error: OSError) -> str:
    """Say in plain words why a file cannot be written."""
    unknown = f"cannot be written: {error.strerror or error}"
    return _WHY_NOT_WRITTEN.get(error.errno or 0, unknown)
