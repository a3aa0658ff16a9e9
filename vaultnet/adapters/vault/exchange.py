"""Files change places in one step, so that what was displaced can be looked at."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

_UNABLE = frozenset({
    errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM,
    errno.EMLINK,
})  # fmt: skip
"""What systems say that do not know a call, or not on this kind of disk."""

_KEEP, _SWAP = 1, 2  # RENAME_NOREPLACE and RENAME_EXCHANGE of Linux
_MAC = {_KEEP: 4, _SWAP: 2}  # RENAME_EXCL and RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD
_TRIES = 10


def put(new: Path, target: Path) -> Path | None:
    """Put a file in another's place; gives where the other is now.

    Linux and macOS swap the two names in one step. Elsewhere the old file gets a
    second name first; None where not even that can be done.
    """
    if _rename(new, target, _SWAP):
        return new
    aside = aside_of(new)
    linked = False
    with suppress(OSError):
        os.link(target, aside)
        linked = True
    _replace(new, target)
    return aside if linked else None


def aside_of(new: Path) -> Path:
    """Give the name that a displaced file gets where files cannot be swapped."""
    return new.with_suffix(".old")


def put_new(new: Path, target: Path) -> None:
    """Give a file a name that is free. Raises FileExistsError where it is not."""
    if _rename(new, target, _KEEP):
        return
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
        if os.path.lexists(target):  # a disk without links: this is all there is
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
        new.rename(target)
    else:
        new.unlink()


def flush_folder(folder: Path) -> None:
    """Make sure that the names in a folder outlast a power cut.

    Network drives and Windows know no such thing; there is nothing to be done.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNABLE:
            raise
    finally:
        os.close(handle)


def _rename(one: Path, other: Path, flag: int) -> bool:
    """Rename by a call that only some systems have; False where this one has not."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            failed = libc.renameat2(_HERE, first, _HERE, second, flag)
        elif sys.platform == "darwin":
            failed = libc.renamex_np(first, second, _MAC[flag])
        else:
            return False
    except (AttributeError, TypeError, OSError):
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _replace(new: Path, target: Path) -> None:
    """Replace a file; Windows refuses while another program reads it."""
    for _ in range(_TRIES if os.name == "nt" else 0):
        try:
            new.replace(target)
        except PermissionError:
            time.sleep(0.25)
        else:
            return
    new.replace(target)
