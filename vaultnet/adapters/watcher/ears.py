"""How the system tells of changes: watchdog's threads only fill a queue."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserverVFS

from vaultnet.core.settle import Seen

EVERYTHING = ""
"""Stands for the whole vault where a path is expected."""

# What watchdog logs is for us, not for the terminal.
logging.getLogger("watchdog").addHandler(logging.NullHandler())

_POLL = 2  # seconds between two rounds of polling
_CLOSING = 0.25  # seconds given to watchdog's threads, which may sleep for longer

_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
# A created file says nothing of its end, but where it is still being written the
# writes follow at once; a file moved in from elsewhere is only ever "created".
_SEEN = {
    "created": Seen.WHOLE,
    "closed": Seen.WHOLE,
    "modified": Seen.WRITTEN,
    "deleted": Seen.GONE,
}
# Windows does not say whether what was deleted was a folder; watchdog says "file".
_FOLDERS_GO_AS_FILES = sys.platform == "win32"
_NOISE = ("~", ".tmp", ".swp", ".swx", ".orig", ".rej")


class Ears(FileSystemEventHandler):
    """Listens below a folder with watchdog, whose threads only fill ``heard``.

    ``heard`` gives (seconds of the monotonic clock, path in the vault, event).
    """

    def __init__(self, root: Path) -> None:
        self.heard: queue.SimpleQueue[tuple[float, str, Seen]] = queue.SimpleQueue()
        self._root = root
        self._observer: BaseObserver | None = None
        self._warnings = _Warnings(self)

    def open(self, make: Callable[[], BaseObserver]) -> bool:
        """Begin to listen; False where the system refuses."""
        logging.getLogger("watchdog").addHandler(self._warnings)
        # Folders made in a hurry are registered twice; watchdog warns of it, and the
        # warning helps nobody (as an error it would end watchdog's thread).
        warnings.filterwarnings("ignore", module=r"watchdog(\.|$)")
        try:
            self._observer = make()
            self._observer.schedule(
                self, str(self._root), recursive=True, event_filter=_EVENTS
            )
            self._observer.start()
        except OSError:
            self.close()
        return self._observer is not None

    def close(self) -> None:
        """Stop listening, in bounded time, and forget what was heard."""
        logging.getLogger("watchdog").removeHandler(self._warnings)
        if self._observer is not None:
            _stop(self._observer)
            self._observer = None
        with contextlib.suppress(queue.Empty):
            while True:
                self.heard.get_nowait()

    @property
    def is_open(self) -> bool:
        """Whether watchdog listens: it stops by itself when the folder goes away."""
        return (
            self._observer is not None
            and self._observer.is_alive()
            and all(emitter.is_alive() for emitter in tuple(self._observer.emitters))
        )

    @property
    def is_deaf(self) -> bool:
        """Whether folders are left out because Linux's limit on watches is reached.

        watchdog says nothing of it, but the kernel lists each watch of our process.
        Folders come and go while we count, so three counts must agree.
        """
        return all(self._lacks_watches() for _ in range(3))

    def dispatch(self, event: FileSystemEvent) -> None:
        """Queue what watchdog tells."""
        if event.is_directory:
            if any(map(self._path, (event.src_path, event.dest_path))):
                self.put(EVERYTHING, Seen.WHOLE)
        elif event.event_type == "moved":
            self._hear(event.src_path, Seen.GONE)
            self._hear(event.dest_path, Seen.WHOLE)
        elif event.event_type in _SEEN:
            self._hear(event.src_path, _SEEN[event.event_type])

    def put(self, path: str, seen: Seen) -> None:
        """Queue one path, with the time."""
        self.heard.put((time.monotonic(), path, seen))

    def _hear(self, raw: str | bytes, seen: Seen) -> None:
        path = self._path(raw)
        if path:
            self.put(path, seen)
        if path and seen is Seen.GONE and _FOLDERS_GO_AS_FILES and not _is_note(path):
            self.put(EVERYTHING, Seen.WHOLE)

    def _path(self, raw: str | bytes) -> str:
        """Give the path inside the vault, "" for noise and for the root itself."""
        path = os.fsdecode(raw)
        if not path.startswith(str(self._root) + os.sep):
            return ""
        path = path[len(str(self._root)) + 1 :].replace(os.sep, "/")
        *folders, name = path.split("/")
        if _is_noise(name) or any(folder.startswith(".") for folder in folders):
            return ""
        return path

    def _lacks_watches(self) -> bool:
        folders = sum(1 for _ in os.walk(self._root))
        return 0 < _count_watches() < folders


class _Warnings(logging.Handler):
    """Hears watchdog's warnings: its only word on events that were lost."""

    def __init__(self, ears: Ears) -> None:
        super().__init__(logging.WARNING)
        self._ears = ears

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        """Ask for a look at everything."""
        self._ears.put(EVERYTHING, Seen.WHOLE)


def make_native() -> BaseObserver:
    """Make an observer that the system tells of changes."""
    return Observer()


def make_poller() -> BaseObserver:
    """Make an observer that looks for itself; it follows no symlinks, as the other."""
    return PollingObserverVFS(os.lstat, _listdir, polling_interval=_POLL)


def _listdir(folder: str | None) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if not entry.name.startswith("."))


def _is_note(path: str) -> bool:
    return path.casefold().endswith(".md")


def _is_noise(name: str) -> bool:
    """Tell the names that editors and sync tools use on their way."""
    hidden = name.startswith((".", "~", "#"))
    return hidden or name.casefold().endswith(_NOISE) or name == "4913"


def _stop(observer: BaseObserver) -> None:
    # Some of watchdog's threads sleep for half a second; they end by themselves.
    closer = threading.Thread(target=observer.stop, daemon=True)
    closer.start()
    closer.join(_CLOSING)
    if observer.is_alive() and not closer.is_alive():
        observer.join(_CLOSING)


def _count_watches() -> int:
    """Count this process's inotify watches, 0 where nothing is known of them."""
    count = 0
    with contextlib.suppress(OSError):
        for opened in Path("/proc/self/fdinfo").iterdir():
            with contextlib.suppress(OSError):
                count += opened.read_text("ascii", "replace").count("inotify wd:")
    return count
