"""A note is written only when nobody has just written into it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.disk import Unreadable, read_file
from vaultnet.adapters.vault.journal import digest
from vaultnet.errors import Busy

_STEP = 0.1  # seconds between two looks


def wait_until_quiet(desk: Desk, path: str, target: Path, end: float) -> None:
    """Wait for a note to have been left alone long enough.

    ``end`` is a time of the monotonic clock. Raises Busy where the note does not
    fall quiet before it.
    """
    while True:
        rest = unrest(desk, path, target)
        if time.monotonic() + rest > end:
            raise busy(path)
        if not rest:
            return
        time.sleep(min(rest, _STEP))


def busy(path: str) -> Busy:
    """Give what is said of a note that somebody else is writing."""
    return Busy(
        f"{path}: is being written by something else; nothing was written, run this"
        " again in a few seconds"
    )


def is_ours(desk: Desk, path: str, data: bytes) -> bool:
    """Tell whether bytes are those that vaultnet wrote to a path last."""
    last = next(desk.journal.of_path(path), None)
    return last is not None and last.after == digest(data)


def unrest(desk: Desk, path: str, target: Path) -> float:
    """Give for how many seconds a note must still be left alone."""
    if not desk.quiet:
        return 0
    try:
        info = target.stat()
    except OSError:
        return 0
    age = (time.time_ns() - info.st_mtime_ns) / 1e9
    if age >= desk.quiet:
        return 0
    try:
        if is_ours(desk, path, read_file(target)):
            return 0
    except Unreadable:
        return 0
    return desk.quiet - age if age >= 0 else _since_first_look(desk, target, info)


def _since_first_look(desk: Desk, target: Path, info: os.stat_result) -> float:
    """A time in the future tells nothing; two looks apart must see the same."""
    stamp, now = (info.st_size, info.st_mtime_ns, info.st_ino), time.monotonic()
    known, since = desk.looks.get(target, (None, now))
    if known != stamp:
        desk.looks[target] = (stamp, now)
        return desk.quiet
    return max(0, desk.quiet - (now - since))
