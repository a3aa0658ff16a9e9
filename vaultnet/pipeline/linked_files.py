"""Files of the vault that a note's field names: a picture, the lines of a card."""

from __future__ import annotations

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.values import NotePath
from vaultnet.pipeline.snapshot import Snapshot


def read_linked(snapshot: Snapshot, target: str, source: NotePath) -> bytes | None:
    """Give the bytes of the file that a link in a note leads to; None for a note.

    None, too, where there is no such file, and where it cannot be read.
    """
    path = snapshot.linker.resolve(target, source)
    if path is None or path.casefold().endswith(".md"):
        return None
    try:
        return snapshot.vault.read_or_none(path)
    except Unreadable:
        return None
