"""What weekly notes say of one person, written into that person's note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.fields import with_last_contact
from vaultnet.core.people.interactions import take_date
from vaultnet.core.people.network import Contact
from vaultnet.core.people.week_entry import Said, with_week_entry
from vaultnet.core.values import NotePath, Problem
from vaultnet.core.weekly.steering import with_cadence
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.contact_edits import change_contact
from vaultnet.pipeline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Tick:
    """An entry that came into a log, or grew, because of a weekly note."""

    contact: Contact
    on: date
    kind: Kind | None
    text: str


@dataclass(slots=True)
class Taken:
    """What one look at the weekly notes brought home.

    ``notices`` say, a line each, what else was done, ``refused`` what could not be
    written now; all the rest was.
    """

    ticks: list[Tick] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[RefusedToWrite] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Home:
    """What one weekly note says of one person: entries, and perhaps a rhythm.

    One that is not whole only adds: what it lacks may be the half that a save has not
    brought yet, and is no correction.
    """

    contact: Contact
    entries: tuple[Said, ...]
    cadence: str | None
    is_whole: bool


def write_home(
    snapshot: Snapshot, homes: Sequence[Home], taken: Taken, *, dry: bool
) -> None:
    """Write all that is said of one person. Raises RefusedToWrite."""
    contact = homes[0].contact
    written = _as_written(snapshot, contact.profile.path)
    ticks: list[Tick] = []
    notices: list[str] = []
    refused: list[RefusedToWrite] = []

    def edit(note: Note) -> str | None:
        ticks.clear()
        notices.clear()
        refused.clear()
        before = note.text
        for home in homes:
            for said in home.entries:
                ours = written if home.is_whole else None
                entry = _with_entry(snapshot, note, ours, contact, said)
                if entry is not None:
                    note = _with_day(snapshot, entry.note, entry.tick, said, notices)
                    ticks.append(entry.tick)
            if home.cadence:
                note = _steered(snapshot, note, home.cadence, notices, refused)
        return None if note.text == before else note.text

    path = contact.profile.path
    weeks = (str(said.week) for home in homes for said in home.entries)
    about = {"contact": path, "week": " ".join(dict.fromkeys(weeks)), "by": "tick"}
    change_contact(snapshot, path, edit, dry=dry, about=about)
    taken.ticks += ticks
    taken.notices += notices
    taken.refused += refused


def _as_written(snapshot: Snapshot, path: NotePath) -> Note | None:
    """Give a note as vaultnet left it last, None where it has not written it."""
    last = next(snapshot.vault.writes(path), None)
    return parse_note(path, last.after) if last and last.after is not None else None


@dataclass(frozen=True, slots=True)
class _Entered:
    """A note with an entry that it had not, and what is told of it."""

    note: Note
    tick: Tick


def _with_entry(
    snapshot: Snapshot, note: Note, written: Note | None, contact: Contact, said: Said
) -> _Entered | None:
    done = with_week_entry(
        note,
        said,
        headings=snapshot.config.log.headings,
        daily_format=snapshot.reading.daily_format,
        written=written,
    )
    if done is None:
        return None
    note = _again(note, done.text)
    first, *below = said.pieces
    words = " ".join(filter(None, (split_kind(first)[1], *below)))
    day = _day_of(note, done.line) or said.on
    return _Entered(note, Tick(contact, day, said.named or said.kind, words))


def _with_day(
    snapshot: Snapshot, note: Note, tick: Tick, said: Said, notices: list[str]
) -> Note:
    """Move the last contact on; what could not be moved is said."""
    if tick.kind is Kind.SENT:  # no contact yet
        return note
    text, left = with_last_contact(note, snapshot.reading.dialect, said.on)
    notices += left
    return _again(note, text)


def _day_of(note: Note, line: int) -> date | None:
    """Give the day of the entry on a line; one that grew keeps its own."""
    texts = (item.text for item in note.body.items if item.line == line)
    return take_date(next(texts, ""))[0]


def _steered(
    snapshot: Snapshot,
    note: Note,
    cadence: str,
    notices: list[str],
    refused: list[RefusedToWrite],
) -> Note:
    """Set the rhythm; where that cannot be, the entries are written all the same."""
    try:
        text = with_cadence(note, snapshot.reading.dialect, cadence)
    except RefusedToWrite as reason:
        refused.append(reason)
        return note
    if text != note.text:
        notices.append(f"{note.path}: cadence is now {cadence}")
    return _again(note, text)


def _again(note: Note, text: str) -> Note:
    return parse_note(note.path, note_bytes(note, text))
