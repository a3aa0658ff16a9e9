"""Writes taken back: a note gets the bytes that it had before, unless it changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from vaultnet.adapters.vault.change import change
from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.disk import Unreadable, read_file
from vaultnet.adapters.vault.journal import Record, Stage, digest
from vaultnet.adapters.vault.placing import Wish, unwritten
from vaultnet.adapters.vault.withdrawing import withdraw
from vaultnet.errors import Busy, RefusedToWrite

_STANDING = (Stage.DONE, Stage.HELD)
_CHANGED = "was changed since"


@dataclass(frozen=True, slots=True)
class Group:
    """Writes that are undone together: ``at`` is when, in seconds since 1970.

    ``in_conflict`` says that they were made, and can be undone, during a merge.
    """

    label: str
    at: float
    paths: tuple[str, ...]
    in_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo gave back, and what it left alone, by path and with the reason.

    ``gone`` are those of ``restored`` that were new, so that nothing is there now.
    """

    label: str = ""
    restored: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)
    about: tuple[Mapping[str, str], ...] = ()


def undoable(desk: Desk) -> tuple[Group, ...]:
    """Give what can be undone, newest first."""
    return tuple(
        Group(
            label=records[0].writing.label,
            at=records[0].writing.group / 1e9,
            paths=tuple(sorted({each.path for each in records})),
            in_conflict=all(each.writing.in_conflict for each in records),
        )
        for records in _groups(desk)
    )


def undo(desk: Desk, *, dry: bool) -> Undone:
    """Undo the newest group; ``dry`` only says what that would do."""
    try:
        records = next(_groups(desk), [])
    except OSError as error:
        raise unwritten(str(desk.folder), error) from None
    if not records:
        return Undone()
    by_path: dict[str, list[Record]] = {}
    for each in records:
        by_path.setdefault(each.path, []).append(each)
    restored: list[str] = []
    left: dict[str, str] = {}
    for path, writes in sorted(by_path.items()):
        try:
            _undo_note(desk, writes, dry=dry)
            restored.append(path)
        except RefusedToWrite as refused:
            left[path] = str(refused).removeprefix(f"{path}: ")
    about = tuple(
        each.about for each in records if each.path in restored and each.about
    )
    gone = tuple(path for path in restored if by_path[path][0].before is None)
    return Undone(records[0].writing.label, tuple(restored), gone, left, about)


def _undo_note(desk: Desk, writes: Sequence[Record], *, dry: bool) -> None:
    """Undo the writes of one note; only one that is busy may be tried again."""
    try:
        _check(desk, writes)
        if not dry:
            _restore(desk, writes)
    except OSError as error:
        raise unwritten(writes[0].path, error) from None
    except Busy:
        raise
    except RefusedToWrite:
        if not dry:
            _spend(desk, writes)
        raise
    if not dry:
        _spend(desk, writes)


def _spend(desk: Desk, writes: Sequence[Record]) -> None:
    for each in writes:
        desk.journal.mark(each, Stage.UNDONE)


def _groups(desk: Desk) -> Iterator[list[Record]]:
    """Give the records of each group, newest group first, oldest record first."""
    groups: dict[int, list[Record]] = {}
    for record in desk.journal.all(*_STANDING):
        if record.writing.undoable:
            groups.setdefault(record.writing.group, []).insert(0, record)
    for _, records in sorted(groups.items(), reverse=True):
        yield records


def _check(desk: Desk, writes: Sequence[Record]) -> None:
    """Raise RefusedToWrite where a note holds words since that are not ours."""
    path = writes[0].path
    apart = any(one.after != other.before for one, other in pairwise(writes))
    target = desk.target(path)
    try:
        now = None
        if writes[-1].after is not None or os.path.lexists(target):
            now = digest(read_file(target))
    except Unreadable as reason:
        raise RefusedToWrite(f"{path}: {reason}") from None
    changed = now != writes[-1].after
    if apart or changed or any(each.met for each in writes):
        raise RefusedToWrite(f"{path}: {_CHANGED}")


def _restore(desk: Desk, writes: Sequence[Record]) -> None:
    """Give a note the bytes from before some writes, oldest first."""
    first, last = writes[0], writes[-1]
    try:
        before, after = desk.journal.sides(first)[0], desk.journal.sides(last)[1]
    except OSError:
        raise RefusedToWrite(f"{first.path}: its backup cannot be read") from None
    # With the group of what it takes back, whose other records are needed still.
    writing = replace(first.writing, label="undo", undoable=False)
    if before is None:
        gone = Record(0, first.path, first.target, writing, last.after, None)
        withdraw(desk, gone, after or b"")
        return

    def back(now: bytes | None) -> bytes | None:
        if now != after:
            raise RefusedToWrite(f"{first.path}: {_CHANGED}")
        return before

    change(desk, Wish(first.path, back, writing))
