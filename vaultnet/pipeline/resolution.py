"""What resolving came to, kept while it goes on."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaultnet.adapters.vault import Unreadable
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Text:
    """What a note was before, and what it is, or would be, now."""

    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Left:
    """Why something is left as it is; ``line`` is where to look, 0 for all of it."""

    why: str
    line: int = 0


@dataclass(slots=True)
class Resolution:
    """What is resolved, and what is left, with the reason, by path.

    ``dry`` leaves the disk alone. ``moved`` says where copies are now, ``texts``
    which notes were or would be written, ``notices`` what to look at, ``unstaged``
    which notes wait to be added in git.
    """

    dry: bool
    resolved: list[str] = field(default_factory=list)
    left: dict[str, Left] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    unstaged: list[str] = field(default_factory=list)

    def read(self, snapshot: Snapshot, path: str) -> bytes:
        """Give a note as it is now, or would be. Raises RefusedToWrite."""
        if self.dry and path in self.texts:
            return self.texts[path].after
        try:
            return snapshot.vault.read(path)
        except Unreadable as reason:
            raise RefusedToWrite(f"{path}: {reason}") from None

    def remember(self, path: str, before: bytes, after: bytes) -> None:
        """Remember that a note was, or would be, written."""
        if before != after:
            first = self.texts.get(path)
            self.texts[path] = Text(first.before if first else before, after)
