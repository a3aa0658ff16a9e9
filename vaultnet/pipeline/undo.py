"""The last command's writes taken back, and the boxes that they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from vaultnet.adapters.vault import Undone, Vault
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes
from vaultnet.core.people.listing import SENT, Line, read_lines
from vaultnet.core.values import NotePath
from vaultnet.core.weekly.note import with_marks
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.due import readable_note
from vaultnet.pipeline.snapshot import Snapshot, refresh


def undo_last(vault: Vault, cache: Path, *, dry: bool) -> Undone:
    """Give the notes of the last command the bytes from before it.

    A box in a weekly note that told of an undone entry is cleared, or it would be
    logged again. ``dry`` leaves the disk alone. Raises RefusedToWrite where every
    one of the notes has to be left alone.
    """
    if not dry:
        vault.check_no_merge()
    undone = vault.undo(dry=dry)
    if undone.left and not undone.restored:
        raise RefusedToWrite(
            "nothing was undone\n"
            + "\n".join(f"{path}: {why}" for path, why in undone.left.items())
        )
    logged = [each for each in undone.about if "week" in each]
    if logged and not dry:
        vault.begin("undo", undoable=False)
        snapshot = refresh(vault, cache)
        for about in logged:
            for path in _weekly_notes(snapshot, about["week"].split()):
                _clear(snapshot, path, about)
    return undone


def _weekly_notes(snapshot: Snapshot, weeks: list[str]) -> Iterator[NotePath]:
    for path, listing in snapshot.network.weekly.items():
        if listing.week in weeks:
            yield path


def _clear(snapshot: Snapshot, path: NotePath, about: Mapping[str, str]) -> None:
    def cleared(now: bytes | None) -> bytes | None:
        if now is None:
            return None
        note = readable_note(path, now)
        lines = _boxes(snapshot, note, about)
        return note_bytes(note, with_marks(note, dict.fromkeys(lines, " ")))

    snapshot.vault.change(path, cleared)


def _boxes(snapshot: Snapshot, note: Note, about: Mapping[str, str]) -> Iterator[int]:
    """The boxes that told of an entry: all of a tick, else those without words."""
    for line in read_lines(note):
        is_theirs = snapshot.who.meant(line.target, note.path) == about["contact"]
        is_set = line.is_done or line.mark == SENT
        if is_theirs and is_set and (about.get("by") == "tick" or _is_bare(line)):
            yield line.line


def _is_bare(line: Line) -> bool:
    return not line.has_words and line.done_on is None
