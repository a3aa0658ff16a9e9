"""One writer at a time, over all processes of this user."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vaultnet.errors import Busy

_LONGEST = 10.0  # seconds; a round takes milliseconds, so somebody hangs
_STEP = 0.005


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock at a path; the system lets go of it when the process ends.

    Raises Busy where another process does not let go of it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)  # lets go of the lock, too


def _take(handle: int) -> None:
    end = time.monotonic() + _LONGEST
    while not _took(handle):
        if time.monotonic() > end:
            raise Busy("another vaultnet is writing and does not end; try again later")
        time.sleep(_STEP)


if sys.platform == "win32":
    import msvcrt

    def _took(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _took(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
