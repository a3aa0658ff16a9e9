"""Our words put back where a program with an old copy of a note has written over them.

Such a program read the note before a change of ours and saved after it. It shows:
the note was written a moment after ours, the lines that we put in are gone, and it is
otherwise the note from before with other words in it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.journal import Record, Stage, digest
from vaultnet.adapters.vault.words import is_edit_of, is_in, is_reworded, spoils, unite

_REACH = 3_000_000_000
"""Ns: nobody reads, edits and saves so soon; whoever did had the note open before."""

_LATELY = 86_400 * 1_000_000_000  # ns
_NEWEST = 50  # notes
_MOST = 3
"""So often our words are put back; whoever takes them away again means it."""


def with_own_words(desk: Desk, path: str, now: bytes, at: int) -> bytes:
    """Give a note's bytes with the words of ours that were written over just now.

    ``at`` is when the bytes were written, in ns.
    """
    missing: list[Record] = []
    seen = digest(now)
    for record in desk.journal.of_path(path):
        if record.stage is Stage.BEGUN:
            continue
        is_owed = record.at in desk.owed or _could_be_lost(record, at)
        if record.after == seen or not is_owed:
            break
        before, after = desk.journal.sides(record)
        is_seen = is_in(before, after, now) or is_reworded(before, after, now)
        if is_seen or not is_edit_of(before, now):
            break  # and so it is with all that came before it
        missing.append(record)
        desk.owed.add(record.at)
    united = now
    for record in reversed(missing):
        before, after = desk.journal.sides(record)
        united = unite(before, after, united)
    return now if spoils(now, united) else united


def lost(desk: Desk) -> Iterator[Record]:
    """Give the last write of each note that may have been written over since."""
    for record in desk.journal.newest(_NEWEST):
        target = desk.root / record.target
        recent = time.time_ns() - record.at < _LATELY
        if recent and record.again < _MOST and target.is_file():
            at = target.stat().st_mtime_ns
            other = digest(target.read_bytes()) != record.after
            if other and _could_be_lost(record, at):
                yield record


def _could_be_lost(record: Record, at: int) -> bool:
    # What is written into a conflict is git's to take back, as with `merge --abort`.
    is_ours = not record.writing.in_conflict
    is_change = is_ours and record.before is not None and record.after is not None
    standing = record.stage in (Stage.DONE, Stage.HELD)
    return is_change and standing and 0 <= at - record.at < _REACH
