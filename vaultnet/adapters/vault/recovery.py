"""What a killed process left behind, finished or put together with what came since."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vaultnet.adapters.vault import files, words
from vaultnet.adapters.vault.again import lost
from vaultnet.adapters.vault.change import change
from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.exchange import aside_of
from vaultnet.adapters.vault.journal import Record, Stage
from vaultnet.adapters.vault.placing import Edit, Wish, keep
from vaultnet.errors import RefusedToWrite

_UNFINISHED = (Stage.BEGUN, Stage.HELD)
_MET = "kept what was written into it at the same moment"


def recover(desk: Desk) -> tuple[str, ...]:
    """Finish what was cut off; gives what the user should know, one line each.

    What cannot be finished now, because a note is busy, is left for the next time.
    """
    said: list[str] = []
    with suppress(RefusedToWrite, OSError):
        for record in _unfinished(desk):
            with suppress(RefusedToWrite, OSError):
                said += _finish(desk, record)
        for record in list(lost(desk)):
            with suppress(RefusedToWrite, OSError):
                said += _put_back(desk, record)
    return tuple(said)


def _unfinished(desk: Desk) -> list[Record]:
    """Give the writes that were cut off, oldest first; drop what never began."""
    journal = desk.journal
    if not journal.has(*_UNFINISHED):
        return []
    with desk.locked():  # so that none of them is another process's, still at it
        for name in journal.torn():
            journal.sweep(name)
        return list(journal.all(*_UNFINISHED))[::-1]


def _finish(desk: Desk, record: Record) -> list[str]:
    """Finish one write; what cannot be known yet is left for the next time."""
    with desk.locked():
        left = _left_behind(desk, record)
    if left is None:
        return []
    if record.after is None:
        return _finish_withdrawal(desk, record, left)
    before, after = desk.journal.sides(record)
    theirs = next(
        (each for each in left.values() if _is_theirs(each, before, after)), None
    )
    redo = record.stage is Stage.BEGUN
    goal = _goal(before, after or b"", theirs, redo=redo)
    met = theirs is not None
    written = change(
        desk, Wish(record.path, goal, record.writing, record.about, met=met)
    )
    with desk.locked():
        if _drop(left):
            # A write that was made anew has a record of its own; the old one only
            # keeps the bytes from before.
            desk.journal.mark(record, Stage.UNDONE if written else Stage.DONE)
    if not written:
        return []
    if met:
        return [f"{record.path}: {_MET}"]
    label = f" ({record.writing.label})" if record.writing.label else ""
    return [f"{record.path}: finished what was interrupted{label}"]


def _goal(
    before: bytes | None, after: bytes, theirs: bytes | None, *, redo: bool
) -> Edit:
    """What a note should be: with our words, and with those that were displaced."""

    def goal(now: bytes | None) -> bytes | None:
        if before is None:
            return after if redo and now is None else None
        if now is None:
            return None if theirs is None else words.unite(before, after, theirs)
        result = now
        if redo and (now == before or files.is_torn(now, before, after)):
            result = after
        elif redo and not words.is_in(before, after, now):
            result = words.unite(before, after, now)
        return result if theirs is None else words.unite(before, result, theirs)

    return goal


def _is_theirs(data: bytes, before: bytes | None, after: bytes | None) -> bool:
    """Tell whether a file beside a note holds words that the journal does not have."""
    return data != before and not (after or b"").startswith(data)


def _left_behind(desk: Desk, record: Record) -> dict[Path, bytes] | None:
    """Give the files that a write left beside its note, with what they hold.

    None where somebody may still write into one of them.
    """
    temporary = (desk.root / record.target).parent / record.temporary
    found: dict[Path, bytes] = {}
    for path in (temporary, aside_of(temporary)):
        data = files.settled(path, (time.time_ns() - record.at) / 1e9)
        if data is files.Still.OPEN:
            return None
        if isinstance(data, bytes):
            found[path] = data
    return found


def _drop(left: Mapping[Path, bytes]) -> bool:
    """Drop files whose words are kept by now; False where more have come."""
    found = [
        files.last_words(path, data, patience=0, age=files.GRACE)
        for path, data in left.items()
    ]
    return all(each is None for each in found)


def _finish_withdrawal(
    desk: Desk, record: Record, left: Mapping[Path, bytes]
) -> list[str]:
    """Finish taking a note away; one that got other words comes back."""
    before, _ = desk.journal.sides(record)
    target = desk.root / record.target
    kept: list[str] = []
    with desk.locked():
        for data in left.values():
            if data != before:
                place = keep(record, target, data)
                kept.append(place.relative_to(desk.root).as_posix())
        if _drop(left):
            stands = target.exists() and not kept
            desk.journal.mark(record, Stage.UNDONE if stands else Stage.DONE)
    return [
        f"{each}: kept what was written into it at the same moment" for each in kept
    ]


def _put_back(desk: Desk, record: Record) -> list[str]:
    """Put back what a program with an old copy of the note has written over."""

    def leave(_now: bytes | None) -> None:
        return None

    again = record.again + 1
    wish = Wish(record.path, leave, record.writing, record.about, again=again)
    if not change(desk, wish):
        return []
    return [f"{record.path}: put back what another program had written over"]
