"""Files -> files: what the user ticked and wrote in weekly notes, brought home.

A weekly note of the last eight weeks says of whom it was ticked, and what was
written beside and below the line and in the inbox. That becomes one entry in the
log of that person. Nothing is remembered elsewhere: an entry that is there is not
written again, so rounds and devices may see a tick as often as they like.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from vaultnet.adapters.vault import Unreadable
from vaultnet.core.dates.week import Week, parse_week, week_of
from vaultnet.core.kinds import Kind, split_kind
from vaultnet.core.notes.note import Note
from vaultnet.core.notes.reading import note_bytes, parse_note
from vaultnet.core.people.fields import with_last_contact
from vaultnet.core.people.interactions import take_date
from vaultnet.core.people.listing import (
    DONE,
    LATER,
    SENT,
    SKIPPED,
    Line,
    read_lines,
    read_unlinked,
)
from vaultnet.core.people.network import Contact
from vaultnet.core.people.week_entry import Said, with_week_entry
from vaultnet.core.values import NotePath, Problem
from vaultnet.core.weekly.also import words_behind
from vaultnet.core.weekly.steering import with_cadence
from vaultnet.core.weekly.tick_problems import (
    leads_nowhere,
    names_nobody,
    unknown_mark,
    unticked,
)
from vaultnet.core.weekly.ticks import About
from vaultnet.errors import RefusedToWrite
from vaultnet.pipeline.cards import take_cards
from vaultnet.pipeline.contact_edits import change_contact
from vaultnet.pipeline.extra_ticks import (
    favours_on,
    lost_favours,
    take_favours,
    take_offers,
    unticked_favours,
)
from vaultnet.pipeline.indexing import has_conflict
from vaultnet.pipeline.listing import boxes_set_by_us, inbox_by_person
from vaultnet.pipeline.snapshot import Snapshot

Unsettled = Callable[[], Collection[str]]
"""Gives the paths that may be in the middle of a save just now."""

WEEKS_BACK = 8
"""A tick in a note of so many weeks ago still counts."""

_KNOWN_MARKS = (" ", SENT, SKIPPED, *DONE, *LATER)


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


def bring_home(
    snapshot: Snapshot, today: date, *, dry: bool, unsettled: Unsettled = tuple
) -> tuple[Snapshot, Taken]:
    """Take the ticks; the snapshot is a new one if any were written.

    Weekly notes among the ``unsettled`` are left for later: a save may have put only
    half of somebody's words into them.
    Raises RefusedToWrite while a merge is under way.
    """
    if not dry:
        snapshot.vault.check_no_merge()
    taken = take_ticks(snapshot, today, dry=dry, unsettled=unsettled)
    is_new = bool(taken.ticks or taken.notices) and not dry
    return (snapshot.again() if is_new else snapshot), taken


def take_ticks(
    snapshot: Snapshot, today: date, *, dry: bool, unsettled: Unsettled = tuple
) -> Taken:
    """Bring home what weekly notes say; ``dry`` only tells what would be written."""
    taken = Taken()
    found: dict[NotePath, list[_Home]] = {}
    for path, week in weekly_notes(snapshot, today):
        note = _read(snapshot, path)
        if note is None or path in unsettled():
            continue
        for home in _homes(snapshot, note, week, today, taken):
            found.setdefault(home.contact.profile.path, []).append(home)
        taken.problems += unticked_favours(snapshot, note)
        taken.problems += lost_favours(snapshot, note)
        for take in (take_favours, take_offers):
            _take(taken, take(snapshot, note, dry=dry))
    _take(taken, take_cards(snapshot, today, dry=dry))
    for path in sorted(found):
        try:
            _bring_home(snapshot, found[path], taken, dry=dry)
        except RefusedToWrite as reason:
            taken.refused.append(reason)
    return taken


def _take(taken: Taken, notices: Iterator[str]) -> None:
    """Do what a line each tells of; a note that cannot be written ends it for now."""
    try:
        for line in notices:
            taken.notices.append(line)
    except RefusedToWrite as reason:
        taken.refused.append(reason)


@dataclass(frozen=True, slots=True)
class _Home:
    """What one weekly note says of one person: entries, and perhaps a rhythm."""

    contact: Contact
    source: NotePath
    entries: tuple[Said, ...]
    cadence: str | None


def weekly_notes(snapshot: Snapshot, today: date) -> list[tuple[NotePath, Week]]:
    """Give the notes of the last eight weeks up to the coming one, oldest first."""
    this = week_of(today)
    first, last = (
        Week(this.monday + timedelta(weeks=number)) for number in (-WEEKS_BACK, 1)
    )
    found = []
    for path, listing in snapshot.network.weekly.items():
        week = parse_week(listing.week)
        if week is not None and first <= week <= last:
            found.append((path, week))
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _read(snapshot: Snapshot, path: NotePath) -> Note | None:
    try:
        note = snapshot.read(path)
    except Unreadable:
        return None
    return None if note is None or has_conflict(note.text) else note


def _homes(
    snapshot: Snapshot, note: Note, week: Week, today: date, taken: Taken
) -> Iterator[_Home]:
    people = snapshot.people()
    lines = _lines_by_person(snapshot, note, taken)
    inbox = inbox_by_person(snapshot, note, week)
    link = snapshot.linker.link_text(note.path, str(week))
    for path in dict.fromkeys((*lines, *inbox)):
        told = About(people[path], week, link, lines.get(path, ()), inbox.get(path, ()))
        entries = tuple(told.entries(today, partial(_is_ours, snapshot, note, path)))
        cadence = told.cadence(today)
        if entries or cadence:
            yield _Home(told.contact, note.path, entries, cadence)
        if told.is_unticked:
            taken.problems.append(unticked(note.path, told))


def _is_ours(snapshot: Snapshot, note: Note, path: NotePath) -> bool:
    return path in boxes_set_by_us(snapshot, note)


def _lines_by_person(
    snapshot: Snapshot, note: Note, taken: Taken
) -> dict[NotePath, list[Line]]:
    found: dict[NotePath, list[Line]] = {}
    for line in read_lines(note):
        path = snapshot.who.meant(line.target, note.path)
        if line.mark not in _KNOWN_MARKS:
            taken.problems.append(unknown_mark(note.path, line))
        if path is not None:
            found.setdefault(path, []).append(line)
        elif line.is_done or line.mark == SENT:
            taken.problems.append(leads_nowhere(note.path, line))
    taken.problems += (names_nobody(note.path, each) for each in read_unlinked(note))
    for item, contact, favour in favours_on(snapshot, note):
        words = (words_behind(item, favour) or "", *item.below)
        if item.mark in DONE and any(words):
            line = Line(item.line, item.mark, item.target, words=words, is_extra=True)
            found.setdefault(contact.profile.path, []).append(line)
    return found


def _bring_home(
    snapshot: Snapshot, homes: Sequence[_Home], taken: Taken, *, dry: bool
) -> None:
    """Write all that is said of one person."""
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
                entry = _with_entry(snapshot, note, written, contact, said)
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
