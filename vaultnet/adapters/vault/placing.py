"""A write that is written down first, then put in place, and can be taken back."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from vaultnet.adapters.vault import files, words
from vaultnet.adapters.vault.desk import Desk
from vaultnet.adapters.vault.disk import say_why_not_written
from vaultnet.adapters.vault.journal import Record, Stage, Writing, digest
from vaultnet.adapters.vault.merging import check_no_merge
from vaultnet.errors import RefusedToWrite

Edit = Callable[[bytes | None], bytes | None]
"""The bytes of a note (None: there is none) to those wanted (None: leave it alone).

It is pure, may raise RefusedToWrite, and is applied again to what somebody wrote
meanwhile.
"""

_LOOK = 2.0
"""Seconds for which we wait until whoever writes into a displaced file has ended."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a caller wants of a note, and what the journal is to remember with it."""

    path: str
    edit: Edit
    writing: Writing
    about: Mapping[str, str] = field(default_factory=dict)
    again: int = 0
    met: bool = False


@dataclass(slots=True)
class Displaced:
    """A file that was displaced: ``known`` is in the note, ``words`` not yet."""

    record: Record
    known: bytes
    words: bytes | None = None

    def take_in(self) -> None:
        """Remember that its words are in the note now."""
        self.known = self.known if self.words is None else self.words
        self.words = None


def place(
    desk: Desk,
    wish: Wish,
    target: Path,
    before: bytes | None,
    wanted: bytes,
    *,
    met: bool,
) -> Displaced | None:
    """Write a change down, then put it in place; gives what that displaced.

    Raises Changed where the note is not ``before`` any more, and RefusedToWrite;
    then it is as if nothing had been tried.
    """
    if not wish.writing.in_conflict:
        _check(desk, wish.path, before, wanted)
    record = Record(
        at=0,
        path=wish.path,
        target=target.relative_to(desk.root).as_posix(),
        writing=wish.writing,
        before=None if before is None else digest(before),
        after=digest(wanted),
        met=met or wish.met,
        again=wish.again,
        about=wish.about,
    )
    try:
        record = desk.journal.add(record, before, wanted)
    except OSError as error:
        raise unwritten(str(desk.folder), error) from None
    temporary = target.parent / record.temporary
    try:
        stays = _put(temporary, target, before, wanted)
    except files.Changed:
        temporary.unlink(missing_ok=True)
        desk.journal.drop(record)
        raise
    except BaseException as error:
        undone = _take_back(temporary, target, before, wanted)
        if undone:
            desk.journal.drop(record)
        if isinstance(error, OSError):
            raise unwritten(wish.path, error, written=not undone) from None
        raise
    if stays and before is not None:
        return Displaced(record, before)
    desk.journal.mark(record, Stage.DONE)
    return None


def _put(temporary: Path, target: Path, before: bytes | None, wanted: bytes) -> bool:
    """Put bytes in place; True where that displaces a file."""
    if before is None:
        target.parent.mkdir(parents=True, exist_ok=True)
        files.create(temporary, target, wanted)
        return False
    if target.stat().st_nlink > 1:
        files.overwrite(target, before, wanted)
        return False
    files.exchange(temporary, target, before, wanted)
    return True


def look(desk: Desk, record: Record, known: bytes) -> bytes | None:
    """Look at a displaced file; gives its words where they are not ``known``.

    One that holds no others is dropped; one that is still open is left for later.
    """
    temporary = (desk.root / record.target).parent / record.temporary
    age = (time.time_ns() - record.at) / 1e9
    try:
        found = files.last_words(temporary, known, patience=_LOOK, age=age)
    except OSError:  # it stays where it is, and so do its words
        found = files.Still.OPEN
    if isinstance(found, bytes):
        return found
    desk.journal.mark(record, Stage.DONE if found is None else Stage.HELD)
    return None


def keep(record: Record, target: Path, data: bytes) -> Path:
    """Put words that belong to a note into a copy beside it; gives its place.

    Where the note itself is gone, they are the note.
    """
    temporary = target.parent / f"{record.temporary}.copy"
    number = 0
    while True:
        count = f" ({number})" if number > 1 else ""
        name = f"{target.stem} (vaultnet's conflicted copy{count}){target.suffix}"
        place = target.with_name(name) if number else target
        try:
            files.create(temporary, place, data)
        except files.Changed:
            temporary.unlink()
            number += 1
        else:
            return place


def _check(desk: Desk, path: str, before: bytes | None, wanted: bytes) -> None:
    """Raise RefusedToWrite while others are not through with the note."""
    check_no_merge(desk.root)
    if words.has_markers(before) and words.has_markers(wanted):
        raise RefusedToWrite(f"{path}: holds both sides of a conflict; mend it first")


def _take_back(
    temporary: Path, target: Path, before: bytes | None, wanted: bytes
) -> bool:
    """Leave no trace of a write that has failed; False where there is more to do.

    Then the note is written, or half written over; the journal has all of it.
    """
    with suppress(OSError):
        now = target.read_bytes() if target.exists() else None
        if now == wanted:
            return False
        if not temporary.exists():
            return now == before
        if wanted.startswith(temporary.read_bytes()):
            temporary.unlink()
            return True
    return False


def unwritten(what: str, error: OSError, *, written: bool = False) -> RefusedToWrite:
    """Give what is said where the disk fails: what, why, and what became of it."""
    why = say_why_not_written(error)
    done = "it is written, but may not outlast a power cut" if written else ""
    return RefusedToWrite(f"{what}: {why}; {done or 'nothing was written'}")
