"""One note's file replaced: whole before it is seen, and nobody's words dropped."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

from vaultnet.adapters.vault import lease
from vaultnet.adapters.vault.disk import read_all
from vaultnet.adapters.vault.exchange import flush_folder, put, put_new
from vaultnet.adapters.vault.lease import Hold

GRACE = 10.0
"""Seconds that a displaced file is kept where the system does not name writers."""

_SURE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_CLAIM = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SURE
_PLAIN = 0o666  # of which the user's umask takes away what it does
_NOT_COPIED = (errno.ENOTSUP, errno.EPERM, errno.EACCES, errno.EINVAL)


class Changed(Exception):
    """The note is no longer what the change was planned on, or somebody writes."""


class Still(Enum):
    """A displaced file that somebody may still write into."""

    OPEN = "open"


def create(temporary: Path, target: Path, data: bytes) -> None:
    """Make a new note. Raises Changed where there is one by now."""
    _fill(os.open(temporary, _CLAIM, _PLAIN), data)
    try:
        put_new(temporary, target)
    except FileExistsError:
        raise Changed from None
    flush_folder(target.parent)


def exchange(temporary: Path, target: Path, before: bytes, data: bytes) -> None:
    """Put new bytes in a note's place; the old file is at ``temporary`` then.

    Raises Changed where the note is not ``before`` at the last moment.
    """
    handle = os.open(temporary, _CLAIM, 0o600)
    try:
        _dress(temporary, target)
    except BaseException:
        os.close(handle)
        raise
    _fill(handle, data)
    with _checked(target, before, os.O_RDONLY):
        aside = put(temporary, target)
    if aside is not None and aside != temporary:
        aside.rename(temporary)
    flush_folder(target.parent)


def overwrite(target: Path, before: bytes, data: bytes) -> None:
    """Write into a note that has several names, which an exchange would part.

    A kill in between leaves a mixture, which the journal can mend. Raises Changed
    where the note is not ``before``.
    """
    with _checked(target, before, os.O_RDONLY):
        pass
    with _checked(target, before, os.O_RDWR) as handle:
        try:
            _write_over(handle, data)
        except OSError:
            _write_over(handle, before)
            raise


def withdraw(temporary: Path, target: Path, before: bytes) -> None:
    """Take a note away; its file is at ``temporary`` then.

    Raises Changed where the note is not ``before`` at the last moment.
    """
    with _checked(target, before, os.O_RDONLY):
        target.rename(temporary)
    flush_folder(target.parent)


def last_words(
    temporary: Path, known: bytes, *, patience: float, age: float
) -> bytes | Still | None:
    """Look at a displaced file, and drop it where it holds nothing but ``known``.

    Gives None once it is gone, the bytes that it holds where they are others, and
    Still.OPEN where nobody can say yet; ``age`` is for how long it has been
    displaced, in seconds.
    """
    try:
        handle = os.open(temporary, os.O_RDONLY | _SURE)
    except FileNotFoundError:
        return None
    try:
        hold = lease.take(handle, patience)
        words = read_all(handle)
        if hold is Hold.HELD or lease.is_wanted(handle):
            return Still.OPEN
        if words != known:
            return words
        if hold is Hold.UNKNOWN and age < GRACE:
            return Still.OPEN
        temporary.unlink()
        return _words_of_a_latecomer(handle, known, patience)
    finally:
        os.close(handle)


def settled(path: Path, age: float) -> bytes | Still | None:
    """Give what a file holds into which nobody can write any more; None for none.

    ``age`` is for how long it has been out of reach, in seconds.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _SURE)
    except FileNotFoundError:
        return None
    try:
        hold = lease.take(handle, 0)
        is_young = hold is Hold.UNKNOWN and age < GRACE
        return Still.OPEN if hold is Hold.HELD or is_young else read_all(handle)
    finally:
        os.close(handle)


def _words_of_a_latecomer(handle: int, known: bytes, patience: float) -> bytes | None:
    """Somebody who found the file before it was dropped is let in, and read."""
    if not lease.is_wanted(handle):
        return None
    lease.give_back(handle)
    time.sleep(0)
    lease.take(handle, patience)
    words = read_all(handle)
    return None if words == known else words


def is_torn(data: bytes, before: bytes, after: bytes) -> bool:
    """Tell whether a note was left in the middle of being overwritten."""
    pairs = zip(data, after, strict=False)
    most = min(len(data), len(after))
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), most)
    return data not in (before, after) and data[same:] == before[same:]


@contextmanager
def _checked(target: Path, before: bytes, flags: int) -> Iterator[int]:
    """Open a note and hold it while it is what it was; raises Changed else."""
    try:
        handle = os.open(target, flags | _SURE)
    except FileNotFoundError:
        raise Changed from None
    try:
        if flags == os.O_RDONLY and lease.take(handle, 0) is Hold.HELD:
            raise Changed
        same = read_all(handle) == before
        if not same or not os.path.samestat(target.stat(), os.fstat(handle)):
            raise Changed
        yield handle
    finally:
        os.close(handle)


def _fill(handle: int, data: bytes) -> None:
    """Write a file that is whole on the disk before anything else happens."""
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)


def _write_over(handle: int, data: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.ftruncate(handle, len(data))
    os.fsync(handle)


def _dress(temporary: Path, target: Path) -> None:
    """Give a file the owner, the permissions and the labels of another."""
    info, ours = target.stat(), temporary.stat()
    if os.name == "posix" and (info.st_uid, info.st_gid) != (ours.st_uid, ours.st_gid):
        with suppress(PermissionError):  # somebody else's note in a shared folder
            os.chown(temporary, info.st_uid, info.st_gid)
    temporary.chmod(stat.S_IMODE(info.st_mode))
    _copy_labels(temporary, target)


if sys.platform == "linux":

    def _copy_labels(temporary: Path, target: Path) -> None:
        """Copy extended attributes, of which access lists are some."""
        for name in _labels(target):
            try:
                os.setxattr(temporary, name, os.getxattr(target, name))
            except OSError as error:
                if error.errno not in (*_NOT_COPIED, errno.ENODATA):
                    raise

    def _labels(target: Path) -> list[str]:
        try:
            return os.listxattr(target)
        except OSError as error:
            if error.errno in _NOT_COPIED:
                return []
            raise

elif sys.platform == "darwin":
    import ctypes

    def _copy_labels(temporary: Path, target: Path) -> None:
        """Copy access lists and extended attributes. Source: copyfile(3)."""
        lists_and_attributes = 1 | 4  # COPYFILE_ACL, COPYFILE_XATTR
        ctypes.CDLL(None).copyfile(
            os.fsencode(target), os.fsencode(temporary), None, lists_and_attributes
        )

else:

    def _copy_labels(temporary: Path, target: Path) -> None:
        """Copy nothing: this system has no attributes that belong to a file's text."""
