"""Whether somebody has a file open for writing, asked of the system."""

from __future__ import annotations

import sys
import time
from enum import Enum

_FIRST, _LONGEST = 0.0005, 0.02  # seconds between two questions


class Hold(Enum):
    """Who may still write into a file."""

    FREE = "nobody"
    HELD = "somebody"
    UNKNOWN = "the system does not say"


if sys.platform == "linux":
    import errno
    import fcntl
    import signal

    def _ask(handle: int) -> Hold:
        """Ask for a read lease; it is granted only while nobody can write."""
        try:
            # The default, SIGIO, would end the process where somebody opens the file.
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            return Hold.HELD if error.errno == errno.EAGAIN else Hold.UNKNOWN
        return Hold.FREE

    def is_wanted(handle: int) -> bool:
        """Tell whether somebody has come to write while the lease was held."""
        return fcntl.fcntl(handle, fcntl.F_GETLEASE) != fcntl.F_RDLCK

    def give_back(handle: int) -> None:
        """Let others write again."""
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)

else:

    def _ask(handle: int) -> Hold:  # noqa: ARG001
        """Say that this system has no leases."""
        return Hold.UNKNOWN

    def is_wanted(handle: int) -> bool:  # noqa: ARG001
        """Tell whether somebody has come to write; never known here."""
        return False

    def give_back(handle: int) -> None:
        """Let others write again; nobody was kept from it here."""


def take(handle: int, seconds: float) -> Hold:
    """Take a read lease as soon as nobody can write into a file, within some time.

    While it is held, whoever opens the file for writing waits; so it is given back
    soon, by closing the handle at the latest. Source: fcntl(2).
    """
    end, step = time.monotonic() + seconds, _FIRST
    while (hold := _ask(handle)) is Hold.HELD and time.monotonic() < end:
        time.sleep(step)
        step = min(2 * step, _LONGEST)
    return hold
