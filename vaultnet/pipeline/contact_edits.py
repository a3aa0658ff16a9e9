"""Changes to contacts' notes that the user asked for: each a splice, else refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.dates.week import week_of
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.notes.note import Note, State
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.fields import with_last_contact, with_value
from vaultnet.core.people.logbook import Logged as Added
from vaultnet.core.people.logbook import add_entry, render_entry
from vaultnet.core.people.network import Contact
from vaultnet.core.values import NotePath
from vaultnet.errors import Busy, RefusedToWrite
from vaultnet.pipeline.indexing import has_conflict
from vaultnet.pipeline.snapshot import Snapshot

NoteEdit = Callable[[Note], str | None]
"""Pure: from a note its new text, None to leave it; asked again if it changed."""


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry that now stands in a contact's log.

    ``left`` says which fields with the last contact could not be moved on.
    """

    contact: Contact
    line: int
    on: date
    kind: Kind | None
    text: str
    left: tuple[str, ...] = ()


def change_contact(
    snapshot: Snapshot,
    path: NotePath,
    edit: NoteEdit,
    *,
    dry: bool,
    about: Mapping[str, str] | None = None,
) -> bool:
    """Change a contact's note; ``dry`` only sees whether it could be.

    Raises RefusedToWrite where the note must not be written.
    """

    def changed(now: bytes | None) -> bytes | None:
        note = read_writable(path, now)
        text = edit(note)
        return None if text is None else note_bytes(note, text)

    snapshot.vault.check_no_merge()
    if not dry:
        return snapshot.vault.change(path, changed, about=about)
    try:
        now = snapshot.vault.read_or_none(path)
    except Unreadable as reason:
        raise RefusedToWrite(f"{path}: {reason}") from None
    return changed(now) not in (None, now)


def log_interaction(
    snapshot: Snapshot,
    contacts: Sequence[Contact],
    on: date,
    kind: Kind | None,
    text: str,
    *,
    dry: bool,
) -> list[Logged]:
    """Write what happened into the log of each contact, and into ``last_contact``.

    Raises RefusedToWrite where one of the notes must not be written; then none is.
    One that is only busy keeps no other from being written.
    """
    named, words = (kind, text) if kind else split_kind(text)
    words = " ".join(words.split())
    done = [Logged(contact, 0, on, named, words) for contact in contacts]
    planned = [_log(snapshot, each, dry=True) for each in done]
    return planned if dry else _write_entries(snapshot, planned)


def with_entry(
    snapshot: Snapshot, note: Note, on: date, kind: Kind | None, words: str
) -> Added:
    """Give the note with what happened in its log."""
    return add_entry(
        note,
        on,
        render_entry(kind, words),
        headings=snapshot.config.log.headings,
        daily_format=snapshot.reading.daily_format,
    )


def snooze_contact(
    snapshot: Snapshot, contact: Contact, until: date, *, dry: bool
) -> None:
    """Hold a contact until a day. Raises RefusedToWrite where that cannot be noted."""
    dialect = snapshot.reading.dialect
    change_contact(
        snapshot,
        contact.profile.path,
        lambda note: with_value(note, dialect, "snooze_until", str(until)),
        dry=dry,
    )


def _write_entries(snapshot: Snapshot, planned: Sequence[Logged]) -> list[Logged]:
    done: list[Logged] = []
    waiting: list[str] = []
    for each in planned:
        try:
            done.append(_log(snapshot, each, dry=False))
        except Busy as busy:
            waiting.append(str(busy))
    if waiting:
        raise Busy("\n".join(waiting))
    return done


def _log(snapshot: Snapshot, planned: Logged, *, dry: bool) -> Logged:
    """Write one entry; its line is that in the note as it is by then."""
    found = [planned]

    def add(note: Note) -> str:
        text, left = note.text, planned.left
        if planned.kind is not Kind.SENT:  # no contact yet
            text, left = with_last_contact(note, snapshot.reading.dialect, planned.on)
        note = parse_note(note.path, note_bytes(note, text))
        added = with_entry(snapshot, note, planned.on, planned.kind, planned.text)
        found.append(replace(planned, line=added.line, left=left))
        return added.text

    path = planned.contact.profile.path
    about = {"contact": path, "week": str(week_of(planned.on))}
    change_contact(snapshot, path, add, dry=dry, about=about)
    return found[-1]


def read_writable(path: NotePath, data: bytes | None) -> Note:
    """Read a note that is to be written. Raises RefusedToWrite where it must not be."""
    if data is None:
        raise RefusedToWrite(f"{path}: is not there any more; nothing was written")
    note = parse_note(path, data)
    if note.state is State.BROKEN or any(p.code == "encoding" for p in note.problems):
        first = note.problems[0]
        raise RefusedToWrite(
            f"{path}:{first.line}: {first.message}; nothing was written"
        )
    if has_conflict(note.text):
        raise RefusedToWrite(f"{path}: holds both sides of a conflict; mend it first")
    return note
