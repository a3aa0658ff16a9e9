"""When a file that is being saved is whole: quiet first, then a second look."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

PATIENCE = 10.0
"""Seconds after which a path is ready although it never falls quiet."""

HOLD = 2.0
"""Seconds more for content that looks cut off."""

GATHER = 0.1
"""A batch waits for paths that are due within so many seconds ..."""

GATHER_AT_MOST = 1.0
"""... but never longer than this, so a long burst comes in a few batches."""

_OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSING = re.compile(rb"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


class Seen(Enum):
    """What happened to a path."""

    WRITTEN = "written, and perhaps still open"
    WHOLE = "closed, renamed or created"
    GONE = "deleted or renamed away"


@dataclass(frozen=True, slots=True)
class Quiet:
    """How many quiet seconds each kind of event asks for."""

    written: float
    whole: float
    gone: float

    def after(self, seen: Seen) -> float:
        """Give the seconds to wait after an event."""
        return {
            Seen.WRITTEN: self.written,
            Seen.WHOLE: self.whole,
            Seen.GONE: self.gone,
        }[seen]


WITH_CLOSES = Quiet(written=2.0, whole=0.25, gone=1.0)
"""Where the system says that a file was closed, an unclosed write can wait."""

WITHOUT_CLOSES = Quiet(written=0.2, whole=0.2, gone=1.0)
"""Where it does not, quiet and the look at the content must do."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was last read of a file; ``text`` is None where only its size is known."""

    size: int
    text: bytes | None = None


def looks_cut(new: bytes, known: Known | None) -> bool:
    """Tell whether this content may be half of a save that goes on.

    It shrank, and is empty, or opens a frontmatter that it does not close, or is
    the beginning of what was there, or lost the newline at its end. A shrunken file
    whose old content is not known may always be cut.
    """
    if known is not None and len(new) >= known.size:
        return False
    if not new or _has_open_frontmatter(new):
        return True
    if known is None:
        return False
    if known.text is None or known.text.startswith(new):
        return True
    return known.text.endswith(b"\n") and not new.endswith(b"\n")


def _has_open_frontmatter(text: bytes) -> bool:
    opening = _OPENING.match(text)
    return opening is not None and _CLOSING.search(text, opening.end()) is None


@dataclass(slots=True)
class _Wait:
    """One path that waits: seconds on the caller's clock."""

    first: float
    due: float
    held_until: float | None = None


class Settle:
    """The paths that wait until they are quiet; time is whatever the caller says."""

    def __init__(self, quiet: Quiet) -> None:
        self._quiet = quiet
        self._waits: dict[str, _Wait] = {}
        self._look = float("inf")

    @property
    def next_look(self) -> float:
        """When to ask again, at the latest; infinity when nothing waits."""
        return self._look

    @property
    def waiting(self) -> frozenset[str]:
        """The paths that are not ready yet."""
        return frozenset(self._waits)

    def see(self, at: float, path: str, seen: Seen) -> None:
        """Take note of an event: the path's quiet time starts anew."""
        wait = self._waits.setdefault(path, _Wait(first=at, due=at))
        wait.due = min(at + self._quiet.after(seen), wait.first + PATIENCE)
        self._look = min(self._look, wait.due)

    def ready(self, at: float, is_cut: Callable[[str], bool]) -> frozenset[str]:
        """Take out the paths that are quiet and do not look cut off.

        ``is_cut`` is asked once for each path that is quiet; one that is cut stays
        for up to ``HOLD`` seconds more, and is then given all the same.
        """
        if at < self._look or self._gathers(at):
            return frozenset()
        due = [path for path, wait in self._waits.items() if wait.due <= at]
        whole = frozenset(path for path in due if not self._holds(at, path, is_cut))
        for path in whole:
            del self._waits[path]
        self._look = min((w.due for w in self._waits.values()), default=float("inf"))
        return whole

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waits.clear()
        self._look = float("inf")

    def _gathers(self, at: float) -> bool:
        """Tell whether more is coming so soon that the batch should wait for it."""
        dues = [wait.due for wait in self._waits.values()]
        until = min(dues, default=at) + GATHER_AT_MOST
        soon = [due for due in dues if at < due <= at + GATHER]
        if at >= until or not soon or min(dues) > at:
            return False
        self._look = min(max(soon), until)
        return True

    def _holds(self, at: float, path: str, is_cut: Callable[[str], bool]) -> bool:
        wait = self._waits[path]
        if not is_cut(path):
            return False
        if wait.held_until is None:
            wait.held_until = at + HOLD
        wait.due = wait.held_until
        return wait.due > at
