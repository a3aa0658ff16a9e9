"""Files that go out to other programs: written whole, in one step, and on change only.

They are derived from the notes and can be made again, so they need no journal. A
half-written one is never seen: a temporary file, whose name begins with a dot and ends
in ``.tmp`` so that sync tools and vdirsyncer leave it alone, takes the old one's place.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from vaultnet.errors import RefusedToWrite

MAX_FILE = 256 * 1024 * 1024
"""Bytes: what is larger was not made by us, and is not read."""

_WHY_NOT = {
    errno.ENOSPC: "the disk is full; make room",
    errno.EDQUOT: "the disk is full for you; make room",
    errno.EROFS: "the disk cannot be written; mount it for writing",
    errno.EACCES: "not allowed to write there; check the folder's permissions",
    errno.EPERM: "not allowed to write there; check the folder's permissions",
    errno.EISDIR: "is a folder; name a file in it",
    errno.ENOTDIR: "one of the folders in its path is a file; name another place",
    errno.ENAMETOOLONG: "the name is too long; name another place",
    errno.ELOOP: "a link to itself; delete it",
}


def read(path: Path) -> bytes | None:
    """Give a file's bytes, None where there is none.

    Raises RefusedToWrite where something else than a file lies there, since nothing
    could be written in its place: a folder, a pipe, a file that cannot be opened.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _PLAIN)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # a name that no file can have
        raise RefusedToWrite(f"{path}: {_why_not(error)}") from None
    try:
        _check_plain(path, os.fstat(handle))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise RefusedToWrite(f"{path}: {_why_not(error)}") from None
    finally:
        os.close(handle)


def write(path: Path, data: bytes) -> bool:
    """Put bytes into a file, in one step; True where it changed.

    Folders that are missing are made. A file that holds these bytes already is left
    as it is, its time included. A link to a file stays one: what it leads to is
    written. Raises RefusedToWrite; the file is as it was then.
    """
    if read(path) == data:
        return False
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except (OSError, RuntimeError) as error:
        raise RefusedToWrite(f"{path}: {_why_not(error)}") from None
    return True


def remove(path: Path) -> bool:
    """Take a file away; True where there was one. Raises RefusedToWrite."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise RefusedToWrite(f"{path}: {_why_not(error)}") from None
    return True


def names(folder: Path) -> tuple[str, ...]:
    """Give the names of the files in a folder, sorted; none where it is not there.

    What begins with a dot is left out, and so are folders. Raises RefusedToWrite.
    """
    try:
        with os.scandir(folder) as entries:
            found = [e.name for e in entries if e.is_file() and e.name[0] != "."]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise RefusedToWrite(f"{folder}: {_why_not(error)}") from None
    return tuple(sorted(found))


def usual_folder(root: Path) -> Path:
    """Give the user's folder for what goes out of a vault and has no other place.

    It is outside the vault, since what is derived is not to be synced with it; beside
    vaultnet's state where VAULTNET_STATE names a place for that.
    """
    named = os.environ.get("VAULTNET_STATE")
    if named:
        data = Path(named).absolute()
    else:
        from platformdirs import user_data_path  # noqa: PLC0415 (20 ms, if needed)

        data = user_data_path("vaultnet", appauthor=False)
    key = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()
    return data / "out" / f"{root.name}-{key[:8]}"


# A named pipe must not hang us; Windows would translate line ends without the other.
_PLAIN = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _check_plain(path: Path, info: os.stat_result) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise RefusedToWrite(f"{path}: {_WHY_NOT[errno.EISDIR]}")
    if not stat.S_ISREG(info.st_mode) or info.st_size > MAX_FILE:
        raise RefusedToWrite(f"{path}: no file that can be read; name another one")


def _replace(target: Path, data: bytes) -> None:
    """Write a temporary file beside the target, whole, and let it take its place."""
    handle, name = tempfile.mkstemp(".tmp", f".{target.name[:40]}-", target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(target))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _mode_for(target: Path) -> int:
    """Give the permissions that a file has, for a new one those of the user's mask."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _why_not(error: Exception) -> str:
    if isinstance(error, RuntimeError):  # how Python 3.12 and older tell of it
        return _WHY_NOT[errno.ELOOP]
    unknown = f"cannot be written: {getattr(error, 'strerror', None) or error}"
    return _WHY_NOT.get(getattr(error, "errno", None) or 0, unknown)
