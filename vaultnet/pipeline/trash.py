"""Files -> files: notes that go to the vault's own trash, so that undo finds them."""

from __future__ import annotations

from collections.abc import Iterator

from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.snapshot import Snapshot

_TRASH = ".trash"
"""Where Obsidian puts what is deleted, if it is told to keep that in the vault."""


def free_place(snapshot: Snapshot, path: str) -> str:
    """Give a place in the trash; a second file of one name gets a number."""
    for place in _places(path.rpartition("/")[2]):
        if not (snapshot.vault.root / place).exists():
            return place
    return ""


def move_to_trash(snapshot: Snapshot, path: str, place: str, data: bytes) -> None:
    """Move a note that holds these bytes to a place in the trash.

    Raises RefusedToWrite where it cannot be moved now; then it stays where it is.
    """

    def create(now: bytes | None) -> bytes | None:
        if now is not None:
            raise RefusedToWrite(f"{place}: is there already; run this again")
        return data

    snapshot.vault.change(place, create)
    try:
        snapshot.vault.remove(path, data)
    except RefusedToWrite:
        snapshot.vault.remove(place, data)
        raise


def _places(name: str) -> Iterator[str]:
    yield f"{_TRASH}/{name}"
    for number in range(2, 1000):
        yield f"{_TRASH}/{name[:-3]} {number}{name[-3:]}"
