"""Files read without surprises and replaced whole."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from vaultnet.errors import RefusedToWrite

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
        return _read_all(handle, info.st_size)
    except OSError as error:
        raise Unreadable(say_why(error)) from None
    finally:
        os.close(handle)


def replace_file(path: str, target: Path, before: bytes | None, after: bytes) -> None:
    """Put new bytes in place of those that a change was planned on.

    The new text is whole on the disk before it takes the old one's place. Raises
    RefusedToWrite where the file is no longer ``before`` (None: there was none).
    """
    handle, name = tempfile.mkstemp(prefix=".~", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        if _now(target) != before:
            raise RefusedToWrite(
                f"{path}: was changed by something else just now; nothing was"
                " written, run this again"
            )
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _now(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None


def say_why(error: OSError) -> str:
    """Say in plain words why a file cannot be opened."""
    reasons = {
        PermissionError: "not allowed to open it; check its permissions",
        FileNotFoundError: "is not there any more",
        IsADirectoryError: "is a folder",
    }
    return reasons.get(type(error), f"cannot be opened: {error.strerror or error}")


def _read_all(handle: int, size: int) -> bytes:
    parts = []
    while part := os.read(handle, size + 1):
        parts.append(part)
    return b"".join(parts)


def _mode(target: Path) -> int:
    """Keep a note's own permissions; a new one gets what the user's umask leaves."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
