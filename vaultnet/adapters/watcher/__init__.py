"""Which files of the vault have changed, told once they are whole."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vaultnet.adapters.watcher.contents import Contents
from vaultnet.adapters.watcher.ears import EVERYTHING, Ears, make_native, make_poller
from vaultnet.core.settle import WITH_CLOSES, WITHOUT_CLOSES, Settle

MANY = 200
"""A batch of more paths than this asks for a rescan, too."""

_TICK = 0.1  # seconds; how soon a stop is noticed
_LOOK = 1.0  # seconds between two looks at whether the vault is still there
_JUMP = 10.0  # seconds that the clock may run ahead before it means sleep

_POLLING = (
    "this computer does not report changes in all folders of the vault (its limit on "
    "watched folders is reached), so vaultnet looks for them every 2 seconds"
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What changed since the batch before.

    ``paths`` are relative to the vault, with ``/``; some may be gone by now.
    ``rescan`` asks to look at all files, for some changes may be missing.
    ``notice`` is a line for the user, mostly empty. ``unsettled`` gives, whenever it
    is asked, the paths that may be in the middle of a save; they come later.
    """

    paths: frozenset[str]
    rescan: bool
    notice: str = ""
    unsettled: Callable[[], frozenset[str]] = field(default=frozenset, compare=False)


def watch(
    root: Path,
    *,
    poll: bool,
    stop: threading.Event,
    today: Callable[[], date],
    known_size: Callable[[str], int | None] = lambda _: None,
    has_come: Callable[[], bool] = lambda: False,
    rescan_every: float = 300.0,
    wall: Callable[[], float] = time.time,
) -> Iterator[Batch]:
    """Yield what changes below a folder until ``stop`` is set; first a rescan.

    ``known_size`` says how long a path was when the caller last read it, which tells
    a half-saved file sooner. ``has_come`` says whether something that the caller waits
    for has come about outside of what is watched; then, too, everything is looked at.
    ``rescan_every`` is in seconds, ``wall`` a clock that
    goes on while the computer sleeps.
    """
    contents = Contents(root, known_size)
    watcher = _Watcher(root, poll=poll, contents=contents)
    clocks = _Clocks(today, wall, rescan_every, has_come)
    try:
        while not stop.is_set():
            batch = watcher.next_batch(clocks)
            if batch is not None and not stop.is_set():
                yield batch
    finally:
        watcher.close()


class _Clocks:
    """The reasons for a rescan other than events: midnight, sleep, long quiet."""

    def __init__(
        self,
        today: Callable[[], date],
        wall: Callable[[], float],
        rescan_every: float,
        has_come: Callable[[], bool],
    ) -> None:
        self._today, self._wall, self._every = today, wall, rescan_every
        self._has_come = has_come
        self._asleep = False
        self.begin()

    def begin(self) -> None:
        """Count from now: everything is being looked at."""
        self._day, self._next = self._today(), time.monotonic() + self._every
        self._asleep = False

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Notice when a short wait took long: the computer slept."""
        began = self._wall()
        yield
        self._asleep |= self._wall() - began > _JUMP

    @property
    def ask_for_rescan(self) -> bool:
        """Whether it is time to look at everything."""
        late = time.monotonic() >= self._next
        is_other_day = self._today() != self._day
        return late or self._asleep or is_other_day or self._has_come()


class _Watcher:
    """Settles what was heard; leaves and returns as the vault does."""

    def __init__(self, root: Path, *, poll: bool, contents: Contents) -> None:
        self._root = Path(os.path.realpath(root))
        self._polls = poll
        self._contents = contents
        self._ears = Ears(self._root)
        self._settle = Settle(WITHOUT_CLOSES)
        self._place: tuple[int, ...] = ()
        self._look_at = 0.0

    def next_batch(self, clocks: _Clocks) -> Batch | None:
        """Wait for a moment; give a batch if one is ready."""
        if not self._ears.is_open:
            return self._arrive(clocks)
        with clocks.waiting():
            self._listen()
        paths = self._settle.ready(time.monotonic(), self._contents.is_cut)
        timely = clocks.ask_for_rescan
        if self._is_lost(at_once=bool(paths) or timely) or (timely and self._is_deaf()):
            self.close()
            return None
        if timely:
            clocks.begin()
        if not paths and not timely:
            return None
        self._contents.keep(paths)
        rescan = timely or EVERYTHING in paths or len(paths) > MANY
        return Batch(paths - {EVERYTHING}, rescan, unsettled=self.unsettled)

    def unsettled(self) -> frozenset[str]:
        """Give the paths that are not quiet by now."""
        self._take_in()
        return self._settle.waiting

    def close(self) -> None:
        """Stop listening and forget what was heard."""
        self._ears.close()
        self._settle.clear()

    def _arrive(self, clocks: _Clocks) -> Batch | None:
        """Begin to listen, once the vault is there."""
        self.close()
        notice = self._open() if self._is_there() else ""
        if not self._ears.is_open:
            time.sleep(_TICK)
            return None
        self._place, self._look_at = self._where(), time.monotonic() + _LOOK
        clocks.begin()
        return Batch(frozenset(), rescan=True, notice=notice, unsettled=self.unsettled)

    def _open(self) -> str:
        """Listen, by polling if need be; give a notice of that."""
        if not self._polls and self._ears.open(make_native) and not self._is_deaf():
            closes = sys.platform.startswith("linux")
            self._settle = Settle(WITH_CLOSES if closes else WITHOUT_CLOSES)
            return ""
        self._ears.close()
        self._settle = Settle(WITHOUT_CLOSES)
        notice = "" if self._polls else _POLLING
        self._polls = self._ears.open(make_poller) or self._polls
        return notice

    def _listen(self) -> None:
        """Wait for events until something is to be done, and take them in."""
        # Not `stop.wait()`: a signal handler that sets the event could find its
        # lock taken by this very thread and wait for ever.
        wait = min(_TICK, max(0.0, self._settle.next_look - time.monotonic()))
        with contextlib.suppress(queue.Empty):
            self._settle.see(*self._ears.heard.get(timeout=wait))
        self._take_in()

    def _take_in(self) -> None:
        for _ in range(self._ears.heard.qsize()):
            self._settle.see(*self._ears.heard.get_nowait())

    def _is_deaf(self) -> bool:
        return not self._polls and self._ears.is_deaf

    def _is_there(self) -> bool:
        """Tell whether the vault is there; later on an empty folder is not it.

        What a drive that was taken out leaves behind is an empty folder.
        """
        with contextlib.suppress(OSError), os.scandir(self._root) as entries:
            return not self._place or any(entries)
        return False

    def _is_lost(self, *, at_once: bool) -> bool:
        """Tell whether the vault went away or watchdog stopped listening."""
        now = time.monotonic()
        if now < self._look_at and not at_once:
            return False
        self._look_at = now + _LOOK
        moved = self._where() != self._place or not self._is_there()
        return moved or not self._ears.is_open

    def _where(self) -> tuple[int, ...]:
        """Give what tells this folder from another of the same name."""
        try:
            found = self._root.stat()
        except OSError:
            return ()
        # Where events are missing, inode numbers are often made up, too.
        return (found.st_dev,) if self._polls else (found.st_dev, found.st_ino)
